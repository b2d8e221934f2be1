"""Nâng cấp — a house with years of rows, taken back to what the first installations had, comes forward with every row."""

from __future__ import annotations

import json

import pytest

from tests.long.conftest import Run

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]
FIRST = {"access": "0002", "documents": "0002", "implementation": "0001", "obligations": "0001", "units": "0001"}


def _columns(run: Run) -> dict[str, str]:
    found: dict[str, str] = json.loads(run("tests.long.world", "columns"))
    return found


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
    assert {name for name in old if now.get(name) != old[name]} == set(), "what was there is not what it was"
    later = {name for name in made if name.partition(".")[0] in tables}  # what is new is worked out from what was there
    assert {name for name in later if now.get(name) != made[name]} == set()
    run("dondoc.cli", "check")
    assert "nguyên vẹn" in run("dondoc.cli", "journal", "verify")
