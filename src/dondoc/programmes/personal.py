"""Dữ liệu cá nhân của phòng chương trình — names in the words of papers; who entered which figure of a unit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.programmes.models import Item, Value
from dondoc.shared.subject import About, acted

PERSONAL = {
    "papers": {
        "Programme": "name withdrawn_because", "Item": "text meeting withdrawn_because", "Version": "measure source",
        "Value": "replaced_because", "Exemption": "reason ended_because",
        "Carrying": "ended_because",
    },
    "acting": {"Value": "account_id person_id holding_id"},
}  # fmt: skip
NOT_PERSONAL = {
    "Programme": ("kind from_on until_on withdrawn_at", "which programme, for which time"),
    "Item": ("kind provision by_on precision withdrawn_at", "which passage of a paper, for which time"),
    "Version": (
        "from_on direction word base_on by_on way across kinds each_direction",
        "what is asked of units, from when",
    ),
    "Value": ("judgement replaced_at", "how a target of a unit stands"),
    "Exemption": ("from_on until_on ended_at", "from when to when"),
    "Carrying": ("ended_at", "until when"),
}
ABOUT = (
    About("programmes.value", "acting", _("Số liệu đã ghi"), acted(Value),
          (("at", _("Lúc")), ("on", _("Ngày")), ("unit__name", _("Đơn vị")), ("evidence__text", _("Minh chứng")))),
    About("programmes.item", "papers", _("Mục của chương trình có họ tên này trong lời văn (có thể là người trùng tên)"),
          lambda who: Item.objects.filter(text__icontains=who.full_name), ()),
)  # fmt: skip
