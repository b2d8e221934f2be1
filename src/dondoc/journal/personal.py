"""Dữ liệu cá nhân trong nhật ký — who did what; a line is never deleted, only what it said may be erased."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.journal.models import Entry
from dondoc.shared.subject import About, acted

PERSONAL = {"acting": {"Entry": "account_id person_id holding_id delegation_id"}}
NOT_PERSONAL = {
    "Entry": ("act kind door payload_hash previous", "which act, on which thing, by which door; hashes"),
    "Payload": ("salt body", "ids and names of changed fields, never words of people"),
    "Seal": ("day heads previous", "hashes"),
}
ABOUT = (
    About("journal.entry", "acting", _("Dòng nhật ký"), acted(Entry),
          (("at", _("Lúc")), ("on", _("Ngày của việc")), ("act", _("Hành vi")), ("unit__name", _("Đơn vị")), ("door", _("Qua")))),
)  # fmt: skip
