"""Các lần đôn đốc — what was sent, how far it was answered, and one act whole: its paper, its works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import SEE, may
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.urging.lifecycle import WAITING, UrgedState
from dondoc.urging.models import Urge, Urged
from dondoc.urging.rungs import Rung
from dondoc.urging.sheets import late_days, sheet
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, one
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.story import told
from dondoc.web.taking import taken

FILES = {"docx": render_docx, "pdf": render_pdf}
SENT = {
    "": gettext_lazy("mọi lần"), "unreceived": gettext_lazy("có việc chưa nhận"), "unanswered": gettext_lazy("có việc chưa trả lời"),
    "answered": gettext_lazy("đã trả lời hết, hoặc đã thôi"),
}  # fmt: skip
SENT_COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Ngày"), 12, lambda line: line[0].on),
    Column(gettext_lazy("Nấc"), 24, lambda line: str(line[0].get_rung_display())),
    Column(gettext_lazy("Văn bản"), 20, lambda line: str(line[0].paper)),
    Column(gettext_lazy("Đơn vị đôn đốc"), 32, lambda line: line[0].by_unit.listed),
    Column(gettext_lazy("Việc"), 8, lambda line: line[1]),
    Column(gettext_lazy("Đã nhận"), 10, lambda line: line[2]),
    Column(gettext_lazy("Đã trả lời"), 10, lambda line: line[3]),
    Column(gettext_lazy("Đã thôi, việc đã xong"), 10, lambda line: line[4]),
)


@require_GET
@login_required
def sent(request: HttpRequest) -> HttpResponse:
    """Các lần đôn đốc — sent by mine and received by mine, newest first; how many works were received, answered."""
    actor, asked = actor_of(request), request.GET.get("state", "")
    rows = Urge.objects.visible_to(actor).by_person().for_list().order_by("-on", "-id")
    mine = Urged.objects.visible_to(actor).filter(urge=models.OuterRef("pk"))
    unanswered = models.Exists(mine.waiting())
    if asked == "unreceived":
        rows = rows.filter(models.Exists(mine.waiting().filter(state=UrgedState.SENT)))
    elif asked in ("unanswered", "answered"):
        rows = rows.filter(unanswered if asked == "unanswered" else ~unanswered)
    if file := as_file(request, _("Các lần đôn đốc"), SENT_COLUMNS, rows, lambda taken: _counted(taken, actor)):
        return file
    listing = bounded(request, rows)
    choices = [Choice(key, str(name)) for key, name in SENT.items()]
    context = {"listing": listing, "lines": _counted(listing.rows, actor),
               "filters": [Filter(_("Xem"), "state", asked if asked in SENT else "", choices)]}  # fmt: skip
    return page(request, "urging/sent.html", context)


def _counted(rows: Sequence[Urge], actor: Actor) -> list[tuple[Urge, int, int, int, int]]:
    """Each with its works that one sees: all, received, answered, over before that. Two queries."""
    seen = Urged.objects.visible_to(actor).standing().filter(urge__in=[row.pk for row in rows]).order_by()
    got = Count("pk", filter=Q(state__in=[UrgedState.RECEIVED, UrgedState.ANSWERED]))
    answered = Count("pk", filter=Q(state=UrgedState.ANSWERED))
    found = {row["urge"]: row for row in seen.values("urge").annotate(n=Count("pk"), got=got, said=answered)}
    waiting = dict(seen.waiting().values_list("urge").annotate(n=Count("pk")))
    return [(row, *_told(found.get(row.pk), waiting.get(row.pk, 0))) for row in rows]


def _told(row: Any, waiting: int) -> tuple[int, int, int, int]:
    return (row["n"], row["got"], row["said"], row["n"] - row["said"] - waiting) if row else (0, 0, 0, 0)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một lần đôn đốc — its paper, its works that one sees, each received and answered or not."""
    actor = actor_of(request)
    urge = one(Urge.objects.visible_to(actor).for_list().select_related("by_unit__parent", "signer__person"), code)
    rows = Urged.objects.visible_to(actor).filter(urge=urge).for_list()
    found = list(rows.select_related("unit").order_by("unit__path", "due_on", "id"))
    form = request.GET.get("as", "")
    if form in FILES and urge.paper is not None:
        whole = urge.lines.count() == len(found)
        made = sheet(urge, found, is_whole=whole, sample=settings.DONDOC_IS_DEMO)
        name = f"don-doc-{urge.on:%Y%m%d}-{urge.public_id}.{form}"
        return taken(request, FILES[form](made), name, rows=len(found), about=urge)
    mine = Urged.objects.granted(actor, "urging.answer").waiting().filter(urge=urge)
    to_get = Urged.objects.granted(actor, "urging.receive").waiting().filter(urge=urge, state=UrgedState.SENT)
    context = {
        "urge": urge, "groups": _lines_by_unit(found),
        "offers": _offers(urge, actor, to_get.exists(), mine.exists(), found),
        "story": told("urging.urge", urge.pk) if may(actor, SEE, urge.by_unit) else None,  # it names the others urged
    }  # fmt: skip
    return page(request, "urging/urge.html", context)


def _lines_by_unit(found: Sequence[Urged]) -> list[tuple[Unit, list[tuple[Urged, int | None]]]]:
    groups: dict[int, tuple[Unit, list[tuple[Urged, int | None]]]] = {}
    for line in found:
        groups.setdefault(line.unit_id, (line.unit, []))[1].append((line, late_days(line)))
    return list(groups.values())


def _offers(
    urge: Urge, actor: Actor, receives: bool, answers: bool, found: Sequence[Urged]
) -> list[tuple[str, str, bool]]:
    """What one may do with it: its word, its page, whether it is the first thing asked: of who was urged, never for another."""
    offered = [(_("Trả lời"), "answer_urge")] * (answers and urge.rung != Rung.REMIND)
    offered += [(_("Nhận đôn đốc") if urge.paper else _("Đã xem"), "receive_urge")] * receives
    own = any(line.asked_of == acting_unit(actor) for line in found)
    shown = [
        (word, reverse(name, args=[urge.public_id]), own and place == 0) for place, (word, name) in enumerate(offered)
    ]
    if urge.paper:
        shown += [(_("In DOCX"), "?as=docx", not own), (_("In PDF"), "?as=pdf", False)]
    open_ = any(line.state in WAITING for line in found)
    if urge.paper and open_ and may(actor, "urging.withdraw", urge.by_unit):
        shown.append((_("Rút đôn đốc"), reverse("withdraw_urge", args=[urge.public_id]), False))
    return sorted(shown, key=lambda offer: not offer[2])
