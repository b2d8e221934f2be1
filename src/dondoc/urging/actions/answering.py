"""Nhận và trả lời — by the unit that was urged; of a report or a proposal, by whom it went to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, share
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import is_for_other
from dondoc.urging import rules
from dondoc.urging.lifecycle import URGED
from dondoc.urging.models import Urge, Urged


@act("urging.receive", gettext_lazy("Nhận đôn đốc"))
def receive(*, lines: Sequence[Urged], by: Actor, at: datetime, on: date | None = None) -> None:
    """Nhận đôn đốc — of one act of urging, every work of the unit in it; a reminder is received by seeing it."""
    urge, day = _one_act(lines), on or hanoi_day(at)
    _check_day(day, urge, at)
    for line in lines:
        unit = _require(by, "urging.receive", line)
        URGED.take(line, "receive", by=by, at=at, on=day, for_other=is_for_other(by, unit.pk), received_on=day)
    write("urging.receive", urge, by=by, at=at, on=day, unit=lines[0].asked_of, assignments=_works(lines))


@act("urging.answer", gettext_lazy("Trả lời đôn đốc"))
def answer(
    *, lines: Sequence[Urged], text: str, by: Actor, at: datetime, on: date | None = None, paper: Paper | None = None
) -> None:
    """Trả lời đôn đốc — in words, by a paper or both; what was not yet received is so with the answer."""
    urge, day = _one_act(lines), on or hanoi_day(at)
    _check_day(day, urge, at)
    if not text.strip() and paper is None:
        raise Refused(_("Cần ghi trả lời, hoặc chọn văn bản trả lời đã vào sổ."))
    for line in lines:
        unit = _require(by, "urging.answer", line)
        URGED.take(line, "answer", by=by, at=at, on=day, for_other=is_for_other(by, unit.pk), answered_on=day,
                   received_on=line.received_on or day, answer=text.strip(), answer_paper=paper)  # fmt: skip
    if paper is not None:
        share(paper, urge.by_unit, because="urging.answer", at=at)
    write("urging.answer", urge, by=by, at=at, on=day, unit=lines[0].asked_of, assignments=_works(lines))


def _one_act(lines: Sequence[Urged]) -> Urge:
    rules.check_some(len(lines))
    if len({line.urge_id for line in lines}) > 1:
        raise Refused(_("Trả lời từng lần đôn đốc một."))
    return lines[0].urge


def _check_day(day: date, urge: Urge, at: datetime) -> None:
    if day < urge.on or day > hanoi_day(at):
        raise Refused(_("Ngày nhận, ngày trả lời phải từ ngày đôn đốc đến hôm nay."))


def _require(by: Actor, name: str, line: Urged) -> Unit:
    """At whom it was sent to; what went to a body outside is entered by who sent it."""
    asked = line.asked_of
    unit = line.urge.by_unit if asked.tree == Tree.OUTSIDE else asked
    require(by, name, unit)
    return unit


def _works(lines: Sequence[Urged]) -> list[int]:
    return [line.assignment_id for line in lines]
