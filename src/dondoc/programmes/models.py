"""Bảng chương trình — Programme, Item, Version with YearAim, Value with its proof, Exemption, Carrying."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import SEE, inside, reaches, seen
from dondoc.documents.models import Paper, Reading
from dondoc.implementation.models import Evidence
from dondoc.obligations.models import Obligation
from dondoc.programmes.rules import Aim
from dondoc.programmes.words import (
    MEASURED,
    Across,
    Direction,
    ItemKind,
    Judgement,
    Kind,
    Precision,
    Stage,
    Way,
    when_said,
)
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import entered_after
from dondoc.shared.models import Row
from dondoc.shared.profile import highest
from dondoc.units.models import STEP, Unit
from dondoc.units.models import Kind as UnitKind


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> ProgrammeQuerySet:
        """Of my units, or shared; of units above mine, where the programme asks figures of those below."""
        if actor.is_setup:
            return self
        mine = seen(self.model._base_manager.all(), "unit", actor).values("pk")
        return self.filter(models.Q(pk__in=mine) | models.Q(is_open=True, unit__path__in=_above(actor)))

    def standing(self) -> ProgrammeQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def for_list(self) -> ProgrammeQuerySet:
        return self.select_related("unit", "paper")


def _above(actor: Actor) -> list[str]:
    """The paths of the units that stand above where one sees."""
    paths = [reach.path for reach in reaches(actor, SEE)]
    return sorted({path[:n] for path in paths for n in range(STEP, len(path), STEP)})


class Programme(Row):
    """Chương trình — given by a registered paper to a unit, for a term or a year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="programmes")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="programmes")
    kind = models.CharField(_("loại chương trình"), max_length=16, choices=Kind)
    name = models.CharField(_("tên chương trình"), max_length=300)
    from_on = models.DateField(_("từ ngày"))
    until_on = models.DateField(_("đến hết ngày"))
    is_open = models.BooleanField(_("các đơn vị bên dưới cùng xem và ghi số"), default=False)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "paper", "name"], condition=models.Q(withdrawn_at__isnull=True), name="programmes_once"
            ),
            models.CheckConstraint(condition=models.Q(until_on__gt=models.F("from_on")), name="programmes_end_after"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="programmes_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-until_on", "-id"], name="programmes_of_unit")]

    def __str__(self) -> str:
        return self.name

    @property
    def secrecy(self) -> str:
        """Độ mật — its paper's."""
        return self.paper.secrecy

    def stage(self, day: date) -> Stage:
        """Đang ở đâu vào ngày D."""
        return Stage.COMING if day < self.from_on else Stage.RUNNING if day <= self.until_on else Stage.OVER


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, actor: Actor) -> ItemQuerySet:
        """Through the programme."""
        return self.filter(programme__in=Programme.objects.visible_to(actor).values("pk"))

    def standing(self) -> ItemQuerySet:
        return self.filter(withdrawn_at__isnull=True)

    def for_list(self) -> ItemQuerySet:
        return self.select_related("programme__unit", "programme__paper").with_decisions()

    def with_decisions(self) -> ItemQuerySet:
        """With the papers that change them, whose level they bear. Two queries."""
        return self.prefetch_related(*_decisions())


def _decisions(item: str = "") -> list[models.Prefetch[Any]]:
    found = (("versions", Version), ("exemptions", Exemption))
    return [models.Prefetch(item + name, kind._base_manager.select_related("paper")) for name, kind in found]


class Item(Row):
    """Mục của chương trình — a breakthrough, a task, a thing to be done in the period, a target, a figure followed."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="items")
    kind = models.CharField(_("loại mục"), max_length=14, choices=ItemKind)
    text = models.TextField(_("nội dung"))
    provision = models.CharField(_("điểm, khoản"), max_length=60, blank=True)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")
    start = models.IntegerField(null=True)
    end = models.IntegerField(null=True)
    by_on = models.DateField(_("thời gian"), null=True)  # the last day of the month, the quarter it names
    precision = models.CharField(_("thời gian nêu theo"), max_length=10, choices=Precision, blank=True)
    preparer = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    meeting = models.CharField(_("hội nghị xem xét"), max_length=200, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "reading", "start", "end"],
                condition=models.Q(start__isnull=False, withdrawn_at__isnull=True),
                name="programmes_once_a_passage",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
                name="programmes_item_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(by_on__isnull=False) | models.Q(precision=""), name="programmes_item_time_is_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of the programme's paper and of those that changed it: of its versions, its exemptions."""
        papers = [row.paper for rows in (self.versions.all(), self.exemptions.all()) for row in rows]
        return highest([self.programme.secrecy, *(paper.secrecy for paper in papers)])

    @property
    def unit(self) -> Unit:
        """The programme's: at which its rights are asked."""
        return self.programme.unit

    @property
    def when(self) -> str:
        """Thời gian, bằng chữ — no more exact than the programme says it."""
        return when_said(self.by_on, self.precision)

    @property
    def is_measured(self) -> bool:
        return self.kind in MEASURED


class Version(Row):
    """Mức của chỉ tiêu theo quyết định — from a day, by a paper; the first is never overwritten."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    from_on = models.DateField()
    measure = models.CharField(_("chỉ tiêu đo gì"), max_length=500)
    direction = models.CharField(_("chiều"), max_length=10, choices=Direction)
    value = models.DecimalField(_("mức phải đạt"), max_digits=18, decimal_places=4, null=True)
    upper = models.DecimalField(_("mức trên"), max_digits=18, decimal_places=4, null=True)
    word = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    base = models.DecimalField(_("số gốc"), max_digits=18, decimal_places=4, null=True)
    base_on = models.DateField(_("ngày của số gốc"), null=True)
    by_on = models.DateField(_("phải đạt vào ngày"), null=True)
    is_yearly = models.BooleanField(_("phải đạt ở từng năm"), default=False)
    is_linear = models.BooleanField(_("chương trình nói tăng, giảm đều"), default=False)
    source = models.CharField(_("nguồn số liệu"), max_length=300, blank=True)
    way = models.CharField(_("cách tổng hợp"), max_length=10, choices=Way, default=Way.DIRECT)
    across = models.CharField(_("những đơn vị nào ghi số"), max_length=10, choices=Across, blank=True)
    kinds = models.CharField(_("loại đơn vị"), max_length=160, blank=True)  # keys of units.Kind: only these of them
    weigh_by = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    each_direction = models.CharField(_("mỗi đơn vị"), max_length=10, choices=Direction, blank=True)
    each_value = models.DecimalField(_("mức của mỗi đơn vị"), max_digits=18, decimal_places=4, null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.measure[:80]

    def aim(self) -> Aim:
        """As plain values (its years joined)."""
        years = tuple((row.year, row.value, row.upper) for row in self.years.all())
        return Aim(
            self.measure, self.direction, self.value, self.upper, self.word, self.base, self.base_on, self.by_on,
            self.is_yearly, self.is_linear, tuple(sorted(years)), self.source, self.way, self.across,
            self.each_direction, self.each_value, tuple(self.kinds.split()),
        )  # fmt: skip

    @property
    def across_said(self) -> str:
        """Những đơn vị nào ghi số, bằng chữ — with the kinds, or how many are named."""
        if self.across == Across.NAMED:
            return gettext("%(n)s đơn vị nêu tên") % {"n": self.named.count()}
        kinds = ", ".join(str(UnitKind(key).label) for key in self.kinds.split())
        return f"{self.get_across_display()} ({kinds})" if kinds else str(self.get_across_display())


class VersionUnit(models.Model):
    """Đơn vị mà mức của chỉ tiêu nêu tên — who comes after it counts in its place (programmes.members)."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="named")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "unit"], name="programmes_unit_named_once")]

    def __str__(self) -> str:
        return str(self.unit)


class YearAim(models.Model):
    """Mức của một năm — as the paper states it for that year."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="years")
    year = models.IntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    upper = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "year"], name="programmes_one_aim_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, actor: Actor) -> ValueQuerySet:
        """Of my units, whosever programme it is; and all of a programme of mine."""
        if actor.is_setup:
            return self
        whole = seen(Programme.objects.all(), "unit", actor).values("pk")
        where = reaches(actor, SEE)
        return self.filter(models.Q(inside("unit__path", where)) | models.Q(item__programme__in=whole))

    def known_by(self, moment: datetime) -> ValueQuerySet:
        """Theo số liệu đã nhập đến T — entered by then, and neither corrected nor withdrawn by then."""
        open_ = models.Q(replaced_at__isnull=True) | models.Q(replaced_at__gt=moment)
        return self.filter(open_, at__lte=moment)

    def for_list(self) -> ValueQuerySet:
        rows = self.select_related("item__programme__unit", "item__programme__paper", "unit", "evidence__paper")
        return rows.prefetch_related(*_decisions("item__"))


class Value(Row):
    """Số liệu — of a unit, of a whole year or as of a day, with its proof; corrected by a new row, never overwritten."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.IntegerField(_("số của cả năm"), null=True)  # None: as of the day only
    on = models.DateField(_("tính đến ngày"))
    value = models.DecimalField(_("số"), max_digits=18, decimal_places=4, null=True)
    judgement = models.CharField(_("kết luận"), max_length=14, choices=Judgement, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="values")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    replaced_at = models.DateTimeField(null=True)  # corrected or withdrawn
    replaced_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    for_other = models.BooleanField(default=False)  # nhập hộ

    objects = ValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit", "year"],
                condition=models.Q(replaced_at__isnull=True, year__isnull=False),
                name="programmes_one_value_a_year",
            ),
            models.UniqueConstraint(
                fields=["item", "unit", "on"],
                condition=models.Q(replaced_at__isnull=True, year__isnull=True),
                name="programmes_one_value_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, judgement="")
                | (models.Q(value__isnull=True) & ~models.Q(judgement="")),
                name="programmes_number_or_judgement",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_at__isnull=True) | ~models.Q(replaced_because=""),
                name="programmes_replaced_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["item", "unit", "on"], name="programmes_series")]

    def __str__(self) -> str:
        return str(self.year) if self.year else f"{self.on:%d/%m/%Y}"

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of its own, its proof's and the programme's."""
        return highest([self.evidence.own_secrecy, self.item.secrecy])

    @property
    def entered_on(self) -> date | None:
        """The day it was entered, where that is not the day it is of."""
        return entered_after(self.on, self.at)


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    def visible_to(self, actor: Actor) -> ExemptionQuerySet:
        """Through the item."""
        return self.filter(item__in=Item.objects.visible_to(actor).values("pk"))


class Exemption(Row):
    """Không áp dụng — of a whole target, or for one unit of those that it is gathered from; with a reason and a paper."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="exemptions")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # None: the whole target
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(_("lý do"), max_length=500)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_because = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)  # when its end was entered; None beside a day: before this was kept

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(until_on__isnull=True, unit__isnull=True),
                name="programmes_exempt_once",
            ),
            models.UniqueConstraint(
                fields=["item", "unit"],
                condition=models.Q(until_on__isnull=True, unit__isnull=False),
                name="programmes_unit_exempt_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]


class CarryingQuerySet(models.QuerySet["Carrying"]):
    def visible_to(self, actor: Actor) -> CarryingQuerySet:
        """Of an item one sees, an obligation one sees."""
        duties = Obligation.objects.visible_to(actor).values("pk")
        return self.filter(item__in=Item.objects.visible_to(actor).values("pk"), obligation__in=duties)


class Carrying(Row):
    """Mục và nhiệm vụ của nó — which obligation carries an item; the work itself is there, not here."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="carryings")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)

    objects = CarryingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "obligation"],
                condition=models.Q(ended_at__isnull=True),
                name="programmes_carried_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.obligation_id}"
