"""Hành vi của quyền chủ thể dữ liệu — a name set right, processing restricted and let go, a name no duty keeps taken away.

Called when a person's request is carried out (personal), or by whoever keeps the people for a slip of the pen.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act


@act("access.correct_name", gettext_lazy("Sửa họ tên ghi sai"))
def correct_name(*, person: Person, full_name: str, unit: Any, by: Actor, at: datetime) -> None:
    """Sửa họ tên ghi sai — it was recorded wrongly: pages name the person rightly from now on, of the past too."""
    require(by, "access.correct_name", unit)
    if not full_name.strip():
        raise Refused(_("Cần ghi họ và tên."))
    if person.erased_on is not None:
        raise Refused(_("Người này đã được ẩn danh, không còn tên để sửa."))
    person.full_name = full_name
    person.save(update_fields=["full_name", "sort_key", "search"])
    write("access.correct_name", person, by=by, at=at, unit=unit, fields=["full_name"])


@act("access.restrict_person", gettext_lazy("Hạn chế xử lý dữ liệu của một người"))
def restrict_person(*, person: Person, on: date, unit: Any, by: Actor, at: datetime) -> None:
    """Hạn chế xử lý — the person is no longer suggested for posts nor named in lists taken as files; what was done stays."""
    require(by, "access.restrict_person", unit)
    if person.restricted_on is None:
        person.restricted_on = on
        person.save(update_fields=["restricted_on"])
    write("access.restrict_person", person, by=by, at=at, on=on, unit=unit)


@act("access.lift_restriction", gettext_lazy("Thôi hạn chế xử lý"))
def lift_restriction(*, person: Person, unit: Any, by: Actor, at: datetime) -> None:
    """Thôi hạn chế xử lý — the person is suggested and named again."""
    require(by, "access.lift_restriction", unit)
    if person.restricted_on is None:
        raise Refused(_("Dữ liệu của người này không bị hạn chế xử lý."))
    person.restricted_on = None
    person.save(update_fields=["restricted_on"])
    write("access.lift_restriction", person, by=by, at=at, unit=unit)


@act("access.erase_name", gettext_lazy("Ẩn danh một người"))
def erase_name(*, person: Person, on: date, unit: Any, by: Actor, at: datetime) -> None:
    """Ẩn danh một người — the row stays and is known by its code; whether a duty keeps the name is asked before (personal)."""
    require(by, "access.erase_name", unit)
    person.full_name = f"({person.public_id})"
    person.erased_on = on
    person.save(update_fields=["full_name", "sort_key", "search", "erased_on"])
    write("access.erase_name", person, by=by, at=at, on=on, unit=unit, fields=["full_name"])
