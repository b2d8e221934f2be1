"""Bộ quyền — what a post kind's holders are given: as proposed by this release, as the office set it, as they hold it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from dondoc.reading.text import fold
from dondoc.shared.acts import Refused, plate_of
from dondoc.units.models import PostKind, PostRight

Bundle = dict[str, bool]  # act → with all below


@cache
def proposed_rows() -> dict[str, Any]:
    """Bộ quyền đề nghị — data/posts.toml as it is written."""
    rows: dict[str, Any] = tomllib.loads((files("dondoc.units") / "data" / "posts.toml").read_text("utf-8"))["posts"]
    return rows


def proposed(key: str) -> Bundle:
    """The bundle this release proposes for a kind; empty for a kind of the office's own."""
    row = proposed_rows().get(key, {})
    return dict.fromkeys(row.get("alone", []), False) | dict.fromkeys(row.get("below", []), True)


def grantable() -> list[str]:
    """Quyền giao được — the acts that ask a right of their own: those proposed for any post, those the office gives."""
    named = {act for key in proposed_rows() for act in proposed(key)}
    named |= set(PostRight.objects.order_by().values_list("act", flat=True).distinct())
    return sorted(act for act in named if plate_of(act))


def key_of(title: str) -> str:
    """Khóa của loại chức danh mới — from its title; raises Refused where there is such a kind."""
    key = "_".join(fold(title).upper().split())[:30]
    if PostKind.objects.filter(key=key).exists() or PostKind.objects.filter(title=title).exists():
        raise Refused(_("Đã có loại chức danh này."))
    return key
