"""Thể thức đầu văn bản — issuer, number, place and day, kind and subject, in both forms.

Party: Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW (and 36-HD/VPTW before): "ĐẢNG CỘNG SẢN VIỆT NAM",
asterisk, `Số 21-KL/TW`. State: Nghị định 30/2020/NĐ-CP, Phụ lục I: Quốc hiệu, `Số: 15/QĐ-BNV`.
The text is NFC here (composing.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.foot import recipients_of, signers_of
from dondoc.reading.model import Header, Value
from dondoc.reading.paragraphs import Paragraph, Source
from dondoc.reading.shadow import UPPER
from dondoc.reading.text import fold

HEAD = 45  # paragraphs looked at for the head of a paper
_NATION = ("DANGCONGSANVIETNAM", "CONGHOAXAHOICHUNGHIAVIETNAM")
_NUMBER = re.compile(
    r"(?:(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết)\s+số|S[ốôo0ồổ6ó])\s*[:.]?\s*(?P<all>(?P<number>[\dlI]{0,4}\d[a-zđ]?)\s*"
    r"(?:/\s*(?P<year>(?:19|20)\d\d)\s*(?=/))?(?P<symbol>[-–/]\s*[A-ZĐÐƯ]\w*(?:(?:\s?[-–/.&]\s?|,(?=[A-ZĐÐƯ]{2}))[A-ZĐÐƯ]\w*){0,5}))(?!\w)"
)
_DATE = re.compile(
    r"(?P<place>[^\W\d_][^\d,;:]{1,40}?),\s*(?:(?:hồi|lúc)\s+\d{1,2}\s*(?:giờ|h|:)\s*(?:\d{1,2})?(?:\s*phút)?,?\s*)?(?P<day>[Nn]g[àaâ]y\s*(?P<d>[\dlIO]{1,2})\s*(?:th[áaâ]ng|/)\s*(?P<m>[\dlIO]{1,2})\s*(?:n[ăaâ]m|/)\s*(?P<y>[\dlIO]{4}))"
)
# As fewer offices type it: without the comma, "12-3-2026", "12.3.2026", "Hà Nội, 12/3/2026".
_OTHER_DATE = re.compile(
    rf"(?P<place>(?!Thứ |Chủ nhật)[{UPPER}][^\W\d_]*\.?(?:[ -][{UPPER}][^\W\d_]*){{0,4}})(?:,\s*|\s+(?=[Nn]gày))"
    r"(?P<day>(?:[Nn]gày\s*)?(?P<d>\d{1,2})(?:\s*[-./]\s*|\s+tháng\s+)(?P<m>\d{1,2})(?:\s*[-./]\s*|,?\s+năm\s+)(?P<y>\d{4}))(?!\d)"
)
_NOT_ISSUER = re.compile(r"[*\-–—_=.\s]+$|VĂN BẢN MẪU|DỰ THẢO|S[ốôoO0]\b|[Vv]/[Vv]|về việc")
# A number line that was not read as one, or what a draft leaves behind its blank: "/TTr-STP".
_NUMBERED = re.compile(r"\d\s?(?:-\s?[A-ZĐ]\w{0,5}\s?/|/\s?(?:\d{4}\s?/\s?)?[A-ZĐ])|^\W*/")
_DIGITS = str.maketrans("lIO", "110")  # what a scanner takes for a digit
_BROKEN_DAY = re.compile(r"[Nn]gày\s*(?:\d{1,2}(?:\s*tháng(?:\s*\d{1,2})?)?)?\s*$")
_DAY_GOES_ON = re.compile(r"\d|tháng|năm")
_BLANK_NUMBER = re.compile(r"S[ốô]\s*:?[\s.…_]*[-–/]\s*[A-ZĐƯ]")
_NUMBER_WORD = re.compile(r"S[ốô]\s*:?")
_SYLLABLES = ("uy", "bo", "ban", "dang", "van", "tinh", "thanh", "huyen", "hoi", "tong", "chinh", "quoc")  # of names
_PLACE_ENDS = re.compile(r"[^\W\d_]+, ng[àa]y(?!\w)")
_URGENT = {
    "hoa toc": "HỎA TỐC", "hoa toc hen gio": "HỎA TỐC", "thuong khan": "THƯỢNG KHẨN", "khan": "KHẨN",
}  # fmt: skip
_LETTER = re.compile(r"(?P<open>\()?(?:[Vv]/[Vv]|[Vv]ề việc)\s*:?\s*")
_SHORT_ABOUT = re.compile(r"[Vv]/[Vv]\s*:?\s*")
_PRESS = re.compile(r"\([ẢA]nh:|TTXVN|\d{2}:\d{2} \| \d{2}/\d{2}/\d{4}|Nguồn:|[Pp]hóng viên")
_PRESS_SIGNS = ("nh:", "TTXVN", " | ", "Nguồn:", "hóng viên")
_WEEKDAY = re.compile(
    r"(?:Thứ (?:hai|ba|tư|năm|sáu|bảy)|Chủ nhật)\s*,\s*(?:ngày\s*)?\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE
)
_RULE = re.compile(r"[-–—_*=.\s]+")
_BODY_STARTS = re.compile(
    r"(?:-\s*)?(?:Căn cứ|Kính gửi|Kính trình|Thực hiện|Theo đề nghị|Xét đề nghị|Nơi nhận|Điều \d|(?:Chương|Phần|Mục) (?:thứ |[IVXLA-E\d]+(?!\w))|[IVX]{1,4}\s?[.\-–]|\d{1,2}\s?[.\-–](?!\s?[A-ZĐ]{1,4}i?/)|[a-z]\))"
)
# "(Ban hành kèm theo Quyết định số …)", "(Trình tại kỳ họp thứ 12 …)": behind what a paper is about, no part of it.
_WITH_WHAT = re.compile(
    r"\((?:Ban hành|Kèm|Đính kèm|Trình|Tài liệu|Dự thảo|Phục vụ|Báo cáo (?:tại|trình))(?!\w)", re.IGNORECASE
)
_ABOUT_ALONE = re.compile(r"VỀ VIỆC |Về việc ")
_BODY_WORD = re.compile(
    r"(?:BAN(?! HÀNH)|BỘ|ĐẢNG [ỦU][YỶ]|ĐẢNG BỘ|[ỦU][YỶ] BAN|VĂN PHÒNG|CHI BỘ|(?:CHI|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) [ỦU][YỶ]|QUỐC HỘI|CHÍNH PHỦ|"
    r"THỦ TƯỚNG|TỔNG CỤC|TỔNG CÔNG TY|TẬP ĐOÀN|CÔNG TY|CỤC|VỤ(?! VIỆC)|SỞ(?! TẠI| HỮU)|PHÒNG(?!,| CHỐNG| CHÁY| NGỪA| THỦ| VỆ)|HỘI(?! NHẬP)|TRUNG TÂM|HỌC VIỆN|VIỆN(?! TRỢ)|TRƯỜNG(?! HỢP)|ĐOÀN(?! KẾT)|TỔ(?! CHỨC)|TIỂU BAN|"
    r"CHỦ TỊCH|ĐẠI HỘI|LIÊN(?! KẾT)|HIỆP HỘI|QUÂN ỦY|TÒA ÁN|TOÀ ÁN|KIỂM TOÁN|THANH TRA|ĐẠI SỨ QUÁN|TỔNG LÃNH SỰ QUÁN|CƠ QUAN|"
    r"UBND|HĐND|UBKT|UBMTTQ|MTTQ|BCĐ|BCH|BTV|(?:TỈNH|THÀNH|QUÂN|SƯ|LỮ|TRUNG|TIỂU|ĐẠI|HẢI|BINH) ĐOÀN|(?:QUÂN|BINH) CHỦNG|QUÂN KHU|CÔNG ĐOÀN|CHI ĐOÀN|NGÂN HÀNG|KHO BẠC|BẢO HIỂM(?! Y)|TẠP CHÍ|NHÀ XUẤT BẢN|CHI CỤC|CHI HỘI|MẶT TRẬN|BỆNH VIỆN|TRẠM|KHOA(?! HỌC)|ĐÀI|BÁO(?! CHÍ| CÁO)|QUỸ|NHÀ(?! NƯỚC| Ở)|HẠT|ĐỘI(?! NGŨ)|ĐỒN|CẢNG|CÔNG AN|KHỐI|TỔNG LIÊN|TỔNG HỘI|HỢP TÁC XÃ|CÂU LẠC BỘ|DỰ ÁN|"
    r"THƯ VIỆN|BẢO TÀNG|XƯỞNG|XÍ NGHIỆP|CHI NHÁNH|PHÂN (?:HIỆU|VIỆN|BAN|HỘI|XÃ)|PHÁI ĐOÀN|THƯƠNG VỤ|VIỄN THÔNG|BƯU ĐIỆN|ĐIỆN LỰC|VƯỜN QUỐC GIA|NÔNG TRƯỜNG|LÂM TRƯỜNG|HỘI ĐỒNG)(?!\w)"
)
# A line that names nothing without the one below: "ĐẢNG UỶ" / "HỘI HỮU NGHỊ", "BAN TỔ CHỨC -" / "UỶ BAN KIỂM TRA".
_UNFINISHED = re.compile(
    r"^(?:ĐẢNG [ỦU][YỶ]|ĐẢNG BỘ|CHI BỘ|CHI [ỦU][YỶ]|ĐẢNG ĐOÀN|BAN CÁN SỰ ĐẢNG|BAN CHẤP HÀNH|BAN THƯỜNG VỤ"
    r"|ĐẠI HỘI(?: ĐẠI BIỂU| TOÀN THỂ| ĐẢNG VIÊN)?|BAN (?:QUẢN LÝ(?: DỰ ÁN)?|CHỈ ĐẠO|CHỈ HUY|ĐIỀU HÀNH)|TRƯỜNG (?:ĐẠI HỌC|CAO ĐẲNG|TRUNG CẤP|TRUNG HỌC(?: CƠ SỞ| PHỔ THÔNG)?|TIỂU HỌC|MẦM NON|THPT|THCS)"
    r"|HỌC VIỆN|TRUNG TÂM|BỆNH VIỆN|VIỆN NGHIÊN CỨU|(?:TỔNG )?CÔNG TY(?: CỔ PHẦN| TNHH| TRÁCH NHIỆM HỮU HẠN| MTV| MỘT THÀNH VIÊN)*|TẬP ĐOÀN|LIÊN (?:HIỆP|MINH|ĐOÀN)|CHI (?:CỤC|NHÁNH|HỘI|ĐOÀN)|XÍ NGHIỆP|HẠT|TRẠM|TỔ CÔNG TÁC|TỔ GIÚP VIỆC)$|(?<!\w)(?:CÁC|CƠ QUAN|KHỐI|TẠI|CỦA|THUỘC|VÀ|VỀ|CHO|VỚI|GIÚP|PHỤC VỤ)$|[-–,]$"
)
# At the top of a column these are of the body below: "VĂN PHÒNG" / "ỦY BAN NHÂN DÂN TỈNH …".
_OF_BELOW = re.compile(
    r"(?:VĂN PHÒNG|CHỦ TỊCH|THƯỜNG TRỰC|(?:TỔNG )?GIÁM ĐỐC|BỘ TRƯỞNG|BAN|BỘ|SỞ|CỤC|VỤ|VIỆN|TRƯỜNG|HỘI)$"
)
_OF_DEPUTIES = re.compile(r"ĐOÀN ĐẠI BIỂU QUỐC HỘI|(?:HỘI ĐỒNG NHÂN DÂN|HĐND) VÀ")  # "VĂN PHÒNG" / "ĐOÀN ĐẠI BIỂU…"
_SPOILT_BODY = re.compile(
    r"(?:dang uy|dang bo|tinh uy|thanh uy|uy ban|van phong|chi bo|chi uy|ban (?:to chuc|tuyen giao|thuong vu))(?!\w)"
)

_AGAIN = 24  # letters that a body says again of its title
_SHORT = 90  # characters of a line of what a paper is about
_WIDEST = 200  # characters of two columns side by side: a longer line is none
_BESIDE = re.compile(
    r"(?P<body>(?:(?!TRUNG ƯƠNG|ĐẠI HỘI)[^\n|]){3,70}?)\s+"
    r"(?P<nation>ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc)"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """Một dòng ở phần đầu, với chữ của nó."""

    text: str
    at: Paragraph

    def value(self, found: re.Match[str], group: str | int = 0) -> Value:
        start, end = found.span(group)
        return Value(" ".join(found[group].split()), self.at.start + start, self.at.start + end, sure=True)


def read_header(source: Source, catalogue: Catalogue) -> Header:
    """The header's values with their spans; a value the paper does not give stays None."""
    head = _lines(source)
    has_nation = _has_nation(head)
    number_at = _number_at(head, has_nation)
    number = _NUMBER.search(head[number_at].text[:160]) if number_at is not None else None
    place, day = _place_and_day(source, head)
    is_formed = number is not None or day is not None or has_nation
    kind_at = _kind_at(head, catalogue, HEAD if is_formed else 3)
    issuer, parent = _issuers(source, head, number_at if number_at is not None else kind_at, catalogue)
    kind, subject = _letter(source, head, number_at) if kind_at is None else (None, None)
    if kind is None and kind_at is None and number_at is not None:
        kind_at = next((n for n in range(number_at + 1, len(head)) if _titled(head[n].text, catalogue)), None)
    if kind_at is not None:
        kind, subject = _kind_and_subject(source, head, kind_at, catalogue, issuer)
    if subject is None and number_at is not None:
        subject = _about_alone(source, head, number_at, catalogue, issuer)
    symbols = _symbols(head[number_at], number) if number_at is not None and number else {}
    return Header(
        parent_issuer=parent, issuer=issuer, place=place, issued_on=day, kind=kind, subject=subject,
        urgency=_urgency(head), recipients=recipients_of(source), signers=signers_of(source), **symbols,  # type: ignore[arg-type]
    )  # fmt: skip


def _lines(source: Source) -> list[_Line]:
    """The lines of the head; what a narrow column broke ("Số:" / "34/2024/QĐ-UBND") is one line again."""
    found: list[_Line] = []
    for at in (part for p in source.paragraphs[:HEAD] for part in _unmixed(source.text, p)):
        line = _Line(source.text[at.start : at.end], at)
        if found and found[-1].at.table == at.table and _is_cut(found[-1].text, line.text):
            above = found.pop().at
            line = _Line(source.text[above.start : at.end], replace(above, end=at.end))
        found.append(line)
    return found


def _unmixed(text: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """A line in capitals and the one below it that names the matter are two: "HỘI NGHỊ LẦN THỨ …" / "về …".

    So are a body and the nation's name beside it, where a scan or a copy ran the two columns together.
    """
    is_short = paragraph.end - paragraph.start <= _WIDEST
    beside = _BESIDE.fullmatch(text, paragraph.start, paragraph.end) if is_short else None
    if beside:
        yield replace(paragraph, end=beside.end("body"))
        yield replace(paragraph, start=beside.start("nation"))
        return
    cut = text.find("\n", paragraph.start, paragraph.end)
    if cut > 0 and text[paragraph.start : cut].isupper() and not text[cut : paragraph.end].isupper():
        yield replace(paragraph, end=paragraph.start + len(text[paragraph.start : cut].rstrip()))
        yield replace(paragraph, start=cut + 1)
    else:
        yield paragraph


def _is_cut(above: str, line: str) -> bool:
    """Whether two lines are one: a number's, a day's, the nation's, a first syllable alone."""
    if _NUMBER_WORD.fullmatch(above):
        return line[0].isdigit() or line[0] in "/-"
    if len(above) < 60 and _BROKEN_DAY.search(above):
        return _DAY_GOES_ON.match(line) is not None
    if above.isupper() and line.isupper():
        joined = fold(f"{above} {line}").upper().replace(" ", "")
        return fold(above) in _SYLLABLES or any(name.startswith(joined) for name in _NATION)
    return above.istitle() and above.isalpha() and fold(above) not in _URGENT and _PLACE_ENDS.match(line) is not None


def genre_of(source: Source, header: Header) -> str:
    """official | press | other — by what stands at its head."""
    head = _lines(source)
    if header.so_ky_hieu or _has_nation(head):
        return "official"
    press = source.format == "html" or _is_press(source.text) or any(_WEEKDAY.match(line.text) for line in head)
    return "press" if press else "other"


def _is_press(text: str) -> bool:
    """Whether it bears a caption, a source or a page's time; plain words first, since most papers bear none."""
    return any(sign in text for sign in _PRESS_SIGNS) and _PRESS.search(text) is not None


def _has_nation(head: Sequence[_Line]) -> bool:
    return any(line.text.isupper() and _is_nation(line.text) for line in head)


def _is_nation(line: str) -> bool:
    """The country's or the Party's name, also with its blanks lost in a scan."""
    return fold(line).upper().replace(" ", "") in _NATION


def _number_at(head: Sequence[_Line], has_nation: bool) -> int | None:
    """The number line: `Số …` (of a law: `Luật số: …`) alone on a line, or before the place and day on it."""
    near = None
    for at, line in enumerate(head[:25]):
        found = _NUMBER.match(line.text[:160]) if has_nation or line.text.startswith(("Số", "Sô")) else None
        if found:
            rest = line.text[found.end() :].strip(" .*;")
            if not rest or _DATE.match(rest) or _LETTER.match(rest) or rest.startswith("("):
                return at
        elif near is None and len(line.text) < 160 and (found := _NUMBER.search(line.text)) and found.start() < 70:
            near = at if line.text[: found.start()].strip().isupper() else None
    if near is None and has_nation:  # a draft: "Số:      /UBND-VX"
        near = next((at for at, line in enumerate(head[:25]) if _BLANK_NUMBER.match(line.text)), None)
    return near


def _symbols(line: _Line, found: re.Match[str]) -> dict[str, Value]:
    def plain(words: str) -> str:
        return re.sub(r"\s", "", words).replace("–", "-").replace("Ð", "Đ")

    whole, number, symbol = (line.value(found, group) for group in ("all", "number", "symbol"))
    bare = plain(symbol.value).lstrip("-/")
    return {
        "so_ky_hieu": Value(plain(whole.value), whole.start, whole.end, sure=True),
        "number": Value(number.value.translate(_DIGITS).lstrip("0") or "0", number.start, number.end, sure=True),
        "symbol": Value(bare, (symbol.end or 0) - len(found["symbol"].lstrip("-–/ ")), symbol.end, sure=True),
    }


def _place_and_day(source: Source, head: Sequence[_Line]) -> tuple[Value | None, Value | None]:
    """`Hà Nội, ngày 05 tháng 3 năm 2026` closing a short line; a day that does not exist is none."""
    broken = (_with_next(source, head, at) for at, line in enumerate(head[:30]) if _BROKEN_DAY.search(line.text))
    dated = ((line, _DATE.search(line.text)) for line in (*head[:30], *broken) if len(line.text) < 160)
    for line, found in chain(dated, _other_dates(head)):
        if not found or line.text[found.end() :].strip(" .*_-–") or not found["place"][0].isupper():
            continue
        try:
            day = date(*(int(found[part].translate(_DIGITS)) for part in "ymd")).isoformat()
        except ValueError:
            continue
        printed = line.value(found, "day")
        return line.value(found, "place"), Value(
            day, printed.start, printed.end, sure=found["day"].isascii() or "l" not in found["day"]
        )
    return None, None


def _other_dates(head: Sequence[_Line]) -> Iterator[tuple[_Line, re.Match[str] | None]]:
    """Looked for where no common form was found, under the nation's or the Party's name alone."""
    if _has_nation(head):
        yield from ((line, _OTHER_DATE.match(line.text)) for line in head[:30] if len(line.text) < 160)


def _with_next(source: Source, head: Sequence[_Line], at: int) -> _Line:
    """A line and the one below it as one: a narrow column breaks "ngày 05 / tháng 10 năm 2026"."""
    line, below = head[at].at, head[at + 1].at if at + 1 < len(head) else head[at].at
    return _Line(source.text[line.start : below.end], replace(line, end=below.end))


def _kind_at(head: Sequence[_Line], catalogue: Catalogue, upto: int) -> int | None:
    """The line in capitals that is a kind's name: `KẾT LUẬN`, `K Ế T  L U Ậ N`, `BÁO CÁO`."""
    return next((at for at, line in enumerate(head[:upto]) if _kind_of(line.text, catalogue)), None)


def _titled(line: str, catalogue: Catalogue) -> tuple[str, int] | None:
    """A kind in small letters, or one with what it is about on its line, "HƯỚNG DẪN VỀ THỂ THỨC…".

    The kind, and where the rest begins.
    """
    known = catalogue.kind_named(line) if len(line) < 40 and line[:1].isupper() else None
    if known and known.name == line:
        return known.name, len(line)
    words = list(re.finditer(r"\w+", line[:60]))[:5]
    if not line.isupper() or line.endswith(":"):
        return None
    for count in (4, 3, 2):
        known = catalogue.kind_named(line[: words[count - 1].end()]) if count < len(words) else None
        if known:
            return known.name, words[count].start()
    return None


def _kind_of(line: str, catalogue: Catalogue) -> str | None:
    bare = line.strip(" .:*")
    if not bare.isupper() or len(bare) > 40:
        return None
    letters = bare.split()
    if len(letters) > 3 and all(len(letter) == 1 for letter in letters):
        return next((k.name for k in catalogue.kinds if fold(k.name).replace(" ", "") == fold("".join(letters))), None)
    known = catalogue.kind_named(bare)
    return known.name if known else None


def _kind_and_subject(
    source: Source, head: Sequence[_Line], at: int, catalogue: Catalogue, issuer: Value | None
) -> tuple[Value | None, Value | None]:
    line = head[at]
    titled = None if _kind_of(line.text, catalogue) else _titled(line.text, catalogue)
    name, rest = titled or (_kind_of(line.text, catalogue) or "", len(line.text))
    kind = Value(name, line.at.start, line.at.start + rest, sure=True)
    lines: list[_Line] = []
    if rest < len(line.text):
        lines.append(_Line(line.text[rest:], replace(line.at, start=line.at.start + rest)))
    for below in head[at + 1 : at + 14]:
        if _RULE.fullmatch(below.text) and not lines and below.text.strip() == "*":
            continue
        carries = not lines and len(below.text) < 180 and _carries_out(below.text)
        if not carries and _ends_subject(
            lines[1:] if titled and rest < len(line.text) else lines, below, issuer, catalogue
        ):
            break
        lines.append(below)
    is_owned = bool(lines) and lines[0].text.startswith("CỦA ")
    named = next((n for n, below in enumerate(lines) if n and _names_matter(below.text, is_owned)), 0)
    if named and all(
        above.text.isupper() for above in lines[:named]
    ):  # whose it is: "HỘI NGHỊ LẦN THỨ…", "CỦA BAN THƯỜNG VỤ"
        lines = lines[named:]
    return kind, _joined(source, lines)


def _about_alone(
    source: Source, head: Sequence[_Line], at: int, catalogue: Catalogue, issuer: Value | None
) -> Value | None:
    """ "VỀ VIỆC BAN HÀNH …" below the number, of a copy that lost the line with its kind."""
    first = next((n for n in range(at + 1, min(at + 8, len(head))) if _ABOUT_ALONE.match(head[n].text)), None)
    if first is None:
        return None
    lines: list[_Line] = [head[first]]
    for below in head[first + 1 : first + 6]:
        if _ends_subject(lines, below, issuer, catalogue):
            break
        lines.append(below)
    return _joined(source, lines)


def _names_matter(line: str, is_owned: bool) -> bool:
    """Whether a line says what it is about: "về …", or any in small letters below "CỦA BAN THƯỜNG VỤ"."""
    return _is_about(line) or (is_owned and not line.isupper())


def _is_about(line: str) -> bool:
    return line.lower().startswith("về ") and not line.isupper()


def _ends_subject(lines: Sequence[_Line], below: _Line, issuer: Value | None, catalogue: Catalogue) -> bool:
    """Where a trích yếu stops: a rule, the body's first words, another cell, the issuer in capitals."""
    text = below.text
    if (
        _RULE.fullmatch(text)
        or _opens_body(text)
        or _WITH_WHAT.match(text)
        or (fold(text) in _URGENT and text.isupper())
    ):
        return True
    if len(text) > 250 or text.endswith((":", ";")) or len(lines) >= (12 if text[0].islower() else 5):
        return True
    known = issuer is not None and fold(text) == fold(issuer.value)
    if text.isupper() and (known or catalogue.body_named(text) or _kind_of(text, catalogue)):
        return True
    if not lines:
        return text.startswith("-")
    is_owned = lines[0].text.startswith("CỦA ")
    first, last = next((line for line in lines if _names_matter(line.text, is_owned)), lines[0]), lines[-1]
    if below.at.table != last.at.table or (first.at.align == "center") != (below.at.align == "center"):
        return True
    if (
        text.isupper() != first.text.isupper()
        and text[0] not in '"“'
        and not (first.text.isupper() and _names_matter(text, is_owned))
    ):
        return True
    if fold(text).startswith(fold(first.text)[:_AGAIN]) and len(first.text) > _AGAIN:
        return True  # "Đại hội Đảng bộ xã X lần thứ I … họp từ ngày…": the body takes up its own title
    return last.text.endswith((".", "./.")) or len(text) > 180 or (text.endswith(".") and not text[0].islower())


def _opens_body(line: str) -> bool:
    """Whether a line is the first of the body; a short "Thực hiện …" that closes nothing says what it is about."""
    is_about = _carries_out(line) and len(line) < _SHORT
    return not is_about and _BODY_STARTS.match(line) is not None


def _carries_out(line: str) -> bool:
    """Whether "Thực hiện Nghị quyết số …" closes nothing: right below the kind it says what the paper is about."""
    return line.startswith("Thực hiện") and line[-1] not in ".,;:"


def _letter(source: Source, head: Sequence[_Line], number_at: int | None) -> tuple[Value | None, Value | None]:
    """A letter has no kind line: `V/v …` (State) or `về việc …` (Party) by the number says what it is about."""
    if number_at is None:
        return None, None
    for at in range(number_at, min(number_at + 9, len(head))):
        line = head[at]
        numbered = _NUMBER.search(line.text[:160]) if at == number_at else None
        start = numbered.end() if numbered else 0
        found = _LETTER.match(line.text, start + len(line.text[start:]) - len(line.text[start:].lstrip()))
        if not found:
            continue
        kind = Value("Công văn", line.at.start + found.start(), line.at.end, by="rule")
        below = _following(source, head, at)
        end = below[-1].at.end if below else line.at.end
        begin = line.at.start + found.end()
        end -= bool(found["open"]) and source.text.startswith(")", end - 1)
        about = _worded(source, begin, end, is_sure=True)
        if about and below and any(_is_beside(source, part) and part.at.end < end for part in head[at + 1 : at + 9]):
            own = " ".join([line.text[found.end() :], *(part.text for part in below)])  # the other column is none of it
            about = replace(about, value=" ".join(own.split()).strip("*- ").rstrip("."))
        return kind, about
    return _is_letter(head, number_at), None


_LETTER_TO = re.compile(r"Kính gửi\s*:")


def _is_letter(head: Sequence[_Line], number_at: int) -> Value | None:
    """A numbered paper to somebody ("Kính gửi:") with no kind anywhere is a letter, also one that says not what about."""
    to = next((line for line in head[number_at + 1 :] if _LETTER_TO.match(line.text)), None)
    return Value("Công văn", to.at.start, to.at.end, by="rule") if to else None


def _following(source: Source, head: Sequence[_Line], at: int) -> list[_Line]:
    """The lines a letter's subject goes on over, in its own column."""
    found: list[_Line] = []
    last = head[at]
    for below in head[at + 1 : at + 12]:
        if below.at.table is None and _is_beside(source, below) and not _is_beside(source, head[at]):
            continue
        stops = (
            (below.text.isupper() and not head[at].text.isupper() and not below.text[-4:].strip(".)").isdigit())
            or _RULE.fullmatch(below.text)
            or _opens_body(below.text)
            or _is_dated(below.text)
        )
        if stops or not _stands_below(below, last) or len(below.text) > 90 or below.text.startswith("Độc lập"):
            break
        if (below.at.table is None and last.text.endswith((".", ":"))) or len(found) == 5:
            break
        found.append(below)
        last = below
    return found


def _is_dated(line: str) -> bool:
    """Whether a line is the place and the day, and nothing else: "số 09-QĐ/TW, ngày 11/6/2025 của…" cites."""
    found = _DATE.search(line)
    return found is not None and not line[: found.start()].strip(" *") and not line[found.end() :].strip(" .*_-–")


def _stands_below(line: _Line, above: _Line) -> bool:
    """Whether a line stands below the other: in its cell, or in the one right under it, as some lay their heads."""
    here, over = line.at.table, above.at.table
    return here == over or bool(here and over and _same_column(here, over) and here[1] - over[1] == 1)


def _joined(source: Source, lines: Sequence[_Line]) -> Value | None:
    if not lines:
        return None
    return _worded(source, lines[0].at.start, lines[-1].at.end, is_sure=len(lines) < 4)


def _worded(source: Source, begin: int, end: int, *, is_sure: bool) -> Value | None:
    """What a paper is about, without the blanks around; None where nothing follows `V/v` or `về việc`."""
    words = source.text[begin:end]
    value = " ".join(words.split()).strip("*- ").rstrip(".")
    letter = _SHORT_ABOUT.match(words.lstrip()) if words else None
    if letter:
        return _worded(source, begin + words.index(words.lstrip()) + letter.end(), end, is_sure=is_sure)
    if fold(value) in ("", "v v", "ve", "ve viec"):
        return None
    return Value(value, begin + len(words) - len(words.lstrip()), begin + len(words.rstrip()), sure=is_sure)


def _issuers(
    source: Source, head: Sequence[_Line], at: int | None, catalogue: Catalogue
) -> tuple[Value | None, Value | None]:
    """The capitals above the number, in its own column: parent body, then the body itself."""
    if at is None:
        return None, None
    cell = head[at].at.table
    own = [
        line
        for line in head[:at]
        if (not _is_beside(source, line) if cell is None else _same_column(line.at.table, cell))
    ]
    groups: list[list[_Line]] = []
    for line in own:
        if not _is_title(line.text) or _is_no_body(line.text):
            continue
        joined = groups and (
            _UNFINISHED.search(groups[-1][-1].text)
            or (groups[-1][-1].text == "VĂN PHÒNG" and _OF_DEPUTIES.match(line.text))
            or (len(groups) == len(groups[0]) == 1 and _OF_BELOW.match(groups[0][0].text))
            or catalogue.body_named(" ".join(part.text for part in (*groups[-1], line)))
        )
        if groups and (joined or not (_BODY_WORD.match(line.text) or _SPOILT_BODY.match(fold(line.text)))):
            groups[-1].append(line)
        else:
            groups.append([line])
    if not groups:
        return None, None
    return _body(source, groups[-1], catalogue), _body(source, groups[-2], catalogue) if len(groups) > 1 else None


def _is_beside(source: Source, line: _Line) -> bool:
    """The right one of two columns on a printed line: the nation's name, a mass organisation's."""
    begin = source.text.rfind("\n", 0, line.at.start) + 1
    return bool(source.text[begin : line.at.start].strip(" \t|\xa0"))


def _same_column(table: tuple[int, int, int] | None, cell: tuple[int, int, int]) -> bool:
    return table is not None and (table[0], table[2]) == (cell[0], cell[2])


def _is_form(line: str) -> bool:
    """What every paper bears and no body is called: quốc hiệu, tiêu ngữ, urgency, a secret level."""
    folded = fold(line)
    return _is_nation(line) or folded.startswith("doc lap tu do") or folded in _URGENT or folded.endswith("mat")


def _is_no_body(line: str) -> bool:
    """A rule, a number or what every paper bears: not whose it is."""
    return _NOT_ISSUER.match(line) is not None or _NUMBERED.search(line) is not None or _is_form(line)


def _is_title(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > len(letters) * 0.8 and len(line) < 120


def _body(source: Source, lines: Sequence[_Line], catalogue: Catalogue) -> Value:
    """A body by its name as written in running text: the catalogue's, or this paper's own."""
    start, end = lines[0].at.start, lines[-1].at.end
    printed = " ".join(" ".join(line.text for line in lines).split()).strip("*-. ")
    known = catalogue.body_named(printed)
    if known:
        name = next((n for n in (known.name, *known.aliases) if fold(n) == fold(printed)), known.name)
        return Value(name, start, end, sure=True, id=known.id)
    return Value(_as_written(source.text, printed), start, end, sure=False)


def _as_written(text: str, printed: str) -> str:
    """A name in capitals as this paper writes it in a sentence; else with its first letter only."""
    words = r"\s+".join(re.escape(word) for word in printed.split())
    for found in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
        if not found[0].isupper() and found[0][0].isupper():
            return " ".join(found[0].split())
    return _in_sentence_case(printed)


_ABBREVIATED = ("UBND", "HĐND", "UBKT", "BCH", "BTV", "BCĐ", "UBMTTQ")
_PLACE_OF = re.compile(
    r"(?P<what>.*?)(?P<sort>(?<!\w)(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\s+)(?!ỦY|UỶ)(?P<name>[^\W\d]+(?:\s+[^\W\d]+){0,3})"
)


def _in_sentence_case(printed: str) -> str:
    """ "BAN ĐỐI NGOẠI" → "Ban Đối ngoại", "TỈNH ỦY CAO LÂM" → "Tỉnh ủy Cao Lâm": never sure."""
    kind = _BODY_WORD.match(printed)
    end = kind.end() if kind else 0
    rest = printed[end:].strip()
    place = _PLACE_OF.fullmatch(rest)
    if printed[:end].endswith(("NH ỦY", "ỆN ỦY", "ẬN ỦY")):
        rest = rest.title()
    elif place:  # "SỞ NGOẠI VỤ TỈNH CAO LÂM" → "Sở Ngoại vụ tỉnh Cao Lâm"
        rest = f"{place['what'].capitalize()}{place['sort'].lower()}{place['name'].title()}"
    else:
        rest = rest.capitalize()
    first = printed[:end] if printed[:end] in _ABBREVIATED else printed[:end].capitalize()
    return f"{first} {rest}".strip()


def _urgency(head: Sequence[_Line]) -> Value | None:
    for line in head[:25]:
        found = _URGENT.get(fold(line.text)) if len(line.text) < 30 and line.text[:1].isupper() else None
        if found and (line.text.isupper() or line.text.strip("*. ") in ("Hỏa tốc", "Thượng khẩn", "Khẩn")):
            return Value(found, line.at.start, line.at.end, sure=True)
    return None
