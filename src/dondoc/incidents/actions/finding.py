"""Tìm chỗ khác — what shares words with the content is listed; a person takes each in or leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents import search
from dondoc.documents.models import Copy, Paper, Reading
from dondoc.incidents.actions.opening import LOOK
from dondoc.incidents.lifecycle import State
from dondoc.incidents.looking import Wanted, values_cut, wanted_of
from dondoc.incidents.models import Incident, Place, PlaceState
from dondoc.incidents.reach import require_within
from dondoc.incidents.runs import phrase_runs
from dondoc.incidents.sealing import (
    Sealed,
    erase,
    give_back,
    hide,
    how_of,
    keep_contents,
    keep_places,
    opened,
    rows_of,
    seal,
)
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.erasing import Scope, columns, is_erased

PAPER, READING, PAYLOAD = "documents.paper", "documents.reading", "journal.payload"


@act("incidents.look", gettext_lazy("Tìm thêm chỗ có nội dung"))
def ask_look(*, incident: Incident, phrases: str = "", by: Actor, at: datetime) -> None:
    """Tìm thêm — over every text column; `phrases` are words of the content that a person gives, one phrase a line.

    They are sealed with the content and destroyed with it.
    """
    require(by, "incidents.open", incident.unit)
    _check_hidden(incident)
    if phrases.strip():
        if not phrase_runs(phrases):
            raise Refused(_("Ghi mỗi dòng một cụm, ít nhất hai chữ."))
        seal(_locked(incident), [], [phrases])
        incident.refresh_from_db()
    queue.ask(LOOK, {"incident": incident.pk}, by=by, at=at)
    write("incidents.look", incident, by=by, at=at, unit=incident.unit)


@act("incidents.include", gettext_lazy("Đưa thêm chỗ vào sự cố"))
def include(*, incident: Incident, places: Sequence[Place], by: Actor, at: datetime, is_cut: bool = False) -> None:
    """Đưa vào sự cố — hidden at once: all that the row says, or only the words found (`is_cut`)."""
    require_within(by, "incidents.remove", incident, places)
    _check_hidden(incident)
    locked = _locked(incident)
    for place in places:
        if place.incident_id != incident.pk or place.state != PlaceState.SUSPECT:
            raise Refused(_("Chỗ này đã được xem. Tải lại trang."))
        _take_in(locked, place, is_cut=is_cut, by=by, at=at)
    incident.refresh_from_db()
    write("incidents.include", incident, by=by, at=at, unit=incident.unit, cut=is_cut,
          places=[[place.kind, place.thing_id] for place in places])  # fmt: skip


def _take_in(incident: Incident, place: Place, *, is_cut: bool, by: Actor, at: datetime) -> None:
    """What no room erases whole, only the words found are cut out of; a journal line's payload leaves when it is removed."""
    if place.kind == PAYLOAD:
        Place.objects.filter(pk=place.pk).update(state=PlaceState.HIDDEN)
    elif place.kind == PAPER and not is_cut:
        hide(incident, Scope(papers={place.thing_id}), by=by, at=at)
    elif is_cut or place.kind not in columns():
        _cut(incident, place, wanted_of(incident), at)
    else:
        hide(incident, Scope(things={place.kind: {place.thing_id}}), by=by, at=at)
    if Place.objects.filter(pk=place.pk, state=PlaceState.SUSPECT).exists():
        raise Refused(_("Không ẩn được chỗ này theo cách ấy. Chọn cách kia, hoặc để nguyên có lý do."))


def _cut(incident: Incident, place: Place, wanted: Wanted, at: datetime) -> None:
    """Blocks in place of the words; of a paper's reading also its file, which says them too, is taken away."""
    sealed = []
    for row in rows_of(place.kind, [place.thing_id]):
        now = values_cut(row, place.columns, wanted)
        was = {name: getattr(row, name) for name in now}
        type(row)._base_manager.filter(pk=row.pk).update(**now)
        sealed += [Sealed(place.kind, row.pk, was)] if was else []
        if place.kind == READING:
            sealed += _without_files(incident, row)
        if place.kind in (READING, PAPER):
            _index_again(row)
    keep_places(incident, sealed, at, is_cut=True)
    seal(incident, sealed)


def _without_files(incident: Incident, reading: Reading) -> list[Sealed]:
    """The copies whose words these are: their file cannot be cut."""
    if is_erased(reading.sha256):
        return []
    keep_contents(incident, [reading.sha256])
    rows = [*Copy.objects.filter(sha256=reading.sha256), *reading.uploads.all()]
    taken = [erase(row, how_of(incident)) for row in rows]
    named = Sealed(READING, reading.pk, {"sha256": reading.sha256})
    Reading.objects.filter(pk=reading.pk).update(sha256=f"-{reading.public_id}")
    return [*taken, named]


def _index_again(row: Any) -> None:
    papers = [row] if isinstance(row, Paper) else list(Paper.objects.filter(copies__reading=row).distinct())
    for paper in papers:
        paper.refresh_from_db()
        reading = Reading.objects.filter(copies__paper=paper).order_by("-id").first()
        search.index(paper, reading.text if reading else "")


@act("incidents.leave", gettext_lazy("Để nguyên chỗ có chữ trùng"))
def leave(*, incident: Incident, places: Sequence[Place], reason: str, by: Actor, at: datetime) -> None:
    """Để nguyên — with a reason: what only shares ordinary words; what was hidden with the rest and is no secret is given back."""
    require_within(by, "incidents.remove", incident)
    check_reason(reason)
    _check_hidden(incident)
    hidden = {(place.kind, place.thing_id) for place in places if place.state == PlaceState.HIDDEN}
    if any(kind == PAPER for kind, _pk in hidden):
        raise Refused(_("Văn bản của sự cố không để nguyên riêng được: gỡ ẩn cả sự cố nếu không phải nội dung mật."))
    if hidden:
        give_back([one for one in opened(incident)[0] if (one.kind, one.pk) in hidden])
    ids = [place.pk for place in places]
    incident.places.filter(pk__in=ids).update(state=PlaceState.LEFT, because=reason.strip()[:300])
    write("incidents.leave", incident, by=by, at=at, unit=incident.unit,
          places=[[place.kind, place.thing_id] for place in places])  # fmt: skip


def _check_hidden(incident: Incident) -> None:
    if Incident.objects.filter(pk=incident.pk).values_list("state", flat=True).get() != State.HIDDEN:
        raise Refused(_("Sự cố này đang được xóa hoặc đã xử lý xong."))


def _locked(incident: Incident) -> Incident:
    """Whoever seals is alone: boxes are numbered."""
    return Incident.objects.select_for_update().get(pk=incident.pk)
