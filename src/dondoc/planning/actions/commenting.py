"""Góp ý, thống nhất, trả lời góp ý — on one item or on the whole; each comment is answered, and why."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.planning import rules
from dondoc.planning.lifecycle import OPEN, PlanState
from dondoc.planning.models import Asked, Comment, Plan, VersionItem
from dondoc.planning.queries import acting_post
from dondoc.planning.words import Answer
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.queries import is_for_other


@act("planning.comment", gettext_lazy("Góp ý dự thảo"))
def comment(*, asked: Asked, text: str, by: Actor, at: datetime, item: VersionItem | None = None) -> Comment:
    """Góp ý — as long as the round is open; one who comments no longer agrees with all."""
    require(by, "planning.comment", asked.unit)
    _check_own(asked, by)
    _check_open(asked)
    rules.check_text(text)
    if item is not None and item.version_id != asked.version_id:
        raise Refused(_("Mục này không thuộc bản dự thảo được xin ý kiến."))
    row = Comment.objects.create(
        version=asked.version, asked=asked, item=item, unit=asked.unit, text=text.strip(), on=hanoi_day(at), at=at,
        **by.who,
        for_other=is_for_other(by, asked.unit_id),
    )  # fmt: skip
    _answered(asked, at, agrees=False)
    write("planning.comment", asked.version.plan, by=by, at=at, unit=asked.unit, comment=row.pk)
    return row


@act("planning.agree", gettext_lazy("Thống nhất dự thảo"))
def agree(*, asked: Asked, by: Actor, at: datetime) -> None:
    """Thống nhất — nothing to add; of a unit that has said nothing yet."""
    require(by, "planning.agree", asked.unit)
    _check_own(asked, by)
    _check_open(asked)
    if asked.comments.exists():
        raise Refused(_("Đơn vị đã góp ý bản này."))
    _answered(asked, at, agrees=True)
    write("planning.agree", asked.version.plan, by=by, at=at, unit=asked.unit)


@act("planning.answer_comment", gettext_lazy("Trả lời góp ý"))
def answer_comment(*, comment: Comment, answer: str, by: Actor, at: datetime, why: str = "") -> None:
    """Trả lời góp ý — taken, in part or not; may be answered anew until the plan is issued."""
    plan = comment.version.plan
    require(by, "planning.answer_comment", plan.unit)
    rules.check_answer(Answer(answer), why)
    if not Plan.objects.filter(pk=plan.pk, state__in=OPEN).exists():
        raise Refused(_("Kế hoạch này không còn đang soạn."))
    said = {"answer": Answer(answer).value, "why": why.strip(), "answered_on": hanoi_day(at)}
    Comment.objects.filter(pk=comment.pk).update(**said)
    write("planning.answer_comment", plan, by=by, at=at, unit=plan.unit, comment=comment.pk, answer=said["answer"])


def _check_own(asked: Asked, by: Actor) -> None:
    """What one post was asked is that post's to say, or of who acts for its holder."""
    if asked.post_id is not None and asked.post_id != acting_post(by):
        raise Refused(_("Ý kiến này hỏi riêng %(post)s.") % {"post": asked.post})


def _check_open(asked: Asked) -> None:
    plan = Plan.objects.select_for_update().get(pk=asked.version.plan_id)
    if plan.state != PlanState.ROUND or asked.version.plan.versions.filter(number__gt=asked.version.number).exists():
        raise Refused(_("Đã kết thúc lấy ý kiến về bản này."))


def _answered(asked: Asked, at: datetime, *, agrees: bool) -> None:
    """The day of the first answer stays."""
    first = asked.answered_on or hanoi_day(at)
    Asked.objects.filter(pk=asked.pk).update(answered_on=first, agrees=agrees)
