"""Việc nào — what a line of the journal is about: its words and its page, of what one sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.commending.models import Merit
from dondoc.coordinating.matrix import Regulation as Coordination
from dondoc.coordinating.models import Request as CoordinationRequest
from dondoc.coordinating.words import Kind as CoordinationKind
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Entry, LeaderDirection, Register, Upload
from dondoc.implementation.models import Evidence, Extension, Note, Plan
from dondoc.importing.models import Import
from dondoc.importing.models import Kind as SheetKind
from dondoc.incidents.models import Incident
from dondoc.inspecting.models import Case
from dondoc.inspecting.programmes import InspectionProgramme
from dondoc.inspecting.statistics import StatisticsReport, forms
from dondoc.inspecting.teams import Team
from dondoc.inspecting.watching import Watch
from dondoc.obligations.models import Assignment, Obligation
from dondoc.personal.assessments import Assessment
from dondoc.personal.breaching import Breach
from dondoc.personal.declared import purposes
from dondoc.personal.exports import Export
from dondoc.personal.exports import Form as ExportForm
from dondoc.personal.holding import Erasure
from dondoc.personal.lifecycle import BreachState
from dondoc.personal.models import Purpose, Request
from dondoc.planning.models import Plan as UnitPlan
from dondoc.planning.words import Kind as PlanKind
from dondoc.pledging.models import Season
from dondoc.practices.models import Practice, Reuse
from dondoc.programmes.models import Item, Programme, Value
from dondoc.programmes.words import ItemKind
from dondoc.regulations.models import CalendarChange, OfficeFigure
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.regulations.rulesets import book
from dondoc.reminding.models import Occurrence
from dondoc.reorganising.models import How, Reorganisation
from dondoc.shared.actor import Actor
from dondoc.studying.models import Asking, Decision, Meeting, Sitting
from dondoc.units.delegations import Delegation
from dondoc.units.models import HandOver, Holding, Post, Unit
from dondoc.units.takeovers import Takeover
from dondoc.urging.models import Silence, Urge
from dondoc.urging.rungs import Rung

Thing = tuple[str, str]  # its words, its address


class About(Protocol):
    """Về việc nào — a line of the journal, or whatever else names a thing by kind and id."""

    @property
    def kind(self) -> str: ...
    @property
    def thing_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class _Kind:
    """Một loại — where its rows are, which column is the code of its page, up to three that its words are made of."""

    model: Any
    page: str
    code: str
    columns: tuple[Any, ...]
    say: Callable[..., str]


def things(rows: Iterable[About], actor: Actor) -> dict[tuple[str, int], Thing]:
    """By kind and id, what may be opened; all kinds in one query. What one may not see is left out."""
    asked: dict[str, set[int]] = {}
    for row in rows:
        if row.kind in _KINDS and row.thing_id:
            asked.setdefault(row.kind, set()).add(row.thing_id)
    if not asked:
        return {}
    first, *others = [_rows(kind, ids, actor) for kind, ids in asked.items()]
    found = first.union(*others, all=True)
    return {(kind, pk): _thing(_KINDS[kind], code, said) for kind, pk, code, *said in found}


def _rows(name: str, ids: set[int], actor: Actor) -> models.QuerySet[Any, Any]:
    """Kind, id, code and three texts: the same columns of every table."""
    kind, text = _KINDS[name], models.CharField()
    blank = models.Value("", output_field=text)
    told: list[Any] = [Cast(column, text) for column in kind.columns] + [blank] * (3 - len(kind.columns))
    seen = kind.model.objects.visible_to(actor).filter(pk__in=ids).order_by()
    shown: models.QuerySet[Any, Any] = seen.annotate(
        told_kind=models.Value(name, output_field=text), told_code=Cast(kind.code, text),
        word_1=told[0], word_2=told[1], word_3=told[2],
    ).values_list("told_kind", "pk", "told_code", "word_1", "word_2", "word_3")  # fmt: skip
    return shown


def _thing(kind: _Kind, code: str, told: list[str]) -> Thing:
    return kind.say(*told[: len(kind.columns)]), reverse(kind.page, args=[code])


def _paper(kind: str, number: str) -> str:
    return f"{kind} {number}".strip()


def _share(number: str, year: str, unit: str) -> str:
    return f"NV-{number}/{year} → {unit}"


def _state(name: str, state: str) -> str:
    return name or str(UploadState(state).label)


def _item(kind: str, programme: str) -> str:
    return f"{ItemKind(kind).label}, {programme}"


def _day(words: str) -> str:
    """A day the database wrote as text."""
    return "/".join(reversed(words[:10].split("-")))


def _named(unit: str) -> Coalesce:
    """A unit's short name, else its name (`Unit.__str__`)."""
    return Coalesce(NullIf(f"{unit}short", models.Value("")), f"{unit}name")


def _subject(key: str) -> str:
    return book().subjects[key].words if key in book().subjects else key


def _purpose(key: str) -> str:
    return purposes()[key].words if key in purposes() else key


def _work(model: Any) -> _Kind:
    """Of what was done for a share, the share."""
    columns = ("assignment__obligation__number", "assignment__obligation__year", _named("assignment__unit__"))
    return _Kind(model, "assignment", "assignment__public_id", columns, _share)


_KINDS: dict[str, _Kind] = {
    "importing.import": _Kind(Import, "import", "public_id", ("kind",), lambda kind: str(SheetKind(kind).label)),
    "documents.entry": _Kind(Entry, "paper", "paper__public_id", ("paper__kind", "paper__so_ky_hieu"), _paper),
    "documents.leaderdirection": _Kind(
        LeaderDirection, "paper", "entry__paper__public_id", ("entry__paper__kind", "entry__paper__so_ky_hieu"), _paper
    ),
    "documents.register": _Kind(
        Register, "register_page", "public_id", ("name", "series"), lambda name, series: f"{name} ({series})"
    ),
    "documents.upload": _Kind(Upload, "upload_page", "public_id", ("file_name", "state"), _state),
    "obligations.obligation": _Kind(
        Obligation, "obligation", "public_id", ("number", "year"), lambda number, year: f"NV-{number}/{year}"
    ),
    "obligations.assignment": _Kind(
        Assignment, "assignment", "public_id", ("obligation__number", "obligation__year", _named("unit__")), _share
    ),
    "implementation.plan": _work(Plan),
    "implementation.note": _work(Note),
    "implementation.evidence": _Kind(
        Evidence, "evidence", "public_id", ("on", _named("unit__")), lambda on, unit: f"{_('minh chứng')} {_day(on)}, {unit}"
    ),
    "implementation.extension": _work(Extension),
    "urging.silence": _work(Silence),
    "reminding.occurrence": _work(Occurrence),
    "urging.urge": _Kind(
        Urge, "urge", "public_id", ("rung", "paper__so_ky_hieu"), lambda rung, number: f"{Rung(rung).label} {number or ''}".strip()
    ),
    "pledging.season": _Kind(Season, "pledge_season", "public_id", (_named("unit__"), "year"), lambda unit, year: f"{unit}, {year}"),
    "studying.asking": _Kind(Asking, "study", "public_id", ("paper__kind", "paper__so_ky_hieu"), _paper),
    "studying.decision": _Kind(Decision, "paper", "paper__public_id", ("paper__kind", "paper__so_ky_hieu"), _paper),
    "studying.meeting": _Kind(
        Meeting, "study_meeting", "public_id", ("on", _named("unit__")), lambda on, unit: f"{_day(on)}, {unit}"
    ),
    "studying.sitting": _Kind(
        Sitting, "study_meeting", "meeting__public_id", ("on", _named("meeting__unit__")), lambda on, unit: f"{_day(on)}, {unit}"
    ),
    "commending.merit": _Kind(Merit, "merit", "public_id", ("form", "year"), lambda form, year: f"{form}, {year}"),
    "inspecting.case": _Kind(Case, "inspection", "public_id", ("pk", "at__year"), lambda number, year: f"KT-{number}/{year}"),
    "inspecting.inspectionprogramme": _Kind(InspectionProgramme, "inspection_programme", "public_id", ("name",), str),
    "inspecting.team": _Kind(Team, "inspection_team", "public_id", ("name",), str),
    "inspecting.statisticsreport": _Kind(StatisticsReport, "inspection_report", "public_id", ("form", "until_on"), lambda form, until: f"{forms()[form].title}, {_day(until)}"),
    "inspecting.watch": _Kind(Watch, "inspection_watch", "public_id", (_named("unit__"),), str),
    "practices.practice": _Kind(Practice, "practice", "public_id", ("name",), str),
    "practices.reuse": _Kind(Reuse, "practice", "practice__public_id", ("practice__name",), str),
    "planning.plan": _Kind(
        UnitPlan, "plan", "public_id", ("kind", "paper__so_ky_hieu", "source__so_ky_hieu"),
        lambda kind, number, source: f"{PlanKind(kind).label} {number or ''}".strip() + (f" ({source})" if source else ""),
    ),
    "coordinating.regulation": _Kind(
        Coordination, "coordination_regulation", "public_id", ("paper__kind", "paper__so_ky_hieu"), _paper
    ),
    "coordinating.request": _Kind(
        CoordinationRequest, "coordination_request", "public_id", ("kind", "on", _named("unit__")),
        lambda kind, on, unit: f"{CoordinationKind(kind).label} {_day(on)}, {unit}",
    ),
    "programmes.programme": _Kind(Programme, "programme", "public_id", ("name",), str),
    "programmes.item": _Kind(Item, "programme_item", "public_id", ("kind", "programme__name"), _item),
    "programmes.value": _Kind(
        Value, "programme_item", "item__public_id", ("on", "unit__name"), lambda on, unit: f"{_day(on)}, {unit}"
    ),
    "regulations.officefigure": _Kind(OfficeFigure, "figure", "key", ("key",), _subject),
    "regulations.calendarchange": _Kind(
        CalendarChange, "calendar_year", "on__year", ("on__day", "on__month", "on__year"),
        lambda day, month, year: f"{int(day):02}/{int(month):02}/{year}",
    ),
    "regulations.placeweek": _Kind(PlaceWeek, "place", "unit__public_id", ("from_on",), _day),
    "regulations.placeday": _Kind(PlaceDay, "place", "week__unit__public_id", ("on",), _day),
    "personal.purpose": _Kind(Purpose, "purpose", "key", ("key",), _purpose),
    "personal.request": _Kind(
        Request, "data_request", "public_id", ("number", "year"), lambda number, year: f"YC-{number}/{year}"
    ),
    "reorganising.reorganisation": _Kind(
        Reorganisation, "reorganisation", "public_id", ("how", "on"), lambda how, on: f"{How(how).label} {_day(on)}"
    ),
    "personal.erasure": _Kind(Erasure, "erasure", "public_id", ("at",), _day),
    "personal.assessment": _Kind(Assessment, "assessment_version", "public_id", ("number",), str),
    "personal.export": _Kind(Export, "export", "public_id", ("form",), lambda form: str(ExportForm(form).label)),
    "personal.breach": _Kind(Breach, "breach", "public_id", ("state",), lambda state: str(BreachState(state).label)),
    "incidents.incident": _Kind(
        Incident, "incident", "public_id", ("pk", "at__year"), lambda number, year: f"SC-{number}/{year}"
    ),
    "units.unit": _Kind(Unit, "unit", "public_id", ("name",), str),
    "units.post": _Kind(
        Post, "unit", "unit__public_id", ("kind__title", _named("unit__")), lambda kind, unit: f"{kind}, {unit}"
    ),
    "units.handover": _Kind(HandOver, "settle_handed", "public_id", ("label",), str),
    "units.takeover": _Kind(
        Takeover, "takeover", "public_id", ("outgoing__post__kind__title", _named("outgoing__post__unit__")),
        lambda kind, unit: f"{kind}, {unit}",
    ),
    "units.delegation": _Kind(
        Delegation, "delegation", "public_id", ("giver__post__kind__title", _named("giver__post__unit__")),
        lambda kind, unit: f"{kind}, {unit}",
    ),
    "units.holding": _Kind(
        Holding, "unit", "post__unit__public_id", ("person__full_name", "post__kind__title", _named("post__unit__")),
        lambda person, kind, unit: f"{person}, {kind}, {unit}",
    ),
}  # fmt: skip
