"""Nhật ký — what was done in my units, newest first, in sentences."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from dondoc.access.actions import export_house_journal, export_journal
from dondoc.access.actions.signing import OWNERS
from dondoc.access.rights import SEE, inside, is_much, may, reaches
from dondoc.journal.proof import pack
from dondoc.journal.queries import Line, gathered_lines, head_value, lines
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit, roots
from dondoc.web.journal.filters import acts, asked, entered, keeps_house
from dondoc.web.journal.private import seen_lines
from dondoc.web.journal.things import things
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.story import Sentence, sentences
from dondoc.web.taking import KINDS, handed

COLUMNS: tuple[Column[Sentence], ...] = (
    Column(gettext_lazy("Lúc"), 18, lambda said: f"{said.at.astimezone(HANOI):%H:%M %d/%m/%Y}"),
    Column(gettext_lazy("Ngày của việc"), 14, lambda said: said.on or ""),
    Column(gettext_lazy("Việc"), 28, lambda said: said.what),
    Column(gettext_lazy("Về"), 36, lambda said: f"{said.about} ({said.facts})" if said.facts else said.about),
    Column(gettext_lazy("Ai"), 44, lambda said: said.who),
    Column(gettext_lazy("Đơn vị"), 32, lambda said: said.where),
)  # fmt: skip


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Nhật ký của các đơn vị tôi xem được — “Nhật ký *việc nào* của *đơn vị*”."""
    actor = actor_of(request)
    wanted, reach = asked(request, actor), reaches(actor, SEE)
    seen = models.Q(unit=None) & ~models.Q(act__in=OWNERS) if wanted.house else inside("unit__path", reach)
    where = seen & wanted.where & seen_lines(actor)
    rows = lines(where)

    def said(taken: list[Line]) -> list[Sentence]:
        return sentences(taken, things(taken, actor))

    if file := as_file(request, _("Nhật ký"), COLUMNS, rows, said):
        return file
    listing = bounded(request, rows, None if wanted.house or is_much(actor, reach) else gathered_lines(where))
    context = {"listing": listing, "story": said(list(listing.rows)), "head": head_value(), "asked": wanted,
               "filters": [acts(wanted.act), entered(wanted.entered)], "days": [wanted.since, wanted.until, wanted.doer],
               "keeps_house": keeps_house(actor), "exported": None if wanted.house else _exported(wanted.unit, actor)}  # fmt: skip
    return page(request, "journal/list.html", context)


def _exported(chosen: Unit | None, actor: Actor) -> Unit | None:
    """Whose chain the page's button gives: the unit looked at, else one's own; None where its journal is not seen."""
    unit = chosen or acting_unit(actor)
    return unit if unit and may(actor, SEE, unit) else None


@require_POST
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Xuất nhật ký của một đơn vị, hoặc việc chung — a ZIP that can be checked without this software."""
    actor, now = actor_of(request), now_of(request)
    if request.POST.get("house"):
        proof = export_house_journal(root=roots()[0], by=actor, at=now)
    else:
        proof = export_journal(unit=one(Unit.objects.visible_to(actor), request.POST.get("unit", "")), by=actor, at=now)
    file = TemporaryFile()  # noqa: SIM115 — the answer closes it
    pack(proof, file)
    file.seek(0)
    return handed(file, proof.file_name, KINDS["zip"])
