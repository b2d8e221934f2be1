"""Nhận dạng chữ — a scanned PDF through Tesseract with `vie`, page by page; every value is then from OCR.

Tesseract runs as a process of its own (Debian: tesseract-ocr-vie); where it is not installed a scan
stays NO_TEXT_LAYER and is registered by hand.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pypdfium2 as pdfium

from dondoc.reading.model import Reading, Unreadable, Warning
from dondoc.reading.paragraphs import Source
from dondoc.reading.pdf import Line, closed, joined_pages
from dondoc.reading.text import nfc

MOST_PAGES = 300
DPI = 300  # below it marks over letters are lost
SECONDS = 90  # a page
LEAST = 30  # of a word's confidence: below it Tesseract saw a stain
Progress = Callable[[int, int], None]  # (pages done, pages in all)
_SAID = "Chữ của bản quét do máy nhận dạng: mọi trường cần đối chiếu với bản gốc."


@cache
def can_recognise() -> bool:
    """Whether Tesseract and its Vietnamese are installed on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return "vie" in done.stdout.split()


def read_scan(data: bytes, progress: Progress | None = None) -> Source:
    """The recognised text of a scanned PDF by paragraphs. Raises Unreadable by name."""
    if not can_recognise():
        raise Unreadable(
            "NO_TEXT_LAYER", "Máy này chưa cài bộ nhận dạng chữ (tesseract-ocr-vie). Vào sổ bằng tay, kèm tệp này."
        )
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise closed(str(problem)) from problem
    try:
        total = len(document)
        if total > MOST_PAGES:
            raise Unreadable("TOO_LARGE", f"Bản quét có hơn {MOST_PAGES} trang. Chia nhỏ rồi gửi lại.")
        pages: list[list[Line]] = []
        for number in range(total):
            pages.append(list(_lines(_picture(document, number))))
            if progress is not None:
                progress(number + 1, total)
    finally:
        document.close()
    every = tuple(line.text for lines in pages for line in lines)
    if not every:
        raise Unreadable("NO_TEXT_LAYER", "Không nhận dạng được chữ nào trên bản quét. Vào sổ bằng tay, kèm tệp này.")
    return joined_pages(pages).source("pdf", warnings=(Warning("OCR", _SAID),), lines=every)


def marked(reading: Reading) -> Reading:
    """Nothing read by OCR is sure, and what was printed says it came through it."""
    found: Reading = _marked(reading)
    return found


def _marked(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_marked, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {f.name: _marked(getattr(value, f.name)) for f in fields(value)}
    if "sure" in changes:
        changes["sure"] = False
    if changes.get("by") == "text":
        changes["by"] = "ocr"
    return replace(value, **changes)


def _picture(document: pdfium.PdfDocument, number: int) -> bytes:
    """A page as a grey picture (PGM)."""
    page = document[number]
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
    raw = bytes(bitmap.buffer)
    rows = (raw[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height))
    found = head + b"".join(rows)
    bitmap.close()
    page.close()
    return found


def _lines(picture: bytes) -> Iterator[Line]:
    """The lines Tesseract sees, with where each begins and ends across the page."""
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(DPI), "tsv"],
            input=picture, capture_output=True, check=False, timeout=SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return
    words: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(
        done.stdout.decode("utf-8", "replace").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        if row["level"] == "5" and float(row["conf"]) >= LEAST and (row["text"] or "").strip():
            words.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    seen = [_seen(part) for line in words.values() for part in _columns(line)]
    left = min((line[1] for line in seen), default=0)
    width = max((line[2] for line in seen), default=1) - left or 1
    for text, begin, end in seen:
        yield Line(text, (begin - left) / width, (end - left) / width)


def _columns(line: list[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """A line parted where the gap between two words is far wider than they are high: two columns."""
    begin = 0
    for place in range(1, len(line)):
        before, word = line[place - 1], line[place]
        gap = int(word["left"]) - int(before["left"]) - int(before["width"])
        if gap > 2.5 * max(int(before["height"]), int(word["height"])):
            yield line[begin:place]
            begin = place
    yield line[begin:]


def _seen(line: list[dict[str, str]]) -> tuple[str, int, int]:
    begin, last = int(line[0]["left"]), line[-1]
    return nfc(" ".join(word["text"] for word in line)), begin, int(last["left"]) + int(last["width"])
