"""Ghi nhiều dòng cùng lúc — rows that only lay a new task are entered by one act for many; any other is entered by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from dondoc.documents.models import Entry
from dondoc.importing.models import WRITES, Line, Outcome, Verdict
from dondoc.importing.rules import Judged, Task
from dondoc.importing.values import Cells
from dondoc.obligations.actions.assigning import Gift, give_each
from dondoc.obligations.actions.confirming import Found, confirm_many
from dondoc.obligations.models import Obligation
from dondoc.obligations.rules import Due
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit

Row = tuple[Line, Cells, Task]


@dataclass(slots=True)
class Turn:
    """Một lượt — rows entered by one act, rows entered each by itself, rows that lean on those and are judged again."""

    together: list[Row] = field(default_factory=list)
    alone: list[tuple[Line, Cells]] = field(default_factory=list)
    later: list[tuple[Line, Cells]] = field(default_factory=list)


def sort_out(rows: Sequence[tuple[Line, Cells, Judged]]) -> Turn:
    """Xếp lượt — a row waits where one above it in the turn writes its paper or its duty."""
    turn, touched = Turn(), set[str]()
    for line, cells, judged in rows:
        paper = fold(cells.text("so_ky_hieu"))
        deed = f"{paper}\n{cells.text('text')}"
        duty = f"nv {judged.task.duty}" if judged.task and judged.task.duty else deed
        if {paper, deed, duty} & touched:
            turn.later.append((line, cells))
        elif judged.task is not None and _is_plain(judged, judged.task):
            turn.together.append((line, cells, judged.task))
            touched.update([deed] if judged.task.duty is None else [])
        else:
            turn.alone.append((line, cells))
            touched.update([paper, duty] if judged.task is not None and judged.verdict in WRITES else [])
    return turn


def _is_plain(judged: Judged, task: Task) -> bool:
    is_new = judged.verdict in WRITES and judged.verdict != Verdict.CHANGED
    return is_new and task.source is not None and not task.is_done and not task.corrects


def enter_together(rows: Sequence[Row], *, by: Actor, at: datetime) -> bool:
    """Ghi cùng lúc — False where the whole was refused, or stood in another's way: nothing of it is written then."""
    try:
        with transaction.atomic():
            if rows:
                _enter(rows, by=by, at=at)
            return True
    except (Refused, OperationalError):
        return False


def _enter(rows: Sequence[Row], *, by: Actor, at: datetime) -> None:
    lines, tasks = [line for line, _cells, _task in rows], [task for _line, _cells, task in rows]
    _mark(lines)
    entries = Entry.objects.select_related("paper__issuer", "unit").in_bulk({task.source for task in tasks})
    duties = _duties(tasks, entries, by=by, at=at)
    units = Unit.objects.in_bulk({pk for task in tasks for pk in (task.unit, *task.partners)})
    give_each(gifts=[gift_of(task, duty, units) for task, duty in zip(tasks, duties, strict=True)], by=by, at=at)
    for line, task, duty in zip(lines, tasks, duties, strict=True):
        line.entry_id, line.obligation, line.cells, line.said = task.source, duty, [], {}
    Line.objects.bulk_create(lines, update_conflicts=True, unique_fields=["id"], update_fields=["entry", "obligation"])


def _mark(lines: Sequence[Line]) -> None:
    """Before anything else: whoever took one of them at the same moment waits here, and leaves it."""
    waiting = Line.objects.filter(pk__in=[line.pk for line in lines], outcome=Outcome.NONE)
    if waiting.update(outcome=Outcome.WRITTEN, cells=[], said={}) < len(lines):
        raise Refused(_("Dòng này đã được ghi."))


def _duties(tasks: Sequence[Task], entries: Mapping[int, Entry], *, by: Actor, at: datetime) -> list[Obligation]:
    """Those that are here, and the new ones, in the order of the rows."""
    here = Obligation.objects.select_related("paper__issuer", "unit").in_bulk({t.duty for t in tasks if t.duty})
    found = [found_in(task, entries[task.source]) for task in tasks if task.source and task.duty is None]
    made = iter(confirm_many(found=found, by=by, at=at) if found else ())
    return [here[task.duty] if task.duty else next(made) for task in tasks]


def found_in(task: Task, entry: Entry) -> Found:
    """Nhiệm vụ của một dòng."""
    due = Due(task.due.on, task.due.text, task.due.precision, task.due.recurs)
    return Found(entry, task.text, due=due, provision=task.provision, actors=task.unit_name,
                 partners=task.partner_names, product=task.product)  # fmt: skip


def gift_of(task: Task, duty: Obligation, units: Mapping[int, Unit]) -> Gift:
    """Phần việc của một dòng."""
    assert task.unit is not None  # a row without it was refused
    needs = task.due.on is not None and duty.due_on is None
    reason = _("Theo bảng giao việc đã nạp.") if needs else ""
    return Gift(duty, units[task.unit], task.due.on, partners=[units[pk] for pk in task.partners], due_reason=reason)
