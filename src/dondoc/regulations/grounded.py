"""Có căn cứ — rows an office enters by a paper or by whose word: withdrawn once with a reason, and kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from dondoc.shared.models import Row


class OnGround(Row):
    """Có căn cứ — by which paper, or by whose word; withdrawn once, and kept."""

    paper_number = models.CharField(max_length=80, blank=True)
    paper_on = models.DateField(null=True)
    ground = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def because(self) -> str:
        """The ground in one line."""
        paper = self.paper_number + (
            " " + _("ngày %(day)s") % {"day": f"{self.paper_on:%d/%m/%Y}"} if self.paper_on else ""
        )
        return "; ".join(part for part in (paper, self.ground) if part)


def has_ground(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~models.Q(paper_number="") | ~models.Q(ground=""), name=name)


def withdrawn_with_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
        | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")),
        name=name,
    )
