"""Dữ liệu cá nhân của thư viện cách làm hay — words of a unit on its work, who entered them. No name is asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.practices.models import Practice, PracticeStep, Reuse
from dondoc.reading.text import fold
from dondoc.shared.subject import About, acted

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {"Practice": "name problem done result place because search", "Reuse": "note"},
    "acting": {"PracticeStep": _WHO, "Reuse": _WHO},
}
NOT_PERSONAL: dict[str, tuple[str, str]] = {}
ABOUT = (
    About("practices.practicestep", "acting", _("Cách làm hay đã đề xuất, sửa, xác nhận, rút"), acted(PracticeStep),
          (("at", _("Lúc")), ("thing__name", _("Tên cách làm")), ("step", _("Bước")), ("to_state", _("Đến")))),
    About("practices.reuse", "acting", _("Việc vận dụng cách làm hay đã ghi"), acted(Reuse),
          (("at", _("Lúc")), ("practice__name", _("Tên cách làm")), ("unit__name", _("Đơn vị")))),
    About("practices.named", "papers", _("Cách làm hay có họ tên này trong lời kể (có thể là người trùng tên)"),
          lambda who: Practice.objects.filter(search__contains=fold(who.full_name)), ()),
)  # fmt: skip
