"""dondoc package make, check, take — the same acts from the command line, with the same sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dondoc.cli import main
from dondoc.documents.models import Entry
from dondoc.exchange.models import Package
from tests.cast import Cast
from tests.exchange.sending import package, parts, trusted, unread
from tests.making import an_entry

pytestmark = pytest.mark.acts
ROOT = "Đảng ủy Cục Thử nghiệm"


def _run(verb: str, file: Path, *more: str, username: str = "clerk") -> tuple[int, Any]:
    command = ["package", verb, str(file), "--unit", ROOT, "--as", username, "--json", *more]
    done = CliRunner().invoke(main, command)
    return done.exit_code, json.loads(done.output) if done.exit_code == 0 else done.output


def test_a_package_is_made_with_what_the_register_holds(cast: Cast, tmp_path: Path) -> None:
    an_entry(cast)
    days = ("--since", "01/01/2026", "--until", "31/12/2026", "--to", "isolated")
    code, told = _run("make", tmp_path / "goi.zip", *days)
    assert (code, told["digest"]) == (0, Package.objects.get().digest)
    assert "15-KL/ĐUK" in parts((tmp_path / "goi.zip").read_bytes())["van-ban.jsonl"].decode()
    assert _run("make", tmp_path / "goi.zip", *days)[0] == 1  # never over a file that is there


def test_it_is_checked_then_taken_and_again_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "goi.zip"
    file.write_bytes(package(cast, unread))
    code, said = _run("check", file)
    assert (code, "Chưa tin chữ ký" in said) == (1, True)
    trusted(cast)
    code, told = _run("check", file)
    assert (code, [row["outcome"] for row in told["rows"]]) == (0, ["NEW"] * 3)
    assert Entry.objects.count() == 0
    first, again = _run("take", file), _run("take", file)
    assert (first[0], again, Entry.objects.count()) == (0, first, 3)
    assert {outcome for _label, outcome, _note in first[1]["rows"]} == {"đã vào sổ"}


def test_only_who_may(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "goi.zip").write_bytes(b"x")
    code, said = _run("take", tmp_path / "goi.zip", username="doer")
    assert (code, "Không thấy đúng một đơn vị" in said) == (1, True)
