"""Bảng phân công — task tables read row by row, their columns known by their heads in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.markers import MARKERS
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.targettables import is_of_targets, tables_of
from dondoc.reading.text import fold

_ROLES: dict[str, str] = {
    head: role
    for role, heads in MARKERS["tables"].items()
    for head in heads
}  # fmt: skip
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Một dòng việc — the cells of a task by their part in it."""

    deed: Cell
    actor: Cell = ()
    partner: Cell = ()
    due: Cell = ()
    product: Cell = ()
    carried: bool = False  # who answers stands in a row above, in a cell merged over several


def task_rows(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Row]:
    """Rows of every table that has a column for the task and one for who or when."""
    columns: dict[str, int] = {}
    width = 0
    for rows in tables_of(paragraphs).values():
        first, found = _head(text, rows)
        if "due" not in found and is_of_targets(text, rows):  # how much of what, nobody's task
            columns = {}
            continue
        if found:
            columns, width = found, max(rows[first])
        elif not columns or not _is_as_wide(rows, columns, width) or _is_foot(text, rows):
            columns = {}
            continue
        tasks = {n: r for n, r in rows.items() if not found or n > first}
        yield from _rows(text, tasks, _timed(text, tasks, columns))


_EMPTY = re.compile(r"[\W_]*")
_TIME = re.compile(
    r"(?=.*(?:ngày|tuần|tháng|quý|năm|\d[/.]\d))(?:(?:trước|trong|đầu|cuối|giữa|hết|ngày|tuần|tháng|quý|năm|từ|đến|và|hằng|hàng|mỗi|thường xuyên|giờ|[IVX]+|\d{1,4}h?)(?!\w)|[\W_])+",
    re.IGNORECASE,
)
_TASK = re.compile(r"nhiem vu|cong viec|viec|hoat dong|cong tac|cam ket|de an|noi dung (?:thuc hien|cong|viec)")
_SAME = re.compile(r"[-\W]*(?:nt|như trên|[\"”″]|//)[-\W]*", re.IGNORECASE)
# Heads that say more than the common ones do: "Nhiệm vụ quá hạn", "Hạn mới".
_LIKE = (
    ("partner", re.compile(r"phoi hop")),
    ("deed", re.compile(r"^(?:ten )?(?:nhiem vu|noi dung|cong viec|viec|hoat dong)")),
    ("actor", re.compile(r"chu tri|thuc hien$|^(?:don vi(?! tinh)|co quan|nguoi|dau moi)|chiu trach nhiem|phan cong")),
    ("due", re.compile(r"thoi gian|thoi han|^han|tien do(?!\w)|hoan thanh")),
    ("product", re.compile(r"san pham|ket qua|dau ra")),
)


_SIGNS = re.compile(r"(?:T/M|K/T|T/L|TM|KT|TL|TUQ)\.?\s+[^\W\d_]|Nơi nhận")


def _is_foot(text: str, rows: dict[int, dict[int, list[Paragraph]]]) -> bool:
    """Whether a table is of those who sign."""
    return any(_SIGNS.match(text, p.start) for row in rows.values() for cell in row.values() for p in cell)


def _is_as_wide(rows: dict[int, dict[int, list[Paragraph]]], columns: dict[str, int], width: int) -> bool:
    """Whether a table without heads may go on with the one before: its cells reach the columns that matter."""
    last = max(max(row) for row in rows.values())
    return max(columns["deed"], columns.get("actor", 0)) <= last <= width


def _head(text: str, rows: dict[int, dict[int, list[Paragraph]]]) -> tuple[int, dict[str, int]]:
    """The row of heads and what its columns are; a table without one goes on with the one before."""
    for first in sorted(rows)[:3]:
        columns = _columns(text, rows[first])
        named = "deed" in columns and _TASK.search(
            fold(" ".join(text[p.start : p.end] for p in rows[first].get(columns["deed"], ())))
        )
        if "deed" in columns and ("actor" in columns or ("due" in columns and named)):
            return first, columns
    return -1, {}


def _rows(text: str, rows: dict[int, dict[int, list[Paragraph]]], columns: dict[str, int]) -> Iterator[Row]:
    above: dict[str, Cell] = {}
    for number in sorted(rows):
        cells = {role: tuple(rows[number].get(column, ())) for role, column in columns.items()}
        for role, cell in cells.items():
            words = " ".join(text[p.start : p.end] for p in cell)
            if _SAME.fullmatch(words):
                cells[role] = above.get(role, ())
            elif _EMPTY.fullmatch(words):
                cells[role] = ()
        if not cells.get("due"):
            cells |= _time_beside(text, rows[number], columns)
        carried = bool(above.get("actor") and _is_merged(cells))
        if carried:
            cells |= {role: above.get(role, ()) for role in ("actor", "partner") if not cells.get(role)}
        above = cells
        if cells["deed"] and (cells.get("actor") or cells.get("due")):
            yield Row(**cells, carried=carried)


def _is_merged(cells: dict[str, Cell]) -> bool:
    """A task with its own deadline or product whose cell for who answers is empty: it is merged with the one above."""
    return bool(cells["deed"] and not cells.get("actor") and (cells.get("due") or cells.get("product")))


def _timed(text: str, rows: dict[int, dict[int, list[Paragraph]]], columns: dict[str, int]) -> dict[str, int]:
    """With the column whose cells hold nothing but times, where no head says which one is of deadlines."""
    if "due" in columns:
        return columns
    cells: dict[int, list[str]] = {}
    for row in rows.values():
        for column, cell in row.items():
            cells.setdefault(column, []).append(" ".join(text[p.start : p.end] for p in cell))
    timed = (c for c, said in cells.items() if c not in columns.values() and _are_times(said))
    found = next(timed, None)
    return columns if found is None else {**columns, "due": found}


def _time_beside(text: str, row: dict[int, list[Paragraph]], columns: dict[str, int]) -> dict[str, Cell]:
    """A cell of no column that is a time: one merged over the column of deadlines."""
    free = (tuple(cell) for column, cell in row.items() if column not in columns.values())
    found = next((cell for cell in free if _TIME.fullmatch(" ".join(text[p.start : p.end] for p in cell))), None)
    return {"due": found} if found else {}


def _are_times(cells: list[str]) -> bool:
    """Whether most cells that hold something are times, and more than one is."""
    said = [words for words in cells if not _EMPTY.fullmatch(words)]
    times = sum(_TIME.fullmatch(words) is not None for words in said)
    return times > 1 and times * 3 >= len(said) * 2


def _columns(text: str, heads: dict[int, list[Paragraph]]) -> dict[str, int]:
    """Which column plays which part; the first of two that claim one."""
    found: dict[str, int] = {}
    words = {column: fold(" ".join(text[p.start : p.end] for p in cell)) for column, cell in sorted(heads.items())}
    for column, head in words.items():
        if role := _ROLES.get(head):
            found.setdefault(role, column)
    for role, like in _LIKE:
        near = next(
            (c for c, head in words.items() if len(head) < 60 and c not in found.values() and like.search(head)), None
        )
        if role not in found and near is not None:
            found[role] = near
    return found
