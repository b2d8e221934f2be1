"""Lệnh read — the contract's lines and exit codes, without Django."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.reading.making import HEAD

BLOCK = "import sys; sys.modules['django'] = None; from dondoc.cli import main; main()"


def _read(*args: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", BLOCK, "read", *args], input=data, capture_output=True, check=False)


def test_one_json_line_a_file_and_the_failure_of_one_is_not_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.docx"
    good.write_text(HEAD, "utf-8")
    bad.write_bytes(b"")
    done = _read("--json", str(good), str(bad))
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert first["header"]["so_ky_hieu"]["value"] == "21-KL/ĐUK"
    assert first["chars"] == len(first["text"])
    assert second["error"]["code"] == "EMPTY"


def test_a_page_a_person_can_read_from_standard_input() -> None:
    done = _read("-", data=HEAD.encode())
    assert done.returncode == 0
    assert "21-KL/ĐUK" in done.stdout.decode()


def test_no_file_is_a_wrong_call() -> None:
    assert _read().returncode == 2


def test_a_verb_of_the_house_says_what_is_missing() -> None:
    done = subprocess.run([sys.executable, "-c", BLOCK, "init"], capture_output=True, check=False)
    assert "pip install dondoc[web]" in done.stderr.decode()


def test_a_papers_control_signs_never_reach_the_terminal() -> None:
    text = HEAD + "1. Giao Văn phòng Đảng ủy báo cáo\x1b[31m kết quả trước ngày 15/12/2026.\n"
    done = _read("-", data=text.encode())
    assert "báo cáo" in done.stdout.decode()
    assert b"\x1b[31m" not in done.stdout
