"""Tra hồ sơ đánh giá tác động — what is measured now, what was written, until when the next version is due."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dondoc.access.models import Grant
from dondoc.journal.chain import canonical
from dondoc.journal.queries import first_day
from dondoc.personal.assessments import Assessment, AssessmentText, Part
from dondoc.personal.declared import Declared, expiring, purposes
from dondoc.personal.measuring import measures
from dondoc.personal.queries import bases, kept_for, tables
from dondoc.regulations.figures import Figure, Unknown
from dondoc.regulations.queries import due, figure
from dondoc.regulations.words import said
from dondoc.shared.acts import plates
from dondoc.shared.calendar import hanoi_day, is_late

FIRST, RENEWED = "personal_data.assessment", "personal_data.assessment_renewed"
SIGHTS = ("access.see", "units.see_all", "access.register_person", "journal.export", "journal.erase_payload")
Sheet = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Next:
    """Kỳ tới — by which figure, since which day, until which; all unknown where the figure is unset."""

    figure: Figure | Unknown
    since: date | None
    due_on: date | None
    is_late: bool | None


def measured(at: datetime) -> Sheet:
    """Đo — plain values, as they are frozen: nothing of it is asserted by anybody."""
    day = hanoi_day(at)
    stand = bases(day)
    return {
        "on": day.isoformat(),
        "purposes": [_purpose(one, stand, day) for one in purposes().values()],
        "rights": rights(day),
        "measures": [asdict(one) for one in measures(at)],
        "texts": texts(),
    }


def _purpose(one: Declared, stand: Any, day: date) -> Sheet:
    basis, kept = stand.get(one.key), kept_for(one, day)
    return {
        "key": one.key, "words": one.words, "source": one.source, "sees": one.sees, "sensitive": one.sensitive,
        "basis": str(basis.words or basis.get_basis_display()) if basis else "",
        "kept": _kept(one, kept), "by_hand": one.key not in {kind.purpose for kind in expiring().values()},
        "tables": [asdict(table) | {"columns": list(table.columns)} for table in tables(one.key)],
    }  # fmt: skip


def _kept(one: Declared, kept: Figure | Unknown | None) -> str:
    """How long, in words; "" is unset."""
    if isinstance(kept, Figure):
        return said(kept.amount, kept.unit, kept.subject.bound, kept.subject.of, say=_)
    return "" if kept is not None else one.ends or one.stays


def rights(day: date) -> list[Sheet]:
    """Ai xem, ai làm được — by right, how many persons have it today, at how many units."""
    asked = models.Q(act__in=SIGHTS) | models.Q(act__startswith="personal.")
    rows = Grant.objects.on(day).filter(asked).order_by().values("act")
    counts = rows.annotate(persons=models.Count("person", distinct=True), units=models.Count("unit", distinct=True))
    known = plates()
    return [
        {"act": row["act"], "label": str(known[row["act"]].label), "persons": row["persons"], "units": row["units"]}
        for row in sorted(counts, key=lambda row: row["act"]) if row["act"] in known
    ]  # fmt: skip


def texts() -> dict[str, str]:
    """Lời viết đang có — the last of each part. One query."""
    return {row.part: row.text for row in AssessmentText.objects.order_by("id")}


def missing(sheet: Sheet) -> list[str]:
    """Phần chưa viết."""
    return [str(Part(part).label) for part in Part.values if not sheet["texts"].get(part)]


def hash_of(sheet: Sheet) -> str:
    return hashlib.sha256(canonical(sheet).encode()).hexdigest()


def upcoming(at: datetime) -> Next:
    """Khi nào phải lập, phải cập nhật — the first since processing began, then since the last version."""
    last = Assessment.objects.order_by("-number").first()
    since = hanoi_day(last.at) if last else first_day()
    found = figure(RENEWED if last else FIRST, on=since or hanoi_day(at))
    due_on = getattr(due(found, since), "day", None) if since else None
    return Next(found, since, due_on, is_late(due_on, at))
