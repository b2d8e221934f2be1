"""Bảng phân quyền — Person, User, Grant, Share; an account's drafts, its codes and its sessions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import is_password_usable
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
        """People for whoever keeps accounts: at the root all, below it those of one's own units (`access.keeping`)."""
        from dondoc.access.keeping import kept  # it stands on these tables

        return self.filter(kept(actor, "access.register_person"))

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

    @property
    def has_own_password(self) -> bool:
        """Có mật khẩu riêng — kept here, not the directory's."""
        return is_password_usable(self.password)

    def has_usable_password(self) -> bool:
        """Có mật khẩu để gõ — one's own, or the directory's: what may be asked again before a sensitive thing."""
        return self.has_own_password or self.identities.filter(source="LDAP").exists()

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


class OneTimeCode(models.Model):
    """Mã dùng một lần — what signs an account in once, to set its own password; only a hash of it is kept."""

    id = models.BigAutoField(primary_key=True)
    account = models.OneToOneField(User, models.CASCADE, related_name="code")
    secret = models.CharField(max_length=200)
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} → {self.until:%Y-%m-%d %H:%M}"


class How(models.TextChoices):
    """Cách đăng nhập — by what an account came in."""

    PASSWORD = "PASSWORD", _("mật khẩu")
    CODE = "CODE", _("mã dùng một lần")
    PASSKEY = "PASSKEY", _("khóa truy cập")
    OIDC = "OIDC", _("cổng đăng nhập chung")
    LDAP = "LDAP", _("mật khẩu thư mục")
    EARLIER = "EARLIER", _("trước khi có danh sách này")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> SessionQuerySet:
        """The account's own; nobody else's, whatever their post."""
        return self.filter(account=actor.account_id or 0)

    def open(self, at: datetime) -> SessionQuerySet:
        """Neither ended nor past a limit at that moment."""
        idle, longest = limits()
        return self.filter(ended_at=None, seen_at__gt=at - idle, began_at__gt=at - longest)


def limits() -> tuple[timedelta, timedelta]:
    """Giới hạn của phiên — how long it may rest unused, how long it may last at all."""
    return timedelta(minutes=settings.DONDOC_SESSION_IDLE_MINUTES), timedelta(hours=settings.DONDOC_SESSION_HOURS)


class Session(Row):
    """Phiên đăng nhập — where an account is signed in; kept a month after its end, so that its owner can look back."""

    account = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=40, unique=True)  # of the web session it stands for
    how = models.CharField(max_length=10, choices=How.choices)
    device = models.CharField(max_length=80, blank=True)
    address = models.GenericIPAddressField(null=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "-seen_at"], name="access_session_of")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.device}"


class FactorReset(models.Model):
    """Lần gỡ xác thực hai bước — by whom, why; its owner is told at the next sign-in."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(User, models.CASCADE, related_name="factor_resets")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "told_at"], name="access_reset_told")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.at:%Y-%m-%d}"


class Source(models.TextChoices):
    """Nguồn danh tính — who vouches for a person besides us: servers of the office's own."""

    OIDC = "OIDC", _("cổng đăng nhập chung")
    LDAP = "LDAP", _("thư mục của cơ quan")


class LinkedIdentityQuerySet(models.QuerySet["LinkedIdentity"]):
    def visible_to(self, actor: Actor) -> LinkedIdentityQuerySet:
        """The account's own; whoever keeps accounts finds others' through the person."""
        return self.filter(account=actor.account_id or 0)


class LinkedIdentity(Row):
    """Danh tính gắn với tài khoản — its name at one source; nothing else of what the source knows is kept."""

    account = models.ForeignKey(User, models.CASCADE, related_name="identities")
    source = models.CharField(max_length=10, choices=Source.choices)
    subject = models.CharField(max_length=255)
    at = models.DateTimeField()

    objects = LinkedIdentityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "subject"], name="access_one_subject"),
            models.UniqueConstraint(fields=["account", "source"], name="access_one_link"),
        ]

    def __str__(self) -> str:
        return self.subject
