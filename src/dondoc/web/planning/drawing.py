"""Sơ đồ và gợi ý của một kế hoạch — bars by due day, how each work stands, what the writer may look at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import given_as_of, obligations_as_of
from dondoc.obligations.queries import Standing
from dondoc.planning.models import Item, Plan, Said
from dondoc.planning.queries import hints_of
from dondoc.planning.rules import Hint
from dondoc.planning.standing import Reports, reported, standing_by, together
from dondoc.planning.words import Lacks, due_said, last_day
from dondoc.shared.actor import Actor
from dondoc.web.pictures import Work, gantt

DRAWN = 60  # bars of one picture; the table has them all


@dataclass(frozen=True, slots=True)
class Row:
    """Một mục trên trang — its words, how its due day is said, how the work stands where it was given."""

    item: Said
    due: str
    standing: Standing | None  # None too where one does not see the work
    duty: Obligation | None
    url: str  # where it is changed
    shares: int = 0  # to how many units it was given, of those one sees
    given: str = ""  # the due days it was given with, where they are not the plan's

    @property
    def until_on(self) -> date | None:
        return last_day(self.item.due_on, self.item.due_precision)

    @property
    def secrecy(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Told:
    """Một gợi ý bằng chữ — of what, and where it is put right."""

    word: str
    about: str
    url: str
    other: str = ""
    other_url: str = ""


def rows_of(
    items: Sequence[Said], plan: Plan, actor: Actor, moment: datetime, past: date | None = None, *, writes: bool = False
) -> list[Row]:  # fmt: skip
    """Each with how its work stands, or stood at the end of a past day, by the item's own due day."""
    duties = {duty.pk: duty for item in items if (duty := duty_of(item)) is not None}
    if past:  # of an item of the unit's own, given since, there was none
        duties = {duty.pk: duty for duty in obligations_as_of(duties.values(), past)}
    shares = _shares(list(duties), plan, actor, past)
    reports = reported(row for rows in shares.values() for row in rows)
    found = [(item, duty_of(item)) for item in items]
    return [_row(item, duties.get(duty.pk) if duty else None, shares, reports, moment, writes) for item, duty in found]


def _row(
    item: Said, duty: Obligation | None, shares: Mapping[int, Sequence[Assignment]], reports: Reports,
    moment: datetime, writes: bool,
) -> Row:  # fmt: skip
    url = reverse("change_plan_item", args=[item.public_id]) if writes and isinstance(item, Item) else ""
    own, until_on = shares.get(duty.pk, ()) if duty else (), last_day(item.due_on, item.due_precision)
    stand = together([standing_by(until_on, row, reports, moment) for row in own]) if own else None
    return Row(item, due_said(item.due_on, item.due_precision), stand, duty, url, len(own), _given(until_on, own))


def _given(until_on: date | None, shares: Sequence[Assignment]) -> str:
    """The due days the work was given with: the first and the last, and whether it was given without one."""
    days = {row.due_on for row in shares}
    if days <= {until_on}:
        return ""
    known = sorted(day for day in days if day)
    said = [" – ".join(dict.fromkeys(f"{day:%d/%m/%Y}" for day in (known[0], known[-1])))] if known else []
    return _("khi giao: %(days)s") % {"days": ", ".join(said + [_("không ghi hạn")] * (None in days))}


def duty_of(item: Said) -> Obligation | None:
    """Nhiệm vụ gốc — of an item, or of the item a version froze."""
    found: Obligation | None = item.obligation if isinstance(item, Item) else item.item.obligation  # type: ignore[attr-defined]
    return found


def _shares(duties: Sequence[int], plan: Plan, actor: Actor, past: date | None) -> dict[int, list[Assignment]]:
    """Of each the unit's own share, else those given."""
    rows = Assignment.objects.visible_to(actor).filter(obligation__in=duties)
    shares = list(rows.select_related("unit").order_by("id"))
    found: dict[int, list[Assignment]] = {}
    for row in given_as_of(shares, past) if past else shares:
        found.setdefault(row.obligation_id, []).append(row)
    return {pk: [row for row in given if row.unit_id == plan.unit_id] or given for pk, given in found.items()}


def drawn(rows: Sequence[Row], plan: Plan, day: date) -> SafeString:
    works = [_work(place, row) for place, row in enumerate(rows[:DRAWN], 1)]
    return gantt(works, min(plan.issued_on or plan.on, day), day, sentence(rows), f"{day:%d/%m/%Y}")


def _work(place: int, row: Row) -> Work:
    due = row.due or _("chưa có hạn")
    said = f"{place}. {row.item.text} · {row.item.owned or _('chưa rõ ai chủ trì')} · {due}"
    said += f" ({row.given})" if row.given else ""
    if row.standing:
        said += f" · {row.standing.label}"
    url = reverse("obligation", args=[row.duty.public_id]) if row.duty and row.standing else f"#i-{place}"
    label = f"{place}. {Truncator(row.item.text).chars(90)}"
    return Work(label, said, row.until_on, due, row.standing.value if row.standing else "", url)


def sentence(rows: Sequence[Row]) -> str:
    """The finding: how many, until when, how many without a day."""
    days = [day for row in rows if (day := row.until_on)]
    said = ngettext("%(n)s mục", "%(n)s mục", len(rows)) % {"n": len(rows)}
    if days:
        said += ", " + _("hạn cuối cùng %(day)s") % {"day": f"{max(days):%d/%m/%Y}"}
    without = len(rows) - len(days)
    return (
        said
        + (
            "; " + ngettext("%(n)s mục chưa có hạn", "%(n)s mục chưa có hạn", without) % {"n": without}
            if without
            else ""
        )
        + "."
    )


def hints(plan: Plan, items: Sequence[Item], actor: Actor) -> list[Told]:
    """Gợi ý cho người soạn — the other plan is named only to who sees it."""
    found, duties, plans = hints_of(plan, items)
    by_pk = {item.pk: (place, item) for place, item in enumerate(items, 1)}
    seen = set(Plan.objects.visible_to(actor).filter(pk__in=plans).values_list("pk", flat=True))
    return [
        _told(hint, plan, duties, by_pk, plans.get(hint.other or 0) if hint.other in seen else None) for hint in found
    ]


def _told(
    hint: Hint, plan: Plan, duties: Mapping[int, Obligation], by_pk: Mapping[int, tuple[int, Item]], other: Plan | None
) -> Told:
    """What it is of, where that is mended, and the other plan."""
    named = (f"{other}, {other.unit.listed}", reverse("plan", args=[other.public_id])) if other else ("", "")
    label = str(hint.lacks.label)
    if hint.lacks == Lacks.LEFT_OUT:
        duty = duties[hint.duty or 0]
        return Told(label, f"{duty.nv} · {duty.text}", reverse("copy_plan_duties", args=[plan.public_id]))
    if hint.lacks == Lacks.SAME_WORDS:
        return Told(label, hint.words, reverse("change_plan", args=[plan.public_id]), *named)
    place, item = by_pk[hint.item or 0]
    return Told(label, f"{place}. {item.text}", reverse("change_plan_item", args=[item.public_id]), *named)
