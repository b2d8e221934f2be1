"""Chỉ tiêu — a measure with a number to be reached, or reached: one target a number, with its clause.

A percentage and a share ("11/13 chỉ tiêu") are measures by themselves; another number is one where it is
bounded ("tối thiểu 25 triệu USD") under a heading of targets or after "phấn đấu".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.model import Header, Target
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import PLAIN, bare, rank, split
from dondoc.reading.shadow import LOWER, UPPER, Shadow, shadow_of
from dondoc.reading.targettables import Aim, aims, tables_of

# The longer before the shorter it begins with.
_UNITS = (
    "doanh nghiệp khởi nghiệp|thỏa thuận quốc tế|chương trình phát thanh|giường bệnh/10.000 dân|công trình nghiên cứu|"
    "trung tâm thương mại|lao động nông thôn|tổ chức cơ sở đảng|bác sĩ/10.000 dân|biên bản ghi nhớ|"
    "cơ quan đại diện|mã số vùng trồng|nghìn lượt khách|nhà văn hóa thôn|quần chúng ưu tú|triệu lượt khách|"
    "cụm công nghiệp|khu công nghiệp|tuyến đường hoa|đoàn viên ưu tú|đề tài khoa học|người lao động|"
    "điểm phần trăm|bằng sáng chế|hộ kinh doanh|lượt hội viên|nghìn tỷ đồng|ngày làm việc|chương trình|"
    "doanh nghiệp|hộ cận nghèo|lưu học sinh|tổ chức đảng|bản ghi nhớ|chi ủy viên|chuyên viên|cấp ủy viên|"
    "giường bệnh|giải thưởng|hộ gia đình|hộ nông dân|nghìn người|nhà văn hóa|thương hiệu|thương nhân|triệu người|"
    "tuyến đường|tỷ đồng vốn|chuyên gia|chuyến bay|câu lạc bộ|công trình|huy chương|hợp tác xã|khu dân cư|"
    "lượt kiều bào|lượt khách|lượt người|nghìn lượt|nghìn đồng|nghị quyết|nhà đầu tư|phiên dịch|quần chúng|thanh niên|"
    "thành viên|thị trường|thỏa thuận|trang trại|triệu lượt|triệu đồng|trường học|tổ dân phố|tổ hợp tác|"
    "địa phương|bệnh nhân|chuyên đề|công nhân|giáo viên|giải pháp|hiệp định|hoạt động|khách sạn|kiến nghị|"
    "nghìn con|nghìn cây|nghìn tấn|nhãn hiệu|phái đoàn|phòng học|phần việc|sinh viên|sáng kiến|thành phố|"
    "triệu USD|triệu con|triệu cây|triệu kWh|triệu tấn|trung tâm|trạm y tế|tuyến phố|tài khoản|điển hình|"
    "đoàn viên|đường bay|đảng viên|biên chế|bài viết|chi đoàn|cây xanh|cửa hàng|du khách|gia trại|gói thầu|"
    "học bổng|học sinh|học viên|hộ nghèo|hội nghị|hội thảo|hội viên|hợp đồng|khóa học|kiều bào|km đường|kế hoạch|"
    "lao động|mặt hàng|nghìn ha|nghìn m3|ngôi nhà|nhiệm vụ|nông dân|nội dung|phóng sự|phần quà|quốc gia|siêu thị|"
    "suất quà|sáng chế|sản phẩm|thuê bao|thư viện|tiết mục|triệu m3|tài liệu|tác phẩm|việc làm|văn kiện|vườn mẫu|"
    "điều ước|điểm cầu|đại biểu|đầu sách|đồng chí|đội hình|báo cáo|cam kết|chi hội|chỗ làm|cá nhân|công ty|"
    "căn nhà|cơ quan|cổ đông|cột mốc|di tích|dịch vụ|hồ chứa|khu phố|khu vực|lượt hộ|lồng bè|mô hình|quy chế|"
    "sự kiện|thủ tục|tập thể|tỉ đồng|tọa đàm|tổ chức|tủ sách|tỷ đồng|văn bản|vụ việc|đảng bộ|đảng ủy|địa bàn|"
    "đối tác|đồng hồ|ấn phẩm|ủy viên|bác sĩ|chi bộ|chuyến|cán bộ|căn hộ|giường|hộ dân|lễ hội|phường|phụ nữ|trường|"
    "trẻ em|tỉ USD|tọa độ|tỷ USD|tỷ kWh|ý kiến|đơn vị|đề tài|chiếc|cơ sở|dự án|giống|huyện|hồ sơ|khách|kỹ sư|"
    "mã số|người|phiên|phòng|tháng|triệu|tuyến|video|vụ án|đề án|buổi|cuốn|cuộc|khóa|kênh|loại|lượt|nghề|ngày|"
    "nhóm|phút|suất|thôn|thửa|trạm|tuổi|tỉnh|vườn|điểm|đoàn|đồng|MWh|USD|bài|bãi|bản|bậc|bến|chợ|con|cây|căn|cặp|"
    "giờ|hội|kWh|km2|km²|lít|lần|lớp|máy|mẫu|nhà|năm|thẻ|tin|tàu|tấn|đơn|đội|đợt|GW|MW|bộ|ca|ha|hộ|kW|kg|km|kỳ|m2|m²|m3|m³|"
    "sổ|tạ|tổ|tỷ|vụ|xe|xã|áo|ấp|m"
)
_VALUE = r"(?!20\d\d\s?[-–]\s?20\d\d)(?P<value>\d{1,6}(?:[.,]\d{1,3})*)"
# "12 - 13%", "từ 95% đến 97%": one aim, its lower end.
_RANGE = r"(?P<range>\s?%?(?:\s?[-–]\s?|\s+đến\s+)\d{1,6}(?:[.,]\d{1,3})*)?"
_UNIT = rf"(?P<unit>%|(?:{_UNITS})(?!(?<=tổ) chức|(?<=bộ) phận|(?<=nhà) nước)(?:/(?:quý|năm|tháng|tuần|người|ngày|đợt|ha|hộ|suất|lượt|vụ|km2|vạn dân|(?:1|10|100)(?:[.]?000)? dân)){{0,2}})(?!\w)"
_SHARE = re.compile(
    rf"(?<![\d/.,-])(?P<met>\d{{1,4}}/\d{{1,4}})(?![\d/%]|-|,\d)\s+(?=[{LOWER}])(?!(?:hằng|hàng|năm|tại|của|và|về|đến|theo|để|do|với|là|hoặc|giờ|của)(?!\w))"
)
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"(?:ngày|trước|từ|đến|sau|tháng|số|quý|vào|điều|khoản|và|lúc|mục)\s*$", re.IGNORECASE)
# A share of whom something was asked or where something was done, an example, a quorum: no result.
_OF_WHOM = re.compile(
    r"(?:của|tại|ở|với|tới|đến|nơi|như|gồm|là|nêu|dụ:?|ít nhất|không quá|quá|triển khai|xử lý|trên)\s*[“\"]?$",
    re.IGNORECASE,
)
_UNDONE = re.compile(r"\s*[^,;.]{2,30}?\s(?:chưa|còn (?:chậm|thiếu))(?!\w)")  # "2/9 trạm chưa có sóng"
_REACHED = re.compile(
    r"(?:đạt|hoàn thành|thực hiện|đạt được|khắc phục|giải quyết|đã bàn giao|đã giải ngân|đã thu hồi|đã cấp|đã xử lý)\s*$",
    re.IGNORECASE,
)
_DID = re.compile(r"(?<!\w)(?:đã|được)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)  # "đã vận động 214/231 hộ"
_REPORTS = ("Báo cáo",)  # only these count what was done; elsewhere a share describes
_AIMS = re.compile(r"(?:chỉ tiêu|mục tiêu)(?!\w)")
# "được 27/27 đại biểu biểu quyết thông qua": who voted, nothing reached.
_VOTED = re.compile(r"[^,.;]{0,40}?(?:biểu quyết|tán thành|thông qua|nhất trí|có mặt)(?!\w)", re.IGNORECASE)
# A case of what may be, no aim: "Dự án nào không đạt 40% kế hoạch, Sở Tài chính…".
_IF = re.compile(r"(?:(?:\w+ ){1,6}nào|Nếu|Trường hợp|Khi)(?!\w)[^,;]*$")
_OF_ALL = re.compile(r"\s+(?:số|thời gian|tổng số)(?!\w)")
# "chiếm 87%", "tăng từ 58% lên 81%": what describes, or where a rise began.
_SHARE_OF = re.compile(r"chiếm(?:\s+\w+)?\s*$", re.IGNORECASE)
_FROM_TO = re.compile(r"từ\s+\d[\d.,]*\s?%?\s+(?:lên|xuống)(?!\w)", re.IGNORECASE)
_WHERE = re.compile(r"(?:tới|đến|nơi|ở|tại|của|cho)\s*$", re.IGNORECASE)
_LESS = r"không quá|không vượt quá|không vượt|không cao hơn|không lớn hơn|tối đa|dưới|ít hơn|giảm xuống còn|còn không quá|nhiều nhất"
_MORE = r"tối thiểu|ít nhất|trên|không dưới|từ|(?<!cao )(?<!nhiều )(?<!lớn )(?<!thấp )hơn|không ít hơn|không thấp hơn|không nhỏ hơn|tăng thêm"
_LEADS = rf"(?:(?:(?P<less>{_LESS})|(?P<more>{_MORE})|phấn đấu|bảo đảm|đảm bảo|đạt|bằng|có|khoảng|thêm)\s+){{0,3}}"
_PERCENT = re.compile(
    rf"(?<!\w){_LEADS}(?<![\d/.,-]){_VALUE}{_RANGE}\s?(?P<unit>%|điểm phần trăm|điểm %|phần trăm)", re.IGNORECASE
)
_COUNT = re.compile(rf"(?<!\w){_LEADS}(?<![\d/.,-]){_VALUE}{_RANGE}\s{_UNIT}(?!\s*(?:trở về trước))", re.IGNORECASE)
# Under aims "15/15 trường" is how many are to be.
_SHARE_AIM = re.compile(
    rf"(?<!\w){_LEADS}(?<![\d/.,-])(?P<value>\d{{1,4}})(?P<range>)/\d{{1,4}}\s{_UNIT}", re.IGNORECASE
)
# "gấp 1,6 lần năm 2025", "tăng 1,5 lần": how many times as much, not how often.
_RATIO = re.compile(r"(?:gấp|tăng|giảm|bằng|vượt|cao hơn|nhiều hơn|lớn hơn)(?: thêm)?\s*$", re.IGNORECASE)
# "Số lao động được giải quyết việc làm 320 người": what is counted is told before the figure.
_COUNTED = re.compile(
    r"(?:trong đó |tổng )?(?:số|sản lượng|diện tích|giá trị|doanh thu)(?!\w)[^,;\d]{3,}$", re.IGNORECASE
)
_BOUNDS = ("ít nhất", "tối thiểu", "không", " trên ", " từ ", " hơn ", "tối đa")
# "quyên góp tối thiểu 3.000 suất", "mỗi cơ sở có ít nhất 01 công trình": what the work is to bring, also among tasks.
_BRINGS = re.compile(
    r"(?:quyên góp|huy động|thu hút|kết nạp|trồng|đón|đạt|nâng [^,;\d]{3,50} lên|giảm [^,;\d]{3,50} xuống|phát triển|giải ngân|tạo việc làm cho|mỗi [^,;\d]{3,60} có)"
    r"(?: thêm| mới| được)? (?:ít nhất|tối thiểu|không dưới|không thấp hơn|trên|từ|hơn|không quá|tối đa)(?= \d)",
    re.IGNORECASE,
)
# "Đến cuối năm 2026, kim ngạch tăng 1,5 lần": what is to be then.
_AHEAD = re.compile(
    r"(?:\w{1,4}[.)/-]\s*|[-+•]\s*)?Đến (?:hết |cuối )?(?:năm|quý|tháng|nhiệm kỳ)(?!\w)(?!.*(?<!\w)đã(?!\w))"
)
# "97% trở lên", "200 đảng viên trở lên"; not "60% cán bộ cấp phòng trở lên".
_AT_LEAST = re.compile(r"(?:(?!\b(?:cấp|mức|hạng|loại|tốt|khá|từ) )[^,;.]){0,40}?trở lên", re.IGNORECASE)
_BOUND = re.compile(r"(?:ít nhất|tối thiểu|không quá|tối đa|không dưới|trên|dưới|từ)\s", re.IGNORECASE)
_TIMES = (
    "lần",
    "lượt",
    "kỳ",
    "phiên",
    "buổi",
    "ngày làm việc",
    "người",
    "đợt",
)  # how often, or who: no aim by themselves
_AGED = re.compile(r"(?:trẻ(?: em)?|người|phụ nữ|nữ|nam|thanh niên|học sinh)\s*$", re.IGNORECASE)  # whose age it is
_SPANS = ("ngày", "tháng", "giờ", "phút", "năm")
# What may stand before a bare number that is an aim: a time, a deed.
_OPENS = re.compile(
    rf"(?:(?:[Đđ]ến|[Hh]ết|[Tt]rong|[Nn]ăm|[Mm]ỗi|[Hh]ằng)[^,\d]*(?:năm )?(?:\d{{4}})?,?\s+)?(?:[{UPPER}{LOWER}]\w*\s+){{0,6}}"
)
_CAUSES = re.compile(r"[\W\divxIVX]*(?:những |một số |về )?(?:nguyên nhân|khách quan|chủ quan)", re.IGNORECASE)
_CUT = re.compile(
    r";\s+|,\s+(?=(?:trong đó|trên|ít nhất|tối thiểu|từ|không quá|dưới|đạt|đến|hết|năm|riêng|và|mỗi|tỷ lệ|tỉ lệ|phấn đấu)\s[^,;]*\d|\d{1,4}(?:[.,]\d+)?\s?[%/]|\d{1,3}\s\w)|:\s+|\s+\((?=chỉ tiêu|kế hoạch|mục tiêu)|(?<=[%\w])\),?\s*"
)
# Not the year compared with: "giảm 20% so với năm 2023".
_BY = re.compile(
    r"(?=[đhtcvngqĐ])(?:(?<!so với )(?<!so với cuối )(?<!cùng kỳ )(?<!lần )(?<!so với thực hiện )(?<!so với ước )(?<!so với mức )(?:đến\s+(?:hết\s+|cuối\s+)?|hết\s+|trong\s+|cuối\s+|vào\s+)?(?:hết\s+|cuối\s+)?năm\s+(\d{4})(?!\s*[-–]\s*\d{4})|(?:nhiệm kỳ|giai đoạn|thời kỳ|năm học|năm)\s+\d{4}\s*[-–]\s*(\d{4})|(?:đến|trước|tới)\s+(20\d\d)(?!\d)"
    r"|(?:đến|hết|trong|trước|cuối|đầu|giữa)\s+(?:hết\s+|cuối\s+)?(?:quý\s+[IV\d]{1,3}|tháng\s+\d{1,2}|(?:ngày\s+)?\d{1,2}/\d{1,2})/(\d{4})|quý\s+[IV]{1,3}/(\d{4}))",
    re.IGNORECASE,
)
_FOUR = re.compile(r"\d{4}")
_BY_THEN = re.compile(rf"{_BY.pattern},\s+(?:có\s+)?", re.IGNORECASE)
_EVERY = re.compile(r"(?:hằng|hàng|mỗi) (?:năm|quý|tháng)", re.IGNORECASE)
_SECTION = re.compile(r"chỉ tiêu|mục tiêu", re.IGNORECASE)
_NOT_AIM = re.compile(r"chức năng, nhiệm vụ|mục tiêu của việc", re.IGNORECASE)
_STRIVES = re.compile(r"phấn đấu", re.IGNORECASE)
_AIM = re.compile(r"phấn đấu|chỉ tiêu|mục tiêu", re.IGNORECASE)
_TOLD = re.compile(r"có trách nhiệm|phải|được quyền|có quyền|không được|trong thời hạn|kể từ", re.IGNORECASE)
_LEAD_WORDS = re.compile(rf"(?:^|\s)(?:(?:{_LESS}|{_MORE}|phấn đấu|bảo đảm|đảm bảo|đạt|có|bằng)\s*)+$", re.IGNORECASE)
_HEADING = 110
_LONGEST = 600  # characters of a clause


@dataclass(slots=True)
class _Under:
    """Đang ở dưới tiêu đề nào — whether it speaks of targets or of causes, and by which year."""

    aims: bool = False
    by: str | None = None
    rank: int = 0
    causes: bool = False
    reports: bool = False
    whole: str | None = None  # the year of the heading itself, when a smaller one says another: "2. Đến năm 2030"


def find_targets(text: str, paragraphs: Sequence[Paragraph], header: Header) -> tuple[Target, ...]:
    """One target a number, in the order of the text; figures that only describe are left alone.

    The year is that of the clause, of the heading above it, or of the paper's own subject.
    """
    shadow = shadow_of(text)
    year = _year(header.subject.value) if header.subject else None
    reports = header.kind is not None and header.kind.value in _REPORTS
    of_tables: list[Target] = []
    taken: set[int] = set()
    issued = header.issued_on.value[:4] if header.issued_on else None
    for number, rows in tables_of(paragraphs).items():
        found = [_of_cell(text, aim) for aim in aims(text, rows, year or issued)]
        of_tables += found
        taken |= {number} if found else set()
    prose = [p for p in paragraphs if p.table is None or p.table[0] not in taken]
    return tuple(sorted([*_walk(shadow, text, prose, year, reports), *of_tables], key=lambda t: t.start))


def _of_cell(text: str, aim: Aim) -> Target:
    start, end = aim.cell.start, aim.cell.end
    value = _plain(aim.found["value"])
    return Target(start, end, text[start:end], aim.measure[:160], aim.direction, value, aim.unit, by=aim.by)


def _walk(
    shadow: Shadow, text: str, paragraphs: Sequence[Paragraph], year: str | None, reports: bool
) -> Iterator[Target]:
    under = _Under(by=year, reports=reports)
    for paragraph in paragraphs:
        start, end = shadow.here(paragraph.start), shadow.here(paragraph.end)
        line = shadow.text[start:end]
        deep = rank(shadow.text, start, end)
        deep = 0 if deep == PLAIN and line.isupper() else deep  # the title of a phần
        if _is_heading(line):
            named = _SECTION.search(line) is not None and _NOT_AIM.search(line) is None
            if named or not under.aims or deep <= under.rank:  # a smaller heading stays among the targets
                by = _year(line) or (under.by if deep > under.rank else year)
                under = _Under(named, by, deep, bool(_CAUSES.match(line)), reports, by)
            else:
                under.by = _year(line) or under.whole
            continue
        if line.endswith(":") and _SECTION.search(line):
            by = _year(line) or under.by
            under = _Under(True, by, deep, reports=reports, whole=by)
        elif line.endswith(":") and under.aims and len(line) < _HEADING and _year(line):  # "a) Đến năm 2027:"
            under.by = _year(line)
        if not _DIGIT.search(line):
            continue
        for first, last in split(shadow.text, start, end):
            yield from _sentence(shadow, text, first, last, under)


def _is_heading(line: str) -> bool:
    """A short line that closes with nothing and holds no measure: "II. CHỈ TIÊU ĐẾN NĂM 2030"."""
    return len(line) < _HEADING and line[-1] not in ".;:," and "%" not in line and not _SHARE.search(line)


def _sentence(shadow: Shadow, text: str, start: int, end: int, under: _Under) -> Iterator[Target]:
    whole = shadow.text[start:end]
    if not _DIGIT.search(whole):
        return
    aimed = under.aims or _AIM.search(whole) is not None or _AHEAD.match(whole) is not None
    if under.causes and not aimed:
        return
    years, strives = _years(whole), _STRIVES.search(whole)
    by: str | None = years[0][1] if years else under.by
    for begin, stop in _clauses(shadow.text, start, end):
        while years and years[0][0] <= begin - start:
            by = years.pop(0)[1]  # the year said last before the clause: "đến năm 2028, 100% thỏa thuận…"
        strove = strives is not None and strives.end() <= begin - start
        for found in _figures(shadow.text[begin:stop], aimed, under):
            yield _target(shadow, text, begin, stop, found, by, strives=strove)


def _years(words: str) -> list[tuple[int, str]]:
    """Where each year of a sentence ends, and the year; most sentences print none."""
    if _FOUR.search(words) is None:
        return []
    return [(found.end(), year) for found in _BY.finditer(words) if (year := next(filter(None, found.groups()), None))]


def _clauses(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for cut in _CUT.finditer(words, start, end):
        yield from _held(words, *bare(words, begin, cut.start()))
        begin = cut.end()
    yield from _held(words, *bare(words, begin, end))


def _held(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A clause; one that never ends in pieces, since all of it is looked at for each of its figures."""
    while end - start > _LONGEST:
        stop = words.rfind(" ", start + 1, start + _LONGEST)
        yield start, stop if stop > 0 else start + _LONGEST
        start = stop + 1 if stop > 0 else start + _LONGEST
    yield start, end


def _figures(line: str, aimed: bool, under: _Under) -> Iterator[re.Match[str]]:
    """Shares and percentages; other bounded numbers only where targets are set or a line opens with one."""
    if not _DIGIT.search(line):
        return
    taken: list[tuple[int, int]] = []
    counted = aimed or _BOUND.match(line, _dated(line)) is not None or _brings(line)
    of_all = "/" in line and aimed and not under.reports
    forms = (
        (_SHARE, "/" in line),
        (_SHARE_AIM, of_all),
        (_PERCENT, "%" in line or "phần trăm" in line),
        (_COUNT, counted),
    )
    for pattern, may_stand in forms:
        if not may_stand:
            continue
        for found in pattern.finditer(line):
            name = "met" if pattern is _SHARE else "value"
            span = (found.start(name), found.end("range") if name == "value" and found["range"] else found.end(name))
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            if pattern is _SHARE_AIM and (_VOTED.match(line, found.end()) or _DID.search(line[: found.start()])):
                continue
            if pattern is _SHARE and not _is_result(line, found, under.reports):
                continue
            if pattern is _PERCENT and not (aimed or under.reports) and _only_describes(line, found):
                continue
            if pattern is _PERCENT and (_FROM_TO.match(line, found.start()) or _IF.match(line[: found.start()])):
                continue
            if pattern is _PERCENT and _WHERE.search(line[: found.start()]) and not (aimed or _AIM.search(line)):
                continue
            if pattern is _COUNT and not under.aims and found["unit"] in ("năm", "tuổi"):
                continue
            if pattern is _COUNT and found["unit"] == "tuổi" and _AGED.search(line[: found.start()]):
                continue
            if pattern is _COUNT and taken and "%" in line[: found.start()]:
                continue  # "100% học sinh ở xa trường trên 07 km": of whom, no figure of its own
            if pattern is _COUNT and not (
                _is_aim(line, found, aimed)
                and (
                    _is_bounded(line, found)
                    or (aimed and _is_ratio(line, found))
                    or _is_striven(line, found)
                    or (under.aims and _is_whole(line, found))
                )
            ):
                continue
            taken.append(span)
            yield found


def _brings(line: str) -> bool:
    return any(word in line for word in _BOUNDS) and _BRINGS.search(line) is not None


def _only_describes(line: str, found: re.Match[str]) -> bool:
    """A part of a whole."""
    return _SHARE_OF.search(line[: found.start()]) is not None


def _is_result(line: str, found: re.Match[str], reports: bool) -> bool:
    """A share of targets or tasks reached, in a report also one counted; not of whom something was asked."""
    before = line[: found.start()]
    if _VOTED.match(line, found.end()):
        return False
    if _DID.search(before):
        return True
    if _UNDONE.match(line, found.end()):
        return False
    if _DATED.search(before) or _OF_WHOM.search(before) or _OF_ALL.match(line, found.end()):
        return False
    if _REACHED.search(before) or _AIMS.match(line, found.end()):
        return True
    return reports


def _is_aim(line: str, found: re.Match[str], aimed: bool) -> bool:
    """Whether a bounded number is one to be reached."""
    if _TOLD.search(line, 0, found.start()):
        return False
    first = _dated(line)
    opens = found.start() == first and _BOUND.match(line, first) is not None
    if aimed or (opens and found["unit"].split("/")[0] not in _TIMES):
        return True
    brings = _BRINGS.search(line, 0, found.end())
    return brings is not None and brings.end() + 1 == found.start("value")


def _dated(line: str) -> int:
    """Where a clause begins behind "Đến năm 2028, có"."""
    found = _BY_THEN.match(line)
    return found.end() if found else 0


def _is_bounded(line: str, found: re.Match[str]) -> bool:
    return bool(found["less"] or found["more"] or _AT_LEAST.match(line, found.end()))


def _is_ratio(line: str, found: re.Match[str]) -> bool:
    return found["unit"] == "lần" and _RATIO.search(line[: found.start("value")]) is not None


def _is_striven(line: str, found: re.Match[str]) -> bool:
    """ "Phấn đấu mỗi năm dạy nghề cho 10.000 lao động": a bare number one strives for."""
    return found["unit"].split("/")[0] not in (*_TIMES, *_SPANS) and bool(_STRIVES.search(line[: found.start()]))


def _is_whole(line: str, found: re.Match[str]) -> bool:
    """Under "Chỉ tiêu" a bare number too is to be reached: "Tổ chức 03 đoàn ra", "Hết năm 2019, 11 huyện hoàn thành…"."""
    unit = found["unit"].split("/")[0]
    if unit in _SPANS or (unit in _TIMES and not _COUNTED.match(line[: found.start()])):
        return False
    if _COUNTED.match(line[: found.start()]):
        return unit != "ngày làm việc"
    return line.startswith("đạt ", found.start()) or _OPENS.fullmatch(line[: found.start()]) is not None


def _target(
    shadow: Shadow, text: str, start: int, end: int, found: re.Match[str], by: str | None, *, strives: bool
) -> Target:  # fmt: skip
    line = shadow.text[start:end]
    begin, stop = shadow.at(start), shadow.at(end)
    by = _year(line) or by or _often(line)
    facts = found.groupdict()
    if facts.get("met"):
        return Target(begin, stop, text[begin:stop], _measure(line, found), "=", None, by=by, met=facts["met"])
    return Target(
        begin,
        stop,
        text[begin:stop],
        _measure(line, found),
        _direction(line, found, strives),
        _plain(found["value"]),
        found["unit"],
        by=by,
    )


def _direction(line: str, found: re.Match[str], strives: bool) -> str:
    if found["less"]:
        return "<="
    is_aim = strives or _STRIVES.search(line[: found.start() + 30]) is not None
    if found["range"]:
        return ">="
    return ">=" if found["more"] or _AT_LEAST.match(line, found.end()) or (is_aim and found["value"] != "100") else "="


def _measure(line: str, found: re.Match[str]) -> str:
    """What is measured: the words before the figure where they name something, else those after."""
    before = _LEAD_WORDS.sub("", line[: found.start()]).strip(" ,:")
    after = re.sub(r"^(?:trở lên)?[\s,]*", "", line[found.end() :]).strip(" ,")
    before = "" if _BY.fullmatch(before) else before
    whole = before if len(before) > 12 else f"{before} {after}".strip()
    return (whole or line)[:160]


def _plain(value: str) -> str:
    """ "04" → "4", "91,5" → "91.5", "1.200" → "1200"."""
    value = re.sub(r"\.(?=\d{3}(?:\D|$))", "", value).replace(",", ".")
    return re.sub(r"^0+(?=\d)", "", value)


def _often(line: str) -> str | None:
    found = _EVERY.search(line)
    return found[0] if found else None


def _year(line: str) -> str | None:
    found = _BY.search(line)
    return next((g for g in found.groups() if g), None) if found else None
