"""Khay thư — urgent papers that the mail host has not taken a letter of, for who keeps the accounts: who was not told, of what nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.reminding.actions.writing import AGAIN, TOLD_FOR
from dondoc.reminding.models import Alert
from dondoc.shared.actor import Actor
from dondoc.web.desk.waiting import Item
from dondoc.web.templatetags.words import luc

TOLD = timedelta(days=14)  # how long one is told that the software gave up


def untaken(actor: Actor, moment: datetime) -> models.QuerySet[Alert]:
    """Tried, and still not taken, of people whose posts lie where one keeps accounts."""
    rows = Alert.objects.granted(actor, "access.open_account")
    rows = rows.filter(sent_at=None, at__gte=moment - TOLD, at__lte=moment - AGAIN)
    return rows.select_related("mailbox__user__person", "entry").order_by("at", "id")


def item(moment: datetime) -> Callable[[Alert], Item]:
    def said(row: Alert) -> Item:
        given_up = row.entry.at < moment - TOLD_FOR
        how = _("đã thôi thử: báo người ấy bằng cách khác") if given_up else _("phần mềm còn thử lại")
        about = _("từ %(at)s · %(how)s") % {"at": luc(row.at), "how": how}
        title = _("Chưa báo được văn bản khẩn cho %(person)s: máy chủ thư không nhận") % {
            "person": row.mailbox.user.person
        }
        return Item(reverse("people"), title, about, None, None, "")

    return said
