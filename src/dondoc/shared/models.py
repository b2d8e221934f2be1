"""Bảng gốc — the abstract rows of the house, and the guard against a form sent twice."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models

from dondoc.shared.ids import public_id


class Row(models.Model):
    """Bản ghi — a bigint inside, a random public id outside."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)

    class Meta:
        abstract = True

    def as_it_stood(self, day: date, **then: Any) -> Self:
        """Như cuối ngày D — with what stood then in place of today's columns: to be read, never saved."""
        for name, value in then.items():
            setattr(self, name, value)
        self.stood_on = day
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        if hasattr(self, "stood_on"):
            raise TypeError("a row as of a past day is read, not saved")
        super().save(*args, **kwargs)


class StepRow(models.Model):
    """Bước đã qua — one change of state: from, to, the event's day, when entered, by whom.

    A subclass adds `thing`, a foreign key with related_name "steps".
    """

    id = models.BigAutoField(primary_key=True)
    step = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    on = models.DateField()
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ

    class Meta:
        abstract = True


class Once(models.Model):
    """Chống gửi hai lần — a form's token, written in the transaction of its act."""

    token = models.CharField(max_length=40, primary_key=True)
    where_to = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token
