"""Dòng của kho — one reading as one typed row; the columns are made from the reading's own values.

Everything keeps its type and its name in the JSON contract, so DuckDB and Polars reach into it without parsing.
One thing only is laid flat: the outline, a tree without a depth, is a list in reading order in which each part
tells its `depth` and the index of its `parent`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import fields
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa

from dondoc.reading.corpus.papers import Paper, Problem
from dondoc.reading.model import Reading, Unreadable

Reader = Callable[..., Reading]

_PLAIN = {str: pa.string(), int: pa.int32(), bool: pa.bool_(), float: pa.float64()}
_TREE = [pa.field("depth", pa.int32()), pa.field("parent", pa.int32())]


def _columns(values: type) -> list[Any]:
    hints = get_type_hints(values)
    nested = [f.name for f in fields(values) if get_args(hints[f.name])[:1] == (values,)]
    own = [pa.field(f.name.rstrip("_"), _type(hints[f.name])) for f in fields(values) if f.name not in nested]
    return own + (_TREE if nested else [])


def _type(hint: Any) -> Any:
    """The Arrow type of a value's annotation: `X | None`, `tuple[X, ...]`, `dict[str, str]`, a dataclass."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    inner = [one for one in get_args(hint) if one not in (NoneType, ...)]
    if get_origin(hint) is tuple:
        return pa.list_(_type(inner[0]))
    if get_origin(hint) is dict:
        return pa.map_(_type(inner[0]), _type(inner[1]))
    return _type(inner[0]) if inner else pa.struct(_columns(hint))


SCHEMA = pa.schema([
    pa.field("path", pa.string()),
    *_columns(Reading),
    pa.field("chars", pa.int32()),
    pa.field("error", pa.struct([pa.field("code", pa.string()), pa.field("message", pa.string())])),
])  # fmt: skip


def read_row(paper: Paper, reader: Reader) -> dict[str, Any]:
    """The row of a paper: the same under every engine. A marked paper's row has no path, name, digest or text."""
    if paper.problem:
        return failed(paper, paper.problem)
    try:
        body = reader(paper.data, name=paper.name).as_dict()
    except Unreadable as problem:
        if isinstance(problem.__cause__, MemoryError):
            raise MemoryError from problem
        return failed(paper, Problem(problem.code, problem.message))
    if body.get("text") is None:
        return body
    return {**body, "path": paper.path, "outline": list(_flat(body["outline"]))}


def failed(paper: Paper, problem: Problem) -> dict[str, Any]:
    """The row of a paper that could not be read; its digest, so that it is not tried again."""
    digest = hashlib.sha256(paper.data).hexdigest() if paper.problem is None else None
    return {"path": paper.path, "source": paper.name, "sha256": digest, "error": problem._asdict()}


def packed(row: dict[str, Any]) -> bytes:
    """One row as it travels between processes and machines: Arrow, which cannot run anything where it arrives."""
    batch = pa.RecordBatch.from_pylist([row], schema=SCHEMA)
    return batch.serialize().to_pybytes()  # type: ignore[no-any-return]


def unpacked(rows: list[bytes]) -> Any:
    """These rows as one table."""
    batches = [pa.ipc.read_record_batch(pa.py_buffer(row), SCHEMA) for row in rows]
    return pa.Table.from_batches(batches, SCHEMA).combine_chunks()


def _flat(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A tree in reading order, on a stack: a paper may nest deeper than Python calls."""
    waiting = [(part, 0, None) for part in reversed(parts)]
    number = 0
    while waiting:
        part, depth, parent = waiting.pop()
        yield {**part, "depth": depth, "parent": parent}
        waiting += [(child, depth + 1, number) for child in reversed(part["children"])]  # type: ignore[misc]
        number += 1
