"""Quy tắc đánh giá và tổng hợp — plain values in, a judgement with its reason out. Unknown is a third value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dondoc.obligations.queries import Standing
from dondoc.programmes.numbers import said
from dondoc.programmes.words import UNMEASURED, Across, Direction, Judgement, Way
from dondoc.shared.acts import Refused

Level = tuple[Decimal, Decimal | None]  # a value; of a range also its upper end
WHOLE = 100  # per cent


@dataclass(frozen=True, slots=True)
class Aim:
    """Chỉ tiêu như văn bản đặt ra — the value to be reached, by when, by which path, as of one version."""

    measure: str
    direction: str = Direction.AT_LEAST
    value: Decimal | None = None
    upper: Decimal | None = None
    word: str = ""  # đơn vị tính
    base: Decimal | None = None
    base_on: date | None = None
    by_on: date | None = None  # when the value is due: the end of the programme where it says nothing else
    is_yearly: bool = False  # the value is to be reached in every year
    is_linear: bool = False  # the programme says that the path is even
    years: tuple[tuple[int, Decimal, Decimal | None], ...] = ()  # values it states for single years
    source: str = ""
    way: str = Way.DIRECT
    across: str = ""
    each_direction: str = ""
    each_value: Decimal | None = None  # REACHED: what each unit must reach to be counted
    kinds: tuple[str, ...] = ()  # of those units, only these kinds; none named: all

    def level_of(self, year: int) -> Level | None:
        """What the programme asks of one year; of a yearly target, its value where the year has none of its own."""
        for stated, value, upper in self.years:
            if stated == year:
                return value, upper
        return (self.value, self.upper) if self.is_yearly and self.value is not None else None

    def asks_of(self, year: int) -> bool:
        """Whether a figure must be reached in that year by itself."""
        return self.direction not in UNMEASURED and (self.is_yearly or self.level_of(year) is not None)


@dataclass(frozen=True, slots=True)
class Point:
    """Số liệu — a figure as far as it is known: `low` and `high` are the same where nothing is missing."""

    low: Decimal | None
    high: Decimal | None
    on: date
    of: int = 1
    missing: int = 0
    reached: int | None = None
    partial: Decimal | None = None  # over the units that are known; shown, never judged by
    said: str = ""  # the judgement a person wrote, where nothing is measured
    newest_on: date | None = None  # of what is gathered, the day of its newest part; `on` is that of its oldest

    @property
    def value(self) -> Decimal | None:
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Known:
    """Dãy số liệu đã biết — whole years, the newest figure as of a day, and what was the newest on the day it was due."""

    years: Mapping[int, Point] = field(default_factory=dict)
    latest: Point | None = None
    due: Point | None = None

    @property
    def newest(self) -> Point | None:
        points = [*self.years.values(), *([self.latest] if self.latest else [])]
        return max(points, key=lambda point: point.on, default=None)


@dataclass(frozen=True, slots=True)
class Judged:
    """Kết luận về một chỉ tiêu — and the sentence that says why."""

    judgement: Judgement
    reason: str


def judge(
    aim: Aim, known: Known, day: date, *, from_on: date, until_on: date, then: Mapping[int, Aim | None] | None = None
) -> Judged:
    """Đánh giá một chỉ tiêu đến hết ngày D — from what is known and what the programme itself says, nothing else.

    `then`: the target as it stood at the end of a year, where that is another; None where it did not apply.
    """
    by_on = aim.by_on or until_on
    if aim.direction == Direction.WORDS:
        return _by_words(known)
    if by_on != until_on:
        known = _by_then(known, by_on)
    if aim.is_yearly:
        return _each_year(aim, known, day, from_on, by_on, then or {})
    return _by_the_end(aim, known, day, from_on, by_on, is_own=by_on != until_on)


def _by_then(known: Known, by_on: date) -> Known:
    """What became known only after the day does not show that it was reached by the day."""
    years = {year: point for year, point in known.years.items() if (point.newest_on or point.on) <= by_on}
    return replace(known, years=years)


def satisfies(direction: str, level: Level, point: Point) -> bool | None:
    """Đạt mức chưa — None where what is missing could turn it either way."""
    value, upper = level
    low, high = point.low, point.high
    top = upper if direction == Direction.RANGE and upper is not None else value
    too_high = low is not None and low > top and direction != Direction.AT_LEAST
    too_low = high is not None and high < value and direction != Direction.AT_MOST
    if too_high or too_low:
        return False
    enough = direction == Direction.AT_MOST or (low is not None and low >= value)
    not_too_much = direction == Direction.AT_LEAST or (high is not None and high <= top)
    return True if enough and not_too_much else None


def asked(direction: str, level: Level, word: str) -> str:
    """Mức phải đạt, bằng chữ."""
    value, upper = said(level[0], word), said(level[1], word)
    if direction == Direction.AT_LEAST and word.startswith("%") and level[0] == WHOLE:
        return _("đạt %(value)s") % {"value": value}  # a share has nothing above its top
    return {
        Direction.AT_MOST: _("không quá %(value)s"), Direction.EXACTLY: _("đúng %(value)s"),
        Direction.RANGE: _("từ %(value)s đến %(upper)s"),
    }.get(Direction(direction), _("từ %(value)s trở lên")) % {"value": value, "upper": upper}  # fmt: skip


def level_said(aim: Aim) -> str:
    """Mức phải đạt, bằng chữ — of the end or of every year, and of single years where they are stated."""
    if aim.direction in UNMEASURED:
        return str(Direction(aim.direction).label)
    whole = [asked(aim.direction, (aim.value, aim.upper), aim.word)] if aim.value is not None else []
    single = [f"{year}: {asked(aim.direction, (value, upper), aim.word)}" for year, value, upper in aim.years]
    return "; ".join([*(_("%(level)s mỗi năm") % {"level": w} if aim.is_yearly else w for w in whole), *single])


def told(point: Point, word: str) -> str:
    """Số liệu, bằng chữ — with how many units have none."""
    words = said(point.value, word) or said(point.partial, word)
    if point.missing:
        gap = {"value": words or "—", "missing": point.missing, "of": point.of}
        return _("%(value)s (còn %(missing)s/%(of)s đơn vị chưa có số liệu)") % gap
    return words


def _by_words(known: Known) -> Judged:
    point = known.newest
    if point is None or not point.said:
        return Judged(Judgement.UNKNOWN, _("Chưa có kết luận."))
    day = {"day": f"{point.on:%d/%m/%Y}"}
    return Judged(Judgement(point.said), _("Theo kết luận của người có trách nhiệm đến ngày %(day)s.") % day)


def _each_year(aim: Aim, known: Known, day: date, from_on: date, by_on: date, then: Mapping[int, Aim | None]) -> Judged:
    """A target of every year: each year that is over must have been reached; the year that runs is not judged by half.

    The years in which the programme begins and ends, where it holds but a part of them, count if a figure is there.
    A year at whose end it did not apply, or asked nothing of the year, is none of them.
    """
    asked_ = _whole_years(from_on, by_on)
    over = [y for y in range(from_on.year, by_on.year + 1) if min(date(y, 12, 31), by_on) <= day and y in asked_]
    stood = {year: then.get(year, aim) for year in sorted({*over, *known.years})}
    verdicts = {
        year: _of_year(was, known.years.get(year), year) for year, was in stood.items() if was and was.asks_of(year)
    }
    closed = list(verdicts)
    for wanted, judgement in ((False, _missed(day, by_on)), (None, Judgement.UNKNOWN)):
        for verdict, reason in verdicts.values():
            if verdict is wanted:
                return Judged(judgement, reason)
    if verdicts and (day >= by_on or closed[-1] == by_on.year):
        return Judged(
            Judgement.MET, _("Đạt ở cả %(n)s năm.") % {"n": len(closed)} if len(closed) > 1 else _last(verdicts)
        )
    if verdicts:
        return Judged(Judgement.ON_TRACK, _("Các năm đã qua đều đạt. %(last)s") % {"last": _last(verdicts)})
    if day >= by_on:
        return Judged(Judgement.NOT_APPLICABLE, _("Không áp dụng ở năm nào."))
    return _running(aim, known.latest, day.year)


def _whole_years(from_on: date, by_on: date) -> set[int]:
    """The years that lie wholly in the programme; all it touches where none does."""
    touched = set(range(from_on.year, by_on.year + 1))
    return {y for y in touched if date(y, 1, 1) >= from_on and date(y, 12, 31) <= by_on} or touched


def _last(verdicts: Mapping[int, tuple[bool | None, str]]) -> str:
    return verdicts[max(verdicts)][1]


def _missed(day: date, by_on: date) -> Judgement:
    return Judgement.MISSED if day >= by_on else Judgement.BEHIND


def _of_year(aim: Aim, point: Point | None, year: int) -> tuple[bool | None, str]:
    level = aim.level_of(year)
    if level is None:
        return None, _("Chương trình không nêu mức của năm %(year)s.") % {"year": year}
    if point is None:
        return None, _("Chưa có số liệu cả năm %(year)s.") % {"year": year}
    told_ = {"year": year, "value": told(point, aim.word), "asked": asked(aim.direction, level, aim.word)}
    return satisfies(aim.direction, level, point), _("Năm %(year)s: %(value)s; cần %(asked)s.") % told_


def _running(aim: Aim, point: Point | None, year: int) -> Judged:
    level = aim.level_of(year)
    if point is not None and point.on.year == year and level is not None and satisfies(aim.direction, level, point):
        return Judged(Judgement.ON_TRACK, _so_far(aim, level, point))
    return Judged(
        Judgement.UNKNOWN, _("Năm %(year)s chưa hết và chương trình không nêu mốc trong năm.") % {"year": year}
    )


def _so_far(aim: Aim, level: Level, point: Point) -> str:
    said_ = {
        "day": f"{point.on:%d/%m/%Y}", "value": told(point, aim.word), "asked": asked(aim.direction, level, aim.word),
    }  # fmt: skip
    return _("Đến %(day)s: %(value)s; cần %(asked)s.") % said_


def _by_the_end(aim: Aim, known: Known, day: date, from_on: date, by_on: date, *, is_own: bool) -> Judged:
    """A target of the whole term: the last year decides; before it, only the marks and the path the programme states."""
    if aim.value is None:
        return Judged(Judgement.UNKNOWN, _("Chương trình không nêu mức phải đạt."))
    level = (aim.value, aim.upper)
    final = _final(known, by_on)
    if day >= by_on or final is not None:
        return _finally(aim, level, final, day, by_on, is_own=is_own)
    point, ended = known.newest, min(day.year, by_on.year) - 1
    if point is None:
        return Judged(Judgement.UNKNOWN, _("Chưa có số liệu nào."))
    if ended >= from_on.year and ended not in known.years and point.on.year <= ended:
        return Judged(Judgement.UNKNOWN, _("Chưa có số liệu năm %(year)s.") % {"year": ended})
    if aim.direction == Direction.AT_LEAST and satisfies(aim.direction, level, point):
        return Judged(Judgement.MET, _("Đã đạt trước hạn. %(so_far)s") % {"so_far": _so_far(aim, level, point)})
    return _by_the_mark(aim, known, day) or _by_the_path(aim, level, point, by_on)


def _final(known: Known, by_on: date) -> Point | None:
    """The figure of the last year, or as of the very day it is due: what became known later does not take its place."""
    whole, point = known.years.get(by_on.year), known.due or known.latest
    on_the_day = point if point and point.on == by_on else None
    return whole if whole and (whole.newest_on or whole.on) <= by_on else on_the_day or whole


def _finally(aim: Aim, level: Level, final: Point | None, day: date, by_on: date, *, is_own: bool) -> Judged:
    if final is None and is_own and by_on != date(by_on.year, 12, 31):
        return Judged(Judgement.UNKNOWN, _("Chưa có số liệu tính đến ngày %(day)s.") % {"day": f"{by_on:%d/%m/%Y}"})
    if final is None:
        return Judged(Judgement.UNKNOWN, _("Chưa có số liệu cả năm %(year)s, năm cuối.") % {"year": by_on.year})
    verdict = satisfies(aim.direction, level, final)
    judgement = {True: Judgement.MET, False: _missed(day, by_on), None: Judgement.UNKNOWN}[verdict]
    return Judged(judgement, _so_far(aim, level, final))


def _by_the_mark(aim: Aim, known: Known, day: date) -> Judged | None:
    """The value stated for the last year that is over; None where the programme states none yet."""
    marks = [year for year, _value, _upper in aim.years if date(year, 12, 31) <= day or year in known.years]
    if not marks:
        return None
    verdict, reason = _of_year(aim, known.years.get(max(marks)), max(marks))
    judgement = {True: Judgement.ON_TRACK, False: Judgement.BEHIND, None: Judgement.UNKNOWN}[verdict]
    return Judged(judgement, reason)


def _by_the_path(aim: Aim, level: Level, point: Point, by_on: date) -> Judged:
    """An even path, where the programme says it is one; else only who already stands where the end wants him."""
    mark = on_path(aim, point.on, by_on)
    if mark is not None:
        way = _way_of(aim, level)
        verdict = satisfies(way, (mark, None), point)
        judgement = {True: Judgement.ON_TRACK, False: Judgement.BEHIND, None: Judgement.UNKNOWN}[verdict]
        return Judged(judgement, _so_far(aim, level, point) + " " + _("Theo đường đi đều, ngày ấy cần %(mark)s.")
                      % {"mark": asked(way, (mark, None), aim.word)})  # fmt: skip
    if satisfies(aim.direction, level, point):
        return Judged(Judgement.ON_TRACK, _so_far(aim, level, point))
    return Judged(
        Judgement.UNKNOWN,
        _so_far(aim, level, point) + " " + _("Chưa đến hạn và chương trình không nêu mốc từng năm."),
    )


def _way_of(aim: Aim, level: Level) -> str:
    """On which side of an even path one should stand: the target's own; of a level that has no side, towards it."""
    if aim.direction in (Direction.AT_LEAST, Direction.AT_MOST):
        return aim.direction
    rising = aim.base is not None and level[0] >= aim.base
    return Direction.AT_LEAST if rising else Direction.AT_MOST


def on_path(aim: Aim, on: date, by_on: date) -> Decimal | None:
    """Mức theo đường đi đều vào một ngày — None where the programme states no even path."""
    if not aim.is_linear or aim.value is None or aim.base is None or aim.base_on is None or by_on <= aim.base_on:
        return None
    gone = min(max((on - aim.base_on).days, 0), (by_on - aim.base_on).days)
    return aim.base + (aim.value - aim.base) * gone / (by_on - aim.base_on).days


# Nhiệm vụ, đột phá.

DONE = (Standing.DONE, Standing.DONE_LATE, Standing.DONE_UNDATED)


@dataclass(frozen=True, slots=True)
class Work:
    """Nhiệm vụ của một mục — each share's standing, and whether it has a day."""

    is_ended: bool
    shares: tuple[tuple[Standing, bool], ...] = ()

    @property
    def is_late(self) -> bool:
        return any(said == Standing.OVERDUE for said, _dated in self.shares)

    @property
    def is_done(self) -> bool:
        return bool(self.shares) and all(said in DONE for said, _dated in self.shares)

    @property
    def is_undated(self) -> bool:
        """Some share that is not done has no day: nothing says whether it is in time."""
        return any(said not in DONE and not dated for said, dated in self.shares)


def judge_work(works: Sequence[Work]) -> Judged:
    """Đánh giá một nhiệm vụ, đột phá — late where any share is; unknown where one is not given or has no day."""
    open_ = [work for work in works if not work.is_ended]
    if not works:
        return Judged(Judgement.UNKNOWN, _("Chưa ghi thành nhiệm vụ."))
    if not open_:
        return Judged(Judgement.NOT_APPLICABLE, _("Nhiệm vụ đã kết thúc, không làm tiếp."))
    late, idle = sum(work.is_late for work in open_), sum(not work.shares for work in open_)
    undated, done = sum(work.is_undated for work in open_), sum(work.is_done for work in open_)
    for n, judgement, reason in (
        (late, Judgement.BEHIND, _("%(n)s/%(of)s nhiệm vụ quá hạn.")),
        (idle, Judgement.UNKNOWN, _("%(n)s/%(of)s nhiệm vụ chưa giao.")),
        (undated, Judgement.UNKNOWN, _("%(n)s/%(of)s nhiệm vụ chưa có hạn.")),
    ):
        if n:
            return Judged(judgement, reason % {"n": n, "of": len(open_)})
    judgement = Judgement.MET if done == len(open_) else Judgement.ON_TRACK
    return Judged(judgement, _("%(n)s/%(of)s nhiệm vụ đã xong.") % {"n": done, "of": len(open_)})


# Tổng hợp các đơn vị bên dưới.


@dataclass(frozen=True, slots=True)
class Part:
    """Số của một đơn vị — None for none; its weight where the target is weighted."""

    value: Decimal | None
    weight: Decimal | None = None
    on: date = date.min


def roll_up(aim: Aim, parts: Sequence[Part]) -> Point | None:
    """Tổng hợp — None where no unit has said anything. A unit without a figure is never zero."""
    weighted = aim.way == Way.WEIGHTED
    known = [p for p in parts if p.value is not None and (p.weight is not None or not weighted)]
    if not known:
        return None
    missing, days = len(parts) - len(known), sorted(part.on for part in known)
    values = [
        (p.value, p.weight if weighted and p.weight is not None else Decimal(1)) for p in known if p.value is not None
    ]
    if aim.way == Way.REACHED:
        return _reached(aim, known, len(parts), days)
    total = sum((value * weight for value, weight in values), Decimal())
    weights = sum((weight for _value, weight in values), Decimal())
    if aim.way != Way.SUM:
        if not weights:
            return None
        total = total / weights
    whole = None if missing else total
    return Point(whole, whole, days[0], len(parts), missing, partial=total, newest_on=days[-1])


def _reached(aim: Aim, known: Sequence[Part], of: int, days: Sequence[date]) -> Point:
    """n of m: what is missing may have been reached or not, so n is the least and n + missing the most."""
    level = (aim.each_value or Decimal(), None)
    n = sum(
        bool(satisfies(aim.each_direction or Direction.AT_LEAST, level, Point(p.value, p.value, p.on))) for p in known
    )
    missing = of - len(known)
    is_share = aim.word.startswith("%")
    low, high = (Decimal(100 * count) / of if is_share else Decimal(count) for count in (n, n + missing))
    return Point(low, high, days[0], of, missing, n, low, newest_on=days[-1])


# Kiểm tra trước khi ghi.


def check_period(from_on: date, until_on: date) -> None:
    if until_on <= from_on:
        raise Refused(_("Ngày cuối của chương trình phải sau ngày đầu."))


def check_paper(*, is_stub: bool, is_secret: bool, is_open: bool) -> None:
    """Nothing is recorded of a secret paper of which only the number stands here; a secret programme is not opened below."""
    if is_stub:
        raise Refused(_("Văn bản mật chỉ ghi số: không ghi nội dung của nó vào đây."))
    if is_secret and is_open:
        raise Refused(_("Chương trình có độ mật không mở cho các đơn vị bên dưới."))


def check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Cần ghi nội dung."))


def check_aim(aim: Aim, *, from_on: date, until_on: date, is_figure: bool, is_open: bool, is_weighed: bool) -> None:
    """Chỉ tiêu đủ nghĩa — raises Refused with what is missing."""
    check_text(aim.measure)
    if is_figure != (aim.direction == Direction.NONE):
        raise Refused(_("Số liệu theo dõi không đặt mức; chỉ tiêu thì có chiều và mức."))
    _check_level(aim)
    _check_way(aim, is_open, is_weighed)
    if aim.by_on is not None and not from_on < aim.by_on <= until_on:
        raise Refused(_("Ngày phải đạt nằm ngoài thời gian của chương trình."))
    if any(not from_on.year <= year <= until_on.year for year, _value, _upper in aim.years):
        raise Refused(_("Có mức của một năm nằm ngoài thời gian của chương trình."))


def _check_level(aim: Aim) -> None:
    if aim.direction in UNMEASURED:
        return
    if aim.value is None and not aim.years:
        raise Refused(_("Cần ghi mức phải đạt, hoặc mức của từng năm."))
    if aim.value is None and not aim.is_yearly:
        raise Refused(_("Cần ghi mức phải đạt ở cuối kỳ."))
    if aim.direction == Direction.RANGE and (aim.upper is None or aim.value is None or aim.upper < aim.value):
        raise Refused(_("Chỉ tiêu trong khoảng cần mức dưới và mức trên."))
    if aim.is_linear and (aim.base is None or aim.base_on is None or aim.is_yearly):
        raise Refused(_("Đường đi đều cần số gốc, ngày của số gốc, và một mức ở cuối kỳ."))


def _check_way(aim: Aim, is_open: bool, is_weighed: bool) -> None:
    if aim.way == Way.DIRECT:
        return
    if aim.direction == Direction.WORDS:
        raise Refused(_("Chỉ tiêu không đo bằng số thì không tổng hợp từ các đơn vị."))
    if not aim.across:
        raise Refused(_("Chọn những đơn vị nào ghi số."))
    if aim.across == Across.KINDS and not aim.kinds:
        raise Refused(_("Chọn ít nhất một loại đơn vị."))
    if aim.kinds and aim.across not in (Across.CHILDREN, Across.KINDS):
        raise Refused(
            _("Loại đơn vị chỉ chọn cùng các đơn vị trực thuộc, hoặc mọi đơn vị bên dưới thuộc các loại đã chọn.")
        )
    if not is_open:
        raise Refused(_("Chương trình này không mở cho các đơn vị bên dưới nên họ không ghi số được."))
    if aim.way == Way.WEIGHTED and not is_weighed:
        raise Refused(_("Chọn số liệu dùng làm trọng số."))
    if aim.way == Way.REACHED and aim.each_value is None:
        raise Refused(_("Ghi mức mỗi đơn vị phải đạt để được tính."))


def check_named(across: str, named: int) -> None:
    """Names where the target counts the named, and only there."""
    if across == Across.NAMED and not named:
        raise Refused(_("Chọn ít nhất một đơn vị."))
    if across != Across.NAMED and named:
        raise Refused(_("Đơn vị nêu tên chỉ ghi khi chọn các đơn vị nêu tên."))


def check_time(on: date | None, precision: str, *, from_on: date, until_on: date) -> None:
    """A month or a quarter is told by its last day, which may lie a little after the programme's own."""
    if on is None and precision:
        raise Refused(_("Ghi ngày cuối của tháng, quý hoặc năm ấy."))
    if on is not None and not (from_on <= on and on.year <= until_on.year):
        raise Refused(_("Thời gian của việc nằm ngoài thời gian của chương trình."))


def check_value(direction: str, value: Decimal | None, judgement: str) -> None:
    """A number for what is measured, a judgement for what is not."""
    if direction == Direction.WORDS and (value is not None or not judgement):
        raise Refused(_("Chỉ tiêu này không đo bằng số. Chọn kết luận."))
    if direction != Direction.WORDS and (value is None or judgement):
        raise Refused(_("Cần ghi số."))


def check_when(on: date, year: int | None, *, from_on: date, until_on: date, today: date) -> None:
    """A figure is of a day that has come; of a whole year, of one inside the programme."""
    if on > today:
        raise Refused(_("Ngày của số liệu chưa tới."))
    if on < from_on:
        raise Refused(_("Ngày của số liệu trước khi chương trình bắt đầu. Số ấy là số gốc của chỉ tiêu."))
    if year is not None and (not from_on.year <= year <= until_on.year or on.year != year):
        raise Refused(
            _("Số của cả năm thì ngày của số liệu nằm trong năm ấy, và năm ấy trong thời gian của chương trình.")
        )
