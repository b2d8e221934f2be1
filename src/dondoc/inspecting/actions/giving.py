"""Giao yêu cầu — each request of an announced notice becomes an obligation of that paper, given to who owes it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Entry
from dondoc.documents.queries import highest_entry
from dondoc.inspecting.actions.stepping import check_at, trace
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import FOLLOWED
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import to_be_given
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.rules import Due
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act

GIVE = "inspecting.give_requests"


@act(GIVE, gettext_lazy("Giao yêu cầu thành nhiệm vụ"))
def give_requests(*, case: Case, by: Actor, at: datetime) -> int:
    """Giao yêu cầu — what, who, by when, which product, as the notice says; followed where all obligations are. How many."""
    require(by, GIVE, case.body)
    check_at(case, FOLLOWED)
    rows = list(to_be_given(case))
    if not rows:
        raise Refused(_("Các yêu cầu của thông báo đã được giao thành nhiệm vụ."))
    entry = _entry(case)
    for one in rows:
        _give(one, entry, by, at)
    trace(GIVE, case, by, at, findings=[one.pk for one in rows])
    return len(rows)


def _give(one: Finding, entry: Entry, by: Actor, at: datetime) -> None:
    assert one.owner is not None  # `to_be_given` leaves out what nobody owes
    due = Due(on=one.due_on, text=f"{one.due_on:%d/%m/%Y}", precision="day")
    duty = confirm(entry=entry, text=one.ask, by=by, at=at, due=due, actors=str(one.owner), product=one.product)
    given = assign(obligation=duty, unit=one.owner, due_on=one.due_on, by=by, at=at)
    Finding.objects.filter(pk=one.pk).update(given=given)


def _entry(case: Case) -> Entry:
    """The highest standing line of the notice in a register of the body, or of what stands above it."""
    found = highest_entry(case.notice_id, case.body) if case.notice_id else None
    if found is None:
        raise Refused(_("Thông báo kết luận không còn trong sổ của cơ quan quyết định."))
    return found
