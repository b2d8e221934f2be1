"""Văn bản — its page: what it is, how it stands, who owes what; text by part, lineage, files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.access.rights import may
from dondoc.coordinating.matrix import Regulation as Coordination
from dondoc.documents.lifecycle import ENTRY, EntryState
from dondoc.documents.models import Copy, Entry, LeaderDirection, Paper, Reading
from dondoc.documents.queries import entry_of, links, obligation_items, reference_items, sentences
from dondoc.incidents.models import Incident
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import first_here, obligations_as_of
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Plan
from dondoc.planning.queries import plans_of
from dondoc.practices.models import Practice
from dondoc.practices.queries import of_paper
from dondoc.programmes.models import Programme
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import day_ends_at
from dondoc.shared.erasing import check_there
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.documents.picture import lineage_picture
from dondoc.web.documents.review import unreviewed
from dondoc.web.loading import actor_of, latest_reading, the_paper
from dondoc.web.obligations.picture import cascade_picture, with_standing
from dondoc.web.obligations.settling import older_papers
from dondoc.web.pages import page
from dondoc.web.planning.asof import as_it_stood, worded
from dondoc.web.story import told
from dondoc.web.studying.coverage import told_of
from dondoc.web.taking import handed

LINES = 60  # a paper's text is sent by part


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Trang của một văn bản — today, or as it stood at the end of a past day."""
    actor, paper, look = actor_of(request), the_paper(request, code), looking(request)
    _check_there(paper, actor, look)
    entry, reading = entry_of(paper, actor, look.past), latest_reading(paper, look.past)
    obligations = list(Obligation.objects.visible_to(actor).filter(paper=paper).for_list().order_by("id"))
    directions, copies, linked = _directions(paper, actor), _copies(paper, actor), links(paper, actor, look.past)
    story = told("documents.entry", entry.pk if entry else 0, look.past)
    if look.past:
        obligations = obligations_as_of(obligations, look.past)
        directions = [row for row in directions if row.on <= look.past]
        copies = [row for row in copies if row.at < day_ends_at(look.past)]
        named_on(look.past, paper, entry, directions, copies)
    picture = cascade_picture(Assignment.objects.visible_to(actor).filter(obligation__paper=paper), look, gathers=True)
    offered = {} if look.past else _offered(entry, actor, bool(obligations))
    context = {
        "ways": _ways(entry, offered, bool(directions), paper.is_stub),
        "paper": paper, "entry": entry, "obligations": with_standing(obligations, picture, actor), "directions": directions, "copies": copies,
        "levels": list(paper.level_changes.order_by("-on", "-id")), "links": linked, "offered": offered,
        "cascade": picture, "story": story, "programmes": _programmes(paper, actor, look), "studies": told_of(paper, actor, look), "practices": _practices(paper, actor, look),
        "plans": _plans(paper, actor, look), "coordination": _coordination(paper, actor, look),
        "has_text": reading is not None, "incident": None if look.past else _incident(paper, actor), **_left_to_do(entry, reading, actor, look),
    }  # fmt: skip
    return page(request, "documents/paper.html", context)


def _practices(paper: Paper, actor: Actor, look: Look) -> int:
    """How many confirmed practices were told for it; of today, as the library is."""
    rows = Practice.objects.visible_to(actor).confirmed()
    return 0 if look.past else of_paper(rows, paper).count()


def _programmes(paper: Paper, actor: Actor, look: Look) -> list[Programme]:
    """The programmes that the paper gives, those of by then."""
    rows = Programme.objects.visible_to(actor).standing().filter(paper=paper).order_by("id")
    return list(rows.filter(at__lt=day_ends_at(look.past)) if look.past else rows)


def _plans(paper: Paper, actor: Actor, look: Look) -> Sequence[Plan]:
    """The plans that implement the paper, of by then."""
    rows = plans_of(paper, Plan.objects.visible_to(actor))
    if look.past is None:
        return worded(list(rows.exclude(state=PlanState.WITHDRAWN)), actor)
    then = [as_it_stood(row, look.past, row.state_then) for row in rows.stood_on(look.past)]  # type: ignore[attr-defined]
    return worded(then, actor)


def _coordination(paper: Paper, actor: Actor, look: Look) -> list[Coordination]:
    """The matrices entered of the paper, those of by then."""
    rows = Coordination.objects.visible_to(actor).filter(paper=paper).for_list().order_by("id")
    return list(rows.filter(at__lt=day_ends_at(look.past)) if look.past else rows)


def _incident(paper: Paper, actor: Actor) -> Incident | None:
    """The incident that took the paper's words, for who handles incidents."""
    if not paper.is_stub:
        return None
    told = {"places__kind": "documents.paper", "places__thing_id": paper.pk}
    return Incident.objects.visible_to(actor).filter(**told).order_by("-id").first()


def _left_to_do(entry: Entry | None, reading: Reading | None, actor: Actor, look: Look) -> dict[str, Any]:
    """What the paper still asks of its reviewer: today's only."""
    if look.past or entry is None:
        return {"unreviewed": 0, "older": []}
    left = unreviewed(reading, entry) if reading and entry.state == EntryState.CONFIRMED else 0
    return {"unreviewed": left, "older": older_papers(entry, actor)}


def _check_there(paper: Paper, actor: Actor, look: Look) -> None:
    """A paper one sees today may not have come yet on the day looked at."""
    if look.past is None:
        return
    since = first_here(paper, actor)
    if since is None or since > look.past:
        said = _("Vào ngày %(day)s văn bản này chưa có.") % {"day": f"{look.past:%d/%m/%Y}"}
        raise NotThen(said, since)


@require_GET
@login_required
def text(request: HttpRequest, code: str) -> HttpResponse:
    """Chữ của văn bản — sixty lines at a time, with what was read marked."""
    actor, paper, look = actor_of(request), the_paper(request, code), looking(request)
    _check_there(paper, actor, look)
    reading, entry = latest_reading(paper, look.past), entry_of(paper, actor, look.past)
    if reading is None:
        raise Http404
    part = request.GET.get("part", "0")
    first = int(part) * LINES if part.isdecimal() and len(part) < 5 else 0
    marked = [*obligation_items(reading, entry.unit), *reference_items(reading, entry.unit)] if entry else []
    shown = list(sentences(reading.text, marked, first, first + LINES))
    total, here = reading.text.count("\n") + 1, first // LINES
    context = {
        "paper": paper, "sentences": shown, "lines": total,
        "before": look.url("paper_text", code, part=str(here - 1)) if here else "",
        "after": look.url("paper_text", code, part=str(here + 1)) if first + LINES < total else "",
    }  # fmt: skip
    return page(request, "documents/text.html", context)


@require_GET
@login_required
def lineage(request: HttpRequest, code: str) -> HttpResponse:
    """Sơ đồ văn bản liên quan — drawn from confirmed references, both ways, with its table."""
    actor, paper, look = actor_of(request), the_paper(request, code), looking(request)
    _check_there(paper, actor, look)
    out, came = links(paper, actor, look.past)
    context = {"paper": paper, "out": out, "came": came, "picture": lineage_picture(paper, out, came, look)}
    return page(request, "documents/lineage.html", context)


@require_GET
@login_required
def copy(request: HttpRequest, code: str, copy: str) -> HttpResponse:
    """Tệp gốc — as it came, by its SHA-256; sent as a download, never opened in the page."""
    actor, paper = actor_of(request), the_paper(request, code)
    row = Copy.objects.visible_to(actor).filter(paper=paper, public_id=copy).first()
    if row is None:
        raise Http404
    return file_of(row)


def file_of(row: Any) -> HttpResponse:
    """The file that a row keeps (`sha256`, `file_name`), as it came: 404 where it has none; Refused for that of an incident."""
    if not row.sha256:
        raise Http404
    check_there(row.sha256)
    return handed(files.load(row.sha256), row.file_name)


def _copies(paper: Paper, actor: Actor) -> list[Copy]:
    rows = (
        Copy.objects.visible_to(actor).filter(paper=paper).exclude(sha256__startswith="-")
    )  # their file is an incident's
    return list(rows.select_related("unit").order_by("id"))


def _directions(paper: Paper, actor: Actor) -> list[LeaderDirection]:
    rows = LeaderDirection.objects.visible_to(actor).filter(entry__paper=paper)
    joined = rows.select_related("leader__post__unit", "leader__post__kind", "lead")
    return list(joined.prefetch_related("partners").order_by("on", "id"))


def _ways(
    entry: Entry | None, offered: dict[str, bool], is_directed: bool, is_stub: bool
) -> list[tuple[str, str, bool]]:
    """The page's buttons (address, words, whether it is a next step), the next step first: the leader's word, review, giving."""
    if entry is None:
        return []
    has_text, is_new = not is_stub, entry.state == EntryState.REGISTERED
    giving = ("assign_many", _("Giao nhiệm vụ"), True)
    directing = ("entry_direct", _("Cho ý kiến chỉ đạo"), True)
    ranked = [
        (offered.get("direct") and not is_directed, directing),
        (offered.get("confirm") and is_new and has_text, ("review", _("Rà soát nhiệm vụ"), True)),
        (offered.get("assign") and is_directed, giving),
        (offered.get("direct") and is_directed, directing),
        (offered.get("enter_direction"), ("entry_enter_direction", _("Ghi theo bút phê"), True)),
        (offered.get("assign") and not is_directed, giving),
        (offered.get("confirm") and not is_new and has_text, ("review", _("Rà soát"), False)),
        (offered.get("file"), ("entry_file", _("Lưu, để biết"), False)),
        (offered.get("declassify"), ("entry_declassify", _("Giải mật"), False)),
        (offered.get("change_level"), ("entry_level", _("Đổi độ mật"), False)),
        (offered.get("withdraw"), ("entry_withdraw", _("Rút khỏi sổ"), False)),
    ]
    return [way for is_offered, way in ranked if is_offered]


def _coordinates(paper: Paper) -> bool:
    """A regulation, or a paper whose subject speaks of coordinating: its matrix may be entered."""
    words = f"{paper.kind} {paper.title}".lower()
    return not paper.is_stub and ("quy chế" in words or "phối hợp" in words)


def _offered(entry: Entry | None, actor: Actor, has_obligations: bool) -> dict[str, bool]:
    if entry is None:
        return {}
    offered = {s.name: may(actor, s.act, entry.unit) for s in ENTRY.offered_from(entry.state)}
    offered["change_level"] = bool(entry.paper.secrecy) and may(actor, "documents.change_level", entry.unit)
    offered["declassify"] = bool(entry.paper.secrecy) and may(actor, "documents.declassify", entry.unit)
    offered["direct"] = may(actor, "documents.direct", entry.unit)
    offered["enter_direction"] = may(actor, "documents.enter_direction", entry.unit)
    offered["adopt"] = not entry.paper.is_stub and may(actor, "programmes.adopt", entry.unit)
    offered["ask_study"] = not (entry.paper.is_stub or entry.paper.secrecy) and may(actor, "studying.ask", entry.unit)
    offered["plan"] = not entry.paper.is_stub and may(actor, "planning.draft", entry.unit)
    offered["coordination"] = _coordinates(entry.paper) and may(actor, "coordinating.enter", entry.unit)
    offered["settle"] = may(actor, "obligations.end", entry.unit)
    offered["assign"] = has_obligations and may(actor, "obligations.assign", entry.unit)
    return offered
