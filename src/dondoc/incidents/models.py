"""Bảng sự cố — Incident and its steps; places of the content, contents by digest, stages of the removal, what hands must do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches
from dondoc.incidents.lifecycle import OPEN, State
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row, StepRow
from dondoc.units.models import Unit


class Level(models.TextChoices):
    """Độ mật — one of three (Luật 117/2025/QH15), or not yet known."""

    SECRET = "MẬT", _("Mật")
    HIGH = "TỐI MẬT", _("Tối mật")
    TOP = "TUYỆT MẬT", _("Tuyệt mật")
    UNKNOWN = "CHƯA RÕ", _("chưa xác định")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, actor: Actor) -> IncidentQuerySet:
        """Only whoever may open or remove at its unit: not all who see the unit."""
        if actor.is_setup:
            return self
        return self.filter(inside("unit__path", reaches(actor, "incidents.open") + reaches(actor, "incidents.remove")))


class Incident(Row):
    """Sự cố — something secret that slipped in: what is known of it, and how far its removal is. Nothing of the secret.

    `salt` is hashed before the digest of a removed file: who holds the file can be shown that it
    is the one; who reads the report learns nothing. `boxes` counts the sealed contents.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.HIDDEN)
    level = models.CharField(_("độ mật"), max_length=20, choices=Level)
    ground = models.CharField(_("căn cứ"), max_length=500)
    found_on = models.DateField(_("ngày phát hiện"))
    found_by = models.CharField(_("người phát hiện"), max_length=120)
    keeps_number = models.BooleanField(default=True)
    papers = models.JSONField(default=list)  # ids of the papers that became stubs
    boxes = models.IntegerField(default=0)
    salt = models.CharField(max_length=32)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)  # when the other places were last searched
    decision = models.CharField(_("căn cứ xóa"), max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)  # of the report's facts
    problem = models.CharField(max_length=500, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(ground=""), name="incidents_with_ground"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["REMOVED", "CLOSED"]) | models.Q(removed_at__isnull=False),
                name="incidents_removed_at_if_removed",
            ),
        ]

    def __str__(self) -> str:
        return f"SC-{self.pk}/{self.at:%Y}"

    def box(self, number: int) -> str:
        """The name of one of its sealed contents in quarantine."""
        return f"sc-{self.public_id}-{number}"

    @classmethod
    def quarantine_names(cls) -> set[str]:
        """What must not be swept away (`shared.held`)."""
        rows = cls.objects.filter(state__in=OPEN)
        return {row.box(n) for row in rows for n in range(row.boxes)}


class IncidentStep(StepRow):
    """Bước của sự cố."""

    thing = models.ForeignKey(Incident, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class PlaceState(models.TextChoices):
    """Một chỗ có nội dung đang thế nào."""

    SUSPECT = "SUSPECT", _("có chữ trùng, chờ xem")
    HIDDEN = "HIDDEN", _("đã ẩn")
    REMOVED = "REMOVED", _("đã xóa")
    LEFT = "LEFT", _("để nguyên")


class Place(models.Model):
    """Chỗ có nội dung — one row of one table: which columns lost their words. Of what they said, nothing.

    A suspect shares five-word runs (`runs`) with the content; a person includes it or leaves it.
    """

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="places")
    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    columns = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=PlaceState)
    runs = models.IntegerField(default=0)
    is_cut = models.BooleanField(default=False)  # only the words found, not all of the column
    because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "kind", "thing_id"], name="incidents_one_place"),
            models.CheckConstraint(
                condition=~models.Q(state="LEFT") | ~models.Q(because=""), name="incidents_left_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}"


class Content(models.Model):
    """Tệp của sự cố — a content by its digest while it lies in the store; after that only by its salted mark."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="contents")
    sha256 = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=64)
    holders = models.IntegerField(default=1)  # rows that named it: one content may stand in several places
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "mark"], name="incidents_one_content")]

    def __str__(self) -> str:
        return self.mark[:12]


class Stage(models.Model):
    """Bước xóa — one step of the removal, done once; what it counted, what it could not do."""

    id = models.BigAutoField(primary_key=True)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="stages")
    name = models.CharField(max_length=20)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)  # sentences of the software
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "name"], name="incidents_one_stage")]

    def __str__(self) -> str:
        return self.name


class ByHandQuerySet(models.QuerySet["ByHand"]):
    def visible_to(self, actor: Actor) -> ByHandQuerySet:
        """Of the incidents one sees."""
        return self.filter(incident__in=Incident.objects.visible_to(actor))


class ByHand(Row):
    """Việc làm bằng tay — where the software does not reach: backups, replicas, logs, paper; ticked with who and when."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="by_hand")
    what = models.CharField(max_length=20)
    name = models.CharField(max_length=500, blank=True)
    done_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(null=True)

    objects = ByHandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "what", "name"], name="incidents_one_by_hand")]

    def __str__(self) -> str:
        return f"{self.what} {self.name}".strip()
