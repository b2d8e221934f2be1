"""Bảng gửi, nhận — whose signature is trusted, packages made and taken in, and what became of each row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import seen
from dondoc.documents.models import Entry, Register, Upload
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Unit


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, actor: Actor) -> PartnerQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def trusted(self) -> PartnerQuerySet:
        return self.filter(ended_on__isnull=True)


class Partner(Row):
    """Nơi gửi được tin — another installation, by its public key; compared by telephone before it is trusted."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # that trusts it: the root
    name = models.CharField(_("tên nơi gửi"), max_length=200)
    public_key = models.TextField()
    fingerprint = models.CharField(max_length=64)
    ground = models.CharField(_("căn cứ"), max_length=300)
    from_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=models.Q(ended_on__isnull=True), name="exchange_trusted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Way(models.TextChoices):
    """Chiều của gói."""

    OUT = "OUT", _("gửi đi")
    IN = "IN", _("nhận về")


class PackageQuerySet(models.QuerySet["Package"]):
    def visible_to(self, actor: Actor) -> PackageQuerySet:
        return seen(self, "unit", actor)  # type: ignore[return-value]


class Package(Row):
    """Gói — made here, or taken in by a register; known by the digest of its signed manifest."""

    way = models.CharField(max_length=3, choices=Way)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="packages")  # of what was taken in
    register = models.ForeignKey(Register, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    papers = models.IntegerField()
    files = models.IntegerField()
    head = models.CharField(max_length=64, blank=True)  # of the sender's journal, as sealed
    at = models.DateTimeField()

    objects = PackageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=models.Q(way="OUT"), name="exchange_made_once"),
            models.UniqueConstraint(
                fields=["digest", "register"], condition=models.Q(way="IN"), name="exchange_taken_once_a_register"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Outcome(models.TextChoices):
    """Kết quả của một dòng."""

    NEW = "NEW", _("mới, chờ vào sổ")
    SAME = "SAME", _("đã có")
    CONFLICT = "CONFLICT", _("cùng số, khác ngày hoặc trích yếu")
    TAKEN = "TAKEN", _("đã vào sổ")
    WAITING = "WAITING", _("tệp chờ xem ở bàn làm việc")
    LEFT = "LEFT", _("không vào sổ được")


class PackageRow(models.Model):
    """Một dòng của gói — what became of it: every row is accounted for."""

    id = models.BigAutoField(primary_key=True)
    package = models.ForeignKey(Package, models.PROTECT, related_name="rows")
    place = models.IntegerField()
    key = models.CharField(max_length=10)
    label = models.CharField(max_length=200)  # số ký hiệu
    digest = models.CharField(max_length=64)  # of the row as it came
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = models.CharField(max_length=500, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["package", "place"], name="exchange_one_row")]
        indexes = [models.Index(fields=["key", "digest"], name="exchange_met_before")]

    def __str__(self) -> str:
        return f"{self.place} {self.outcome}"

    @property
    def secrecy(self) -> str:
        """Độ mật — of the paper it became."""
        return self.entry.secrecy if self.entry else ""
