"""Chuyển giao kiểm tra, giám sát — what is open goes on: the inspected's heir owes what it owed; the body's heir goes on with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import OVER
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.programmes import InspectionProgramme, Line
from dondoc.inspecting.teams import Team
from dondoc.inspecting.watching import Watch
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.models import Unit


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển cuộc còn mở, khuyết điểm chưa khắc phục, chương trình và đoàn còn hiệu lực."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _open(role: str) -> Any:
    return lambda unit: Case.objects.filter(**{role: unit}).exclude(state__in=OVER)


def _not_inspected_too(rows: models.QuerySet[Body], unit: Unit) -> models.QuerySet[Body]:
    """Not where the heir is itself inspected in the same case, or commissions or leads it."""
    same = Body.objects.filter(unit=unit, case=models.OuterRef("case"))
    own = models.Q(case__body=unit) | models.Q(case__lead=unit) | models.Q(case__monitor=unit)
    return rows.exclude(models.Exists(same)).exclude(own)


def _not_owing(role: str) -> Any:
    """Nobody verifies what it owes: such a line waits for a decision."""
    other = {"owner": "verifier", "verifier": "owner"}[role]
    return lambda rows, unit: rows.exclude(**{other: unit})


def _not_watched(role: str) -> Any:
    """Not where the same cadre already follows the heir, or follows for it."""
    other = {"body": "unit", "unit": "body"}[role]

    def unless(rows: models.QuerySet[Watch], unit: Unit) -> models.QuerySet[Watch]:
        same = Watch.objects.filter(
            until_on__isnull=True, holding=models.OuterRef("holding"), **{role: unit, other: models.OuterRef(other)}
        )
        return rows.exclude(models.Exists(same)).exclude(**{other: unit})

    return unless


def _owe(ids: Ids, handing: Handing) -> None:
    """The heir owes it; where it was inspected in the same case itself, under its own part of that case."""
    Finding.objects.filter(pk__in=ids).update(owner=handing.to_unit)
    own = {body.case_id: body for body in Body.objects.filter(unit=handing.to_unit, case__findings__in=ids)}
    for one in Finding.objects.filter(pk__in=ids, body__unit=handing.from_unit, case__in=own):
        Finding.objects.filter(pk=one.pk).update(body=own[one.case_id])


THINGS = (
    Thing(InspectionProgramme, "body", gettext_lazy("Chương trình kiểm tra, giám sát"),
          lambda unit: InspectionProgramme.objects.filter(body=unit, withdrawn_at__isnull=True),
          unless=lambda rows, unit: rows.exclude(paper__in=InspectionProgramme.objects.filter(body=unit, withdrawn_at__isnull=True).values("paper"))),
    Thing(Line, "lead", gettext_lazy("Dòng chương trình kiểm tra, giám sát đơn vị chủ trì"),
          lambda unit: Line.objects.standing().filter(lead=unit)),
    Thing(Team, "body", gettext_lazy("Đoàn kiểm tra, giám sát"), lambda unit: Team.objects.filter(body=unit, cases__in=Case.objects.exclude(state__in=OVER)).distinct(),
          unless=lambda rows, unit: rows.exclude(name__in=Team.objects.filter(body=unit).values("name"))),
    Thing(Watch, "body", gettext_lazy("Phân công theo dõi địa bàn đơn vị đã giao"), lambda unit: Watch.objects.filter(body=unit, until_on__isnull=True), unless=_not_watched("body")),
    Thing(Watch, "unit", gettext_lazy("Địa bàn được phân công theo dõi"), lambda unit: Watch.objects.filter(unit=unit, until_on__isnull=True), unless=_not_watched("unit")),
    Thing(Case, "body", gettext_lazy("Cuộc kiểm tra, giám sát đơn vị quyết định"), _open("body")),
    Thing(Case, "lead", gettext_lazy("Cuộc kiểm tra, giám sát đơn vị chủ trì"), _open("lead")),
    Thing(Case, "monitor", gettext_lazy("Cuộc kiểm tra, giám sát đơn vị theo dõi khắc phục"), _open("monitor")),
    Thing(Body, "unit", gettext_lazy("Cuộc kiểm tra, giám sát mà đơn vị là đối tượng"),
          lambda unit: Body.objects.filter(unit=unit).exclude(case__state__in=OVER), unless=_not_inspected_too),
    Thing(Finding, "owner", gettext_lazy("Khuyết điểm đơn vị phải khắc phục"),
          lambda unit: Finding.objects.filter(owner=unit, closed_on__isnull=True), unless=_not_owing("owner"), take=_owe),
    Thing(Finding, "verifier", gettext_lazy("Khuyết điểm đơn vị phải xác nhận"),
          lambda unit: Finding.objects.filter(verifier=unit, closed_on__isnull=True), unless=_not_owing("verifier")),
)  # fmt: skip

STAYS = {
    "inspecting.OfficeForm.unit": "the form of an office that is no more; who takes over has its own",
    "inspecting.StatisticsReport.unit": "what was counted of a body that stood then",
    "inspecting.LineObject.unit": "which unit the programme named; a case opened by it passes",
}
