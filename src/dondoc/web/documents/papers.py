"""Văn bản — its page: what it is, how it stands, who owes what; text by part, lineage, files."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dondoc.access.rights import may
from dondoc.documents.lifecycle import ENTRY, EntryState
from dondoc.documents.models import Copy, Entry, LeaderDirection, Paper
from dondoc.documents.queries import entry_of, links, obligation_items, reference_items, sentences
from dondoc.obligations.models import Assignment, Obligation
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.web.documents.picture import lineage_picture
from dondoc.web.documents.review import unreviewed
from dondoc.web.loading import actor_of, latest_reading, the_paper
from dondoc.web.obligations.picture import cascade_picture
from dondoc.web.obligations.settling import older_papers
from dondoc.web.pages import page
from dondoc.web.story import told

LINES = 60  # a paper's text is sent by part


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Trang của một văn bản."""
    actor, paper = actor_of(request), the_paper(request, code)
    entry, reading = entry_of(paper, actor), latest_reading(paper)
    obligations = list(Obligation.objects.visible_to(actor).filter(paper=paper).for_list().order_by("id"))
    owed = Assignment.objects.visible_to(actor).filter(obligation__paper=paper)
    context = {
        "paper": paper, "entry": entry, "obligations": obligations,
        "directions": _directions(paper, actor), "copies": Copy.objects.visible_to(actor).filter(paper=paper).select_related("unit").order_by("id"),
        "links": links(paper, actor), "offered": _offered(entry, actor, bool(obligations)),
        "cascade": cascade_picture(owed, request.now),  # type: ignore[attr-defined]
        "story": told("documents.entry", entry.pk if entry else 0),
        "has_text": reading is not None,
        "unreviewed": unreviewed(reading, entry) if reading and entry and entry.state == EntryState.CONFIRMED else 0,
        "older": older_papers(entry, actor) if entry else [],
    }  # fmt: skip
    return page(request, "documents/paper.html", context)


@require_GET
@login_required
def text(request: HttpRequest, code: str) -> HttpResponse:
    """Chữ của văn bản — sixty lines at a time, with what was read marked."""
    actor, paper = actor_of(request), the_paper(request, code)
    reading, entry = latest_reading(paper), entry_of(paper, actor)
    if reading is None:
        raise Http404
    part = request.GET.get("part", "0")
    first = int(part) * LINES if part.isdecimal() and len(part) < 5 else 0
    marked = [*obligation_items(reading, entry.unit), *reference_items(reading, entry.unit)] if entry else []
    shown = list(sentences(reading.text, marked, first, first + LINES))
    total = reading.text.count("\n") + 1
    context = {"paper": paper, "sentences": shown, "part": first // LINES,
               "next": first // LINES + 1 if first + LINES < total else None, "lines": total}  # fmt: skip
    return page(request, "documents/text.html", context, part="lines")


@require_GET
@login_required
def lineage(request: HttpRequest, code: str) -> HttpResponse:
    """Sơ đồ liên hệ — drawn from confirmed references, both ways, with its table."""
    actor, paper = actor_of(request), the_paper(request, code)
    out, came = links(paper, actor)
    context = {"paper": paper, "out": out, "came": came, "picture": lineage_picture(paper, out, came)}
    return page(request, "documents/lineage.html", context)


@require_GET
@login_required
def copy(request: HttpRequest, code: str, copy: str) -> HttpResponse:
    """Tệp gốc — as it came, by its SHA-256; sent as a download, never opened in the page."""
    actor, paper = actor_of(request), the_paper(request, code)
    row = Copy.objects.visible_to(actor).filter(paper=paper, public_id=copy).first()
    if row is None:
        raise Http404
    return download(files.load(row.sha256), row.file_name)


def download(data: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """A file for the user's disk, its Vietnamese name kept."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _directions(paper: Paper, actor: Actor) -> list[LeaderDirection]:
    rows = LeaderDirection.objects.visible_to(actor).filter(entry__paper=paper)
    joined = rows.select_related("leader__post__unit", "leader__post__kind", "lead")
    return list(joined.prefetch_related("partners").order_by("on", "id"))


def _offered(entry: Entry | None, actor: Actor, has_obligations: bool) -> dict[str, bool]:
    if entry is None:
        return {}
    offered = {s.name: may(actor, s.act, entry.unit) for s in ENTRY.offered_from(entry.state)}
    offered["direct"] = may(actor, "documents.direct", entry.unit)
    offered["enter_direction"] = may(actor, "documents.enter_direction", entry.unit)
    offered["settle"] = may(actor, "obligations.end", entry.unit)
    offered["assign"] = has_obligations and may(actor, "obligations.assign", entry.unit)
    return offered
