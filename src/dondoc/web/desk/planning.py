"""Khay kế hoạch — drafts I was asked about, comments I have to answer, plans I write."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dondoc.access.rights import may
from dondoc.planning.lifecycle import OPEN, PlanState
from dondoc.planning.models import Asked, AskedQuerySet, Comment, Plan, PlanQuerySet, Version
from dondoc.planning.queries import acting_post
from dondoc.shared.actor import Actor
from dondoc.units.queries import acting_unit
from dondoc.web.desk.waiting import Item, Press


def to_comment(actor: Actor) -> AskedQuerySet:
    """Of my own unit, the soonest day first."""
    unit, rows = acting_unit(actor), Asked.objects.visible_to(actor).waiting()
    if unit is None or not may(actor, "planning.comment", unit):
        return rows.none()
    mine = models.Q(post=None) | models.Q(post=acting_post(actor))
    return rows.filter(mine, unit=unit).for_list().order_by("version__until_on", "id")


def asked(row: Asked) -> Item:
    plan = row.version.plan
    about = f"{plan.get_kind_display()} · {plan.unit.listed} · {_('dự thảo lần')} {row.version.number}"
    presses = (Press(_("Góp ý"), reverse("comment_plan", args=[row.public_id]), False),
               Press(_("Thống nhất"), reverse("agree_plan", args=[row.public_id]), False))  # fmt: skip
    return Item(reverse("plan_version", args=[row.version.public_id]), capfirst(row.version.title), about, row.version.until_on,
                None, "", presses, secrecy=row.secrecy)  # fmt: skip


def _mine(actor: Actor, act: str) -> PlanQuerySet:
    """Plans of my own unit that I write."""
    unit, rows = acting_unit(actor), Plan.objects.visible_to(actor)
    return rows.filter(unit=unit) if unit is not None and may(actor, act, unit) else rows.none()


def to_answer(actor: Actor) -> PlanQuerySet:
    """With comments nobody answered; the number of them beside."""
    left = (
        Comment.objects.visible_to(actor)
        .unanswered()
        .filter(version__plan=models.OuterRef("pk"))
        .order_by()
        .values("version__plan")
    )
    rows = _mine(actor, "planning.answer_comment").filter(state__in=OPEN)
    some = rows.filter(models.Exists(left))
    return (
        some.annotate(left=models.Subquery(left.annotate(n=models.Count("pk")).values("n"))).for_list().order_by("id")
    )


def answering(row: Plan) -> Item:
    said = _("%(n)s ý kiến chưa trả lời") % {"n": row.left}  # type: ignore[attr-defined]
    return Item(
        reverse("plan", args=[row.public_id]),
        capfirst(row.title),
        said,
        None,
        None,
        _("Trả lời góp ý"),
        secrecy=row.secrecy,
    )


def to_write(actor: Actor) -> PlanQuerySet:
    """Drafts, and rounds whose last day is over."""
    ended = Version.objects.visible_to(actor).filter(
        plan=models.OuterRef("pk"), closed_on__isnull=True, until_on__lt=actor.today
    )
    over = models.Q(state=PlanState.ROUND) & models.Q(models.Exists(ended))
    rows = _mine(actor, "planning.change_item").filter(models.Q(state=PlanState.DRAFT) | over)
    return rows.for_list().order_by("id")


def writing(row: Plan) -> Item:
    is_round = row.state == PlanState.ROUND
    about = f"{row.get_kind_display()} · {_('thực hiện')} {row.source}"
    action = _("Kết thúc lấy ý kiến") if is_round else _("Soạn tiếp")
    name = "close_plan_round" if is_round else "plan"
    url = reverse("plan", args=[row.public_id])
    return Item(url, capfirst(row.title), about, None, None, "", (Press(action, reverse(name, args=[row.public_id]), False),),
                secrecy=row.secrecy)  # fmt: skip
