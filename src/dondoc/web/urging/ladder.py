"""Thang của một việc — its due days, extensions and rungs, drawn and listed; as of a day what had happened by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.implementation.queries import Offer, decider
from dondoc.obligations.lifecycle import WORKING
from dondoc.obligations.models import Assignment, DueDay
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.units.models import Tree
from dondoc.urging.lifecycle import UrgedState
from dondoc.urging.models import Silence, Urged
from dondoc.urging.queries import ISSUE, ladder, stood_on
from dondoc.urging.rungs import height
from dondoc.web.pictures import Happening
from dondoc.web.pictures import ladder as drawn


@dataclass(frozen=True, slots=True)
class Ladder:
    """Thang đôn đốc trên trang của một việc."""

    lines: list[Urged]
    silences: list[Silence]
    picture: SafeString
    may_resume: bool
    is_past: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines or self.silences)


def ladder_of(assignment: Assignment, due_days: Sequence[DueDay], actor: Actor, past: date | None) -> Ladder:
    """What one sees of its ladder; today with who may end a silence."""
    day = past or actor.today
    lines = [line for line in ladder(assignment, actor) if line.urge.on <= day]
    if past:
        then = stood_on(lines, past)
        lines = [as_of(line, past, then.get(line.pk, UrgedState.SENT)) for line in lines]
    silences = list(Silence.objects.visible_to(actor).on(day).filter(assignment=assignment).order_by("id"))
    may_resume = past is None and may(actor, "urging.silence", decider(assignment))
    return Ladder(lines, silences, _picture(assignment, lines, due_days), may_resume, past is not None)


def as_of(line: Urged, day: date, state: str) -> Urged:
    """In its state of then; received and answered by then, or not yet."""
    got = line.received_on if line.received_on and line.received_on <= day else None
    said = line.answered_on if line.answered_on and line.answered_on <= day else None
    shown = {} if said else {"answer": "", "answer_paper": None}
    return line.as_it_stood(day, received_on=got, answered_on=said, state=state, **shown)


def _picture(assignment: Assignment, lines: Sequence[Urged], due_days: Sequence[DueDay]) -> SafeString:
    happened = [Happening(assignment.on, _("Giao"), _("Giao %(day)s") % _day(assignment.on), 0, "da_giao")]
    for place, row in enumerate(day for day in due_days if day.due_on):
        word = _("Hạn đầu") if place == 0 else _("Hạn mới")
        assert row.due_on is not None
        happened.append(Happening(row.due_on, word, f"{word} {row.due_on:%d/%m/%Y}", 0, "chua_giao"))
    happened += [_rung(line) for line in lines]
    if assignment.submitted_on:
        said = _("Báo cáo hoàn thành")
        happened.append(
            Happening(assignment.submitted_on, said, f"{said} {assignment.submitted_on:%d/%m/%Y}", 0, "xong")
        )
    ordered = sorted(happened, key=lambda h: (h.on, h.height))
    return drawn(ordered, _("Thang đôn đốc: %(n)s lần") % {"n": len(lines)})


def _rung(line: Urged) -> Happening:
    urge = line.urge
    word = f"{capfirst(str(urge.get_rung_display()))} {urge.paper or ''}".strip()
    standing = {UrgedState.SENT: "da_giao", UrgedState.RECEIVED: "dang_lam", UrgedState.ANSWERED: "xong"}
    said = f"{word} {urge.on:%d/%m/%Y}, {line.get_state_display()}"
    return Happening(urge.on, word, said, height(urge.rung), standing.get(UrgedState(line.state), "ket_thuc"),
                     reverse("urge", args=[urge.public_id]))  # fmt: skip


def _day(day: date) -> dict[str, str]:
    return {"day": f"{day:%d/%m/%Y}"}


def offered(assignment: Assignment, actor: Actor, is_silenced: bool) -> list[tuple[Offer, str]]:
    """Đôn đốc, thôi đôn đốc — by the giver, of what is still to be done; never the first thing offered."""
    outside = assignment.giver.tree == Tree.OUTSIDE or assignment.giver_id == assignment.unit_id
    if assignment.state not in WORKING or outside:
        return []
    query, unit = f"?pick={assignment.public_id}", decider(assignment)
    waits = _("Trả lời đề nghị gia hạn trước.") if assignment.is_extending else ""
    waits = _("Việc này đang thôi đôn đốc.") if is_silenced else waits
    asked = [(ISSUE, "issue_urge", waits)] + [("urging.silence", "silence_urging", "")] * (not is_silenced)
    return [
        (Offer(act, plate_of(act).label, False, why), reverse(name) + query)
        for act, name, why in asked if may(actor, act, unit)
    ]  # fmt: skip
