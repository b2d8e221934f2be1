"""Lệnh nhật ký — verify names the first broken row."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from dondoc.cli.ready import django_ready, refuse_unready


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
