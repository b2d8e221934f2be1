"""Lệnh read — read papers without Django, a database or a network."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from dondoc.reading import read as read_bytes
from dondoc.reading.catalogue import Catalogue
from dondoc.reading.contract import schema
from dondoc.reading.model import Reading, Unreadable
from dondoc.reading.office import WrongCatalogue, with_office
from dondoc.reading.sources import LARGEST


def office(_ctx: click.Context, _option: click.Parameter, path: str | None) -> Catalogue | None:
    try:
        return with_office(Path(path)) if path else None
    except WrongCatalogue as problem:
        raise click.UsageError(str(problem)) from problem


def _schema(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(json.dumps(schema(), ensure_ascii=False, indent=1).encode())
        ctx.exit()


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="TỆP…")
@click.option("--json", "as_json", is_flag=True, help="Một dòng JSON một tệp, theo hợp đồng của bản đọc")
@click.option(
    "--html", "page", metavar="TRANG.html", help="Ghi một trang HTML tự đủ: văn bản có đánh dấu bên các trường đọc được"
)
@click.option("--ocr", is_flag=True, help="Nhận dạng chữ của bản quét (cần tesseract-ocr-vie), từng trang")
@click.option(
    "--catalogue",
    callback=office,
    metavar="TỆP.toml",
    help="Danh mục riêng của cơ quan: thêm cơ quan, văn bản, luật, loại",
)
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_schema,
    help="In lược đồ JSON (JSON Schema 2020-12) của --json rồi dừng",
)
def read(files: tuple[str, ...], as_json: bool, page: str | None, ocr: bool, catalogue: Catalogue | None) -> None:
    """Đọc văn bản: thể thức, bố cục, viện dẫn, nhiệm vụ, nhận xét, chỉ tiêu. “-” là đầu vào chuẩn.

    Mã thoát: 0 đọc được mọi tệp, 1 có tệp không đọc được hoặc không ghi được trang, 2 sai tham số.
    """
    _check_page(files, page)
    failed = False
    for file in files:
        name = None if file == "-" else Path(file).name.encode("utf-8", "replace").decode()
        try:
            reading = read_bytes(_bytes(file), name=name, catalogue=catalogue, ocr=ocr, progress=_page_done)
        except Unreadable as problem:
            failed = True
            _tell_problem(name, problem, as_json)
            continue
        if page is not None:
            failed |= not _written(reading, page)
        if page is None or as_json:
            _tell(reading, as_json)
    sys.exit(1 if failed else 0)


def _check_page(files: tuple[str, ...], page: str | None) -> None:
    """One paper a page; and a page never lands on a paper."""
    if page is None:
        return
    if len(files) != 1:
        raise click.UsageError("--html ghi trang của một văn bản: chỉ tên một tệp mỗi lần.")
    if Path(page).suffix.lower() not in (".html", ".htm"):
        raise click.UsageError("Tên trang sau --html phải kết thúc bằng .html, để không ghi đè lên văn bản.")
    if files[0] != "-" and Path(page).resolve() == Path(files[0]).resolve():
        raise click.UsageError("Trang ghi ra trùng với chính tệp cần đọc: đặt tên khác cho trang.")


def _written(reading: Reading, page: str) -> bool:
    """The page whole or not at all; False where it could not be written, with the reason."""
    from dondoc.reading.htmlpage import html_page

    target = Path(page)
    made = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        made.write_bytes(html_page(reading).encode())
        made.replace(target)
    except OSError:
        with suppress(OSError):
            made.unlink(missing_ok=True)
        click.echo(f"{page}: không ghi được trang này. Kiểm tra thư mục có thật và quyền ghi vào đó.", err=True)
        return False
    click.echo(f"Đã ghi {page}", err=True)
    return True


def _page_done(page: int, pages: int) -> None:
    """How far recognising has come, on the terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\rNhận dạng trang {page}/{pages}", nl=page == pages, err=True)


def _bytes(file: str) -> bytes:
    """The bytes of a file, one more than the limit at most: the reader then names it too large."""
    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with open(file, "rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as problem:
        raise Unreadable("UNREADABLE", _why(problem)) from problem


def _why(problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "Không tìm thấy tệp này. Kiểm tra lại tên và đường dẫn."
    if isinstance(problem, IsADirectoryError):
        return "Đây là thư mục. Chỉ tên từng tệp cần đọc."
    if isinstance(problem, PermissionError):
        return "Không có quyền mở tệp này. Xin quyền đọc hoặc sao chép tệp ra chỗ khác."
    return "Không mở được tệp này. Sao chép tệp ra ổ đĩa của máy rồi đọc lại."


def _tell(reading: Reading, as_json: bool) -> None:
    if as_json:
        _print(reading.as_dict())
        return
    from rich.console import Console

    from dondoc.reading.terminal import show

    show(reading, Console())


def _tell_problem(name: str | None, problem: Unreadable, as_json: bool) -> None:
    if as_json:
        _print({"source": name, "error": {"code": problem.code, "message": problem.message}})
    else:
        click.echo(f"{name or '-'}: {problem.message} ({problem.code})", err=True)


def _print(body: dict[str, Any]) -> None:
    """One line of JSON in UTF-8, whatever the terminal's own encoding."""
    click.echo(json.dumps(body, ensure_ascii=False).encode())
