"""Câu dẫn, tiêu đề — who the items under a lead ("Giao Văn phòng:") or a heading are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.reading.duties.assigned import BEHIND
from dondoc.reading.duties.page import Page
from dondoc.reading.model import Value
from dondoc.reading.names import Name, names_at
from dondoc.reading.sentences import PLAIN, bare, split
from dondoc.reading.shadow import UPPER
from dondoc.reading.telling import Told, each, has_verb, headed, is_imperative, is_sorted, told

_THESE_TWO = re.compile(r"(?:Hai|Ba|Các|Những) (?:cơ quan|đơn vị|địa phương|bên|ban) (?:này|nêu trên|nói trên):")
_ASKS_ON = re.compile(
    r"(?:yêu cầu|đề nghị|cần(?: tập trung)?(?: thực hiện| làm)?|có nhiệm vụ|phải)(?: sau)?\s*:$|(?<!\w)(?:phải|cần)(?!\w)[^:]{0,60}(?:cụ thể|như sau|sau đây)\s*:$"
)
_LISTS = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|giao|nêu|lưu ý|nhấn mạnh|nhiệm vụ|giải pháp|ý kiến chỉ đạo)(?!\w)[^:“”]{0,70}:\s*$"
)
# "Bộ X thông báo và đề nghị:" — whose letter it is asks others.
_ASKS_OTHERS = re.compile(
    r"(?:yêu cầu|đề nghị|ý kiến(?: chỉ đạo)?)(?: (?:như )?sau| một số (?:nội dung|việc)(?: sau)?)?\s*:$"
)
# "Thường trực Tỉnh ủy thống nhất kết luận:" — who says what follows is not who does it.
_CONCLUDES = re.compile(
    r"(?:kết luận|quyết nghị|quyết định|thống nhất)(?: (?:như )?sau| một số (?:nội dung|việc|vấn đề)(?: sau)?)?\s*:$"
)
_ASKED = re.compile(r"\s+(?:được giao|được phân công|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)(?:\s+nhiệm vụ)?\s*:")
_CALLS = re.compile(r"(?:Yêu cầu|Đề nghị|Kiến nghị|Giao|Phân công)\s+(?:với\s+|đối với\s+|cho\s+)?")
_PRESENTS = re.compile(r"(?<!\w)[Kk]ính (?:trình|đề nghị)\s+")
# "Văn phòng Bộ, ngoài nhiệm vụ chung, thực hiện thêm các việc sau:"
_BESIDES = re.compile(r",\s+(?:ngoài|bên cạnh|cùng với)(?!\w)[^,.;:]{3,80},[^,.;:]{3,60}:\s*$")
# "1. Sở Ngoại vụ là cơ quan tiếp nhận hồ sơ." over what it does with them.
_IS_BODY = re.compile(r"\s+là (?:cơ quan|đơn vị|đầu mối|bộ phận|thường trực)(?!\w)[^.;:]*$")
# What closes a lead behind the name: "có trách nhiệm", "khẩn trương", "theo chức năng, nhiệm vụ được giao".
_TO_DO = re.compile(
    r"(?:,?\s+(?:\([^()]*\)|cùng|chủ trì|thực hiện|triển khai|tham mưu|phối hợp|chỉ đạo|lãnh đạo|tổ chức thực hiện|là(?: cơ quan)? đầu mối|làm(?: cơ quan)? đầu mối|có trách nhiệm|chịu trách nhiệm|có (?:(?:các |những )?nhiệm vụ|nhiệm vụ, quyền hạn)(?: sau)?|được giao(?: nhiệm vụ)?|được phân công|phải|cần|khẩn trương|chủ động|tập trung|nghiêm túc"
    r"|theo chức năng, nhiệm vụ(?: được giao)?|trong phạm vi chức năng, nhiệm vụ(?: được giao)?|căn cứ chức năng, nhiệm vụ(?: được giao)?))+\s*$"
)
_SENTENCE = re.compile(
    r"(?<!\w)(?:sau|sau đây|như sau|đã(?! xếp hạng| được)|đang|tập trung|thực hiện|là|yêu cầu|đề nghị|kiến nghị|giao|chỉ thị|kết luận|quyết định|quyết nghị|thống nhất|nhấn mạnh|ý kiến)(?!\w)"
)
_BY_DEED = re.compile(r"(?i:bộ phận|đơn vị|cơ quan|tổ|nhóm|hội đồng|công chức|cán bộ|người)(?!\w)")
_FORBIDDEN = re.compile(
    r"(?:việc|hành vi|điều)\s+(?:bị\s+)?(?:nghiêm cấm|không được(?:\s+làm)?|cấm)\W*$", re.IGNORECASE
)
_FORBIDS = re.compile(r"(?:[Nn]ghiêm cấm|không được|tuyệt đối không)(?!\w)[^:]{0,90}:\s*$")
_OPENS_NAME = re.compile(rf"[{UPPER}]|(?:các|những|mỗi|hai|ba)\s")
_LAST_WORDS = 4  # so many words behind a name may still be its own: "Phòng Kế hoạch tổng hợp:"
_BRACKETS = re.compile(r"\s*\([^()]{3,80}\)\W*")
_GIVEN = re.compile(r"\s+được (?:giao|phân công)(?: nhiệm vụ)?$")
_JOINER = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_WHICH = re.compile(
    r"\s+(?:ở|có|tại|chưa|thuộc|đang|được|là)(?!\w)(?!.*(?:trách nhiệm|nhiệm vụ|phải|cần)(?!\w))[^.;:,]*$"
)
_IN_CAPITALS = re.compile(
    rf"(?:ĐỐI VỚI|VỀ PHÍA|(?P<sort>TRÁCH NHIỆM|NHIỆM VỤ) (?:CỦA|ĐỐI VỚI))\s+(?P<who>[{UPPER}][^.;:()\d]{{4,70}}?)[\s.:]*"
)
_TASK_WORDS = re.compile(r"nhiệm vụ|giải pháp|đột phá")


@dataclass(frozen=True, slots=True)
class Above:
    """Câu dẫn, tiêu đề — a lead over a list or a heading that names who the items are for."""

    actors: tuple[Value, ...]
    rank: int
    is_heading: bool
    asks: bool = False  # "…yêu cầu các việc sau:" — what follows is asked, also where nobody is named
    by_sort: bool = False  # "Trách nhiệm của X", "Quyền của Y": what the items are is said too
    forbids: bool = False  # "Nghiêm cấm đảng viên:" — none of the items may be done


class Leads:
    """Các câu dẫn đang mở — one in another; an item that closes an inner one is still under the outer."""

    def __init__(self, official: bool) -> None:
        self.official = official
        self.open: list[Above] = []
        self.items = PLAIN  # how deep the items of the innermost stand
        self.fresh = False  # the lead is right above
        self.broken = False  # a paragraph without a label stood between the items

    def enter(self, lead: Above, above: Above | None) -> None:
        """A lead opens; one that names nobody adds nothing to the one above it."""
        if lead.actors or lead.forbids or above is None:
            while self.open and self.open[-1].rank >= lead.rank:
                self.open.pop()
            self.open.append(lead)
        self.fresh, self.broken = True, False

    def over(self, rank: int, titled: bool, *, flows: bool = False) -> Above | None:
        """The lead a paragraph stands under: deeper, the words of a titled item, right below or flowing on, or of the press."""
        while self.open and rank <= self.open[-1].rank:
            self.open.pop()
            self.items, self.broken = rank, False
        fresh, self.fresh = self.fresh, False
        if not self.open:
            return None
        above = self.open[-1]
        if rank == PLAIN:
            is_under = above.is_heading or titled or fresh or flows or (above.asks and not self.official)
            self.broken = self.broken or not is_under
        else:
            self.items = rank if fresh else self.items
            self.broken = self.broken and rank != self.items
            is_under = not self.broken
        if not is_under and not self.official:
            self.open.clear()
        return above if is_under else None


def lead_of(page: Page, start: int, end: int, rank: int, has_next: bool, next_asks: bool = False) -> Above | None:
    """ "Giao Văn phòng:" over a list, or a heading that is only a name: "1. Văn phòng Đảng ủy"."""
    first, last = bare(page.words, start, end)
    closes = page.words[first:end].rstrip().endswith(":")
    if not has_next or (not closes and last - first > 140) or (not closes and not page.official):
        return None
    forbids = _FORBIDS.search(page.words, first, end) is not None
    if not closes and _FORBIDDEN.search(page.words, first, last):
        return Above((), rank, True, forbids=True)
    large = _IN_CAPITALS.fullmatch(page.words, first, last) if rank != PLAIN and page.official else None
    if large and page.words[first:last].isupper():  # "A. ĐỐI VỚI CÔNG ĐOÀN CƠ SỞ"
        whose = Name(large.start("who"), large.end("who"))
        return Above(page.values((whose,), by="antecedent"), rank, not closes, by_sort=large["sort"] is not None)
    names = headed(page.words, first, last, page.catalogue, page.day)
    if names and rank != PLAIN:
        return Above(page.values(names, by="antecedent"), rank, not closes, by_sort=is_sorted(page.words, first, last))
    names = page.names(first)
    aside = _BRACKETS.match(page.words, names[-1].end, last) if names else None
    if aside and aside.end() >= last and rank != PLAIN:  # "1. Ban Xây dựng Đảng (bộ phận Tổ chức)"
        return Above(page.values(names, by="antecedent"), rank, not closes)
    if (
        closes
        and not forbids
        and names
        and names[-1].end < last
        and not _ASKED.match(page.words, names[-1].end)
        and _is_class(page, first, last - (page.words[last - 1] == ":"), names)
    ):
        names = (*names[:-1], Name(names[-1].start, last if page.words[last - 1] != ":" else last - 1))
    if names and names[-1].end >= last - closes and (closes or rank != PLAIN):
        given = _GIVEN.search(page.words, names[-1].start, names[-1].end)
        names = (*names[:-1], Name(names[-1].start, given.start())) if given else names
        names = each(page.words, names)
        return Above(page.values(names, by="antecedent"), rank if rank != PLAIN else 2, not closes)
    if not closes and next_asks and names and rank != PLAIN and _IS_BODY.match(page.words, names[-1].end, last):
        return Above(page.values(names, by="antecedent"), rank, is_heading=False)
    if names and closes and _BESIDES.match(page.words, names[-1].end, end):
        return Above(page.values(names, by="antecedent"), rank if rank != PLAIN else 2, False)
    behind = BEHIND.search(page.words, first, last) if next_asks and not closes and rank != PLAIN else None
    leads = page.names(behind.start("who")) if behind else ()
    if leads:
        return Above(page.values(leads, by="antecedent"), rank, True)
    called = _named_whole(page, first, last, closes) if next_asks and rank != PLAIN else ()
    if called:
        return Above(page.values(called, by="antecedent"), rank, not closes)
    if not closes:
        return None
    *_before, (begin, _stop) = split(page.words, first, end)
    presents = _PRESENTS.search(page.words, begin, end)
    to_whom = page.names(presents.end()) if presents else ()
    if to_whom and to_whom[-1].end >= last - 1:  # "Vụ X kính trình Bộ trưởng:"
        return Above(page.values(to_whom, by="antecedent"), rank if rank != PLAIN else 2, False, asks=True)
    asked = page.told(begin, end) or page.told(first, end) or _plans(page, first, end)
    if asked and asked.how == "verb" and _ASKS_OTHERS.search(page.words, begin, end):
        asked = None
    if asked and asked.how == "verb" and _CONCLUDES.search(page.words, begin, end):
        return Above((), rank if rank != PLAIN else 2, False)
    actors = asked.actors if asked else _spoken_of(page, first, end)
    asks = _LISTS.search(page.words, begin, end) is not None
    if not actors and not asks and not forbids:
        return None
    return Above(page.values(actors, by="antecedent"), rank if rank != PLAIN else 2, False, asks=asks, forbids=forbids)


def _named_whole(page: Page, start: int, end: int, closes: bool) -> tuple[Name, ...]:
    """ "1. Bộ phận tiếp nhận và trả kết quả" over what it is to do: a line that is only a name, however it is made."""
    asked = _CALLS.match(page.words, start, end)
    names = page.names(asked.end() if asked else start)
    end -= page.words[end - 1] == ":"
    rest = page.words[names[-1].end : end] if names and names[-1].end <= end else ""
    kept = _TO_DO.sub("", rest).rstrip()
    if not names or len(kept) > 70 or any(sign in kept for sign in ";.:") or _SENTENCE.search(kept):
        return ()
    if "," in kept and has_verb(page.words, names[-1].end, names[-1].end + len(kept)):
        return ()
    if "," in kept:
        return listed(page, names, names[-1].end + len(kept))
    by_deed = _BY_DEED.match(page.words, names[-1].start) is not None
    is_sentence = len(kept.split()) > _LAST_WORDS and has_verb(page.words, names[-1].end, names[-1].end + len(kept))
    if is_sentence and closes and not by_deed:
        return ()
    return (*names[:-1], Name(names[-1].start, names[-1].end + len(kept)))


def listed(page: Page, names: Sequence[Name], end: int) -> tuple[Name, ...]:
    """ "Báo Cửa Nam, các đài truyền thanh, Cổng tin": all the names of a heading, also those of no known form."""
    found = list(names)
    while found[-1].end < end:
        joined = _JOINER.match(page.words, found[-1].end, end)
        place = joined.end() if joined else found[-1].end
        more = [n for n in page.names(place) if n.end <= end] if joined else []
        following = _JOINER.search(page.words, place, end)
        stop = following.start() if following else end
        if more:
            found += more
        elif joined and "," in joined[0] and _OPENS_NAME.match(page.words, place):
            found.append(Name(place, stop))
        else:
            found[-1] = Name(found[-1].start, stop)
    return tuple(found)


def _is_class(page: Page, start: int, end: int, names: Sequence[Name]) -> bool:
    """ "Chi bộ ở địa bàn đông người Việt:" — a class told apart by a few more words, no sentence."""
    rest = page.words[names[-1].end : end]
    if has_verb(page.words, names[-1].end, end):
        return False
    return end - names[-1].start < 90 and _WHICH.match(rest) is not None and not is_imperative(page.words, start, end)


def _spoken_of(page: Page, start: int, end: int) -> tuple[Name, ...]:
    """ "Sở X là cơ quan… Trên cơ sở đó, yêu cầu:" — the body that a sentence before is about."""
    *before, (first, last) = split(page.words, start, end)
    if not before or not (_ASKS_ON.search(page.words, first, last) or _THESE_TWO.match(page.words, first, last)):
        return ()
    for begin, stop in reversed(before):
        names = tuple(names_at(page.words, bare(page.words, begin, stop)[0], page.catalogue, on=page.day))
        if names:
            return names
    return ()


def _plans(page: Page, start: int, end: int) -> Told | None:
    """ "Nhiệm kỳ tới, Đảng bộ X tập trung sáu nhiệm vụ:" — who sets itself the tasks that follow."""
    *_before, (first, last) = split(page.words, start, end)
    if not _TASK_WORDS.search(page.words, first, last):
        return None
    return told(page.words, first, last, page.catalogue, verbs=True, on=page.day)
