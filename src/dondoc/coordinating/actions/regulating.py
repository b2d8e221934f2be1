"""Vào quy chế phối hợp — a registered paper as a matrix; a line is replaced or ended from a day, never written over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require, sees, share
from dondoc.coordinating import rules
from dondoc.coordinating.matrix import Line, LinePartner, Regulation
from dondoc.coordinating.words import CountedFrom, TimeUnit
from dondoc.documents.models import Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import check_stands

ENTER = "coordinating.enter"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Words:
    """Một dòng, như văn bản viết — units where they stand in the tree, words where they do not."""

    content: str
    level: str = ""
    authority: Unit | None = None
    authority_words: str = ""
    responsible: Unit | None = None
    responsible_words: str = ""
    partners: tuple[Unit, ...] = ()
    partner_words: str = ""
    amount: int | None = None
    time_unit: str = ""
    counted_from: str = CountedFrom.RECEIVED
    provision: str = ""


@act(ENTER, gettext_lazy("Vào quy chế phối hợp"))
def enter(*, unit: Unit, paper: Paper, from_on: date, by: Actor, at: datetime) -> Regulation:
    """Vào quy chế phối hợp — its matrix is entered line by line after."""
    require(by, ENTER, unit)
    if paper.is_stub or not sees(by, paper):
        raise Refused(_("Không thấy văn bản này trong sổ. Vào sổ trước."))
    if unit.tree == Tree.OUTSIDE:
        raise Refused(_("Chọn một đơn vị trong hệ thống."))
    if Regulation.objects.filter(unit=unit, paper=paper).exists():
        raise Refused(_("Đơn vị đã vào quy chế này."))
    check_stands(unit)
    row = Regulation.objects.create(unit=unit, paper=paper, from_on=from_on, on=hanoi_day(at), at=at)
    write(ENTER, row, by=by, at=at, unit=unit, paper=paper.pk)
    return row


@act("coordinating.add_line", gettext_lazy("Thêm dòng ma trận"))
def add_line(*, regulation: Regulation, words: Words, by: Actor, at: datetime, from_on: date | None = None) -> Line:
    """Thêm dòng — whom it names sees the regulation and its paper."""
    require(by, "coordinating.add_line", regulation.unit)
    row = _made(regulation, words, from_on or regulation.from_on, at)
    write("coordinating.add_line", regulation, by=by, at=at, unit=regulation.unit, line=row.pk)
    return row


@act("coordinating.replace_line", gettext_lazy("Thay dòng ma trận"))
def replace_line(*, line: Line, words: Words, from_on: date, by: Actor, at: datetime) -> Line:
    """Thay dòng — another stands from a day; from the first day of the earlier, that one never stood. What was asked
    by the earlier stays counted by it.
    """
    require(by, "coordinating.replace_line", line.regulation.unit)
    rules.check_end(from_on, line.from_on)
    _end(line, from_on - DAY, _("Thay bằng dòng khác."))
    row = _made(line.regulation, words, from_on, at, replaces=line)
    write("coordinating.replace_line", line.regulation, by=by, at=at, on=from_on, unit=line.regulation.unit, line=row.pk,
          replaced=line.pk)  # fmt: skip
    return row


@act("coordinating.end_line", gettext_lazy("Thôi dòng ma trận"))
def end_line(
    *, line: Line, reason: str, by: Actor, at: datetime, until_on: date | None = None, is_mistake: bool = False
) -> None:
    """Thôi dòng — after a day; or, entered by mistake, as if it never was."""
    require(by, "coordinating.end_line", line.regulation.unit)
    check_reason(reason)
    last = line.from_on - DAY if is_mistake else until_on or hanoi_day(at)
    if not is_mistake:
        rules.check_end(last, line.from_on)
    _end(line, last, reason)
    write("coordinating.end_line", line.regulation, by=by, at=at, unit=line.regulation.unit, line=line.pk)


@act("coordinating.end", gettext_lazy("Kết thúc quy chế phối hợp"))
def end(*, regulation: Regulation, until_on: date, reason: str, by: Actor, at: datetime) -> None:
    """Kết thúc quy chế — the last day it is in force; what was asked by it goes on to be answered."""
    require(by, "coordinating.end", regulation.unit)
    check_reason(reason)
    rules.check_end(until_on, regulation.from_on)
    open_ = Regulation.objects.filter(pk=regulation.pk, until_on__isnull=True)
    if not open_.update(until_on=until_on, ended_because=reason.strip()):
        raise Refused(_("Quy chế này đã kết thúc."))
    write("coordinating.end", regulation, by=by, at=at, on=until_on, unit=regulation.unit)


def _end(line: Line, until_on: date, reason: str) -> None:
    open_ = Line.objects.filter(pk=line.pk, until_on__isnull=True)
    if not open_.update(until_on=until_on, ended_because=reason.strip()):
        raise Refused(_("Dòng này đã thôi áp dụng."))


def _made(regulation: Regulation, words: Words, from_on: date, at: datetime, replaces: Line | None = None) -> Line:
    """The line and its partners; the regulation's row is held, so that two do not take one number."""
    held = Regulation.objects.select_for_update().get(pk=regulation.pk)
    _check(words, held, from_on)
    last = Line.objects.filter(regulation=held).aggregate(last=models.Max("number"))["last"] or 0
    row = Line.objects.create(
        regulation=held, number=last + 1, content=words.content.strip(), level=words.level.strip(),
        authority=words.authority, authority_words=words.authority_words.strip(), responsible=words.responsible,
        responsible_words=words.responsible_words.strip(), partner_words=words.partner_words.strip(), amount=words.amount,
        time_unit=TimeUnit(words.time_unit).value if words.time_unit else "",
        counted_from=CountedFrom(words.counted_from).value, provision=words.provision.strip(), from_on=from_on,
        replaces=replaces, at=at,
    )  # fmt: skip
    partners = {unit.pk: unit for unit in words.partners}
    LinePartner.objects.bulk_create([LinePartner(line=row, unit=unit) for unit in partners.values()])
    _show(regulation, [words.authority, words.responsible, *partners.values()], at)
    return row


def _check(words: Words, regulation: Regulation, from_on: date) -> None:
    has_lead = words.responsible is not None or bool(words.responsible_words.strip())
    has_partner = bool(words.partners) or bool(words.partner_words.strip())
    leads_itself = words.responsible is not None and words.responsible in words.partners
    rules.check_line(words.content, has_lead=has_lead, has_partner=has_partner, leads_itself=leads_itself)
    rules.check_time(words.amount, words.time_unit, words.provision)
    rules.check_span(from_on, regulation.from_on, regulation.until_on)


def _show(regulation: Regulation, units: Iterable[Unit | None], at: datetime) -> None:
    """Whom it names reads the matrix and the paper; they still stand."""
    named = {unit.pk: unit for unit in units if unit is not None and unit.tree != Tree.OUTSIDE}
    for unit in named.values():
        share(regulation, unit, because=ENTER, at=at)
        share(regulation.paper, unit, because=ENTER, at=at)
    check_stands(*named.values())
