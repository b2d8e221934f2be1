"""Lệnh read — read papers without Django, a database or a network."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dondoc.reading import read as read_bytes
from dondoc.reading.model import Reading, Unreadable


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
@click.option("--json", "as_json", is_flag=True, help="Một dòng JSON một tệp, theo hợp đồng của bản đọc")
def read(files: tuple[str, ...], as_json: bool) -> None:
    """Đọc văn bản: thể thức, bố cục, viện dẫn, nhiệm vụ, nhận xét, chỉ tiêu. “-” là đầu vào chuẩn."""
    failed = False
    for name in files:
        try:
            reading = read_bytes(_bytes(name), name=None if name == "-" else Path(name).name)
        except Unreadable as problem:
            failed = True
            _tell_problem(name, problem, as_json)
            continue
        _tell(reading, as_json)
    sys.exit(1 if failed else 0)


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        raise Unreadable("UNREADABLE", f"Không mở được tệp: {problem.strerror}.") from problem


def _tell(reading: Reading, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(reading.as_dict(), ensure_ascii=False))
        return
    from rich.console import Console

    from dondoc.reading.terminal import show

    show(reading, Console())


def _tell_problem(name: str, problem: Unreadable, as_json: bool) -> None:
    if as_json:
        said = {"source": name, "error": {"code": problem.code, "message": problem.message}}
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo(f"{name}: {problem.message} ({problem.code})", err=True)
