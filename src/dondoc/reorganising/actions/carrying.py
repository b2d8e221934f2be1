"""Chuyển giao — first who gave work keeps sight of it, then the tree changes, then rows pass, then the list is sealed.

The tree changes in one transaction: the unit that ends goes below its heir with all its past, so
that whatever has not passed yet is seen and done by the heir's line, and by nobody else. Rows pass
in parts; broken off anywhere, it goes on where it stopped, for each part says what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.obligations.passing import keep_sight, unseen
from dondoc.reorganising import rules
from dondoc.reorganising.actions import standing
from dondoc.reorganising.models import How, Reorganisation
from dondoc.reorganising.queries import hash_of, ids_of, passed_lines, rooms, things
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.units.actions import placing
from dondoc.units.actions.seating import seat
from dondoc.units.dated import Succession, What
from dondoc.units.inheriting import PART
from dondoc.units.models import Holding, Post, Tree, Unit
from dondoc.units.rules import Decision, check_decision

JOB = "reorganising.carry_out"
Tell = Callable[[str], None]
Now = Callable[[], datetime]
_WHAT = {How.MERGE: What.MERGED, How.DISSOLVE: What.ENDED, How.SPLIT: What.SPLIT}


def ask(
    how: str, parts: list[dict[str, Any]], *, units: list[Unit], on: date, by: Actor, at: datetime, decision: Decision,
    deed: str, undoes: Reorganisation | None = None, **more: Any,
) -> Reorganisation:  # fmt: skip
    """Lập việc sắp xếp — done at once, or in parts behind the pages where more rows pass than one transaction should hold."""
    check_come(on, at)
    check_decision(decision)
    told = {"number": decision.number, "on": decision.on.isoformat() if decision.on else "",
            "issuer": decision.issuer, "paper": decision.paper_id}  # fmt: skip
    row = Reorganisation.objects.create(
        public_id=deed, how=how, on=on, at=at, undoes=undoes, plan={"parts": parts, "decision": told, **more}
    )
    row.units.set(units)
    row.expected = _size(row)
    row.is_long = row.expected > rules.LIMIT
    row.save(update_fields=["expected", "is_long"])
    if row.is_long:
        queue.ask(JOB, {"reorganisation": row.pk}, by=by, at=at)
    else:
        carry_out(row, by=by, now=lambda: at)
    return row


def _size(row: Reorganisation) -> int:
    """How many rows: those that pass, and those whose givers must keep sight of them."""
    count = sum(unseen(unit, lost).count() for unit, lost in _leaving(row))
    return count + sum(
        thing.to_pass(unit).filter(**({} if only is None else {"pk__in": only.get(thing.key, ())})).count()
        for unit, only, ends in _givers(row) for thing in things().values() if ends or not thing.at_the_end
    )  # fmt: skip


def _givers(row: Reorganisation) -> Iterator[tuple[Unit, Any, bool]]:
    rows = Unit.objects.in_bulk([part["from"] for part in row.parts])
    return ((rows[part["from"]], part["only"], part["ends"]) for part in row.parts)


def carry_out(row: Reorganisation, *, by: Actor, now: Now, tell: Tell | None = None) -> None:
    """Làm — each step a transaction of its own where it runs behind the pages, all of them one where it does not.

    Each bears its own moment: what had not passed by T had not passed, however often that is asked.
    """
    if row.began_at is None:
        while _keep_some_sight(row, now(), PART):
            _say(row, tell)
        with transaction.atomic():
            _change_tree(row, by, now())
    while _pass_some(row, now(), PART):
        _say(row, tell)
    row.hash, row.total = hash_of(row), row.passed().count()  # nothing is added to the list any more: no writer is held
    with transaction.atomic():
        _seal(row, by, now())


def _say(row: Reorganisation, tell: Tell | None) -> None:
    if tell is not None:
        tell(_("Đã chuyển %(n)s trong khoảng %(all)s.") % {"n": row.passed().count(), "all": row.expected})


# Who gave work keeps sight of it.


def _leaving(row: Reorganisation) -> Iterator[tuple[Unit, list[int]]]:
    """Units that leave a line, and the units above that they leave."""
    for pk, under in _places(row):
        unit, kept = Unit.objects.get(pk=pk), _line(row, under)
        lost = [up for up in Unit.objects.above(unit).values_list("pk", flat=True) if up not in kept]
        if lost:
            yield unit, lost


def _line(row: Reorganisation, pk: int) -> set[int]:
    """A unit and what stands above it once this is done: heirs to come and units that stand again count as there."""
    if standing.is_coming(pk):
        return _line(row, standing.parent_of(row, pk))
    was = dict(row.plan.get("again", ())).get(pk)
    if was is not None:
        return {pk} | _line(row, was)
    return {pk, *Unit.objects.above(Unit.objects.get(pk=pk)).values_list("pk", flat=True)}


def _places(row: Reorganisation) -> list[tuple[int, int]]:
    """(unit, under which unit) — where units go in the tree: what ends goes below its heir, with all its past."""
    moves = [(unit, parent) for unit, parent in row.plan.get("moves", ())]
    return moves + [(part["from"], part["to"]) for part in row.parts if part["ends"] and part["to"]]


def _keep_some_sight(row: Reorganisation, at: datetime, most: int) -> int:
    with transaction.atomic():
        return next((n for unit, lost in _leaving(row) if (n := keep_sight(unit, lost, at, most))), 0)


# The tree.


def _change_tree(row: Reorganisation, by: Actor, at: datetime) -> None:
    """One transaction; the units that end are locked against whoever is writing a row that names them."""
    if not Reorganisation.objects.filter(pk=row.pk, began_at__isnull=True).update(began_at=at):
        raise Refused(_("Việc sắp xếp này đang được làm ở nơi khác."))
    row.began_at = at
    standing.stand(row, by=by, at=at, decision=decision_of(row))
    named = Unit.objects.in_bulk({pk for pair in _pairs(row) for pk in pair})
    placing.lock_tree(*named.values())
    list(Unit.objects.select_for_update().filter(pk__in={part["from"] for part in row.parts}).order_by("pk"))
    _check(row, named)
    while _keep_some_sight(row, at, PART):  # given since it was asked
        continue
    row.plan["kept"] = [new for held, to in row.plan.get("keep", ()) if (new := _go_on(held, to, row.on))]
    for unit, parent in row.plan.get("moves", ()):
        _move(row, unit, parent)
    keepers = {part["from"]: part["to"] for part in row.parts if part["ends"]}
    for pk, keeper in keepers.items():
        _end(row, Unit.objects.get(pk=pk), keeper)
    _tell(row)
    if row.is_long:
        _write(row, by, at)
    row.save(update_fields=["plan"])


def _pairs(row: Reorganisation) -> list[tuple[int, int]]:
    return [*_places(row), *((part["from"], part["to"] or part["from"]) for part in row.parts)]


def _check(row: Reorganisation, named: dict[int, Unit]) -> None:
    """Read again under the lock: what was so when it was asked may be so no more."""
    for unit in named.values():
        placing.check_standing(unit)
    ending = [named[part["from"]].path for part in row.parts if part["ends"]]
    for part in row.parts:
        unit, heir = named[part["from"]], named[part["to"]]
        if row.how != How.UNDO:
            rules.check_from(name=unit.name, is_outside=unit.tree == Tree.OUTSIDE, is_root=unit.parent_id is None)
        rules.check_line(
            heir=heir.name,
            heir_path=heir.path,
            is_outside=heir.tree == Tree.OUTSIDE,
            from_path=unit.path,
            ending=ending,
        )


def _move(row: Reorganisation, unit: int, parent: int) -> None:
    """Under another unit; where it stood is kept in the plan, for whoever undoes this."""
    moved = Unit.objects.get(pk=unit)
    row.plan.setdefault("stood", []).append([unit, moved.parent_id])
    placing.place_under(moved, Unit.objects.get(pk=parent), row.on)
    placing.told(moved, What.MOVED, on=row.on, at=row.at, decision=decision_of(row), deed=row.deed)


def _end(row: Reorganisation, unit: Unit, keeper: int) -> None:
    """A unit that ends: what stood below it, its posts, its days; its place is below the heir, with its past."""
    for child in unit.children.filter(ended_on__isnull=True).order_by("path"):
        _move(row, child.pk, keeper)
    placing.close_posts(unit, row.on)
    placing.stop(unit, row.on)
    row.plan.setdefault("ended", []).append([unit.pk, unit.parent_id])
    placing.place_under(unit, Unit.objects.get(pk=keeper), row.on)


def _tell(row: Reorganisation) -> None:
    """Who came after whom, and that it happened, on each unit's own page."""
    if row.how == How.UNDO:
        return
    pairs = dict.fromkeys((part["from"], part["to"]) for part in row.parts)
    Succession.objects.bulk_create(
        Succession(from_unit_id=unit, to_unit_id=heir, deed=row.deed, on=row.on) for unit, heir in pairs
    )
    for pk in dict.fromkeys(pk for pair in pairs for pk in pair):
        is_heir = all(pk != unit for unit, _heir in pairs)
        what = What.MERGED if is_heir and row.how == How.DISSOLVE else _WHAT[How(row.how)]
        placing.told(Unit(pk=pk), what, on=row.on, at=row.at, decision=decision_of(row), deed=row.deed)


def _go_on(holding: int, to: int, on: date) -> int | None:
    """Tiếp tục giữ chức danh — the same title at the heir, with the rights its bundle has today; named in the act.

    To the same last day; None for who left the title before the day, while this waited.
    """
    held = Holding.objects.select_related("post__kind", "person").get(pk=holding)
    if held.until_on is not None and held.until_on < on:
        return None
    free = Post.objects.filter(unit=to, kind=held.post.kind, ended_on__isnull=True)
    taken = Holding.objects.filter(post=models.OuterRef("pk")).filter(
        models.Q(until_on__isnull=True) | models.Q(until_on__gte=on)
    )
    post = free.exclude(models.Exists(taken)).order_by("id").first() or Post.objects.create(
        unit_id=to, kind=held.post.kind
    )
    new = seat(post, held.person, from_on=max(on, held.from_on), until_on=held.until_on, is_acting=held.is_acting,
               is_concurrent=held.is_concurrent)  # fmt: skip
    return new.pk


# The rows.


def _pass_some(row: Reorganisation, at: datetime, most: int) -> int:
    """Up to so many rows of one room and one part, in one transaction; 0 when nothing is left."""
    rows = Unit.objects.in_bulk({pk for part in row.parts for pk in (part["from"], part["to"])})
    for part in row.parts:
        for room in rooms():
            with transaction.atomic():
                passed: int = room.pass_on(
                    from_unit=rows[part["from"]], to_unit=rows[part["to"]], on=row.on, by=_mover(row), at=at,
                    deed=row.deed, only=part["only"], at_the_end=part["ends"], most=most,
                )  # fmt: skip
            if passed:
                return passed
    return 0


def _mover(row: Reorganisation) -> Actor:
    """Steps that the passing itself takes bear no person: it was asked, not done by hand."""
    return Actor(None, None, None, None, "job", row.on)


# The list.


def _seal(row: Reorganisation, by: Actor, at: datetime) -> None:
    """The list and its hash, in the journal; once."""
    done = Reorganisation.objects.filter(pk=row.pk, done_at__isnull=True)
    if not done.update(done_at=at, hash=row.hash, total=row.total):
        return
    row.done_at = at
    if row.is_long:
        finish(row=row, by=by, at=at)
    else:
        _write(row, by, at, list=ids_of(row), **_told(row))


def _told(row: Reorganisation) -> dict[str, Any]:
    return {"passed": {line.key: line.count for line in passed_lines(row)}, "total": row.total, "hash": row.hash}


def _write(row: Reorganisation, by: Actor, at: datetime, **facts: Any) -> None:
    places = [*row.at_end("from"), *row.at_end("to")] or list(row.units.order_by("-id"))
    write(f"reorganising.{row.how}", row, by=by, at=at, on=row.on, unit=places[-1], kept=row.plan["kept"],
          parts=[[part["from"], part["to"]] for part in row.parts], moved=row.plan.get("stood", []), **facts)  # fmt: skip


@act("reorganising.finish", gettext_lazy("Chuyển giao xong"))
def finish(*, row: Reorganisation, by: Actor, at: datetime) -> None:
    """Chuyển giao xong — what was too much for one transaction has all passed: its list's hash, its counts."""
    unit = [*row.at_end("to"), *row.at_end("from")]
    write("reorganising.finish", row, by=by, at=at, on=row.on, unit=unit[0] if unit else None, **_told(row))


@act("reorganising.resume", gettext_lazy("Chuyển giao tiếp"))
def resume(*, row: Reorganisation, by: Actor, at: datetime) -> None:
    """Chuyển giao tiếp — what was broken off again and again is asked for once more; it goes on where it stopped."""
    for unit in row.units.all():
        require(by, "reorganising.resume", unit)
    if row.done_at is not None or row.problem:
        raise Refused(_("Việc sắp xếp này đã kết thúc."))
    queue.ask(JOB, {"reorganisation": row.pk}, by=by, at=at)
    write("reorganising.resume", row, by=by, at=at)


def decision_of(row: Reorganisation) -> Decision:
    told = row.plan["decision"]
    day = date.fromisoformat(told["on"]) if told["on"] else None
    return Decision(told["number"], day, told["issuer"], told["paper"])
