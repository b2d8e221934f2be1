"""Bảng gốc — the abstract rows of the house, and the guard against a form sent twice."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Profile(models.TextChoices):
    """Chế độ cài đặt — without an open period of the other, an installation stands on a network."""

    ISOLATED = "isolated", _("máy độc lập hoặc mạng LAN độc lập")


class Isolation(Row):
    """Chế độ máy độc lập — a period, and the decision that allows secrets to be held (Luật 117/2025/QH15, Điều 5)."""

    profile = models.CharField(max_length=10, choices=Profile, default=Profile.ISOLATED, editable=False)
    number = models.CharField(_("số, ký hiệu quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    issuer = models.CharField(_("cơ quan quyết định"), max_length=200)
    place = models.CharField(_("nơi đặt máy"), max_length=200)
    lan = models.CharField(_("dải địa chỉ của mạng LAN độc lập"), max_length=200, blank=True)  # "" for one machine
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)
    network_problem = models.CharField(max_length=500, blank=True)  # what the worker last saw of a way out
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["profile"], condition=models.Q(until_on__isnull=True), name="shared_one_open_isolation"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | ~models.Q(ended_because=""), name="shared_ended_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.decided_on:%d/%m/%Y}"
