"""Tệp của kho — what the repository tracks, as text."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dondoc"
BINARY = {".docx", ".pdf", ".png", ".jpg", ".xlsx", ".woff2", ".ico", ".doc", ".rtf", ".odt", ".xls", ".ods"}
GOLD = ROOT / "gold"  # papers with the dirt of real ones: NFD, UTF-16, OCR


def tracked() -> list[Path]:
    """Every tracked file that still stands."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """(path, text) of the tracked text files."""
    return [
        (str(p.relative_to(ROOT)), p.read_text("utf-8"))
        for p in tracked() if p.suffix not in BINARY and p.parent.parent != GOLD
    ]  # fmt: skip


def modules(*rooms: str) -> list[Path]:
    """The Python files of these rooms (of all, when none is named), migrations left out."""
    where = [SOURCE / room for room in rooms] or [SOURCE]
    return sorted(p for room in where for p in room.rglob("*.py") if "migrations" not in p.parts)
