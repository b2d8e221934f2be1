"""Rà soát — what a person says of each value read, kept at once; links between papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper, PaperLink, Reading, Relation, ReviewMark, Verdict
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.units.models import Unit


@act("documents.mark", gettext_lazy("Rà soát giá trị đọc được"))
def mark(
    *, reading: Reading, unit: Unit, key: str, verdict: str, by: Actor, at: datetime,
    value: dict[str, Any] | None = None,
) -> ReviewMark:  # fmt: skip
    """Rà soát — accept, correct or drop one value; the last word stands, "" takes it back."""
    require(by, "documents.mark", unit)
    if verdict and verdict not in Verdict.values:
        raise Refused(_("Chọn nhận, sửa hoặc bỏ."))
    _check_span(reading, value or {})
    row, _new = ReviewMark.objects.update_or_create(
        reading=reading, unit=unit, key=key[:40],
        defaults={"verdict": verdict, "value": value or {}, "account_id": by.account_id, "at": at},
    )  # fmt: skip
    if not verdict:
        row.delete()
    return row


@dataclass(frozen=True, slots=True)
class Said:
    """Một ý kiến rà soát — of one value, by its key."""

    key: str
    verdict: str
    value: dict[str, Any] = field(default_factory=dict)


@act("documents.mark_many", gettext_lazy("Rà soát nhiều giá trị một lần"))
def mark_many(*, reading: Reading, unit: Unit, marks: Sequence[Said], by: Actor, at: datetime) -> None:
    """Rà soát nhiều giá trị — all or none: "nhận cả 27 mục chắc chắn", or taking that back, is one step."""
    for said in marks:
        mark(reading=reading, unit=unit, key=said.key, verdict=said.verdict, value=said.value, by=by, at=at)


@act("documents.link", gettext_lazy("Xác nhận văn bản liên quan"))
def link(
    *, source: Paper, unit: Unit, surface: str, relation: str, by: Actor, at: datetime,
    canonical: str = "", target: Paper | None = None, reading: Reading | None = None,
    start: int | None = None, end: int | None = None,
) -> PaperLink:  # fmt: skip
    """Xác nhận liên hệ — a reference a person confirmed; joined to its paper when that is here."""
    require(by, "documents.link", unit)
    if relation not in Relation.values:
        raise Refused(_("Chọn quan hệ giữa hai văn bản."))
    if target is not None and target.pk == source.pk:
        raise Refused(_("Một văn bản không viện dẫn chính nó."))
    found = target or _by_canonical(canonical, source) or _own(canonical, source)
    row, new = PaperLink.objects.update_or_create(
        source=source, canonical=canonical, surface=surface[:400],
        defaults={"target": found, "relation": relation, "reading": reading, "start": start, "end": end},
        create_defaults={"target": found, "relation": relation, "reading": reading, "start": start,
                         "end": end, "at": at},
    )  # fmt: skip
    if new:
        write("documents.link", row, by=by, at=at, unit=unit, source=source.pk)
    return row


def _by_canonical(canonical: str, source: Paper) -> Paper | None:
    if not canonical:
        return None
    return Paper.objects.filter(canonical=canonical).exclude(pk=source.pk).order_by("id").first()


def _own(canonical: str, source: Paper) -> Paper | None:
    """What an office cites of its own: the one paper it issued under that number, not after the citing one.

    An office's own symbol (ĐU) is that of many others too, so its papers bear no identity known to all.
    """
    printed = canonical.partition(":")[2].partition("@")[0]
    rows = Paper.objects.filter(issuer=source.issuer_id, so_ky_hieu=printed).exclude(pk=source.pk)
    found = list(rows.filter(issued_on__lte=source.issued_on)[:2]) if printed and source.issued_on else []
    return found[0] if len(found) == 1 else None


def _check_span(reading: Reading, value: dict[str, Any]) -> None:
    start, end = value.get("start"), value.get("end")
    if start is not None and not 0 <= start <= (end or 0) <= len(reading.text):
        raise Refused(_("Đoạn được chọn nằm ngoài văn bản."))
