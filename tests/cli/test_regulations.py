"""dondoc regulations — without a database, without Django; with one, what the office set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dondoc.cli import main
from dondoc.regulations.actions import set_figure
from tests.cast import AT, TODAY, Cast
from tests.house.tracked import ROOT

KEY = "inspection.supervision_period"
ALONE = """
import sys
sys.modules["django"] = None
from dondoc.cli import main
main(sys.argv[1:], prog_name="dondoc")
"""


def run(*words: str) -> Any:
    found = CliRunner().invoke(main, ["regulations", *words])
    assert found.exit_code == 0, found.output
    return found


@pytest.mark.parametrize("code", [ALONE, "from dondoc.cli import main; main()"], ids=["no Django", "no database"])
def test_it_says_what_the_rules_say_where_nothing_is_installed(code: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, "regulations", "inspection.period", "--on", "01/03/2024"], cwd=tmp_path, check=False,
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DONDOC_DATA": str(tmp_path / "none"),
                                             "DONDOC_SECRET_KEY": "x", "DONDOC_DATABASE_URL": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "inspection.period (Trung ương)" in done.stdout
    assert "180 ngày, gia hạn thêm nhiều nhất 60, 139-QĐ/TW, đã đối chiếu" in done.stdout
    assert "inspection.period (cấp cơ sở)" in done.stdout
    assert "chưa xác nhận, chờ cơ quan đặt, 89-QĐ/TW" in done.stdout
    assert "chưa tính số cơ quan đặt" in done.stderr
    assert not (tmp_path / "none").exists(), "nothing is made by asking"


@pytest.mark.django_db
def test_it_counts_what_the_office_set(cast: Cast) -> None:
    set_figure(key=KEY, level="base", amount=20, unit="working_day", from_on=TODAY, ground="Thường trực Đảng ủy",
               by=cast.office, at=AT)  # fmt: skip
    told = json.loads(run(KEY, "--level", "base", "--on", str(TODAY), "--json").stdout)
    assert told["office"] is None
    (row,) = told["figures"]
    assert (row["amount"], row["certainty"], row["ground"]) == (20, "office", "Thường trực Đảng ủy")
    assert row["id"].startswith(f"qd-21-tw-2026#{KEY}/base+")


@pytest.mark.django_db
def test_what_is_unknown_is_null_and_says_why(cast: Cast) -> None:
    told = json.loads(run(KEY, "--level", "base", "--on", str(TODAY), "--json").stdout)
    assert (told["figures"][0]["amount"], told["figures"][0]["why"]) == (None, "open")


@pytest.mark.django_db
def test_one_figure_has_its_history_and_what_others_chose(cast: Cast) -> None:
    text = run("external.trip_decision", "--on", "2026-11-24").stdout
    assert "để mở, 272-QĐ/TW" in text
    assert "Thái Bình: 3 ngày" in text
    assert "Hà Nội: 6 ngày làm việc" in text


def test_a_name_nobody_knows_is_told(db: None) -> None:
    found = CliRunner().invoke(main, ["regulations", "nothing"])
    assert found.exit_code == 1
    assert "Xem mọi tên: dondoc regulations" in found.output
