"""Lấy ra để xem — what is asked, a meeting, a session, a paper that one sees or is asked to study."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from dondoc.documents.models import Paper
from dondoc.studying.models import Asking, Meeting, Sitting
from dondoc.web.loading import actor_of, one


def the_asking(request: HttpRequest, code: str) -> Asking:
    return one(Asking.objects.visible_to(actor_of(request)).for_list(), code)


def the_meeting(request: HttpRequest, code: str) -> Meeting:
    return one(Meeting.objects.visible_to(actor_of(request)).for_list(), code)


def the_session(request: HttpRequest, code: str) -> Sitting:
    """One that stands: what was corrected is told on the meeting's page."""
    rows = Sitting.objects.visible_to(actor_of(request)).standing().select_related("meeting__unit")
    return one(rows, code)


def the_studied(request: HttpRequest, code: str) -> Paper:
    """A paper one sees, or is asked to study by a unit above."""
    actor = actor_of(request)
    seen = Paper.objects.visible_to(actor).filter(public_id=code).first()
    if seen is not None:
        return seen
    asked = Asking.objects.visible_to(actor).standing().filter(paper__public_id=code).select_related("paper").first()
    if asked is None:
        raise Http404
    return asked.paper
