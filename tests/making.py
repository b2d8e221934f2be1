"""Dựng tình huống — plain functions that build by calling acts; nothing in an impossible state."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.documents.actions.registering import register
from dondoc.documents.models import Entry
from dondoc.documents.rules import Fields
from dondoc.implementation.actions import closing, proving
from dondoc.obligations.actions.assigning import accept, assign
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.rules import Due
from tests.cast import AT, TODAY, Cast


def fields(number: str = "15", **over: Any) -> Fields:
    """Fields of a directive of the outside superior."""
    base = {
        "kind": "Kết luận", "title": f"Về tăng cường quản lý đảng viên ngoài nước, số {number}",
        "number": number, "so_ky_hieu": f"{number}-KL/ĐUK", "issued_on": date(2026, 11, 1),
        "series": "2025-2030",
    }  # fmt: skip
    return Fields(**{**base, **over})


def an_entry(cast: Cast, number: str = "15", **over: Any) -> Entry:
    """A directive registered by the văn thư."""
    return register(register=cast.incoming, issuer=cast.khoi, fields=fields(number, **over),
                    by=cast.clerk, at=AT, on=TODAY)  # fmt: skip


def an_obligation(cast: Cast, entry: Entry | None = None, **over: Any) -> Obligation:
    """A confirmed obligation, due in the middle of December."""
    facts = {"text": "Báo cáo kết quả quản lý đảng viên ở ngoài nước", "due": Due(date(2026, 12, 15))}
    return confirm(entry=entry or an_entry(cast), by=cast.clerk, at=AT, **{**facts, **over})


def an_assignment(cast: Cast, *, upto: str = "assigned", **over: Any) -> Assignment:
    """An assignment to the cell abroad: assigned, accepted, submitted or done."""
    facts = {"obligation": None, "unit": cast.cell, "due_on": date(2026, 12, 10), "by": cast.leader}
    facts |= over
    facts["obligation"] = facts["obligation"] or an_obligation(cast)
    row = assign(at=AT, **facts)
    for stage in ("accepted", "submitted", "done"):
        if upto == "assigned":
            break
        _advance(cast, row, stage)
        if upto == stage:
            break
    return row


def _advance(cast: Cast, row: Assignment, stage: str) -> None:
    if stage == "accepted":
        accept(assignment=row, by=cast.doer, at=AT)
    elif stage == "submitted":
        evidence(cast, row)
        closing.submit(assignment=row, by=cast.doer, at=AT)
    else:
        closing.approve(assignment=row, by=cast.leader, at=AT)


def evidence(cast: Cast, row: Assignment) -> None:
    """Words naming a paper original and its keeper."""
    proving.add_evidence(assignment=row, kind="WORDS", text="Báo cáo số 3", keeper="Văn phòng",
                       by=cast.doer, at=AT)  # fmt: skip
