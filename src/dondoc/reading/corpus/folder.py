"""Thư mục kết quả — one run at a time, and files that are whole or are not there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK = ".lock"


class Refusal(Exception):
    """Không đọc kho được — a sentence that says what to do; nothing was changed."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """The folder, made where it is not, for this run alone. Raises Refusal."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / LOCK).open("w")
    except OSError as problem:
        raise Refusal("Không ghi được vào thư mục kết quả. Kiểm tra quyền ghi, hoặc chọn thư mục khác.") from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go by the system when a run is killed
        except OSError as problem:
            raise Refusal("Một lần chạy khác đang ghi vào thư mục kết quả này. Đợi nó xong.") from problem
        yield


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that bears its name only when all of it is on the disk."""
    half = path.with_name(f"{path.name}.tmp")
    try:
        with half.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as problem:
        raise Refusal("Không ghi được vào thư mục kết quả: đĩa đầy, hoặc mất quyền ghi. Các phần đã ghi còn nguyên; "
                      "chạy lại lệnh này để đọc tiếp.") from problem  # fmt: skip
