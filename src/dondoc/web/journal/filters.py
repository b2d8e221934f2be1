"""Bộ lọc nhật ký — which act, whose unit, by whom, entered when; kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import TruncDate
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dondoc.access import keeping
from dondoc.access.models import Person
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plates
from dondoc.shared.calendar import HANOI, day_ends_at
from dondoc.units.models import Holding, Unit
from dondoc.web.days import understand_past
from dondoc.web.obligations.filters import Choice, Filter

LATE = "late"
MOST = 200  # people of one name; more are asked of more words


@dataclass(frozen=True, slots=True)
class Day:
    """Một ô ngày của câu lọc — its leading word, what was written, the day meant; None where none was."""

    lead: str
    name: str
    words: str
    day: date | None

    @property
    def problem(self) -> str:
        """Why the day written was not taken."""
        said = _("Không hiểu ngày “%(words)s”. Ghi như 01/03/2026, 15/12, hôm qua, cuối tháng trước.")
        return said % {"words": self.words} if self.words and self.day is None else ""


@dataclass(frozen=True, slots=True)
class Doer:
    """Ô “do ai” — a name as typed, with or without dấu, and those so called: whatever post they held then, or none."""

    words: str
    people: tuple[int, ...] = ()
    lead: str = ""
    name: str = "doer"

    @property
    def hint(self) -> str:
        return _("tên người")

    problem: ClassVar[str] = ""  # that somebody is called so, or nobody, is not said: one may see no line of theirs


def doer(words: str) -> Doer:
    """Who is meant: every word of the name."""
    people = Person.objects.all()
    for word in fold(words).split():
        people = people.filter(search__contains=word)
    found = tuple(people.order_by("id").values_list("pk", flat=True)[:MOST]) if words else ()
    return Doer(words, found, _("do"))


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều đang lọc — “*việc nào* nhập từ *ngày* đến hết *ngày*, của *đơn vị*, do *ai*”."""

    act: str
    unit: Unit | None
    who: Holding | None
    since: Day
    until: Day
    doer: Doer = Doer("")
    entered: str = ""  # "late": only what was entered after its day
    house: bool = False  # what belongs to no unit

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the sentence leaves as it is: the unit, the one who did it."""
        named = {"unit": self.unit, "who": self.who}
        return [(name, row.public_id) for name, row in named.items() if row] + [("house", "1")] * self.house

    @property
    def where(self) -> models.Q:
        """The same as a condition; sight is the page's own."""
        found = models.Q(act=self.act) if self.act else models.Q()
        if self.unit:
            found &= models.Q(unit__path__gte=self.unit.path, unit__path__lt=self.unit.path[:-1] + "0")
        if self.who:
            found &= models.Q(person_id=self.who.person_id, holding_id=self.who.pk)  # the index is the person's
        if self.doer.words:
            found &= models.Q(person_id__in=self.doer.people)
        if self.since.day:
            found &= models.Q(at__gte=day_ends_at(self.since.day - timedelta(days=1)))
        if self.entered == LATE:
            found &= models.Q(on__lt=TruncDate("at", tzinfo=HANOI))
        return found & (models.Q(at__lt=day_ends_at(self.until.day)) if self.until.day else models.Q())


def asked(request: HttpRequest, actor: Actor) -> Asked:
    """What the address asks for. A holder is found by the code that a line already seen bears."""
    said = request.GET
    unit = Unit.objects.visible_to(actor).filter(public_id=said["unit"]).first() if said.get("unit") else None
    who = Holding.objects.filter(public_id=said["who"]).first() if said.get("who") else None
    since, until = (said.get(name, "").strip()[:40] for name in ("since", "until"))
    return Asked(
        said.get("act", "")[:60], unit, who,
        Day(_("nhập từ"), "since", since, understand_past(since, actor.today)),
        Day(_("đến hết"), "until", until, understand_past(until, actor.today)),
        doer(said.get("doer", "").strip()[:40]),
        LATE if said.get("entered") == LATE else "", said.get("house") == "1" and keeps_house(actor),
    )  # fmt: skip


def keeps_house(actor: Actor) -> bool:
    """Whether one reads, and gives out, what belongs to no unit: asked at the root, as the act asks it."""
    return keeping.keeps_house(actor, "journal.export_house")


def entered(chosen: str) -> Filter:
    """Entered on its day or after it."""
    return Filter(_("gồm"), "entered", chosen, [Choice("", _("mọi dòng")), Choice(LATE, _("chỉ dòng nhập sau"))])


def acts(chosen: str) -> Filter:
    """Every act by its official name, in order."""
    named = sorted(
        (Choice(name, str(plate.label)) for name, plate in plates().items() if plate.run), key=lambda c: c.label
    )
    return Filter(_("Nhật ký"), "act", chosen, [Choice("", _("mọi việc")), *named])
