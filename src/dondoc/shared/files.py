"""Kho tệp — originals by their SHA-256, never changed, each under a key of its own; and the quarantine under one-time keys."""

from __future__ import annotations

import hashlib
import hmac
import io
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.shared import sealing, whole
from dondoc.shared.acts import Refused
from dondoc.shared.keyring import ring
from dondoc.shared.whole import DiskFull

__all__ = ["DiskFull"]


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
    with one_at_a_time():
        if not has(name):
            sealing.seal(io.BytesIO(data), _sealed(name))
    return name


def has(name: str) -> bool:
    """Whether the store holds the content of a digest, and the key to it."""
    return sealing.is_sealed(_sealed(name)) or _plain(name).exists()


def load(name: str) -> bytes:
    """The content of a digest; Refused when the file is missing or was changed on the disk."""
    target = io.BytesIO()
    copy(name, target)
    return target.getvalue()


def copy(name: str, target: sealing.Sink) -> None:
    """Pour a content out, never more than a piece of it in memory; Refused as of `load`, at the latest after the last piece."""
    told = _Digesting(target)
    try:
        if _sealed(name).exists():
            sealing.unseal(_sealed(name), told)
        else:
            told.pour(_plain(name))
    except FileNotFoundError as problem:
        raise Refused(_("Không thấy tệp gốc trong kho. Báo quản trị khôi phục từ bản sao lưu.")) from problem
    except sealing.Damaged as problem:
        raise _changed() from problem
    if told.sha256.hexdigest() != name:
        raise _changed()


def drop(name: str) -> None:
    """Bỏ khỏi kho — destroy the key, then the content, of what no row holds any more: nobody can read it again."""
    with one_at_a_time():
        sealing.destroy(_sealed(name))
        whole.erase(_plain(name))


def path_of(name: str) -> Path:
    """Where the content of a digest lies. The name never comes from a user."""
    sealed, plain = _sealed(name), _plain(name)
    return plain if plain.exists() and not sealing.is_sealed(sealed) else sealed


def one_at_a_time() -> AbstractContextManager[None]:
    """Who writes keys or destroys them waits for the others: else a key locked anew would outlive its destruction."""
    return whole.alone(Path(settings.DONDOC_DATA) / "files.lock")


def left_plain() -> Iterator[str]:
    """Tệp chưa mã hóa — digests of what earlier versions stored as it was."""
    for path in (Path(settings.DONDOC_DATA) / "files").glob("*/*"):
        if len(path.name) == 64 and not path.suffix:
            yield path.name


def seal_plain(name: str) -> bool:
    """Mã hóa một tệp cũ — sealed and read back before the plain one is overwritten; False when it was damaged already."""
    with one_at_a_time():
        if not sealing.is_sealed(_sealed(name)) or not _is_whole(name):
            if not _plain(name).exists() or digest(_plain(name).read_bytes()) != name:
                return False
            with _plain(name).open("rb") as source:
                sealing.seal(source, _sealed(name))
            copy(name, _Nowhere())
        whole.erase(_plain(name))
    return True


def key_files() -> Iterator[Path]:
    """Mọi khóa riêng — of the store and of the quarantine."""
    place = Path(settings.DONDOC_DATA)
    yield from (place / "files").glob("*/*.key")
    yield from (place / "quarantine").glob("*.key")


def _is_whole(name: str) -> bool:
    try:
        copy(name, _Nowhere())
    except Refused:
        return False
    return True


def _sealed(name: str) -> Path:
    """The name on the disk is keyed: who knows a content cannot tell from it whether the store holds it."""
    hidden = hmac.digest(ring().names, name.encode(), "sha256").hex()
    return Path(settings.DONDOC_DATA) / "files" / hidden[:2] / f"{hidden}.age"


def _plain(name: str) -> Path:
    return Path(settings.DONDOC_DATA) / "files" / name[:2] / name


def _changed() -> Refused:
    return Refused(_("Tệp gốc đã bị thay đổi trên đĩa, không khớp mã băm. Báo quản trị."))


class _Nowhere:
    def write(self, data: bytes) -> int:
        return len(data)


class _Digesting:
    """A sink that counts the digest of what goes through."""

    def __init__(self, target: sealing.Sink) -> None:
        self.target, self.sha256 = target, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        self.target.write(data)
        return len(data)

    def flush(self) -> None:
        """What pyrage asks of a file; nothing is held back here."""

    def pour(self, path: Path) -> None:
        with path.open("rb") as source:
            while data := source.read(2**16):
                self.write(data)


def quarantine(data: bytes, name: str) -> None:
    """Cách ly — keep an upload under a key of its own until it is known to bear no secret mark."""
    sealing.seal(io.BytesIO(data), _quarantined(name))


def quarantined(name: str) -> bytes:
    """The content of a quarantined upload; Refused when it was forgotten."""
    place = _quarantined(name)
    try:
        return _earlier(place) or sealing.contents(place)
    except FileNotFoundError as problem:
        raise Refused(_("Tệp này không còn trong khu cách ly. Hãy tải lên lại.")) from problem


def _earlier(place: Path) -> bytes:
    """What a version before the master key put there and nobody has answered for yet."""
    key = sealing.key_of(place).read_bytes()
    return Fernet(key).decrypt(place.read_bytes()) if len(key) == 44 else b""


def forget(name: str) -> None:
    """Quên khóa — overwrite and remove the key, then the content: nobody can read it again."""
    with one_at_a_time():
        sealing.destroy(_quarantined(name))


def sweep(kept: Collection[str], before: float) -> None:
    """Dọn — forget quarantined names nobody keeps, and files whose writing was broken off; only what is old enough."""
    place = Path(settings.DONDOC_DATA)
    quarantined = (path for path in (place / "quarantine").glob("*") if path.name.split(".")[0] not in kept)
    keys = (path for path in (place / "files").glob("*/*.key") if not path.with_suffix(".age").exists())
    with one_at_a_time():
        for path in [*quarantined, *keys, *(place / "files").glob("*/tmp*")]:
            if path.stat().st_mtime < before:
                whole.erase(path)


def _quarantined(name: str) -> Path:
    return Path(settings.DONDOC_DATA) / "quarantine" / f"{name}.bin"
