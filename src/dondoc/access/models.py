"""Bảng phân quyền — Person, User, Grant, Share; and what an account has not sent yet: Draft."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from vn_collate import collate_key

from dondoc.reading.text import fold, nfc
from dondoc.shared.actor import Actor
from dondoc.shared.ids import public_id as new_public_id
from dondoc.shared.models import Row


class PersonQuerySet(models.QuerySet["Person"]):
    def kept_by(self, actor: Actor) -> PersonQuerySet:
        """People for whoever keeps accounts; an installation is one organisation, so all of them."""
        keeps = Grant.objects.on(actor.today).filter(person_id=actor.person_id or 0, act="access.register_person")
        return self if actor.is_setup or keeps.exists() else self.none()

    def granted(self, actor: Actor, act: str, path: str) -> PersonQuerySet:
        """All, for whoever may do this act at the unit of this path: a person belongs to no unit."""
        above = [path[: i + 1] for i, sign in enumerate(path) if sign == "/"]
        held = Grant.objects.on(actor.today).filter(person_id=actor.person_id or 0, act=act, unit__path__in=above)
        held = held.filter(models.Q(below=True) | models.Q(unit__path=path))
        if actor.holding_id is not None:
            held = held.filter(models.Q(because=actor.holding_id) | models.Q(because=None))
        return self if actor.is_setup or held.exists() else self.none()

    def offered(self) -> PersonQuerySet:
        """Those whose data may be used anew: not suggested, not exported while processing is restricted."""
        return self.filter(restricted_on__isnull=True)


class Person(Row):
    """Người — registered once; may have no account. `sort_key` orders by tên, then họ, đệm."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False)
    search = models.CharField(max_length=120, editable=False)
    restricted_on = models.DateField(null=True)  # hạn chế xử lý: since when, at the person's own request
    erased_on = models.DateField(null=True)  # đã ẩn danh

    objects = PersonQuerySet.as_manager()

    def save(self, *args: object, **kwargs: object) -> None:
        self.full_name = " ".join(nfc(self.full_name).split())
        self.sort_key = name_key(self.full_name)
        self.search = fold(self.full_name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.full_name


def name_key(full_name: str) -> str:
    """Khóa sắp xếp tên — tên first, then họ and đệm, in Vietnamese order."""
    words = full_name.split()
    return ":".join(str(collate_key(word)) for word in [*words[-1:], *words[:-1]])[:400]


class User(AbstractUser):
    """Tài khoản — one sign-in of one person."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    must_change_password = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.username


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> GrantQuerySet:
        """In force on that day."""
        open_ended = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(open_ended, from_on__lte=day)


class Grant(Row):
    """Quyền được giao — an act over a unit, alone or with all below it, from a post, with dates."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    act = models.CharField(max_length=60)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    below = models.BooleanField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    because = models.ForeignKey("units.Holding", models.PROTECT, null=True, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "act"], name="access_grant_who"),
            models.Index(fields=["act", "unit"], name="access_grant_where"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.act} {self.unit_id}"


class Share(models.Model):
    """Chia sẻ — a thing shown to a unit outside the subtree it stands in, written by an act."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    because = models.CharField(max_length=60)  # the act that wrote it
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "unit", "thing_id"], name="access_one_share")]
        indexes = [models.Index(fields=["kind", "thing_id", "unit"], name="access_share_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id} → {self.unit_id}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor) -> DraftQuerySet:
        """The account's own; nobody else's, whatever their post."""
        return self.filter(account=actor.account_id or 0)


class Draft(models.Model):
    """Bản nháp — what an account typed into one form and has not sent: no record, no act (decision 0014)."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(User, models.CASCADE, related_name="+")
    address = models.CharField(max_length=200)
    body = models.JSONField()  # name of a box → its values, as typed
    token = models.CharField(max_length=40, blank=True)  # of the form it was typed into
    turn = models.PositiveIntegerField(default=0)  # which of that form's: they may arrive in another order
    at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "address"], name="access_one_draft")]

    def __str__(self) -> str:
        return self.address
