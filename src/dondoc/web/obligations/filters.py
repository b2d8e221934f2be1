"""Bộ lọc — words above the table that read as a sentence, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dondoc.documents.models import Paper
from dondoc.obligations.lifecycle import PHASES, Phase, State
from dondoc.obligations.models import Assignment, AssignmentQuerySet, overdue_at
from dondoc.obligations.past import amended_since
from dondoc.reading.text import fold
from dondoc.reminding.models import Occurrence
from dondoc.reminding.queries import late_of
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit, bearing, standing_abroad, within_on
from dondoc.web.asof import Look

LATE_PERIODS = "late_periods"  # the one state whose rows are periods, not works


@dataclass(frozen=True, slots=True)
class Choice:
    """Một lựa chọn của bộ lọc."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Một vế của câu lọc — its leading word, its choices, and which one stands."""

    lead: str
    name: str
    value: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều đang lọc — what the address says; `alone` is the unit without those below it."""

    state: str = ""
    place: str = ""
    words: str = ""
    unit: Unit | None = None
    alone: bool = False
    paper: Paper | None = None

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the sentence leaves as it is: the unit, the paper."""
        unit = [("unit", self.unit.public_id)] + [("alone", "1")] * self.alone if self.unit else []
        return unit + ([("paper", self.paper.public_id)] if self.paper else [])


def asked(request: HttpRequest, actor: Actor) -> Asked:
    """What the address asks for, of what one sees."""
    said = request.GET
    unit = Unit.objects.visible_to(actor).filter(public_id=said["unit"]).first() if said.get("unit") else None
    paper = Paper.objects.visible_to(actor).filter(public_id=said["paper"]).first() if said.get("paper") else None
    words = said.get("words", "").strip()[:100]
    return Asked(said.get("state", ""), said.get("place", ""), words, unit, bool(said.get("alone")), paper)


def states(chosen: str = "") -> list[Choice]:
    """Tình trạng để lọc — in the order people ask for them; then the one chosen of those reports lead to."""
    usual = [
        Choice("", _("đang mở")), Choice("late", _("quá hạn")), Choice(LATE_PERIODS, _("định kỳ: kỳ quá hạn")),
        Choice("week", _("đến hạn trong 7 ngày")),
        Choice("new", _("chưa tiếp nhận")), Choice("waiting", _("chờ xác nhận")),
        Choice("reported", _("đã báo cáo, chưa có xác nhận")), Choice("nodate", _("chưa có hạn")),
        Choice("done", _("đã xong")), Choice("done_late", _("xong muộn")), Choice("all", _("tất cả")),
    ]  # fmt: skip
    led_to = [
        Choice("given", _("đã giao, trừ việc đã rút hoặc trả lại")), Choice("fresh", _("chưa tiếp nhận, chưa quá hạn")),
        Choice("doing", _("đang làm, chưa quá hạn")), Choice("in_time", _("xong đúng hạn")),
        Choice("undated", _("xong, không có hạn")),
    ]  # fmt: skip
    return usual + [choice for choice in led_to if choice.value == chosen]


def places() -> list[Choice]:
    """Nơi — all, my own, the others, at home, abroad."""
    return [Choice("", _("mọi đơn vị")), Choice("own", _("đơn vị mình")), Choice("others", _("các đơn vị khác")),
            Choice("home", _("các đơn vị trong nước")), Choice("abroad", _("các đơn vị ngoài nước"))]  # fmt: skip


def sentence(said: Asked) -> list[Filter]:
    """“Nhiệm vụ *quá hạn* của *các đơn vị ngoài nước*”."""
    return [
        Filter(_("Nhiệm vụ"), "state", said.state, states(said.state)),
        Filter(_("của"), "place", said.place, places()),
    ]


def in_words(said: Asked, look: Look) -> str:
    """The sentence as the title of a file or a printed page."""
    chosen = [next((c.label for c in f.choices if c.value == f.value), f.choices[0].label) for f in sentence(said)]
    words = _("Nhiệm vụ %(state)s của %(place)s") % {
        "state": chosen[0],
        "place": said.unit.name if said.unit else chosen[1],
    }
    more = [_("theo %(paper)s") % {"paper": said.paper}] if said.paper else []
    more += [_("có “%(words)s”") % {"words": said.words}] if said.words else []
    return ", ".join([words, *more, *look.told])


def narrowed(
    actor: Actor, said: Asked, look: Look
) -> tuple[AssignmentQuerySet, models.QuerySet[Assignment, tuple[int, date]] | None]:
    """The assignments one sees, narrowed by the sentence; soonest due first, unknown days last. And their ids, gathered.

    Of a past day: those given by then, by the state and due day they had.
    """
    where = _by_state(said.state, look, look.past or actor.today) & _but_state(actor, said, look)
    if look.past:
        rows = Assignment.objects.visible_to(actor).given_by(look.past, look.known).filter(where)
        return rows.for_list().order_by(models.F("due_then").asc(nulls_last=True), "id"), None
    rows = Assignment.objects.filter(where).visible_to(actor)
    return rows.for_list().soonest_first(), Assignment.objects.filter(where).gathered(actor)


def late_periods(actor: Actor, said: Asked, look: Look) -> models.QuerySet[Occurrence]:
    """Kỳ quá hạn của các việc ấy — by the same sentence, a row a period that is not reported; the oldest first.

    Counted apart from the works: a recurring duty is late itself only when its own last day is over.
    """
    shares, where = Assignment.objects.visible_to(actor), _but_state(actor, said, look)
    if look.past:
        then = models.Q(state_then__in=PHASES[Phase.OPEN])
        given = shares.given_by(look.past, look.known).filter(where & then)
        return late_of(given, look.moment, look.past, look.known)
    return late_of(shares.filter(where, phase=Phase.OPEN), look.moment)


def _but_state(actor: Actor, said: Asked, look: Look) -> models.Q:
    """The rest of the sentence: the place, the unit, the paper, the words."""
    doer = "unit_then" if look.past else "unit"
    where = _by_place(said.place, actor, doer, look.past)
    if said.unit is not None:
        within = models.Q(**{f"{doer}__in": within_on(said.unit, look.past or actor.today)})
        where &= models.Q(**{doer: said.unit.pk}) if said.alone else within
    if said.paper is not None:
        where &= models.Q(obligation__paper=said.paper)
    return where & _bearing(said.words, look, doer) if said.words else where


def _by_place(place: str, actor: Actor, doer: str, past: date | None) -> models.Q:
    if place in ("own", "others"):
        unit = acting_unit(actor)
        mine = models.Q(**{doer: unit.pk if unit else None})
        return mine if place == "own" else ~mine
    if place in ("home", "abroad"):
        return models.Q(**{f"{doer}__in": standing_abroad(place == "abroad", past)})
    return models.Q()


def _bearing(words: str, look: Look, doer: str) -> models.Q:
    """By number (NV-12, NV-12/2026), else every word in its text (of the day looked at), its paper's số ký hiệu or the
    doer's name."""
    number, _slash, year = words.upper().removeprefix("NV").lstrip("-– ").partition("/")
    if number.isdecimal() and len(number) < 7 and (not year or (year.isdecimal() and len(year) == 4)):
        return models.Q(obligation__number=int(number), **({"obligation__year": int(year)} if year else {}))
    found, then = models.Q(), _searched_then(look)
    for word in fold(words).split()[:8]:
        text = models.Q(obligation__search__contains=word) & ~models.Q(obligation__in=list(then))
        text |= models.Q(obligation__in=[pk for pk, said in then.items() if word in said])
        found &= text | models.Q(**({f"{doer}__in": bearing(word)} if look.past else {"unit__search__contains": word}))
    return found


def _searched_then(look: Look) -> dict[int, str]:
    """Of the obligations amended since the day looked at, what they were found by then."""
    rows = amended_since(look.past, look.now) if look.past else []
    for row in rows:
        row.fold_words()
    return {row.pk: row.search for row in rows}


def _by_state(asked: str, look: Look, day: date) -> models.Q:
    """Of a past day: by the state and the due day of then. The figures of reports lead here."""
    state, due = ("state_then", "due_then") if look.past else ("state", "due_on")

    def at(*states: str) -> models.Q:
        return models.Q(**{f"{state}__in": states})

    def in_phase(phase: Phase) -> models.Q:
        return at(*PHASES[phase]) if look.past else models.Q(phase=phase)

    def due_is(**how: object) -> models.Q:
        return models.Q(**{f"{due}__{word}": value for word, value in how.items()})

    is_open, done = in_phase(Phase.OPEN), in_phase(Phase.DONE)
    late = is_open & overdue_at(look.moment, state, due)
    known = {
        "": is_open,
        "late": late,
        "week": is_open & at(State.ISSUED, State.ACCEPTED) & due_is(gte=day, lte=day + timedelta(days=7)),
        "new": at(State.ISSUED),
        "fresh": at(State.ISSUED) & ~_known(due, late),
        "doing": at(State.ACCEPTED) & ~_known(due, late),
        "waiting": at(State.SUBMITTED),
        "reported": in_phase(Phase.REPORTED),
        "nodate": is_open & due_is(isnull=True),
        "given": ~in_phase(Phase.CLOSED),
        # nothing follows DONE, so what was written when it came is what it was on any day since
        "done": done,
        "in_time": done & models.Q(done_late=False),
        "done_late": done & models.Q(done_late=True),
        "undated": done & models.Q(done_late=None),
        "all": models.Q(),
    }
    return known.get(asked, is_open)


def _known(due: str, late: models.Q) -> models.Q:
    """Late, and no unknown day: a negation must keep the rows without one."""
    return models.Q(**{f"{due}__isnull": False}) & late
