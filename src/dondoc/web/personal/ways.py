"""Các phần của việc bảo vệ dữ liệu — which pages one may open, for the line above each of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.access.rights import may, reaches
from dondoc.personal.breaching import OVERSEE
from dondoc.personal.models import ANSWER, at_root
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Way:
    """Một trang."""

    url: str
    label: str
    current: bool


def ways(actor: Actor, current: str) -> list[Way]:
    """Breaches for who oversees any unit; what is of the whole installation for who oversees the root."""
    house, answers = may(actor, OVERSEE, keeper()), at_root(actor, ANSWER)
    asked = [
        ("data_requests", _("Yêu cầu"), answers), ("purposes", _("Sổ mục đích"), answers or house),
        ("breaches", _("Vụ lộ, mất dữ liệu"), bool(reaches(actor, OVERSEE))), ("retention", _("Xóa theo hạn"), house),
        ("holds", _("Lệnh giữ"), house), ("assessment", _("Đánh giá tác động"), house),
        ("exports", _("Xuất số liệu"), house),
    ]  # fmt: skip
    return [Way(reverse(name), label, name == current) for name, label, has in asked if has]


def check_oversees(actor: Actor) -> None:
    """What is of the whole installation is not there for who does not oversee it."""
    if not may(actor, OVERSEE, keeper()):
        raise Http404
