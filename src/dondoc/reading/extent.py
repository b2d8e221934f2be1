"""Ai, đến đâu — how far the name of who is told goes: up to the deed, with the words that tell which ones.

"Đảng viên về nước | phải nộp báo cáo", "Các đơn vị có nhiệm vụ quá hạn | rà soát": guide of the gold,
"Actors". A name known by its form may be longer still: "Tổ công tác liên ngành về lãnh sự | xây dựng".
"""

from __future__ import annotations

import re

from dondoc.reading.markers import MARKERS
from dondoc.reading.names import VERB, Name, either

_WORDS: dict[str, list[str]] = MARKERS["telling"]

_DEED = re.compile(
    rf"(?<!\w)(?<!trật )(?:{either(_WORDS['between'])}(?!\w),?\s+){{0,3}}(?:{VERB}|{either(_WORDS['modals'])}(?!\w)|không(?=\s+{VERB}))"
)
_MAY = rf"được(?=\s+{either(_WORDS['may'])}(?!\w))"
STRONG = rf"(?:{_MAY}|(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|không được|được phép|có quyền|được quyền|tuyệt đối không|khẩn trương)(?!\w))"
_STRONG = re.compile(rf"(?<=\s){STRONG}")
_CLAUSE_END = re.compile(r"[,.;:()“”\"\n]")
# When, why or how: no part of who.
_NOT_WHO = re.compile(
    r"\s+(?:khi|nếu|trước|sau|chậm nhất|muộn nhất|hằng|hàng|định kỳ|mỗi|ngày|kể từ|theo(?! (?:dõi|sát))|căn cứ|trên cơ sở|vào"
    r"|trong (?:thời|quá|tháng|quý|năm|vòng|phạm|khi)|để|nhằm|qua|thông qua|bằng|tùy|nhân|cũng|còn(?! (?:nợ|thiếu|tồn|chậm))|đều|luôn|vẫn|sẽ|nào|là|mà|thì|và|hoặc|đã(?! được))(?!\w)"
)
_HAVING = r"có(?! (?:trách nhiệm|quyền|thẩm quyền|thể|nghĩa vụ|văn bản|ý kiến|kế hoạch|phương án|biện pháp|giải pháp|nhiệm vụ(?! (?:quá hạn|chậm|đến hạn|tồn đọng)))(?!\w))"
_GIVEN = (
    rf"(?:đã )?được (?!(?:{either(_WORDS['may'])}|quyền|phép|yêu cầu|đề nghị|ủy quyền)(?!\w))(?:{VERB}(?:\s+{VERB})?)?"
)
_OWING = r"còn (?:nợ|thiếu|tồn|chậm)"
_WHICH = re.compile(
    rf"\s+(?:{_OWING}(?: báo cáo| kế hoạch| hồ sơ)?|{_HAVING}|chưa(?: có)?|chậm(?! nhất)|đang|bị|vi phạm|nơi(?: \w+){{1,3}}? (?:chuyển|sinh hoạt|công tác|cư trú|làm việc|học tập)(?: đến| đi)?|nơi|do|diện|hết(?! (?:lòng|sức|trách nhiệm))|không (?:thuộc|có|còn)|nêu (?:tại|ở|trong)|{_GIVEN})(?!\w)"
)
_NOT_DOING = re.compile(r"\s+không (?!được|để|tự|quá)\w+")
_GIVEN_ALREADY = re.compile(r"được (?:phân công|giao|cử|chỉ định)$")
_WHERE = re.compile(r"\s+(?:ở|tại|thuộc|trên địa bàn|về(?! việc))(?!\w)")
# Deeds that may as well tell which ones: then another deed follows.
_DOING = re.compile(
    r"\s+(?:tham gia|tham dự|phụ trách|phục vụ|làm(?: công tác| nhiệm vụ| việc)|giữ|quản lý|sinh hoạt|đi|về|đến|công tác|học tập|chuyển|nhận|tiếp nhận|sử dụng|trực|lãnh đạo|thực hiện|tiếp xúc)(?!\w)"
)
# "tham gia hội thi tìm hiểu…", "phục vụ công tác kiểm tra": the word behind such a one is no deed but names a thing.
_THING = re.compile(
    r"(?:công tác|hoạt động|lớp|hội thi|cuộc thi|chương trình|đề án|kế hoạch|hội nghị|hội thảo|(?<!xảy ra vụ )việc|nhiệm vụ|quy trình|báo cáo"
    r"|biện pháp|phương án|đợt|cuộc|nội dung|tài liệu|hồ sơ|quy chế|quy định|để|về|và|các|của|cho|bị|được|những|đang|chưa|chậm|với|hay|hoặc|từng|mỗi|có|mối|theo|sự)\s+$"
)
# "Các chi bộ nghiên cứu | thường xuyên rà soát", "Phòng Kế hoạch tổng hợp | chủ trì": a verb right before how or by whom a
# deed is done is no deed but the last word of the name.
_LAST_WORD = re.compile(
    rf"\s+(?!{either([*MARKERS['names']['chaining'], 'luân phiên'])}(?!\w)){VERB}"
    rf"(?=\s+(?:{STRONG}|(?:chủ trì|là đầu mối|làm đầu mối|là thường trực)(?!\w)|(?:thường xuyên|kịp thời|chủ động|khẩn trương|nghiêm túc|tích cực|trực tiếp|định kỳ),?\s+{VERB}))"
)
_ITS_OBJECT = re.compile(rf"(?<!\w){VERB}\s+$")  # "chưa gửi báo cáo": what is sent
_UNKNOWN = r"một|văn bản|hồ sơ|kế hoạch|báo cáo|danh sách|nội dung|kinh phí|việc|công tác|chương trình|tài liệu|ý kiến|kết quả|nhìn chung|nhất trí|đồng ý|biểu dương|ghi nhận|cho|tin|kể|nói|gồm|tự|với|trong|đã|đang|là|để|và|do|được|bị|không|chưa|thì|nào|mong|khi|nếu|như|sẽ|vẫn|về|mà|nên|nhưng|phạm|đợt"
_LONGER = re.compile(rf"(?:\s+(?!(?:{_UNKNOWN})(?!\w))\w+){{1,7}}$")
_OWN_WORDS = re.compile(rf"(?:\s+(?!(?:{_UNKNOWN})(?!\w))[^\W\d]+){{1,5}}\s")
_HOW = re.compile(rf"(?:\s+(?:{either(_WORDS['between'])}|cũng|đều|vẫn))*$")  # "trực tiếp", "thường xuyên": of the deed
# "Các cơ sở giáo dục, dạy nghề, trợ giúp xã hội | tổ chức…": a list goes on with sorts of no known form, up to the deed.
_ITEM = (
    rf"(?!(?:{_UNKNOWN}|phụ trách|có|phải|cần|chịu|khi|nếu|trước|theo|để|nhằm|qua|căn cứ|trên cơ sở)(?!\w)"
    rf"|(?:{either(_WORDS['between'])}|{either(_WORDS['modals'])}|{STRONG})(?!\w)|{VERB})[^\W\d_]+"
)
_MORE_OF_LIST = re.compile(
    rf"(?<!phụ trách)(?:\s+{_ITEM}){{0,4}}(?:,\s+(?:và\s+)?{_ITEM}(?:(?:\s+|\s+và\s+){_ITEM}){{0,4}}){{1,4}}?"
    rf"(?=\s+(?:{either(_WORDS['between'])}(?!\w)\s+)?(?:{VERB}|{either(_WORDS['modals'])}(?!\w)))"
)
_SIDE = re.compile(r"(?<!\w)[Bb]ên$")  # "hai bên": what follows is their deed
_CASE = re.compile(r"\s+(?:(?:trước|sau|trong) )?(?:khi|nếu)(?!\w)")  # of the deed: "đảng viên | khi về nước | phải…"
_FARTHEST = 90
_ONE = (
    "Văn phòng", "Đoàn", "Tổ", "Ban", "Bộ", "Sở", "Cục", "Vụ", "Viện", "Phòng", "Trung tâm", "Trường", "Học viện", "Công ty", "Hội",
    "Thường trực", "Thư ký", "Chi ủy", "Đảng ủy", "Ủy ban", "Đại sứ quán", "Tổng lãnh sự quán", "Nhà ",
)  # fmt: skip
_MANY = re.compile(r"(?<!\w)(?:[Cc]ác|[Nn]hững|[Mm]ọi|\d\d|trực thuộc|cấp dưới)(?!\w)")


# "Ban Chấp hành Đảng bộ | khóa I", "Thành viên Tổ | giám sát giữ kín…": of the name, whatever follows.
_OF_TERM = re.compile(r"\s+khóa\s+(?:[IVXL]+|\d{1,2})(?!\w)")
_OF_TEAM = re.compile(
    r"(?:(?<=\sTổ)|(?<=\sĐoàn)|(?<=\sNhóm)|(?<=\sBan)|(?<=Trưởng đoàn))\s+(?:giám sát|kiểm tra|thẩm định|thẩm tra|xác minh|biên tập|soạn thảo|tư vấn|thanh tra|khảo sát|giúp việc|công tác|điều tra|nghiệm thu)(?=\s+[^\W\d_]|, |$)"
)


# "Các đơn vị đã có báo cáo | tiếp tục theo dõi": what they did tells which ones, where what they are to do follows.
_HAVING_DONE = re.compile(
    r"\s+đã (?:có|gửi|nộp|ban hành|hoàn thành)(?!\w)[^,.;:()“”\n]{2,50}?(?<! không)(?=\s+(?:tiếp tục|cần|phải|có trách nhiệm|chủ động|khẩn trương)(?!\w))"
)
# "Các đơn vị chưa gửi báo cáo | (danh sách kèm theo) gửi báo cáo…": which ones, told in full behind the name.
_WITH_LIST = re.compile(
    rf"\s+(?:chưa|chậm|{_OWING}|có|đang|được|thuộc)(?!\w)[^,.;:()“”\n]{{2,60}}?(?=\s+\([^()]{{2,60}}\)\s+(?:{either(_WORDS['between'])}\s+)*{VERB})"
)


def whole(words: str, name: Name, end: int) -> Name:
    """The name with all that belongs to it; as it is where no deed follows in its clause."""
    own = _OF_TERM.match(words, name.end, end) or _OF_TEAM.match(words, name.end, end)
    name = Name(name.start, own.end()) if own else name
    near = min(end, name.end + _FARTHEST)
    listed = _WITH_LIST.match(words, name.end, near) or _HAVING_DONE.match(words, name.end, near)
    if listed and is_class(words, name):
        return Name(name.start, listed.end())
    close = _CLAUSE_END.search(words, name.end, min(end, name.end + _FARTHEST))
    stop = close.start() if close else min(end, name.end + _FARTHEST)
    cut = _end_of(words, name, stop)
    how = _HOW.search(words, name.end, max(cut, name.end))
    cut = how.start() if how else cut
    if cut <= name.end and (more := _MORE_OF_LIST.match(words, name.end, min(end, name.end + _FARTHEST))):
        cut = more.end()
    if cut > name.end and words.startswith(" này ", cut) and _PAPER.search(words, name.end, cut):
        cut += len(" này")  # "Các cơ quan được giao nhiệm vụ tại Thông báo này"
    return Name(name.start, cut, None) if cut > name.end else name


_PAPER = re.compile(
    r"(?:Thông báo|Kế hoạch|Chỉ thị|Kết luận|Nghị quyết|Quyết định|Quy định|Quy chế|Chương trình|Công văn|Hướng dẫn)$"
)


def _end_of(words: str, name: Name, stop: int) -> int:
    if _NOT_WHO.match(words, name.end, stop):
        return name.end
    last = _LAST_WORD.match(words, name.end, stop)
    if last:
        return last.end()
    many = is_class(words, name) and _SIDE.search(words, name.start, name.end) is None
    which, where = _WHICH.match(words, name.end, stop), _WHERE.match(words, name.end, stop)
    doing = _DOING.match(words, name.end, stop) if many else None
    opener = (which if many else None) or where or doing
    strong, deed = _STRONG.search(words, name.end + 1, stop), _DEED.match(words, name.end + 1, stop)
    if (
        strong
        and strong.start() > name.end + 1
        and (
            many or opener or which or _NOT_DOING.match(words, name.end) or not deed or deed.end() >= strong.start() - 1
        )
    ):
        case = _CASE.search(words, name.end, strong.start())
        if case:
            return case.start()
        return strong.start() - (5 if words.startswith(" thì ", strong.start() - 5) else 1)
    if strong and not many and _OWN_WORDS.fullmatch(words, name.end, strong.start()):
        return strong.start() - 1  # "Quỹ Đầu tư | phát triển tỉnh | được phép cho vay"
    if not _is_one_body(words, name) and _GIVEN_ALREADY.search(words, name.start, name.end) and deed:
        if _DEED.match(words, deed.end() + 1, stop):
            return deed.end()  # "Đảng viên được phân công giúp đỡ | nhận xét quần chúng"
        return _before_next(words, deed.end(), stop) or name.end
    if opener is not None and len(opener[0].split()) > 2 and _DEED.match(words, opener.end() + 1, stop):
        return opener.end()
    if opener is not None:
        return _before_next(words, opener.end(), stop) or name.end
    return _longer(words, name.end, stop)


def _is_one_body(words: str, name: Name) -> bool:
    """ "Sở Y tế được giao | bố trí 01 kíp": how it comes to its deed; "Đảng ủy viên được phân công theo dõi…": which ones."""
    return words.startswith(_ONE, name.start) and " viên " not in words[name.start : name.end]


def _before_next(words: str, start: int, stop: int) -> int:
    """Where the next deed begins, behind at least a word that tells which ones; 0 for none."""
    for deed in _DEED.finditer(words, start, stop):
        said = words[start : deed.start()]
        if " thì " in said:
            return 0  # "đơn vị chậm hai kỳ thì báo cáo": a case, nobody's duty
        again = f" {deed[0]} " in said  # "chưa gửi báo cáo | gửi về Văn phòng"
        if deed[0] == "phụ trách":
            continue  # "chuyển đảng phí cho đồng chí phụ trách tài chính": which one
        if said.strip() and (again or not (_THING.search(said) or _ITS_OBJECT.search(said))):
            return deed.start() - 1
    return 0


def _longer(words: str, start: int, stop: int) -> int:
    """A longer name than its form shows: words that are no grammar, up to the deed."""
    deed = _DEED.search(words, start, stop)
    return deed.start() - 1 if deed and _LONGER.fullmatch(words, start, deed.start() - 1) else start


_TO_NEXT = re.compile(rf"(?:\s+(?!(?:{_UNKNOWN})(?!\w)|{VERB})\w+){{1,6}}(?=,\s+(?:và\s+)?\w|\s+và\s+\w)")


def in_list(words: str, name: Name, end: int) -> Name | None:
    """A name with words of its own its form does not show, before the next name of a list."""
    team = _OF_TEAM.match(words, name.end, end)
    tail = _TO_NEXT.match(words, team.end() if team else name.end, min(end, name.end + _FARTHEST))
    if team and not tail and words.startswith(",", team.end()):
        return Name(name.start, team.end())
    return Name(name.start, tail.end()) if tail else None


def is_class(words: str, name: Name) -> bool:
    """Whether a name is of many: "các sở", "Đảng ủy, chi ủy", "cơ quan chủ trì"."""
    if _MANY.search(words, name.start, name.end):
        return True
    said = words[name.start : name.end]
    return said[1:].islower() and not said.startswith(_ONE)
