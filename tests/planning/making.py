"""Dựng kế hoạch — a paper whose obligations reach the committee and the branch, and their plans, built by acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Entry, Register
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Obligation
from dondoc.obligations.rules import Due
from dondoc.planning.actions.drafting import Words, change_item, draft
from dondoc.planning.actions.rounds import ask_comments
from dondoc.planning.models import Item, Plan, Version
from dondoc.units.models import Unit
from tests.cast import AT, Cast
from tests.making import an_entry, an_obligation

UNTIL = date(2026, 11, 30)
FIRST = "Rà soát, bổ sung quy chế quản lý đảng viên ở ngoài nước"
SECOND = "Tổ chức sinh hoạt chuyên đề về quản lý đảng viên"


def a_paper(cast: Cast, number: str = "71") -> tuple[Entry, Obligation, Obligation]:
    """Two obligations: one due in the fourth quarter, one without a day, given to the branch."""
    entry = an_entry(cast, number)
    dated = an_obligation(
        cast, entry, text=FIRST, due=Due(date(2026, 12, 31), "trong quý IV", "quarter"), product="Quy chế"
    )
    open_ = an_obligation(cast, entry, text=SECOND, due=Due())
    assign(
        obligation=open_, unit=cast.branch, due_on=date(2026, 12, 20), due_reason="Đảng ủy định", by=cast.leader, at=AT
    )
    return entry, dated, open_


def a_plan(cast: Cast, entry: Entry | None = None, **over: Any) -> Plan:
    """The committee's plan, as it was just copied down."""
    paper = (entry or a_paper(cast)[0]).paper
    facts = {
        "unit": cast.root,
        "title": "Thực hiện kết luận về quản lý đảng viên ngoài nước",
        "by": cast.leader,
        "at": AT,
    }
    return draft(paper=paper, **{**facts, **over})


def completed(item: Item, **over: Any) -> Words:
    """An item of the draft with its five answered."""
    facts = {
        "text": item.text, "owner": item.owner, "owner_words": "Chánh Văn phòng", "due_on": date(2026, 12, 20),
        "due_precision": "day", "product": "Báo cáo",
    }  # fmt: skip
    return Words(**{**facts, **over})


def a_round(cast: Cast, plan: Plan, *units: Unit, **over: Any) -> Version:
    """Sent to the branch (or to these)."""
    facts = {"until_on": UNTIL, "asks": "Mốc thời gian của từng mục", "by": cast.leader, "at": AT}
    return ask_comments(plan=plan, units=units or (cast.branch,), **{**facts, **over})


def a_book(cast: Cast, unit: Unit) -> Register:
    """An outgoing register of a unit below."""
    return open_register(unit=unit, direction="OUT", name="Sổ văn bản đi", series="2026", by=cast.setup, at=AT,
                         from_on=date(2026, 1, 1), suffix="-KH/ĐUBP")  # fmt: skip


__all__ = ["FIRST", "SECOND", "UNTIL", "a_book", "a_paper", "a_plan", "a_round", "change_item", "completed"]
