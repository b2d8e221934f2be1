"""dondoc read — exit codes, the order of lines, what a person sees; Django is not there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from dondoc.reading.sources import LARGEST
from tests.reading.inside import inside
from tests.reading.making import HEAD

pytestmark = pytest.mark.wide  # commands, each with a reader of its own

RUN = "import sys; sys.modules['django'] = None; from dondoc.cli import main; main(prog_name='dondoc')"


def _run(*args: str, data: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", RUN, "read", *args], input=data, capture_output=True, check=False, env=env or None
    )


def _lines(done: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_lines_come_in_the_order_of_the_files_and_standard_input_is_one(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(HEAD, "utf-8")
    done = inside("--json", str(tmp_path / "b.txt"), "-", data=HEAD.encode("utf-16"))
    assert done.exit_code == 0
    assert [row["source"] for row in _lines(done)] == ["b.txt", None]
    assert {row["header"]["so_ky_hieu"]["value"] for row in _lines(done)} == {"21-KL/ĐUK"}


def test_json_is_utf8_where_the_terminal_is_not() -> None:
    done = _run("--json", "-", data=HEAD.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert "ĐẢNG ỦY" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("made", "said"), [("none", "Không tìm thấy"), ("folder", "thư mục")])
def test_a_file_that_cannot_be_opened_says_why_in_vietnamese(tmp_path: Path, made: str, said: str) -> None:
    place = tmp_path / "x"
    if made == "folder":
        place.mkdir()
    done = inside("--json", str(place))
    assert done.exit_code == 1
    row = _lines(done)[0]
    assert (row["source"], row["error"]["code"]) == ("x", "UNREADABLE")
    assert said in row["error"]["message"]


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "lon.txt").open("wb") as file:
        file.truncate(LARGEST + 2**20)
    done = inside("--json", str(tmp_path / "lon.txt"))
    assert _lines(done)[0]["error"]["code"] == "TOO_LARGE"


@pytest.mark.parametrize("args", [(), ("--khong-co", "-")])
def test_wrong_arguments_are_2(args: tuple[str, ...]) -> None:
    assert inside(*args).exit_code == 2


def test_a_person_reads_a_page_and_brackets_in_a_paper_are_only_words() -> None:
    text = HEAD + "1. Giao Văn phòng Đảng ủy [/bold] báo cáo [red]kết quả trước ngày 15/12/2026.\n"
    done = inside("-", data=text.encode(), COLUMNS="160")
    page = done.stdout
    assert done.exit_code == 0, done.stderr
    assert "Số, ký hiệu 21-KL/ĐUK" in " ".join(page.split())
    assert "[/bold]" in page


def test_a_marked_paper_prints_no_name_and_no_words(tmp_path: Path) -> None:
    (tmp_path / "ten-rieng.txt").write_text("MẬT\n" + HEAD, "utf-8")
    for args in ((), ("--json",)):
        done = inside(*args, str(tmp_path / "ten-rieng.txt"))
        said = done.stdout + done.stderr
        assert "MẬT" in said
        assert not any(trace in said for trace in ("ten-rieng", "21-KL", "đảng viên"))
