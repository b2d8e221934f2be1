"""Lệnh read-corpus — a whole corpus into Parquet; no Django, and the parts it needs are told when missing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.read import office

if TYPE_CHECKING:
    from dondoc.reading.catalogue import Catalogue
    from dondoc.reading.corpus import Engine, Totals


@click.command("read-corpus")
@click.argument("source", metavar="KHO", type=click.Path(path_type=Path))
@click.argument("out", metavar="KẾT_QUẢ", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
              help="Tiến trình trên máy này, hay Ray (pip install dondoc[ray])")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Số tiến trình đọc; mặc định: mỗi nhân một tiến trình")
@click.option("--address", help="Cụm Ray đang chạy, ví dụ auto hoặc 10.0.0.5:6379; không có thì Ray của máy này")
@click.option("--catalogue", callback=office, metavar="TỆP.toml", help="Danh mục riêng của cơ quan")
@click.option("--seconds", type=click.IntRange(1), default=120, show_default=True, help="Giây máy tính cho một văn bản")
@click.option("--memory", type=click.IntRange(512), default=2048, show_default=True, help="MB bộ nhớ cho một văn bản")
def read_corpus(
    source: Path, out: Path, engine: str, workers: int | None, address: str | None,
    catalogue: Catalogue | None, seconds: int, memory: int,
) -> None:  # fmt: skip
    """Đọc cả KHO (thư mục, tệp ZIP, tệp Parquet) vào thư mục KẾT_QUẢ: Parquet, một dòng một văn bản.

    Bị ngắt thì chạy lại đúng lệnh ấy để đọc tiếp. Tệp không đọc được là một dòng có cột error, không làm dừng việc.
    Mã thoát: 0 đã đọc hết kho, 1 không chạy tiếp được, 2 sai tham số.
    """
    if address and engine != "ray":
        raise click.UsageError("--address chỉ dùng với --engine ray.")
    if not source.exists():
        raise click.UsageError(f"Không tìm thấy kho “{source}”. Kiểm tra lại tên và đường dẫn.")
    corpus = _module()
    try:
        chosen = _engine(corpus, engine, workers, address, corpus.How(seconds, memory, catalogue))
        with _progress(corpus.count(source, leave_out=out)) as told:
            totals = corpus.read_corpus(source, out, engine=chosen, told=told)
    except (corpus.Refusal, corpus.NoSandbox) as problem:
        raise click.ClickException(str(problem)) from problem
    except KeyboardInterrupt:
        click.echo("Đã dừng. Chạy lại đúng lệnh này để đọc tiếp.", err=True)
        sys.exit(130)
    click.echo(f"Đã đọc hết {_number(totals.papers)} văn bản: {_left(totals)}.", err=True)


def _module() -> Any:
    try:
        from dondoc.reading import corpus
    except ModuleNotFoundError as missing:
        raise click.ClickException("Lệnh này cần pyarrow. Cài bằng: pip install dondoc[corpus]") from missing
    return corpus


def _engine(corpus: Any, engine: str, workers: int | None, address: str | None, how: Any) -> Engine:
    if engine == "local":
        return corpus.Local(workers or len(os.sched_getaffinity(0)), how)  # type: ignore[no-any-return]
    try:
        return corpus.Ray(workers, how, address)  # type: ignore[no-any-return]
    except ModuleNotFoundError as missing:
        raise click.ClickException("Chưa có Ray trên máy này. Cài bằng: pip install dondoc[ray]") from missing


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Totals], None]]:
    """A bar on a terminal, a line a minute elsewhere; both on the error stream."""
    if not sys.stderr.isatty():
        yield _Lines(total).tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        yield lambda totals: bar.update(task, completed=totals.papers, description=_so_far(totals, total))


class _Lines:
    """Một dòng mỗi phút — how far, how fast since this run began, how long still."""

    def __init__(self, total: int) -> None:
        self._total, self._begin, self._last = total, monotonic(), monotonic()
        self._first: int | None = None

    def tell(self, totals: Totals) -> None:
        now = monotonic()
        if self._first is None:
            self._first = totals.papers
            if totals.papers:
                click.echo(f"Đọc tiếp: đã có {_number(totals.papers)} văn bản.", err=True)
        if now - self._last < 60:
            return
        self._last = now
        speed = (totals.papers - self._first) / (now - self._begin)
        left = f", còn khoảng {_number((self._total - totals.papers) / speed / 60 + 1)} phút" if speed else ""
        click.echo(f"{_so_far(totals, self._total)}; {speed:.0f} văn bản/giây{left}", err=True)


def _so_far(totals: Totals, total: int) -> str:
    return f"{_number(totals.papers)}/{_number(total)} văn bản, {_left(totals)}"


def _left(totals: Totals) -> str:
    return f"{_number(totals.unreadable)} không đọc được, {_number(totals.marked)} có dấu mật"


def _number(value: float) -> str:
    return f"{int(value):,}".replace(",", ".")
