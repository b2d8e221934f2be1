"""Các phần đã ghi — rows in whole Parquet files, and what those already hold.

A part bears its name only when it is whole and on the disk, so what is there can be trusted after any death; its
rows themselves say which papers are done. `manifest.json` says by which reader, how much, and whether all.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from dondoc.reading import CONTRACT, READER
from dondoc.reading.catalogue import Catalogue
from dondoc.reading.corpus.folder import LOCK, Refusal, locked, whole
from dondoc.reading.corpus.known import COLUMNS, Known
from dondoc.reading.corpus.papers import Paper
from dondoc.reading.corpus.rows import SCHEMA, unpacked

PART = 1000  # rows
PART_BYTES = 64 * 2**20
PART_SECONDS = 60  # a kill costs no more than this much work
MANIFEST = "manifest.json"
_SCHEMA = hashlib.sha256(str(SCHEMA).encode()).hexdigest()[:16]


@dataclass
class Totals:
    """Số liệu của kho — rows there are, those of unreadable and of marked papers among them."""

    papers: int = 0
    unreadable: int = 0
    marked: int = 0


class Parts:
    """Thư mục kết quả — one run at a time; opened, it sweeps away what a killed run left half written."""

    def __init__(self, out: Path, catalogue: Catalogue, part: int = PART) -> None:
        self._out, self._part = out, part
        self._made_by = {"reader": READER, "contract": CONTRACT, "catalogue": catalogue.version, "schema": _SCHEMA}
        self._rows: dict[str, int] = {}
        self._waiting: list[Any] = []
        self._bytes, self._since = 0, monotonic()
        self.totals = Totals()

    def __enter__(self) -> Self:
        with ExitStack() as closing:
            _check(self._out, self._made_by)
            closing.enter_context(locked(self._out))
            self.known = closing.enter_context(contextlib.closing(Known()))
            for path in self._out.glob("*.tmp"):
                path.unlink()
            for path in sorted(self._out.glob("part-*.parquet")):
                self._take_in(path)
            self._tell(complete=False)
            self._closing = closing.pop_all()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._closing.close()

    def unread(self, papers: Iterator[Paper]) -> Iterator[Paper]:
        """Those of the papers that have no row yet."""
        return (paper for paper in papers if paper not in self.known)

    def add(self, rows: list[bytes]) -> None:
        """Take packed rows in; write a part when there is one's worth."""
        table = self.known.without_marked_again(unpacked(rows))
        self._sum(table)
        self._waiting.append(table)
        self._bytes += table.nbytes
        late = monotonic() - self._since >= PART_SECONDS
        if late or self._bytes >= PART_BYTES or sum(map(len, self._waiting)) >= self._part:
            self._write()

    def finish(self) -> None:
        """Write what waits, and that this is all."""
        self._write()
        self._tell(complete=True)

    def _write(self) -> None:
        rows = pa.concat_tables([SCHEMA.empty_table(), *self._waiting])
        self._waiting, self._bytes, self._since = [], 0, monotonic()
        if not len(rows):
            return
        last = max(self._rows, default="part-000000.parquet")
        name = f"part-{int(last[5:-8]) + 1:06}.parquet"
        with whole(self._out / name) as file:
            pq.write_table(rows, file, compression="zstd")
        self._rows[name] = len(rows)
        self._tell(complete=False)

    def _take_in(self, path: Path) -> None:
        try:
            with pq.ParquetFile(path) as file:
                self._rows[path.name] = file.metadata.num_rows
                for rows in file.iter_batches(columns=COLUMNS):
                    self.known.add(rows)
                    self._sum(rows)
        except (pa.ArrowException, OSError) as problem:
            raise Refusal(f"{path.name} trong thư mục kết quả bị hỏng. Xóa tệp ấy rồi chạy lại: các văn bản của nó sẽ "
                          "được đọc lại.") from problem  # fmt: skip

    def _sum(self, rows: Any) -> None:
        self.totals.papers += len(rows)
        self.totals.unreadable += len(rows) - rows.column("error").null_count
        self.totals.marked += rows.column("path").null_count

    def _tell(self, *, complete: bool) -> None:
        body = {**self._made_by, "complete": complete, **asdict(self.totals), "parts": self._rows}
        with whole(self._out / MANIFEST) as file:
            file.write(json.dumps(body, ensure_ascii=False, indent=1).encode())


def _check(out: Path, made_by: dict[str, str]) -> None:
    """Refuse a folder that holds something else, or rows of another reader: one corpus is read one way."""
    if not (out / MANIFEST).exists():
        if out.is_dir() and {path.name for path in out.iterdir()} - {LOCK, f"{MANIFEST}.tmp"}:
            raise Refusal("Thư mục kết quả đã có tệp khác. Chọn một thư mục mới hoặc rỗng.")
        return
    try:
        body = json.loads((out / MANIFEST).read_text("utf-8"))
        same = {key: body[key] for key in made_by} == made_by
    except (ValueError, KeyError, TypeError) as problem:
        raise Refusal(f"{MANIFEST} trong thư mục kết quả không đọc được. Chọn một thư mục mới.") from problem
    if not same:
        raise Refusal("Kết quả trong thư mục này do một bản khác của bộ đọc hay danh mục làm ra. Chọn một thư mục mới.")
