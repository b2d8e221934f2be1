"""Sao lưu, khôi phục — database and files in one archive, its digest printed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from dondoc.cli.ready import django_ready, now


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def backup(file: Path, as_json: bool) -> None:
    """Sao lưu cơ sở dữ liệu và mọi tệp vào một tệp FILE."""
    django_ready()
    from dondoc.config.archive import ArchiveProblem, make
    from dondoc.shared.backups import note

    try:
        digest, count = make(file)
        note(file, digest, now())
    except ArchiveProblem as problem:
        raise click.ClickException(str(problem)) from problem
    if as_json:
        click.echo(json.dumps({"file": str(file), "sha256": digest, "files": count}))
    else:
        click.echo(f"Đã sao lưu {count} tệp vào {file}\nSHA-256: {digest}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--sha256", help="Chỉ khôi phục khi mã băm của FILE đúng như thế này")
def restore(file: Path, sha256: str | None) -> None:
    """Khôi phục từ FILE vào thư mục dữ liệu và cơ sở dữ liệu còn trống."""
    django_ready()
    from dondoc.config.archive import ArchiveProblem, unpack

    try:
        count = unpack(file, sha256)
    except ArchiveProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Đã khôi phục {count} tệp. Kiểm tra nhật ký: dondoc journal verify")
