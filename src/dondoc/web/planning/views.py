"""Kế hoạch — the list; a plan as it stands or stood, drawn and printed; one version with its comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import SEE, may, reaches, sees
from dondoc.planning.lifecycle import OPEN, PlanState
from dondoc.planning.models import Asked, Comment, Plan, Said, Version
from dondoc.planning.queries import acting_post, changed, items_of, lags, standing_items, state_of, version_on
from dondoc.planning.rules import Change
from dondoc.planning.sheets import sheet, table
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.printing.xlsx import render_xlsx
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import hanoi_day
from dondoc.units.inheriting import owners_then
from dondoc.units.queries import acting_unit, named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.planning import drawing
from dondoc.web.planning.asof import as_it_stood, in_words_of, worded
from dondoc.web.planning.forms import givable
from dondoc.web.planning.loading import the_plan, the_version
from dondoc.web.story import told
from dondoc.web.taking import taken

COLUMNS: tuple[Column[Plan], ...] = (
    Column(gettext_lazy("Thể loại"), 20, lambda row: str(row.get_kind_display())),
    Column(gettext_lazy("Số, ký hiệu"), 16, lambda row: row.paper.so_ky_hieu if row.paper else ""),
    Column(gettext_lazy("Trích yếu"), 60, lambda row: row.title),
    Column(gettext_lazy("Đơn vị"), 32, lambda row: row.unit.listed),
    Column(gettext_lazy("Thực hiện văn bản"), 24, lambda row: f"{row.source.kind} {row.source.so_ky_hieu}".strip()),
    Column(gettext_lazy("Trạng thái"), 18, lambda row: str(row.get_state_display())),
    Column(gettext_lazy("Ngày ban hành"), 14, lambda row: row.issued_on),
)
NAMES = {
    "": gettext_lazy("mọi kế hoạch"), "open": gettext_lazy("đang soạn, đang xin ý kiến"),
    "issued": gettext_lazy("đã ban hành"), "withdrawn": gettext_lazy("đã rút"),
}  # fmt: skip
_STATES = {"open": OPEN, "issued": (PlanState.ISSUED,), "withdrawn": (PlanState.WITHDRAWN,)}
FILES = {"docx": render_docx, "pdf": render_pdf}


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các kế hoạch — of one's units and those one was asked about, the latest first."""
    actor, asked = actor_of(request), request.GET.get("state", "")
    asked = asked if asked in NAMES else ""
    rows = Plan.objects.visible_to(actor)
    shown = (rows.filter(state__in=_STATES[asked]) if asked else rows).for_list().order_by("-id")
    if file := as_file(request, _("Kế hoạch, chương trình hành động"), COLUMNS, shown, partial(worded, actor=actor)):
        return file
    counts, listing = _counts(rows), bounded(request, shown)
    worded(listing.rows, actor)
    context = {
        "listing": listing, "asked": asked, "may_draft": bool(reaches(actor, "planning.draft")),
        "counts": [(key, capfirst(str(name)), counts[key]) for key, name in NAMES.items() if counts[key] or key in ("", asked)],
    }  # fmt: skip
    return page(request, "planning/list.html", context)


def _counts(rows: models.QuerySet[Plan]) -> dict[str, int]:
    """How many there are of each, one query."""
    found = rows.order_by().aggregate(
        all=models.Count("pk"),
        **{key: models.Count("pk", filter=models.Q(state__in=states)) for key, states in _STATES.items()},
    )
    return {"": found.pop("all"), **found}


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một kế hoạch — its items drawn and listed, rounds and comments; as of a past day the version that then stood."""
    actor, plan, look = actor_of(request), the_plan(request, code), looking(request)
    day = look.past or actor.today
    state = state_of(plan, day) if look.past else plan.state
    if not state:
        said = _("Vào ngày %(day)s chưa có kế hoạch này.") % {"day": f"{day:%d/%m/%Y}"}
        raise NotThen(said, plan.on)
    is_inside = may(actor, SEE, plan.unit)
    is_written = is_inside and plan.is_open and not look.past
    version = None if is_written else _version(plan, actor, look)
    items = standing_items(plan) if is_written else items_of(version) if version else []
    writes = not look.past and plan.is_open and may(actor, "planning.change_item", plan.unit)
    if version or not is_inside:
        in_words_of(plan, version)
    if look.past:
        as_it_stood(plan, look.past, state)
        owners_then([plan], look.past)
    if file := _file(request, plan, items, look):
        return file
    rows = drawing.rows_of(items, plan, actor, look.moment, look.past, writes=writes and plan.state == PlanState.DRAFT)
    if look.past:
        named_on(look.past, plan, items)
    context = {
        "plan": plan, "rows": rows, "writes": writes, "rounds": _rounds(plan, actor, look),
        "picture": drawing.drawn(rows, plan, day) if rows else None, "sentence": drawing.sentence(rows),
        "more": len(rows) - drawing.DRAWN, "lag": _lag(plan, actor, look) if is_inside else None,
        "hints": drawing.hints(plan, items, actor) if writes else [],  # type: ignore[arg-type]
        "comments": _unanswered(plan, actor) if writes else [], "sees_source": sees(actor, plan.source),
        "sees_paper": plan.paper is not None and sees(actor, plan.paper),
        "offers": [] if look.past else offers(plan, actor), "story": told("planning.plan", plan.pk, look.past) if is_inside else None,
    }  # fmt: skip
    return page(request, "planning/plan.html", context)


def _version(plan: Plan, actor: Actor, look: Look) -> Version | None:
    """The last one sees, of by then."""
    seen = Version.objects.visible_to(actor).filter(plan=plan)
    if look.past is not None:
        stood = version_on(plan, look.past)
        seen = seen.filter(number__lte=stood.number if stood else 0)
    return seen.order_by("-number").first()


def _lag(plan: Plan, actor: Actor, look: Look) -> Any:
    day = look.past or hanoi_day(look.now)
    return next(iter(lags(Plan.objects.visible_to(actor).filter(pk=plan.pk), day, look.now)), None)


def _rounds(plan: Plan, actor: Actor, look: Look) -> list[Version]:
    """Each version one sees, the latest first, with how many were asked, answered, and what they said."""
    rows = Version.objects.visible_to(actor).filter(plan=plan)
    rows = rows.filter(on__lte=look.past) if look.past else rows
    asked = Asked.objects.visible_to(actor).filter(version=models.OuterRef("pk")).order_by().values("version")
    said = Comment.objects.visible_to(actor).filter(version=models.OuterRef("pk")).order_by().values("version")
    return list(rows.order_by("-number").annotate(
        n_asked=models.Subquery(asked.annotate(n=models.Count("pk")).values("n")),
        n_answered=models.Subquery(asked.annotate(n=models.Count("answered_on")).values("n")),
        n_comments=models.Subquery(said.annotate(n=models.Count("pk")).values("n")),
    ))  # fmt: skip


def _unanswered(plan: Plan, actor: Actor) -> list[Comment]:
    rows = Comment.objects.visible_to(actor).filter(version__plan=plan).unanswered().for_list()
    return list(rows.order_by("item__number", "id"))


def asked_here(plan: Plan, actor: Actor) -> Asked | None:
    """Where this actor may still comment: as the post asked, at the unit acted for, else the first."""
    post, own = acting_post(actor), acting_unit(actor)
    rows = Asked.objects.granted(actor, "planning.comment").filter(
        models.Q(post=None) | models.Q(post=post),
        version__plan=plan, version__closed_on__isnull=True, version__plan__state=PlanState.ROUND,
    )  # fmt: skip
    first = models.Case(
        models.When(post__isnull=False, then=0),
        models.When(unit=own, then=1),
        default=2,
        output_field=models.IntegerField(),
    )
    return rows.select_related("unit", "version").order_by(first, "unit__path", "id").first()


Offer = tuple[str, str, bool]  # a word, its page, whether it is the next step


def asked_offers(asked: Asked | None, actor: Actor) -> list[Offer]:
    """What who is asked may do: comment, or agree where nothing was said yet."""
    if asked is None:
        return []
    own = asked.post_id is not None or asked.unit == acting_unit(
        actor
    )  # for another unit it is never the first thing asked
    found = [(_("Góp ý dự thảo"), reverse("comment_plan", args=[asked.public_id]), own)]
    if asked.answered_on is None and may(actor, "planning.agree", asked.unit):
        found.append((_("Thống nhất dự thảo"), reverse("agree_plan", args=[asked.public_id]), False))
    return found


def offers(plan: Plan, actor: Actor) -> list[Offer]:
    """What one may do with it, the next step first."""
    asked, was_sent = asked_offers(asked_here(plan, actor), actor), plan.versions.exists()
    is_draft, is_round = plan.state == PlanState.DRAFT, plan.state == PlanState.ROUND
    ways = (
        (
            is_round,
            "close_round",
            _("Kết thúc lấy ý kiến"),
            "close_plan_round",
            not any(first for _words, _url, first in asked),
        ),
        (is_draft, "issue", _("Ban hành kế hoạch"), "issue_plan", was_sent),
        (is_draft, "ask_comments", _("Gửi xin ý kiến"), "ask_plan_comments", not was_sent),
        (is_draft, "add_item", _("Thêm mục"), "add_plan_item", False),
        (is_draft, "change", _("Sửa phần lời"), "change_plan", False),
        (plan.state != PlanState.WITHDRAWN, "withdraw", _("Rút kế hoạch"), "withdraw_plan", False),
    )
    own = [
        (words, reverse(name, args=[plan.public_id]), first)
        for here, act, words, name, first in ways if here and may(actor, f"planning.{act}", plan.unit)
    ]  # fmt: skip
    return sorted([*asked, *_giving(plan, actor), *own], key=lambda offer: not offer[2])


def _giving(plan: Plan, actor: Actor) -> list[Offer]:
    """Giao việc theo kế hoạch — where an item is left to give; first of all where a unit below waits for it."""
    may_give = plan.state == PlanState.ISSUED and may(actor, "obligations.assign", plan.unit)
    left = givable(plan, actor) if may_give else []
    first = any(row.holder != plan.unit for row in left)
    return [(_("Giao việc theo kế hoạch"), reverse("give_plan", args=[plan.public_id]), first)] if left else []


def _file(request: HttpRequest, plan: Plan, items: Sequence[Said], look: Look) -> HttpResponse | None:
    form = request.GET.get("as", "")
    name = f"ke-hoach-{plan.public_id}.{form}"
    foot = "" if plan.state == PlanState.ISSUED else _("Dự thảo, chưa ban hành.")
    if form in FILES:
        day = look.past or hanoi_day(look.now)
        made = sheet(
            plan, items, day, opening=plan.opening, closing=plan.closing, foot=foot, sample=settings.DONDOC_IS_DEMO
        )
        return taken(request, FILES[form](made), name, rows=len(items), about=plan)
    if form == "xlsx":
        data = render_xlsx([table(items)], str(plan), [foot] if foot else [], plan.secrecy)
        return taken(request, data, name, rows=len(items), about=plan)
    return None


FIELD_WORDS = {
    "text": gettext_lazy("nội dung"), "owner_id": gettext_lazy("đơn vị chủ trì"), "owner_words": gettext_lazy("chủ trì"),
    "partners": gettext_lazy("phối hợp"), "due_on": gettext_lazy("hạn"), "due_precision": gettext_lazy("hạn"),
    "product": gettext_lazy("sản phẩm"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """Một mục đã đổi, bằng chữ."""

    change: Change

    @property
    def what(self) -> str:
        return self.change.what

    @property
    def words(self) -> str:
        return ", ".join(dict.fromkeys(str(FIELD_WORDS[name]) for name in self.change.fields))


@require_GET
@login_required
def version(request: HttpRequest, code: str) -> HttpResponse:
    """Một bản dự thảo — as it was sent round: what changed since the one before, who was asked, what each said."""
    actor, row = actor_of(request), the_version(request, code)
    items, plan = items_of(row), row.plan
    asked = asked_here(plan, actor)  # just now, of a unit of mine among others
    comments = list(Comment.objects.visible_to(actor).filter(version=row).for_list().order_by("item__number", "id"))
    is_inside = may(actor, SEE, plan.unit)
    if not is_inside:
        in_words_of(plan, row)
    context = {
        "version": row, "plan": plan, "rows": drawing.rows_of(items, plan, actor, now_of(request)),
        "changes": [(Told(change), item) for change, item in changed(row, items)] if is_inside else [], "comments": comments,
        "asked": list(Asked.objects.visible_to(actor).filter(version=row).for_list().order_by("unit__path", "id")),
        "may_answer": plan.is_open and may(actor, "planning.answer_comment", plan.unit),
        "offers": asked_offers(asked, actor) if asked is not None and asked.version_id == row.pk else [],
    }  # fmt: skip
    return page(request, "planning/version.html", context)
