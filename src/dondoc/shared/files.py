"""Kho tệp — originals by their SHA-256, never changed; and the quarantine under one-time keys."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused


class DiskFull(Refused):
    """Hết chỗ — the disk would not take the file; nothing half written stays."""

    def __init__(self) -> None:
        super().__init__(_("Máy chủ hết chỗ trống, tệp chưa được lưu. Báo quản trị dọn đĩa rồi gửi lại."))


def digest(data: bytes) -> str:
    """SHA-256 of a content, in hex: its name in the store."""
    return hashlib.sha256(data).hexdigest()


def bare_name(name: str, otherwise: str) -> str:
    """A file's own name: no folder, no control sign, at most 200 characters; `otherwise` for none."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip(". ")
    return kept[-200:] or otherwise


def store(data: bytes) -> str:
    """Keep a content; the same content again is the same file. Returns its digest."""
    name = digest(data)
    path = path_of(name)
    if not path.exists():
        _write(path, data)
    return name


def load(name: str) -> bytes:
    """The content of a digest; Refused when the file is missing or was changed on the disk."""
    try:
        data = path_of(name).read_bytes()
    except OSError as problem:
        raise Refused(_("Không thấy tệp gốc trong kho. Báo quản trị khôi phục từ bản sao lưu.")) from problem
    if digest(data) != name:
        raise Refused(_("Tệp gốc đã bị thay đổi trên đĩa, không khớp mã băm. Báo quản trị."))
    return data


def drop(name: str) -> None:
    """Bỏ khỏi kho — overwrite and remove a content that no row holds any more."""
    path = path_of(name)
    if path.exists():
        _erase(path)


def path_of(name: str) -> Path:
    """Where a digest lies: two letters a folder. The name never comes from a user."""
    return Path(settings.DONDOC_DATA) / "files" / name[:2] / name


def quarantine(data: bytes, name: str) -> None:
    """Cách ly — keep an upload under a key of its own until it is known to bear no secret mark."""
    key = Fernet.generate_key()
    _write(_quarantined(name, "key"), key)
    _write(_quarantined(name, "bin"), Fernet(key).encrypt(data))


def quarantined(name: str) -> bytes:
    """The content of a quarantined upload; Refused when it was forgotten."""
    try:
        key = _quarantined(name, "key").read_bytes()
        return Fernet(key).decrypt(_quarantined(name, "bin").read_bytes())
    except OSError as problem:
        raise Refused(_("Tệp này không còn trong khu cách ly. Hãy tải lên lại.")) from problem


def forget(name: str) -> None:
    """Quên khóa — overwrite and remove the key, then the content: nobody can read it again."""
    for part in ("key", "bin"):
        path = _quarantined(name, part)
        if path.exists():
            _erase(path)


def sweep(kept: Collection[str], before: float) -> None:
    """Dọn — forget quarantined names nobody keeps, and files whose writing was broken off; only what is old enough."""
    place = Path(settings.DONDOC_DATA)
    for path in [*(place / "quarantine").glob("*"), *(place / "files").glob("*/tmp*")]:
        if path.stem not in kept and path.stat().st_mtime < before:
            _erase(path)


def _erase(path: Path) -> None:
    """Overwrite, then remove."""
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        os.fsync(file.fileno())
    path.unlink()


def _quarantined(name: str, part: str) -> Path:
    return Path(settings.DONDOC_DATA) / "quarantine" / f"{name}.{part}"


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a temporary file, flushed, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as problem:
        Path(temporary).unlink(missing_ok=True)
        raise DiskFull from problem
