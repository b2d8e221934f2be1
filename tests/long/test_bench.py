"""Đo cũng chạy — the comparison of the mirror, on few rows: both sides agree and the table is printed."""

from __future__ import annotations

import pytest

from tests.long.conftest import Run


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_mirror_is_compared_with_plain_sql_and_both_agree(run: Run) -> None:
    run("dondoc.cli", "init")
    said = run("bench.mirror", "2000", "20000")
    assert "cả trang" in said
    assert "giới hạn 1.5" in said
