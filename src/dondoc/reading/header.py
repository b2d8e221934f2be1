"""Thể thức — the head and foot of a paper, in both forms.

Party: Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW (and 36-HD/VPTW before): "ĐẢNG CỘNG SẢN VIỆT NAM",
asterisk, `Số 21-KL/TW`. State: Nghị định 30/2020/NĐ-CP, Phụ lục I: Quốc hiệu, `Số: 15/QĐ-BNV`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Header, Signer, Value
from dondoc.reading.paragraphs import Paragraph, Source
from dondoc.reading.text import fold

Numbered = tuple[int, re.Match[str], int]  # which paragraph, the match in it, where it starts
HEAD = 45  # paragraphs looked at for the head of a paper
_NUMBER = re.compile(
    r"(?<!\w)Số\s*:?\s*(?P<all>(?P<number>\d{1,5}[a-zđ]?)\s*(?P<symbol>[-–/]\s*[A-ZĐÐƯ][\w/–.-]*(?:\s?[-–/]\s?[A-ZĐÐƯ][\w.]*)*))"
)
_DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][\w .]{1,40}?),\s*ngày\s*(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})"
)
_NOT_ISSUER = re.compile(
    r"ĐẢNG CỘNG SẢN|CỘNG H[ÒO]A|Độc lập|^[*\-–—_=.\s]+$|VĂN BẢN MẪU|^Số\b|^V/v|về việc|HỎA TỐC|KHẨN|MẬT"
)
_URGENCY = re.compile(r"(HỎA TỐC|THƯỢNG KHẨN|KHẨN)(?: HẸN GIỜ)?[\s.]*")
_LETTER = re.compile(r"(?:V/v|[Vv]ề việc)\s*:?\s*(?P<subject>.+)", re.DOTALL)
_AUTHORITY = re.compile(r"(?P<a>T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?|Q\.)\s+(?P<body>[A-ZĐÀ-Ỹ][^a-zà-ỹ]{3,})")
_POST = re.compile(
    r"(?:QUYỀN |PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|TRƯỞNG ĐOÀN|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|"
    r"TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|GIÁM ĐỐC|PHÓ CHÁNH VĂN PHÒNG|PHÓ TRƯỞNG BAN|THỦ TƯỚNG)[\w ,]*", re.IGNORECASE
)  # fmt: skip
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\s+){1,5}[A-ZĐÀ-Ỹ][a-zà-ỹđ]*")
_MIDDLE = re.compile(r"[-–—_*=.\s]+")


def read_header(source: Source, catalogue: Catalogue) -> Header:
    """The header's values with their spans; a value the paper does not give stays None."""
    head = source.paragraphs[:HEAD]
    number = _number(source, head)
    kind_at = _kind_line(source, head, catalogue, after=number)
    issuer, parent = _issuers(source, head, number, catalogue)
    place, day = _place_and_day(source, head)
    kind, subject = _kind_and_subject(source, head, kind_at, catalogue, number)
    values = _symbols(number)
    return Header(
        parent_issuer=parent, issuer=issuer, place=place, issued_on=day, kind=kind, subject=subject,
        urgency=_urgency(source, head), recipients=_recipients(source), signers=_signers(source), **values,  # type: ignore[arg-type]
    )  # fmt: skip


def genre_of(source: Source, header: Header) -> str:
    """official | press | other — by what stands at its head."""
    top = source.text[:1500]
    if header.so_ky_hieu or "ĐẢNG CỘNG SẢN VIỆT NAM" in top or "CỘNG HÒA XÃ HỘI" in top:
        return "official"
    press = source.format == "html" or re.search(r"\(Ảnh:|TTXVN|\d{2}:\d{2} \| \d{2}/\d{2}/\d{4}|Nguồn:", source.text)
    return "press" if press else "other"


def _text(source: Source, paragraph: Paragraph) -> str:
    return source.text[paragraph.start : paragraph.end]


def _number(source: Source, head: Sequence[Paragraph]) -> Numbered | None:
    """The number line: the first `Số …` that opens a line of the head."""
    for place, paragraph in enumerate(head[:25]):
        found = _NUMBER.match(_text(source, paragraph)) or _NUMBER.search(_text(source, paragraph)[:120])
        if found and len(_text(source, paragraph)) < 160 and found.start() < 70:
            return place, found, paragraph.start
    return None


def _span(found: re.Match[str], group: str, paragraph_start: int, **facts: object) -> Value:
    value = " ".join(found[group].split())
    start, end = found.span(group)
    return Value(value, paragraph_start + start, paragraph_start + end, **facts)  # type: ignore[arg-type]


def _symbols(number: Numbered | None) -> dict[str, Value | None]:
    if number is None:
        return {}
    start, found = number[2], number[1]
    whole = re.sub(r"\s*([-–/])\s*", r"\1", found["all"]).replace("–", "-").replace("Ð", "Đ")
    first, last = found.span("all")
    symbol = re.sub(r"\s", "", found["symbol"]).lstrip("-–/").replace("–", "-").replace("Ð", "Đ")
    number_only = found["number"]
    return {
        "so_ky_hieu": Value(whole.rstrip("."), start + first, start + last, sure=True),
        "number": Value(number_only.lstrip("0") or "0", start + found.start("number"), start + found.end("number"), sure=True),
        "symbol": Value(symbol.rstrip("."), start + found.start("symbol"), start + found.end("symbol"), sure=True),
    }  # fmt: skip


def _place_and_day(source: Source, head: Sequence[Paragraph]) -> tuple[Value | None, Value | None]:
    for paragraph in head[:30]:
        found = _DATE.search(_text(source, paragraph))
        if found:
            day = f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}"
            begin = paragraph.start + found.end("place") + 1
            start = begin + source.text[begin : paragraph.end].index("ngày")
            return (
                _span(found, "place", paragraph.start, sure=True),
                Value(day, start, paragraph.start + found.end("y"), sure=True),
            )
    return None, None


def _kind_line(source: Source, head: Sequence[Paragraph], catalogue: Catalogue, after: Numbered | None) -> int | None:
    """The line that is a kind's name in capitals: `KẾT LUẬN`, `BÁO CÁO`."""
    for place, paragraph in enumerate(head):
        line = _text(source, paragraph).strip(" .:*")
        if line.isupper() and len(line) < 40 and catalogue.kind_named(line):
            return place
    return None


def _kind_and_subject(
    source: Source, head: Sequence[Paragraph], at: int | None, catalogue: Catalogue,
    number: Numbered | None,
) -> tuple[Value | None, Value | None]:  # fmt: skip
    if at is None:
        return _letter(source, head, catalogue, number)
    paragraph = head[at]
    named = catalogue.kind_named(_text(source, paragraph).strip(" .:*"))
    kind = Value(named.name if named else "", paragraph.start, paragraph.end, sure=True)
    lines: list[Paragraph] = []
    for below in head[at + 1 : at + 8]:
        line = _text(source, below)
        if _MIDDLE.fullmatch(line) or line.startswith(
            ("Căn cứ", "- Căn cứ", "Kính gửi", "Thực hiện", "I.", "Điều", "1.")
        ):
            break
        if lines and (len(line) > 180 or line.endswith((";", ".")) or below.table != lines[-1].table):
            break
        lines.append(below)
        if len(lines) == 4:
            break
    if not lines:
        return kind, None
    start, end = lines[0].start, lines[-1].end
    return kind, Value(" ".join(source.text[start:end].split()).strip("*- "), start, end, sure=len(lines) < 4)


def _letter(
    source: Source, head: Sequence[Paragraph], catalogue: Catalogue, number: Numbered | None
) -> tuple[Value | None, Value | None]:
    """A letter has no kind line: `V/v …` under the number says what it is about."""
    for paragraph in head[:25]:
        found = _LETTER.match(_text(source, paragraph))
        if found and number is not None:
            subject = _span(found, "subject", paragraph.start, sure=True)
            start, end = found.span(0)
            return Value("Công văn", paragraph.start + start, paragraph.start + end, by="rule"), subject
    return None, None


def _issuers(
    source: Source, head: Sequence[Paragraph], number: Numbered | None, catalogue: Catalogue
) -> tuple[Value | None, Value | None]:
    """The capitals above the number, in its own column: parent body, then the body itself."""
    if number is None:
        return None, None
    place = number[0]
    cell = head[place].table
    table, column = (cell[0], cell[2]) if cell else (None, None)
    lines = [
        p for p in head[:place]
        if (table is None or (p.table is not None and (p.table[0], p.table[2]) == (table, column)))
        and not _NOT_ISSUER.search(_text(source, p)) and _is_title(_text(source, p))
    ]  # fmt: skip
    groups = _grouped(source, lines, catalogue)
    if not groups:
        return None, None
    issuer = _body(source, groups[-1], catalogue)
    return issuer, _body(source, groups[-2], catalogue) if len(groups) > 1 else None


def _is_title(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > len(letters) * 0.8 and len(line) < 120


_BODY_WORD = re.compile(
    r"(?:BAN|BỘ|ĐẢNG ỦY|ĐẢNG BỘ|ỦY BAN|VĂN PHÒNG|CHI BỘ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|TỔNG CỤC|"
    r"CỤC|VỤ|SỞ|HỘI ĐỒNG|TRUNG TÂM|HỌC VIỆN|VIỆN|ĐOÀN|TỔ|CHỦ TỊCH|ĐẠI HỘI|BAN CHẤP HÀNH|LIÊN|HIỆP HỘI|QUÂN ỦY|TÒA ÁN|UỶ BAN|ĐẢNG UỶ)\b"
)


def _grouped(source: Source, lines: Sequence[Paragraph], catalogue: Catalogue) -> list[list[Paragraph]]:
    """A name broken over lines is one: a line that opens no body goes on the one above."""
    groups: list[list[Paragraph]] = []
    for paragraph in lines:
        line = _text(source, paragraph)
        joined = groups and catalogue.body_named(" ".join([*(_text(source, p) for p in groups[-1]), line]))
        if groups and (joined or not _BODY_WORD.match(line)):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _body(source: Source, lines: Sequence[Paragraph], catalogue: Catalogue) -> Value:
    start, end = lines[0].start, lines[-1].end
    printed = " ".join(source.text[start:end].split()).strip("*- ")
    known = catalogue.body_named(printed)
    name = known.name if known else _sentence_case(printed)
    return Value(name, start, end, sure=known is not None, id=known.id if known else None)


def _sentence_case(printed: str) -> str:
    """A name in capitals as written in running text, as far as can be known: first letters only."""
    low = printed.lower()
    return low[:1].upper() + low[1:]


def _urgency(source: Source, head: Sequence[Paragraph]) -> Value | None:
    for paragraph in head[:25]:
        found = _URGENCY.fullmatch(_text(source, paragraph).strip(" *"))
        if found:
            return Value(found[1], paragraph.start, paragraph.end, sure=True)
    return None


def _recipients(source: Source) -> tuple[Value, ...]:
    """Nơi nhận — the items under it, to the end of its cell or of the paper."""
    found: list[Value] = []
    inside = None
    for paragraph in source.paragraphs[-60:]:
        line = _text(source, paragraph)
        if fold(line).startswith("noi nhan"):
            inside = paragraph.table or (-1, 0, 0)
            continue
        if inside is None:
            continue
        if paragraph.table != (None if inside == (-1, 0, 0) else inside) or _AUTHORITY.match(line):
            if inside != (-1, 0, 0):
                break
            continue
        if line.startswith(("-", "–", "+")):
            found.append(Value(line.lstrip("-–+ ").rstrip(";., "), paragraph.start, paragraph.end, sure=True))
    return tuple(found)


def _signers(source: Source) -> tuple[Signer, ...]:
    """The block at the end: authority, post, and the name that closes it."""
    tail = source.paragraphs[-40:]
    for place in range(len(tail) - 1, -1, -1):
        line = _text(source, tail[place])
        if not _NAME.fullmatch(line) or len(line.split()) > 6:
            continue
        above = [p for p in tail[max(0, place - 5) : place] if p.table == tail[place].table]
        post = next((p for p in reversed(above) if _POST.fullmatch(_text(source, p).strip(" ,"))), None)
        authority = next((m for p in above if (m := _AUTHORITY.match(_text(source, p)))), None)
        if post is not None or authority is not None:
            said = _text(source, post).strip(" ,").capitalize() if post else None
            return (Signer(line, said, authority["a"] if authority else None, tail[place].start,
                           tail[place].end, sure=post is not None),)  # fmt: skip
    return ()
