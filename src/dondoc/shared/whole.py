"""Ghi cả hoặc không ghi — a file is there whole or not at all; what is erased is overwritten before it goes."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

_STEP = 2**20
HALF = "tmp-"  # begins the name of what is being written: left behind by a process that was killed


class DiskFull(Refused):
    """Hết chỗ — the disk would not take the file; nothing half written stays."""

    def __init__(self) -> None:
        super().__init__(_("Máy chủ hết chỗ trống, tệp chưa được lưu. Báo quản trị dọn đĩa rồi gửi lại."))


def write(path: Path, fill: bytes | Callable[[BinaryIO], object], fresh: bool = False) -> bool:
    """A temporary file, flushed, then put in its place; with `fresh` never over what is there: False when it is."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=HALF + path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(fill) if isinstance(fill, bytes) else fill(file)
            file.flush()
            os.fsync(file.fileno())
        if fresh:
            os.link(temporary, path)
        else:
            os.replace(temporary, path)
    except FileExistsError:
        return False
    except OSError as problem:
        raise DiskFull from problem
    finally:
        Path(temporary).unlink(missing_ok=True)
    _settle(path.parent)
    return True


def replace(path: Path, data: bytes) -> None:
    """Put new content in a file's place, then overwrite what the old one held: it was a key."""
    with path.open("r+b") as old:
        write(path, data)
        _scribble(old)


def erase(path: Path) -> None:
    """Overwrite, then remove; what is not there is gone already."""
    try:
        with path.open("r+b") as file:
            _scribble(file)
        path.unlink()
    except FileNotFoundError:
        return
    _settle(path.parent)


def forget_halves(path: Path) -> None:
    """Erase what killed processes left half written of this file: it may hold a key that is to be destroyed."""
    for half in path.parent.glob(f"{HALF}{path.name}*"):
        erase(half)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Một người một lúc — one process and one thread of this installation inside; a killed one leaves it open."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _scribble(file: BinaryIO) -> None:
    left = os.fstat(file.fileno()).st_size
    file.seek(0)
    while left > 0:
        left -= file.write(os.urandom(min(left, _STEP)))
    file.flush()
    os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The name too survives the power going."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
