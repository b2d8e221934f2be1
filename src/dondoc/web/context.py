"""Khung trang — what every page shows around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import SEE, reaches
from dondoc.personal.breaching import OVERSEE
from dondoc.personal.models import ANSWER, at_root
from dondoc.shared.actor import Actor
from dondoc.units.models import SEE_TREE
from dondoc.units.queries import acting_unit
from dondoc.web.asof import Look, look_at
from dondoc.web.isolation import isolation_of

LOOKING_BACK = ("obligations", "mirror", "progress", "regulations")


@dataclass(frozen=True, slots=True)
class Room:
    """Một phòng ở cột trái."""

    url: str
    label: str
    current: bool
    count: int | None = None


def frame(request: HttpRequest) -> dict[str, Any]:
    """The rooms a person has, the post one acts under, the day looked at, the demo's notice, the isolation's."""
    actor: Actor | None = getattr(request, "actor", None)
    shown: dict[str, Any] = {"is_demo": settings.DONDOC_IS_DEMO, "actor": actor, "isolation": isolation_of(request)}
    if actor is None:
        return shown | {"portal": settings.DONDOC_OIDC_NAME if settings.DONDOC_OIDC_ISSUER else ""}
    held, look = actor.memo.get("chairs", []), look_at(request)
    return shown | {
        "look": look,
        "as_of": look.past if look else None,
        "rooms": rooms(actor, request.path, look),
        "may_alarm": bool(reaches(actor, "incidents.open")),
        "actor_choices": held,
        "chair": actor.memo.get("chair"),
        "acting_unit": acting_unit(actor),
    }


def rooms(actor: Actor, path: str, look: Look | None = None) -> list[Room]:
    """Six to nine words, only those the person really has; those that look back keep the day."""
    works, keeps = bool(reaches(actor, SEE)), bool(reaches(actor, SEE_TREE))
    asked = [
        (True, reverse("desk"), _("Bàn làm việc")),
        (bool(reaches(actor, "documents.upload")), reverse("upload"), _("Tải văn bản lên")),
        (works or bool(reaches(actor, "documents.open_register")), reverse("registers"), _("Sổ văn bản")),
        (works, reverse("obligations"), _("Nhiệm vụ")),
        (works, reverse("schedule"), _("Lịch")),
        (bool(reaches(actor, "urging.issue")), reverse("urging"), _("Đôn đốc")),
        (works, reverse("studying"), _("Quán triệt")),
        (works, reverse("plans"), _("Kế hoạch")),
        (works, reverse("programmes"), _("Chương trình, chỉ tiêu")),
        (works, reverse("mirror"), _("Soi")),
        (works, reverse("progress"), _("Báo cáo")),
        (works or keeps, reverse("regulations"), _("Quy định")),
        (works or keeps, reverse("units"), _("Đơn vị")),
        (keeps, reverse("people"), _("Người và tài khoản")),
        (works, reverse("journal"), _("Nhật ký")),
        (at_root(actor, ANSWER), reverse("data_requests"), _("Dữ liệu cá nhân")),
        (bool(reaches(actor, OVERSEE)) and not at_root(actor, ANSWER), reverse("breaches"), _("Dữ liệu cá nhân")),
        (bool(reaches(actor, "incidents.remove")), reverse("incidents"), _("Sự cố")),
    ]
    past = {reverse(name): look.url(name) for name in LOOKING_BACK} if look else {}
    return [
        Room(past.get(url, url), label, path == url if url == "/" else path.startswith(url))
        for has, url, label in asked if has
    ]  # fmt: skip
