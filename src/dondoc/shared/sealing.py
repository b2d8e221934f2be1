"""Mã hóa từng tệp — a content as an age file under a key of its own; that key, locked by the master key, lies beside it.

Whoever destroys the small `.key` has destroyed the content, whatever its size.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO, Protocol

from pyrage import DecryptError, EncryptError, decrypt, decrypt_io, encrypt, encrypt_io, x25519

from dondoc.shared import whole
from dondoc.shared.keyring import Key, ring

_HEAD = b"dondoc-key 1 "


class Sink(Protocol):
    """Nơi nhận — what a content is poured into."""

    def write(self, data: bytes, /) -> object: ...


class Damaged(Exception):
    """Hỏng — the content or its key is not what was sealed."""


def key_of(place: Path) -> Path:
    """Where the key of a sealed content lies."""
    return place.with_suffix(".key")


def seal(source: BinaryIO, place: Path) -> None:
    """Mã hóa — the key first: broken off between, a key of nothing stays, never a content that nobody opens."""
    own = x25519.Identity.generate()
    whole.write(key_of(place), _locked(own, ring().current))
    whole.write(place, lambda target: _poured(source, target, own))


def unseal(place: Path, target: Sink) -> None:
    """Giải mã — pour the content out, a piece at a time; OSError when content or key is not there."""
    own = _own(key_of(place))
    with place.open("rb") as source:
        try:
            decrypt_io(source, target, [own])
        except (DecryptError, OSError) as problem:
            raise Damaged from problem


def contents(place: Path) -> bytes:
    """All of it at once."""
    target = io.BytesIO()
    unseal(place, target)
    return target.getvalue()


def is_sealed(place: Path) -> bool:
    """Both halves are there."""
    return place.exists() and key_of(place).exists()


def destroy(place: Path) -> None:
    """Hủy — the key first, overwritten; then the content, which nobody can read by then."""
    whole.erase(key_of(place))
    whole.erase(place)


def locked_by(key_file: Path) -> str:
    """The id of the master key that locks this one."""
    return _parts(key_file)[0]


def key_id(key_file: Path) -> str:
    """The same, "" where the file is damaged."""
    try:
        return locked_by(key_file)
    except Damaged:
        return ""


def relock(key_file: Path, to: Key) -> None:
    """Khóa lại — by another master key; at every moment the file holds one that opens, the old one is overwritten."""
    whole.replace(key_file, _locked(_own(key_file), to))


def _locked(own: x25519.Identity, by: Key) -> bytes:
    body: bytes = encrypt(str(own).encode(), [by.identity.to_public()])
    return _HEAD + by.id.encode() + b"\n" + body


def _own(key_file: Path) -> x25519.Identity:
    name, body = _parts(key_file)
    try:
        return x25519.Identity.from_str(decrypt(body, [ring().key(name).identity]).decode())
    except DecryptError as problem:
        raise Damaged from problem


def _parts(key_file: Path) -> tuple[str, bytes]:
    head, _line, body = key_file.read_bytes().partition(b"\n")
    if not head.startswith(_HEAD):
        raise Damaged(key_file.name)
    return head.removeprefix(_HEAD).decode("ascii", "replace"), body


def _poured(source: BinaryIO, target: BinaryIO, own: x25519.Identity) -> None:
    try:
        encrypt_io(source, target, [own.to_public()])
    except EncryptError as problem:
        raise OSError(str(problem)) from problem
