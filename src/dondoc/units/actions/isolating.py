"""Chế độ máy độc lập — switched on by a decision, off when nothing secret is held; the worker tells of a way out."""

from __future__ import annotations

import os
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared import network
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.held import secrets_held
from dondoc.shared.models import Isolation
from dondoc.shared.profile import current
from dondoc.units import rules
from dondoc.units.actions.changing import root


@act("units.isolate", gettext_lazy("Chuyển sang chế độ máy độc lập"))
def isolate(
    *, number: str, decided_on: date, issuer: str, place: str, by: Actor, at: datetime, lan: str = ""
) -> Isolation:
    """Chuyển sang chế độ máy độc lập — by the decision that allows it; refused where the machine has a way out."""
    top = root()
    require(by, "units.isolate", top)
    rules.check_isolation(number, issuer, place)
    check_come(decided_on, at)
    lan = rules.clean_lan(lan)
    if current() is not None:
        raise Refused(_("Bản cài đặt này đang ở chế độ máy độc lập."))
    refuse_connected(lan)
    row = Isolation.objects.create(
        number=number.strip(), decided_on=decided_on, issuer=issuer.strip(), place=place.strip(), lan=lan,
        from_on=hanoi_day(at), at=at,
    )  # fmt: skip
    write("units.isolate", top, by=by, at=at, unit=top, isolation=row.pk)
    return row


@act("units.end_isolation", gettext_lazy("Thôi chế độ máy độc lập"))
def end_isolation(*, reason: str, by: Actor, at: datetime) -> None:
    """Thôi chế độ máy độc lập — only once nothing secret is held: declassified, or removed as an incident."""
    top, row = root(), current()
    require(by, "units.end_isolation", top)
    check_reason(reason)
    if row is None:
        raise Refused(_("Bản cài đặt này không ở chế độ máy độc lập."))
    rules.check_nothing_held(secrets_held())
    row.until_on, row.ended_because = hanoi_day(at), reason.strip()[:300]
    row.save(update_fields=["until_on", "ended_because"])
    write("units.end_isolation", top, by=by, at=at, unit=top, isolation=row.pk)


@act("units.note_network", gettext_lazy("Ghi nhận máy có đường ra mạng"))
def note_network(*, problem: str, by: Actor, at: datetime) -> bool:
    """Ghi nhận đường ra mạng — told by the worker when it begins and when it is gone; pages show it meanwhile.

    Returns whether anything changed; nothing is written otherwise.
    """
    if not by.is_setup:
        raise Refused(_("Chỉ người làm việc nền ghi việc này."))
    row = current()
    if row is None or row.network_problem == problem[:500]:
        return False
    row.network_problem = problem[:500]
    row.save(update_fields=["network_problem"])
    write("units.note_network", root(), by=by, at=at, unit=root(), isolation=row.pk, seen=bool(problem))
    return True


def refuse_connected(lan: str) -> None:
    """Từ chối khi có chỗ nối ra ngoài — asked by the act, and by every start of an isolated installation."""
    found = network.problems(lan, settings, os.environ)
    if found:
        raise Refused(
            _("Không chạy ở chế độ máy độc lập được. %(why)s Ngắt mạng hoặc sửa cấu hình rồi chạy lại.")
            % {"why": " ".join(found)}
        )


def refuse_start() -> None:
    """Từ chối chạy — nothing on a network installation; an isolated one only where nothing leads out."""
    row = current()
    if row is not None:
        refuse_connected(row.lan)


def watch(by: Actor, at: datetime) -> bool:
    """Canh đường mạng — by the worker, again and again; whether something is told now that was not before."""
    row = current()
    if row is None:
        return False
    return note_network(problem=" ".join(network.problems(row.lan, settings, os.environ)), by=by, at=at)
