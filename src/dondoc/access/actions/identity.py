"""Hành vi về thông tin định danh — recorded and corrected by who keeps people; looked up by an exact number."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.keeping import require_kept
from dondoc.access.models import Identity, Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come
from dondoc.shared.sealed import found

NUMBERS = ("id_number", "card_number")


@act("access.record_identity", gettext_lazy("Ghi thông tin định danh"))
def record_identity(
    *, person: Person, born_on: date | None, id_number: str, card_number: str, phone: str, address: str,
    unit: Any, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Ghi thông tin định danh — written or corrected, what is emptied is gone; the journal names the fields alone."""
    require_kept(by, "access.record_identity", person, unit)
    if born_on:
        check_come(born_on, at)
    said = {
        "born_on": born_on.isoformat() if born_on else "", "id_number": id_number.strip(), "card_number": card_number.strip(),
        "phone": phone.strip(), "address": address.strip(),
    }  # fmt: skip
    row = Identity.objects.select_for_update().filter(person=person).first() or Identity(person=person)
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    if not changed:
        raise Refused(_("Không có gì khác với thông tin đang giữ."))
    _check_numbers(person, said)
    for name in changed:
        setattr(row, name, said[name])
    row.save()
    write("access.record_identity", person, by=by, at=at, unit=unit, fields=changed)


@act("access.look_up_person", gettext_lazy("Tra người theo số"))
def look_up_person(*, number: str, unit: Any, by: Actor, at: datetime) -> Person | None:
    """Tra người theo số — the whole number, of an identity or a Party card; every look-up leaves a line, without it."""
    require(by, "access.look_up_person", unit)
    rows = (found(Identity.objects.all(), name, number).select_related("person").first() for name in NUMBERS)
    row = next(filter(None, rows), None)
    write("access.look_up_person", row.person if row else None, by=by, at=at, unit=unit)
    return row.person if row else None


def _check_numbers(person: Person, said: dict[str, str]) -> None:
    """A number is one person's."""
    for name in NUMBERS:
        if found(Identity.objects.exclude(person=person), name, said[name]).exists():
            label = Identity._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            raise Refused(_("Đã ghi %(field)s này cho người khác. Kiểm tra lại, hoặc tra theo số.") % {"field": label})
