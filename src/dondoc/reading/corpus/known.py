"""Những văn bản đã có dòng — asked by path and digest; on the disk, so that a million of them cost no memory.

Of a marked paper nothing is kept by which to know it again: after a cut-off run it is looked at anew, and so many
marked papers as already have a row get no second one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from typing import Any

import pyarrow as pa

from dondoc.reading.corpus.papers import Paper

COLUMNS = ["path", "sha256", "format", "header.secrecy.value", "error.code"]


class Known:
    """Bảng tra tạm — a nameless SQLite file that the system removes when it is closed."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("CREATE TABLE known (path TEXT, digest TEXT, PRIMARY KEY (path, digest)) WITHOUT ROWID")
        self._marked: Counter[tuple[str, str]] = Counter()

    def add(self, rows: Any) -> None:
        """Take in the rows of a part (COLUMNS of them)."""
        told = rows.to_pylist()
        self._db.executemany(
            "INSERT OR IGNORE INTO known VALUES (?, ?)",
            [(row["path"], row["sha256"] or "") for row in told if row["path"] is not None],
        )
        self._marked.update(_level(row) for row in told if row["path"] is None)

    def __contains__(self, paper: Paper) -> bool:
        digests = [row[0] for row in self._db.execute("SELECT digest FROM known WHERE path = ?", [paper.path])]
        if not digests:
            return False
        return ("" if paper.problem else hashlib.sha256(paper.data).hexdigest()) in digests

    def without_marked_again(self, rows: Any) -> Any:
        """The rows, less those of marked papers that a part already holds."""
        if not self._marked.total() or not rows["path"].null_count:
            return rows
        told = rows.select(["path", "format", "header"]).to_pylist()
        return rows.filter(pa.array([row["path"] is not None or self._is_new(_level(row)) for row in told]))

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def _is_new(self, level: tuple[str, str]) -> bool:
        if not self._marked[level]:
            return True
        self._marked[level] -= 1
        return False


def _level(row: dict[str, Any]) -> tuple[str, str]:
    return row["format"], row["header"]["secrecy"]["value"]
