"""Chuyển giao của phòng phối hợp — regulations in force, who their lines name, requests not answered go on at the heir."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.access.rights import share_many
from dondoc.coordinating.lifecycle import WAITING
from dondoc.coordinating.matrix import Line, LinePartner, Regulation
from dondoc.coordinating.models import Reply, Request
from dondoc.documents.models import Paper
from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units.inheriting import Handing, Ids, Thing, hand
from dondoc.units.models import Unit

SHARED = "coordinating.pass_on"
_STANDING = models.Q(until_on__isnull=True)


def pass_on(*, from_unit: Unit, to_unit: Unit, on: date, by: Actor, at: datetime, **how: Any) -> int:
    """Chuyển quy chế, dòng quy chế, đề nghị chưa trả lời — each with its paper to be read."""
    return hand(THINGS, from_unit=from_unit, to_unit=to_unit, on=on, by=by, at=at, **how)


def _not_kept(rows: models.QuerySet[Regulation], unit: Unit) -> models.QuerySet[Regulation]:
    """Not where the receiver has entered the same paper."""
    same = Regulation.objects.filter(unit=unit, paper=models.OuterRef("paper"))
    return rows.exclude(models.Exists(same))


def _with_papers(ids: Ids, handing: Handing) -> None:
    _show(Regulation.objects.filter(pk__in=ids), handing)


def _with_regulations(ids: Ids, handing: Handing) -> None:
    _show(Regulation.objects.filter(lines__in=ids), handing)


def _with_lines(ids: Ids, handing: Handing) -> None:
    _show(Regulation.objects.filter(lines__partners__in=ids), handing)


def _show(rows: models.QuerySet[Regulation], handing: Handing) -> None:
    found = list(rows.values_list("pk", "paper"))
    share_many(Regulation, [pk for pk, _paper in found], handing.to_unit, because=SHARED, at=handing.at)
    share_many(Paper, [paper for _pk, paper in found], handing.to_unit, because=SHARED, at=handing.at)


def _not_named(rows: models.QuerySet[LinePartner], unit: Unit) -> models.QuerySet[LinePartner]:
    """Not where the receiver leads that line, or joins in it already."""
    theirs = LinePartner.objects.filter(unit=unit, line=models.OuterRef("line"))
    return rows.exclude(line__responsible=unit).exclude(models.Exists(theirs))


def _not_asked(rows: models.QuerySet[Reply], unit: Unit) -> models.QuerySet[Reply]:
    """Not where the receiver was itself asked; what it asked itself passes, and is then nobody's to answer."""
    same = Reply.objects.filter(unit=unit, request=models.OuterRef("request"))
    return rows.exclude(models.Exists(same))


def _with_requests(ids: Ids, handing: Handing) -> None:
    _show_requests(Request.objects.filter(pk__in=ids), handing)


def _with_replies(ids: Ids, handing: Handing) -> None:
    _show_requests(Request.objects.filter(replies__in=ids), handing)


def _show_requests(rows: models.QuerySet[Request], handing: Handing) -> None:
    """What a request leans on is the receiver's to read."""
    papers = rows.filter(paper__isnull=False).values_list("paper", flat=True)
    share_many(Paper, papers, handing.to_unit, because=SHARED, at=handing.at)
    works = rows.filter(assignment__isnull=False).values_list("assignment", flat=True)
    share_many(Assignment, works, handing.to_unit, because=SHARED, at=handing.at)
    _show(Regulation.objects.filter(lines__requests__in=rows), handing)


def _lines(role: str) -> Any:
    return lambda unit: Line.objects.filter(_STANDING, **{role: unit})


THINGS = (
    Thing(Regulation, "unit", gettext_lazy("Quy chế phối hợp đơn vị theo dõi"),
          lambda unit: Regulation.objects.filter(_STANDING, unit=unit), unless=_not_kept, also=_with_papers),
    Thing(Line, "authority", gettext_lazy("Dòng quy chế phối hợp đơn vị có thẩm quyền"), _lines("authority"),
          also=_with_regulations),
    Thing(Line, "responsible", gettext_lazy("Dòng quy chế phối hợp đơn vị chịu trách nhiệm"), _lines("responsible"),
          also=_with_regulations),
    Thing(LinePartner, "unit", gettext_lazy("Dòng quy chế phối hợp đơn vị tham gia"),
          lambda unit: LinePartner.objects.filter(unit=unit, line__until_on__isnull=True), unless=_not_named,
          also=_with_lines),
    Thing(Request, "unit", gettext_lazy("Đề nghị phối hợp chưa được trả lời đủ"),
          lambda unit: Request.objects.filter(unit=unit, replies__state__in=WAITING).distinct(), also=_with_requests),
    Thing(Reply, "unit", gettext_lazy("Đề nghị phối hợp chờ đơn vị trả lời"),
          lambda unit: Reply.objects.filter(unit=unit, state__in=WAITING), unless=_not_asked, also=_with_replies),
)  # fmt: skip

STAYS: dict[str, str] = {}
