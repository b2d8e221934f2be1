"""Trang đọc trên máy — a reading as a page a person can read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dondoc.reading.model import Header, Obligation, Reading


def show(reading: Reading, console: Console) -> None:
    """Print what was read: header, papers cited, duties, findings, targets, warnings."""
    console.rule(_plain(reading.source or "văn bản"))
    for label, value in _facts(reading.header):
        console.print(f"[bold]{label}:[/bold] {_plain(value)}", highlight=False)
    _table(console, "Văn bản được nhắc tới", ("Văn bản", "Danh tính", "Quan hệ"),
           [(r.surface, r.canonical or "chưa rõ", r.relation) for r in reading.references])  # fmt: skip
    _table(console, "Nhiệm vụ", ("Ai", "Việc", "Hạn"), [_duty(o) for o in reading.obligations])
    _table(console, "Nhận xét", ("Loại", "Nội dung"), [(f.category, f.text) for f in reading.findings])
    _table(console, "Chỉ tiêu", ("Chỉ tiêu", "Mức"),
           [(t.measure, t.met or f"{t.direction} {t.value}{t.unit or ''}") for t in reading.targets])  # fmt: skip
    for warning in reading.warnings:
        console.print(f"[yellow]Cần xem lại:[/yellow] {_plain(warning.message)}", highlight=False)


def _facts(header: Header) -> Iterator[tuple[str, str]]:
    """The fields of the register that the paper gives."""
    for label, value in (
        ("Cơ quan cấp trên", header.parent_issuer), ("Cơ quan ban hành", header.issuer),
        ("Số, ký hiệu", header.so_ky_hieu), ("Loại", header.kind), ("Nơi ban hành", header.place),
        ("Ngày", header.issued_on), ("Trích yếu", header.subject), ("Độ khẩn", header.urgency),
        ("Độ mật", header.secrecy),
    ):  # fmt: skip
        if value:
            yield label, value.value
    for signer in header.signers:
        yield "Người ký", ", ".join(part for part in (signer.name, signer.post, signer.authority) if part)
    if header.recipients:
        yield "Nơi nhận", "; ".join(row.value for row in header.recipients)


def _duty(duty: Obligation) -> tuple[str, str, str]:
    due = duty.due.on or duty.due.text if duty.due else "không ghi"
    return "; ".join(actor.value for actor in duty.actors) or "không ghi", duty.deed, due


def _table(console: Console, title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(title=f"{title} ({len(rows)})", title_justify="left", show_lines=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    console.print(table)


def _plain(words: str) -> str:
    """A paper's words as words: no markup of ours, no control signs of the terminal's."""
    return escape(" ".join("".join(c if c.isprintable() else " " for c in words).split()))
