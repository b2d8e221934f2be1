"""Lệnh nhật ký — verify names the first broken row; export gives a chain as evidence, key what checks its signature."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dondoc.cli.ready import actor_named, django_ready, now, refuse_unready

if TYPE_CHECKING:
    from dondoc.shared.actor import Actor
    from dondoc.units.models import Unit


@click.group()
def journal() -> None:
    """Nhật ký."""


@journal.command()
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def verify(as_json: bool) -> None:
    """Kiểm tra mọi chuỗi nhật ký và niêm phong; báo dòng hỏng đầu tiên."""
    django_ready()
    refuse_unready()
    from dondoc.journal.queries import verify as check

    found = check()
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    elif found.broken:
        click.echo(f"Nhật ký không còn nguyên vẹn: {found.broken}")
    else:
        click.echo(
            f"Nhật ký nguyên vẹn: {found.entries} dòng, {found.chains} chuỗi, {found.seals} niêm phong"
            f", {found.erased} dòng đã xóa nội dung theo hành vi.\nĐầu chuỗi: {found.head or 'chưa niêm phong'}"
        )
    sys.exit(1 if found.broken else 0)


@journal.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unit", help="Tên hoặc mã đơn vị; không ghi là việc chung của bản cài đặt")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def export(file: Path, unit: str | None, username: str, as_json: bool) -> None:
    """Xuất nhật ký của một đơn vị, hoặc việc chung, kèm bằng chứng vào tệp ZIP FILE."""
    django_ready()
    refuse_unready()
    from dondoc.access.actions import export_house_journal, export_journal
    from dondoc.journal.proof import pack
    from dondoc.shared.acts import Refused
    from dondoc.units.queries import roots

    actor = actor_named(username)
    try:
        if unit:
            proof = export_journal(unit=_the_unit(unit, actor), by=actor, at=now())
        else:
            proof = export_house_journal(root=roots()[0], by=actor, at=now())
        with file.open("wb") as target:
            pack(proof, target)
    except (Refused, OSError) as refused:
        raise click.ClickException(str(refused)) from refused
    told = {"file": str(file), "unit": proof.unit, "entries": proof.seq, "head": proof.hash, "seal": proof.seal}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json
               else f"Đã xuất {proof.seq} dòng của {proof.unit} vào {file}\nĐầu chuỗi: {proof.hash}")  # fmt: skip


def _the_unit(words: str, actor: Actor) -> Unit:
    """The one whose journal this account sees."""
    from dondoc.access.rights import SEE
    from dondoc.units.models import Unit
    from dondoc.units.queries import choose

    found = choose(words, Unit.objects.granted(actor, SEE), limit=2)
    if len(found) != 1:
        raise click.ClickException("Không thấy đúng một đơn vị như thế mà tài khoản này được xem nhật ký.")
    return found[0]


@journal.command()
def key() -> None:
    """In khóa công khai để kiểm tra chữ ký của tệp xuất."""
    django_ready()
    from dondoc.shared.signing import public_key

    click.echo(public_key().decode(), nl=False)
