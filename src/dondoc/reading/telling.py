"""Lối giao việc — how a sentence tells someone to act: "Giao A…", "Yêu cầu A…", "A có trách nhiệm…", "A rà soát…"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.extent import STRONG, in_list, is_class, whole
from dondoc.reading.markers import MARKERS
from dondoc.reading.names import LISTED, POSTS, VERB, Name, either, names_at, word_of
from dondoc.reading.sentences import INLINE
from dondoc.reading.shadow import UPPER

_WORDS: dict[str, list[str]] = MARKERS["telling"]

_GIVE = re.compile(
    r"[GgPpỦủ](?<!\w.)(?:(?<=[Gg])iao(?!\s+(?:ban|dịch|lưu|tiếp|nộp|thông|nhận)(?!\w))|(?<=[Pp])hân công|(?<=[Ủủ])y quyền)(?:\s+(?:nhiệm vụ|trách nhiệm))?(?:\s+cho)?\s+"
)
# What each such sentence holds: looked for before how it is said.
_GIVING = re.compile(r"iao |hân công|y quyền")
_ASKING = re.compile(r"chỉ thị|êu cầu|ề nghị|iến nghị|ghiêm cấm|ối cấm|Cho phép")
_NOT_GIVE = (
    "cơ chế", "quy chế", "bảng", "nơi nào", "được", "Được", "đã", "bàn", "chuyển", "ngoại", "việc", "sự", "do", "theo", "khi", "thời gian", "nhiệm vụ",
)  # fmt: skip
_ASK = re.compile(
    r"(?<!\w)(?:[Yy]êu cầu|[Đđ]ề nghị|[Kk]iến nghị|chỉ thị(?= (?:các |[A-ZĐ]))|[Nn]ghiêm cấm|Tuyệt đối cấm|Cho phép)(?:\s+với|\s+đối với)?(?:,?\s+(?:trong\s+)?thời gian tới)?[,:]?\s+"
)
# "Văn phòng đã có Công văn số 288 đề nghị các đơn vị…" tells what was.
_SENT = re.compile(
    r"(?<!\w)đã (?:có|ban hành|gửi|ký) (?:Công văn|công văn|văn bản|Tờ trình|Kế hoạch|Chỉ thị|Thông báo)(?!\w)"
)
_TO = re.compile(r"(?:(?:[Rr]iêng )?(?:[Đđ]ối với|[Vv]ề phía)|[Rr]iêng|Với)\s+")
_NOT_ASK = ("đáp ứng", "đã", "các", "những", "theo", "có", "ý kiến", "nội dung", "mục đích,", "văn bản", "hồ sơ")
MAY = rf"được(?=\s+{either(_WORDS['may'])}(?!\w))"
_MODAL = re.compile(
    rf"\s*,?\s*(?:cũng\s+|còn\s+|đều\s+|luôn\s+)?(?!là đầu mối (?:về|của))(?:{either(_WORDS['modals'])}(?!\w)|{MAY}|không(?=\s+{VERB}))"
)
# What every such match holds, and what may lead to it: many times as fast to look for as the whole.
_MODAL_CORES = (re.compile(either(_WORDS["modals"])), re.compile(rf"không(?=\s)|{MAY}"))
_MODAL_LEAD = re.compile(r"\s*,?\s*(?:(?:cũng|còn|đều|luôn)\s+)?$")
_NOW = re.compile(rf"\s+(?:{either(_WORDS['between'])}(?!\w),?\s+)*(?:{VERB}|{either(_WORDS['modals'])}(?!\w))")
_ANY_VERB = re.compile(rf"(?<!\w){VERB}")
_VERB = re.compile(
    rf"\s*,?\s*(?:{VERB}(?!\s*:(?! {VERB})|\s+(?:chưa|còn)(?!\w))|cho(?=\s+(?:{VERB}|học sinh|cán bộ|người|nhân dân|đảng viên)))"
)
# After a body's name among tasks any other small word may be a verb the list lacks.
_NOT_VERB = re.compile(
    r"\s*(?:là|đã|đang|chưa|còn|được|của|và|hoặc|trong|ở|tại|cho|về|với|có|bị|không|do|từ|khi|nếu|vẫn|sẽ|thuộc|mà|này)(?!\w)|\s*(?:[^\w\s]|[A-ZĐ\d]|$)"
)
_IMPERATIVE = re.compile(rf"(?:{VERB}|{either(_WORDS['item_verbs'])}(?!\w))", re.IGNORECASE)
_OF_ITSELF = re.compile(r"\w+ \w+(?: \w+)? này(?!\w)")  # "Quyết định này có hiệu lực…": the paper of itself
# "Trước ngày 25 hằng tháng, báo cáo…", "Mỗi quý cập nhật…", "Cần đối chiếu…"
_TIMED = re.compile(
    r"(?:(?:(?:[Tt]rước|[Mm]ỗi|[Hh]ằng|[Hh]àng|[Đđ]ịnh kỳ|[Cc]hậm nhất|[Vv]ào|[Tt]ừ|Đến|[Nn]gày|(?:[Cc]uối|[Đđ]ầu) (?:mỗi |hằng |hàng )?(?:ngày|tuần|tháng|quý|năm))(?!\w)[^,;.]{2,60}?,?"
    r"|(?:Sáu|Ba|Hai|Một|\d{1,2}) (?:tháng|tuần|năm) một lần,?|(?:0?6|[Ss]áu) tháng,? (?:và )?(?:hằng |hàng )?năm,?|(?:Trong|Sau|Khi|Nếu|Với|Trên cơ sở|Căn cứ|Thông qua|Cùng với)(?!\w)[^;.]{2,90}?,)\s+){1,3}"
    rf"(?={VERB})|(?:Tháng \d{{1,2}}|Quý (?:IV|III|II|I))(?:/\d{{4}})?\s*:\s+|(?:Cần|Phải|Không|[Kk]ịp thời|[Tt]ừng bước|[Ss]ớm|[Nn]ghiêm túc|[Tt]ập trung|Bằng mọi (?:biện pháp|cách))\s+"
)
_ALSO = re.compile(r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Sau đó|Tiếp đó|Từ đó),?\s+")
_ON_RECEIPT = re.compile(r"Nhận được (?:Công văn|Thông báo|Kế hoạch|Chỉ thị|văn bản|Quyết định)(?!\w)")
_ON_THE_WHOLE = re.compile(r"Nhìn (?:chung|lại|tổng thể)(?!\w)")  # no "nhìn" that is asked for
_AGREES = re.compile(
    r"(?:Thống nhất (?:chưa|không|thời gian|địa điểm|chủ trương|với|nội dung|đánh giá|về)|Đồng ý|Nhất trí|Biểu dương|Ghi nhận|Phê bình|Hoan nghênh|Đánh giá cao)(?!\w)"
)
_FORBID = re.compile(r"(?:[Nn]ghiêm cấm|Không được|Không tự ý|[Tt]uyệt đối không|Cấm)\b")
_WHEN = (
    rf"(?:định kỳ (?:0?6|sáu) tháng,? (?:và |cả |một )?năm(?=,?\s+{VERB})|(?:ngày \d{{1,2}}|mỗi|hằng|hàng|định kỳ|trước|chậm nhất|khi|nếu|sau|tại|qua|từ)(?!\w)[^,;.]{{2,45}}?"
    rf"|(?:theo|căn cứ|trên cơ sở|trong|tùy|bằng|với)(?!\w)[^;.:]{{2,90}}?)(?=,?\s+{VERB})"
)
_BETWEEN = re.compile(rf"(?:\s*,?\s*(?:{either(_WORDS['between'])}(?!\w)|{_WHEN}),?)+")
_AGENT = re.compile(
    r"(?P<who>(?!Việc|Được|Mỗi|Trong|Khi|Nếu|Đối với|Trường hợp|Sau|Trước|Theo|Để|Về|Qua|Từ|Tại|Nơi|Căn cứ|Ngoài|Đồng thời|Riêng|Hồ sơ|Báo cáo|Kế hoạch|Văn bản|Hằng|Hàng|Định kỳ|Ngay|Chậm nhất)"
    rf"[{UPPER}](?:(?! thì )[^.;:“”\"]){{2,110}}?)\s+(?<! không )(?=(?:có trách nhiệm|chịu trách nhiệm|được quyền|có quyền|có nhiệm vụ)(?!\w| quá hạn))"
    r"|(?P<man>(?:[Nn]gười|[Cc]á nhân|[Hh]ọc viên|[Tt]hành viên|Thân nhân|Chủ hộ|Đoàn viên|Hội viên|Sinh viên|Cán bộ|Phóng viên|Đại biểu|Đại diện|Chủ nhiệm|Giảng viên|Học viên|Lưu học sinh|Chuyên gia|Tác giả|Nhân viên|Lái xe|Phiên dịch)\s[^.;:,“”\"]{2,80}?)\s+(?=(?:phải|không được|cần|có thể được|có trách nhiệm)(?!\w))"
)
_IF = re.compile(
    rf"\s+(?:khi|nếu|trước khi|sau khi)(?!\w)[^.;:]{{1,90}}?\s{STRONG}|\s+nào(?!\w)[^.;:]{{1,90}}?\sthì\s+{VERB}"
)
# "Đơn vị nào chậm từ hai nhiệm vụ trở lên phải giải trình": all that tells which one.
_WHICHEVER = re.compile(
    r"(?!(?i:việc|hồ sơ|nội dung|dự án|vấn đề|văn bản|trường hợp|lúc|khi|ngày|khoản|mục|chỉ tiêu|nhiệm vụ|công trình|nơi|phần|tệp|ca|bài|trang|phiếu|bản|khu đất|thửa đất)(?!\w))"
    r"[^\W\d_][^\W\d_]*(?:,? [^\W\d_]+){0,8} nào(?!\w)(?:[^.;:]|(?<=\d)\.(?=\d)){1,110}?(?=\s+(?:thì|phải|có trách nhiệm|chịu trách nhiệm|có quyền|được quyền)(?!\w))"
)
_LEAD = re.compile(rf"{either([*_WORDS['leads'], *(w[0].lower() + w[1:] for w in _WORDS['leads'])])}(?!\w)")
# Who stands above and asks others; another body's "đề nghị" after a deed of its own is a part of that deed.
_ABOVE = re.compile(
    r"(?:Đồng chí |đồng chí )?(?:(?:Phó )?(?:Thủ tướng|Chủ tịch|Bí thư|Tổng Bí thư|Trưởng [Đđ]oàn|Trưởng [Bb]an)|Ban (?:Thường vụ|Chấp hành|Bí thư|Chỉ đạo|Cán sự|cán sự)|Bộ Chính trị|Thường (?:trực|vụ)|Bộ trưởng|Thứ trưởng"
    r"|Hội (?:nghị|đồng)|Đoàn|Tỉnh ủy|Thành ủy|Đảng ủy|Chính phủ|Quốc hội|Ủy ban|UBND|UBKT|HĐND|Đồng chí|Ông|Bà|Lãnh đạo|Bộ |Thanh tra|Chánh)"
)
_DECIDES = re.compile(
    r"\s+(?:cơ bản |hoàn toàn )?(?:chia sẻ với|nói rõ|nhấn mạnh|nhất trí|đồng ý|đánh giá cao|biểu dương|ghi nhận|thống nhất (?:cho|giới thiệu|thông qua|với (?:bố cục|đề xuất|nội dung|ý kiến|phương án|kiến nghị|đề nghị)|chủ trương|nội dung|đánh giá|kết luận|ban hành))(?!\w)"
)
_POLITE = re.compile(r"^(?:kính|trân trọng|cũng|tiếp tục|này)$")
_PAST = re.compile(r"\s(?:đã|đang)$|\s(?:đã|đang)\s")
_ASIDE = re.compile(r"\s*\([^()]{2,80}\)(?=\s)")
_NOTED = re.compile(r"\s*\([^()]{2,80}\)(?=\s*:)")
# "Trung tâm, sau khi thống nhất số liệu với Phòng X, định kỳ gửi báo cáo": what stands between is no deed.
_AFTER_WHAT = re.compile(
    r"(?P<tail>(?: [^\W\d_]+){0,5}),\s+(?:sau khi|trên cơ sở|căn cứ|khi|theo(?! (?:dõi|sát)))(?!\w)[^;.:]{3,110}?,(?=\s)"
)
_NAMED_TASK = re.compile(
    r"(?:\s+(?:chưa|có|đã|không|được|mới|đang|còn|chậm)(?!\w)[^:.;,]{2,40}?)?(?P<colon>\s*:\s+(?:"
    rf"{INLINE})?)(?=\w)"
)
_NAMED_SO = rf"[{UPPER}]\w*(?: [^\W\d]+){{0,3}}(?: và [{UPPER}]\w*(?: [^\W\d]+)?)?"
_ONLY_NAMES = re.compile(rf"{_NAMED_SO}(?:, {_NAMED_SO})+(?: và {_NAMED_SO})?\W*")
_BREAK = re.compile(r"[,“\"]\s*(?:“|\")?(?:và\s+)?|:\s+[“\"]?")
_PARTNER = re.compile(r"(?:phối hợp|cùng)(?:\s+(?:chặt chẽ|cùng))?(?:\s+với|\s+cùng)?\s+")
_LED = re.compile(
    r"chủ trì[,;]\s+(?:các đơn vị: )?(?=[A-ZĐÂÁÀẢÃẠĂƠƯÔÊÝỦỨ]|các )"
)  # "A chủ trì, B phối hợp hoàn thiện đề án"
_NOT_PARTNER = re.compile(r"(?:quy chế|chương trình|cơ chế|công tác|kế hoạch|việc|nội dung)\s*$")
_DONE = re.compile(r"\s*,?\s*(?:đã|đang|vừa|chưa|từng|cơ bản|khi đó|lúc đó|trước đây)(?!\w)")
_DID = re.compile(
    r"(?:(?:Tại|Trong|Ngày|Ngay|Sau)(?!\w)[^,;.:]{2,60}, )?[^,;.:]{2,60}? đã [^;.:]*(?:,\s+(?:và\s+)?|\s+và\s+)$"
)  # "Đảng ủy đã ban hành nghị quyết, phân công cấp ủy viên…"
_DID_AND_MUST = re.compile(
    r"\s+(?:đã(?! được)|là(?! (?:đầu mối|cơ quan|đơn vị|thường trực|bộ phận)))(?!\w)[^,.;:]{3,80}?(?<! không)(?=\s+(?:phải|có trách nhiệm|không được)(?!\w))"
)
_BY_ANOTHER = re.compile(rf"\s+do\s+(?![^,.;:]{{3,110}}?\s(?:{STRONG}|thì\s))")
_LACKING = re.compile(r"\s+(?:chưa có|đã có)(?!\w)")
_NEAR = 170  # how far from its sentence's head a body before "cần", "phải" may begin


@dataclass(frozen=True, slots=True)
class Told:
    """Ai được giao — the bodies told, how, and whether they open the sentence."""

    actors: tuple[Name, ...]
    how: str  # give | ask | modal | verb | guess
    opens: bool


# "Phòng Tổng hợp được phân công theo dõi", "Tổng Giám đốc trực tiếp chủ trì": how he comes to it is no part of his name.
_HOW = re.compile(r"\s+(?:được (?:phân công|giao)|trực tiếp)$")


def told(
    words: str, start: int, end: int, catalogue: Catalogue, *, verbs: bool, on: str | None, guess: bool = False
) -> Told | None:
    """Whom the sentence tells; with `verbs` a body followed by a plain verb counts too.

    With `guess` (among the tasks of a paper) so does one followed by any small word that may be a verb.
    """
    said = _told(words, start, end, catalogue, verbs, on, guess)
    if said is None:
        return None
    last = said.actors[-1]
    how = _HOW.search(words[last.start : last.end])
    if how is None or (how[0].startswith(" được") and is_class(words, last)):
        return said  # "chi ủy viên được phân công | cập nhật": which of them
    return replace(said, actors=(*said.actors[:-1], Name(last.start, last.start + how.start())))


def _told(
    words: str, start: int, end: int, catalogue: Catalogue, verbs: bool, on: str | None, guess: bool
) -> Told | None:
    opening = _opening(words, start, end, catalogue, verbs, on)
    if opening and opening.how == "modal" and verbs and _MUST_BE.match(words, opening.actors[-1].end):
        opening = _passive(words, start, end, catalogue, on) or opening
    for pattern, barred, cores, how in ((_GIVE, _NOT_GIVE, _GIVING, "give"), (_ASK, _NOT_ASK, _ASKING, "ask")):
        found = _asked(words, start, end, catalogue, on, pattern, barred, cores)
        if found is not None and how == "give" and _DID.match(words, start, found[0]):
            continue
        if found is not None and not (opening and _is_its_own(words, start, opening, found[0], how)):
            return Told(found[1], how, found[0] == start)
    if opening and opening.how == "verb" and _DECIDES.match(words, opening.actors[-1].end):
        return None
    found_in = (
        opening
        or _inside(words, start, end, catalogue, on)
        or (_passive(words, start, end, catalogue, on) if verbs else None)
    )
    return found_in or (_guessed(words, start, end, catalogue, on) if guess else None)


def _is_its_own(words: str, start: int, opening: Told, asked_at: int, how: str) -> bool:
    """Whether asking others is itself the deed of who opens: "X được quyền yêu cầu Y…", "X phân công Y…"."""
    first, last = opening.actors[0], opening.actors[-1]
    between = _POLITE.sub("", words[last.end : asked_at].strip(" ,"))
    if first.start > asked_at or (_TO.match(words, start) and not between):
        return False
    if opening.how == "modal":
        return bool(between)
    if how == "ask":
        return is_class(words, first) if not between else _ABOVE.match(words, first.start) is None
    return bool(between) or words.startswith("phân công", asked_at)


def _guessed(words: str, start: int, end: int, catalogue: Catalogue, on: str | None) -> Told | None:
    names = _names(words, start, end, catalogue, on)
    actors = _whole(words, names, end)
    if not actors or actors == names or words[start].islower() or _NOT_VERB.match(words, actors[-1].end, end):
        return None
    if ":" in words[actors[-1].end : min(end, actors[-1].end + 60)]:  # "Đầu mối liên hệ: …"
        return None
    return Told(actors, "guess", True)


def _asked(
    words: str, start: int, end: int, catalogue: Catalogue, on: str | None, pattern: re.Pattern[str],
    barred: tuple[str, ...], cores: re.Pattern[str],
) -> tuple[int, tuple[Name, ...]] | None:  # fmt: skip
    if cores.search(words, start, end) is None:
        return None
    for match in pattern.finditer(words, start, end):
        before = words[max(start, match.start() - 16) : match.start()].rstrip()
        if before.endswith(barred) or _SENT.search(words, max(start, match.start() - _NEAR), match.start()):
            continue
        actors = _names(words, match.end(), end, catalogue, on)
        actors = actors or _bare_body(words, match.end(), end, catalogue, on)
        actors = _without_deed(words, _whole(words, actors, end), end)
        if actors and words[actors[-1].end : end].strip(" .;:,"):
            return match.start(), _alone(words, actors)
        if actors and words[actors[-1].end : end].strip().endswith(":"):
            return match.start(), actors
    return None


_BODY = re.compile(
    rf"(?:[Qq]uý )?(?:Bộ|Ban|Sở|Cục|Vụ|Viện|Trường|Ủy ban)(?=\s+(?:{either(_WORDS['between'])}\s+)*{VERB})"
)


_DEAR = re.compile(r"(?P<who>[Qq]uý (?:Bộ|Ban|Sở|Cục|Vụ|Viện|Trường|Ủy ban|cơ quan|đơn vị|cấp ủy))\s+và\s+(?=các )")


def _bare_body(words: str, at: int, end: int, catalogue: Catalogue, on: str | None) -> tuple[Name, ...]:
    """ "Kiến nghị Bộ sớm ban hành…", "đề nghị Quý Cục cung cấp…": a body called by its sort alone."""
    if found := _BODY.match(words, at):
        return (Name(found.start(), found.end()),)
    dear = _DEAR.match(words, at)
    return (Name(at, dear.end("who")), *_names(words, dear.end(), end, catalogue, on)) if dear else ()


def _whole(words: str, actors: tuple[Name, ...], end: int) -> tuple[Name, ...]:
    """With what belongs to the last of the names, up to the deed."""
    return (*actors[:-1], whole(words, actors[-1], end)) if actors else actors


def _without_deed(words: str, actors: tuple[Name, ...], end: int) -> tuple[Name, ...]:
    """ "Phân công các đồng chí Ủy viên phụ trách địa bàn": what closes the clause is the deed."""
    if actors and not words[actors[-1].end : end].strip(" .;:,"):
        cut = words.find(" phụ trách ", actors[-1].start, actors[-1].end)
        return (*actors[:-1], Name(actors[-1].start, cut)) if cut > 0 else actors
    return actors


# "Đảng viên kết hôn…, đảng viên có con…", "…, trưởng các đoàn và người lao động…": each is one of those told.
_NEXT = re.compile(
    rf"(?:,\s+(?:và\s+)?|\s+và\s+)(?=(?:{POSTS}|kế toán trưởng|trưởng các|người (?:đứng đầu|phụ trách|có)|đảng viên (?:có|đang|là|ở))(?!\w))|(?<!chức)(?<!cán bộ)(?<!viên)\s+và\s+(?=người lao động )"
)


def _alone(words: str, actors: tuple[Name, ...]) -> tuple[Name, ...]:
    """Without those it is done with: "Sở Ngoại vụ cùng Công an thành phố trực đầu mối" is the deed of the first."""
    for place, (one, after) in enumerate(pairwise(actors), 1):
        if "cùng" in words[one.end : after.start]:
            return actors[:place]
    return actors


def each(words: str, actors: Sequence[Name]) -> tuple[Name, ...]:
    """The last name cut where another body, post or class begins in it."""
    *before, last = actors
    begin, cut = last.start, list(_NEXT.finditer(words, last.start, last.end))
    for joined in cut:
        before.append(Name(begin, joined.start()))
        begin = joined.end()
    return (*before, Name(begin, last.end) if cut else last)


# "có 25/40 xã, phường ký thỏa thuận": what is counted goes on behind the comma.
_COUNTS = re.compile(r"\d (?:xã|phường|sở|ban|ngành|đơn vị|chi bộ|tỉnh|thành phố|cơ quan),\s+$")


# "do đồng chí Mai Thị Diễm, | Phó Bí thư điều hành": her post, and no other body.
_PERSON = re.compile(rf"(?<!\w)(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)(?: [{UPPER}][\w-]+){{2,5}},\s+$")
# "… thì báo cáo", "… thì trong 02 ngày phải", "… phải": what follows a case is told to be done.
_THEN_DOES = re.compile(
    rf"\s+(?:thì\s+(?:{either(_WORDS['between'])}\s+)*(?:{VERB}|{either(_WORDS['modals'])}(?!\w)|mỗi |trong |trước |chậm nhất |sau )|(?:phải|có trách nhiệm|chịu trách nhiệm|có quyền|được quyền)(?!\w))"
)


def _opening(words: str, start: int, end: int, catalogue: Catalogue, verbs: bool, on: str | None) -> Told | None:
    for place in _openings(words, start, end):
        which = _WHICHEVER.match(words, place, end) if verbs and words.find(" nào ", place, end) > 0 else None
        if which and _THEN_DOES.match(words, which.end(), end):
            return Told((Name(place, which.end()),), "modal", True)
        actors = _names(words, place, end, catalogue, on)
        if not actors or _COUNTS.search(words, start, place) or _PERSON.search(words, start, place):
            continue
        named, after = actors[-1], actors[-1].end
        noted = _NOTED.match(words, after, end)  # "Phòng Việc làm (Sở Nội vụ): cấp tài khoản…"
        task = _NAMED_TASK.match(words, noted.end() if noted else after, end) if verbs else None
        if task and _ONLY_NAMES.fullmatch(words, task.end(), end):
            continue  # "Các Sở: Xây dựng, Y tế, Tài chính": which ones, no deed
        if task and (is_imperative(words, task.end(), end) or _OWN.match(words, task.end(), end)):
            who = named if noted else Name(named.start, task.start("colon"))
            return Told((*actors[:-1], who), "give", True)
        if verbs and _IF.match(words, after, end):
            return Told(actors, "modal", True)
        aside = _ASIDE.match(words, after, end)  # "Phòng Hợp tác (ông Lục Văn Sính) là đầu mối"
        if aside is None and _BY_ANOTHER.match(words, after, end):
            continue  # "tổ trưởng do chi ủy chỉ định": a thing that someone is to make
        longer = whole(words, named, end) if aside is None else named
        if aside is None and (after_what := _AFTER_WHAT.match(words, longer.end, end)):
            longer, aside = Name(longer.start, after_what.end("tail")), after_what
        aside = aside or _ASIDE.match(words, longer.end, end)  # "… chưa gửi báo cáo (danh sách kèm theo) gửi ngay"
        did = _DID_AND_MUST.match(words, after, end) if longer is named else None
        longer = Name(named.start, did.end()) if did else longer  # "Đảng viên đã xuất cảnh mà chưa báo cáo | phải nộp…"
        if longer is named and _DONE.match(words, after) and not _LACKING.match(words, after):
            continue
        actors, after = (*actors[:-1], longer), aside.end() if aside else longer.end
        gap = _BETWEEN.match(words, after, end)
        if gap and _PAST.search(gap[0]):
            continue
        if _MODAL.match(words, gap.end() if gap else after, end):
            return Told(each(words, _alone(words, actors)), "modal", True)
        if verbs and (_VERB.match(words, gap.end() if gap else after, end) or (gap and _VERB.match(words, after, end))):
            return Told(_alone(words, actors), "verb", True)
    return (_in_case(words, start, end, catalogue, on) or _agent(words, start, end)) if verbs else None


_CASE = re.compile(r"(?:Trường hợp|trường hợp|Nếu|nếu|Khi|khi)\s+")


def _in_case(words: str, start: int, end: int, catalogue: Catalogue, on: str | None) -> Told | None:
    """ "Trường hợp địa phương có nhu cầu điều chỉnh thì gửi văn bản": whose case it is does it."""
    case, then = _CASE.match(words, start, end), _THEN.match(words, start, end)
    if case is None or then is None or not is_imperative(words, then.end(), end):
        return None
    actors = tuple(
        takewhile(
            lambda one: one.end <= then.start() or one.end < then.end(), _names(words, case.end(), end, catalogue, on)
        )
    )
    return Told(actors, "modal", True) if actors else None


def _agent(words: str, start: int, end: int) -> Told | None:
    """Whoever "có trách nhiệm", by any name: up to those words."""
    found = _AGENT.match(words, start, end)
    if found is None or is_imperative(words, start, end):
        return None
    return Told(
        each(words, (Name(found.start(), found.end("who") if found["who"] else found.end("man")),)), "modal", True
    )


_THEN = re.compile(
    r"(?:(?:[Rr]iêng|[Đđ]ối với)\s[^,;.:]{2,110}?(?=\sthì\s)|(?i:nơi|đơn vị|cơ quan|địa phương|tập thể|cá nhân) nào\s[^;.:]{2,110}?|(?i:trường hợp|nơi|khi|nếu|hồ sơ|nội dung|văn bản|đơn vị)(?!\w)[^,;.:]{2,110}?|[^,;.:]{2,90}\s(?:mà|chưa|không|quá|nào)\s[^,;.:]{2,70}?)\sthì\s+(?=\w)"
)
# "Dự án nào không đạt 40% kế hoạch, Sở Tài chính…": a case, then who acts.
_WHICH = re.compile(rf"[{UPPER}]\w*(?: [^\W\d]+){{0,5}} nào (?=[^,;.:]{{3,90}},\s)")
_EACH_TIME = re.compile(
    r"(?:(?:Định kỳ\s+)?(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+(?:tuần|tháng|quý|năm|ngày)|(?:\d{1,2}|Hai|Ba|Sáu)\s+(?:tuần|tháng|năm)\s+một\s+lần),?\s+(?=[^\W\d_])"
)


_SINCE = re.compile(
    r"(?:Từ đầu (?:năm|nhiệm kỳ|quý) đến nay|(?:Trong )?[Tt]hời gian qua|(?:Trong )?[Nn]hững năm qua|Năm qua)(?!\w)"
)


def _openings(words: str, start: int, end: int) -> Iterator[int]:
    """Where the body may begin: at the head, or after the commas of "Trước ngày 15/5, …"."""
    to = _TO.match(words, start, end) or _EACH_TIME.match(words, start, end)
    then = _THEN.match(words, start, end) if words.find(" thì ", start, end) >= 0 else None
    if then:  # "Hồ sơ không đủ thì Văn phòng trả lại": who acts stands behind the case
        yield then.end()
    yield to.end() if to else start
    if _SINCE.match(words, start):
        return  # "Từ đầu năm đến nay, …": what was
    if _LEAD.match(words, start, end) or _WHICH.match(words, start, end):
        for match in re.finditer(r"[,:]\s+", words[start : min(end, start + 220)]):
            yield start + match.end()


def _modals(words: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Every modal of a sentence with its lead, in order."""
    places = sorted(found.start() for core in _MODAL_CORES for found in core.finditer(words, start, end))
    last = start
    for place in places:
        lead = _MODAL_LEAD.search(words, max(last, place - 12), place) if place >= last else None
        match = _MODAL.match(words, lead.start(), end) if lead else None
        if match and match.end() > place:
            yield match
            last = match.end()


def _inside(words: str, start: int, end: int, catalogue: Catalogue, on: str | None) -> Told | None:
    """…, Ban X cần thực hiện: a body after a comma or a quotation mark, right before "cần", "phải"."""
    for match in () if _REPORTS.search(words, start, min(end, start + 120)) else _modals(words, start, end):
        heads = [m.end() for m in _BREAK.finditer(words, max(start, match.start() - _NEAR), match.start())]
        if _GIVEN.match(words, match.start()):
            continue  # "nhiệm vụ được giao": what was given, mostly
        for head in heads:
            if match.start() - head > _NEAR:
                continue
            actors = _names(words, head, match.start(), catalogue, on)
            if actors and not words[actors[-1].end : match.start()].strip():
                return Told(actors, "modal", head == start)
    return None


_GIVEN = re.compile(r"\s*,?\s*được (?:giao|phân công)(?!\w)")
# "Cán bộ đi luân chuyển phải được cấp ủy nhận xét": who is to do it stands behind.
_MUST_BE = re.compile(r"\s+phải được\s")
# "Bí thư chi bộ cho biết nhà văn hóa đã xuống cấp, chi bộ phải họp nhờ": what somebody said.
_REPORTS = re.compile(rf"{word_of(['cho biết', 'phản ánh rằng', 'kể', 'cho rằng', 'chia sẻ'])}(?!\w)")
_BY_WHOM = re.compile(
    r"(?<!\w)phải được\s+|(?<!\w)(?<!đã )(?<!nếu )(?<!khi )được\s+(?:(?:giao|phân công)(?: cho)?\s+)?(?=các |hai |[^\W\d_a-zà-ỹđ])"
    r"|(?<!\w)là (?:trách nhiệm|nhiệm vụ|phần việc|việc) của\s+(?=các |[A-ZĐ])|(?<!\w)(?<!đã )được (?:giao|phân công) cho\s+(?=[a-zđ]+ )"
)
# "Hồ sơ do Thư ký đoàn lập": a thing that someone is to make.
_MADE_BY = re.compile(
    r"(?!(?i:một số|nhiều|tuy|song|số liệu|tình trạng|sự) )(?:[^,;.:]{2,60},\s+)?(?!Nguyên nhân|Hạn chế|Khuyết điểm|Tồn tại|Lý do|Việc chậm|Do |Hội nghị|Cuộc họp|Đoàn )\w(?:[^,;.:()]|\([^()]{2,60}\)){2,80}?(?<! trước đây)\s+do\s+(?!(?:đó|vậy|yêu cầu|nhu cầu|nguyên nhân|điều kiện|thiếu|chưa)(?!\w))"
)
_TIME_PAST = re.compile(
    r"(?:Trong )?(?:[Tt]hời gian qua|[Nn]hững năm qua|[Tt]ừ đầu năm|[Nn]ăm qua|[Tt]rong năm|[Nn]hững tháng)"
)


_LEADS_IT = re.compile(r"\s+(?:chủ trì|trực tiếp|đảm nhiệm|đảm nhận)(?!\w)")
_AGREED_BY = re.compile(r"\s+(?:đồng ý|nhất trí|cho ý kiến)(?!\w)")


def _passive(words: str, start: int, end: int, catalogue: Catalogue, on: str | None) -> Told | None:
    """ "Các thỏa thuận phải được Sở X rà soát", "Hồ sơ do Thư ký lập": who does it stands behind "được", "do"."""
    if _TIME_PAST.match(words, start, end):
        return None
    made = _MADE_BY.match(words, start, end) if words.find(" do ", start, end) >= 0 else None
    is_said = words.find("được", start, end) >= 0 or words.find(" là ", start, end) >= 0
    if not made and not is_said:
        return None
    forbids, asks = _FORBID.match(words, start), is_imperative(words, start, end)
    by_whom = _BY_WHOM.finditer(words, start, end) if is_said else ()
    for match in (*by_whom, *([made] if made and not forbids else ())):
        actors = _whole(words, _names(words, match.end(), end, catalogue, on), end)
        if not actors:
            continue
        of = match[0].rstrip().endswith((" của", " cho")) and not words[actors[-1].end : end].strip(" .;,")
        if of and (asks or words.startswith("Việc ", start)):  # "Thẩm tra, trình Bộ trưởng là trách nhiệm của Vụ X"
            return Told(actors, "by", False)
        after = actors[-1].end + (4 if words.startswith(" này ", actors[-1].end) else 0)
        # "Không được cử cán bộ tham gia đoàn do doanh nghiệp tài trợ", "Giải quyết đơn do Chủ nhiệm chủ trì, thực hiện"
        does = _LEADS_IT if match is made and asks else _VERB
        if does.match(words, after, end) or (match is not made and _AGREED_BY.match(words, after, end)):
            return Told(actors, "by", False)
    return None


def _names(words: str, place: int, end: int, catalogue: Catalogue, on: str | None) -> tuple[Name, ...]:
    found = tuple(takewhile(lambda n: n.end <= end, names_at(words, place, catalogue, on=on, apart=LISTED)))
    while found and (longer := in_list(words, found[-1], end)):
        joined = LISTED.match(words, longer.end, end)
        more = (
            takewhile(lambda n: n.end <= end, names_at(words, joined.end(), catalogue, on=on, apart=LISTED))
            if joined
            else ()
        )
        added = tuple(more)
        if not added:
            break
        found = (*found[:-1], longer, *added)
    return found


def partners(words: str, start: int, end: int, catalogue: Catalogue, *, on: str | None) -> tuple[Name, ...]:
    """Whom they must work with: "phối hợp với A, B và C"."""
    for match in _PARTNER.finditer(words, start, end):
        if _NOT_PARTNER.search(words[max(start, match.start() - 16) : match.start()]):
            continue
        found = _names(words, match.end(), end, catalogue, on)
        if not found and (lead := _LED.search(words, start, match.start())):
            found = _names(words, lead.end(), match.start(), catalogue, on)
            if found and not words[found[-1].end : match.start()].strip():
                return found
        if found and (" với" in match[0] or "phối hợp" in match[0] or words[found[0].start].isupper()):
            return found
    return ()


_OWN = re.compile(
    rf"(?:(?:nhưng|đồng thời|ngoài ra|trường hợp [^,;]{{2,40}}?),?\s+)?(?:được quyền|có quyền|được(?=\s+(?:yêu cầu|đề nghị|quyền|phép|ủy quyền|bảo lưu|ký))|{MAY}|không được|không(?= (?!để |ngừng |những |chỉ |có |còn ){VERB})|"
    r"nghiêm cấm|tuyệt đối không|phải)(?!\w)", re.IGNORECASE,
)  # fmt: skip


_ALLOWED = re.compile(
    rf"Được(?! giao| phân công| cử)\s+{VERB}"
)  # "Được xem hồ sơ của mình": an item under whom it is allowed


def is_modal(words: str, start: int, end: int) -> bool:
    """Whether a clause without a body of its own tells the one before what it may, must or must not do."""
    return (_OWN.match(words, start, end) or _ALLOWED.match(words, start, end)) is not None


def is_imperative(words: str, start: int, end: int) -> bool:
    """Whether a line opens with the verb of a deed."""
    if any(one.match(words, start, end) for one in (_OF_ITSELF, _AGREES, _ON_THE_WHOLE, _ON_RECEIPT)):
        return False
    if also := _ALSO.match(words, start, end):
        start = also.end()
    if _BEING.match(words, start, end):
        return True
    lead = _TIMED.match(words, start, end)
    return (_IMPERATIVE.match(words, start, end) or (lead and _IMPERATIVE.match(words, lead.end(), end))) is not None


def after_case(words: str, start: int, end: int) -> int:
    """Where what is told begins behind "Nếu cần ý kiến của luật sư thì"; the start where there is no case."""
    then = _THEN.match(words, start, end) if words.find(" thì ", start, end) >= 0 else None
    return then.end() if then else start


def acts_now(words: str, at: int) -> bool:
    """Whether the deed stands right behind a name."""
    return _NOW.match(words, at) is not None


def has_verb(words: str, start: int, end: int) -> bool:
    """Whether a deed is told there; a verb that begins a name is written large."""
    return _ANY_VERB.search(words, start, end) is not None


# "Là cơ quan thường trực, đôn đốc…", "Chịu trách nhiệm về…" under the name of who is told.
_BEING = re.compile(
    r"(?:(?:Là|là) (?:cơ quan|đơn vị|đầu mối|bộ phận|thường trực|thành viên)|(?:Có|có|Chịu|chịu) trách nhiệm|(?:Có|có) nhiệm vụ|Trực tiếp|(?:Kiên quyết )?[Kk]hông để|Được thông tin)(?!\w)"
)


def is_forbidding(words: str, start: int, end: int) -> bool:
    """Whether a line opens by forbidding."""
    return _FORBID.match(words, start, end) is not None


_HEADING = re.compile(
    r"(?:(?:Trách nhiệm|Nhiệm vụ|Quyền hạn|Quyền lợi|Quyền|Nghĩa vụ|Thẩm quyền|Chức năng|Mục tiêu(?=, nhiệm vụ)|Vị trí(?=, (?:chức năng|nhiệm vụ)))(?:\s*(?:,|và)\s*(?:trách nhiệm|nhiệm vụ|nghĩa vụ|quyền hạn|quyền lợi|quyền|thẩm quyền))*"
    r"(?:\s+cụ thể)?(?:\s+(?:của|đối với)|(?=\s+(?:các |thủ trưởng|người đứng đầu|lãnh đạo|cấp ủy|chi ủy|chi bộ|đảng viên|Thủ trưởng|Văn phòng|Ban|Sở|Phòng|Ủy ban)))|(?:Riêng )?[Đđ]ối với|Về phía|Riêng|Với)\s+"
)


_OF_DUTIES = re.compile(r"(?:Trách nhiệm|Nhiệm vụ|Quyền|Nghĩa vụ|Thẩm quyền)")


def is_sorted(words: str, start: int, end: int) -> bool:
    """Whether a heading says what its items are: duties or rights."""
    return _OF_DUTIES.match(words, start, end) is not None


_SORT = re.compile(rf"[{UPPER}]\w+")  # "Nhiệm vụ của Tổ": a body called by its sort alone
_CALLED = re.compile(
    rf"[{UPPER}]\w+(?: [^\W\d]+){{1,6}}(?=[ .:;]*$)"
)  # "Nhiệm vụ của Tổ rà soát": a name of no known form
_WHOSE = re.compile(r"(?:Trách nhiệm|Nghĩa vụ|Quyền)(?!\w)[^.;:]{0,40}? của ")
_PUNCTUATED = re.compile(r"[.;:()“”\"\d]|(?<!\w)(?:mình|năm|việc|từng)(?!\w)")


def headed(words: str, start: int, end: int, catalogue: Catalogue, on: str | None) -> tuple[Name, ...]:
    """Whom the items under a heading are for: "Trách nhiệm của A", "Đối với A và B"."""
    found = _HEADING.match(words, start, end)
    names = _names(words, found.end(), end, catalogue, on) if found else ()
    if found and not names and _SORT.fullmatch(words[found.end() : end].rstrip(" .:;")):
        return (Name(found.end(), found.end() + len(words[found.end() : end].rstrip(" .:;"))),)
    if (
        found
        and not names
        and _WHOSE.match(words, start)
        and end - found.end() < _NEAR / 2
        and words[found.end()].islower()
    ):
        return (Name(found.end(), end),) if _PUNCTUATED.search(words, found.end(), end) is None else ()
    if found and not names and (called := _CALLED.match(words, found.end(), end)):
        return (Name(found.end(), called.end()),)
    rest = words[names[-1].end : end].strip(" .:;") if names else ""
    if rest and ":" not in rest and end - names[0].start < _NEAR / 2:
        names = (*names[:-1], Name(names[-1].start, end))
    return names if names and not words[names[-1].end : end].strip(" .:;") else ()


def sections() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Folded words of headings under which tasks stand; and a heading under which only what was so is told."""
    label = r"(?:(?:phan|chuong|muc|dieu) )?(?:(?:[ivxl]+|\d+|[a-h]) ){0,3}"
    told = "|".join(_WORDS["told_sections"])
    return tuple(_WORDS["task_sections"]), re.compile(
        rf"{label}(?:nhung |mot so |ve |cac |khai quat )?(?:{told})(?!.* yeu cau)"
    )
