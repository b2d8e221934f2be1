"""Quy tắc gửi, nhận — which way what may go, and what a row of a package must be. Plain values only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused
from dondoc.shared.profile import LEVELS

FORMAT = 1
NETWORKED, ISOLATED = "networked", "isolated"
PAPERS, STUBS = "papers", "stubs"
MOST_FILES = 20_000
MOST_ROWS = 64 * 2**20  # bytes of one table of rows
MOST_MANIFEST = 8 * 2**20
MOST_BYTES = 8 * 2**30  # of all files together, unpacked
SHA256 = re.compile(r"[0-9a-f]{64}")


class Broken(Refused):
    """Gói không nhận được — nothing of it was written."""


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Một tệp của văn bản."""

    sha256: str
    file_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """Một văn bản trong gói — its identity, its line at the sender, its files. `key` is the sender's own name for it."""

    key: str
    issuer: str = ""
    issuer_id: str = ""
    kind: str = ""
    title: str = ""
    number: str = ""
    so_ky_hieu: str = ""
    series: str = ""
    canonical: str = ""
    urgency: str = ""
    issued_on: date | None = None
    level: str = ""
    is_stub: bool = False
    keeper: str = ""
    place: str = ""
    line: str = ""  # sổ, số và ngày ở nơi gửi
    copies: tuple[CopyRow, ...] = field(default_factory=tuple)


_LONGEST = {"key": 10, "issuer": 200, "issuer_id": 30, "kind": 60, "title": 1000, "number": 20, "so_ky_hieu": 80,
            "series": 30, "canonical": 120, "urgency": 20, "level": 20, "keeper": 200, "place": 200, "line": 200}  # fmt: skip
_STUB = {"key", "number", "issued_on", "level", "is_stub", "keeper", "place", "line"}  # all that a stub may say


def check_direction(sender: str, receiver: str, kind: str) -> None:
    """Một chiều — from an isolated machine to a networked one only lines by number go, no paper and no file."""
    if {sender, receiver} - {NETWORKED, ISOLATED} or kind not in (PAPERS, STUBS):
        raise Broken(_("Gói ghi một chế độ cài đặt hoặc một loại không có. Không nhận gói này."))
    if (sender, receiver) == (ISOLATED, NETWORKED) and kind != STUBS:
        raise Broken(_("Từ máy độc lập ra máy nối mạng chỉ gửi được số và ngày, không gửi văn bản."))


def paper_row(told: Mapping[str, Any], kind: str) -> PaperRow:
    """A row as it was packed, checked field by field; Broken for anything else."""
    try:
        row = _row(told)
    except (KeyError, TypeError, ValueError) as problem:
        raise Broken(_("Một dòng của gói không đúng mẫu. Không nhận gói này.")) from problem
    said = {f.name for f in fields(row) if getattr(row, f.name) != f.default} - {"copies"}
    if (kind == STUBS) != row.is_stub and kind == STUBS:
        raise Broken(_("Gói chỉ gửi số lại có văn bản. Không nhận gói này."))
    if row.is_stub and (row.copies or said - _STUB):
        raise Broken(_("Một văn bản mật chỉ ghi số lại có nội dung. Không nhận gói này."))
    return row


def _row(told: Mapping[str, Any]) -> PaperRow:
    names = {f.name for f in fields(PaperRow)}
    if set(told) != names or any(not isinstance(told[n], str) or len(told[n]) > most for n, most in _LONGEST.items()):
        raise ValueError("fields")
    if not told["key"] or told["level"] not in ("", *LEVELS) or not isinstance(told["is_stub"], bool):
        raise ValueError("values")
    on = told["issued_on"]
    return PaperRow(**{
        **told, "issued_on": date.fromisoformat(on) if on is not None else None,
        "copies": tuple(map(_copy, told["copies"])),
    })  # fmt: skip


def _copy(told: Mapping[str, Any]) -> CopyRow:
    row = CopyRow(**told)
    if not all(isinstance(v, str) and len(v) <= 200 for v in told.values()) or not SHA256.fullmatch(row.sha256):
        raise ValueError("copy")
    return row


def fingerprint_said(fingerprint: str) -> str:
    """Dấu vân tay để đọc qua điện thoại — groups of four."""
    return " ".join(fingerprint[n : n + 4] for n in range(0, len(fingerprint), 4))
