"""Ủy quyền — give some rights of a post for some days, see them, take them back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.models import Grant, Person
from dondoc.access.rights import SEE, may
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.units.actions import delegating
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding
from dondoc.units.queries import delegable, seated, seats_of
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PastDayField, PersonField, ReasonForm, TextField
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.story import told


def is_own(actor: Actor, holding: Holding) -> bool:
    """The post one acts in oneself."""
    return actor.delegation_id is None and holding.pk == actor.holding_id


def right_said(right: Grant) -> str:
    """A right in words: the act, and that it reaches below."""
    label = str(plate_of(right.act).label)
    return _("%(act)s (cả các đơn vị bên dưới)") % {"act": label} if right.below else label


class DelegateForm(forms.Form):
    """Ủy quyền."""

    acts = forms.MultipleChoiceField(
        label=gettext_lazy("Việc được làm theo ủy quyền"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Được xem thì đi kèm. Quyền phân công, bàn giao chức danh, ủy quyền lại không ủy quyền được."),
    )  # fmt: skip
    reason = TextField(label=gettext_lazy("Lý do"), max_length=300)
    number = TextField(label=gettext_lazy("Số, ký hiệu văn bản ủy quyền"), max_length=80, required=False)

    def __init__(self, *args: Any, actor: Actor, giver: Holding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = actor.today
        rights = [right for right in delegable(giver, today) if right.act != SEE]
        self.fields["acts"].choices = [(right.act, right_said(right)) for right in rights]  # type: ignore[attr-defined]
        people = seated(actor).exclude(pk=giver.person_id)
        self.fields["person"] = PersonField(people=people, label=_("Người được ủy quyền"), named=_by_post(actor))
        self.fields["from_on"] = DayField(today=today, label=_("Từ ngày"), initial=today)
        self.fields["until_on"] = DayField(today=today, label=_("Đến hết ngày"))
        self.fields["decided_on"] = PastDayField(today=today, label=_("Ngày văn bản ủy quyền"), required=False)
        self.order_fields(["person", "from_on", "until_on", "acts", "reason", "number", "decided_on"])


def _by_post(actor: Actor) -> Any:
    """Names with the posts held: two of one name are told apart."""

    def named(people: list[Person]) -> dict[int, str]:
        seats = seats_of([person.pk for person in people], actor.today)
        return {person.pk: f"{person} ({'; '.join(h.called for h in seats.get(person.pk, []))})" for person in people}

    return named


@require_http_methods(["GET", "POST"])
@login_required
def delegate(request: HttpRequest, code: str) -> HttpResponse:
    """Ủy quyền — by the holder of the post, or by who keeps posts."""
    actor = actor_of(request)
    giver = one(Holding.objects.visible_to(actor).select_related("post__unit", "post__kind", "person"), code)
    form = DelegateForm(request.POST or None, actor=actor, giver=giver)

    def run(said: dict[str, Any]) -> str:
        row = delegating.delegate(giver=giver, by=actor, at=now_of(request), **said)
        return reverse("delegation", args=[row.public_id])

    own = is_own(actor, giver)
    return act_page(request, form, run, act="units.delegate", right="" if own else None, where=giver.post.unit,
                    about=giver, back=reverse("me") if own else reverse("unit", args=[giver.post.unit.public_id]))  # fmt: skip


def the_delegation(request: HttpRequest, code: str) -> Delegation:
    return one(Delegation.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một ủy quyền — who, of which post, to whom, which rights, which days, why."""
    actor, row = actor_of(request), the_delegation(request, code)
    rights = [right_said(right) for right in row.grants.select_related("unit").order_by("act", "id")]
    context = {"row": row, "rights": rights, "holds": row.holds(actor.today), "may_withdraw": may_withdraw(actor, row),
               "story": told("units.delegation", row.pk)}  # fmt: skip
    return page(request, "units/delegation.html", context)


def may_withdraw(actor: Actor, row: Delegation) -> bool:
    """Not over yet, and one's own post, or one that one keeps."""
    if row.ended_on is not None or row.until_on < actor.today or actor.delegation_id is not None:
        return False
    return is_own(actor, row.giver) or may(actor, "units.withdraw_delegation", row.giver.post.unit)


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Thu hồi ủy quyền."""
    actor, row = actor_of(request), the_delegation(request, code)
    own = is_own(actor, row.giver)
    if (
        not own
        and row.person_id == actor.person_id
        and not may(actor, "units.withdraw_delegation", row.giver.post.unit)
    ):
        raise Http404

    def run(said: dict[str, Any]) -> None:
        delegating.withdraw_delegation(delegation=row, by=actor, at=now_of(request), **said)

    return act_page(request, ReasonForm(request.POST or None), run, act="units.withdraw_delegation",
                    right="" if own else None, where=row.giver.post.unit, about=row,
                    back=reverse("delegation", args=[code]))  # fmt: skip
