"""Lệnh gói — make one, check one, take one in; trusting a signature is done on the page, fingerprints compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.ready import actor_named, django_ready, now, refuse_connected, refuse_unready

if TYPE_CHECKING:
    from dondoc.shared.actor import Actor
    from dondoc.units.models import Unit

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group()
def package() -> None:
    """Gói văn bản gửi giữa hai bản cài đặt, bằng tệp."""
    django_ready()
    refuse_unready()
    refuse_connected()


@package.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unit", required=True, help="Tên hoặc mã đơn vị có sổ")
@click.option("--since", type=DAY, required=True, help="Từ ngày vào sổ")
@click.option("--until", type=DAY, required=True, help="Đến hết ngày vào sổ")
@click.option(
    "--to", "receiver", type=click.Choice(["isolated", "networked"]), required=True, help="Chế độ của nơi nhận"
)
@click.option("--stubs", is_flag=True, help="Chỉ gửi dòng sổ, không gửi văn bản")
@click.option("--with-numbers", is_flag=True, help="Với --stubs: gửi cả số, ngày, nơi giữ")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def make(file: Path, unit: str, since: Any, until: Any, receiver: str, stubs: bool, with_numbers: bool,
         username: str, as_json: bool) -> None:  # fmt: skip
    """Làm gói FILE từ các dòng sổ của một đơn vị giữa hai ngày."""
    from dondoc.exchange import actions
    from dondoc.exchange.packing import pack
    from dondoc.exchange.rules import PAPERS, STUBS
    from dondoc.shared.acts import Refused

    actor = actor_named(username)
    try:
        found = actions.make(
            unit=_unit(unit, actor, "exchange.make"), since=since.date(), until=until.date(), receiver=receiver,
            kind=STUBS if stubs else PAPERS, with_numbers=with_numbers, by=actor, at=now(),
        )  # fmt: skip
        with file.open("xb") as target:
            pack(found, target)
    except (Refused, OSError) as refused:
        raise click.ClickException(str(refused)) from refused
    told = {"file": str(file), "digest": found.digest, "files": len(found.contents)}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else f"Đã làm gói {file}\nMã gói: {found.digest}")


@package.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--unit", required=True, help="Tên hoặc mã đơn vị có sổ đến")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def check(file: Path, unit: str, username: str, as_json: bool) -> None:
    """Kiểm tra gói FILE, kể từng dòng là mới, đã có hay khác; không ghi gì."""
    from dondoc.documents.intake import open_book
    from dondoc.exchange.checking import checked
    from dondoc.exchange.queries import listed
    from dondoc.shared.acts import Refused

    actor = actor_named(username)
    try:
        with file.open("rb") as source:
            found = checked(source)
        lines = list(listed(found, open_book(_unit(unit, actor, "exchange.take_in"), actor), actor))
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    if as_json:
        rows = [{"label": line.label, "outcome": line.outcome, "note": line.note} for line in lines]
        click.echo(json.dumps({"digest": found.digest, "from": found.partner.name, "rows": rows}, ensure_ascii=False))
        return
    click.echo(f"Gói của {found.partner.name}, {len(lines)} dòng, {found.files} tệp. Mã gói: {found.digest}")
    for line in lines:
        click.echo(f"{line.label}: {line.said}{f' ({line.note})' if line.note else ''}")


@package.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--unit", required=True, help="Tên hoặc mã đơn vị có sổ đến")
@click.option("--as", "username", required=True, help="Tài khoản thực hiện")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def take(file: Path, unit: str, username: str, as_json: bool) -> None:
    """Kiểm tra gói FILE rồi vào sổ từng dòng; chạy lại để làm tiếp khi bị ngắt."""
    from dondoc.documents.intake import open_book
    from dondoc.exchange.actions import enter_rows, take_in
    from dondoc.exchange.checking import checked
    from dondoc.shared.acts import Refused

    actor, at = actor_named(username), now()
    try:
        book = open_book(_unit(unit, actor, "exchange.take_in"), actor)
        with file.open("rb") as source:
            found = checked(source)
            row = take_in(found=found, book=book, by=actor, at=at)
            enter_rows(row, found, source, by=actor, at=at)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    told = [(line.label, line.get_outcome_display(), line.note) for line in row.rows.order_by("place")]
    if as_json:
        click.echo(json.dumps({"digest": row.digest, "rows": told}, ensure_ascii=False))
        return
    for label, outcome, note in told:
        click.echo(f"{label}: {outcome}{f' ({note})' if note else ''}")


def _unit(words: str, actor: Actor, act: str) -> Unit:
    from dondoc.units.models import Unit
    from dondoc.units.queries import choose

    found = choose(words, Unit.objects.granted(actor, act), limit=2)
    if len(found) != 1:
        raise click.ClickException("Không thấy đúng một đơn vị như thế mà tài khoản này được gửi, nhận gói.")
    return found[0]
