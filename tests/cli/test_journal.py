"""dondoc journal export, key — a unit's chain for who sees it, with the key that checks it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dondoc.cli import main
from dondoc.journal.models import Entry
from tests.cast import Cast

pytestmark = pytest.mark.acts


def _export(target: Path, unit: str, username: str) -> tuple[int, str]:
    command = ["journal", "export", str(target), "--unit", unit, "--as", username, "--json"]
    done = CliRunner().invoke(main, command)
    return done.exit_code, done.output


def test_a_chain_is_exported_and_the_line_tells_the_door(cast: Cast, tmp_path: Path) -> None:
    code, said = _export(tmp_path / "a.zip", "NN-A03", "leader")
    assert code == 0, said
    line = Entry.objects.filter(chain=cast.cell.pk).latest("seq")
    assert (line.act, line.door, line.previous) == ("journal.export", "cli", json.loads(said)["head"])
    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        assert zipped.read("khoa.pem").decode() == CliRunner().invoke(main, ["journal", "key"]).output


@pytest.mark.parametrize(("unit", "username"), [("NN-A03", "stranger"), ("NN-A03", "admin"), ("chi bộ", "leader")])
def test_no_file_for_who_does_not_see_the_unit_or_names_several(
    cast: Cast, tmp_path: Path, unit: str, username: str
) -> None:
    code, said = _export(tmp_path / "a.zip", unit, username)
    assert (code, "Không thấy đúng một đơn vị" in said) == (1, True)
    assert not (tmp_path / "a.zip").exists()


def test_without_a_unit_it_is_what_belongs_to_none_for_who_keeps_the_house(cast: Cast, tmp_path: Path) -> None:
    run = CliRunner().invoke
    command = ["journal", "export", str(tmp_path / "a.zip"), "--json", "--as"]
    assert json.loads(run(main, [*command, "admin"]).output)["unit"] == "Việc chung của bản cài đặt"
    assert run(main, [*command, "leader"]).exit_code == 1
