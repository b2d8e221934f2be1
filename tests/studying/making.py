"""Dựng việc quán triệt — a paper that the cells are asked to study, and what they told, built by acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.documents.models import Entry
from dondoc.studying.actions.asking import ask
from dondoc.studying.actions.holding import Held, hold_session
from dondoc.studying.models import Asking, Meeting
from tests.cast import AT, Cast
from tests.making import an_entry

DUE, BEFORE, AFTER = date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 22)


def an_asking(cast: Cast, entry: Entry | None = None, **over: Any) -> Asking:
    """The committee asks its cells: the one abroad and the one at home."""
    facts = {"due_on": DUE, "due_source": "khoản 3 mục II", "by": cast.leader, "at": AT}
    return ask(entry=entry or an_entry(cast, "61"), **{**facts, **over})


def a_meeting(cast: Cast, *askings: Asking, **over: Any) -> Meeting:
    """Eight of nine came, before the day the paper gives."""
    facts = {"unit": cast.cell, "by": cast.doer, "at": AT, "held": Held(BEFORE, present=8, total=9)}
    return hold_session(papers=[row.paper for row in askings], **{**facts, **over})
