"""Bảng nhật ký — the fixed part of an entry, its payload beside it, chain heads and seals."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """Dòng nhật ký — the fixed part: never changed, never deleted (triggers in 0002).

    `chain` is the unit's id, 0 for the installation. `payload_hash` covers salt and payload,
    so that both can be erased under an act and the chain still verifies.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.BigIntegerField()
    seq = models.BigIntegerField()
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField(null=True)
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, related_name="+")
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    delegation_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=10)
    at = models.DateTimeField()
    on = models.DateField()
    payload_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="journal_one_seq")]
        indexes = [
            models.Index(fields=["kind", "thing_id", "id"], name="journal_story"),
            models.Index(fields=["person_id", "id"], name="journal_who"),
            models.Index(fields=["at"], name="journal_when"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq} {self.act}"


class Payload(models.Model):
    """Nội dung dòng nhật ký — ids and names of changed fields; `salt` keeps its hash unguessable."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=32)
    body = models.JSONField()

    def __str__(self) -> str:
        return str(self.pk)


class Head(models.Model):
    """Đầu chuỗi — the last hash of each chain; its row is the lock of that chain."""

    chain = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain}/{self.seq}"


class Seal(models.Model):
    """Niêm phong ngày — the heads of all chains at the end of a day, chained to the day before."""

    day = models.DateField(primary_key=True)
    heads = models.JSONField()  # {chain: [seq, hash]}
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} {self.hash[:12]}"
