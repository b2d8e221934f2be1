"""Dữ liệu cá nhân ở nền — a form's token bears the number of an account."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.expiring import Expiring
from dondoc.shared.models import Once
from dondoc.shared.subject import About

PERSONAL = {"accounts": {"Once": "token"}}
NOT_PERSONAL = {
    "Once": ("where_to", "an address with public ids"),
    "Isolation": (
        "profile number decided_on issuer place lan from_on until_on ended_because network_problem",
        "the decision by which the machine may hold secrets",
    ),
}
ABOUT: tuple[About, ...] = ()


def _of_accounts(people: Collection[int]) -> models.Q:
    """A token begins with the number of its account."""
    accounts = get_user_model()._base_manager.filter(person__in=people).values_list("pk", flat=True)
    found = models.Q(pk__in=())
    for pk in accounts:
        found |= models.Q(token__startswith=f"{pk}:")
    return found


ERASE = (
    Expiring("shared.once", "accounts", _("Dấu chống gửi hai lần"), lambda before: Once.objects.filter(at__lt=before),
             lambda ids: int(Once.objects.filter(pk__in=ids).delete()[0]), {"person": _of_accounts}),
)  # fmt: skip
