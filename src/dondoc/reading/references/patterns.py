"""Mẫu chữ của viện dẫn — each opens with a digit, a type word or a bracket, so a scan stays linear."""

from __future__ import annotations

import re

from dondoc.reading.shadow import LOWER

TYPES = (
    "Thông báo kết luận", "Thông tư liên tịch", "Nghị quyết liên tịch", "Hướng dẫn liên tịch", "Hướng dẫn liên ngành",
    "Kế hoạch liên tịch", "Kế hoạch phối hợp", "Chương trình phối hợp", "Chương trình hành động", "Quy chế phối hợp", "Nghị quyết", "Quyết định",
    "Quy định", "Quy chế", "Quy trình", "Quy hoạch", "Kết luận", "Chỉ thị", "Hướng dẫn", "Thông báo", "Thông tri",
    "Thông cáo", "Thông tư", "Kế hoạch", "Chương trình", "Báo cáo", "Tờ trình", "Công văn", "Công điện", "Đề án",
    "Nghị định", "Pháp lệnh", "Bộ luật", "Luật", "Hiến pháp", "Chiến lược", "Phương án", "Lời kêu gọi", "Văn bản hợp nhất",
    "Biên bản", "Giấy mời", "Công hàm", "Phiếu chuyển",
)  # fmt: skip
SHORT = {"NQ": "Nghị quyết", "KL": "Kết luận", "CT": "Chỉ thị", "KH": "Kế hoạch", "QĐ": "Quyết định", "HD": "Hướng dẫn",
         "NĐ": "Nghị định", "TT": "Thông tư", "CTr": "Chương trình", "QC": "Quy chế", "TB": "Thông báo",
         "CV": "Công văn"}  # fmt: skip
SHORTS = "|".join(sorted(SHORT, key=len, reverse=True))
# One paper is called by a longer and a shorter kind: "Chương trình hành động số 17", then "Chương trình 17".
SAME = {
    "Chương trình hành động": "Chương trình",
    "Thông báo kết luận": "Thông báo",
    "Quy chế phối hợp": "Quy chế",
    "Chương trình phối hợp": "Chương trình",
    "Kế hoạch phối hợp": "Kế hoạch",
    "Kế hoạch liên tịch": "Kế hoạch",
    "Hướng dẫn liên tịch": "Hướng dẫn",
    "Hướng dẫn liên ngành": "Hướng dẫn",
    "Nghị quyết liên tịch": "Nghị quyết",
}


def _spelled(word: str) -> str:
    """Its first letters small or capital, word by word; or all in capitals."""
    small = r"\s+".join(f"[{part[0].upper()}{part[0].lower()}]{part[1:]}" for part in word.split())
    spelled = f"{small}|{re.escape(word.upper())}".replace("\\ ", r"\s+")
    return spelled.replace("[Qq]uy", "[Qq]u[yi]").replace("QUY", "QU[YI]")


ANY_TYPE = "|".join(_spelled(word) for word in TYPES)
# How every type word begins, in small letters: looked for as plain text, many times as fast as the pattern.
STEMS = tuple(dict.fromkeys([*(f"{word.lower().split()[0]} " for word in (*TYPES, "Qui định", "Điều lệ"))]))
PARTY_KINDS = "QĐNS|HDLT|KHLT|KHPH|CTrHĐ|CTrPH|QĐi|QĐ|NQLT|NQ|KLNS|KL|HDLN|HD|CTHĐ|CTr|Ctr|CT|TBKL|TBo|TB|CV|KH|TTr|BC|QCPH|QC|ĐA|TT|TC|BB|GM|QT|PA|DA|LKG|CL"
_OWNER = r"T\.\s?[ƯW]\.?|TƯ|[A-ZĐƯ][A-Za-zĐđƯư]{0,14}\d{0,4}(?:-(?=[A-ZĐƯ])(?!CP|TTg)[A-Za-zĐđƯư]{2,14})?"
_PARTY = rf"(?P<number>\d{{1,5}}[a-zđ]?)\s?-\s{{0,2}}(?P<kind>{PARTY_KINDS})\s?[/-]\s{{0,2}}(?P<owner>{_OWNER})"
_PART = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,13}\d{0,4}"
_STATE = (
    r"(?P<number2>\d{1,5}[a-zđ]?)\s?/\s{0,2}(?:(?P<year>(?:19|20)\d\d)\s?[/-]\s{0,2})?"
    rf"(?P<symbol2>QH\d{{1,2}}|UBTVQH\d{{1,2}}|PL-UBTVQH\d{{1,2}}|{_PART}\s?[-_/]\s{{0,2}}{_PART}(?:\s?[-/]\s?{_PART}){{0,3}}"
    r"|(?:CP|TTg|QĐ|NQ)\b)"
)
_APART = r"(?:(?<![\w/.,-])|(?<=số)|(?<=Số))"  # also glued: "số57-NQ/TW"
NUMBERED = re.compile(rf"{_APART}(?:{_PARTY}|{_STATE})(?![\w/]|-\w)")
# "Báo cáo thẩm tra số", "Tờ trình liên ngành số": up to three small words between the kind and "số".
TYPE_BEFORE = re.compile(
    rf"(?<!\w)(?P<type>{ANY_TYPE}|{SHORTS})(?:\s+(?:(?:(?!của|về|tại|và|theo|ngày)[{LOWER}]+\s+){{0,3}}(?:năm\s+\d{{4}}\s+)?(?=[sS]))?(?:\(?(?:số|Số|SỐ)\s*[:.]?\s*)|\s+)$"
)
PLAIN_D = re.compile(r"^(?:ND|QD)(?=[-/])")  # typed without Đ
# As a scanner spoils it: "Quyêt định sô", "Hướngdẫn số".
SPOILT_BEFORE = tuple(
    re.compile(rf"(?<!\w)(?P<type>{words})\s+[sS][oôốồổộ0]\s*[:.]?\s*$")
    for words in (r"[^\W\d]\w+", r"[^\W\d]\w+\s\w+")
)
LAW_BEFORE = re.compile(
    r"(?<!\w)(?P<type>Luật|Bộ luật|Pháp lệnh|LUẬT|BỘ LUẬT)\s+(?P<name>[^.;:()\d]{3,140}?)\s+(?:số|Số|SỐ)\s*:?\s*$"
)
FAR_BEFORE = re.compile(rf"(?<!\w)(?P<type>{ANY_TYPE})\s+của\s+[^.;:()\d]{{3,90}}?,?\s+(?:số|Số)\s*:?\s*$")
LINE_OF_NUMBER = re.compile(r"(?:^|\s)S[ốôoO0Ố]\s*:?\s*$")
NUMBER_WORD = re.compile(r"(?:số|Số|SỐ)\s*[:.]?\s*\(?\s*$")
NOT_A_PAPER = re.compile(
    r"(?:[Gg]iấy phép|[Gg]iấy chứng nhận|[Hh]ợp đồng|[Tt]ài khoản|[Bb]iển số|[Đđ]iện thoại|[Mm]ã số)[^.;]{0,40}$"
    r"|(?<!\w)(?:[Mm]ẫu|[Bb]iểu(?: mẫu)?|[Pp]hòng(?: họp)?|[Pp]hiếu(?: thu| chi)?|[Bb]iên lai|[Hh]óa đơn|[Hh]ồ sơ|[Tt]ờ khai|[Kk]ý hiệu|[Hh]ộ chiếu|[Vv]ận đơn|[Cc]huyến(?: bay)?|[Tt]oa|[Ll]ô|[Gg]ói thầu|[Ll]ớp)\s+(?:số\s*:?\s*)?$"
)
SHARED = re.compile(
    rf"(?<!\w)(?P<type>{ANY_TYPE})\s+(?:số\s+)?(?P<numbers>\d{{1,4}}(?:\s*,\s*\d{{1,4}})*)\s*(?:,|và|hoặc)\s*(?:số\s+)?$"
)
JOINED = re.compile(r"\s*(?:,|;|và|cùng|hoặc|/)?\s*(?:và|cùng|hoặc)?\s*(?:các\s+)?(?:số\s*:?\s*)?")
YEARLY = re.compile(r"(?P<number>\d{1,4})\s?/\s?(?P<year>(?:19|20)\d\d)(?!\s?[-/]\s?\w|\w)")
PAPER_BEFORE = re.compile(r"(?<!\w)[Vv]ăn bản\s+(?:số\s*:?\s*)?$")
CONSTITUTION = re.compile(r"\s+(?:của\s+)?nước\s+(?:Cộng hòa xã hội chủ nghĩa|CHXHCN)\s+Việt Nam")
ROMAN = r"[IVX]{1,6}"
TERMS = rf"\(?(?:các\s+)?khóa\s+{ROMAN}\b(?:(?:\s*,\s*|\s+và\s+|\s*,\s*và\s+)(?:khóa\s+)?{ROMAN}\b)*\)?"
_SLASHED = r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})"
_WORDED = r"(?P<d2>\d{1,2})\s*tháng\s*(?P<m2>\d{1,2})\s*năm\s*(?P<y2>\d{4})"
DATE = re.compile(rf"\s*[,(]?\s*(?:ban hành\s+|ký\s+)?(?:ngày\s*(?:{_SLASHED}|{_WORDED}))\)?")
BARE_DATE = re.compile(
    rf"\s*[,(]\s*{_SLASHED}\)?".replace("?P<d>", "?P<d3>").replace("?P<m>", "?P<m3>").replace("?P<y>", "?P<y3>")
)
YEAR = re.compile(r",?\s+năm\s+(?P<year>\d{4})")
OF = re.compile(r",?\s*(?:của|do)\s+")
TERM = re.compile(
    rf",?\s*\(?(?:(?:Hội nghị )?(?:Trung ương|TW|T\.Ư) \d{{1,2}},?\s+(?=khóa))?(?P<term>khóa\s+{ROMAN}|nhiệm kỳ\s+\d{{4}}\s*-\s*\d{{4}})\)?(?!\w)"
)
SCAN = re.compile(
    rf"(?P<type>{ANY_TYPE}|Điều lệ|{SHORTS})(?P<tail>\s+(?:số|Số|SỐ)\s*:?\s*|\s*-?\s*)(?:(?=[\dA-ZĐƯTHlhcntds(])|(?<=Luật )(?=\w))"
)
SESSION = re.compile(
    r"(?:của\s+)?(?:Hội nghị\s+)?(?:lần thứ\s+(?P<nth>\w+),?\s+(?:của\s+)?(?:(?:Ban Chấp hành|BCH)\s+)?(?:Trung ương|TW|TƯ|T\.Ư)(?:\s+Đảng(?!\s+bộ))?"
    r"|(?P<tw>Trung ương|Trung|TW|TƯ|T\.Ư)\s*(?P<number>\d{1,2})(?![\w/]))"
    rf"(?P<terms>\s*,?\s*{TERMS})?"
)
# "Nghị quyết Trung ương 4, Trung ương 6 khóa XII": plenums of one term.
SHARED_TERM = re.compile(
    rf"(?P<more>(?:\s*(?:,|và)\s*(?:(?:Trung ương|TW|TƯ|T\.Ư)\s*)?\d{{1,2}}(?![\w/.-]))+)\s*,?\s*(?P<terms>{TERMS})"
)
CONGRESS = re.compile(
    r"(?P<event>Đại hội(?:\s+đại biểu)?(?:\s+toàn quốc)?(?:\s+(?:Đảng(?!\s+(?:bộ|ủy|viên))(?:\s+Cộng sản Việt Nam)?))?(?:\s+toàn quốc)?)?\s*"
)
# "bốn nghị quyết", "các kết luận" of one plenum: each of them is meant.
MANY_BEFORE = re.compile(r"(?:(?<!\w)(?:các|những|hai|ba|bốn|năm|\d{1,2})\s+)$", re.IGNORECASE)
AMENDING = re.compile(
    r"\s+(?:sửa đổi,? bổ sung|sửa đổi|bổ sung)(?:\s+(?:một số\s+điều|một số\s+khoản|điều\s+\d+))?(?:\s+(?:của|trong))?(?:\s+các)?\s+(?=Luật|Bộ luật|Pháp lệnh|luật)",
    re.IGNORECASE,
)
LAW_WORD = re.compile(r"(?:\s*,\s*|\s+và\s+|\s*;\s*)?(?P<type>Luật|Bộ luật|Pháp lệnh)(?!\w)")
ORDINAL = re.compile(rf"\s*,?\s*(?P<nth>(?:lần thứ|khóa)\s+)?(?P<n>{ROMAN}|\d{{1,2}})(?![\w/.-]|\s*/)")
OF_PARTY = re.compile(r",?\s*(?:của\s+)?(?=Đảng\b)(?P<party>Đảng(?!\s+(?:bộ|ủy|viên|đoàn))(?:\s+Cộng sản Việt Nam)?)?")
CONGRESS_BODY = re.compile(r"(?:Đảng bộ|Chi bộ)(?:\s+[^\W\d]+){0,12}?(?=,?\s+(?:lần thứ|khóa|nhiệm kỳ)\s)")
# "Nghị quyết Đại hội XIII, XIV của Đảng": two of them.
MORE_CONGRESSES = re.compile(rf"(?:(?:\s*,\s*|\s+và\s+){ROMAN}\b)+(?=\s+(?:của\s+)?Đảng(?!\s+bộ))")
OF_CONGRESS = re.compile(
    rf"(?P<name>Đại hội(?:\s+[^,.;:()\d]{{2,90}}?)?),?\s+(?:lần thứ\s+)?(?P<n>{ROMAN}|\d{{1,2}})(?![\w/.-])"
)
PERIOD = re.compile(r",?\s*\(?nhiệm kỳ\s+(?P<from>\d{4})\s*-\s*(?P<until>\d{4})\)?")
USE = re.compile(r"(?P<number>\d{1,4})(?![\d\w%]|\s?[-/]\s?[\wĐ]|[.,]\d)")
UNITS = re.compile(
    r"\s+(?:năm(?!\s+(?:19|20)\d\d)|tháng|ngày(?!\s+\d)|quý|tuần|giờ|người|nội dung|nhiệm vụ|nhóm|điểm|điều|khoản|chương|mục|đồng|triệu|tỷ|bộ|cơ quan|đơn vị|cuộc|lượt|lần|chi bộ|đảng viên|chỉ tiêu|văn bản|trường hợp|giải pháp|vấn đề|trang|bước)\b"
)
MORE = re.compile(
    r"\s*(?:,|và)\s*(?P<number>\d{1,4})(?![\d\w%]|\s?[-/]\s?[\wĐ]|[.,]\d|\s+(?:năm|tháng|ngày|nhiệm vụ|nội dung))"
)
ALIAS = re.compile(
    r"\(\s*(?:(?:sau đây|dưới đây)\s+)?(?:(?:được\s+)?(?:gọi|viết)\s+(?:tắt\s+|chung\s+)?là\s*:?\s*)[“\"']?(?P<name>[^()“”\"']{2,80}?)[”\"']?\s*\)"
    rf"|\(\s*[“\"']?(?P<short>(?:{ANY_TYPE}|{SHORTS})\s*(?:số\s+)?(?:\d{{1,4}}(?!\s?[-/\d])|Trung ương\s+\d{{1,2}}|TW\s?\d{{1,2}}))[”\"']?\s*\)"
)
_SORTS = (
    "văn bản|nghị quyết|quy định|chỉ thị|kết luận|quyết định|hướng dẫn|kế hoạch|quy chế|thông báo|chương trình|công văn|nghị định|thông tư|"
    "báo cáo|tờ trình|đề án|luật"
)
_ABOVE = r"(?:đã\s+)?(?:nêu\s+|nói\s+|kể\s+|dẫn\s+)?(?:ở\s+)?trên"
_NOT_ABOVE = r"(?!\w|\s+(?:cơ sở|địa bàn|tinh thần|toàn|cả nước|phạm vi|các|mạng|hệ thống|báo))"
MANY = re.compile(rf"(?i:các|những|hai|ba|bốn)\s+(?P<what>(?i:{_SORTS}))(?!\w)")
# "các văn bản trên", "hai nghị quyết này", "Công văn nêu trên": what was named a little before.
_SORTS_MANY = rf"(?i:{_SORTS})(?:(?:,\s+|\s+và\s+|,\s+và\s+)(?i:{_SORTS})){{0,3}}"
_OF_WHOM = r"(?:\s+(?:mới|quan trọng))?(?:\s+của\s+[^\W\d]+(?:\s+[^\W\d]+){0,3}?)?"
GROUP = re.compile(
    rf"(?:(?P<all>[Cc]ác|[Nn]hững|[Tt]oàn bộ các)|(?P<count>[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Cc]ả hai|[Cc]ả ba|[Cc]ả bốn|0?[2-9]))\s+(?P<what>{_SORTS_MANY}){_OF_WHOM}\s+(?:{_ABOVE}|(?(count)(?:này|ấy|đó)|(?!))){_NOT_ABOVE}"
    rf"|(?P<one>(?i:{_SORTS}))\s+(?:(?:đã\s+)?(?:nêu|nói|dẫn|kể)\s+(?:ở\s+)?trên|nêu tại\s+(?P<at>(?:(?:điểm|khoản|mục|Điều)\s+[\wđ]+(?:\.\d+)*(?:,?\s(?=điểm|khoản|mục|Điều))?)+))(?!\w)"
)
GROUP_ENDS = (" trên", " này", " ấy", " đó", "nêu tại ")
GROUP_REACH = 60  # how far before such an end a group may begin
COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "cả hai": 2, "cả ba": 3, "cả bốn": 4}
DRAFT = re.compile(
    rf"[Dd]ự thảo\s+(?P<type>{ANY_TYPE})(?:\s+(?P<what>kết quả\s+(?:kiểm tra|giám sát|thẩm tra|xác minh)|chính trị|kết luận|tổng kết|sơ kết|nhân sự))?(?!\w)"
)
LOOKED_AT = re.compile(
    r"(?<!\w)(?:thông qua|ý kiến (?:vào|về|đối với|cho)|góp ý(?: vào| cho)?|thảo luận(?: về)?|xem xét|công bố|nghe|(?:gửi |trình )?kèm(?: theo)?|(?:gửi|có|trình) kèm)(?:\s+(?:các|bộ|bản|nội dung))?\s*\(?$",
    re.IGNORECASE,
)
TO_BE_MADE = re.compile(
    r"(?<!\w)(?:trình|xây dựng|soạn thảo|chuẩn bị|hoàn thiện|hoàn chỉnh|tổng hợp|lập|hoàn thành|tham mưu),?\s*$",
    re.IGNORECASE,
)
# Where a paper without a number is named as a ground, or as what was heard and looked at.
GROUND_BEFORE = re.compile(r"(?:^[-–]?\s*|;\s*|(?<!\w)(?:tại|và)\s+)(?:(?:Căn cứ|Xét|Theo)(?:\s+vào)?\s+)?$")
HEARD_BEFORE = re.compile(r"(?<!\w)(?:xem xét|nghe|Xét|nghiên cứu)\s+$")
# "Căn cứ Quy chế làm việc của …", "; Chương trình kiểm tra, giám sát năm 2026": a paper without a number or day.
_GROUND_ENDS = (
    r"(?:của|về|ngày|số|do|tại|này|trên|nêu|kèm|đã|được|thuộc|ban hành|căn cứ|theo|xét|(?<!toàn )khóa|nhiệm kỳ)(?!\w)"
)
_GROUND_MORE = rf"(?:{ANY_TYPE}|ý kiến|yêu cầu|tình hình|chức năng|nhiệm vụ|theo|căn cứ)(?!\w)"
GROUND = re.compile(
    rf"(?:(?:Căn\s?cứ|Xét|Theo|căn cứ|xét)(?:\s+vào)?|[;,]|(?<!\w)và|(?<!\w)tại)\s+(?P<all>(?P<type>(?=[A-ZĐ])(?:{ANY_TYPE}|Điều lệ)(?! Đảng(?!\w)))"
    rf"(?P<name>(?:,?\s+(?!{_GROUND_ENDS}|và\s+{_GROUND_MORE}|năm\s+\d)(?!\d)[^\W_]+){{0,14}}?(?:\s+năm\s+\d{{4}})?))"
    rf"(?=\s+(?:của|về|ngày|do|(?<!toàn )khóa|nhiệm kỳ|thuộc|ban hành|và\s+{_GROUND_MORE})\s|\s*[;.\n]|,\s+(?![{LOWER}])|,\s+(?:căn cứ|theo|xét|ý kiến|yêu cầu|tình hình)|,?\s*$)"
)
UNNUMBERED = re.compile(
    rf"(?P<name>(?:\s+(?!của|về|ngày|khóa|nhiệm kỳ|năm|số|do|và|tại|này|trên)[{LOWER}]+){{0,5}})(?=\s+(?:của|về|ngày|khóa|nhiệm kỳ|năm|do)\s|\s*[,;.])"
)
PROVISION = re.compile(
    r"((?:(?:tiết|đoạn)\s+[\wđ.]+,?\s+)?(?:(?:các\s+)?điểm\s+[a-zđ\d.]+\)?(?:(?:,\s*|\s+và\s+)[a-zđ](?=\W))*,?\s+)?(?:(?:các\s+)?khoản\s+\d+(?:(?:,\s*|\s+và\s+)\d+)*,?\s+)?(?:các\s+)?Điều\s+\d+[a-z]?(?:(?:,\s*|\s+và\s+)(?:Điều\s+)?\d+)*"
    r"|(?:(?:tiểu mục|điểm)\s+[\d.a-zđ]+\)?,?\s+)?(?:khoản\s+\d+,?\s+(?=mục))?(?:mục|phần|chương|khoản|điểm|Phụ lục)\s+[\dIVX.]+[a-zđ]?)(?:,?\s+(?:của\s+|tại\s+)?(?:các\s+)?)$",
    re.IGNORECASE,
)  # fmt: skip
# "(khoản 2 Điều 5)", ", điểm 6.3.1)": behind the paper it is of.
PROVISION_AFTER = re.compile(
    r"(?:\s*\(|,\s+)((?:điểm\s+[\d.]*[a-zđ\d]\)?,?\s+)?(?:khoản\s+\d+,?\s+)?Điều\s+\d+|(?:điểm|mục)\s+[\dIVX]+(?:\.\d+)*)(?=[),;.])",
    re.IGNORECASE,
)
_TW = re.compile(r"T\.?\s?[ƯW]\.?|TƯ")


def centre(owner: str) -> str:
    """TƯ, T.Ư, T.W are TW; TU (tỉnh ủy) is not."""
    return "TW" if _TW.fullmatch(owner) else owner.replace(" ", "")
