"""Dấu chỉ mức độ mật — the mark, not the words in running text (Luật 117/2025/QH15, Điều về dấu mật)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dondoc.reading.model import Value
from dondoc.reading.paragraphs import COLUMNS, Paragraph, Source
from dondoc.reading.text import fold, nfc

LONGEST = 200  # a line with two columns; a mark alone is far shorter
_LEVELS = {
    "MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT",
    "MÂT": "MẬT", "MẠT": "MẬT",  # half of the letter's marks lost in a scan; "MẮT", "MẶT", "MẤT" are words
    "MËT": "MẬT", "TèIMËT": "TỐI MẬT", "TUYÖTMËT": "TUYỆT MẬT",  # TCVN3, a line by itself
    "MAÄT": "MẬT", "TOÁIMAÄT": "TỐI MẬT", "TUYEÄTMAÄT": "TUYỆT MẬT",  # VNI
}  # fmt: skip
_NO_MARKS = {"toimat": "TỐI MẬT", "tuyetmat": "TUYỆT MẬT"}  # typed without dấu, or scanned so
_LABELLED = {"A": "TUYỆT MẬT", "B": "TỐI MẬT", "C": "MẬT", "MAT": "MẬT"}  # A, B, C: as on an envelope
_MIXED = ("Mật", "Tối mật", "Tuyệt mật", "Tối Mật", "Tuyệt Mật")
_FRAME = "[](){}<>*_-–—=|.:;!•·“”\"' \t\u00a0"
_BRACKETS = "[](){}<>*|│║┃ \t\u00a0"
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])  # of no width
_SCANNED = str.maketrans("l1|0", "IIIO")  # signs a scan has for letters
_MAYBE = re.compile(r"[mMｍＭ][\W_]*[aâạậäëAÂẠẬÄË][\W_]*(?:[äÄ][\W_]*)?[tTｔＴ]")  # IGNORECASE is twice as slow
_LABEL = re.compile(
    r"(?:DẤU\s*:|(?:(?:DẤU|CHỈ|CẤP|MỨC|ĐỘ|DAU|CHI|CAP|MUC|DO) )+(?:BẢO )?M[ẬA]T(?!\w))\s*[:\-–]?\s*(.*)", re.IGNORECASE
)
_LEVEL = r"(?:TUYỆT |TỐI )?MẬT"
# What may stand on the line of a mark: the urgency, the number of the copy, how it is kept.
_BESIDE = re.compile(
    r"(?i)(?:(?:MỨC )?ĐỘ KHẨN\W*)?(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|HẸN GIỜ|ĐỘ KHẨN\W*(?:THƯỜNG|KHÔNG)?)"
    r"|(?:BẢN SỐ|SỐ BẢN|BẢN THỨ)[\W\d]*(?:BẢN)?|DỰ THẢO(?: LẦN)?|CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ|LƯU HÀNH NỘI BỘ"
    r"|TÀI LIỆU(?: THU HỒI)?|THU HỒI(?: SAU HỘI NGHỊ)?|(?:CẤM|KHÔNG) SAO CHỤP|TRANG(?=\W*\d)|(?:TOP )?SECRET|CONFIDENTIAL"
)
_COPIES = re.compile(r"\d+ BẢN|(?<=MẬT)\W*\([ABC](?:\)|$)", re.IGNORECASE)
_ITEM = re.compile(r"\d{1,2}[.)]\s*" + _LEVEL + r"\W*|\W*(?:[☐□▢]|\[\s+\]).*", re.IGNORECASE)
_TICKED = re.compile(r"(?:[☑☒✓✔]|\[[xX]\])\s*(" + _LEVEL + r")(?!\s*\w)", re.IGNORECASE)
# "[MẬT] Về việc …"; "Số 12-BC/ĐUK MẬT Hà Nội, ngày …" with one space between its columns.
_SUBJECT = r"(?:(?:Subject|Chủ đề|Tiêu đề|Re|Fwd?|Trả lời|V/v):?\s+)*"
_OPENING = re.compile(_SUBJECT + r"\[(" + _LEVEL + r")\].*", re.IGNORECASE)
_DAY = r"\s[^,]{2,40}, ngày[\s\d.…_]*tháng\s.*"
_NUMBERED = re.compile(r"S[ốỐ]\s*:?\s*[\d.…_]*\s*[-–/]\S+\s+[(\[]?(" + _LEVEL + r")[)\]]?(?:" + _DAY + ")?")
_PLACED = re.compile("(" + _LEVEL + ")" + _DAY)
_BROKEN = re.compile(r"(?:(?:^|\W)(?:BÍ|VÀ BẢO|TOÀN BẢO)|, BẢO)\s*$")  # "… BẢO VỆ BÍ", then "MẬT": a heading
_LETTERS = re.compile(r"[\W\d_]+")
_AGAIN = re.compile(r"(.{3,}?)\1+")


def may_mark(line: str) -> bool:
    """Whether a line has the letters of a mark at all: what costs more is looked at only then."""
    return _MAYBE.search(line) is not None


def find_mark(source: Source) -> Value | None:
    """The first mark on a line, cell, text box, header, footer, watermark or property of its own."""
    marked = [(p, level) for p in source.paragraphs for level in [_marked(source.text[p.start : p.end])] if level]
    lists = _lists(source.paragraphs, marked)
    for paragraph, level in marked:
        if paragraph not in lists and not _BROKEN.search(source.text[max(0, paragraph.start - 40) : paragraph.start]):
            return _whole(source, paragraph, level)
    told = next((found for found in (*map(_told, source.margins), *_of_lines(source.lines)) if found), None)
    return Value(told, by="text", sure=True) if told else None


def _whole(source: Source, paragraph: Paragraph, level: str) -> Value:
    """The mark with its first word where a narrow column broke it: "TUYỆT", then "MẬT"."""
    before = source.text[: paragraph.start].rstrip()
    first = next((word for word in ("TỐI", "TUYỆT") if nfc(before[-12:]).endswith(word)), None)
    begin = before.rfind("\n") + 1
    if level != "MẬT" or first is None or nfc(before[begin:]).strip(_FRAME) != first:
        return Value(level, paragraph.start, paragraph.end, sure=True)
    return Value(f"{first} MẬT", begin, paragraph.end, sure=True)


def _marked(line: str) -> str | None:
    """The mark a line is, or one of its columns; only a short line can bear one, and only one level."""
    if len(line) > LONGEST or not _MAYBE.search(line):
        return None
    levels = {level for level in map(level_of, COLUMNS.split(line)) if level}
    return level_of(line) or (levels.pop() if len(levels) == 1 else None)


def _lists(paragraphs: Sequence[Paragraph], marked: Sequence[tuple[Paragraph, str]]) -> set[Paragraph]:
    """Levels named beside each other, or all three and nothing else under each other: a list, no mark."""
    groups: dict[tuple[str, int, int], list[tuple[Paragraph, str]]] = {}
    places = {p.start: at for at, p in enumerate(paragraphs)} if len(marked) > 2 else {}
    for count, (paragraph, level) in enumerate(marked):
        table, row, column = paragraph.table or (0, 0, places.get(paragraph.start, 0) - count)
        keys = [("row", table, row), ("column", table, column)] if paragraph.table else [("lines", 0, column)]
        for key in keys:
            groups.setdefault(key, []).append((paragraph, level))
    return {p for (kind, *_at), group in groups.items() for levels in [{level for _p, level in group}]
            for p, _level in group if (len(levels) > 1 if kind == "row" else len(levels) == len(group) == 3)}  # fmt: skip


def level_of(line: str) -> str | None:
    """The level a line marks, or None: a mark stands alone, in capitals or after its label.

    Only its letters count, so "M Ậ T", "T.Ố.I M.Ậ.T" and "[MẬT]" are marks. "Mật" is one where
    nothing but brackets stands beside it: "- Mật;" is an item of a list.
    """
    if len(line) > LONGEST or not _MAYBE.search(line):
        return None
    text = " ".join(nfc(unicodedata.normalize("NFKC", line.translate(_UNSEEN))).split())
    told = next(
        (m[1] for m in (_TICKED.search(text), *(r.fullmatch(text) for r in (_OPENING, _NUMBERED, _PLACED))) if m), None
    )
    if told is None and _ITEM.fullmatch(text):
        return None
    return _level(told.upper() if told else text)


def marks_in(text: str) -> Iterator[str]:
    """The levels that typed words, or lines of them, mark."""
    return filter(None, map(level_of, (text, *text.splitlines())))


def _level(text: str) -> str | None:
    bare = _BESIDE.sub(" ", text)
    labelled = _LABEL.fullmatch(bare.strip(_FRAME))
    words = _COPIES.sub(" ", labelled[1] if labelled else bare)
    letters = _AGAIN.sub(r"\1", _LETTERS.sub("", words))
    if labelled:
        return _of(letters) or _LABELLED.get(letters.upper())
    if letters.isupper() or max(map(len, text.split())) == 1:
        return _of(letters) or _scanned(words)
    alone = text.strip(_BRACKETS) if bare == text else bare.strip(_FRAME + ",")
    return _of(letters) if alone in _MIXED else _LEVELS.get(letters) or _scanned(words)


def _of(letters: str) -> str | None:
    return _LEVELS.get(_LETTERS.sub("", letters).upper()) or _NO_MARKS.get(fold(letters))


def _scanned(words: str) -> str | None:
    """ "TỐl MẬT", "T0I MẬT": capitals once the signs a scan takes for letters are letters again."""
    letters = _LETTERS.sub("", words.translate(_SCANNED))
    return _NO_MARKS.get(fold(letters)) if letters.isupper() else None


def _told(margin: str) -> str | None:
    """What a header or property says: whole, in columns, or as one keyword among others that name no level."""
    keywords = [word.strip() for word in re.split(r"[;,\n\t]", margin)]
    named = [word for word in keywords if _MAYBE.search(word)]
    own = level_of(named[0]) if len(named) == 1 else None
    return _marked(margin) or own or next((low for low in _MIXED if margin.strip() == low.lower()), "").upper() or None


def _of_lines(lines: Sequence[str]) -> Iterable[str | None]:
    """Printed lines: what ends the line above may make two words of it ("… BẢO VỆ BÍ", then "MẬT")."""
    for above, line in zip(("", *lines), lines, strict=False):
        yield _marked(line) if not _BROKEN.search(above[-40:]) else None
