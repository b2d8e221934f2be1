"""Trang đọc trên máy — a reading as a page a person can read in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from dondoc.reading.model import Reading


def show(reading: Reading, console: Console) -> None:
    """Print what was read: header, papers cited, duties, findings, targets, warnings."""
    header = reading.header
    console.rule(reading.source or "văn bản")
    for label, value in (
        ("Số, ký hiệu", header.so_ky_hieu), ("Loại", header.kind), ("Cơ quan", header.issuer),
        ("Ngày", header.issued_on), ("Trích yếu", header.subject), ("Độ khẩn", header.urgency),
        ("Độ mật", header.secrecy),
    ):  # fmt: skip
        if value:
            console.print(f"[bold]{label}:[/bold] {value.value}", highlight=False)
    _table(console, "Văn bản được nhắc tới", ("Văn bản", "Danh tính", "Quan hệ"),
           [(r.surface, r.canonical or "chưa rõ", r.relation) for r in reading.references])  # fmt: skip
    _table(console, "Nhiệm vụ", ("Ai", "Việc", "Hạn"),
           [("; ".join(a.value for a in o.actors) or "không ghi", o.deed, (o.due.on or o.due.text) if o.due else "không ghi")
            for o in reading.obligations])  # fmt: skip
    _table(console, "Nhận xét", ("Loại", "Nội dung"), [(f.category, f.text) for f in reading.findings])
    _table(console, "Chỉ tiêu", ("Chỉ tiêu", "Mức"),
           [(t.measure, t.met or f"{t.direction} {t.value}{t.unit or ''}") for t in reading.targets])  # fmt: skip
    for warning in reading.warnings:
        console.print(f"[yellow]Cần xem lại:[/yellow] {warning.message}", highlight=False)


def _table(console: Console, title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(title=f"{title} ({len(rows)})", title_justify="left", show_lines=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(" ".join(cell.split()) for cell in row))
    console.print(table)
