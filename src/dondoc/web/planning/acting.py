"""Hành vi kế hoạch trên trang — each a form and one act."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.documents.models import Paper
from dondoc.planning.actions import commenting, drafting, giving, issuing, rounds
from dondoc.planning.lifecycle import PlanState
from dondoc.planning.models import Comment, Plan
from dondoc.planning.queries import given_works, items_of, reaching
from dondoc.units.models import Unit
from dondoc.web.doing import Run, act_page
from dondoc.web.forms import ReasonForm
from dondoc.web.loading import actor_of, now_of
from dondoc.web.outgoing import last_place
from dondoc.web.planning import forms as boxes
from dondoc.web.planning.loading import the_asked, the_comment, the_item, the_plan


def _page(
    request: HttpRequest, plan: Plan, form: Form, run: Run, act: str, *, where: Unit | None = None, said: Comment | None = None,
    duty: Any = None, right: str | None = None, hint: str = "",
) -> HttpResponse:  # fmt: skip
    """The form of an act on a plan; back to its page."""
    return act_page(
        request, form, run, act=f"planning.{act}", right=right, where=where or plan.unit, thing=plan, template="planning/act.html",
        back=reverse("plan", args=[plan.public_id]), extra={"plan": plan, "said": said, "duty": duty, **({"hint": hint} if hint else {})},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def draft(request: HttpRequest) -> HttpResponse:
    """Lập kế hoạch — of the paper named in the address, or typed."""
    actor, at = actor_of(request), now_of(request)
    paper = Paper.objects.visible_to(actor).filter(public_id=request.GET.get("paper", "")).first()
    first = {"paper": paper.so_ky_hieu or paper.public_id, "title": _proposed(paper)} if paper else {}
    units = Unit.objects.granted(actor, "planning.draft").working()
    form = boxes.DraftForm(request.POST or None, actor=actor, units=units, initial=first)

    def run(said: dict[str, Any]) -> str:
        return reverse("plan", args=[drafting.draft(by=actor, at=at, **said).public_id])

    back = reverse("paper", args=[paper.public_id]) if paper else reverse("plans")
    return act_page(request, form, run, act="planning.draft", back=back, about=paper)


def _proposed(paper: Paper) -> str:
    """Trích yếu as offices write it: to implement which paper."""
    return (
        _("Thực hiện %(kind)s số %(number)s") % {"kind": paper.kind, "number": paper.so_ky_hieu}
        if paper.so_ky_hieu
        else ""
    )


@require_http_methods(["GET", "POST"])
@login_required
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Sửa phần lời."""
    actor, plan = actor_of(request), the_plan(request, code)
    form = boxes.HeadForm(
        request.POST or None,
        initial={"kind": plan.kind, "title": plan.title, "opening": plan.opening, "closing": plan.closing},
    )

    def run(said: dict[str, Any]) -> None:
        drafting.change(plan=plan, by=actor, at=now_of(request), **said)

    return _page(request, plan, form, run, "change")


@require_http_methods(["GET", "POST"])
@login_required
def copy_duties(request: HttpRequest, code: str) -> HttpResponse:
    """Thêm nhiệm vụ của văn bản — those left out."""
    actor, plan = actor_of(request), the_plan(request, code)
    held = plan.items.standing().exclude(obligation=None).values("obligation")
    form = boxes.DutiesForm(
        request.POST or None, duties=list(reaching(plan.source, plan.unit).exclude(pk__in=held)[:200])
    )

    def run(_said: dict[str, Any]) -> None:
        drafting.copy_duties(plan=plan, obligations=form.chosen(), by=actor, at=now_of(request))

    return _page(request, plan, form, run, "copy_duties")


@require_http_methods(["GET", "POST"])
@login_required
def add_item(request: HttpRequest, code: str) -> HttpResponse:
    """Thêm mục."""
    actor, plan = actor_of(request), the_plan(request, code)
    form = boxes.ItemForm(request.POST or None, actor=actor)

    def run(_said: dict[str, Any]) -> None:
        drafting.add_item(plan=plan, words=form.words(), by=actor, at=now_of(request))

    return _page(request, plan, form, run, "add_item")


@require_http_methods(["GET", "POST"])
@login_required
def change_item(request: HttpRequest, code: str) -> HttpResponse:
    """Sửa mục — what the paper says stands above."""
    actor, item = actor_of(request), the_item(request, code)
    form = boxes.ItemForm(request.POST or None, actor=actor, initial=boxes.ItemForm.first_values(item))

    def run(_said: dict[str, Any]) -> None:
        drafting.change_item(item=item, words=form.words(), by=actor, at=now_of(request))

    return _page(request, item.plan, form, run, "change_item", duty=item.obligation)


@require_http_methods(["GET", "POST"])
@login_required
def drop_item(request: HttpRequest, code: str) -> HttpResponse:
    """Bỏ mục."""
    actor, item = actor_of(request), the_item(request, code)

    def run(_said: dict[str, Any]) -> None:
        drafting.drop_item(item=item, by=actor, at=now_of(request))

    return _page(request, item.plan, Form(request.POST or None), run, "drop_item", duty=item)


@require_http_methods(["GET", "POST"])
@login_required
def ask_comments(request: HttpRequest, code: str) -> HttpResponse:
    """Gửi xin ý kiến."""
    actor, plan = actor_of(request), the_plan(request, code)
    form = boxes.RoundForm(request.POST or None, actor=actor, plan=plan)

    def run(said: dict[str, Any]) -> None:
        rounds.ask_comments(plan=plan, by=actor, at=now_of(request), **said)

    return _page(request, plan, form, run, "ask_comments")


@require_http_methods(["GET", "POST"])
@login_required
def close_round(request: HttpRequest, code: str) -> HttpResponse:
    """Kết thúc lấy ý kiến."""
    actor, plan = actor_of(request), the_plan(request, code)

    def run(_said: dict[str, Any]) -> None:
        rounds.close_round(plan=plan, by=actor, at=now_of(request))

    return _page(request, plan, Form(request.POST or None), run, "close_round")


@require_http_methods(["GET", "POST"])
@login_required
def comment(request: HttpRequest, code: str) -> HttpResponse:
    """Góp ý."""
    actor, asked = actor_of(request), the_asked(request, code)
    form = boxes.CommentForm(
        request.POST or None, items=items_of(asked.version), initial={"item": request.GET.get("item", "")}
    )

    def run(said: dict[str, Any]) -> str:
        commenting.comment(asked=asked, text=said["text"], item=form.about(), by=actor, at=now_of(request))
        return reverse("plan_version", args=[asked.version.public_id])

    return _page(request, asked.version.plan, form, run, "comment", where=asked.unit)


@require_http_methods(["GET", "POST"])
@login_required
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """Thống nhất."""
    actor, asked = actor_of(request), the_asked(request, code)

    def run(_said: dict[str, Any]) -> None:
        commenting.agree(asked=asked, by=actor, at=now_of(request))

    return _page(request, asked.version.plan, Form(request.POST or None), run, "agree", where=asked.unit)


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Trả lời góp ý."""
    actor, row = actor_of(request), the_comment(request, code)
    form = boxes.AnswerForm(request.POST or None, initial={"answer": row.answer, "why": row.why})

    def run(said: dict[str, Any]) -> None:
        commenting.answer_comment(comment=row, by=actor, at=now_of(request), **said)

    return _page(request, row.version.plan, form, run, "answer_comment", said=row)


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Ban hành."""
    actor, plan = actor_of(request), the_plan(request, code)
    form = boxes.IssueForm(
        request.POST or None, actor=actor, plan=plan, initial={"place": last_place(actor, plan.unit)}
    )

    def run(said: dict[str, Any]) -> None:
        issuing.issue(plan=plan, by=actor, at=now_of(request), **said)

    return _page(request, plan, form, run, "issue")


@require_http_methods(["GET", "POST"])
@login_required
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Giao việc theo kế hoạch."""
    actor, plan = actor_of(request), the_plan(request, code)
    form = boxes.GiveForm(request.POST or None, plan=plan, actor=actor)

    def run(_said: dict[str, Any]) -> None:
        giving.give(plan=plan, items=form.chosen(), by=actor, at=now_of(request))

    return _page(request, plan, form, run, "give", right="obligations.assign")


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút kế hoạch."""
    actor, plan = actor_of(request), the_plan(request, code)

    def run(said: dict[str, Any]) -> None:
        issuing.withdraw(plan=plan, by=actor, at=now_of(request), **said)

    left = given_works(plan).count() if plan.state == PlanState.ISSUED else 0
    hint = _(
        "Đơn vị còn %(n)s việc đang giao về các nhiệm vụ nêu trong kế hoạch. Rút kế hoạch không thu hồi các việc ấy: việc nào không cần nữa thì rút việc giao ở trang của việc."
    )
    return _page(
        request, plan, ReasonForm(request.POST or None), run, "withdraw", hint=hint % {"n": left} if left else ""
    )
