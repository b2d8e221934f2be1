"""Lệnh sự cố — list them, remove in the foreground where no worker runs, the report as a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dondoc.cli.ready import actor_named, django_ready, now, refuse_unready

if TYPE_CHECKING:
    from dondoc.incidents.models import Incident
    from dondoc.shared.actor import Actor


@click.group()
def incident() -> None:
    """Sự cố lộ nội dung mật: xem, xóa hẳn, in biên bản."""


@incident.command("list")
@click.option("--as", "username", required=True, help="Tài khoản xem")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def list_(username: str, as_json: bool) -> None:
    """Liệt kê các sự cố tài khoản này xử lý được."""
    actor = _ready(username)
    from dondoc.incidents.models import Incident

    rows = [
        {"code": row.public_id, "number": str(row), "unit": row.unit.name, "state": row.state, "words": str(row.get_state_display()),
         "waiting": row.places.filter(state="SUSPECT").count()}
        for row in Incident.objects.visible_to(actor).select_related("unit").order_by("id")
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for told in rows:
        click.echo(f"{told['code']}  {told['number']}  {told['unit']}: {told['words']}, {told['waiting']} chỗ chờ xem")


@incident.command("look")
@click.argument("code")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
def look(code: str, username: str) -> None:
    """Dò lại mọi bảng tìm chữ trùng của sự cố CODE."""
    actor = _ready(username)
    from dondoc.incidents.actions.finding import ask_look

    row = _one(code, actor)
    _do(lambda: ask_look(incident=row, by=actor, at=now()))
    _work("incidents.look", row)
    row.refresh_from_db()
    click.echo(f"{row.places.filter(state='SUSPECT').count()} chỗ chờ xem trên trang của sự cố.")


@incident.command("remove")
@click.argument("code")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
@click.option("--decision", default="", help="Căn cứ xóa; không cần khi xóa tiếp việc đang dở")
def remove_(code: str, username: str, decision: str) -> None:
    """Xóa hẳn nội dung của sự cố CODE, hoặc xóa tiếp việc đang dở, ngay tại lệnh này."""
    actor = _ready(username)
    from dondoc.incidents.actions.removing import remove, resume
    from dondoc.incidents.lifecycle import State

    row = _one(code, actor)
    if row.state == State.REMOVING:
        _do(lambda: resume(incident=row, by=actor, at=now()))
    else:
        _do(lambda: remove(incident=row, decision=decision, by=actor, at=now()))
    _work("incidents.remove", row)
    row.refresh_from_db()
    if row.problem or row.state != State.REMOVED:
        raise click.ClickException(row.problem or "Chưa xóa xong. Chạy lại lệnh này.")
    for stage in row.stages.order_by("id"):
        for note in stage.notes:
            click.echo(note, err=True)
    click.echo(f"Đã xóa {row}. Còn {row.by_hand.filter(done_on__isnull=True).count()} việc làm bằng tay.")


@incident.command("report")
@click.argument("code")
@click.option("--as", "username", required=True, help="Tài khoản xem")
@click.option("--form", type=click.Choice(["docx", "pdf"]), default="docx", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Tệp ghi ra")
def report(code: str, username: str, form: str, out: Path) -> None:
    """In biên bản của sự cố CODE."""
    actor = _ready(username)
    from dondoc.incidents.reporting import sheet
    from dondoc.printing.docx import render_docx
    from dondoc.printing.pdf import render_pdf

    row = _one(code, actor)
    out.write_bytes((render_docx if form == "docx" else render_pdf)(sheet(row)))
    click.echo(f"Đã ghi {out}. Mã băm: {row.hash or 'chưa có, chưa xóa xong'}")


def _ready(username: str) -> Actor:
    django_ready()
    refuse_unready()
    return actor_named(username)


def _one(code: str, actor: Actor) -> Incident:
    from dondoc.incidents.models import Incident

    row = Incident.objects.visible_to(actor).select_related("unit").filter(public_id=code).first()
    if row is None:
        raise click.ClickException("Không thấy sự cố này, hoặc tài khoản không được xử lý sự cố ở đơn vị ấy.")
    return row


def _do(act: Callable[[], None]) -> None:
    from dondoc.shared.acts import Refused

    try:
        act()
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


def _work(kind: str, row: Incident) -> None:
    """Do the incident's own job here; a worker that took it first does it there."""
    from dondoc.jobs.worker import do_here

    do_here(kind, {"incident": row.pk}, now)
