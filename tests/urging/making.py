"""Đôn đốc — the office's terms, late works of several units, an act of urging."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Register
from dondoc.obligations.models import Assignment
from dondoc.regulations.actions import set_figure
from dondoc.urging.actions.issuing import issue
from dondoc.urging.models import Urge
from dondoc.urging.rungs import TERMS, Rung
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_obligation

DAYS = {"urging.urge_after": 7, "urging.explain_after": 10, "urging.report_after": 15, "urging.inspect_after": 20}


def set_terms(cast: Cast, **over: Any) -> None:
    """Quy chế làm việc của cơ quan — set by its leader, from the beginning of the year."""
    for key in TERMS.values():
        set_figure(key=key, amount=DAYS[key], unit="calendar_day", from_on=date(2026, 1, 1), ground="Quy chế làm việc",
                   by=cast.leader, at=AT, **over)  # fmt: skip


def late(cast: Cast, due_on: date | None = date(2026, 11, 10), **over: Any) -> Assignment:
    """A work of the cell abroad, given and due a fortnight ago."""
    duty = an_obligation(cast, **({"entry": over.pop("entry")} if "entry" in over else {}))
    return an_assignment(cast, obligation=duty, due_on=due_on, due_reason="Theo kế hoạch năm", **over)


def letters(cast: Cast) -> Register:
    """The outgoing register of letters."""
    found = Register.objects.filter(name="Sổ công văn đi").first()
    return found or open_register(unit=cast.root, direction="OUT", name="Sổ công văn đi", series="2026", suffix="-CV/ĐU",
                                  from_on=date(2026, 1, 1), by=cast.setup, at=AT)  # fmt: skip


def urged(cast: Cast, works: list[Assignment], rung: str = Rung.URGE, at: datetime = AT, **over: Any) -> Urge:
    facts = {"unit": cast.root, "register": letters(cast), "on": TODAY, "by": cast.office, **over}
    return issue(assignments=works, rung=rung, at=at, **facts)
