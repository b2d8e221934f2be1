"""Xóa chữ của phòng gửi, nhận — the number and the note of a paper in a package; installations and digests stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.exchange.models import PackageRow, Partner
from dondoc.shared.erasing import Erase, Scope, numbered

ERASES = (
    Erase(PackageRow, "label", numbered), Erase(PackageRow, "note"),
    Erase(Partner, "ground"), Erase(Partner, "ended_because"),
)  # fmt: skip
KEEPS = {
    **{f"exchange.Package.{name}": "which package, by whose journal" for name in ("digest", "head", "kind")},
    **{f"exchange.PackageRow.{name}": "which line of a package" for name in ("digest", "key")},
    **{f"exchange.Partner.{name}": "an installation and its key" for name in ("fingerprint", "name", "public_key")},
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Lines of the papers that were found; others one by one."""
    theirs = models.Q(entry__paper__in=scope.papers) | models.Q(pk__in=scope.of(PackageRow))
    yield PackageRow.objects.filter(theirs).order_by("pk")
    yield Partner.objects.filter(pk__in=scope.of(Partner)).order_by("pk")
