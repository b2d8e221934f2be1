"""Bản cam kết trong năm — handed in and amended by the author or for him; noted and looked at by the cell; struck where wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.pledging import rules
from dondoc.pledging.models import KEEP, Happening, Pledge
from dondoc.pledging.words import BY_THE_CELL, Stage
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason, or_refuse


@dataclass(frozen=True, slots=True)
class Text:
    """Bản cam kết — a file kept sealed as it came, or where the paper lies; or neither. The machine never opens it."""

    data: bytes = b""
    file_name: str = ""
    keeper: str = ""


@act("pledging.hand_in", gettext_lazy("Nộp bản cam kết"))
def hand_in(*, pledge: Pledge, on: date, by: Actor, at: datetime, text: Text | None = None) -> Happening:
    """Nộp bản cam kết — by the author, or entered by who keeps the list from the paper."""
    return _by_author("pledging.hand_in", pledge, Stage.HANDED_IN, on, by, at, text)


@act("pledging.amend", gettext_lazy("Sửa bản cam kết"))
def amend(*, pledge: Pledge, on: date, by: Actor, at: datetime, text: Text | None = None) -> Happening:
    """Sửa, bổ sung — another text from a day; the earlier stays as it was."""
    return _by_author("pledging.amend", pledge, Stage.AMENDED, on, by, at, text)


@act("pledging.record", gettext_lazy("Ghi nhận, xem lại bản cam kết"))
def record(*, pledge: Pledge, stage: str, on: date, by: Actor, at: datetime) -> Happening:
    """Chi bộ ghi nhận, xem lại giữa năm, cuối năm — that it was done and when; no verdict."""
    require(by, KEEP, pledge.season.unit)
    if stage not in BY_THE_CELL:
        raise Refused(_("Việc này do người viết ghi."))
    return _happened("pledging.record", pledge, stage, on, by, at, {})


@act("pledging.strike", gettext_lazy("Xóa bước ghi nhầm"))
def strike(*, happening: Happening, reason: str, by: Actor, at: datetime) -> None:
    """Xóa bước ghi nhầm — it counts as never so; the row and the reason stay, its file is read by nobody."""
    pledge = happening.pledge
    _require(by, pledge, own=happening.stage not in BY_THE_CELL)
    check_reason(reason)
    if happening.stage == Stage.HANDED_IN and _standing(pledge).exclude(stage=Stage.HANDED_IN).exists():
        raise Refused(_("Đã ghi các bước sau ngày nộp. Xóa các bước ấy trước."))
    rows = Happening.objects.standing().filter(pk=happening.pk)
    if not rows.update(struck_at=at, struck_because=reason.strip()[:300]):
        raise Refused(_("Bước này đã được xóa."))
    write("pledging.strike", pledge.season, by=by, at=at, unit=pledge.season.unit, happening=happening.pk)


def _by_author(
    name: str, pledge: Pledge, stage: str, on: date, by: Actor, at: datetime, text: Text | None
) -> Happening:
    _require(by, pledge, own=True)
    return _happened(name, pledge, stage, on, by, at, _kept(text or Text()))


def _require(by: Actor, pledge: Pledge, *, own: bool) -> None:
    """One's own needs nobody's leave."""
    if not (own and by.person_id and by.person_id == pledge.person_id):
        require(by, KEEP, pledge.season.unit)


def _happened(
    name: str, pledge: Pledge, stage: str, on: date, by: Actor, at: datetime, facts: dict[str, Any]
) -> Happening:
    check_come(on, at)
    if not Pledge.objects.standing().filter(pk=pledge.pk).exists():
        raise Refused(_("Người này đã được đưa khỏi danh sách."))
    rules.check_happens(stage, on, list(_standing(pledge).values_list("stage", "on")), pledge.season.year)
    with or_refuse(_("Bước này đã được ghi. Ghi nhầm thì xóa bước ấy rồi ghi lại.")):
        row = Happening.objects.create(
            pledge=pledge, stage=stage, on=on, at=at, **by.who, **facts,
        )  # fmt: skip
    write(name, pledge.season, by=by, at=at, on=on, unit=pledge.season.unit, happening=row.pk)
    return row


def _standing(pledge: Pledge) -> Any:
    return Happening.objects.standing().filter(pledge=pledge)


def _kept(text: Text) -> dict[str, Any]:
    """Stored under its own key; not read, not searched, not compared."""
    facts: dict[str, Any] = {"keeper": text.keeper.strip()[:200]}
    if not text.data:
        return facts
    if len(text.data) > settings.DONDOC_MAX_UPLOAD:
        raise Refused(_("Tệp quá lớn. Chia nhỏ, hoặc ghi bản giấy và nơi giữ."))
    name = files.bare_name(text.file_name, "ban-cam-ket")
    return facts | {"sha256": files.store(text.data), "file_name": name, "size": len(text.data)}
