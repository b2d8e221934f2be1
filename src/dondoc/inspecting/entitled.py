"""Ai được làm trong đoàn — the right of a seat: it is the person's own, of that case, and needs a declaration first."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from dondoc.access.rights import NotAllowed, may
from dondoc.inspecting.findings import Declaration
from dondoc.inspecting.lifecycle import BEFORE_WORK
from dondoc.inspecting.models import Case
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.words import Role
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, plate_of


class NotSeated(NotAllowed):
    """Không ở trong đoàn — this is for the team's members, or for its head."""

    def __init__(self, act: str, roles: Collection[str]) -> None:
        who = _("trưởng đoàn, phó trưởng đoàn") if roles else _("thành viên đoàn")
        text = _("“%(act)s” do %(who)s của cuộc này làm.") % {"act": plate_of(act).label, "who": who}
        Refused.__init__(self, text)
        self.act, self.unit, self.who_may = act, None, ()


HEADS = (Role.HEAD, Role.DEPUTY)


def seat_in(case: Case, by: Actor) -> Seat | None:
    """The seat one has in its team today; None for others, and for who acts by delegation."""
    return Seat.objects.taken(by).filter(team=case.team_id).first() if case.team_id else None


def require_seat(by: Actor, act: str, case: Case, roles: Collection[str] = (), *, declared: bool = True) -> Seat | None:
    """Kiểm tra chỗ trong đoàn — raises NotSeated; once the work has begun, Refused for who has not declared."""
    if by.is_setup:
        return None
    seat = seat_in(case, by)
    if seat is None or (roles and seat.role not in roles):
        raise NotSeated(act, roles)
    if declared and case.state not in BEFORE_WORK and not Declaration.objects.filter(case=case, seat=seat).exists():
        raise Refused(_("Đồng chí chưa khai xung đột lợi ích ở cuộc này. Khai trước khi làm việc với đối tượng."))
    return seat


def require_side(by: Actor, act: str, case: Case) -> None:
    """Kiểm tra phía chủ trì — the team, or whoever may at the unit that leads."""
    if not may(by, act, case.lead):
        require_seat(by, act, case)
