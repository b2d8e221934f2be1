"""Tài liệu sinh ra — acts.md, lifecycles.md, cli.md, settings.md and the reading's JSON Schema from the code, the
figures of reading.md from the gold, the days off from the library of holidays; `--check` fails when stale."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools import figures, schema, workdays

DOCS = Path("docs")


def acts() -> str:
    """Every act: its name (the right to it), its official word, the post kinds that are given it."""
    from dondoc.shared.acts import plates

    rows = ["# Hành vi", "", "| act | tên | làm gì |", "|---|---|---|"]
    for name, plate in sorted(plates().items()):
        said = (plate.run.__doc__ or "").strip().split("\n")[0] if plate.run else "chỉ xem"
        rows.append(f"| `{name}` | {plate.label} | {said} |")
    return "\n".join(rows) + "\n"


def lifecycles() -> str:
    """Each table of steps as a Mermaid diagram and as a table."""
    from dondoc.coordinating.lifecycle import REPLY
    from dondoc.documents.lifecycle import ENTRY, UPLOAD
    from dondoc.implementation.lifecycle import EXTENSION
    from dondoc.importing.lifecycle import IMPORT
    from dondoc.inspecting.lifecycle import CASE
    from dondoc.obligations.lifecycle import ASSIGNMENT, OBLIGATION
    from dondoc.personal.lifecycle import BREACH, REQUEST
    from dondoc.units.lifecycle import HAND_OVER

    rows = ["# Vòng đời", ""]
    for title, cycle in (("Giao nhiệm vụ", ASSIGNMENT), ("Nhiệm vụ", OBLIGATION), ("Dòng sổ", ENTRY),
                         ("Tệp tải lên", UPLOAD), ("Gia hạn", EXTENSION), ("Chuyển người có quyền", HAND_OVER),
                         ("Yêu cầu về dữ liệu cá nhân", REQUEST),
                         ("Vụ lộ, mất dữ liệu cá nhân", BREACH), ("Bảng nạp", IMPORT), ("Đề nghị phối hợp", REPLY), ("Cuộc kiểm tra, giám sát", CASE)):  # fmt: skip
        rows += [f"## {title}", "", "| bước | hành vi | từ | đến |", "|---|---|---|---|"]
        for step in cycle.steps:
            rows.append(f"| {step.label} | `{step.act}` | {', '.join(sorted(step.sources))} | {step.target} |")
        rows += ["", "```mermaid", "stateDiagram-v2", f"    [*] --> {cycle.initial}"]
        rows += [f"    {s} --> {step.target}: {step.label}" for step in cycle.steps for s in sorted(step.sources)]
        rows += ["```", ""]
    return "\n".join(rows)


def commands() -> str:
    """Each verb with its help, as the terminal prints it."""
    import click
    from click.testing import CliRunner

    from dondoc.cli import VERBS, main

    rows = ["# Lệnh", ""]
    for verb in VERBS:
        help_ = CliRunner().invoke(main, [verb, "--help"], terminal_width=96, prog_name="dondoc").output
        rows += [f"## dondoc {verb}", "", "```", help_.strip(), "```", ""]
    assert click
    return "\n".join(rows)


def settings() -> str:
    """The environment variables that settings.py reads, with their defaults."""
    text = Path("src/dondoc/config/settings.py").read_text("utf-8")
    found = re.findall(r'env\.(\w+)\("(DONDOC_\w+)"(?:, ([^)]+))?\)(?:[^#\n]*#\s*(.*))?', text)
    rows = ["# Cài đặt", "", "| biến | kiểu | mặc định | ghi chú |", "|---|---|---|---|"]
    rows += [f"| `{name}` | {kind} | `{default or '—'}` | {note} |" for kind, name, default, note in found]
    return "\n".join(rows) + "\n\n`DONDOC_DATABASE_URL`: `sqlite:///đường-dẫn` hoặc `postgres://người@máy/tên`.\n"


PAGES: dict[Path, Callable[[], str]] = {
    DOCS / "acts.md": acts, DOCS / "lifecycles.md": lifecycles, DOCS / "cli.md": commands,
    DOCS / "settings.md": settings, schema.FILE: schema.text, figures.PAGE: figures.page,
    workdays.FILE: workdays.text,
}  # fmt: skip


def main() -> int:
    """Write the pages, or say which are stale."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
    os.environ.setdefault("DONDOC_SECRET_KEY", "docs")
    os.environ["DONDOC_DATA"] = tempfile.mkdtemp()
    import django

    django.setup()
    stale = [str(path) for path, make in PAGES.items() if _write(path, make())]
    if stale and "--check" in sys.argv:
        print("Tài liệu cũ, chạy tools/generate.py rồi ghi nhận:", ", ".join(stale))
        return 1
    return 0


def _write(path: Path, text: str) -> bool:
    changed = not path.exists() or path.read_text("utf-8") != text
    if changed and "--check" not in sys.argv:
        path.write_text(text, "utf-8")
    return changed


if __name__ == "__main__":
    sys.exit(main())
