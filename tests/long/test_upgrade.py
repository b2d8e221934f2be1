"""Nâng cấp — a house with years of rows, taken back to what the first installations had, comes forward with every row."""

from __future__ import annotations

import json

import pytest

from tests.long.conftest import Run

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]
# rooms that keep evidence for themselves go first: walked back, evidence that proves no work is no row any more
FIRST = {
    "commending": "zero",
    "practices": "zero",
    "access": "0002",
    "documents": "0002",
    "implementation": "0001",
    "obligations": "0001",
    "units": "0001",
}


GREW = "implementation_evidence."  # a figure's proof, once its own, is a row here too
ANEW = {"programmes_value.evidence_id"}  # and is found under a new number
# The first houses knew no session and no photo: walked back it is told in words, and comes forward as those.
TOLD = {f"{GREW}{column}" for column in ("kind", "keeper", "thing_kind", "thing_id")}
Columns = dict[str, dict[str, str]]


def _columns(run: Run) -> Columns:
    found: Columns = json.loads(run("tests.long.world", "columns"))
    return found


def _moved(old: Columns, now: Columns) -> bool:
    """Whose proof a row was, the proving says now."""
    was, at = old.pop(f"{GREW}assignment_id"), "implementation_proving"
    rows = now[f"{at}.evidence_id"]
    return sorted(was.values()) == sorted(now[f"{at}.assignment_id"].values()) and len(rows) == len(was)


def _changed(before: Columns, after: Columns, names: set[str]) -> set[str]:
    """Columns that are not what they were; those that grew are asked for the rows they had."""
    kept = {name: after.get(name, {}) for name in names - ANEW}
    for name in kept:
        if name.startswith(GREW):
            both = before[name].keys() & kept[name].keys()
            before[name], kept[name] = ({key: rows[key] for key in both} for rows in (before[name], kept[name]))
    return {name for name in kept if kept[name] != before[name]}


def test_an_old_database_comes_forward_with_every_row_and_its_journal(run: Run) -> None:
    run("dondoc.cli", "demo", "--no-serve")
    made = _columns(run)
    for room, leaf in FIRST.items():
        run("django", "migrate", "-v0", "--settings=dondoc.config.settings", room, leaf)
    old = _columns(run)
    run("dondoc.cli", "init")
    now = _columns(run)
    tables = {name.partition(".")[0] for name in old}
    print(f"{len(tables)} bảng, {len(old)} cột cũ, {len(now) - len(old)} cột mới")
    assert len(old) < len(made), "nothing was old"
    assert old[f"{GREW}id"].keys() <= now[f"{GREW}id"].keys() and _moved(old, now), "evidence was lost"
    assert _changed(old, now, set(old)) == set(), "what was there is not what it was"
    later = {name for name in made if name.partition(".")[0] in tables}  # what is new is worked out from what was there
    assert _changed(made, now, later - TOLD) == set()
    run("dondoc.cli", "check")
    assert "nguyên vẹn" in run("dondoc.cli", "journal", "verify")
