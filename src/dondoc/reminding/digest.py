"""Thư của ngày — what it says to whom: to who does a unit's work what is late, due, near; to who gives it, what is late
and what waits. Each by the rights of the posts he holds, and of a unit that rests today nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.regulations.queries import Places
from dondoc.reminding.awaited import Awaited, awaited
from dondoc.reminding.ics import said
from dondoc.reminding.models import Mailbox
from dondoc.reminding.posting import link
from dondoc.reminding.queries import Coming, as_post, coming, late_given, waiting_given
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Unit

DOES = (  # as the desk offers the first that one may
    "implementation.submit", "implementation.note", "implementation.add_evidence", "implementation.plan",
)  # fmt: skip
GIVES = ("implementation.approve", "urging.issue")
LONG_AGO = date(2000, 1, 1)  # what is late stays in the letter, however late
AHEAD = timedelta(days=7)
MOST = 50  # lines of a part; the rest is a number
Part = tuple[Sequence[Coming | Awaited], int]  # the first of a list, and how many there are
Digest = dict[str, Part]


def digest(box: Mailbox, day: date, known: Places, at: datetime) -> Digest:
    """Each part with its first lines and how many there are; a unit met under two posts is told once, as more is seen."""
    units: dict[tuple[str, int], Part] = {}
    for actor, unit in posts(box, day):
        if not known.rests(unit, at):
            for name, part in _parts(actor, unit, day).items():
                held = units.get((name, unit.pk), ([], 0))
                units[name, unit.pk] = max(held, part, key=lambda one: one[1])
    made: Digest = {}
    for (name, _unit), (rows, total) in units.items():
        before, count = made.get(name, ([], 0))
        made[name] = ([*before, *rows], count + total)
    return {name: part for name, part in made.items() if part[1]}


def posts(box: Mailbox, day: date) -> Iterator[tuple[Actor, Unit]]:
    """As each post that the person holds, and its unit."""
    rows = Holding.objects.on(day).filter(person_id=box.user.person_id or 0, post__ended_on__isnull=True)
    for holding in rows.select_related("post__unit"):
        yield as_post(holding, day), holding.post.unit


def may_any(actor: Actor, acts: tuple[str, ...], unit: Unit) -> bool:
    return any(may(actor, act, unit) for act in acts)


def _parts(actor: Actor, unit: Unit, day: date) -> Digest:
    made: Digest = {}
    waits = awaited(actor, unit, LONG_AGO, day + AHEAD)
    made |= {"asked": (waits, len(waits))} if waits else {}
    if may_any(actor, DOES, unit):
        for one in coming(actor, LONG_AGO, day + AHEAD, unit):
            name = "late" if one.due_on < day else "today" if one.due_on == day else "soon"
            rows, count = made.get(name, ([], 0))
            made[name] = ([*rows, one], count + 1)
    if may_any(actor, GIVES, unit):
        made |= {"given": late_given(actor, unit, day, MOST), "waiting": waiting_given(actor, unit, MOST)}
    return made


def body(found: Digest) -> str:
    """Lời thư — number and title of each; of a marked paper the number alone."""
    names = {
        "late": _("Quá hạn"), "today": _("Đến hạn hôm nay"), "soon": _("Đến hạn trong 7 ngày"),
        "asked": _("Chờ đơn vị trả lời, báo quán triệt"),
        "given": _("Đã giao, quá hạn"), "waiting": _("Đã giao, chờ xác nhận"),
    }  # fmt: skip
    told = [
        _part(name, *found[key], with_unit=key in ("given", "waiting")) for key, name in names.items() if key in found
    ]
    end = [_("Mở phần mềm để xem và báo cáo. Thôi nhận thư: trang Lịch."), link("desk")]
    return "\n\n".join([*told, "\n".join(filter(None, end))])


def _told(one: Coming | Awaited) -> str:
    return said(one) if isinstance(one, Coming) else one.said


def _part(name: str, rows: Sequence[Coming | Awaited], total: int, *, with_unit: bool) -> str:
    shown = sorted(rows, key=lambda one: (one.due_on, isinstance(one, Coming) and one.assignment.pk))[:MOST]
    lines = [f"- {one.due_on:%d/%m/%Y} {_told(one)}{f' ({one.unit})' if with_unit else ''}" for one in shown]
    if total > len(shown):
        lines.append(_("- và %(n)s việc nữa: mở phần mềm") % {"n": total - len(shown)})
    return f"{name} ({total})\n" + "\n".join(lines)
