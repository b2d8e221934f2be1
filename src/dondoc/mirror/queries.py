"""Soi một phạm vi — every indicator of a unit as of a day, and the rows each of them opens. As many queries whatever the size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from statistics import median

from django.db.models import Case, CharField, Count, DateField, Exists, F, Max, Min, OuterRef, Value, When
from django.db.models.functions import Cast, Coalesce

from dondoc.documents.models import Paper
from dondoc.mirror import (
    aims,
    cascades,
    duties,
    inspections,
    listing,
    months,
    own_plan,
    peers,
    periods,
    planning,
    pledges,
    remedies,
    rules,
    studies,
    urges,
    visits,
)
from dondoc.mirror import shares as works
from dondoc.mirror.moment import one_moment
from dondoc.mirror.rules import Found, Shares
from dondoc.mirror.scope import Scope
from dondoc.mirror.telling import Sentence, sentence
from dondoc.mirror.thresholds import Threshold, ends_by, is_over, thresholds
from dondoc.mirror.words import NEWS_COMING, WORDS
from dondoc.obligations.lifecycle import State
from dondoc.obligations.models import Obligation
from dondoc.programmes.queries import Line
from dondoc.reminding.models import Occurrence
from dondoc.shared.actor import Actor


@dataclass
class Mirror:
    """Tấm gương — of what an actor sees of a scope. `is_today` as in `shares`."""

    actor: Actor
    scope: Scope
    is_today: bool = False

    def __post_init__(self) -> None:
        self.scope = replace(self.scope, is_still=works.is_still(self.scope), is_kept=works.is_kept(self.scope))
        is_known = (self.is_whole or self.scope.is_still) and not self.scope.level
        self.scope = replace(self.scope, is_most=is_known and works.is_most(self.scope.unit))

    def read(self) -> Mirror:
        """Đọc hết — every figure of the page, all of the same moment."""
        with one_moment():
            _all = (self.classes, self.health, self.indicators, self.limits, self.level, self.months)
        return self

    @cached_property
    def base(self) -> works.Rows:
        """Các việc — that stood on D in the scope."""
        return works.shares(self.actor, self.scope, is_today=self.is_today)

    @cached_property
    def rows(self) -> works.Rows:
        """Các việc — classed."""
        return works.classed(self.base, self.scope)

    @cached_property
    def given(self) -> works.Rows:
        """Those given in the period."""
        return self.rows.filter(on__gte=self.scope.first) if self.scope.first else self.rows

    @cached_property
    def is_whole(self) -> bool:
        """Hôm nay, và thấy cả phạm vi — then the columns of the rows say it all."""
        return self.is_today and works.is_whole(self.actor, self.scope)

    def of_works(self, rows: works.Rows) -> works.Rows:
        """Of the works that stood, the rows of a table that hangs on them."""
        if self.is_whole:
            return rows.filter(works.today(self.scope, "assignment__"))
        return rows.filter(Exists(self.base.filter(pk=OuterRef("assignment"))))

    def acts(self, *names: str) -> works.Rows:
        """Các hoạt động ghi ngày — of a work, these columns of them, each once."""
        rows = [self.owned(self.of_works(works.entered(model, self.scope))) for model in works.ACTS]
        parts = [row.annotate(day=Cast("on", CharField())).order_by().values_list(*names) for row in rows]
        return parts[0].union(*parts[1:])

    def owned(self, rows: works.Rows) -> works.Rows:
        """With the unit whose work each then was, where the work has passed to another since."""
        return rows.annotate(owner=self._owner)

    @cached_property
    def _owner(self) -> F | Coalesce:
        return F("assignment__unit_id") if self.is_whole else works.owner(self.scope)

    @cached_property
    def tallies(self) -> list[Shares]:
        return works.tallies(works.detailed(self.rows, self.scope), self.scope.quarters)

    @cached_property
    def classes(self) -> dict[str, int]:
        """Bốn loại — of the works given in the period."""
        return rules.classes(self.tallies, self.scope.since)

    @cached_property
    def health(self) -> list[Found]:
        """Sức khỏe số liệu (I21) — before all others."""
        since = self.scope.since
        return [
            rules.dated(self.tallies, since), self._owned(),
            rules.share_of(self.tallies, rules.PRODUCT, since), rules.share_of(self.tallies, rules.PROVED, since),
        ]  # fmt: skip

    def _owned(self) -> Found:
        counted = self.duties.order_by().values_list("made_on", "has_owner").annotate(n=Count("pk"))
        firsts = self.scope.quarters
        rows = [(rules.quarter_on(on, firsts), n if has_owner else 0, n) for on, has_owner, n in counted]
        return rules.ratio("I21.owner", [row for row in rows if row[0] >= self.scope.since])

    @property
    def duties(self) -> works.Rows:
        """Nhiệm vụ của phạm vi."""
        return duties.duties_today(self.scope) if self.is_whole else duties.duties(self.actor, self.scope)

    @cached_property
    def indicators(self) -> list[Found]:
        """In the order of the catalogue."""
        since = self.scope.since
        sorts = (rules.LATE, rules.CONFIRMED, rules.HANDED_UP)
        late, confirmed, handed_up = (rules.share_of(self.tallies, sort, since) for sort in sorts)
        late = replace(late, more=self._by_own_plan())
        return [
            self._plans(), rules.plans_late(list(self.plans.values()), self.scope.moment), late,
            rules.cascade_lag(self.edges, since), self._cells(), self._coverage(), self.regular,
            self._told(), self._periods(NEWS_COMING), self._periods("I12"), handed_up, confirmed,
            studies.done(self.studies), studies.late(self.studies), studies.attendance(self.sessions),
            urges.in_time(self.urged), self.aimed, *self.members, *self.inspected,
        ]  # fmt: skip

    def _told(self) -> Found:
        """Tin kịp thời — and how many days it took, in the middle."""
        found = rules.share_of(self.tallies, rules.TOLD, self.scope.since)
        days = works.days_out(self.rows, self.scope) if found.denominator else []
        return replace(found, more={"out": float(median(days))}) if days else found

    @cached_property
    def aimed(self) -> Found:
        """Chỉ tiêu."""
        found = aims.reached(self.targets)
        return replace(found, trend=aims.trend(self.actor, self.scope)) if self.targets else found

    @cached_property
    def members(self) -> list[Found]:
        """Cam kết."""
        return [
            replace(pledges.counted(key, self.pledged(key)), is_open=pledges.is_open(key, self.scope))
            for key in (pledges.HANDED, pledges.REVIEWED)
        ]

    @cached_property
    def inspected(self) -> list[Found]:
        """Kiểm tra, giám sát — what was found is remedied, found again; what was planned is done, and its dossier whole."""
        return [
            remedies.remedied(self.findings, self.scope.day), remedies.again(self.repeated),
            inspections.executed(self.planned, self.times), inspections.whole(self.dossiers),
            *(visits.counted(key, self.visits(key)) for key in visits.KEYS),
        ]  # fmt: skip

    def pledged(self, key: str) -> pledges.Year:
        """Cam kết của từng chi bộ."""
        return self._pledged[key]

    @cached_property
    def _pledged(self) -> dict[str, pledges.Year]:
        return pledges.read(self.actor, self.scope)

    @cached_property
    def findings(self) -> works.Rows:
        """Các khuyết điểm đã công bố."""
        return remedies.found(self.actor, self.scope, is_whole=self.is_whole)

    @cached_property
    def repeated(self) -> remedies.Repeated:
        """Trong đó, đã có từ kết luận trước."""
        return remedies.repeated(self.actor, self.scope, self.findings)

    @cached_property
    def bodies(self) -> works.Rows:
        """Đối tượng của các cuộc đã triển khai."""
        return visits.bodies(self.actor, self.scope)

    @cached_property
    def _answering(self) -> dict[int, visits.Visit]:
        return visits.answering(self.scope, self.bodies)

    @cached_property
    def _evenness(self) -> dict[int, visits.Visit]:
        return visits.evenness(self.actor, self.scope, self.bodies)

    @cached_property
    def _supplying(self) -> dict[int, visits.Visit]:
        return visits.supplying(self.scope, self.bodies)

    def visits(self, key: str) -> dict[int, visits.Visit]:
        """Từng đối tượng ấy."""
        if key == visits.SUPPLIED:
            return self._supplying
        return self._answering if key == visits.REPORTED else self._evenness

    @cached_property
    def planned(self) -> works.Rows:
        """Các dòng chương trình kiểm tra, giám sát."""
        return inspections.planned(self.actor, self.scope)

    @property
    def timed(self) -> works.Rows:
        """Các cuộc của những dòng ấy."""
        return inspections.running(self.actor, self.planned)

    @cached_property
    def times(self) -> dict[int, inspections.Time]:
        """Thời hạn của các cuộc ấy."""
        return inspections.limits(self.timed, self.scope)

    @cached_property
    def cases(self) -> works.Rows:
        """Các cuộc đã công bố kết luận."""
        return inspections.cases(self.actor, self.scope)

    @cached_property
    def dossiers(self) -> dict[int, inspections.Dossier]:
        """Hồ sơ của các cuộc ấy."""
        return inspections.dossiers(self.cases, self.scope)

    @cached_property
    def edges(self) -> list[rules.Edge]:
        """Các lượt giao."""
        return cascades.edges(self.rows, self.scope.quarters, self.scope.day, is_today=self.is_whole)

    @property
    def levels(self) -> list[rules.Level]:
        """Thời gian giao, theo cấp."""
        return rules.levels(self.edges, self.scope.since)

    @cached_property
    def studies(self) -> list[studies.Study]:
        """Các yêu cầu quán triệt."""
        return studies.studies(self.actor, self.scope, is_whole=self.is_whole)

    @cached_property
    def sessions(self) -> works.Rows:
        """Các buổi quán triệt."""
        return studies.sessions(self.actor, self.scope, is_whole=self.is_whole)

    @cached_property
    def urged(self) -> works.Rows:
        """Các việc được đôn đốc."""
        return urges.urged(self.actor, self.scope, is_whole=self.is_whole)

    @cached_property
    def targets(self) -> list[Line]:
        """Các chỉ tiêu của đơn vị."""
        return aims.targets(self.actor, self.scope)

    def _cells(self) -> Found:
        """Nội dung × đơn vị — and how many passages nobody has done anything about."""
        found = rules.share_of(self.tallies, rules.CELLS, self.scope.since)
        return replace(found, more={"silent": float(self._untouched()), "passages": float(self.passages)})

    @cached_property
    def passages(self) -> int:
        """Bao nhiêu nội dung được giao trong kỳ."""
        rows = self.base.filter(on__gte=self.scope.first) if self.scope.first else self.base
        return int(rows.order_by().values("obligation").distinct().count())

    def _untouched(self) -> int:
        """How many passages are silent — of everything: all given, less those some act is recorded of."""
        if self.scope.first or not self.is_whole:
            return int(self.silent.count())
        return int(self.passages - self.acts("assignment__obligation").count())

    @property
    def silent(self) -> works.Rows:
        """Nội dung chưa đơn vị nào làm — obligations given in the period of which no share has any dated act."""
        shares = self.base.filter(obligation=OuterRef("pk"))
        given = shares.filter(on__gte=self.scope.first) if self.scope.first else shares
        rows = Obligation.objects.all() if self.is_whole else Obligation.objects.visible_to(self.actor)
        return rows.filter(Exists(given), ~Exists(shares.filter(works.acted(self.scope))))

    def _plans(self) -> Found:
        return rules.plan_lag(list(self.plans.values()), self.scope.day, planning.pairs(self.given).count())

    @cached_property
    def plans(self) -> dict[planning.Pair, rules.Plan]:
        """Các kế hoạch đã ra, hoặc phải ra."""
        return planning.plans(self.given, self.scope, ends_by(self.limits["I1"], self.scope.known_by))

    def _coverage(self) -> Found:
        asked = [(one.unit, one.quarter) for one in self.asked if one.quarter >= self.scope.since]
        return rules.units_covered(asked, self.months.busy)

    @cached_property
    def asked(self) -> list[months.Asked]:
        """Các đơn vị được giao việc, từng quý — what is done is open until the day it was reported."""
        done = Case(When(state_then=State.DONE, then=F("done_on")), default=Value(self.scope.day))
        rows = self.rows.order_by().values_list("unit_then", "given_q")
        return [months.Asked(*row) for row in rows.annotate(Min("on"), last=Max(done, output_field=DateField()))]

    @cached_property
    def spans(self) -> dict[int, months.Span]:
        """Từ khi được giao việc đến khi xong hết, từng đơn vị."""
        return months.spans(self.asked, self.scope.first)

    @cached_property
    def months(self) -> months.Months:
        """Tháng có hoạt động, tháng có việc — by unit, and by month; who acted, and on which days."""
        return months.months(self.spans, self.acts("owner", "day"))

    @cached_property
    def regular(self) -> Found:
        """Tính thường xuyên — and how many months the unit's own plan names, and were kept."""
        held = self.spans.values()
        whole = (min(first for first, _last in held), max(last for _first, last in held)) if held else None
        found = months.regularity(self.months, whole, self.scope.day)
        kept, of = own_plan.months(self.own_due, self.months.days)
        return replace(found, more={**found.more, "plan": float(kept), "plan_of": float(of)}) if of else found

    @cached_property
    def own_due(self) -> list[own_plan.Due]:
        """Các mục đã đến hạn trong kế hoạch của chính đơn vị."""
        return own_plan.due(self.actor, self.scope, self.base)

    def _by_own_plan(self) -> dict[str, float]:
        """Việc muộn so với kế hoạch của đơn vị — nothing where no plan of it gives a day."""
        of = len(own_plan.compared(self.own_due))
        return {"plan_due": float(of), "plan_late": float(len(own_plan.late(self.own_due, self.scope)))} if of else {}

    @cached_property
    def held(self) -> periods.Held:
        """Các kỳ của việc định kỳ."""
        return periods.periods(self.of_works(Occurrence.objects.all()), self.scope)

    def _periods(self, key: str) -> Found:
        """Các kỳ đúng hạn — all of them, or those of information alone."""
        found = periods.tallies(self.coming(key))
        return rules.on_time(key, found, self.unopened(key).count(), self.scope.since)

    def coming(self, key: str) -> periods.Held:
        return periods.of_news(self.held, self.scope) if key == NEWS_COMING else self.held

    def unopened(self, key: str) -> works.Rows:
        rows = periods.without_periods(self.given, self.scope)
        return periods.of_news(rows, self.scope, "obligation") if key == NEWS_COMING else rows

    @cached_property
    def limits(self) -> dict[str, Threshold]:
        return thresholds(self.scope.day, self.scope.known_by)

    def is_over(self, found: Found) -> bool | None:
        """Vượt ngưỡng; None where none is set, its day is still to come, or the data do not bear it."""
        if found.is_open:
            return None
        if found.key == rules.OVER and found.more["by_office"]:
            return True
        return None if found.key not in WORDS or self.is_grey(found) else is_over(found, self.limits.get(found.key))

    def is_grey(self, found: Found) -> bool:
        """Số liệu chưa đủ — the data it leans on are too poor for anything to be said."""
        return bool(self.wanting(found))

    def wanting(self, found: Found) -> list[Found]:
        """Số liệu nào chưa đủ — below the office's own figure; of due days, also where there is none at all."""
        leans = [one for one in self.health if one.key in WORDS[found.key].leans]
        return [one for one in leans if self._is_poor(one)]

    def _is_poor(self, health: Found) -> bool:
        is_none = health.key == "I21.due" and not health.numerator
        return is_none or is_over(health, self.limits.get(health.key)) is True

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Ba điều một đoàn kiểm tra sẽ ghi."""
        told = [
            _pointed(found) for found in [*self.indicators, *self.health] if not (found.is_open or self.is_grey(found))
        ]
        return [sentence(found) for found in rules.first_three(told, self.is_over)]

    @cached_property
    def level(self) -> dict[str, peers.Median]:
        """Trung vị của cấp — of one paper or all, of the same period; narrowed to a level or to those below, nothing."""
        if self.scope.part or self.scope.level:
            return {}
        return peers.medians(self, lambda scope: Mirror(self.actor, replace(scope, is_most=False), self.is_today))

    def listed(self, key: str, side: str, month: date | None = None) -> works.Rows:
        """Các dòng của một con số — `hit`, `rest` or `unknown` of an indicator."""
        return listing.listed(self, key, side, month)


def papers(actor: Actor, most: int) -> list[Paper]:
    """Các văn bản mới nhất có nhiệm vụ — of those one sees."""
    made = Obligation.objects.filter(paper=OuterRef("pk"))
    return list(Paper.objects.visible_to(actor).filter(Exists(made)).order_by("-id")[:most])


def _pointed(found: Found) -> Found:
    """Of what a unit has to show, the passages nobody has touched are told of: a work just given has no proof yet."""
    if found.key == "I4":
        silent = round(found.more["silent"])
        return Found("I4.silent", None, silent, round(found.more["passages"]), hit_is_good=False)
    return found
