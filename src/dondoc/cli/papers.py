"""Lệnh văn bản — register a file as an account, and the progress report as a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dondoc.cli.ready import actor_named, django_ready, now, refuse_unready


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--unit", required=True, help="Tên hoặc mã đơn vị có sổ")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def register(file: Path, unit: str, username: str, as_json: bool) -> None:
    """Đọc FILE và vào sổ văn bản đến bằng các trường đọc được."""
    django_ready()
    refuse_unready()
    from dondoc.documents.intake import intake
    from dondoc.shared.acts import Refused
    from dondoc.units.models import Unit
    from dondoc.units.queries import choose

    actor = actor_named(username)
    found = choose(unit, Unit.objects.granted(actor, "documents.register"), limit=2)
    if len(found) != 1:
        raise click.ClickException("Không thấy đúng một đơn vị như thế mà tài khoản này được vào sổ.")
    try:
        entry = intake(unit=found[0], data=file.read_bytes(), file_name=file.name, by=actor, at=now())
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    told = {"entry": entry.public_id, "number": entry.number.number, "paper": str(entry.paper)}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json
               else f"Đã vào sổ số {told['number']}: {told['paper']}")  # fmt: skip


@click.command()
@click.argument("name", type=click.Choice(["progress"]))
@click.option("--as", "username", required=True, help="Tài khoản xem")
@click.option("--form", type=click.Choice(["json", "xlsx", "docx"]), default="json", show_default=True)
@click.option("--day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Tính đến hết ngày")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Tệp ghi ra")
def report(name: str, username: str, form: str, day: object, out: Path | None) -> None:
    """In báo cáo tiến độ dạng JSON, XLSX hoặc DOCX."""
    django_ready()
    refuse_unready()
    from dondoc.reports.files import as_bytes
    from dondoc.reports.progress import progress
    from dondoc.units.queries import acting_unit

    actor = actor_named(username)
    unit = acting_unit(actor)
    until = day.date() if day else actor.today  # type: ignore[attr-defined]
    found = progress(actor, day=min(until, actor.today), known_by=now(), unit=unit)
    data = as_bytes(found, unit, form)
    if out:
        out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
