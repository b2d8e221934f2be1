"""Xóa chữ của phòng kế hoạch — what plans, their versions and comments say; numbers, days, states and who did it stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.obligations.models import Obligation
from dondoc.planning.models import Comment, Item, Plan, Version, VersionItem
from dondoc.shared.erasing import Erase, Scope, unnamed

_SAID = ("text", "owner_words", "partners", "product")
ERASES = (
    Erase(Plan, "title", says=True),
    Erase(Plan, "opening", says=True),
    Erase(Plan, "closing", says=True),
    Erase(Plan, "withdrawn_because"),
    *(Erase(model, name, says=name == "text") for model in (Item, VersionItem) for name in _SAID),
    Erase(VersionItem, "key", to=unnamed),
    Erase(Version, "title", says=True),
    Erase(Version, "opening", says=True),
    Erase(Version, "closing", says=True),
    Erase(Version, "asks"),
    Erase(Comment, "text", says=True),
    Erase(Comment, "why"),
)

KEEPS = {
    "planning.Plan.signer_post": "the title of a post",
    "planning.Plan.authority": "in whose name it is signed",
    "planning.Plan.place": "where an office is",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of a paper: the plans that implement it or were issued as it; of an obligation: the items copied from it."""
    plans = models.Q(source__in=scope.papers) | models.Q(paper__in=scope.papers) | models.Q(pk__in=scope.of(Plan))
    found = Plan.objects.filter(plans).order_by("pk")
    yield found
    duties = models.Q(obligation__in=scope.found.get(Obligation._meta.label_lower, set()))
    items = Item.objects.filter(models.Q(plan__in=found) | duties | models.Q(pk__in=scope.of(Item))).order_by("pk")
    yield items
    versions = Version.objects.filter(models.Q(plan__in=found) | models.Q(pk__in=scope.of(Version))).order_by("pk")
    yield versions
    frozen = models.Q(version__in=versions) | models.Q(item__in=items) | models.Q(pk__in=scope.of(VersionItem))
    yield VersionItem.objects.filter(frozen).order_by("pk")
    comments = models.Q(version__in=versions) | models.Q(pk__in=scope.of(Comment))
    yield Comment.objects.filter(comments).order_by("pk")
