"""Nhiệm vụ trong lời văn — sentence, list item, or the part after "Giao X:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from dondoc.reading.duties.above import Above, Leads, lead_of, listed
from dondoc.reading.duties.assigned import Held, assigned
from dondoc.reading.duties.page import Page
from dondoc.reading.duties.passages import passages
from dondoc.reading.duties.siblings import Item, Lists
from dondoc.reading.model import Obligation, Value
from dondoc.reading.names import VERB, Name
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import INLINE, PLAIN, bare, split
from dondoc.reading.sentences import rank as rank_of
from dondoc.reading.shadow import UPPER
from dondoc.reading.telling import Told, after_case, has_verb, is_forbidding, is_imperative, is_modal

_JUDGES = re.compile(r"(?:Nguyên nhân|Hạn chế|Khuyết điểm|Ưu điểm|Tồn tại)[^:]{0,30}:")
_BY_HIM = re.compile(
    r"(?:Phân công|Yêu cầu|Ủy quyền|Kiến nghị)(?!\w)"
)  # under "Trách nhiệm của chi ủy": the deed of the chi ủy
# In a letter: what is to come back to its sender, by when.
_SENT_BACK = re.compile(
    r"(?:Báo cáo|Văn bản|Danh sách|Hồ sơ|Ý kiến|Kết quả|Số liệu|Biểu mẫu)(?!\w)[^.;]{0,60}?(?<!đã )gửi(?!\w)"
)
_THROUGH = re.compile(
    r"(?:Chỉ đạo|Lãnh đạo|Đôn đốc|Phân công|Hướng dẫn)\s+(?!(?:các )?(?:vụ|cục|cơ quan|đơn vị) chịu trách nhiệm)"
)
# "Hai cơ quan nêu trên"; "Hai Cục" of two of that sort.
_TWO = re.compile(
    r"(?P<many>[Hh]ai|[Bb]a|[Bb]ốn) (?P<sort>cơ quan|đơn vị|ban|bên|ngành|Cục|Vụ|Sở|Ban|Viện|Phòng)(?: (?P<above>nêu trên|trên|này|đó))?$"
)
_COUNT = {"hai": 2, "ba": 3, "bốn": 4}
_BESIDE_TIME = re.compile(r"(?i:trong|các|năm|\W|\d)+")
# "Các cơ quan được giao nhiệm vụ tại Thông báo | này": of the paper, not of the bodies.
_PAPER = re.compile(
    r"(?:Thông báo|Kế hoạch|Chỉ thị|Kết luận|Nghị quyết|Quyết định|Quy định|Quy chế|Chương trình|Công văn|Hướng dẫn)$"
)
_THESE = re.compile(r"\s+(?:này|đó)(?!\w)")
_DONE = re.compile(
    r"(?<!\w)(?:đã(?! (?:nêu|đề ra|ký|ban hành|được))|vừa qua|thời gian qua|chưa(?! (?:ký|có|được)))(?!\w)"
)
_ENACTS = re.compile(
    r"(?:[Bb]an hành|[Pp]hê duyệt) kèm theo|(?:ban hành|công bố)\s+(?:Thông tư|Nghị định|Quyết định|Chỉ thị|Kế hoạch|Quy định|Quy chế|Chương trình|Hướng dẫn|Nghị quyết|Kết luận)(?!\w)"
)
_SENT_TO = re.compile(r"\((?:để |b/c|p/h)[^)]{0,60}\)\W*$")  # a line of Nơi nhận
_FORBIDS_ALL = re.compile(r"Nghiêm cấm ")  # a sentence of its own that names nobody
_MUST_BE = re.compile(rf"(?<!\w)phải (?:(?:được|có)(?!\w)|{VERB})")
_REWARDED = re.compile(r"(?<!\w)(?:được (?:xét |xem xét )?(?:khen thưởng|biểu dương)|bị (?:xử lý|kỷ luật))(?!\w)")
_SPENT = re.compile(
    r"(?<!\w)và đã (?:thực hiện|báo cáo|hoàn thành|gửi|nhận)(?!\w)|(?<!\w)cơ bản (?:thống nhất|nhất trí|đồng ý)(?!\w)|(?<!\w)không thuộc (?:diện|đối tượng)(?!\w)|"
    r"^Đoàn (?:kiểm tra|giám sát|thanh tra)[^.;]{0,90} làm việc (?:trực tiếp )?(?:từ|với)(?!\w)|"
    r"được giao \d|(?<!\w)hoàn thành \d+/\d+ |(?:^|, )đã (?:cử|tổ chức|thực hiện|ban hành) \d"
)  # "được giao 41 triệu đồng": a fact
_DEEMED = re.compile(
    r"(?<!\w)(?:làm việc theo (?:chế độ|nguyên tắc)|làm việc kiêm nhiệm|được coi là|coi như|được xem là|được hiểu là)(?!\w)"
)
_ELSE = re.compile(r"\w, (?:nếu )?quá (?:thời )?hạn")  # "trả lời trong 15 ngày, quá thời hạn … coi như đồng ý"
_TOLD = re.compile(r"(?<!\w)đã(?! (?:được|nêu|ký|có|đề ra))(?!\w)")
_FORMULA = re.compile(
    r"kính (?:trình|đề nghị) [^.;]{3,80} xem xét|(?<!\w)(?<!và )(?<!phải )gửi kèm(?!\w)|thông báo (?:để|đến)[^.;]{0,60}(?:biết|thực hiện)|xin thông báo|^(?:Nghị quyết|Quy chế|Quy định|Điều lệ)[^.;]{0,20} (?:đã )?được [^.;]{3,120} thông qua(?!\w)|(?<!\w)(?<!thư )cảm ơn(?!\w)|(?<!\w)gửi lời (?:chia buồn|thăm hỏi|chúc mừng)"
)
# "Ngày 10 tháng 3 năm 2026, đồng chí Bí thư chủ trì cuộc họp…", "Dự họp có…": how the paper came to be.
_HELD = re.compile(
    r"(?:(?:Sáng|Chiều|Tối|Vào|Trong)\s+)?(?:[Nn]gày|[Cc]ác ngày|[Hh]ai ngày)\s+(?:\d{1,2}(?:\s*(?:-|,|và)\s*))?(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4})(?:,|\s+tại)\s"
    r"|(?:Cùng |Tham )?[Dd]ự (?:[^\W\d]+ ){0,5}?(?:có|gồm)(?!\w)"
)
_QUOTE = re.compile(r"[”\"]")
_KEY = re.compile(
    r"(?:(?<!\w)(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận) )?(?<!\w)(?:[Cc]hủ trì|[Tt]hực hiện|[Pp]hụ trách)(?: thực hiện| tham mưu)?\s*:\s*"
)
_TITLE = 110  # characters of a heading
_COLON = re.compile(rf"(?:\s*\([^()]{{2,80}}\))?\s*:\s*(?:{INLINE})?")


def prose(page: Page) -> Iterator[Obligation]:
    """The duties of running text, paragraph by paragraph, under their leads and headings."""
    body = [p for p in page.paragraphs[page.begins :] if p.table is None and not page.is_furniture(p)]
    over_table = {p.start for p, below in pairwise(page.paragraphs) if p.table is None and below.table is not None}
    leads, lists, held = Leads(page.official), Lists(), Held()
    titled, above = False, None
    for place, paragraph in enumerate(body):
        start, end = page.shadow.here(paragraph.start), page.shadow.here(paragraph.end)
        rank = rank_of(page.words, start, end)
        who = assigned(page, start, end)
        if who is not None and held.waits():
            held.give(*who)
            page.met(who[0])
            yield from held.flush()
            continue
        flows = above is not None and page.words[max(start - 2, 0) : start].startswith(";")
        above = leads.over(rank, titled, flows=flows)
        titled = rank != PLAIN and page.words[end - 1] not in ".;:,/"
        _enter(page, start, end, rank, titled, above)
        below = body[place + 1 : place + 2]
        lead = lead_of(page, start, end, rank, bool(below), _asks_below(page, rank, body[place + 1 : place + 4]))
        if lead is not None:
            yield from held.flush(headed=True)
            yield from _before_lead(page, start, end)
            if rank != PLAIN:
                yield from lists.enter(page, rank, Item(start, end, (), [], may=False, leads=bool(lead.actors)))
            leads.enter(lead if lead.actors or lead.forbids else replace(lead, actors=page.addressed), above)
            continue
        page.closed = rank != PLAIN and not _stands_deeper(page, rank, below) and not page.words[start:end].isupper()
        is_heading = titled and paragraph.start in over_table  # "3. Phân công nhiệm vụ" over its table
        is_heading = is_heading or _is_article(page, end, rank, below)
        found = [] if is_heading else list(_paragraph(page, start, end, above))
        if not found and rank != PLAIN:
            yield from held.flush(headed=True)
        held.add(found)
        for duty in found:
            page.met(duty.actors)
        if rank != PLAIN:
            yield from lists.enter(
                page, rank, Item(start, end, above.actors if above else (), found, not found and _may(page, above))
            )
        if not found and not page.official:
            leads.open.clear()  # in the press a list ends with the first paragraph that asks nothing
    yield from held.flush()
    yield from lists.close(page)


def _may(page: Page, above: Above | None) -> bool:
    """Whether a labelled paragraph here may be a duty that nothing but its list shows."""
    if not page.official or not page.closed or page.is_told_of() or (above is not None and above.forbids):
        return False
    return page.among_tasks or (bool(above and above.actors) and not page.reports)


def _enter(page: Page, start: int, end: int, rank: int, titled: bool, above: Above | None) -> None:
    """Where one is now: whether the paper tells, which time and which section a heading opens."""
    page.tells = page.official or (above is not None and above.asks)
    _enter_period(page, start, end, rank)
    is_title = rank <= 4 and titled and end - start < _TITLE
    if rank <= 2 or is_title or page.words[start:end].isupper():
        page.enter(0 if rank == PLAIN else rank, page.words[start : min(end, start + 120)])


def _before_lead(page: Page, start: int, end: int) -> Iterator[Obligation]:
    """Sentences that ask in a paragraph whose last one leads on to a list."""
    *before, _last = split(page.words, start, end)
    for sentence in before:
        begin, stop = bare(page.words, *sentence)
        said = page.told(begin, stop)
        if said is not None and said.how in ("give", "ask"):
            yield page.make(*_span(page, begin, stop, said), page.values(said.actors), sure=True)


def _asks_below(page: Page, rank: int, after: Sequence[Paragraph]) -> bool:
    """Whether one of the next paragraphs, all of them deeper, opens with a deed."""
    spans = [(page.shadow.here(p.start), page.shadow.here(p.end)) for p in after]
    below = takewhile(lambda span: rank_of(page.words, *span) > rank, spans)
    return any(is_imperative(page.words, *bare(page.words, *span)) for span in below)


def _is_article(page: Page, end: int, rank: int, after: Sequence[Paragraph]) -> bool:
    """ "Điều 1. Đơn vị chủ trì thỏa thuận" over its clauses: a title, whatever it looks like."""
    return rank == 2 and page.words[end - 1] not in ".;" and _stands_deeper(page, rank, after)


def _stands_deeper(page: Page, rank: int, after: Sequence[Paragraph]) -> bool:
    """Whether the next paragraph stands under this one: then this one may be its heading."""
    spans = [(page.shadow.here(p.start), page.shadow.here(p.end)) for p in after]
    return any(rank_of(page.words, *s) > rank and not _is_foot(page.words[slice(*s)]) for s in spans)


def _is_foot(line: str) -> bool:
    """Where the paper ends, or a title in capitals stands."""
    return line.isupper() or line.startswith(("Nơi nhận", "T/M", "TM.", "TL.", "KT."))


def _enter_period(page: Page, start: int, end: int, rank: int) -> None:
    """A heading that only says when gives its time to the deeds under it."""
    if page.period and (rank <= page.period[0] or (page.is_led and rank == PLAIN)):
        page.period, page.is_led = None, False
    first, last = bare(page.words, start, end)
    if 0 < last - first <= 40 and page.words[end - 1] not in ".;":
        due = page.due(page.shadow.at(first), page.shadow.at(last))
        if due is not None and due.until and not _BESIDE_TIME.sub("", page.words[first:last].replace(due.text, "")):
            page.period = rank if rank != PLAIN else 2, due
    elif page.words[end - 1] == ":" and last - first < _TITLE:  # "2. Hoàn thành trong quý II/2026:"
        due = page.due(page.shadow.at(first), page.shadow.at(last))
        if due is not None and due.until and page.shadow.here(due.end) >= last - (rank == PLAIN):
            page.period, page.is_led = (rank if rank != PLAIN else 2, due), rank == PLAIN


def _paragraph(page: Page, start: int, end: int, above: Above | None) -> Iterator[Obligation]:
    first, last = bare(page.words, start, end)
    before: tuple[Value, ...] = above.actors if above else ()
    if page.is_told_of() or _JUDGES.match(page.words, first, last):
        return
    if above and above.forbids and not _says_who(page, first, last):
        yield replace(page.make(first, last, above.actors, sure=False), kind="ban")
        return
    for begin, stop, said in passages(page, first, end, first > start and not _is_deed_of(page, above, first, end)):
        if _tells_nothing(page, start, begin, stop, said):
            continue
        whose = _anothers(page, begin, stop, said, before, above)
        if whose:
            yield page.make(begin, stop, whose, sure=False)
        elif said is not None:
            actors = _meant(page, said.actors, before)
            if not (
                before and page.words[begin - 2 : begin] == ", "
            ):  # whom a sentence opens with the next goes on with
                before = tuple(replace(a, by="antecedent") for a in actors)
            yield page.make(*_span(page, begin, stop, said), actors, sure=said.how != "guess")
        elif not above and _FORBIDS_ALL.match(page.words, begin):
            yield page.make(begin, stop, (), sure=False)
        elif before and (_goes_on(page, begin, stop, end) or _is_listed(page, above, start, begin, stop)):
            yield page.make(begin, stop, _in_brackets(page, begin, stop) or before, sure=False)
        elif (unsaid := _unsaid(page, begin, stop, above)) is not None:
            yield page.make(begin, stop, unsaid, sure=False)
        else:
            before = above.actors if above else ()


def _is_deed_of(page: Page, above: Above | None, start: int, end: int) -> bool:
    """ "- Cử đảng viên tham dự đầy đủ. Đảng viên vắng phải học bù." under a name: its first sentence is a deed, no title."""
    return above is not None and bool(above.actors) and page.closed and is_imperative(page.words, start, end)


def _tells_nothing(page: Page, start: int, begin: int, stop: int, said: Told | None) -> bool:
    """A line of Nơi nhận, a reward, money given, a formula, what the decision itself enacts."""
    line = page.words[begin:stop]
    if _SENT_TO.search(line) or _was_held(page, line):
        return True
    if said is None:
        return False
    rewards = said.how in ("verb", "by", "guess") and _REWARDED.search(line)
    deems = said.how != "give" and _DEEMED.search(line) and not _MUST_BE.search(line) and not _ELSE.search(line)
    enacts = start < page.body and _ENACTS.search(line)
    return any((rewards, deems, enacts, _SPENT.search(line), _FORMULA.search(line)))


def _was_held(page: Page, line: str) -> bool:
    """What happened on a day before the paper's own, and who was there."""
    held = _HELD.match(line)
    if held is None or held["y"] is None:
        return held is not None
    return page.day is not None and f"{held['y']}-{int(held['m']):02d}-{int(held['d']):02d}" <= page.day


def _anothers(
    page: Page, begin: int, stop: int, said: Told | None, before: tuple[Value, ...], above: Above | None
) -> tuple[Value, ...]:
    """Whose a deed is, where it is not of whom the sentence names: "giao X" under "Trách nhiệm của Y" is Y's."""
    if said and before and said.how in ("give", "ask") and is_imperative(page.words, begin, stop):
        by_him = above and (above.is_heading or not above.asks) and _BY_HIM.match(page.words, begin)
        if not said.opens or by_him:
            return before
    if above and above.actors and _THROUGH.match(page.words, begin):
        return above.actors
    by_them = above is not None or (
        not (said and said.opens) and _LED_BY.search(page.words, begin, min(len(page.words), stop + 2))
    )
    return _in_brackets(page, begin, stop) if by_them else ()


def _unsaid(page: Page, begin: int, stop: int, above: Above | None) -> tuple[Value, ...] | None:
    """Whose a deed is that names nobody: of whom a letter is addressed to, of whom brackets name, nobody's; None for no deed."""
    due = page.addressed and _SENT_BACK.match(page.words, begin, stop)
    if due and page.due(page.shadow.at(begin), page.shadow.at(stop)):
        return page.addressed
    asked = above is not None and above.asks
    return _named_beside(page, begin, stop) if _is_unowned(page, begin, stop, asked) else None


def _says_who(page: Page, start: int, end: int) -> bool:
    """Whether an item under "Những việc không được làm" is a sentence of its own, with its own body."""
    said = page.told(start, end)
    return said is not None and said.opens and said.how == "modal"


def _meant(page: Page, names: Sequence[Name], before: tuple[Value, ...]) -> tuple[Value, ...]:
    """ "Các cơ quan này": the bodies of the sentence before."""
    if (
        before
        and len(names) == 1
        and _THESE.match(page.words, names[0].end)
        and not _PAPER.search(page.words, names[0].start, names[0].end)
    ):
        return before
    if len(names) == 1 and (both := _both(page, page.words[names[0].start : names[0].end])):
        return both
    if len(names) == 1 and (same := _same(page, names[0])):
        return same
    alone = page.words[names[0].start : names[0].end]
    if len(names) > 1 or not _SORT_ALONE.fullmatch(alone):
        return page.values(names)
    if len(before) == 1 and before[0].value.startswith(f"{alone} "):
        return before  # "1. Phòng Hộ chiếu … Trong tháng 7, Phòng bàn giao…"
    return _called_before(page, names[0].start, alone) or page.values(names)


def _called_before(page: Page, at: int, sort: str) -> tuple[Value, ...]:
    """ "Trung tâm Hỗ trợ công dân phản ánh… Trung tâm duy trì trực": by its whole name in the same paragraph."""
    begin = max(page.words.rfind("\n", 0, at) + 1, at - _BACK)
    return _last_called(page, re.compile(rf"(?<!\w){sort} (?=[{UPPER}])"), begin, at)


def _last_called(page: Page, called: re.Pattern[str], begin: int, at: int) -> tuple[Value, ...]:
    """The last that was called so between two places."""
    for found in reversed(list(called.finditer(page.words, begin, at))):
        if names := page.names(found.start()):
            return page.values(names[:1], by="antecedent")
    return ()


_SORT_ALONE = re.compile(r"\w+|Văn phòng|Trung tâm|Học viện|Cơ quan|Ủy ban|Chi cục|Hội đồng")
# "Đơn vị này", "Phòng này", "Đồng chí": who was asked last, of that sort.
_SAME = re.compile(
    r"(?P<sort>[Đđ]ơn vị|[Cc]ơ quan|[Pp]hòng|[Bb]an|[Vv]ụ|[Cc]ục|[Ss]ở|[Cc]hi bộ|[Cc]ông ty|[Tt]ổ|[Đđ]oàn)$"
)
_ANY_BODY = ("đơn vị", "cơ quan")


def _same(page: Page, name: Name) -> tuple[Value, ...]:
    said = page.words[name.start : name.end]
    if said.lower() == "đồng chí" and not page.words[name.end : name.end + 2].strip().istitle():
        return _last_called(page, _BY_NAME, max(0, name.start - _BACK), name.start)
    sort = _SAME.match(said) if _THESE.match(page.words, name.end) else None
    if not sort:
        return ()
    last, called = next(iter(page.asked_last), None), said.lower()
    if last and (called in _ANY_BODY or last.value.lower().startswith(called)):
        return (replace(last, by="antecedent"),)
    return _called_before(page, name.start, said[0].upper() + said[1:])


# "Đồng chí được giao phụ trách…": who was called by name last, with the post.
_BY_NAME = re.compile(rf"(?<!\w)[Đđ]ồng chí (?=[{UPPER}][\w-]+ [{UPPER}])")
_BACK = 700  # characters


def _both(page: Page, said: str) -> tuple[Value, ...]:
    """ "Hai cơ quan nêu trên", "Ba cơ quan": the bodies the paper is between, or asked last; nobody where they are not so many."""
    two = _TWO.match(said)
    if two is None:
        return ()
    sort = two["sort"] if two["sort"][0].isupper() else ""
    many = _COUNT[two["many"].lower()]
    if len(page.parties) == many > 2 and not two["above"]:
        return page.parties  # "Quy chế phối hợp giữa A, B và C … Ba cơ quan"
    met = {value.value: value for value in page.asked_last if value.value.startswith(sort)}
    if two["above"]:
        met = dict(list(met.items())[:many])
    return tuple(replace(value, by="antecedent") for value in reversed(met.values())) if len(met) == many else ()


def _goes_on(page: Page, start: int, stop: int, end: int) -> bool:
    """Whether a deed without a body is that of the body before: it asks, tells nothing past, and is no heading."""
    asks = is_imperative(page.words, start, stop) or is_forbidding(page.words, start, stop)
    if not asks and _DONE.search(page.words, start, min(stop, start + 60)):
        return False
    start = after_case(page.words, start, stop)
    start += 3 if page.words.startswith("Họ ", start) else 0
    if is_modal(page.words, start, stop) or _MUST_BE.search(page.words, start, stop):
        return True
    if is_forbidding(page.words, start, stop) or (
        _GOES_ON.match(page.words, start, stop) and has_verb(page.words, start, stop)
    ):
        return True
    closes = page.closed or page.words[stop : stop + 1] in (".", ";", "/", ",") or stop < end
    return is_imperative(page.words, start, stop) and (
        closes or page.due(page.shadow.at(start), page.shadow.at(stop)) is not None or stop - start > 90
    )


def _is_listed(page: Page, above: Above | None, start: int, begin: int, stop: int) -> bool:
    """An item under "Điều 5. Trách nhiệm của X", whatever word it opens with: all that stands there is what X must or may."""
    if above is None or not page.closed or bare(page.words, start, stop)[0] != begin:
        return False
    if not above.by_sort:  # under a name alone: what has a verb and a deadline
        due = page.due(page.shadow.at(begin), page.shadow.at(stop)) if above.is_heading else None
        return (
            due is not None
            and not due.recurs
            and has_verb(page.words, begin, stop)
            and not _DONE.search(page.words, begin, stop)
        )
    return not _DONE.search(page.words, begin, min(stop, begin + 60)) and not _TOLD.search(page.words, begin, stop)


_GOES_ON = re.compile(r"(?i:sau đó|tiếp đó|đồng thời|khi|nơi|trường hợp)(?!\w)")
# "… do Sở Y tế chủ trì, Viễn thông tỉnh phối hợp"
_DONE_BY = re.compile(r"(?<!\w)do\s+(?=[^.;]{3,90}?\s(?:chủ trì|thực hiện|đảm nhận|đảm nhiệm|phụ trách))")
# "… song ngữ - Phòng Quản lý Du lịch chủ trì", "Làm phóng sự: Trung tâm Xúc tiến thực hiện": who does it, behind the deed.
_BY_SIGN = re.compile(
    r"(?:\s[-–]|[:.])\s+(?=[^.;:]{3,70}?\s(?:chủ trì|thực hiện|tham mưu|phụ trách|đảm nhận|phối hợp)(?!\w))"
)
# "… (Sở Xây dựng chủ trì, Sở Y tế phối hợp)": whoever the sentence names besides.
_LED_BY = re.compile(r"\([^()]{3,90}?\s(?:chủ trì|thực hiện)(?:[,;]\s[^()]{3,90}\sphối hợp)?\)")
_BRACKET = re.compile(
    r"\((?P<who>[^()]{3,90}?)(?:\s+(?:chủ trì|chuẩn bị|trình|tham mưu|thực hiện|soạn thảo|phụ trách|phối hợp với\s[^()]+|chủ trì[,;]\s[^()]{3,90}\sphối hợp))?\)(?=,? (?:trước|trong|xong|hoàn thành|chậm nhất)|\W*$)"
)


def _in_brackets(page: Page, start: int, stop: int) -> tuple[Value, ...]:
    """ "Ban hành chương trình kiểm tra (Ủy ban Kiểm tra trình)": who does it, in brackets that hold only names."""
    found = _BRACKET.search(page.words, start, min(len(page.words), stop + 2))
    names = page.names(found.start("who")) if found else ()
    if found is None or not names or has_verb(page.words, names[-1].end, found.end("who")):
        return ()
    return page.values(listed(page, names, found.end("who")))


def _named_beside(page: Page, start: int, stop: int) -> tuple[Value, ...]:
    """ "… (chủ trì: Ban Tổ chức; thời gian: quý II)": who answers, named behind the deed."""
    key = next(filter(None, (one.search(page.words, start, stop) for one in (_KEY, _DONE_BY, _BY_SIGN))), None)
    names = page.names(key.end()) if key else ()
    return page.values(tuple(n for n in names if n.end <= stop)) or _in_brackets(page, start, stop) or page.addressed


def _is_unowned(page: Page, start: int, stop: int, asked: bool) -> bool:
    """A deed that names nobody, among the tasks of an official paper; a heading has no full stop."""
    if (
        not page.tells
        or (page.reports and not (page.report and page.among_tasks))
        or not (page.closed or page.words[stop : stop + 1] in (".", ";", "/"))
    ):
        return False
    among = asked or page.among_tasks
    asks = among and is_imperative(page.words, start, stop)  # "Bố trí vốn cho các dự án đã cam kết": of which ones
    if _ENACTS.match(page.words, start, stop) or _TOLD.search(
        page.words, start, min(stop, start + 40) if asks else stop
    ):
        return False
    return asks or is_forbidding(page.words, start, stop)


def _span(page: Page, start: int, stop: int, said: Told) -> tuple[int, int]:
    """The part after "Giao X:" where the deed is told behind a colon."""
    first = said.actors[0].start
    if first > start and page.words[start:first].rstrip().endswith(":") and not page.opens_with_time(start, first):
        return first, stop
    if page.words[start] in '“"' and first == start + 1 and (close := _QUOTE.search(page.words, first, stop)):
        return first, close.start()
    colon = _COLON.match(page.words, said.actors[-1].end, stop)
    return (colon.end() if colon and said.opens and colon.end() < stop else start), stop
