"""Hành vi về khóa chính — done on the machine by whoever runs it; the line names keys by their ids."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.journal.actions import write
from dondoc.shared import keyring, rotating
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act


@act("access.rotate_key", gettext_lazy("Xoay khóa chính"))
def rotate_key(*, by: Actor, at: datetime) -> str:
    """Xoay khóa chính — a new key from now on; the caller then locks anew what the old one locks. Returns its id."""
    _only_on_the_machine(by)
    if rotating.under_way():
        raise Refused(_("Lần xoay khóa trước chưa xong. Khóa lại nốt rồi hủy khóa cũ."))
    old, new = keyring.ring().current.id, keyring.add().id
    write("access.rotate_key", None, by=by, at=at, old=old, new=new)
    return new


@act("access.destroy_key", gettext_lazy("Hủy khóa chính cũ"))
def destroy_key(*, by: Actor, at: datetime) -> None:
    """Hủy khóa chính cũ — refused while anything is locked by it; backups made under it then need its own copy."""
    _only_on_the_machine(by)
    old = [key.id for key in keyring.ring().keys[:-1]]
    write("access.destroy_key", None, by=by, at=at, old=old)
    rotating.destroy_old()


def _only_on_the_machine(by: Actor) -> None:
    if not by.is_setup:
        raise Refused(_("Khóa chính chỉ đổi được bằng lệnh trên máy chủ."))
