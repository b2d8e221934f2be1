"""Bảng chương trình — InspectionProgramme of a year or a term, its lines, the units they name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches, units_in
from dondoc.documents.models import Paper
from dondoc.inspecting.kinds import Kind, kinds
from dondoc.inspecting.rights import RECEIVE, SEE
from dondoc.inspecting.words import Level
from dondoc.shared.actor import Actor
from dondoc.shared.models import Row
from dondoc.units.models import Unit


class InspectionProgrammeQuerySet(models.QuerySet["InspectionProgramme"]):
    def visible_to(self, actor: Actor) -> InspectionProgrammeQuerySet:
        """For whom its body granted sight; who leads a line of it; a unit named in it, once the programme was told."""
        if actor.is_setup:
            return self
        told = Line.objects.standing().filter(named__unit__in=units_in(reaches(actor, RECEIVE)))
        theirs = models.Q(pk__in=told.values("programme"), told_on__isnull=False)
        leads = Line.objects.standing().filter(lead__in=units_in(reaches(actor, SEE))).values("programme")
        return self.filter(models.Q(body__in=units_in(reaches(actor, SEE))) | models.Q(pk__in=leads) | theirs)

    def granted(self, actor: Actor, act: str) -> InspectionProgrammeQuerySet:
        return self.filter(inside("body__path", reaches(actor, act)))

    def for_list(self) -> InspectionProgrammeQuerySet:
        return self.select_related("body", "paper")


class InspectionProgramme(Row):
    """Chương trình kiểm tra, giám sát — of a body for a year or a term, as its paper issued it."""

    body = models.ForeignKey(Unit, models.PROTECT, related_name="inspection_programmes")
    level = models.CharField(_("cấp"), max_length=12, choices=Level)
    name = models.CharField(_("tên"), max_length=200)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    from_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến ngày"))
    told_on = models.DateField(null=True)  # when those named in it were told
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = InspectionProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "paper"], condition=models.Q(withdrawn_at__isnull=True), name="inspecting_programme_once"),
            models.CheckConstraint(condition=models.Q(until_on__gte=models.F("from_on")), name="inspecting_programme_dates"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""), name="inspecting_programme_gone"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.from_on.year}"

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy


class ProgrammeLineQuerySet(models.QuerySet["Line"]):
    def visible_to(self, actor: Actor) -> ProgrammeLineQuerySet:
        """The whole programme for whom its body granted sight; for who leads, and a unit named in it, its own lines."""
        if actor.is_setup:
            return self
        theirs = models.Q(named__unit__in=units_in(reaches(actor, RECEIVE)), programme__told_on__isnull=False)
        where = units_in(reaches(actor, SEE))
        return self.filter(models.Q(programme__body__in=where) | models.Q(lead__in=where) | theirs).distinct()

    def standing(self) -> ProgrammeLineQuerySet:
        return self.filter(withdrawn_at__isnull=True, programme__withdrawn_at__isnull=True)


class Line(Row):
    """Dòng của chương trình — which units, what, over which period, when, who leads; by which paper it came in."""

    programme = models.ForeignKey(InspectionProgramme, models.PROTECT, related_name="lines")
    kind = models.CharField(_("loại"), max_length=30)
    content = models.TextField(_("nội dung"))
    examined_from = models.DateField(_("mốc thời gian từ"), null=True)
    examined_until = models.DateField(_("mốc thời gian đến"), null=True)
    when_from = models.DateField(_("tiến hành từ"), null=True)
    when_until = models.DateField(_("tiến hành đến"), null=True)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects = ProgrammeLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""), name="inspecting_line_gone"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sort} · {self.programme}"

    @property
    def sort(self) -> Kind:
        return kinds()[self.kind]


class LineObject(models.Model):
    """Đối tượng của dòng chương trình — one of the units it names."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(Line, models.PROTECT, related_name="named")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "unit"], name="inspecting_line_object_once")]

    def __str__(self) -> str:
        return str(self.unit)
