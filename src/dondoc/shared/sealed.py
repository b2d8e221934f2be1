"""Trường mã hóa — personal values nobody sorts or searches by: sealed in the column, opened only where a page shows them.

A value is bound to its table, column and row: moved to another place it does not open. An exact value is found
again by a keyed digest in a column beside it; who has the database alone can neither read nor guess one.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Iterator
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused
from dondoc.shared.keyring import Key, ring

M = TypeVar("M", bound=models.Model)
_FORM = "1"  # how a token is written: form:key:nonce and ciphertext
_NONCE = 12


class Token(str):
    """Giá trị đã mã hóa — as it stands in the column."""

    __slots__ = ()

    @property
    def key(self) -> str:
        """The id of the master key that opens it."""
        return self.split(":")[1]


class _Opened(DeferredAttribute):
    """Reads open, writes keep what is given until it is saved."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return self.field.opened(instance, value) if isinstance(value, Token) else value  # type: ignore[attr-defined]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Trường mã hóa — text in the hand, a token in the table; its row must have a public id, to which it is bound."""

    descriptor_class = _Opened

    def from_db_value(self, value: str | None, *_told: Any) -> str | None:
        return Token(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Only tokens reach the table: neither a filter nor an update can carry a value in the open."""
        if value and not isinstance(value, Token):
            raise TypeError(f"{self.name}: a sealed column is neither filtered nor updated by its value")
        return super().get_prep_value(value)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname, "")
        return value if not value or isinstance(value, Token) else self.token(model_instance, value, ring().current)

    def token(self, instance: Any, text: str, by: Key) -> Token:
        """The text sealed for this row, under a nonce of its own."""
        nonce = os.urandom(_NONCE)
        body = nonce + AESGCM(by.derived("fields")).encrypt(nonce, text.encode(), self._bond(instance))
        return Token(f"{_FORM}:{by.id}:{base64.b64encode(body).decode()}")

    def opened(self, instance: Any, token: Token) -> str:
        """The text of a token; Refused when it was sealed for another place, or was changed."""
        body = base64.b64decode(token.split(":")[2])
        key = ring().key(token.key).derived("fields")
        try:
            return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], self._bond(instance)).decode()
        except InvalidTag as problem:
            raise Refused(
                _("Một giá trị đã mã hóa bị thay đổi trong cơ sở dữ liệu, không mở được. Báo quản trị.")
            ) from problem

    def _bond(self, instance: Any) -> bytes:
        return f"{self.model._meta.db_table}.{self.column}:{instance.public_id}".encode()


class LookupField(models.CharField):  # type: ignore[type-arg]
    """Mã tra của trường mã hóa — the keyed digest of the field `of`, kept in step with it by every save."""

    def __init__(self, of: str = "", **kwargs: Any) -> None:
        self.of = of
        for name, value in {
            "max_length": 64,
            "blank": True,
            "default": "",
            "db_index": True,
            "editable": False,
        }.items():
            kwargs.setdefault(name, value)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.of, "")
        if not isinstance(value, Token):
            setattr(model_instance, self.attname, self.digest(value, ring().current))
        return getattr(model_instance, self.attname)

    def digest(self, text: str | None, by: Key) -> str:
        """ "" for none; spaces, dots, dashes and case make no difference."""
        plain = "".join(c for c in (text or "").upper() if c.isalnum())
        key = by.derived(f"lookup {self.model._meta.db_table}.{self.of}")
        return hmac.digest(key, plain.encode(), "sha256").hex() if plain else ""


def found(rows: models.QuerySet[M], field: str, text: str) -> models.QuerySet[M]:
    """Tra đúng — the rows whose sealed field has exactly this value, whichever key of the ring it lies under."""
    column = next(f for f in rows.model._meta.get_fields() if isinstance(f, LookupField) and f.of == field)
    wanted = {column.digest(text, key) for key in ring().keys} - {""}
    return rows.filter(**{f"{column.name}__in": wanted})


def left_under_old() -> Iterator[tuple[models.Model, SealedField]]:
    """Còn dưới khóa cũ — every value of every table that the current key does not lock."""
    current = ring().current.id
    for table in apps.get_models():
        for column in table._meta.get_fields():
            if isinstance(column, SealedField):
                rows = table._base_manager.exclude(**{column.name: ""}).order_by("pk")
                old = rows.exclude(**{f"{column.name}__startswith": Token(f"{_FORM}:{current}:")})
                yield from ((row, column) for row in old.iterator(chunk_size=500))


def relock(row: Any, column: SealedField) -> None:
    """Khóa lại một giá trị — unless somebody wrote it meanwhile, who wrote it under the current key."""
    old, current = row.__dict__[column.attname], ring().current
    text = column.opened(row, old)
    beside = {
        f.name: f.digest(text, current)
        for f in row._meta.get_fields()
        if isinstance(f, LookupField) and f.of == column.name
    }
    here = type(row)._base_manager.filter(**{"pk": row.pk, column.name: old})
    here.update(**{column.name: column.token(row, text, current)}, **beside)
