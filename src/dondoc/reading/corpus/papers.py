"""Các văn bản của kho — a folder and all below it, in the order of names; archives and tables opened where they stand.

What cannot be fetched is a paper too, with its problem, so that nothing is lost in silence. A paper's `path` is where
it stands in the corpus, the corpus's own name first: `kho/a.docx`, `kho/b.zip!/a.docx`, `kho/c.parquet#7`.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dondoc.reading.sources import LARGEST


class Problem(NamedTuple):
    """Vì sao không đọc được — a code of the contract and a sentence that says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Một văn bản của kho — its path, its name, its bytes, or why there are none."""

    path: str
    name: str
    data: bytes = b""
    problem: Problem | None = None


TOO_LARGE = Problem("TOO_LARGE", f"Tệp lớn hơn {LARGEST // 2**20} MB. Chia nhỏ rồi gửi lại.")
_NO_FILE = Problem(
    "UNREADABLE",
    "Đây không phải tệp: là thiết bị, ống dẫn, đường tắt tới thư mục, hoặc thư mục không có quyền mở. Đặt tệp thật vào "
    "kho, hoặc cho quyền đọc rồi chạy lại.",
)
_NOT_OPENED = Problem("UNREADABLE", "Không mở được. Kiểm tra quyền đọc, hoặc sao chép ra chỗ khác.")


def papers(source: Path, leave_out: Path | None = None) -> Iterator[Paper]:
    """Every paper of a corpus; `leave_out` is the folder the rows go to, which may stand inside it."""
    for file, path in _files(source, leave_out):
        try:
            yield from _papers_in(file, path)
        except OSError:
            yield without(path, _NOT_OPENED)


def count(source: Path, leave_out: Path | None = None) -> int:
    """How many papers a corpus has, without fetching them."""
    return sum(_how_many(file) for file, _path in _files(source, leave_out))


def label(name: str) -> str:
    """A name as text, also where the disk or the archive holds no Unicode."""
    return name.encode("utf-8", "backslashreplace").decode()


def without(path: str, problem: Problem) -> Paper:
    """A paper that could not be fetched."""
    return Paper(path, last_of(path), problem=problem)


def last_of(path: str) -> str:
    """The name at the end of a path."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _files(source: Path, leave_out: Path | None) -> Iterator[tuple[Path, str]]:
    whole = source.resolve()
    yield from _below(whole, label(whole.name), leave_out and leave_out.resolve())


def _below(file: Path, path: str, leave_out: Path | None) -> Iterator[tuple[Path, str]]:
    """The files below a folder, on a stack: it may be deeper than Python calls."""
    above: list[Iterator[tuple[Path, str]]] = [iter([(file, path)])]
    while above:
        for file, path in above[-1]:
            inside = _inside(file, path)
            if inside is None:
                yield file, path
            elif file != leave_out:
                above.append(inside)
                break
        else:
            above.pop()


def _inside(folder: Path, path: str) -> Iterator[tuple[Path, str]] | None:
    """What stands in a folder, in the order of names. None for a file; for a link, which may lead in a circle; for a
    folder that lets nobody in: those are told as papers."""
    try:
        if folder.is_symlink():
            return None
        names = sorted(one.name for one in folder.iterdir())
    except OSError:
        return None
    return ((folder / name, f"{path}/{label(name)}") for name in names)


def _papers_in(file: Path, path: str) -> Iterator[Paper]:
    state = file.stat()
    if not stat.S_ISREG(state.st_mode):
        yield without(path, _NO_FILE)
    elif (kind := _kind(file)) == ".zip":
        from dondoc.reading.corpus.zipped import members

        yield from members(file, path)
    elif kind == ".parquet":
        from dondoc.reading.corpus.tables import rows

        yield from rows(file, path)
    elif state.st_size > LARGEST:
        yield without(path, TOO_LARGE)
    else:
        yield Paper(path, label(file.name), file.read_bytes())


def _how_many(file: Path) -> int:
    with suppress(OSError):
        if (kind := _kind(file)) in (".zip", ".parquet") and file.is_file():
            if kind == ".zip":
                from dondoc.reading.corpus.zipped import how_many
            else:
                from dondoc.reading.corpus.tables import how_many
            return how_many(file)
    return 1


def _kind(file: Path) -> str:
    return file.suffix.lower()
