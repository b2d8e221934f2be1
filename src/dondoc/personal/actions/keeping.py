"""Hành vi giữ, xóa nhật ký truy cập — only by a figure the office set; how many rows went stays in the journal."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.personal.declared import expiring, purposes
from dondoc.personal.looking import saw
from dondoc.personal.models import Look
from dondoc.personal.retaining import free_rows, holds_on
from dondoc.regulations.counting import add_months
from dondoc.regulations.figures import Figure
from dondoc.regulations.queries import figure, keeper
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import HANOI
from dondoc.units.models import Unit


@act("personal.read_looks", gettext_lazy("Xem nhật ký truy cập của một người"))
def read_looks(*, person: Person, reason: str, by: Actor, at: datetime, session: str = "") -> None:
    """Xem nhật ký truy cập của một người — for whoever protects the data, with a reason; this too is told to the person."""
    house = keeper()
    require(by, "personal.read_looks", house)
    check_reason(reason)
    saw([person.pk], "looks", by=by, at=at, session=session, reason=reason)
    write("personal.read_looks", person, by=by, at=at, unit=house)


@act("personal.drop_looks", gettext_lazy("Xóa nhật ký truy cập hết hạn giữ"))
def drop_looks(*, by: Actor, at: datetime) -> int:
    """Xóa nhật ký truy cập hết hạn giữ — older than the figure says, and told already; nothing where it is unset."""
    house = keeper()
    require(by, "personal.drop_looks", house)
    until = oldest_kept(by.today)
    if until is None:
        raise Refused(_("Chưa đặt nhật ký truy cập được giữ bao lâu, nên giữ tất cả. Đặt con số ở Quy định."))
    old = Look.objects.filter(at__lt=datetime.combine(until, time(), HANOI), held_until__isnull=True, under_kind="")
    gone = free_rows(expiring()["personal.look"], old, holds_on(by.today))
    count = gone.count()
    gone._raw_delete(gone.db)
    write("personal.drop_looks", None, by=by, at=at, unit=house, count=count, until=until.isoformat())
    return count


def oldest_kept(today: date) -> date | None:
    """Giữ từ ngày nào — None where no figure says how long: everything is kept."""
    found = figure(purposes()["looks"].keep, on=today)
    return add_months(today, -found.amount) if isinstance(found, Figure) else None


@act("personal.take_copy", gettext_lazy("Lập bản sao dữ liệu"))
def take_copy(*, person: Person, by: Actor, at: datetime, unit: Unit | None = None) -> None:
    """Lập bản sao dữ liệu — of oneself at any time; of another by whoever carries out that person's request."""
    if person.pk != by.person_id:
        require(by, "personal.fulfil", unit or keeper())
    write("personal.take_copy", person, by=by, at=at, unit=unit or keeper())
