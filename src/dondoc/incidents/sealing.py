"""Niêm nội dung — the words leave their rows at once and lie sealed under a key of their own, until they are removed or given back.

Every page, search and export reads the rows: what is not there is shown by none of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from dondoc.incidents.models import Content, Incident, Place, PlaceState
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.erasing import HIDDEN, How, Scope, carrying, columns, erased, is_erased, rooms


@dataclass(frozen=True, slots=True)
class Sealed:
    """Một dòng đã niêm — what it said, by column."""

    kind: str
    pk: int
    was: dict[str, Any]


def scope_of(incident: Incident) -> Scope:
    """Phạm vi của sự cố — its papers, the contents still known by their digest, and each place by itself."""
    things: dict[str, set[int]] = {}
    held = incident.places.filter(state__in=(PlaceState.HIDDEN, PlaceState.REMOVED), is_cut=False)
    for kind, pk in held.values_list("kind", "thing_id"):
        things.setdefault(kind, set()).add(pk)
    return Scope(papers=set(incident.papers), things=things)


def how_of(incident: Incident, words: str = HIDDEN) -> How:
    """How its rows are erased, now or for good."""
    return How(words, incident.level, incident.keeps_number, frozenset(incident.papers))


def hide(incident: Incident, scope: Scope, *, by: Actor, at: datetime) -> int:
    """Ẩn — in the transaction of the act that says so. Returns how many rows lost their words."""
    for room in _having("before"):
        room.before(scope, by=by, at=at)
    incident.papers = sorted({*incident.papers, *scope.papers})
    taken = [erase(row, how_of(incident)) for row in carrying(scope)]
    sealed = [one for one in taken if one.was]
    for room in _having("hidden"):
        room.hidden(scope)
    keep_contents(incident, scope.digests, sealed)
    keep_places(incident, sealed, at)
    seal(incident, sealed)
    return len(sealed)


def _having(name: str) -> Iterator[Any]:
    return (room for room in rooms() if hasattr(room, name))


def erase(row: Any, how: How) -> Sealed:
    """Xóa chữ một dòng — what it said is returned, to be sealed or not."""
    now = erased(row, how)
    was = {name: getattr(row, name) for name in now}
    if now:
        type(row)._base_manager.filter(pk=row.pk).update(**now)
    return Sealed(row._meta.label_lower, row.pk, was)


def keep_contents(incident: Incident, digests: Iterable[str], sealed: Iterable[Sealed] = ()) -> None:
    """The digests, so that their files can be removed; the same content in another place is counted."""
    named = Counter(one.was.get("sha256", "") for one in sealed)
    for sha256 in sorted({*digests, *named} - {""}):
        if not is_erased(sha256):
            facts = {"sha256": sha256, "holders": named[sha256] + len(holders(sha256))}
            Content.objects.get_or_create(incident=incident, mark=salted(incident, sha256), defaults=facts)


def salted(incident: Incident, sha256: str) -> str:
    """Dấu của tệp — by the digest and the incident's salt: tells nothing to who has only the mark."""
    return hashlib.sha256(f"{incident.salt}{sha256}".encode()).hexdigest()


def holders(sha256: str) -> list[tuple[str, int]]:
    """Rows of any room that name a content, beside the incidents' own."""
    tables = [
        t for t in apps.get_models() if t is not Content and any(f.name == "sha256" for f in t._meta.get_fields())
    ]
    return [
        (table._meta.label_lower, pk)
        for table in tables
        for pk in table._base_manager.filter(sha256=sha256).order_by("pk").values_list("pk", flat=True)
    ]


def keep_places(incident: Incident, sealed: Iterable[Sealed], at: datetime, *, is_cut: bool = False) -> None:
    """Which rows lost which columns."""
    for one in sealed:
        row, _new = Place.objects.get_or_create(
            incident=incident, kind=one.kind, thing_id=one.pk, defaults={"state": PlaceState.HIDDEN, "at": at}
        )
        row.columns, row.is_cut = sorted({*(row.columns if row.state == PlaceState.HIDDEN else ()), *one.was}), is_cut
        row.state = PlaceState.HIDDEN
        row.save()


def seal(incident: Incident, sealed: list[Sealed], phrases: Iterable[str] = ()) -> None:
    """Niêm — encrypted under a key of its own, in the quarantine, which no backup holds."""
    said = {"rows": [[one.kind, one.pk, one.was] for one in sealed], "phrases": list(phrases)}
    files.quarantine(json.dumps(said).encode(), incident.box(incident.boxes))
    incident.boxes += 1
    incident.save(update_fields=["boxes", "papers"])


def opened(incident: Incident) -> tuple[list[Sealed], list[str]]:
    """Mở niêm — what was hidden, the last first, and the phrases that a person gave. Raises Refused once the key is gone."""
    rows: list[Sealed] = []
    phrases: list[str] = []
    for number in reversed(range(incident.boxes)):
        said = json.loads(files.quarantined(incident.box(number)))
        rows += [Sealed(*one) for one in said["rows"]]
        phrases += said["phrases"]
    return rows, phrases


def give_back(sealed: Iterable[Sealed]) -> Scope:
    """Trả lại — each row as it was before it was hidden first (`opened` tells the last first)."""
    scope = Scope()
    for one in sealed:
        table = apps.get_model(one.kind)
        if table._base_manager.filter(pk=one.pk).update(**one.was) and one.kind == "documents.paper":
            scope.papers.add(one.pk)
        scope.things.setdefault(one.kind, set()).add(one.pk)
    return scope


def shown(scope: Scope) -> None:
    """What was given back is found again."""
    for room in _having("shown"):
        room.shown(scope)


def said_in(sealed: Iterable[Sealed]) -> list[Any]:
    """The words by which a content is looked for elsewhere: texts and titles, no names of units or files."""
    known = columns()
    return [was for one in sealed for name, was in one.was.items()
            if name in known.get(one.kind, {}) and known[one.kind][name].says]  # fmt: skip


def forget(incident: Incident) -> None:
    """Hủy khóa — nobody opens it again."""
    for number in range(incident.boxes):
        files.forget(incident.box(number))


def rows_of(kind: str, ids: Iterable[int]) -> models.QuerySet[Any]:
    """Rows of a table by its name."""
    rows: models.QuerySet[Any] = apps.get_model(kind)._base_manager.filter(pk__in=list(ids))
    return rows.order_by("pk")
