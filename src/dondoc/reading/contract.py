"""Hợp đồng JSON của bản đọc — the values as the one JSON object `dondoc read --json` prints, and its schema.

How its number grows: docs/library.md, "The contract and its versions".
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from dondoc.reading.model import Reading

CONTRACT = "1.0"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of every object that `as_dict` and `dondoc read --json` give."""
    found: dict[str, Any] = json.loads((files("dondoc.reading") / "data" / "reading.schema.json").read_text("utf-8"))
    return found


def to_dict(reading: Reading) -> dict[str, Any]:
    """`from_` is spelled `from`, `chars` counts the text; a secret reading bears nothing of it."""
    body = _plain(asdict(reading))
    text = body.pop("text")
    if text is None:
        kept = {k: body[k] for k in ("format", "reader", "catalogue", "warnings")}
        return {**kept, "header": {"secrecy": body["header"]["secrecy"]}}
    return {"source": body.pop("source"), "sha256": body.pop("sha256"), "format": body.pop("format"),
            "chars": len(text), "text": text, **body}  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {("from" if key == "from_" else key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value
