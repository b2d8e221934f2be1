"""Chương trình kiểm tra, giám sát — recorded from its paper, its lines, told to those named in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.programmes import InspectionProgramme, Line, LineObject
from dondoc.inspecting.queries import has_opened
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason, or_refuse
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

ADOPT, ADD, DROP = "inspecting.adopt_programme", "inspecting.add_line", "inspecting.withdraw_line"
TELL, WITHDRAW = "inspecting.tell_programme", "inspecting.withdraw_programme"


@act(ADOPT, gettext_lazy("Ghi chương trình kiểm tra, giám sát"))
def adopt_programme(
    *, unit: Unit, paper: Paper, name: str, level: str, from_on: date, until_on: date, by: Actor, at: datetime
) -> InspectionProgramme:
    """Ghi chương trình — of a year or a term, by the registered paper that issued it."""
    require(by, ADOPT, unit)
    rules.check_text(name)
    rules.check_dates(from_on, until_on)
    with or_refuse(_("Chương trình này đã được ghi.")):
        row = InspectionProgramme.objects.create(
            body=unit, paper=paper, name=name.strip()[:200], level=level, from_on=from_on, until_on=until_on, at=at
        )
    check_stands(unit)
    write(ADOPT, row, by=by, at=at, unit=unit, paper=paper.pk)
    return row


@act(ADD, gettext_lazy("Ghi dòng chương trình"))
def add_line(
    *, programme: InspectionProgramme, kind: str, content: str, objects: Sequence[Unit], lead: Unit, by: Actor, at: datetime,
    paper: Paper | None = None, examined_from: date | None = None, examined_until: date | None = None,
    when_from: date | None = None, when_until: date | None = None,
) -> Line:  # fmt: skip
    """Ghi dòng — as the programme's paper has it, or a paper that changed it."""
    require(by, ADD, programme.body)
    _check_standing(programme)
    if kind not in kinds():
        raise Refused(_("Không có loại kiểm tra, giám sát này."))
    rules.check_text(content)
    rules.check_objects(objects, programme.body, lead)
    rules.check_dates(examined_from, examined_until)
    rules.check_dates(when_from, when_until)
    row = Line.objects.create(
        programme=programme, kind=kind, content=content.strip(), lead=lead, paper=paper or programme.paper, at=at,
        examined_from=examined_from, examined_until=examined_until, when_from=when_from, when_until=when_until,
    )  # fmt: skip
    LineObject.objects.bulk_create(LineObject(line=row, unit=unit) for unit in objects)
    check_stands(lead, *objects)
    write(ADD, programme, by=by, at=at, unit=programme.body, line=row.pk)
    return row


@act(DROP, gettext_lazy("Rút dòng chương trình"))
def withdraw_line(*, line: Line, reason: str, by: Actor, at: datetime) -> None:
    """Rút dòng — recorded wrongly, or dropped from the programme; what was opened by it stays."""
    require(by, DROP, line.programme.body)
    check_reason(reason)
    rows = Line.objects.standing().filter(pk=line.pk)
    if not Line.objects.filter(pk__in=rows.values("pk")).update(
        withdrawn_at=at, withdrawn_because=reason.strip()[:300]
    ):
        raise Refused(_("Dòng này đã được rút."))
    write(DROP, line.programme, by=by, at=at, unit=line.programme.body, line=line.pk)


@act(TELL, gettext_lazy("Báo chương trình cho đối tượng"))
def tell_programme(*, programme: InspectionProgramme, on: date, by: Actor, at: datetime) -> None:
    """Báo chương trình — each unit named in it sees its own lines from now on."""
    require(by, TELL, programme.body)
    check_come(on, at)
    if not InspectionProgramme.objects.filter(pk=programme.pk, told_on__isnull=True, withdrawn_at__isnull=True).update(
        told_on=on
    ):
        raise Refused(_("Chương trình này đã báo cho đối tượng, hoặc đã rút."))
    write(TELL, programme, by=by, at=at, unit=programme.body, on=on)


@act(WITHDRAW, gettext_lazy("Rút chương trình kiểm tra, giám sát"))
def withdraw_programme(*, programme: InspectionProgramme, reason: str, by: Actor, at: datetime) -> None:
    """Rút chương trình — recorded wrongly, and nothing was opened by it."""
    require(by, WITHDRAW, programme.body)
    check_reason(reason)
    if has_opened(programme):
        raise Refused(_("Đã có cuộc mở từ chương trình này."))
    rows = InspectionProgramme.objects.filter(pk=programme.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_because=reason.strip()[:300]):
        raise Refused(_("Chương trình này đã được rút."))
    write(WITHDRAW, programme, by=by, at=at, unit=programme.body)


def _check_standing(programme: InspectionProgramme) -> None:
    if InspectionProgramme.objects.filter(pk=programme.pk, withdrawn_at__isnull=False).exists():
        raise Refused(_("Chương trình này đã được rút."))
