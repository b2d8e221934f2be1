"""Câu giao việc — where the passage of a duty begins and ends: sentences, clauses, lists of who is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from dondoc.reading.duties.kinds import BAN, EXECUTION, POWER
from dondoc.reading.duties.page import Page
from dondoc.reading.names import LISTED, POSTS, VERB, names_at
from dondoc.reading.sentences import bare, clauses, split
from dondoc.reading.shadow import LOWER, UPPER
from dondoc.reading.telling import Told, acts_now, has_verb, is_imperative, is_modal

_LONGEST = 600  # of a list of bodies: what runs on longer is no list
_CALLED = re.compile(r"(?<!\w)(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao|[Pp]hân công)\s+(?:nhiệm vụ\s+)?(?:cho\s+)?")
# ", Ban Tổ chức thẩm định": where another body's name may begin.
_ANOTHER = re.compile(
    rf"(?<!cơ sở đảng)(?<!cán bộ),\s+(?:còn )?(?=(?:riêng )?(?:[{UPPER}]|các |mỗi |từng |cơ quan |đơn vị |chi bộ |chi ủy |cấp ủy |đảng viên |người |phó |{POSTS} ))"
)
# ", kinh phí do Phòng Kinh tế lo", ", riêng việc thẩm định do Ban Tổ chức đảm nhiệm": who makes it is another.
_BY_ANOTHER = re.compile(
    rf",\s+(?!trừ )(?=(?:riêng )?[{LOWER}][^,.;:]{{1,60}}?\sdo\s+(?:[{UPPER}]|chi |đảng |cấp |cơ quan ))"
)
_WITH_HIM = re.compile(r"\s*(?:cùng |có trách nhiệm )?(?:phối hợp|tham gia|giúp|cùng|hỗ trợ|chịu trách nhiệm)(?!\w)")
_MUST_TOO = re.compile(r"(?:đồng thời,? )?(?:trường hợp [^,;]{2,40}? )?phải(?!\w)")
_MUST = re.compile(r"(?<!\w)phải(?!\w)")
_BESIDE_WHOM = re.compile(
    r"(?<!\w)(?:(?P<with>cùng|với)|gồm|là|của|cho|tại|về|gửi|các|báo cáo|trình|mời|giao|đề nghị|yêu cầu|chỉ đạo|đôn đốc|hướng dẫn|giúp|kiến nghị|tham mưu|phối hợp)\s+"
)
# "…; kinh phí mua máy quét giao Phòng Tài vụ cân đối"
_THING_GIVEN = re.compile(
    rf"(?!đồng thời|tiếp tục|chủ trì|phối hợp|{VERB})[{LOWER}][^,.;:]{{5,60}}? giao (?:cho )?(?=[{UPPER}])"
)
_ALSO_ASKS = re.compile(r"đồng thời,? (?:giao|yêu cầu|đề nghị|phân công)(?!\w)")
_BUT = re.compile(
    r"(?:,\s+|\s+(?=nhưng )|\s+(?=song ))(?=(?:nhưng|song|đồng thời)?\s*(?:không được|nghiêm cấm|tuyệt đối không)(?!\w))"
)
# "…, có quyền triệu tập họp bất thường": what he may, behind what he must.
_BESIDES = re.compile(r",\s+(?=(?:và )?(?:có quyền|được quyền|được phép)(?!\w))")
_COMES_BACK = re.compile(r"h[ằà]ng |mỗi |định kỳ|một lần")
_DEED_BEHIND = re.compile(rf",\s+(?:và\s+)?(?!gửi|nộp|trình|chuyển|đăng)(?={VERB})")
_MUST_NOT = re.compile(r"không được|nghiêm cấm|tuyệt đối không")
_MAY = re.compile(r"có quyền|được (?:quyền|phép)")
_MUST_WORD = re.compile(r" phải")
_MUST_AFTER = re.compile(r",\s+(?=(?:đồng thời|sau đó),? phải(?!\w))")
# A clause that tells what follows of itself, and nothing of whom the deed is asked.
_BESIDE = re.compile(r"(?:việc(?! nào)|phấn đấu|quá (?:thời )?hạn|văn bản)(?!\w)")
# "tài liệu có dấu mật tuyệt đối không được đưa lên": what is forbidden of a thing.
_FORBIDS_A_THING = re.compile(r"[^,.;:]{2,60}?\s(?:tuyệt đối không|không được|nghiêm cấm)(?!\w)")
_DID = re.compile(rf"[{UPPER}][^.,;:]{{2,60}}?\sđã (?!được|nêu|ký|có)")  # "…; Đại sứ quán đã nhận lời"
_TITLE = re.compile(r"(?P<title>[^.;:“”\"]{3,80}):\s+(?=\w)")
# "Thường trực Tỉnh ủy có ý kiến như sau: Văn phòng chuyển…": who says it, and what he says.
# "Làm 03 phóng sự: Trung tâm Xúc tiến phối hợp với Đài…": who does it, behind the deed.
_DOES_IT = re.compile(rf"[{UPPER}][^.;:]{{2,60}}?\s(?:chủ trì|thực hiện|phụ trách|đảm nhận|phối hợp với)(?!\w)")
_WHO = re.compile(
    rf"[{UPPER}][^.;:]{{3,70}}?\s(?:chủ trì|tham mưu|thực hiện|phụ trách|đảm nhận)(?: tham mưu| thực hiện)?(?:, [^.;:]{{3,70}}\sphối hợp)?"
)
_HEREBY = re.compile(
    r"Trên đây là [^,.;]{3,160},\s+(?=(?:[Yy]êu cầu|[Đđ]ề nghị|giao)\s)"
)  # what the paper is, then what it asks
_SAYS = re.compile(
    r"(?P<title>[^.;:“”\"]{0,160}(?<!\w)(?:kết luận|ý kiến(?: chỉ đạo)?|chỉ đạo|quyết nghị|thống nhất|[Pp]hân công)(?: cụ thể)?(?: như sau)?):\s+(?=\w)"
)
# A sentence that only says when, or who, of the deed before it: "Hoàn thành trước ngày 30/6.", "Cơ quan chủ trì: Văn phòng."
_TAIL = re.compile(
    r"(?:(?:Việc này |Các việc này |Công việc này )?(?:Phải |phải )?[Hh]oàn thành(?: xong)?|[Xx]ong)\s+(?:trước|trong|chậm nhất|vào|quý|tháng|ngày)(?!\w)"
    r"|(?:Chậm nhất|Muộn nhất|Trước)(?!\w)[^,;.]{3,50}?(?:phải )?(?:hoàn thành|xong)\W*$"
    r"|(?:Thời (?:hạn|gian)|Hạn|Tiến độ)(?: hoàn thành| thực hiện)?\s*:|(?:Cơ quan|Đơn vị|Bộ phận)(?: được giao)? (?:chủ trì|phối hợp|thực hiện)\s*:|(?:Chủ trì|Phối hợp)\s*:"
    r"|(?:Việc|Công việc|Nhiệm vụ) này do [^.;:]{3,90}\s(?:đảm nhiệm|đảm nhận|phụ trách|chủ trì|thực hiện)\W*$"
)


def passages(page: Page, start: int, end: int, labelled: bool) -> Iterator[tuple[int, int, Told | None]]:
    """Sentences; after a semicolon a clause goes on with the deed, tells someone else, or is none of it."""
    sentences = list(split(page.words, start, end))
    found: list[tuple[int, int, Told | None]] = []
    title: list[tuple[int, int, Told | None]] = []
    for place, (begin, stop) in enumerate(sentences):
        if (found or title) and (
            _TAIL.match(page.words, begin, stop) or _says_who(page, (found or title)[-1], begin, stop)
        ):
            first, _last, said = (found or title).pop()
            found.append((first, bare(page.words, begin, stop)[1], said))
            continue
        rows: list[tuple[int, int, Told | None]] = []
        for first, last in _clauses(page, begin, stop):
            first = _after_title(page, first, last)
            asked = bool(rows) and rows[-1][2] is not None and rows[-1][2].how in ("ask", "give")
            said = page.told(first, last, asked) if last - first >= 12 else None
            if not rows or (
                said is not None and (_asks_nothing(page, rows[-1]) or _is_own(page, first, said, rows[-1][2]))
            ):
                rows.append((first, last, said))
            elif _forbids_on(page, rows[-1], first, last):
                rows[-1] = (rows[-1][0], last, rows[-1][2])
            elif (
                (is_modal(page.words, first, last) and not _MUST_TOO.match(page.words, first, last))
                or _is_item(page, rows, first, last)
                or _has_own_time(page, rows[-1], first, last)
                or _is_duty_after_power(page, rows[-1], first, last)
                or _FORBIDS_A_THING.match(page.words, first, last)
            ):
                before = rows[-1][2]
                rows.append((first, last, replace(before, opens=False) if before else None))
            elif not (_BESIDE.match(page.words, first, last) or _DID.match(page.words, first, last)):
                rows[-1] = (rows[-1][0], last, rows[-1][2] or said)
        kept = [r for r in rows if r[1] - r[0] >= 12 and not page.words.startswith(":", r[1])]
        if place == 0 and labelled and len(sentences) > 1 and _is_title(page, kept):
            title = kept
        else:
            found += kept
    yield from found


def _says_who(page: Page, before: tuple[int, int, Told | None], start: int, stop: int) -> bool:
    """ "Rà soát hộ nghèo. Phòng Văn hóa - Xã hội tham mưu.": a sentence that only says who, behind a deed of nobody."""
    if before[2] is not None or not is_imperative(page.words, before[0], before[1]):
        return False
    return _WHO.fullmatch(page.words, *bare(page.words, start, stop)) is not None


def _forbids_on(page: Page, before: tuple[int, int, Told | None], start: int, stop: int) -> bool:
    """ "không được uống rượu; tuyệt đối không can thiệp": two things forbidden are one duty."""
    return all(BAN.search(page.words[a : min(a + 80, b)]) for a, b in (before[:2], (start, min(start + 20, stop))))


def _asks_nothing(page: Page, row: tuple[int, int, Told | None]) -> bool:
    """ "Hướng dẫn này thay thế …; đề nghị các cấp ủy phản ánh": what is asked begins behind the semicolon."""
    return row[2] is None and not is_imperative(page.words, row[0], row[1])


def _is_item(page: Page, rows: Sequence[tuple[int, int, Told | None]], start: int, stop: int) -> bool:
    """ "Sở A: (i) rà soát…; (ii) báo cáo…": items of one sentence are items."""
    asked = rows[-1][2] is not None or is_imperative(page.words, *rows[-1][:2])
    return asked and page.words[start - 2 : start] == ") " and is_imperative(page.words, start, stop)


def _has_own_time(page: Page, before: tuple[int, int, Told | None], start: int, stop: int) -> bool:
    """ "Lập kế hoạch trước ngày 15/3; báo cáo kết quả hằng quý": two times, two duties of one body."""
    asked = before[2] is not None or is_imperative(page.words, *before[:2])
    if not asked or _TAIL.match(page.words, start, stop) or not has_verb(page.words, start, stop):
        return False
    clauses = ((start, stop), before[:2])  # the one before may hold many already: it is asked last
    return all(page.due(page.shadow.at(a), page.shadow.at(b)) is not None for a, b in clauses)


def _is_duty_after_power(page: Page, before: tuple[int, int, Told | None], start: int, stop: int) -> bool:
    """ "Ban Thường vụ được quyền quyết định…; báo cáo Ban Chấp hành": what he may and what he must are two."""
    if before[2] is None or not (is_imperative(page.words, start, stop) or _MUST.search(page.words, start, stop)):
        return False
    first, last = (
        before[0],
        min(before[1], before[0] + _LONGEST),
    )  # a passage that never ends is not looked at whole each time
    return bool(POWER.search(page.words, first, last) or BAN.search(page.words, first, min(first + 80, last)))


def _clauses(page: Page, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Between semicolons; what is allowed and what is forbidden in one clause are two."""
    parts = list(clauses(page.words, start, stop))
    if (
        len(parts) > 1
        and EXECUTION.search(page.words, *parts[-1])
        and not any(_asks(page, part) for part in parts[:-1])
    ):
        parts = [(start, stop)]  # "Chánh Văn phòng; Giám đốc Sở X; … chịu trách nhiệm thi hành": one list
    for first, last in _joined(page, parts):
        but = _but(page, first, last)
        if but:
            yield from _apart(page, *bare(page.words, first, but.start()))
            first = but.end()
        for begin, end in _apart(page, *bare(page.words, first, last)):
            yield from _timed_apart(page, begin, end)


def _timed_apart(page: Page, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """ "Gửi báo cáo tháng trước ngày 18 hằng tháng, báo cáo năm trước ngày 25/11": two duties, each comes back at its own time."""
    comes_back = page.tells and _COMES_BACK.search(page.words, start, stop) is not None
    for comma in _DEED_BEHIND.finditer(page.words, start + 12, stop) if comes_back else ():
        before, behind = (start, comma.start()), (comma.end(), stop)
        dues = [page.due(page.shadow.at(a), page.shadow.at(b)) for a, b in (before, behind)]
        if all(due is not None and due.recurs for due in dues) and _asks(page, before):
            yield before
            yield from _timed_apart(page, *behind)
            return
    yield start, stop


def _but(page: Page, start: int, stop: int) -> re.Match[str] | None:
    """Where what is forbidden or allowed begins behind what is asked, or what is asked behind what is allowed."""

    def met_in(pattern: re.Pattern[str], said: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(page.words, start, stop) if said.search(page.words, start, stop) else None

    but = met_in(_BUT, _MUST_NOT)
    if but and not BAN.search(page.words, start, but.start()):
        return but
    for other, said, is_may in ((_BESIDES, _MAY, False), (_MUST_AFTER, _MUST_WORD, True)):
        met = met_in(other, said)
        is_power = met and POWER.search(page.words, start, met.start()) is not None
        if met and is_power == is_may and _asks(page, (start, met.start())):
            return met
    return None


def _apart(page: Page, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """ "Văn phòng lập danh sách, Ban Tổ chức thẩm định": two bodies, two duties; who only helps is a partner."""
    for comma in _ANOTHER.finditer(page.words, start + 12, stop) if page.tells else ():
        said = page.told(comma.end(), stop)
        if said is None or not said.opens or said.how not in ("modal", "verb"):
            continue
        if _WITH_HIM.match(page.words, said.actors[-1].end) or not acts_now(page.words, said.actors[-1].end):
            continue
        if _is_listed(page, start, comma.start()):
            continue
        before = page.told(start, comma.start())
        if before is not None and before.how != "guess":
            yield start, comma.start()
            yield from _apart(page, comma.end(), stop)
            return
    for comma in _BY_ANOTHER.finditer(page.words, start + 12, stop) if page.tells else ():
        said = page.told(comma.end(), stop)
        if said is not None and said.how == "by" and _asks(page, (start, comma.start())):
            yield start, comma.start()
            yield from _apart(page, comma.end(), stop)
            return
    yield start, stop


def _is_listed(page: Page, start: int, comma: int) -> bool:
    """Whether the name behind a comma goes on with a list: "phối hợp với Sở Tài chính, Sở Tư pháp lập…"."""
    for met in _BESIDE_WHOM.finditer(page.words, start, comma):
        names = page.names(met.end())
        if (names and names[-1].start > comma) or (met["with"] and not has_verb(page.words, met.end(), comma)):
            return True
    return False


def _joined(page: Page, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """ "Giám đốc các sở; Chủ tịch các xã có trách nhiệm…": what only lists who is told goes with what follows."""
    begin: int | None = None
    for first, last in parts:
        opens, begin = begin is None, first if begin is None else begin
        if last != parts[-1][1] and last - begin < _LONGEST and _only_lists(page, first, last, called=opens):
            continue
        yield begin, last
        begin = None


def _only_lists(page: Page, start: int, end: int, *, called: bool) -> bool:
    """Whether a part ends with the names of who is told, and no deed has been told yet."""
    first, last = bare(page.words, start, end)
    behind = (m.end() for m in _CALLED.finditer(page.words, first, last)) if called else ()
    for place in (first, *behind):
        names = names_at(page.words, place, page.catalogue, on=page.day, apart=LISTED)
        if any(last <= name.end for name in takewhile(lambda name: name.start < last, names)):
            return True
    return False


def _after_title(page: Page, start: int, end: int) -> int:
    """Where the deed begins behind the title of its item: "Chuyển đổi số: Văn phòng xây dựng…"."""
    above = _HEREBY.match(page.words, start, end)
    if above:
        return above.end()
    if page.words.find(":", start, end) < 0:
        return start
    says = _SAYS.match(page.words, start, end)
    title = says or _TITLE.match(page.words, start, end)
    if title is None or (says is None and page.told(start, title.end("title"))):
        return start
    if is_imperative(page.words, start, title.end("title")) and _DOES_IT.match(page.words, title.end(), end):
        return start
    named = page.names(start)
    if (named and named[-1].end >= title.end("title")) or page.opens_with_time(start, title.end("title")):
        return start
    after = page.told(title.end(), end)
    return title.end() if after is not None and after.opens else start


def _asks(page: Page, part: tuple[int, int]) -> bool:
    return page.told(*bare(page.words, *part)) is not None or is_imperative(page.words, *bare(page.words, *part))


def _is_title(page: Page, rows: Sequence[tuple[int, int, Told | None]]) -> bool:
    """The name of an item before its sentences: short, telling nobody, without a deadline."""
    if len(rows) != 1 or rows[0][2] is not None or rows[0][1] - rows[0][0] > 120:
        return False
    if page.among_tasks and page.words.find("; ", *rows[0][:2]) > 0:  # two deeds name no item
        return False
    return page.due(page.shadow.at(rows[0][0]), page.shadow.at(rows[0][1])) is None


def _is_own(page: Page, at: int, said: Told, before: Told | None) -> bool:
    """A clause of its own; "…; phân công cấp ủy viên phụ trách" is still the deed of the body before."""
    asks_on = before is None or before.how in ("give", "ask")
    given = said.how == "give" and _THING_GIVEN.match(page.words, at) is not None
    forbids = said.how == "ask" and page.words.startswith("nghiêm cấm", at)
    return (
        said.how == "by"
        or forbids
        or given
        or (said.how in ("give", "ask") and _ALSO_ASKS.match(page.words, at) is not None)
        or (said.opens and (said.how in ("modal", "verb") or (asks_on and said.how != "guess")))
    )
