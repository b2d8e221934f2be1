"""Bản sao lưu mã hóa — an age file to one or more recipients, written and read as a stream: the standard `age` opens it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from pyrage import (
    DecryptError,
    EncryptError,
    IdentityError,
    RecipientError,
    decrypt_io,
    encrypt_io,
    passphrase,
    ssh,
    x25519,
)

MAGIC = b"age-encryption.org/v1"
_STEP = 2**16


class ArchiveProblem(Exception):
    """Không sao lưu, khôi phục được — a Vietnamese sentence that says what to do."""


def recipient(text: str) -> Any:
    """Người mở được — an age or an SSH public key."""
    try:
        return ssh.Recipient.from_str(text) if text.startswith("ssh-") else x25519.Recipient.from_str(text)
    except RecipientError as problem:
        raise ArchiveProblem(f"“{text}” không phải khóa công khai age (age1…) hay SSH.") from problem


def new_identity(words: str) -> tuple[bytes, str]:
    """Cặp khóa sao lưu — the file to be kept apart, under a passphrase when there is one; and the public half."""
    made = x25519.Identity.generate()
    text = f"# Khóa mở bản sao lưu của Đôn Đốc. Giữ riêng, không để cùng bản sao lưu.\n{made}\n".encode()
    return passphrase.encrypt(text, words) if words else text, str(made.to_public())


def is_locked(source: Path) -> bool:
    """Whether a file is encrypted, by its first bytes."""
    with source.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def pour(write: Callable[[BinaryIO], None], target: BinaryIO, to: Sequence[str]) -> None:
    """What `write` writes, encrypted on its way: nothing of it touches the disk in the open."""
    if not to:
        write(target)
        return
    keys = [recipient(one) for one in to]
    with _flow(write) as source:
        try:
            encrypt_io(source, target, keys)
        except EncryptError as problem:
            raise OSError(str(problem)) from problem


def draw(
    source: Path, read: Callable[[BinaryIO], None], identities: Sequence[Path], words: Callable[[], str] = str
) -> None:
    """Give `read` the content of an archive, decrypted on its way when it is encrypted."""
    if not is_locked(source):
        with source.open("rb") as file:
            read(file)
        return
    if not identities:
        raise ArchiveProblem("Bản sao lưu đã mã hóa. Cần khóa mở: dondoc restore FILE --identity TỆP_KHÓA")
    keys = [key for path in identities for key in _identities(path, words)]

    def pass_on(target: BinaryIO) -> None:
        try:
            with source.open("rb") as file:
                decrypt_io(file, target, keys)
        except DecryptError as problem:
            raise ArchiveProblem(
                "Khóa này không mở được bản sao lưu ấy, hoặc tệp đã hỏng. Không khôi phục gì."
            ) from problem

    with _flow(pass_on) as opened:
        read(opened)
        while opened.read(_STEP):  # to the end: the last piece says that nothing was cut off
            pass


def _identities(path: Path, words: Callable[[], str]) -> list[Any]:
    """The keys of an identity file: age's, the same under a passphrase, or an SSH private key."""
    try:
        data = path.read_bytes()
        if data.startswith(b"-----BEGIN OPENSSH"):
            return [ssh.Identity.from_buffer(data)]
        if data.startswith((MAGIC, b"-----BEGIN AGE")):
            data = passphrase.decrypt(data, words())
        lines = [line.strip() for line in data.decode().splitlines()]
        found = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, ValueError, IdentityError, DecryptError) as problem:
        raise ArchiveProblem(f"{path}: không phải tệp khóa, hoặc sai mật khẩu của tệp khóa.") from problem
    if not found:
        raise ArchiveProblem(f"{path}: không có khóa nào.")
    return found


@contextmanager
def _flow(fill: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """What `fill` writes in a thread of its own, read here as it comes; its failure is this one's."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as target:
                fill(target)
        except BaseException as problem:
            failed.append(problem)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as source:
            yield source
    finally:
        thread.join()
        if failed and not isinstance(failed[0], BrokenPipeError):
            raise failed[0]
