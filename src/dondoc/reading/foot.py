"""Thể thức cuối văn bản — nơi nhận, and who signs under which authority.

Party: `T/M`, `K/T`, `T/L` (Hướng dẫn 05-HD/VPTW); State: `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.`
(Nghị định 30/2020/NĐ-CP, Phụ lục I). A copy (sao y, trích sao) has a foot of its own below the paper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.model import Signer, Value
from dondoc.reading.paragraphs import Paragraph, Source

_LONGEST = 45  # items of a nơi nhận, and lines looked at for a signature
_AUTHORITY = re.compile(
    r"(?P<a>T/M|T\.M|TM|K/T|K\.T|KT|T/L|T\.L|TL|T/UQ|T\.UQ|TUQ|Q)(?:(?P<dot>[./]?)\s+|\.)(?P<body>[^\W\d].{2,100})"
)
_POST = re.compile(
    r"(?:BÍ THƯ|CHỦ TỊCH|CHÁNH |TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|THỦ TƯỚNG|ỦY VIÊN|UỶ VIÊN|ĐẠI SỨ|LÃNH SỰ|TƯ LỆNH|CHÍNH ỦY|CHÍNH UỶ|CHỦ TRÌ|"
    r"CHỦ TỌA|CHỦ TOẠ|ĐẠI BIỆN|THAM TÁN|CÔNG SỨ|KIỂM SÁT VIÊN|THẨM PHÁN|THANH TRA VIÊN|THƯ KÝ|NGƯỜI GHI|NGƯỜI LẬP|ĐẠI DIỆN|PHÓ |VIỆN TRƯỞNG|HIỆU TRƯỞNG|TỔNG BIÊN TẬP|CỤC TRƯỞNG|VỤ TRƯỞNG)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\W*(?:đã\s*ký|da\s*ky|ký\s*tên(?:,?\s*đóng\s*dấu)?|ký bởi\b.*|đóng dấu|chữ ký.*)\W*", re.IGNORECASE
)
_SIGNED_BEHIND = re.compile(r"\s*\((?:đã ký|ký)\)$", re.IGNORECASE)
_TITLES = re.compile(
    r"(?:(?:\(?[Đđ]ã ký\)?[:.]?|Đ/c|Đồng chí|(?:Ông|Bà)(?!\w| Thị )|(?:GS|PGS|VS|TSKH|T[Ss]|Th[Ss]|Th\.[Ss]|BS|KS|CN|LS|DS|NSND|NSƯT|NGND|NGƯT|TTND|TTƯT)(?:\.|(?!\w))"
    r"|BS\s?CK\s?(?:I{1,2}|[12])|(?:Bác|Kỹ|Dược|Tiến|Thạc|Luật) s[ĩỹ]|Cử nhân|(?:Phó )?Giáo sư|(?:Thầy thuốc|Nhà giáo|Nghệ sĩ) (?:ưu tú|nhân dân)|Chuẩn đô đốc|(?:Phó )?Đô đốc|"
    r"(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))[,.]?\s*)+(?=[^\W\d_])"
)
# Only for a name in capitals, which else looks like the rest of a post.
_SURNAME = re.compile(
    r"(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|ĐOÀN|LÂM|MAI|TRỊNH|TRƯƠNG|ĐÀO"
    r"|CAO|HÀ|LƯƠNG|LƯU|TẠ|TÔ|TỐNG|CHU|CHÂU|THÁI|VƯƠNG|QUÁCH|KIỀU|TĂNG|TRIỆU|LA|LÒ|GIÀNG|HẦU|NÔNG|VI|HỨA|NGHIÊM"
    r"|PHÙNG|PHÍ|BẠCH)(?!\w)"
)
_OF_UNIT = re.compile(r"[\wÀ-ỹ]+ (?:CỤC|VỤ|SỞ|PHÒNG|VIỆN|TRUNG TÂM) \w")  # "CỤC TRƯỞNG CỤC QUẢN LÝ" / "XUẤT NHẬP CẢNH"
# What a line in capitals opens with that is a body's, a title's or a copy's.
_NO_PERSON = re.compile(
    r"(?:BAN|BỘ|ĐẢNG|ỦY|UỶ|VĂN|PHỤ|DANH|BẢNG|BIỂU|SAO|TRÍCH|CHI|HỘI|ĐOÀN|TỔ|SỞ|CỤC|VỤ|VIỆN|NƠI|DỰ|KẾ|CHƯƠNG|TỈNH|THÀNH|THƯỜNG|CÔNG|NHIỆM|QUY|PHÂN|TM|KT|TL)(?!\w)"
)
# "(để báo cáo)", "(t/h)", "(15b)", "(theo đường riêng)": what for, how many, by which way; no part of the name.
_PURPOSE = re.compile(r"\s*\((?:(?i:để|thay|b/c|báo cáo|thực hiện)[^()]*\)?|[a-zà-ỹđ\d][^()]{0,60}\))$")
_PART_OF_PAPER = re.compile(r"(?:Phần|Chương|Mục|Điều|Phụ lục)\s")  # "Chương I" under "Bộ trưởng ban hành Thông tư…"
_DEPUTY = re.compile(r"^Phó (\w)")
_ITEM = re.compile(r"[-–+•]\s*")
_ITEMS_APART = re.compile(r"[;,]\s+[-–]\s+(?=\w)")
_TO = re.compile(r"nơi nhận\s*:?\s*", re.IGNORECASE)
_PART = re.compile(r"[^\s|](?:[^|\n]*?[^\s|])??(?=\s*\||\s{3,}|\s*$)")  # of a line of columns
_WIDEST = 400  # characters of a line of columns: a longer one is none
_COPY = re.compile(r"(?:BẢN\s+)?(?:SAO Y(?: BẢN CHÍNH)?|SAO LỤC|TRÍCH SAO)\W*")


def recipients_of(source: Source) -> tuple[Value, ...]:
    """Nơi nhận — the items under it, to the end of its cell, its last (`Lưu …`), or the next heading."""
    at = _recipients_at(source)
    if at is None:
        return ()
    cell = source.paragraphs[at].table
    below = source.paragraphs[at + 1 : at + 1 + _LONGEST]
    head = source.paragraphs[at]
    lines = [p for p in below if cell is None or _own_column(p, head)]
    first = _TO.match(source.text, head.start)
    if first and first.end() < head.end:
        lines.insert(0, Paragraph(first.end(), head.end, table=cell))
    has_dashes = any(_ITEM.match(source.text, p.start) for p in lines[:4])
    return tuple(_items(source, lines, has_dashes=has_dashes))


def _own_column(one: Paragraph, other: Paragraph) -> bool:
    """Whether two lines stand in one column of one table, in whatever row; or both in none."""
    if one.table is None or other.table is None:
        return one.table is other.table
    return (one.table[0], one.table[2]) == (other.table[0], other.table[2])


def _items(source: Source, lines: Sequence[Paragraph], *, has_dashes: bool) -> Iterator[Value]:
    begin, end = 0, 0
    for paragraph in lines:
        line = source.text[paragraph.start : paragraph.end]
        item = _ITEM.match(line)
        if begin and line[0].islower() and not item:
            end = paragraph.end  # an item that a narrow column broke
            continue
        if begin:
            yield from _parts(source, begin, end)
            if source.text.startswith("Lưu", begin):
                return
            begin = 0
        if item or (not has_dashes and line.endswith((";", ",", ".")) and not line.isupper()):
            begin, end = paragraph.start + (item.end() if item else 0), paragraph.end
        elif not has_dashes:
            return
    if begin:
        yield from _parts(source, begin, end)


def _parts(source: Source, start: int, end: int) -> Iterator[Value]:
    """The items of one line, without the bracketed purpose and the final punctuation."""
    places = [start, *(m.end() for m in _ITEMS_APART.finditer(source.text, start, end)), end]
    for begin, stop in pairwise(places):
        words = source.text[begin:stop].rstrip("-– ")
        bare = _PURPOSE.sub("", words.rstrip(";., /")).rstrip(";., /")
        if bare:
            yield Value(" ".join(bare.split()), begin, begin + len(bare), sure=True)


def _recipients_at(source: Source) -> int | None:
    """The last line that opens with `Nơi nhận`; above a copy's foot where the paper has its own there."""
    found = [at for at, p in enumerate(source.paragraphs) if source.text[p.start : p.start + 8].lower() == "nơi nhận"]
    copy = _copy_at(source)
    own = [at for at in found if copy is None or at < copy]
    return next(iter([*reversed(own), *reversed(found)]), None)


def _copy_at(source: Source) -> int | None:
    """Where a copy's own foot begins: a line that says it is one, far below the head."""
    lines = source.paragraphs
    return next(
        (at for at in range(len(lines) - 1, 20, -1) if _COPY.fullmatch(source.text[lines[at].start : lines[at].end])),
        None,
    )


def signers_of(source: Source) -> tuple[Signer, ...]:
    """The signature blocks: authority and post above a name, in one cell or one below the other."""
    lines = list(_near_foot(source))
    found: list[Signer] = []
    used = 0
    for place, paragraph in enumerate(lines):
        name = _name_in(source, paragraph, lines[used:place])
        if name is None:
            continue
        signer = _signer(_above(source, lines[used:place], paragraph), name)
        if signer:
            found.append(signer)
            used = used if _shares_line(source, paragraph, lines[place + 1 : place + 2]) else place + 1
    return tuple(found)


def _near_foot(source: Source) -> Iterator[Paragraph]:
    """The lines where signatures stand: about the paper's nơi nhận, and its last ones."""
    count, at = len(source.paragraphs), _recipients_at(source)
    copy = _copy_at(source) or count
    near = range(at - 16, at + _LONGEST) if at is not None else range(count - _LONGEST, count)
    for place, paragraph in enumerate(source.paragraphs):
        if place in near or copy - 8 <= place:
            yield paragraph


def _shares_line(source: Source, name: Paragraph, after: Sequence[Paragraph]) -> bool:
    """Whether another column's name stands on the same printed line."""
    return any("\n" not in source.text[name.end : p.start] and p.table == name.table for p in after)


def _name_in(source: Source, paragraph: Paragraph, above: Sequence[Paragraph]) -> Value | None:
    """A person's name alone on a line, without academic and military titles; in capitals only under a post."""
    line = source.text[paragraph.start : paragraph.end]
    titles = _TITLES.match(line)
    bare = line[titles.end() :] if titles else line
    start = paragraph.end - len(bare)
    bare = _SIGNED_BEHIND.sub("", bare)
    if _is_name(bare) or (bare.isupper() and _is_name(bare.title()) and _is_signed(source, paragraph, start, above)):
        return Value(bare, start, start + len(bare))
    return None


def _is_signed(source: Source, paragraph: Paragraph, start: int, above: Sequence[Paragraph]) -> bool:
    """Whether a line in capitals is a name: by its surname; by the room above it, right below a post."""
    if _SURNAME.match(source.text, start) and _under_post(source, above):
        return True
    if _NO_PERSON.match(source.text, start) or not _stands_apart(source, paragraph):
        return False
    told = _told_above(source, above)
    return bool(told) and _is_post(told[-1])


def _stands_apart(source: Source, paragraph: Paragraph) -> bool:
    """Whether nothing stands right above: room for a signature, so no rest of a post."""
    line = source.text.rfind("\n", 0, paragraph.start) + 1
    above = source.text[source.text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].expandtabs()
    left = len(source.text[line : paragraph.start].expandtabs())
    return not above[max(left - 12, 0) :].strip() and not _POST.search(source.text, paragraph.start, paragraph.end)


def _under_post(source: Source, above: Sequence[Paragraph]) -> bool:
    told = _told_above(source, above)
    return bool(told) and (told[-1].isupper() or _is_post(told[-1]))


def _told_above(source: Source, above: Sequence[Paragraph]) -> list[str]:
    """The last lines over a name that are no item of a nơi nhận and no "(đã ký)"."""
    lines = [source.text[p.start : p.end] for p in above[-3:]]
    return [line for line in lines if not _SIGNED.fullmatch(line) and not _ITEM.match(line)]


def _is_name(line: str) -> bool:
    """Two to six words, each with a capital first letter and no other: "Trần Thị Ngọc Khuê"."""
    words = line.split()
    return (
        _PART_OF_PAPER.match(line) is None
        and 2 <= len(words) <= 6
        and len(line) < 50
        and all(_is_name_word(word) for word in words)
    )


def _is_name_word(word: str) -> bool:
    letters = word.replace("'", "").replace("’", "").replace("-", "")
    return letters.isalpha() and word[0].isupper() and (len(word) == 1 or not letters[1:].isupper()) and len(word) < 12


def _is_post(line: str) -> bool:
    return len(line) < 80 and _POST.search(line) is not None


def _above(source: Source, above: Sequence[Paragraph], name: Paragraph) -> list[str]:
    """The lines over a name in its own column, the nearest last; no item of a nơi nhận."""
    same = [p for p in above if p.table == name.table or (_is_foot(source, name) and _own_column(p, name))][-12:]
    if name.table is None:
        side = _column(source, name)
        same = [p for p in same if _stands_over(_column(source, p), side)]
    lines = [source.text[p.start : p.end].strip(" ,") for p in same]
    return [line for line in lines if not _ITEM.match(line) and not _SIGNED.fullmatch(line)][-9:]


@dataclass(frozen=True, slots=True)
class _Column:
    """Cột — where the middle of a part of a line stands (a tab is eight), and of all parts of that line."""

    at: float
    all: tuple[float, ...]


def _is_foot(source: Source, name: Paragraph) -> bool:
    """Whether a name stands in the table of the nơi nhận, whose rows may part a post from its name; in no list of people."""
    at = _recipients_at(source)
    table = source.paragraphs[at].table if at is not None else None
    return table is not None and name.table is not None and table[0] == name.table[0]


def _column(source: Source, part: Paragraph) -> _Column:
    begin = source.text.rfind("\n", 0, part.start) + 1
    end = source.text.find("\n", part.end)
    if (end if end >= 0 else len(source.text)) - begin > _WIDEST:
        return _Column(0, (0,))
    line = source.text[begin : end if end >= 0 else len(source.text)].expandtabs()
    left = len(source.text[begin : part.start].expandtabs())
    middles = tuple(sum(found.span()) / 2 for found in _PART.finditer(line))
    own = left + (part.end - part.start) / 2
    return _Column(min(middles, key=lambda middle: abs(middle - own), default=own), middles)


def _stands_over(part: _Column, name: _Column) -> bool:
    """Whether a part of a line is of the column of a name: as far along a line of as many; else the nearest."""
    if len(name.all) < 2:
        return True
    if len(part.all) == len(name.all):
        return part.all.index(part.at) == name.all.index(name.at)
    return min(name.all, key=lambda middle: abs(middle - part.at)) == name.at


def _signer(lines: Sequence[str], name: Value) -> Signer | None:
    marks: list[str] = []
    posts: list[str] = []
    for line in lines:
        mark = _AUTHORITY.fullmatch(line)
        if mark and mark["body"].isupper():
            marks.append(mark["a"] + (mark["dot"] if mark["dot"] is not None else "."))
            posts = [mark["body"]] if mark["a"] == "Q" else []
        elif _is_post(line) and (line.isupper() or marks or (line[0].isupper() and len(line) < 40)):
            if posts and not marks:
                posts = []  # no authority: the nearest line is the post
            posts.append(line)
        elif (
            len(posts) == 1 and line.isupper() and len(line) < 40 and line[0].isalpha()
            and (marks or (_OF_UNIT.search(posts[0]) and not _NO_PERSON.match(line)))
        ):  # fmt: skip
            posts[0] = f"{posts[0]} {line}"  # a long post goes on below
    if not posts and not marks:
        return None
    post = " ".join(posts[0].split()).capitalize() if posts else None
    said = _DEPUTY.sub(lambda first: f"Phó {first[1].upper()}", post) if post else None
    return Signer(name.value, said, " ".join(marks) or None, name.start or 0, name.end or 0,
                  sure=bool(marks and said))  # fmt: skip
