"""Dữ liệu cá nhân của phòng cam kết — that a member hands in, and the days; the file he gave; his own ticks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.pledging.models import Happening, Pledge, Tally, Tick
from dondoc.shared.subject import About, Subject, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "pledges": {
        "Pledge": "person taken_off_at taken_off_because",
        "Happening": "stage file_name keeper struck_at struck_because",
        "Tick": "question",
    },
    "acting": {"Happening": _WHO, "Tally": _WHO},
}  # fmt: skip
NOT_PERSONAL = {"Tally": ("stage", "a count of a cell")}


def _drop_ticks(who: Subject) -> int:
    return Tick.objects.filter(pledge__person=who.person_id).delete()[0]


ABOUT = (
    About("pledging.pledge", "pledges", _("Bản cam kết trong danh sách của chi bộ"),
          lambda who: Pledge.objects.filter(person=who.person_id),
          (("season__year", _("Năm")), ("season__unit__name", _("Chi bộ")), ("taken_off_because", _("Đưa khỏi danh sách vì")))),
    About("pledging.happening", "pledges", _("Ngày nộp, ghi nhận, xem lại bản cam kết"),
          lambda who: Happening.objects.filter(pledge__person=who.person_id),
          (("on", _("Ngày")), ("stage", _("Bước")), ("file_name", _("Tệp")), ("keeper", _("Nơi giữ bản giấy")), ("pledge__season__year", _("Năm")))),
    About("pledging.tick", "pledges", _("Dấu tự soát của chính mình"), lambda who: Tick.objects.filter(pledge__person=who.person_id),
          (("question", _("Câu")), ("pledge__season__year", _("Năm"))), _drop_ticks),
    About("pledging.recorded", "acting", _("Bước của bản cam kết đã ghi"), acted(Happening), (("at", _("Lúc")), ("on", _("Ngày")))),
    About("pledging.tally", "acting", _("Số bản cam kết đã ghi"), acted(Tally), (("at", _("Lúc")), ("on", _("Ngày")), ("season__unit__name", _("Chi bộ")))),
)  # fmt: skip
