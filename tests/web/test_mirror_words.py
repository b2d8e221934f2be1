"""Lời bên con số của Soi — half a day is not said as none."""

from __future__ import annotations

import pytest

from dondoc.mirror.rules import Found
from dondoc.web.mirror.notes import notes


@pytest.mark.parametrize(("days", "said"), [(0.4, "chưa đến 1"), (0.9, "chưa đến 1"), (1.4, "1"), (1200.0, "1.200")])
def test_a_mean_of_days_in_words(days: float, said: str) -> None:
    (note,) = notes(Found("I12", None, 0, 0, more={"delay": days}), None, None)  # type: ignore[arg-type]
    assert note.text == f"trung bình muộn {said} ngày"
