"""Dò chữ trùng — every text column of every table is searched for five-word runs of the content; what has some, a person looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from dondoc.documents.models import Copy, Reading
from dondoc.incidents.models import Content, Incident, Place, PlaceState
from dondoc.incidents.runs import LENGTH, cut, phrase_runs, runs_of, shared_runs, texts_in
from dondoc.incidents.sealing import Sealed, holders, opened, said_in
from dondoc.shared.erasing import text_columns
from dondoc.units.models import UnitName

Tell = Callable[[str], None]
ALIKE = 0.5  # an earlier reading that shares less of the runs has them as the office's ordinary words
_NOT = {"sessions.session"}  # encoded; cleaned whole


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cần tìm — runs of five words, and shorter phrases that a person gave."""

    runs: set[str]
    short: frozenset[str]

    @property
    def all(self) -> set[str]:
        return self.runs | self.short


@dataclass(frozen=True, slots=True)
class Hit:
    """Chỗ có chữ trùng — of which row, in which columns, how many runs."""

    kind: str
    pk: int
    columns: tuple[str, ...]
    runs: int


def wanted_of(incident: Incident) -> Wanted:
    """What is looked for: the runs of the hidden words without the office's ordinary ones, and the phrases given."""
    sealed, phrases = opened(incident)
    runs = {run for value in said_in(sealed) for text in texts_in(value) for run in runs_of(text)}
    given = {run for phrase in phrases for run in phrase_runs(phrase)}
    long = {run for run in given if run.count(" ") == LENGTH - 1}
    return Wanted((runs - _ordinary(runs, _came_at(sealed))) | long, frozenset(given - long))


def _came_at(sealed: list[Sealed]) -> datetime | None:
    """When the content was first read here."""
    ids = [one.pk for one in sealed if one.kind == "documents.reading"]
    return Reading.objects.filter(pk__in=ids).order_by("at").values_list("at", flat=True).first()


def _ordinary(runs: set[str], since: datetime | None) -> set[str]:
    """Names of units; and runs that stood in earlier papers which are otherwise unlike: set phrases."""
    names = UnitName.objects.values_list("name", flat=True)
    found = {run for name in names.iterator(1000) for run in runs_of(name)} & runs
    if since is not None:
        for text in Reading.objects.filter(at__lt=since).values_list("text", flat=True).iterator(50):
            same = runs_of(text) & runs
            found |= same if len(same) < ALIKE * len(runs) else set()
    return found


def hits(wanted: Wanted, tell: Tell | None = None) -> Iterator[Hit]:
    """Every row of every table whose words share a run."""
    for model in apps.get_models():
        names, kind = text_columns(model), model._meta.label_lower
        if not names or kind in _NOT or not wanted.all:
            continue
        if tell is not None:
            tell(_("Đang dò bảng %(table)s.") % {"table": model._meta.db_table})
        for pk, *values in model._base_manager.order_by("pk").values_list("pk", *names).iterator(500):
            found = {
                name: shared_runs(value, wanted.runs, wanted.short) for name, value in zip(names, values, strict=True)
            }
            told = tuple(name for name, same in found.items() if same)
            if told:
                yield Hit(kind, pk, told, len(set().union(*found.values())))


def look(incident: Incident, *, at: datetime, tell: Tell | None = None) -> int:
    """Dò và ghi lại chỗ cần xem — returns how many wait for a person's word."""
    known = {(kind, pk) for kind, pk, state in incident.places.values_list("kind", "thing_id", "state")
             if state != PlaceState.SUSPECT}  # fmt: skip
    for hit in hits(wanted_of(incident), tell):
        if (hit.kind, hit.pk) not in known:
            _suspect(incident, hit, at)
    for kind, pk in _same_content(incident):
        if (kind, pk) not in known:
            _suspect(incident, Hit(kind, pk, ("sha256",), 0), at)
    Incident.objects.filter(pk=incident.pk).update(looked_at=at)
    return incident.places.filter(state=PlaceState.SUSPECT).count()


def _suspect(incident: Incident, hit: Hit, at: datetime) -> None:
    facts = {"columns": list(hit.columns), "runs": hit.runs}
    Place.objects.update_or_create(
        incident=incident, kind=hit.kind, thing_id=hit.pk,
        defaults=facts, create_defaults={**facts, "state": PlaceState.SUSPECT, "at": at},
    )  # fmt: skip


def _same_content(incident: Incident) -> Iterator[tuple[str, int]]:
    """Rows that still name one of its contents; papers that had the same file as one of its own."""
    for content in Content.objects.filter(incident=incident).exclude(sha256=""):
        yield from holders(content.sha256)
    places = incident.places.filter(kind="documents.copy", state=PlaceState.HIDDEN).values("thing_id")
    others = Copy.objects.filter(pk__in=places).exclude(paper__in=incident.papers)
    yield from (("documents.paper", paper) for paper in others.order_by().values_list("paper", flat=True).distinct())


def left_over(incident: Incident, tell: Tell | None = None) -> list[Hit]:
    """Dò lại sau khi xóa — what still shares a run, beside what a person left as it is."""
    left = set(incident.places.filter(state=PlaceState.LEFT).values_list("kind", "thing_id"))
    return [hit for hit in hits(wanted_of(incident), tell) if (hit.kind, hit.pk) not in left]


def values_cut(row: Any, names: list[str], wanted: Wanted) -> dict[str, Any]:
    """The columns of a row without the words found."""
    now = {name: cut(getattr(row, name), wanted.all) for name in names}
    return {name: value for name, value in now.items() if value != getattr(row, name)}
