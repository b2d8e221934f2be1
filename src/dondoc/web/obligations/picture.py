"""Cây giao việc thành hình — and the table beneath it; at most 300 shares drawn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dondoc.access.rights import SEE, reaches
from dondoc.obligations.lifecycle import ObligationState
from dondoc.obligations.models import Assignment, AssignmentQuerySet, Obligation
from dondoc.obligations.past import given_as_of
from dondoc.obligations.queries import Standing, standing_of
from dondoc.shared.actor import Actor
from dondoc.units.queries import named_on
from dondoc.web.asof import Look
from dondoc.web.pictures import Node, cascade
from dondoc.web.templatetags.words import so

DRAWN = 300
MANY = 6  # so many alike are one line


@dataclass(frozen=True, slots=True)
class CascadePicture:
    """Hình và bảng của nó — `more` says that not all are drawn."""

    title: str
    svg: SafeString
    rows: tuple[tuple[Assignment, Standing], ...]
    more: bool


def cascade_picture(owed: AssignmentQuerySet, look: Look, *, gathers: bool = False) -> CascadePicture | None:
    """Who owes what down the tree, on the day looked at; None where nothing was given yet. One query, four of a past day.

    `gathers`: many units that stand alike are one line, which opens the obligation's own page with all of them.
    """
    then = owed.given_by(look.past) if look.past else owed
    rows = list(
        then.select_related("obligation__paper", "unit", "giver").order_by("obligation_id", "unit__path", "id")[
            : DRAWN + 1
        ]
    )
    if look.past:
        rows = given_as_of(rows, look.past)
        named_on(look.past, rows)
    if not rows:
        return None
    shown = tuple((row, standing_of(row, look.moment)) for row in rows[:DRAWN])
    title = _title(shown)
    return CascadePicture(title, cascade(_nodes(shown, look, gathers=gathers), title), shown, len(rows) > DRAWN)


def _nodes(shown: tuple[tuple[Assignment, Standing], ...], look: Look, *, gathers: bool) -> list[Node]:
    here, alone = {row.pk for row, _s in shown}, len({row.obligation_id for row, _s in shown}) == 1
    below: dict[int | None, list[tuple[Assignment, Standing]]] = {}
    for row, stood in shown:
        below.setdefault(row.parent_id if row.parent_id in here else None, []).append((row, stood))

    def build(parent: int | None) -> tuple[Node, ...]:
        return tuple(node(group) for group in _gathered(below.get(parent, []), below, gathers=gathers))

    def node(group: Sequence[tuple[Assignment, Standing]]) -> Node:
        (row, stood), known = group[0], "" if alone else f"{group[0][0].obligation.nv} · "
        if len(group) == 1:
            return Node(known + row.unit.listed, due_words(row), stood.value, str(stood.label),
                        look.url("assignment", row.public_id), build(row.pk))  # fmt: skip
        dues = {due_words(one) for one, _stood in group}
        said = dues.pop() if len(dues) == 1 else ""
        name = known + _("%(n)s đơn vị") % {"n": so(len(group))}
        return Node(name, said, stood.value, str(stood.label), look.url("obligation", row.obligation.public_id))

    return list(build(None))


def _gathered(
    rows: Sequence[tuple[Assignment, Standing]], below: Collection[int | None], *, gathers: bool
) -> list[list[tuple[Assignment, Standing]]]:
    """Of one duty, many units that stand alike and gave nothing on are one line."""
    groups: dict[object, list[tuple[Assignment, Standing]]] = {}
    for row, stood in rows:
        groups.setdefault((row.obligation_id, stood) if row.pk not in below else row.pk, []).append((row, stood))
    return [
        part for group in groups.values()
        for part in ([group] if gathers and len(group) >= MANY else [[one] for one in group])
    ]  # fmt: skip


def due_words(row: Assignment) -> str:
    """The due day in words, the first one too where it was moved."""
    if row.due_on is None:
        return _("chưa có hạn")
    said = _("hạn %(day)s") % {"day": f"{row.due_on:%d/%m/%Y}"}
    if row.first_due_on and row.first_due_on != row.due_on:
        said += " " + _("(hạn đầu %(day)s)") % {"day": f"{row.first_due_on:%d/%m/%Y}"}
    return said


def _title(shown: tuple[tuple[Assignment, Standing], ...]) -> str:
    """The finding, in words: how many, how many done, how many late."""
    done = sum(s in (Standing.DONE, Standing.DONE_LATE, Standing.DONE_UNDATED) for _r, s in shown)
    late = sum(s == Standing.OVERDUE for _r, s in shown)
    return _("%(all)s việc đã giao: %(done)s xong, %(late)s quá hạn") % {
        "all": len(shown), "done": done, "late": late,
    }  # fmt: skip


# Of an obligation given to many, the one that most wants a look.
_PRESSING = (
    Standing.OVERDUE, Standing.WAITING, Standing.ISSUED, Standing.WORKING, Standing.REPORTED, Standing.DONE_LATE,
    Standing.DONE_UNDATED, Standing.DONE,
)  # fmt: skip


def with_standing(
    duties: Sequence[Obligation], picture: CascadePicture | None, actor: Actor
) -> list[tuple[Obligation, Standing | None]]:
    """Each obligation of a paper with how it stands; None where that is not known to this person, or it has ended."""
    found: dict[int, set[Standing]] = {}
    for row, stood in picture.rows if picture else ():
        found.setdefault(row.obligation_id, set()).add(stood)
    whole, reach = not (picture and picture.more), reaches(actor, SEE)

    def one(duty: Obligation) -> Standing | None:
        pressing = next((stood for stood in _PRESSING if stood in found.get(duty.pk, ())), None)
        if pressing or duty.state != ObligationState.CONFIRMED:
            return pressing
        return Standing.UNASSIGNED if whole and any(r.holds(duty.unit.path) for r in reach) else None

    return [(duty, one(duty)) for duty in duties]
