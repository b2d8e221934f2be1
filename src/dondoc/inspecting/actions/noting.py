"""Sổ của đoàn — a line of the diary, or a note for the team alone; what is written stays as it was written."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, trace
from dondoc.inspecting.entitled import NotSeated, seat_in
from dondoc.inspecting.lifecycle import RUNNING
from dondoc.inspecting.models import Case
from dondoc.inspecting.notebook import TeamEntry
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come

WRITE = "inspecting.write_entry"


@act(WRITE, gettext_lazy("Ghi sổ của đoàn"))
def write_entry(
    *,
    case: Case,
    text: str,
    on: date,
    by: Actor,
    at: datetime,
    is_diary: bool = True,
    corrects: TeamEntry | None = None,
) -> TeamEntry:
    """Ghi sổ — by a member, for a day that has come; of a line put right the old one stays beside the new."""
    seat = seat_in(case, by)
    if seat is None:
        raise NotSeated(WRITE, ())
    check_at(case, RUNNING)
    check_come(on, at)
    rules.check_text(text)
    if corrects is not None and (corrects.case_id != case.pk or corrects.is_diary != is_diary):
        raise Refused(_("Dòng cần đính chính không ở sổ này."))
    row = TeamEntry.objects.create(
        case=case, seat=seat, is_diary=is_diary, on=on, text=text.strip(), corrects=corrects, at=at
    )
    trace(WRITE, case, by, at, on=on, entry=row.pk)
    return row
