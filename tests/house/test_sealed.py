"""Trường phải mã hóa — a column whose name says identity or contact is sealed, or says here why not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from dondoc.shared.models import Row
from dondoc.shared.sealed import LookupField, SealedField

PERSONAL = re.compile(
    r"(^|_)(born|birth|birthday|birthplace|phone|mobile|telephone|fax|address|email|mail|id_number|identity|identity_number|cccd|cmnd"
    r"|passport|card|card_number|tax_code|bank|account_number|home|hometown|residence|ethnic|religion|health|blood)(_|$)"
)
# table.column → why it is no person's.
ELSEWHERE = {
    "access.Draft.address": "the address of a page",
    "access.Session.address": "of a machine, where an account is signed in; asked for when a lock-out is decided, kept a month",
    "units.HandOver.address": "the address of a page",
    "access.User.email": "Django's own column: never asked for, always empty",
}
COLUMNS = [
    (f"{table._meta.label}.{column.name}", column)
    for table in apps.get_models()
    if table.__module__.startswith("dondoc.")
    for column in table._meta.get_fields()
    if isinstance(column, models.Field) and not column.is_relation
]


def unsealed(columns: list[tuple[str, Any]]) -> list[str]:
    """Columns named so that are neither sealed nor the digest of one that is."""
    return [name for name, column in columns if PERSONAL.search(name.rsplit(".", 1)[1]) and name not in ELSEWHERE
            and not isinstance(column, SealedField | LookupField)]  # fmt: skip


def test_a_column_named_as_identity_or_contact_is_sealed() -> None:
    assert unsealed(COLUMNS) == []
    assert {name for name, _ in COLUMNS} >= set(ELSEWHERE), "an exception for what is no longer there"


@pytest.mark.parametrize("name", ["born_on", "birth_day", "phone", "id_number", "card_number", "home_address", "email"])
def test_the_rule_bites(name: str) -> None:
    assert unsealed([(f"members.Member.{name}", models.TextField())])
    assert not unsealed([(f"members.Member.{name}", SealedField())])


def test_a_sealed_column_stands_in_a_row_with_a_public_id_and_its_digest_names_it() -> None:
    for name, column in COLUMNS:
        if isinstance(column, SealedField):
            assert issubclass(column.model, Row), f"{name}: there is nothing to bind its values to"
            assert not column.db_index
            assert not column.unique
        if isinstance(column, LookupField):
            assert isinstance(column.model._meta.get_field(column.of), SealedField), name
