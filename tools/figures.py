"""Số liệu của bộ đọc — the figures of the last release (gold/release.json) as the table inside docs/reading.md.

`python -m bench.accuracy --keep` writes the file; without it the page says that there is none yet. The English
half of the page speaks of the same table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PAGE = Path("docs/reading.md")
RELEASE = Path("gold/release.json")
BEGIN, END = "<!-- số liệu: tools/figures.py -->", "<!-- /số liệu -->"
NONE = "Chưa có số liệu của một bản phát hành nào. *No figures of a release yet.*"
WEAK = 0.8  # an F1 below it is told by name
HALVES = ("held", "tuned")
FIELDS = {
    "header.so_ky_hieu": "Số, ký hiệu · number and symbol", "header.number": "Số · number", "header.symbol": "Ký hiệu · symbol",
    "header.kind": "Loại văn bản · kind", "header.issued_on": "Ngày ban hành · day", "header.issuer": "Cơ quan ban hành · issuer",
    "header.parent_issuer": "Cơ quan cấp trên · body above", "header.subject": "Trích yếu · subject", "header.place": "Nơi ban hành · place",
    "header.signers": "Người ký · signers", "header.recipients": "Nơi nhận · recipients", "header.bases": "Căn cứ · bases",
    "header.urgency": "Độ khẩn · urgency", "header.secrecy": "Độ mật · secrecy", "outline": "Bố cục · outline",
    "outline.title": "Tên phần · titles of parts", "references 1–2": "Viện dẫn có số, hội nghị · references by number, plenum",
    "references 3": "Viện dẫn không số · references without a number", "references 4": "Viện dẫn bằng “văn bản trên” · anaphora",
    "references.kind": "– cách viện dẫn · how cited", "references.relation": "– quan hệ · relation",
    "references.issued_on": "– ngày · day", "references.provision": "– điều khoản · provision",
    "decoys taken": "Nhầm cái không phải viện dẫn · decoys taken",
    "obligations": "Nhiệm vụ: cả đoạn, ai, hạn · obligations, all right", "obligations.span": "– đoạn lời · passage",
    "obligations.kind": "– loại · kind", "obligations.actors": "– ai · who", "obligations.partners": "– phối hợp · with whom",
    "obligations.due": "– hạn · deadline", "obligations.product": "– sản phẩm · product", "findings": "Nhận xét, kết luận · findings",
    "targets": "Chỉ tiêu, mọi phần · targets, all right", "targets.span": "– câu · passage", "targets.by": "– đến khi nào · by when", "people": "Người · people", "warnings": "Cảnh báo · warnings",
    "seeds 1–2": "Bài gốc: viện dẫn có số · seeds, by number", "seeds 3–4": "Bài gốc: viện dẫn khác · seeds, others",
    "seeds, decoys taken": "Bài gốc: nhầm · seeds, decoys taken",
}  # fmt: skip
Counts = tuple[int, int, int]  # hits, misses, false


def page() -> str:
    """The page with the present figures in their place."""
    text = PAGE.read_text("utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_figures()}\n{END}{after}"


def _figures() -> str:
    if not RELEASE.exists():
        return NONE
    kept: dict[str, dict[str, Any]] = json.loads(RELEASE.read_text("utf-8"))
    counts = {tuple(key.split(" / ")): _sum(row["papers"].values()) for key, row in kept.items()}
    papers = {
        half: len({p for key, row in kept.items() if key.endswith(half) for p in row["papers"]}) for half in HALVES
    }
    names = [
        n
        for n in (*FIELDS, *sorted({name for name, _half in counts} - set(FIELDS)))
        if any(key[0] == n for key in counts)
    ]
    rows = [
        f"| {FIELDS.get(n, n)} | {_cells(counts.get((n, 'held'), counts.get((n, 'seeds'))))} | {_cells(counts.get((n, 'tuned')))} |"
        for n in names
    ]
    return "\n".join([
        f"| | để dành · held ({papers['held']}): P | R | F1 | mẫu | đã chỉnh · tuned ({papers['tuned']}): P | R | F1 | mẫu |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|", *rows, "", _weak(counts),
    ])  # fmt: skip


def _sum(rows: Iterable[list[int]]) -> Counts:
    hits, misses, false = (sum(column) for column in zip(*rows, strict=True)) if (rows := [*rows]) else (0, 0, 0)
    return hits, misses, false


def _f1(counts: Counts) -> float | None:
    """None where nothing is marked and nothing read: unknown, neither good nor bad."""
    hits, misses, false = counts
    return 2 * hits / (2 * hits + misses + false) if hits or misses or false else None


def _cells(counts: Counts | None) -> str:
    hits, misses, false = counts or (0, 0, 0)
    if not hits + misses:  # nothing is marked: what was read there is a mistake, a share of nothing says nothing
        return f"— | — | — | {f'nhầm {false}' if false else '0'}"
    shares = (_share(hits, hits + false), _share(hits, hits + misses), _comma(_f1((hits, misses, false))))
    return " | ".join((*shares, str(hits + misses)))


def _share(part: int, whole: int) -> str:
    return _comma(part / whole if whole else None)


def _comma(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}".replace(".", ",")


def _weak(counts: dict[Any, Counts]) -> str:
    """The fields a person should not lean on, by the half that was held apart."""
    found = [
        (n, f1)
        for (n, half), c in counts.items()
        if half == "held" and (f1 := _f1(c)) is not None and f1 < WEAK and c[0] + c[1]
    ]
    told = [f"{FIELDS.get(n, n).strip('– ')} {_comma(f1)}" for n, f1 in sorted(found, key=lambda row: row[1])]
    words = "; ".join(told) or "không có · none"
    return f"Yếu, đừng dựa vào (F1 để dành dưới {_comma(WEAK)[:3]}) · *weak, do not lean on*: {words}."
