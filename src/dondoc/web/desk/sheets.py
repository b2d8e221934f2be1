"""Khay bảng chờ nạp — sheets whose columns or whose rows wait for a person's word."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.importing.lifecycle import ImportState
from dondoc.importing.models import Import
from dondoc.shared.actor import Actor
from dondoc.web.desk.waiting import Item


def waiting(actor: Actor) -> models.QuerySet[Import]:
    """Of the units where I may enter one."""
    rows = Import.objects.granted(actor, "importing.confirm")
    return rows.filter(state__in=[ImportState.COLUMNS, ImportState.READY]).order_by("id")


def item(row: Import) -> Item:
    """Which sheet, how many rows, what is asked next."""
    about = _("%(kind)s, %(n)s dòng · %(state)s") % {
        "kind": row.get_kind_display(), "n": row.total, "state": row.get_state_display(),
    }  # fmt: skip
    asked = _("Xác nhận cột") if row.state == ImportState.COLUMNS else _("Xem rồi nạp")
    return Item(reverse("import", args=[row.public_id]), row.file_name, about, None, None, asked)
