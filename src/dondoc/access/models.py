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
from dondoc.shared.sealed import LookupField, SealedField


class PersonQuerySet(models.QuerySet["Person"]):
    def kept_by(self, actor: Actor) -> PersonQuerySet:
        """People for whoever keeps accounts; an installation is one organisation, so all of them."""
        keeps = Grant.objects.of(actor).filter(act="access.register_person")
        return self if actor.is_setup or keeps.exists() else self.none()

    def called(self, full_name: str) -> PersonQuerySet:
        """Whose name is the same, with or without dấu."""
        return self.filter(search=fold(" ".join(nfc(full_name).split())))

    def granted(self, actor: Actor, act: str, path: str) -> PersonQuerySet:
        """All, for whoever may do this act at the unit of this path: a person belongs to no unit."""
        held = Grant.objects.of(actor).filter(act=act).reaching(path)
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

    def reaching(self, path: str) -> GrantQuerySet:
        """Those over the unit of this path, and those from above it with all below."""
        above = [path[: i + 1] for i, sign in enumerate(path) if sign == "/"]
        return self.filter(models.Q(below=True) | models.Q(unit__path=path), unit__path__in=above)

    def of(self, actor: Actor) -> GrantQuerySet:
        """Today's, of the post one acts in; by delegation only what was delegated, while the giver has it too."""
        rows = self.on(actor.today).filter(person_id=actor.person_id or 0)
        if actor.delegation_id is None:
            rows = rows.filter(delegation=None)
            own = models.Q(because=actor.holding_id) | models.Q(because=None)
            return rows if actor.holding_id is None else rows.filter(own)
        as_wide = models.Q(below=True) | models.Q(below=models.OuterRef("below"))
        the_givers = Grant.objects.on(actor.today).filter(
            as_wide, because=models.OuterRef("because"), act=models.OuterRef("act"), unit=models.OuterRef("unit"),
            delegation=None,
        )  # fmt: skip
        return rows.filter(models.Exists(the_givers), delegation=actor.delegation_id)


class Grant(Row):
    """Quyền được giao — an act over a unit, alone or with all below it, from a post, with dates.

    `because` is the holding it comes from; with a `delegation`, the giver's, and `person` is who received it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    act = models.CharField(max_length=60)
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    below = models.BooleanField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    because = models.ForeignKey("units.Holding", models.PROTECT, null=True, related_name="grants")
    delegation = models.ForeignKey("units.Delegation", models.PROTECT, null=True, related_name="grants")

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


class IdentityQuerySet(models.QuerySet["Identity"]):
    def visible_to(self, actor: Actor) -> IdentityQuerySet:
        """For whoever keeps people, and for the person."""
        kept = Person.objects.kept_by(actor)
        return self.filter(models.Q(person=actor.person_id or 0) | models.Q(person__in=kept.values("pk")))


class Identity(Row):
    """Thông tin định danh — what tells a person from another of the same name, and how to reach them: sealed.

    Apart from Person, so that lists and choosers never load it and it can be erased alone.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="identity")
    born_on = SealedField(_("ngày sinh"), blank=True, default="")  # as yyyy-mm-dd
    id_number = SealedField(_("số căn cước"), blank=True, default="")
    id_number_key = LookupField(of="id_number")
    card_number = SealedField(_("số thẻ đảng"), blank=True, default="")
    card_number_key = LookupField(of="card_number")
    phone = SealedField(_("điện thoại"), blank=True, default="")
    address = SealedField(_("địa chỉ"), blank=True, default="")

    objects = IdentityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=[key], condition=~models.Q(**{key: ""}), name=f"access_one_{key}")
            for key in ("id_number_key", "card_number_key")
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def birthday(self) -> date | None:
        return date.fromisoformat(self.born_on) if self.born_on else None
