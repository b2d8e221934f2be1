"""Nấc đôn đốc — their order, which of them a person issues, and the figure that says when each is due."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rung(models.TextChoices):
    """Nấc đôn đốc — from the lowest up."""

    REMIND = "REMIND", _("nhắc việc")
    URGE = "URGE", _("đôn đốc")
    EXPLAIN = "EXPLAIN", _("yêu cầu giải trình")
    REPORT = "REPORT", _("báo cáo cấp trên")
    INSPECT = "INSPECT", _("kiến nghị kiểm tra")


class Moment(models.TextChoices):
    """Lúc nhắc — the machine's reminder comes once before the due day, once on it, once after it."""

    BEFORE = "BEFORE", _("trước hạn")
    ON = "ON", _("đến hạn")
    AFTER = "AFTER", _("quá hạn")


ORDER = tuple(Rung)
BY_PERSON = ORDER[1:]
TO_DOER = (
    Rung.REMIND,
    Rung.URGE,
    Rung.EXPLAIN,
)  # said to the unit that does the work; the others to another, of its work
TERMS = {
    Rung.URGE: "urging.urge_after", Rung.EXPLAIN: "urging.explain_after",
    Rung.REPORT: "urging.report_after", Rung.INSPECT: "urging.inspect_after",
}  # fmt: skip
BEFORE, AFTER, ANSWER = "urging.remind_before", "urging.remind_after", "urging.answer_within"
KINDS = {Rung.URGE: "Công văn", Rung.EXPLAIN: "Công văn", Rung.REPORT: "Báo cáo", Rung.INSPECT: "Công văn"}
SLIP = "Phiếu đôn đốc"


def height(rung: str | None) -> int:
    """How high it stands; nothing yet stands where the machine's reminder does."""
    return ORDER.index(Rung(rung)) if rung else 0


def above(rung: str | None) -> Rung | None:
    """The next one up; None at the top."""
    place = height(rung) + 1
    return ORDER[place] if place < len(ORDER) else None
