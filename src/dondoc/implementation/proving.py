"""Nội dung của một minh chứng — a file, a photo, a registered paper and page, a session, or words naming a paper original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.documents.models import Paper
from dondoc.implementation import rules
from dondoc.implementation.models import Evidence, EvidenceKind
from dondoc.shared import files, photos
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.profile import may_hold
from dondoc.units.models import Unit
from dondoc.units.queries import is_for_other


@dataclass(frozen=True, slots=True)
class Proof:
    """Minh chứng — one of five, or one that stands already; `level` is the mark that the file bears.

    A session is a thing of a room above: that room hands it down by its kind and id, with its words.
    """

    kind: str
    text: str = ""
    data: bytes = b""
    file_name: str = ""
    paper: Paper | None = None
    page: str = ""
    keeper: str = ""
    level: str = ""
    thing: tuple[str, int] | None = None
    again: Evidence | None = None  # dùng lại
    on: date | None = None  # when it happened, where it says so itself


def evidence_of(proof: Proof, none: str, *, unit: Unit, on: date, by: Actor, at: datetime) -> Evidence:
    """The evidence itself: the one that stands already, or a new row of the unit; raises Refused where there is none."""
    if proof.again is not None:
        check_stands(proof.again)
        return proof.again
    facts = columns(proof, none)
    return Evidence.objects.create(
        unit=unit, on=proof.on or day_taken(proof, at) or on, at=at, **by.who, for_other=is_for_other(by, unit.pk), **facts,
    )  # fmt: skip


def check_stands(evidence: Evidence) -> None:
    """As the row stands now, not as the page read it; until the act is over nobody withdraws it beside."""
    held = Evidence.objects.select_for_update().values_list("withdrawn_on", flat=True)
    rules.check_reusable(held.get(pk=evidence.pk))


def check_own(evidence: Iterable[Evidence], unit: Unit) -> None:
    """What a unit proposes itself for rests on what stands of its own, or of a unit below it."""
    if any(one.withdrawn_on is not None or not one.unit.is_inside(unit) for one in evidence):
        raise Refused(_("Minh chứng phải là của chính đơn vị đề xuất."))


def day_taken(proof: Proof, at: datetime) -> date | None:
    """Ngày chụp — as a photo says it; a camera's clock that runs ahead says nothing."""
    day = photos.taken_on(proof.data) if proof.data else None
    return day if day is not None and day <= hanoi_day(at) else None


def columns(proof: Proof, none: str) -> dict[str, Any]:
    """The proof as columns of a row; raises Refused where it is none (said as `none`), or of a level not held here."""
    rules.check_held(may_hold(proof.level))
    text = proof.text.strip() or proof.file_name or str(proof.paper or "")
    facts: dict[str, Any] = {"kind": proof.kind, "text": text[:500], "level": proof.level}
    if proof.kind == EvidenceKind.FILE:
        facts |= _kept(proof)
    elif proof.kind == EvidenceKind.PAPER and proof.paper is not None:
        facts |= {"paper": proof.paper, "page": proof.page[:30]}
    elif proof.kind == EvidenceKind.SESSION and proof.thing is not None:
        facts |= {"thing_kind": proof.thing[0], "thing_id": proof.thing[1]}
    elif proof.kind == EvidenceKind.WORDS and proof.keeper.strip():
        facts["keeper"] = proof.keeper.strip()
    else:
        raise Refused(none)
    if not text:
        raise Refused(_("Cần ghi mô tả: bản giấy ấy là gì."))
    return facts


def _kept(proof: Proof) -> dict[str, Any]:
    """The file as it is stored; a photo without what the camera wrote beside it: the place above all."""
    if not proof.data:
        raise Refused(_("Tệp rỗng (0 byte). Kiểm tra lại tệp trên máy rồi gửi lại."))
    if len(proof.data) > settings.DONDOC_MAX_UPLOAD:
        raise Refused(_("Tệp quá lớn. Chia nhỏ, hoặc ghi bản giấy và nơi giữ."))
    name, data, kind = files.bare_name(proof.file_name, "minh-chung"), proof.data, EvidenceKind.FILE
    if photos.is_photo(data):
        data, kind = photos.bare(data), EvidenceKind.PHOTO
    return {"kind": kind, "sha256": files.store(data), "file_name": name, "size": len(data)}
