"""Lệnh read — the contract's lines and exit codes, without Django."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.inside import inside
from tests.reading.making import HEAD

pytestmark = pytest.mark.wide  # commands, each with a reader of its own

BLOCK = "import sys; sys.modules['django'] = None; from dondoc.cli import main; main()"


def test_one_json_line_a_file_and_the_failure_of_one_is_not_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.docx"
    good.write_text(HEAD, "utf-8")
    bad.write_bytes(b"")
    done = inside("--json", str(good), str(bad))
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.exit_code == 1
    assert first["header"]["so_ky_hieu"]["value"] == "21-KL/ĐUK"
    assert first["chars"] == len(first["text"])
    assert second["error"]["code"] == "EMPTY"


def test_a_page_a_person_can_read_from_standard_input() -> None:
    done = inside("-", data=HEAD.encode())
    assert done.exit_code == 0
    assert "21-KL/ĐUK" in done.stdout


def test_no_file_is_a_wrong_call() -> None:
    assert inside().exit_code == 2


def test_a_verb_of_the_house_says_what_is_missing() -> None:
    done = subprocess.run([sys.executable, "-c", BLOCK, "init"], capture_output=True, check=False)
    assert "pip install dondoc[web]" in done.stderr.decode()


def test_a_papers_control_signs_never_reach_the_terminal() -> None:
    text = HEAD + "1. Giao Văn phòng Đảng ủy báo cáo\x1b[31m kết quả trước ngày 15/12/2026.\n"
    done = inside("-", data=text.encode())
    assert "báo cáo" in done.stdout
    assert b"\x1b[31m" not in done.stdout_bytes


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def test_the_schema_is_printed_without_a_file() -> None:
    done = inside("--schema")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["$id"].startswith("urn:dondoc:reading:")


def test_a_page_is_written_beside_the_papers(desk: Path) -> None:
    paper, page = desk / "ket-luan.txt", desk / "ket-luan.html"
    paper.write_text(HEAD, "utf-8")
    done = inside(str(paper), "--html", str(page))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "21-KL/ĐUK" in page.read_text("utf-8")
    assert sorted(path.name for path in desk.iterdir()) == ["ket-luan.html", "ket-luan.txt"]


def test_a_page_and_json_may_be_asked_for_together(tmp_path: Path) -> None:
    done = inside("-", "--json", "--html", str(tmp_path / "x.html"), data=HEAD.encode())
    assert json.loads(done.stdout)["header"]["number"]["value"] == "21"
    assert (tmp_path / "x.html").exists()


def test_a_page_never_lands_on_a_paper(tmp_path: Path) -> None:
    for name, page in (("a.txt", "b.docx"), ("a.html", "a.html"), ("a.html", "./a.html")):
        paper = tmp_path / name
        paper.write_text(HEAD, "utf-8")
        done = inside(str(paper), "--html", str(tmp_path / page))
        assert done.exit_code == 2, page
        assert paper.read_text("utf-8") == HEAD


def test_one_page_is_of_one_paper(tmp_path: Path) -> None:
    assert inside("a.txt", "b.txt", "--html", str(tmp_path / "x.html")).exit_code == 2


def test_a_page_that_cannot_be_written_says_why_and_leaves_nothing(desk: Path) -> None:
    done = inside("-", "--html", str(desk / "none" / "x.html"), data=HEAD.encode())
    assert done.exit_code == 1
    assert "Kiểm tra thư mục" in done.stderr
    assert list(desk.iterdir()) == []


def test_no_page_is_made_of_what_cannot_be_read(desk: Path) -> None:
    done = inside("-", "--html", str(desk / "x.html"), data=b"")
    assert done.exit_code == 1
    assert list(desk.iterdir()) == []
