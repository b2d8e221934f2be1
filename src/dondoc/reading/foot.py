"""Thể thức cuối văn bản — nơi nhận, and who signs under which authority.

Party: `T/M`, `K/T`, `T/L` (Hướng dẫn 05-HD/VPTW); State: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.`
(Nghị định 30/2020/NĐ-CP, Phụ lục I).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.model import Signer, Value
from dondoc.reading.paragraphs import Paragraph, Source

_LONGEST = 45  # items of a nơi nhận, and lines looked at for a signature
_AUTHORITY = re.compile(r"(?P<a>T/M|TM|K/T|KT|T/L|TL|T/UQ|TUQ|Q)(?P<dot>\.?)\s+(?P<body>\S.{2,100})")
_POST = re.compile(
    r"(?:BÍ THƯ|CHỦ TỊCH|CHÁNH |TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|THỦ TƯỚNG|ỦY VIÊN|UỶ VIÊN|ĐẠI SỨ|LÃNH SỰ|TƯ LỆNH|CHÍNH ỦY|CHỦ TRÌ|THƯ KÝ|NGƯỜI GHI|ĐẠI DIỆN|PHÓ )",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\s*\((?:để|thay|b/c|thực hiện|theo dõi|phối hợp|báo cáo)[^()]*\)?$", re.IGNORECASE)
_ITEM = re.compile(r"[-–+•]\s*")


def recipients_of(source: Source) -> tuple[Value, ...]:
    """Nơi nhận — the items under it, to the end of its cell, its last (`Lưu …`), or the next heading."""
    at = _recipients_at(source)
    if at is None:
        return ()
    cell = source.paragraphs[at].table
    found: list[Value] = []
    for paragraph in source.paragraphs[at + 1 : at + 1 + _LONGEST]:
        line = source.text[paragraph.start : paragraph.end]
        if cell is not None and paragraph.table != cell:
            break
        item = _ITEM.match(line)
        if not item:
            if found and line[0].islower():  # an item that a narrow column broke
                found[-1] = _recipient(source, found[-1].start or 0, paragraph.end)
            continue
        found.append(_recipient(source, paragraph.start + item.end(), paragraph.end))
        if found[-1].value.startswith("Lưu"):
            break
    return tuple(found)


def _recipient(source: Source, start: int, end: int) -> Value:
    """One item, without the bracketed purpose and the final punctuation."""
    bare = _PURPOSE.sub("", source.text[start:end].rstrip(";., /")).rstrip(";., /")
    return Value(" ".join(bare.split()), start, start + len(bare), sure=True)


def _recipients_at(source: Source) -> int | None:
    """The last line that opens with `Nơi nhận`."""
    for at in range(len(source.paragraphs) - 1, -1, -1):
        start = source.paragraphs[at].start
        if source.text[start : start + 8].lower() == "nơi nhận":
            return at
    return None


def signers_of(source: Source) -> tuple[Signer, ...]:
    """The signature blocks: authority and post above a name, in one cell or one below the other."""
    at = _recipients_at(source)
    first = max(0, at - 16) if at is not None else max(0, len(source.paragraphs) - _LONGEST)
    lines = source.paragraphs[first : first + 16 + _LONGEST]
    found: list[Signer] = []
    used = 0
    for place, paragraph in enumerate(lines):
        if not _is_name(source.text[paragraph.start : paragraph.end]):
            continue
        above = [p for p in lines[max(used, place - 12) : place] if p.table == paragraph.table]
        signer = _signer(source, above, paragraph)
        if signer:
            found.append(signer)
            used = place + 1
    return tuple(found)


def _is_name(line: str) -> bool:
    """Two to six words, each with a capital first letter and no other: "Trần Thị Ngọc Khuê"."""
    words = line.split()
    return 2 <= len(words) <= 6 and len(line) < 50 and all(_is_name_word(word) for word in words)


def _is_name_word(word: str) -> bool:
    letters = word.replace("'", "").replace("’", "").replace("-", "")
    return letters.isalpha() and word[0].isupper() and (len(word) == 1 or not letters[1:].isupper()) and len(word) < 12


def _signer(source: Source, above: Sequence[Paragraph], name: Paragraph) -> Signer | None:
    lines = [line for p in above[-9:] for line in [source.text[p.start : p.end].strip(" ,")] if not _ITEM.match(line)]
    marks, post = [], None
    for line in lines:
        mark = _AUTHORITY.fullmatch(line)
        if mark and mark["body"].isupper():
            marks.append(mark["a"] + mark["dot"])
            post = mark["body"] if mark["a"] == "Q" else None
        elif (
            len(line) < 80
            and _POST.search(line)
            and (line.isupper() or marks or (line[0].isupper() and len(line) < 40))
        ):
            post = line
    if post is None and not marks:
        return None
    said = " ".join(post.split()).capitalize() if post else None
    return Signer(source.text[name.start : name.end], said, " ".join(marks) or None, name.start, name.end,
                  sure=bool(marks and post))  # fmt: skip
