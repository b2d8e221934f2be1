"""Tệp ZIP — its members as papers, one at a time; nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dondoc.reading.corpus.papers import TOO_LARGE, Paper, Problem, label, last_of, without
from dondoc.reading.sources import LARGEST

_PASSWORD = 1
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others zipfile unpacks at a stroke, whatever comes of it
_ARCHIVE = Problem("UNREADABLE", "Tệp nén hỏng, không mở được. Nén lại rồi đọc lại.")
_MEMBER = Problem("UNREADABLE", "Không giải nén được tệp này. Nén lại theo cách thường (Deflate) rồi đọc lại.")
_LOCKED = Problem("ENCRYPTED", "Tệp nén có mật khẩu. Giải nén ra thư mục rồi đọc lại.")
_NESTED = Problem("UNKNOWN_FORMAT", "Tệp này nằm trong một tệp nén khác. Giải nén ra thư mục rồi đọc lại.")


def members(file: Path, path: str) -> Iterator[Paper]:
    """The members in their order; two of one name are told apart by a number."""
    try:
        packed = zipfile.ZipFile(file)
    except Exception:  # what zipfile raises at hostile bytes is not told anywhere, and more than its own errors
        yield without(path, _ARCHIVE)
        return
    seen: Counter[str] = Counter()
    with packed:
        for info in _files(packed):
            inner = _inside(info.filename)
            seen[inner] += 1
            yield _member(packed, info, f"{path}!/{inner}", seen[inner])


def how_many(file: Path) -> int:
    """So many members; a damaged archive is one paper, which says so."""
    try:
        with zipfile.ZipFile(file) as packed:
            return len(_files(packed))
    except Exception:
        return 1


def _files(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [info for info in packed.infolist() if not info.filename.endswith("/")]


def _inside(name: str) -> str:
    """A member's path without what leads out of the archive: `../../etc/x` is `etc/x`."""
    steps = label(name).replace("\\", "/").split("/")
    return "/".join(step for step in steps if step not in ("", ".", ".."))


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, turn: int) -> Paper:
    name, told = last_of(path), path if turn == 1 else f"{path}#{turn}"
    if info.file_size > LARGEST:
        return Paper(told, name, problem=TOO_LARGE)
    if name.lower().endswith((".zip", ".parquet")):
        return Paper(told, name, problem=_NESTED)
    if info.flag_bits & _PASSWORD:
        return Paper(told, name, problem=_LOCKED)
    if info.compress_type not in _BOUNDED:
        return Paper(told, name, problem=_MEMBER)
    try:
        with packed.open(info) as opened:
            return Paper(told, name, opened.read(info.file_size))  # never more, whatever is in it
    except Exception:
        return Paper(told, name, problem=_MEMBER)
