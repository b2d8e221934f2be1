"""Lệnh kiểm tra cây — names what does not hold, one line each."""

from __future__ import annotations

import json
import sys

import click

from dondoc.cli.ready import django_ready, refuse_unready


@click.command("check-tree")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def check_tree(as_json: bool) -> None:
    """Kiểm tra cây đơn vị: đường dẫn, cấp trên, các dòng theo ngày, và việc còn ở đơn vị đã kết thúc."""
    django_ready()
    refuse_unready()
    from dondoc.reorganising.queries import left_behind
    from dondoc.units.checking import troubles
    from dondoc.units.queries import how_many

    found = [*troubles(), *left_behind()]
    if as_json:
        click.echo(json.dumps({"units": how_many(), "troubles": found}, ensure_ascii=False))
    else:
        click.echo("\n".join(found) or f"Cây đơn vị nguyên vẹn: {how_many()} đơn vị.")
    sys.exit(1 if found else 0)
