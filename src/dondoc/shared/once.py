"""Gửi một lần — a double click or a resent form does its act once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from dondoc.shared.models import Once


def once(token: str, at: datetime, do: Callable[[], str]) -> str:
    """Run `do` and remember the address it returns; the same token again only returns it."""
    try:
        with transaction.atomic():
            row = Once.objects.create(token=token, where_to="", at=at)
            row.where_to = do()
            row.save(update_fields=["where_to"])
            return row.where_to
    except IntegrityError:
        done = Once.objects.filter(token=token).first()
        if done is None:
            raise
        return done.where_to
