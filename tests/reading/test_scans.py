"""Bản quét — recognised page by page where Tesseract is installed, and never taken for sure."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dondoc.printing.scan import render_scan
from dondoc.reading import read, scans
from dondoc.reading.model import Unreadable
from tests.papers import directive

pytestmark = pytest.mark.wide  # letters are recognised

recognises = pytest.mark.skipif(not scans.can_recognise(), reason="chưa có tesseract-ocr-vie")


@recognises
def test_a_scan_is_read_by_page_and_every_value_says_it_came_through_ocr() -> None:
    told: list[tuple[int, int]] = []
    reading = read(render_scan(directive()), ocr=True, progress=lambda done, total: told.append((done, total)))
    header = reading.header
    assert header.so_ky_hieu and (header.so_ky_hieu.value, header.so_ky_hieu.by) == ("21-KL/ĐUK", "ocr")
    assert header.issuer and "KHỐI" in header.issuer.value.upper()
    assert header.issued_on and header.issued_on.value == "2026-11-10"
    assert len(reading.obligations) == 4 and not any(o.sure for o in reading.obligations)
    assert "OCR" in [w.code for w in reading.warnings] and told[-1][0] == told[-1][1]


def test_without_being_asked_a_scan_stays_a_scan() -> None:
    with pytest.raises(Unreadable) as told:
        read(render_scan(directive()))
    assert told.value.code == "NO_TEXT_LAYER"


def test_a_machine_without_tesseract_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_recognise", lambda: False)
    with pytest.raises(Unreadable, match="tesseract-ocr-vie"):
        read(render_scan(directive()), ocr=True)


def test_a_page_that_takes_too_long_is_left_out_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A stand-in for Tesseract that never answers: the reading ends by name, not by hanging."""
    slow = tmp_path / "tesseract"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(scans, "can_recognise", lambda: True)
    monkeypatch.setattr(scans, "SECONDS", 0.2)
    with pytest.raises(Unreadable) as told:
        read(render_scan(directive()), ocr=True)
    assert told.value.code == "NO_TEXT_LAYER"
