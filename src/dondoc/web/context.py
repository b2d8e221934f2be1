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
from dondoc.pledging.actions.counting import COUNT
from dondoc.pledging.models import KEEP
from dondoc.shared.actor import Actor
from dondoc.units.models import SEE_TREE
from dondoc.units.queries import acting_unit
from dondoc.web.asof import Look, look_at
from dondoc.web.isolation import isolation_of

LOOKING_BACK = ("obligations", "coordinating", "mirror", "progress", "regulations")


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


def rooms(actor: Actor, path: str, look: Look | None = None) -> list[tuple[str, list[Room]]]:
    """Only the rooms that a person really has, under four words; those that look back keep the day."""
    past = {reverse(name): look.url(name) for name in LOOKING_BACK} if look else {}
    shown = [
        (heading, [Room(past.get(url, url), label, path == url if url == "/" else path.startswith(url))
                   for has, url, label in asked if has])
        for heading, asked in _asked(actor)
    ]  # fmt: skip
    return [(heading, found) for heading, found in shown if found]


def _asked(actor: Actor) -> list[tuple[str, list[tuple[bool, str, str]]]]:
    """(Heading, its rooms: whether one has it, its address, its name)."""
    works, keeps = bool(reaches(actor, SEE)), bool(reaches(actor, SEE_TREE))
    answers, oversees = at_root(actor, ANSWER), bool(reaches(actor, OVERSEE))
    return [
        ("", [(True, reverse("desk"), _("Bàn làm việc"))]),
        (_("Văn bản"), [
            (bool(reaches(actor, "documents.upload")), reverse("upload"), _("Tải văn bản lên")),
            (works or bool(reaches(actor, "documents.open_register")), reverse("registers"), _("Sổ văn bản")),
            (works, reverse("studying"), _("Quán triệt")),
        ]),
        (_("Thực hiện"), [
            (works, reverse("obligations"), _("Nhiệm vụ")),
            (works, reverse("plans"), _("Kế hoạch")),
            (works, reverse("schedule"), _("Lịch")),
            (works, reverse("evidence_list"), _("Minh chứng")),
            (bool(reaches(actor, "urging.issue")), reverse("urging"), _("Đôn đốc")),
            (works, reverse("coordinating"), _("Phối hợp")),
            (works or bool(reaches(actor, KEEP) or reaches(actor, COUNT)), reverse("pledges"), _("Cam kết")),
            (works, reverse("programmes"), _("Chương trình, chỉ tiêu")),
        ]),
        (_("Nhìn lại"), [
            (works, reverse("inspections"), _("Kiểm tra, giám sát")),
            (works, reverse("mirror"), _("Soi")),
            (works, reverse("progress"), _("Báo cáo")),
            (works, reverse("practices"), _("Cách làm hay")),
            (works, reverse("merits"), _("Thi đua, khen thưởng")),
            (works, reverse("journal"), _("Nhật ký")),
        ]),
        (_("Cơ quan"), [
            (works or keeps, reverse("units"), _("Đơn vị")),
            (keeps, reverse("people"), _("Người và tài khoản")),
            (works or keeps, reverse("regulations"), _("Quy định")),
            (answers, reverse("data_requests"), _("Dữ liệu cá nhân")),
            (oversees and not answers, reverse("breaches"), _("Dữ liệu cá nhân")),
            (bool(reaches(actor, "incidents.remove")), reverse("incidents"), _("Sự cố")),
        ]),
    ]  # fmt: skip
