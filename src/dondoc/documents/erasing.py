"""Xóa chữ của phòng văn bản — a paper becomes a stub; its copies, readings, marks and the leader's words lose what they said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from dondoc.documents import search
from dondoc.documents.lifecycle import UPLOAD, UploadState
from dondoc.documents.models import (
    Copy,
    Entry,
    LeaderDirection,
    Paper,
    PaperLink,
    Reading,
    RegisterNumber,
    ReviewMark,
    Upload,
)
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.erasing import Erase, How, Scope, emptied, numbered, unnamed

_CLOSED = (UploadState.REGISTERED, UploadState.REFUSED)


def _keeper(row: Paper, was: int, _how: How) -> int:
    """A stub says nothing of its issuer: it stands with the unit whose register it is in."""
    if row.is_stub:
        return was
    first = row.entries.order_by("unit__path", "id").values_list("unit", flat=True).first()
    return first or was


ERASES = (
    Erase(Paper, "title", says=True),
    Erase(Paper, "issuer_id", _keeper),
    Erase(Paper, "kind", lambda _row, _was, _how: _("Văn bản mật")),
    Erase(Paper, "series", lambda row, _was, _how: f"mật-sc-{row.pk}"),
    Erase(Paper, "number", numbered),
    Erase(Paper, "so_ky_hieu", numbered),
    Erase(Paper, "canonical", emptied),
    Erase(Paper, "urgency", emptied),
    Erase(Paper, "secrecy", lambda _row, was, how: was or how.level),
    Erase(Paper, "is_stub", lambda _row, _was, _how: True),
    Erase(Copy, "sha256", unnamed),
    Erase(Copy, "file_name"),
    Erase(Reading, "sha256", unnamed),
    Erase(Reading, "text", emptied, says=True),
    Erase(Reading, "body", emptied),
    Erase(Upload, "sha256", emptied),
    Erase(Upload, "file_name"),
    Erase(Upload, "problem", emptied),
    Erase(Entry, "withdrawn_because"),
    Erase(RegisterNumber, "reason"),
    Erase(LeaderDirection, "text", says=True),
    Erase(PaperLink, "canonical", emptied),
    Erase(PaperLink, "surface"),
    Erase(ReviewMark, "value", emptied),
)

KEEPS = {
    "documents.Paper.place": "where the paper original lies: a stub bears it",
    **{f"documents.LevelChange.{name}": "a level, by which decision" for name in ("from_level", "to_level", "number")},
    "documents.Upload.secrecy": "a level",
    "documents.Paper.keeper": "where the paper original lies: a stub bears it",
    "documents.Reading.reader": "which version of the reader",
    "documents.Reading.catalogue": "which version of its words",
    "documents.Reading.format": "the kind of file",
    "documents.Copy.format": "the kind of file",
    "documents.Upload.problem_code": "the software's own word",
    "documents.Upload.job_id": "the code of a job",
    "documents.Register.name": "the name of a book, given when it is opened",
    "documents.Register.series": "a year or a term",
    "documents.Register.kinds": "kinds of papers",
    "documents.Register.suffix": "the symbol after a number",
    "documents.ReviewMark.key": "the place of a value in a reading, no words of it",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of papers: all that was made of them. Of a content: every row that names it, in whichever unit or paper."""
    of_papers = models.Q(paper__in=scope.papers)
    for model in (Copy, Upload):
        named = model._base_manager.filter(of_papers | models.Q(pk__in=scope.of(model))).exclude(sha256="")
        scope.digests |= {name for name in named.values_list("sha256", flat=True) if not name.startswith("-")}
    same = models.Q(sha256__in=scope.digests)
    held = Copy.objects.filter(of_papers, reading__isnull=False).values("reading")
    readings = models.Q(pk__in=scope.of(Reading)) | models.Q(pk__in=held) | same
    yield Paper.objects.filter(pk__in=scope.papers).order_by("pk")
    yield Copy.objects.filter(of_papers | models.Q(pk__in=scope.of(Copy)) | same).order_by("pk")
    yield Upload.objects.filter(of_papers | models.Q(pk__in=scope.of(Upload)) | same).order_by("pk")
    yield Reading.objects.filter(readings).order_by("pk")
    yield ReviewMark.objects.filter(reading__in=scope.found.get(Reading._meta.label_lower, set())).order_by("pk")
    yield Entry.objects.filter(of_papers).order_by("pk")
    yield RegisterNumber.objects.filter(entry__paper__in=scope.papers).order_by("pk")
    theirs = models.Q(entry__paper__in=scope.papers) | models.Q(pk__in=scope.of(LeaderDirection))
    yield LeaderDirection.objects.filter(theirs).order_by("pk")
    yield PaperLink.objects.filter(models.Q(source__in=scope.papers) | models.Q(pk__in=scope.of(PaperLink))).order_by(
        "pk"
    )


def before(scope: Scope, *, by: Actor, at: datetime) -> None:
    """A file that waits to be registered is refused at once: its key is forgotten, its row says nothing of it."""
    waiting = Upload.objects.filter(models.Q(pk__in=scope.of(Upload)) | models.Q(sha256__in=scope.digests - {""}))
    for row in waiting.exclude(state__in=_CLOSED).order_by("pk"):
        scope.digests |= {row.sha256} - {""}
        unmark: dict[str, Any] = {"file_name": "", "sha256": "", "reading": None, "size": 0, "problem": ""}
        scope.things.setdefault(Reading._meta.label_lower, set()).update({row.reading_id} - {None})  # type: ignore[arg-type]
        UPLOAD.take(row, "hide", by=by, at=at, on=hanoi_day(at), **unmark)
        for name in (row.public_id, row.reading_key):
            transaction.on_commit(partial(files.forget, name))


def hidden(scope: Scope) -> None:
    """Found by no search from now on."""
    search.drop(scope.papers)


def shown(scope: Scope) -> None:
    """Given back: found again, as its newest reading says it."""
    for paper in Paper.objects.filter(pk__in=scope.papers):
        reading = Reading.objects.filter(copies__paper=paper).order_by("-id").first()
        search.index(paper, reading.text if reading else "")
