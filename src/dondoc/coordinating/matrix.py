"""Ma trận phối hợp — Regulation, its Lines and who joins in each: who does what with whom, and how soon it answers."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches, seen
from dondoc.coordinating.words import CountedFrom, TimeUnit
from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Unit


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def visible_to(self, actor: Actor) -> RegulationQuerySet:
        """Of my units, or shared: whom a line names sees the whole matrix."""
        return seen(self, "unit", actor)  # type: ignore[return-value]

    def granted(self, actor: Actor, act: str) -> RegulationQuerySet:
        """Where this actor may do this act as the unit that keeps it: the list form of `may`."""
        return self.filter(inside("unit__path", reaches(actor, act)))

    def on(self, day: date) -> RegulationQuerySet:
        """Đang áp dụng ngày ấy."""
        return self.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=day), from_on__lte=day)

    def for_list(self) -> RegulationQuerySet:
        return self.select_related("unit", "paper__issuer")


class Regulation(Row):
    """Quy chế phối hợp — a registered paper whose matrix one unit has entered; in force from a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordination_regulations")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="coordination_regulations")
    from_on = models.DateField(_("áp dụng từ ngày"))
    until_on = models.DateField(_("áp dụng đến hết ngày"), null=True)
    ended_because = models.CharField(_("lý do"), max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()

    objects = RegulationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "paper"], name="coordinating_one_of_a_paper"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | ~models.Q(ended_because=""),
                name="coordinating_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class LineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> LineQuerySet:
        """With their regulation."""
        rows = Regulation.objects.visible_to(actor).filter(pk=models.OuterRef("regulation"))
        return self.filter(models.Exists(rows))

    def on(self, day: date) -> LineQuerySet:
        """Những dòng đứng ngày ấy — with the regulation they stand in."""
        standing = Regulation.objects.on(day).filter(pk=models.OuterRef("regulation"))
        lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(lasting, models.Exists(standing), from_on__lte=day)

    def for_list(self) -> LineQuerySet:
        rows = self.select_related("regulation__paper", "regulation__unit", "authority", "responsible")
        return rows.prefetch_related("partners__unit")


class Line(Row):
    """Dòng của ma trận phối hợp — what, at which level, who decides, who leads, who joins, how soon to answer.

    The time is the paper's own, with the provision that gives it; where the paper gives none it stays open.
    A line is never written over: what changes it is another line, from a day.
    """

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="lines")
    number = models.IntegerField()
    content = models.TextField(_("nội dung"))
    level = models.CharField(_("cấp"), max_length=200, blank=True)
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    authority_words = models.CharField(_("thẩm quyền"), max_length=300, blank=True)
    responsible = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    responsible_words = models.CharField(_("trách nhiệm"), max_length=300, blank=True)
    partner_words = models.CharField(_("phối hợp"), max_length=300, blank=True)
    amount = models.IntegerField(_("thời gian trả lời"), null=True)
    time_unit = models.CharField(max_length=14, choices=TimeUnit, blank=True)
    counted_from = models.CharField(_("tính từ"), max_length=10, choices=CountedFrom, default=CountedFrom.RECEIVED)
    provision = models.CharField(_("điểm, khoản, điều"), max_length=120, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the day before it began, where it was entered by mistake
    ended_because = models.CharField(_("lý do"), max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    at = models.DateTimeField()

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regulation", "number"], name="coordinating_one_number"),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True, time_unit="")
                | (models.Q(amount__gt=0) & ~models.Q(time_unit="") & ~models.Q(provision="")),
                name="coordinating_time_with_provision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {shorten(self.content, 60, placeholder='…')}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the regulation's."""
        return self.regulation.secrecy

    @property
    def authorised(self) -> str:
        """Ai có thẩm quyền — the unit, the words, or both."""
        return _both(self.authority, self.authority_words)

    @property
    def led(self) -> str:
        """Ai chịu trách nhiệm."""
        return _both(self.responsible, self.responsible_words)

    @property
    def joined(self) -> str:
        """Ai phối hợp."""
        return "; ".join([*(row.unit.listed for row in self.partners.all()), *filter(None, [self.partner_words])])

    @property
    def time_said(self) -> str:
        """Thời gian trả lời bằng chữ — "" where the paper names none."""
        if self.amount is None:
            return ""
        said = {"n": self.amount, "unit": self.get_time_unit_display(), "start": self.get_counted_from_display()}
        return gettext("%(n)s %(unit)s kể từ %(start)s") % said

    @property
    def was_mistake(self) -> bool:
        """Ghi nhầm — it never stood."""
        return self.until_on is not None and self.until_on < self.from_on


def _both(unit: Unit | None, words: str) -> str:
    return "; ".join(part for part in (unit.listed if unit else "", words) if part)


class LinePartner(models.Model):
    """Đơn vị phối hợp theo quy chế — joins in what a line says."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, models.PROTECT, related_name="partners")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "unit"], name="coordinating_one_partner")]
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.unit)
