"""Văn bản mẫu — reads a demo paper from its TOML file. Pure: tomllib and printing only.

The body is written as people type it, one paragraph a line. What a line begins with says its
role ("Căn cứ", "Điều 1.", "I.", "a)", "-"); four marks say what words cannot: `## ` a bold
sub-heading, `= ` a centred line, `~ ` a note, `+ ` a point whose label Word itself will number.
`@name` puts the table [table.name] there.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dondoc.printing.model import Column, Line, Sheet, Table

_MARKS = {"## ": "subheading", "= ": "centre", "~ ": "note"}
_ROLES = (
    ("basis", re.compile(r"(Căn cứ|Theo đề nghị|Xét đề nghị)\b")),
    ("article", re.compile(r"Điều \d+\.")),
    ("heading", re.compile(r"[IVX]+\. ")),
    ("item", re.compile(r"[a-zđ]\) |- ")),
)


@dataclass(frozen=True, slots=True)
class Meta:
    """Cách vào sổ — how the paper came: nothing here is read into the register as content."""

    direction: str  # "in" | "out"
    register: str  # name of the sổ it is entered in
    received_on: date  # day of the entry: received, or sent
    format: str  # "docx" | "pdf"
    scan: bool = False  # a paper copy: only pictures of pages, no text


def load_paper(path: Path) -> tuple[Meta, Sheet]:
    """Đọc một văn bản mẫu — its way into the register and its values."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = {name: _table(value) for name, value in data.pop("table", {}).items()}
    meta, body = Meta(**data.pop("meta")), data.pop("body")
    lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    parts = tuple(_part(line, tables) for line in body.splitlines() if line.strip())
    return meta, Sheet(**{**data, **lists, "body": parts, "sample": True})


def _table(value: dict[str, Any]) -> Table:
    return Table(
        columns=tuple(Column(*column) for column in value["columns"]),
        rows=tuple(tuple(row) for row in value["rows"]),
        caption=value.get("caption", ""),
    )


def _part(line: str, tables: dict[str, Table]) -> Line | Table:
    if line.startswith("@"):
        return tables[line[1:].strip()]
    for mark, role in _MARKS.items():
        if line.startswith(mark):
            return Line(line.removeprefix(mark), role)
    text = line.removeprefix("+ ")
    role = next((role for role, opening in _ROLES if opening.match(text)), "body")
    return Line(text, role, numbering=text != line)
