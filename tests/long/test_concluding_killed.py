"""Ngắt khi ký thông báo, khi kết thúc — killed at every statement of the act, a case stands as before it, or as after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.long.conftest import Run

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def seen() -> dict[str, list[dict[str, object]]]:
    return {}


@pytest.mark.parametrize(("deed", "after"), [("sign", "NOTICE_SIGNED"), ("close", "CLOSED")])
def test_killed_at_any_statement_a_case_stands_before_or_after(
    place: dict[str, str], run: Run, seen: dict[str, list[dict[str, object]]], deed: str, after: str
) -> None:
    if not seen:
        Path(place["DONDOC_DATA"]).mkdir()
        seen.update(json.loads(run("tests.long.concluding").splitlines()[-1]))
    before, *deaths, ended = seen[deed]
    print(f"{deed}: ngắt {len(deaths)} lần")
    assert len(deaths) > 10, "it was hardly ever killed at work"
    assert [stands for stands in deaths if stands not in (before, ended)] == []
    assert before in deaths and ended["state"] == after and before["state"] != after
    assert ended["broken"] is None
