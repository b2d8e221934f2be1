"""Ngắt khi đang gửi thư — killed at any statement, nobody gets two letters of a day; an urgent paper is told at least once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.long.conftest import Run
from tests.long.lettering import BOXES


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_killed_at_any_statement_a_letter_is_never_two_and_an_alert_never_none(place: dict[str, str], run: Run) -> None:
    Path(place["DONDOC_DATA"]).mkdir()
    said = json.loads(run("tests.long.lettering").splitlines()[-1])
    for name, found in said.items():
        print(f"{name}: ngắt {len(found) - 1} lần")
        assert len(found) > 10, "it was hardly ever killed at work"
    assert max(n for one in said["daily"] for n in one.values()) == 1
    assert said["daily"][-1] == {f"{role}@vidu.vn": 1 for role in BOXES}, "undisturbed each gets one"
    missed = [len(BOXES) - len(one) for one in said["daily"]]
    assert max(missed) <= 1, "of a run that dies no more is lost than the letter being sent"
    handling = set(said["alert"][-1])
    assert handling and all(set(one) == handling for one in said["alert"]), "each is told, whenever it died"
