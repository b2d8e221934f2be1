"""Dữ liệu cá nhân của phòng lịch — reports of periods, feeds and mailboxes that people opened themselves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.reminding.models import Feed, Letter, Mailbox, OccurrenceStep
from dondoc.shared.subject import About, Subject, acted


def _drop(who: Subject) -> int:
    """The address goes, and with it the letters told of."""
    rows = Mailbox.objects.filter(user__person_id=who.person_id)
    count = rows.count()
    rows.delete()
    return count


PERSONAL = {
    "papers": {"Occurrence": "text returned_because"},
    "acting": {"OccurrenceStep": "account_id person_id holding_id"},
    "posts": {"Feed": "holding account_id digest revoked_on", "Mailbox": "user email", "Letter": "mailbox day tried_at sent_at",
              "Alert": "mailbox tried_at sent_at"},
}  # fmt: skip
NOT_PERSONAL = {"Occurrence": ("due_on reported_on", "days of a unit's work")}
ABOUT = (
    About("reminding.occurrencestep", "acting", _("Kỳ đã báo cáo, đã xác nhận"), acted(OccurrenceStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("reminding.feed", "posts", _("Đường lịch đã mở"), lambda who: Feed.objects.filter(holding__person_id=who.person_id),
          (("on", _("Ngày")), ("revoked_on", _("Thu hồi")))),
    About("reminding.mailbox", "posts", _("Hộp thư nhận nhắc việc"), lambda who: Mailbox.objects.filter(user__person_id=who.person_id),
          (("on", _("Ngày")),), _drop),
    About("reminding.letter", "posts", _("Thư nhắc việc đã gửi"), lambda who: Letter.objects.filter(mailbox__user__person_id=who.person_id),
          (("day", _("Ngày")), ("works", _("Việc")))),
)  # fmt: skip
