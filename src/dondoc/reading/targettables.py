"""Bảng chỉ tiêu — tables of targets: what is measured, in what, and how much of it a plan's year asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.text import fold

_MEASURE = re.compile(r"(?:ten )?(?:cac )?(?:chi tieu|noi dung|muc tieu|tieu chi)(?!.*\d{4})")
_UNIT = re.compile(r"(?:don vi(?: tinh)?|dvt|dv tinh)$")
_PLAN = re.compile(r"(?:ke hoach|kh|muc tieu|chi tieu|muc|phan dau|du kien|den)(?!\w).*?(?P<year>\d{4})?$")
_YEAR = re.compile(r"(?:(?:den )?nam )?(?P<year>\d{4})$")
_DONE = re.compile(r"(?:thuc hien|uoc|ket qua|da dat|so voi|so sanh)(?!\w)")
_LESS = r"≤|<|dưới|không quá|không vượt quá|tối đa|nhiều nhất"
_MORE = r"≥|>|trên|từ|ít nhất|tối thiểu|không dưới|hơn"
_FIGURE = re.compile(
    rf"(?:(?:(?P<less>{_LESS})|(?P<more>{_MORE})|đạt|khoảng|còn|tăng|giảm)\s*)*(?P<value>\d{{1,6}}(?:[.,]\d{{1,3}})*)"
    r"(?P<range>\s*(?:-|–|đến)\s*\d[\d.,]*)?\s*(?P<unit>%|[^\W\d_][^\d;,.]{0,25}?)?(?P<up>\s*trở lên)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[-+\d.)a-z]{1,3}\s+")
Rows = dict[int, dict[int, list[Paragraph]]]


@dataclass(frozen=True, slots=True)
class Aim:
    """Một ô chỉ tiêu — the cell of a figure a plan's year asks, with what its row and column say."""

    cell: Paragraph
    found: re.Match[str]
    measure: str
    unit: str | None
    by: str | None

    @property
    def direction(self) -> str:
        if self.found["less"]:
            return "<="
        return ">=" if self.found["more"] or self.found["up"] or self.found["range"] else "="


@dataclass(frozen=True, slots=True)
class _Columns:
    """Các cột của một bảng chỉ tiêu."""

    head: int
    measure: int
    unit: int | None
    plans: dict[int, str | None]  # with the year of each


def tables_of(paragraphs: Sequence[Paragraph]) -> dict[int, Rows]:
    """The tables of a paper, by row and column."""
    tables: dict[int, Rows] = {}
    for paragraph in paragraphs:
        if paragraph.table is not None:
            table, row, column = paragraph.table
            tables.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(paragraph)
    return tables


def is_of_targets(text: str, rows: Rows, year: str | None = None) -> bool:
    """Whether a table sets targets: a column of measures, one of units or per cents, one of a plan."""
    return _columns(text, rows, year) is not None


def aims(text: str, rows: Rows, year: str | None) -> Iterator[Aim]:
    """The figures a table of targets asks for; `year` is the paper's own, before which nothing is asked."""
    columns = _columns(text, rows, year)
    for number in sorted(rows) if columns else ():
        row = rows[number]
        named = row.get(columns.measure, ()) if columns else ()
        if columns is None or number <= columns.head or not named:
            continue
        measure = _LABEL.sub("", _said(text, named)).strip(" ;:.")
        unit = _said(text, row.get(columns.unit, ())) if columns.unit is not None else ""
        for column, by in columns.plans.items():
            for cell in row.get(column, ())[:1]:
                found = _FIGURE.fullmatch(text[cell.start : cell.end].strip())
                if found:
                    yield Aim(cell, found, measure, found["unit"] or unit or None, by)


def _columns(text: str, rows: Rows, year: str | None) -> _Columns | None:
    for first in sorted(rows)[:2]:
        heads = {column: fold(_said(text, cell)) for column, cell in sorted(rows[first].items())}
        measure = next((c for c, head in heads.items() if _MEASURE.match(head)), None)
        unit = next((c for c, head in heads.items() if _UNIT.match(head)), None)
        if measure is None or (unit is None and not _in_percent(text, rows)):
            continue
        plans = {c: _year_of(head, year) for c, head in heads.items() if c != measure and _is_plan(head, year)}
        if plans:
            return _Columns(first, measure, unit, plans)
    return None


def _is_plan(head: str, year: str | None) -> bool:
    if _DONE.search(head) or len(head) > 50:
        return False
    bare = _YEAR.fullmatch(head)
    return bool(bare and year and bare["year"] >= year) or _PLAN.match(head) is not None


def _year_of(head: str, year: str | None) -> str | None:
    found = re.search(r"(?<!\d)20\d\d(?!\d)", head)
    return found[0] if found else year


def _in_percent(text: str, rows: Rows) -> bool:
    cells = [_said(text, cell) for row in rows.values() for cell in row.values()]
    return sum(cell.endswith("%") for cell in cells) > 1


def _said(text: str, cell: Sequence[Paragraph]) -> str:
    return " ".join(" ".join(text[p.start : p.end].split()) for p in cell)
