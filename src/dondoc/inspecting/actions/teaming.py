"""Đoàn kiểm tra, giám sát — set up by a paper, for a term or one decision; who sits in it, each by a paper."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.teams import Seat, Team
from dondoc.inspecting.words import Role
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason, or_refuse
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import check_stands

FORM, SEAT, UNSEAT = "inspecting.form_team", "inspecting.seat", "inspecting.unseat"


@act(FORM, gettext_lazy("Lập đoàn kiểm tra, giám sát"))
def form_team(
    *, unit: Unit, name: str, paper: Paper, from_on: date, by: Actor, at: datetime, until_on: date | None = None,
    is_standing: bool = False,
) -> Team:  # fmt: skip
    """Lập đoàn — named as its decision names it; one that stands over a term has its last day."""
    require(by, FORM, unit)
    rules.check_text(name)
    rules.check_dates(from_on, until_on)
    if is_standing and until_on is None:
        raise Refused(_("Đoàn ổn định trong nhiệm kỳ cần ghi ngày hết nhiệm kỳ."))
    with or_refuse(_("Đã có đoàn tên này từ ngày ấy.")):
        row = Team.objects.create(body=unit, name=name.strip()[:120], paper=paper, from_on=from_on, until_on=until_on,
                                  is_standing=is_standing, at=at)  # fmt: skip
    check_stands(unit)
    write(FORM, row, by=by, at=at, unit=unit, paper=paper.pk)
    return row


@act(SEAT, gettext_lazy("Ghi thành viên đoàn"))
def seat(*, team: Team, holding: Holding, role: str, paper: Paper, from_on: date, by: Actor, at: datetime) -> Seat:
    """Ghi thành viên — a person in a post, with a role, by the decision that names them; one head at a time."""
    require(by, SEAT, team.body)
    rules.check_word(role, Role)
    if holding.until_on is not None and holding.until_on < from_on:
        raise Refused(_("Người này đã thôi chức danh ấy trước ngày vào đoàn."))
    if Seat.objects.filter(team=team, until_on__isnull=True, holding__person=holding.person_id).exists():
        raise Refused(_("Người này đã ở trong đoàn."))
    with or_refuse(_("Đoàn đã có trưởng đoàn. Thay bằng quyết định trước.")):
        row = Seat.objects.create(team=team, holding=holding, role=role, paper=paper, from_on=from_on)
    write(SEAT, team, by=by, at=at, unit=team.body, seat=row.pk)
    return row


@act(UNSEAT, gettext_lazy("Thay thành viên đoàn"))
def unseat(*, seat: Seat, paper: Paper, reason: str, until_on: date, by: Actor, at: datetime) -> None:
    """Thôi tham gia — by a decision; what was done and declared until then stays."""
    require(by, UNSEAT, seat.team.body)
    check_reason(reason)
    rules.check_dates(seat.from_on, until_on)
    ended = {"until_on": until_on, "ended_by": paper, "ended_because": reason.strip()[:300]}
    if not Seat.objects.filter(pk=seat.pk, until_on__isnull=True).update(**ended):
        raise Refused(_("Thành viên này đã thôi tham gia đoàn."))
    write(UNSEAT, seat.team, by=by, at=at, unit=seat.team.body, seat=seat.pk)
