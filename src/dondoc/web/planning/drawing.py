"""Sơ đồ và gợi ý của một kế hoạch — bars by due day, how each work stands, what the writer may look at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import given_as_of
from dondoc.obligations.queries import Standing, standing_of
from dondoc.planning.models import Item, Plan, Said
from dondoc.planning.queries import hints_of
from dondoc.planning.words import Lacks, due_said
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
    """Each with how its work stands, or stood at the end of a past day."""
    duties = [duty for item in items if (duty := duty_of(item)) is not None]
    stand = _standings(duties, plan, actor, moment, past)
    return [_row(item, duty_of(item), stand, writes) for item in items]


def _row(item: Said, duty: Obligation | None, stand: dict[int, tuple[Standing, int]], writes: bool) -> Row:
    url = reverse("change_plan_item", args=[item.public_id]) if writes and isinstance(item, Item) else ""
    standing, shares = stand.get(duty.pk, (None, 0)) if duty else (None, 0)
    return Row(item, due_said(item.due_on, item.due_precision), standing, duty, url, shares)


def duty_of(item: Said) -> Obligation | None:
    """Nhiệm vụ gốc — of an item, or of the item a version froze."""
    found: Obligation | None = item.obligation if isinstance(item, Item) else item.item.obligation  # type: ignore[attr-defined]
    return found


def _standings(
    duties: Sequence[Obligation], plan: Plan, actor: Actor, moment: datetime, past: date | None
) -> dict[int, tuple[Standing, int]]:
    """Of the unit's own share, else of those given: how they stand together, how many they are."""
    rows = Assignment.objects.visible_to(actor).filter(obligation__in=[duty.pk for duty in duties])
    shares = list(rows.select_related("unit").order_by("id"))
    found: dict[int, list[Assignment]] = {}
    for row in given_as_of(shares, past) if past else shares:
        found.setdefault(row.obligation_id, []).append(row)
    told = {}
    for pk, given in found.items():
        own = [row for row in given if row.unit_id == plan.unit_id] or given
        told[pk] = together([standing_of(row, moment) for row in own]), len(own)
    return told


def together(stand: Sequence[Standing]) -> Standing:
    """Cùng nhau — the one standing of all; where they differ, late if one is late, else being done."""
    if len(set(stand)) == 1:
        return stand[0]
    return Standing.OVERDUE if Standing.OVERDUE in stand else Standing.WORKING


def drawn(rows: Sequence[Row], plan: Plan, day: date) -> SafeString:
    works = [_work(place, row) for place, row in enumerate(rows[:DRAWN], 1)]
    return gantt(works, min(plan.issued_on or plan.on, day), day, sentence(rows), f"{day:%d/%m/%Y}")


def _work(place: int, row: Row) -> Work:
    due = row.due or _("chưa có hạn")
    said = f"{place}. {row.item.text} · {row.item.owned or _('chưa rõ ai chủ trì')} · {due}"
    if row.standing:
        said += f" · {row.standing.label}"
    url = reverse("obligation", args=[row.duty.public_id]) if row.duty and row.standing else f"#i-{place}"
    label = f"{place}. {Truncator(row.item.text).chars(90)}"
    return Work(label, said, row.item.due_on, due, row.standing.value if row.standing else "", url)


def sentence(rows: Sequence[Row]) -> str:
    """The finding: how many, until when, how many without a day."""
    days = [row.item.due_on for row in rows if row.item.due_on]
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
    told = []
    for hint in found:
        if hint.lacks == Lacks.LEFT_OUT:
            duty = duties[hint.duty or 0]
            told.append(
                Told(
                    str(hint.lacks.label),
                    f"{duty.nv} · {duty.text}",
                    reverse("copy_plan_duties", args=[plan.public_id]),
                )
            )
            continue
        place, item = by_pk[hint.item or 0]
        other = plans.get(hint.other or 0) if hint.other in seen else None
        told.append(Told(
            str(hint.lacks.label), f"{place}. {item.text}", reverse("change_plan_item", args=[item.public_id]),
            f"{other}, {other.unit.listed}" if other else "", reverse("plan", args=[other.public_id]) if other else "",
        ))  # fmt: skip
    return told
