"""Bảng việc nền."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.models import Row


class State(models.TextChoices):
    """Trạng thái việc nền."""

    WAITING = "WAITING", _("đang chờ")
    RUNNING = "RUNNING", _("đang làm")
    DONE = "DONE", _("đã xong")
    FAILED = "FAILED", _("không làm được")


class Job(Row):
    """Việc nền — what to do, for whom, how far; a lease that runs out is taken by another."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    delegation_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    progress = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_at", "id"], name="jobs_due")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=State.RUNNING) | models.Q(lease_until__isnull=False),
                name="jobs_lease_if_running",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
