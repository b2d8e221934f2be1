"""Đọc cả kho văn bản — folders, ZIP and Parquet into Parquet, one row a paper; needs `dondoc[corpus]`.

    from dondoc.reading.corpus import Local, read_corpus
    read_corpus(Path("kho"), Path("ban-doc"), engine=Local(workers=4))

A run that was cut off goes on where its last whole part ends; a file that kills or hangs its reader
is a row with `error`. What the rows hold: docs/corpus.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from dondoc.reading.catalogue import default
from dondoc.reading.corpus.engines import Engine, Local, Ray
from dondoc.reading.corpus.folder import Refusal
from dondoc.reading.corpus.papers import Paper, count, papers
from dondoc.reading.corpus.parts import PART, Parts, Totals
from dondoc.reading.corpus.sandbox import How, NoSandbox

__all__ = [
    "Engine", "How", "Local", "NoSandbox", "Paper", "Ray", "Refusal", "Totals", "count", "papers", "read_corpus",
]  # fmt: skip

BATCH_PAPERS, BATCH_BYTES = 32, 8 * 2**20  # half a second's work: what travels at once and what waits in memory


def read_corpus(
    source: Path, out: Path, *, engine: Engine, told: Callable[[Totals], None] | None = None, part: int = PART,
) -> Totals:  # fmt: skip
    """Đọc kho `source` vào thư mục `out` — what `out` already holds is not read again. Raises Refusal.

    `told` hears after each batch how far it is; `part` is the number of rows after which a part is written.
    """
    tell = told or (lambda _totals: None)
    with Parts(out, engine.how.catalogue or default(), part) as parts:
        tell(parts.totals)
        with closing(engine.run(_batches(parts.unread(papers(source, leave_out=out))))) as stream:
            for rows in stream:
                parts.add(rows)
                tell(parts.totals)
        parts.finish()
        return parts.totals


def _batches(stream: Iterator[Paper]) -> Iterator[list[Paper]]:
    """Papers by the dozen; a large one closes its batch, so that memory is bounded by bytes too."""
    batch: list[Paper] = []
    size = 0
    for paper in stream:
        batch.append(paper)
        size += len(paper.data)
        if len(batch) == BATCH_PAPERS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
