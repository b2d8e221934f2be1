"""Tệp Parquet — its rows as papers: `bytes` (a file's content), else `text`; `name` where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dondoc.reading.corpus.papers import TOO_LARGE, Paper, Problem, label, last_of, without
from dondoc.reading.sources import LARGEST

AT_ONCE = 8 * 2**20
_DAMAGED = (pa.ArrowException, OSError, ValueError)
_TABLE = Problem("UNREADABLE", "Tệp Parquet hỏng từ chỗ này. Ghi lại tệp rồi đọc lại.")
_COLUMNS = Problem("UNKNOWN_FORMAT", "Tệp Parquet cần cột bytes (nội dung tệp) hoặc text (chữ), và nên có cột name.")


def rows(file: Path, path: str) -> Iterator[Paper]:
    """The rows in their order, numbered from 0 as DuckDB's `file_row_number` does."""
    number = 0
    try:
        with pq.ParquetFile(file, buffer_size=2**20, pre_buffer=False) as table:
            columns = [name for name in ("name", "bytes", "text") if name in table.schema_arrow.names]
            if not {"bytes", "text"} & set(columns):
                yield without(path, _COLUMNS)
                return
            for batch in table.iter_batches(batch_size=_few(table.metadata), columns=columns):
                for row in batch.to_pylist():
                    yield _paper(row, f"{path}#{number}")
                    number += 1
    except _DAMAGED:
        yield without(f"{path}#{number}", _TABLE)


def how_many(file: Path) -> int:
    """So many rows; a damaged file is one paper, which says so."""
    try:
        return int(pq.read_metadata(file).num_rows)
    except _DAMAGED:
        return 1


def _few(metadata: Any) -> int:
    """As many rows at a time as weigh a few megabytes."""
    size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
    return max(1, min(256, int(AT_ONCE * metadata.num_rows / max(size, 1))))


def _paper(row: dict[str, Any], path: str) -> Paper:
    content = row.get("text") if row.get("bytes") is None else row["bytes"]
    name = last_of(label(str(row.get("name") or path)))
    data = content.encode() if isinstance(content, str) else content
    if not isinstance(data, bytes | None):
        return Paper(path, name, problem=_COLUMNS)
    if data and len(data) > LARGEST:
        return Paper(path, name, problem=TOO_LARGE)
    return Paper(path, name, data or b"")
