"""Bảng ủy quyền — who gave which of a post's rights to whom, from and until; the rights themselves are Grant rows."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.actor import Actor
from dondoc.shared.models import Row


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, actor: Actor) -> DelegationQuerySet:
        """Of the posts one sees, and one's own, given and received."""
        from dondoc.units.models import Post

        if actor.is_setup:
            return self
        mine = models.Q(person_id=actor.person_id or 0) | models.Q(giver__person_id=actor.person_id or 0)
        return self.filter(mine | models.Q(giver__post__in=Post.objects.visible_to(actor).order_by().values("pk")))

    def of_person(self, person_id: int | None) -> DelegationQuerySet:
        """Given by a person, in whatever post, or to him."""
        return self.filter(models.Q(person_id=person_id or 0) | models.Q(giver__person_id=person_id or 0))

    def lasting(self, day: date) -> DelegationQuerySet:
        """In force on that day or to come."""
        still = models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=day)
        held = models.Q(giver__until_on__isnull=True) | models.Q(giver__until_on__gte=day)
        return self.filter(still, held, until_on__gte=day)

    def on(self, day: date) -> DelegationQuerySet:
        """In force on that day: between its days, not ended, and the giver still in the post."""
        return self.lasting(day).filter(from_on__lte=day, giver__from_on__lte=day)

    def for_list(self) -> DelegationQuerySet:
        return self.select_related("person", "giver__person", "giver__post__kind", "giver__post__unit")


class Delegation(Row):
    """Ủy quyền — some rights of a post, given by its holder to another for some days; never given onward.

    `giver` is the holding it comes from: with that it ends. `ended_on` is the first day it holds no
    more where it ended before its day. Which rights: its Grant rows.
    """

    giver = models.ForeignKey("units.Holding", models.PROTECT, related_name="delegations")
    person = models.ForeignKey("access.Person", models.PROTECT, related_name="delegations")
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(_("lý do"), max_length=300)
    number = models.CharField(_("số văn bản ủy quyền"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày văn bản ủy quyền"), null=True)
    at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    why_ended = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "until_on"], name="units_delegated_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="units_delegated_for_days"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_on__isnull=True) | ~models.Q(number=""), name="units_delegated_by_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver.post} → {self.person}"

    def holds(self, day: date) -> bool:
        """Đang có hiệu lực — on that day."""
        still = self.ended_on is None or self.ended_on > day
        held = self.giver.until_on is None or self.giver.until_on >= day
        return still and held and self.from_on <= day <= self.until_on
