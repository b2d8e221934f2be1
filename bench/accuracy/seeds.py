"""Mẫu trên các bài gốc — citations marked in the project's seeds, read where they lie beside the project."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.accuracy.compare import Pair
from dondoc.reading import read

SHARED = Path(__file__).parents[3] / "shared"


def fields() -> Iterator[tuple[str, str, Pair]]:
    """(field, article, pair) of every seed that has gold; nothing where the folder is not there."""
    gold = SHARED / "gold" / "citations.jsonl"
    if not gold.exists():
        return
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    decoys = [json.loads(line) for line in (SHARED / "gold" / "decoys.jsonl").read_text("utf-8").splitlines()]
    for name in sorted({row["seed_file"] for row in rows}):
        found = read((SHARED / "seeds" / name).read_bytes(), name=name).references
        mine = [row for row in rows if row["seed_file"] == name]
        low = [row for row in mine if row["level"] <= 2]
        all_ = {(row["start"], row["end"]) for row in mine}
        levels = {(row["start"], row["end"]) for row in mine if row["level"] > 2}
        yield "seeds 1–2", name, (
            Counter((row["start"], row["end"], row["canonical"]) for row in low),
            Counter((r.start, r.end, r.canonical) for r in found if (r.start, r.end) not in levels and r.kind not in ("titled", "unnumbered", "descriptive", "anaphor")),
        )  # fmt: skip
        yield "seeds 3–4", name, (
            Counter((row["start"], row["end"]) for row in mine if row["level"] > 2),
            Counter((r.start, r.end) for r in found if (r.start, r.end) in levels or r.kind in ("titled", "unnumbered", "descriptive", "anaphor")),
        )  # fmt: skip
        taken = Counter(
            (r.start, r.end) for d in decoys if d["seed_file"] == name for r in found
            if r.start < d["end"] and d["start"] < r.end and (r.start, r.end) not in all_
        )  # fmt: skip
        yield "seeds, decoys taken", name, (Counter(), taken)
