"""Hành vi lập hồ sơ đánh giá tác động — parts are written, what is measured is frozen beside them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.personal.assessing import hash_of, measured, missing, texts
from dondoc.personal.assessments import Assessment, AssessmentText, Part
from dondoc.reading.text import nfc
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.units.models import Unit


@act("personal.write_assessment", gettext_lazy("Viết một phần của hồ sơ đánh giá tác động"))
def write_assessment(*, part: str, text: str, by: Actor, at: datetime) -> AssessmentText:
    """Viết một phần — as it stands from now on; what was written before is kept."""
    house = keeper()
    require(by, "personal.write_assessment", house)
    words = nfc(text).strip()
    if part not in Part.values or not words:
        raise Refused(_("Cần ghi nội dung của phần này."))
    if texts().get(part) == words:
        raise Refused(_("Chưa có gì khác lần viết trước."))
    row: AssessmentText = AssessmentText.objects.create(house=house, part=part, text=words, at=at, **by.who)
    write("personal.write_assessment", row, by=by, at=at, unit=house, part=part)
    return row


@act("personal.freeze_assessment", gettext_lazy("Lập hồ sơ đánh giá tác động"))
def freeze_assessment(*, by: Actor, at: datetime) -> Assessment:
    """Lập hồ sơ đánh giá tác động — measured now, frozen with its hash; refused while a part is not written."""
    house = Unit.objects.select_for_update().get(pk=keeper().pk)  # two at once are numbered one after the other
    require(by, "personal.freeze_assessment", house)
    sheet = measured(at)
    if left := missing(sheet):
        raise Refused(_("Còn phần chưa viết: %(parts)s.") % {"parts": "; ".join(left)})
    last = Assessment.objects.aggregate(n=models.Max("number"))["n"] or 0
    row: Assessment = Assessment.objects.create(
        house=house, number=last + 1, sheet=sheet, hash=hash_of(sheet), at=at, **by.who
    )
    write("personal.freeze_assessment", row, by=by, at=at, unit=house, number=row.number, hash=row.hash)
    return row
