"""Xóa chữ của phòng phân quyền — drafts typed on a page of a thing that was found are dropped; people and rights bear no paper's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.access.models import Draft
from dondoc.shared.erasing import Erase, Scope, emptied

AFTER = 2  # asks the addresses of all that was found

ERASES = (Erase(Draft, "body", emptied),)

_NAMES = "who a person is"
KEEPS = {
    **{
        f"access.Identity.{name}": "sealed: who a person is"
        for name in ("address", "born_on", "card_number", "card_number_key", "id_number", "id_number_key", "phone")
    },
    **{f"access.Person.{name}": _NAMES for name in ("full_name", "sort_key", "search")},
    **{f"access.User.{name}": _NAMES for name in ("username", "email", "password")},
    "access.OneTimeCode.secret": "the hash of a code",
    "access.FactorReset.reason": "why an administrator took a second factor off; no paper's words",
    **{f"access.Session.{name}": "where an account is signed in" for name in ("key", "device")},
    "access.LinkedIdentity.subject": _NAMES,
    "access.Grant.act": "the name of an act",
    "access.Share.kind": "the name of a table",
    "access.Share.because": "the name of an act",
    "access.Draft.address": "the address of a page",
    "access.Draft.token": "the code of a form",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """None by what they belong to: a draft belongs to a page."""
    yield Draft.objects.filter(pk__in=scope.of(Draft))


def hidden(scope: Scope) -> None:
    """A draft is no record: it is not kept aside."""
    Draft.objects.filter(pk__in=scope.of(Draft)).delete()
    for pk, address in Draft.objects.order_by("pk").values_list("pk", "address"):
        if any(code in address for code in scope.codes):
            Draft.objects.filter(pk=pk).delete()
