"""Một cây bị xáo — random acts on a small tree with work in it, and what must hold after each, told without paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from dondoc.access.models import Grant
from dondoc.obligations.actions.assigning import accept, assign
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.passing import OWED
from dondoc.reorganising.actions.merging import dissolve, merge
from dondoc.reorganising.actions.moving import move
from dondoc.reorganising.actions.splitting import Share, split
from dondoc.reorganising.actions.standing import New
from dondoc.reorganising.actions.undoing import undo
from dondoc.reorganising.models import Reorganisation
from dondoc.reorganising.queries import holders_of, left_behind
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.checking import troubles
from dondoc.units.models import HandOver, Holding, Tree, Unit
from dondoc.units.rules import Decision
from tests.cast import AT, TODAY, Cast
from tests.reorganising.owners import handed, owners

BY = Decision("99-QĐ/ĐU", TODAY)
WATCHERS = ("leader", "above", "doer", "stranger", "head")
OWED_KEY = "obligations.assignment.unit"


@dataclass(frozen=True)
class Deed:
    """Một việc — what, on which of the units, how many days ago it took effect."""

    what: str
    one: int
    two: int
    ago: int


DEEDS = st.builds(
    Deed,
    what=st.sampled_from(["establish", "rename", "change", "move", "low_move", "end", "restore", "merge", "merge_new",
                          "split", "split_end", "dissolve", "undo", "assign", "assign", "cascade", "accept"]),
    one=st.integers(0, 60), two=st.integers(0, 60), ago=st.sampled_from([0, 0, 0, 1, 5, 40, 300]),
)  # fmt: skip


def do(cast: Cast, deed: Deed) -> bool:
    """Do it, or have it refused by a sentence; anything else is a fault."""
    pool = list(Unit.objects.exclude(tree=Tree.OUTSIDE).order_by("id"))
    one, two = (pool[n % len(pool)] for n in (deed.one, deed.two))
    try:
        WAYS[deed.what](cast, one, two, TODAY - timedelta(days=deed.ago))
    except Refused:
        return False
    return True


def _said(cast: Cast, on: date) -> dict[str, Any]:
    return {"on": on, "decision": BY, "by": replace(cast.admin, memo={}), "at": AT}


def _new(parent: Unit) -> New:
    return New(f"Đơn vị {Unit.objects.count()}", "CHI_BO", parent)


def _split(cast: Cast, one: Unit, two: Unit, on: date, ends: bool) -> None:
    owed = list(Assignment.objects.filter(unit=one, state__in=OWED).order_by("id").values_list("pk", flat=True))
    children = list(one.children.filter(ended_on=None).order_by("id"))
    shares = [Share(_new(two), {OWED_KEY: owed[::2]}, children[::2]), Share(_new(two), {OWED_KEY: owed[1::2]})]
    split(unit=one, shares=shares, ends=ends, **_said(cast, on))


def _undo(cast: Cast, one: Unit, two: Unit, on: date) -> None:
    row = Reorganisation.objects.exclude(how__in=["undo", "move"]).order_by("-id").first()
    if row is not None:
        undo(row=row, **_said(cast, on))


def _assign(cast: Cast, one: Unit, two: Unit, on: date) -> None:
    duty = Obligation.objects.order_by("id")[one.pk % max(Obligation.objects.count(), 1)]
    assign(obligation=duty, unit=one, due_on=date(2026, 12, 10), due_reason="theo hạn", by=cast.setup, at=AT,
           partners=[two] if two != one else [])  # fmt: skip


def _cascade(cast: Cast, one: Unit, two: Unit, on: date) -> None:
    parent = Assignment.objects.filter(unit=one).order_by("-id").first()
    if parent is not None:
        assign(obligation=parent.obligation, unit=two, parent=parent, due_on=date(2026, 12, 9), due_reason="theo hạn",
               by=cast.setup, at=AT)  # fmt: skip


def _accept(cast: Cast, one: Unit, two: Unit, on: date) -> None:
    row = Assignment.objects.filter(unit=one, state="ISSUED").order_by("id").first()
    if row is not None:
        accept(assignment=row, by=cast.setup, at=AT)


def _low_move(cast: Cast, one: Unit, two: Unit, on: date) -> None:
    """The act of the tree alone, of units where nobody above has given work: it keeps no giver's sight."""
    if Assignment.objects.filter(unit__in=Unit.objects.below(one)).exists():
        raise Refused("Nơi đã có việc thì chuyển bằng phòng sắp xếp.")
    units.move(unit=one, parent=two, by=cast.setup, at=AT, on=on)


def _both(one: Unit, two: Unit) -> list[Unit]:
    return [one] if one == two else [one, two]


WAYS: dict[str, Callable[[Cast, Unit, Unit, date], Any]] = {
    "establish": lambda c, one, two, on: units.establish(name=f"Tổ {Unit.objects.count()}", kind="CHI_BO", parent=one, by=c.setup, at=AT, on=on),
    "rename": lambda c, one, two, on: units.rename(unit=one, name=f"Tên {on}", by=c.setup, at=AT, on=on),
    "change": lambda c, one, two, on: units.change(unit=one, code=f"M{on.day}", by=c.setup, at=AT, on=on),
    "move": lambda c, one, two, on: move(unit=one, parent=two, **_said(c, on)),
    "low_move": lambda c, one, two, on: _low_move(c, one, two, on),
    "end": lambda c, one, two, on: dissolve(unit=one, **_said(c, on)),
    "restore": lambda c, one, two, on: units.restore(unit=one, by=c.setup, at=AT, on=on),
    "merge": lambda c, one, two, on: merge(units=[one], into=two, keep=holders_of(one, TODAY)[:1], **_said(c, on)),
    "merge_new": lambda c, one, two, on: merge(units=_both(one, two), into=_new(c.root), **_said(c, on)),
    "split": lambda c, one, two, on: _split(c, one, two, on, False),
    "split_end": lambda c, one, two, on: _split(c, one, two, on, True),
    "dissolve": lambda c, one, two, on: dissolve(unit=one, heir=two, **_said(c, on)),
    "undo": _undo, "assign": _assign, "cascade": _cascade, "accept": _accept,
}  # fmt: skip


def holds(cast: Cast) -> None:
    """The tree is whole, nothing is left with what ended, nobody sees a stranger's, nobody lost what is his."""
    found = list(troubles())
    assert found == [], found
    left = list(left_behind())
    assert left == [], left
    whose, desked = list(owners()), handed()
    for role in WATCHERS:
        actor = replace(cast.people[role], holding_id=None, memo={})  # under all the posts the person holds
        mine = line_of(actor.person_id or 0)
        for model, rows in whose:
            seen = set(model.objects.visible_to(actor).values_list("pk", flat=True))
            for pk, (now, ever) in rows.items():
                assert pk not in seen or mine & (now | ever), f"{role} thấy {model.__name__} {pk} của người khác"
                assert pk in seen or not mine & now, f"{role} không thấy {model.__name__} {pk} của mình"
        desks = set(Holding.objects.on(TODAY).filter(person=actor.person_id).values_list("post__unit", flat=True))
        seen = set(HandOver.objects.visible_to(actor).values_list("pk", flat=True))
        for pk, units_ in desked.items():
            assert pk not in seen or desks & units_, f"{role} thấy việc chuyển {pk} của người khác"


def line_of(person: int) -> set[int]:
    """The units a person sees: those where he may, and all that stand below by their parents — no path is asked."""
    reach = set(Grant.objects.on(TODAY).filter(person=person, act="access.see").values_list("unit", flat=True))
    above = dict(Unit.objects.values_list("pk", "parent"))
    return {pk for pk in above if reach & set(_up(pk, above))}


def _up(pk: int | None, above: dict[int, int | None]) -> Iterator[int]:
    met: set[int] = set()
    while pk is not None:
        assert pk not in met, "cấp trên đi vòng"
        met.add(pk)
        yield pk
        pk = above[pk]
