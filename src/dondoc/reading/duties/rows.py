"""Nhiệm vụ trong bảng — a task table, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dondoc.reading.deadlines import find_due
from dondoc.reading.duties.page import Page
from dondoc.reading.model import Obligation, Value
from dondoc.reading.names import Name
from dondoc.reading.sentences import bare, clauses
from dondoc.reading.tasktables import Cell, Row, task_rows

# "Tiểu ban Lễ tân; Văn phòng Tỉnh ủy phối hợp"
_HELPS = re.compile(r"[;,]\s+(?P<who>[^;,]+?)\s+phối hợp(?: thực hiện)?\W*$")
_BESIDE_HIM = re.compile(r"\s*[(;]\s*[Pp]hối hợp\s*:?\s*(?:với\s+)?(?P<who>[^)]+)\)?")


def tables(page: Page) -> Iterator[Obligation]:
    for row in task_rows(page.text, page.paragraphs):
        yield _row(page, row)


def _row(page: Page, row: Row) -> Obligation:
    start, stop = bare(page.words, page.shadow.here(row.deed[0].start), page.shadow.here(row.deed[-1].end))
    actors, beside = _actors(page, row.actor)
    if row.carried:
        actors = tuple(replace(a, by="antecedent") for a in actors)
    made = page.make(start, stop, actors, sure=True)
    due = (row.due and find_due(page.shadow, row.due[0].start, row.due[-1].end, issued_on=page.day)) or made.due
    product = " ".join(page.text[p.start : p.end] for p in row.product).strip()
    return replace(
        made, partners=_bodies(page, row.partner) or beside or made.partners, due=due, product=product or made.product,
        kind="standing" if due is not None and due.recurs else made.kind,
    )  # fmt: skip


def _actors(page: Page, cell: Cell) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Who answers, and with whom where the same cell says so: "Văn phòng (phối hợp: Ban Tổ chức)"."""
    for paragraph in cell:
        with_whom = next(
            filter(None, (one.search(page.text, paragraph.start, paragraph.end) for one in (_BESIDE_HIM, _HELPS))), None
        )
        if with_whom:
            lead = replace(paragraph, end=with_whom.start())
            rest = replace(paragraph, start=with_whom.start("who"), end=with_whom.end("who"))
            return _bodies(page, (lead,)), _bodies(page, (rest,))
    return _bodies(page, cell), ()


def _bodies(page: Page, cell: Cell) -> tuple[Value, ...]:
    """The names in a cell; a cell that is no name known by form is taken whole."""
    found: list[Value] = []
    for paragraph in cell:
        start, end = bare(page.words, page.shadow.here(paragraph.start), page.shadow.here(paragraph.end))
        names = [n for n in page.names(start) if n.end <= end]
        whole = not names or page.words[names[-1].end : end].strip(" ,;.")
        found += page.values(list(_cut(page, start, end)) if whole else names) if end > start else ()
    return tuple(found)


def _cut(page: Page, start: int, end: int) -> Iterator[Name]:
    """Names of no known form, apart by semicolons: "Cục Hải đảo; Viện Chiến lược biên mậu"."""
    for first, last in clauses(page.words, start, end):
        begin, stop = bare(page.words, first, min(last, end))
        if stop > begin:
            yield Name(begin, stop)
