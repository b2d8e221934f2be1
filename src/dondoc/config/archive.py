"""Bản sao lưu — one tar: the database, the files, the keys, manifest.json (digests); encrypted to whoever may open it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection

from dondoc.config import locked
from dondoc.config.locked import ArchiveProblem
from dondoc.shared import files, keyring, signing, whole
from dondoc.shared.acts import Refused

__all__ = ["ArchiveProblem", "make", "unpack"]

FORMAT = 1
_DATABASE = "database"


@dataclass(frozen=True)
class Made:
    """Đã sao lưu — the digest of the whole, how many files, and the id of the master key it needs when it has none."""

    digest: str
    files: int
    needs: str


def make(target: Path, to: Sequence[str], with_ring: bool) -> Made:
    """Write the archive beside its place, then rename it there; encrypted to the recipients, plain when there is none."""
    if not target.resolve().parent.is_dir():
        raise ArchiveProblem(f"Không có thư mục {target.resolve().parent}: ổ lưu có thể chưa được gắn.")
    before = {key.id for key in _ring().keys}
    with tempfile.TemporaryDirectory(dir=settings.DONDOC_DATA) as folder:
        database = Path(folder) / _DATABASE
        _dump(database)
        packing = _Packing(database, with_ring and bool(to))
        try:
            whole.write(target.resolve(), lambda file: locked.pour(packing.write, file, to))
        except whole.DiskFull as problem:
            raise ArchiveProblem(f"Không ghi được {target}: hết chỗ hoặc không có quyền ghi.") from problem
        finally:
            whole.erase(database)
    if not before <= {key.id for key in _ring().keys}:
        target.unlink()
        raise ArchiveProblem("Khóa chính bị hủy trong lúc sao lưu. Chạy lại lệnh sao lưu.")
    needs = "" if packing.with_ring else _ring().current.id
    return Made(_digest(target), len(packing.digests) - 1, needs)


class _Packing:
    """The tar as it is written: what went in, by its digest at that moment; the manifest comes last."""

    def __init__(self, database: Path, with_ring: bool) -> None:
        self.database, self.with_ring = database, with_ring
        self.digests: dict[str, str] = {}

    def write(self, target: BinaryIO) -> None:
        with tarfile.open(fileobj=target, mode="w|") as tar:
            self._add_file(tar, _DATABASE, self.database)
            for name, path in _files():
                if path.suffix == ".key":
                    self._add_key(tar, name, path)
                else:
                    self._add_file(tar, name, path)
            if self.with_ring:  # last: it opens whatever was locked anew meanwhile
                self._add(tar, keyring.NAME, keyring.place().read_bytes())
            manifest = {"format": FORMAT, "vendor": connection.vendor, "digests": self.digests}
            self._add(tar, "manifest.json", json.dumps(manifest, sort_keys=True).encode())

    def _add_key(self, tar: tarfile.TarFile, name: str, path: Path) -> None:
        """Under the lock: a key being locked anew is overwritten where it lay."""
        try:
            with files.one_at_a_time():
                data = path.read_bytes()
        except FileNotFoundError:  # dropped since
            return
        self._add(tar, name, data)

    def _add_file(self, tar: tarfile.TarFile, name: str, path: Path) -> None:
        try:
            with path.open("rb") as content:
                entry = tar.gettarinfo(arcname=name, fileobj=content)
                told = _Hashing(content)
                tar.addfile(entry, told)  # type: ignore[arg-type]
        except FileNotFoundError:
            return
        self.digests[name] = told.sha256.hexdigest()

    def _add(self, tar: tarfile.TarFile, name: str, data: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(data), 0o600
        tar.addfile(entry, io.BytesIO(data))
        if name != "manifest.json":
            self.digests[name] = hashlib.sha256(data).hexdigest()


class _Hashing:
    """A file read once: into the tar, and into its digest."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.sha256.update(data)
        return data


def unpack(
    source: Path, expected: str | None, identities: Sequence[Path] = (), words: Callable[[], str] = str
) -> tuple[int, str]:
    """Check every digest, then put database, files and keys into empty places; how many, and the key still to be put."""
    if expected and _digest(source) != expected.lower():
        raise ArchiveProblem("Mã băm không khớp: tệp sao lưu đã bị đổi hoặc hỏng. Không khôi phục gì.")
    _refuse_full()
    Path(settings.DONDOC_DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.DONDOC_DATA) as folder:
        manifest = _extract(Path(folder), lambda take: locked.draw(source, take, identities, words))
        needs = _check_ring(Path(folder))
        _load(Path(folder) / _DATABASE, manifest["vendor"])
        names = [name for name in manifest["digests"] if name != _DATABASE]
        for name in names:
            _put(Path(folder) / name, name)
    return len(names), needs


def _put(path: Path, name: str) -> None:
    if name == keyring.NAME:
        whole.write(keyring.place(), path.read_bytes(), fresh=True)
        whole.erase(path)
        return
    place = Path(settings.DONDOC_DATA) / name
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(path, place)


def _check_ring(folder: Path) -> str:
    """A ring that lies here already must be the backup's; "" when there is one, else the id of what is to be put here."""
    mark, place = folder / keyring.MARK, keyring.place()
    wanted = mark.read_text().strip() if mark.exists() else ""
    if not wanted:
        return ""
    if not place.exists():
        return "" if (folder / keyring.NAME).exists() else wanted
    try:
        keyring.parse(place.read_text("utf-8")).key(wanted)
    except (ValueError, OSError, Refused) as problem:
        raise ArchiveProblem(
            f"Tệp khóa chính {place} không có khóa mã {wanted} của bản sao lưu này. "
            "Đặt đúng tệp khóa ấy, hoặc đổi DONDOC_MASTER_KEY_FILE. Không khôi phục gì."
        ) from problem
    return ""


def _ring() -> keyring.Ring:
    try:
        return keyring.ring()
    except Refused as problem:
        raise ArchiveProblem(str(problem)) from problem


def _files() -> Iterator[tuple[str, Path]]:
    """The store and the keys; never the quarantine (its keys are made to be forgotten)."""
    data = Path(settings.DONDOC_DATA)
    for path in sorted((data / "files").rglob("*")):
        if path.is_file() and not path.name.startswith(whole.HALF):
            yield str(path.relative_to(data)), path
    for name in ("secret.key", signing.NAME, keyring.MARK):
        if (data / name).exists():
            yield name, data / name


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", "--file", str(target), *_address()])


def _load(dump: Path, vendor: str) -> None:
    if vendor != connection.vendor:
        raise ArchiveProblem(
            f"Bản sao lưu là của {vendor}, cơ sở dữ liệu ở đây là {connection.vendor}. "
            "Đặt DONDOC_DATABASE_URL cùng loại rồi khôi phục."
        )
    if vendor == "sqlite":
        connection.close()
        place = Path(settings.DATABASES["default"]["NAME"])
        shutil.move(dump, place)
    else:
        _run(["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction",
              "--dbname", _dsn(), str(dump)])  # fmt: skip


def _refuse_full() -> None:
    """Never over what is there: an empty database and no files, or nothing is done."""
    kept = any((Path(settings.DONDOC_DATA) / "files").rglob("*"))
    if kept or _has_tables():
        raise ArchiveProblem(
            "Nơi khôi phục đã có dữ liệu. Khôi phục vào thư mục và cơ sở dữ liệu trống "
            "(đặt DONDOC_DATA, DONDOC_DATABASE_URL), kiểm tra xong rồi mới chuyển sang."
        )


def _has_tables() -> bool:
    if connection.vendor == "sqlite":
        place = Path(settings.DATABASES["default"]["NAME"])
        if not place.exists() or place.stat().st_size == 0:
            return False
        with sqlite3.connect(place) as opened:
            return bool(opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return bool(connection.introspection.table_names())


def _extract(folder: Path, draw: Callable[[Callable[[BinaryIO], None]], None]) -> dict[str, Any]:
    taken: set[str] = set()

    def take(opened: BinaryIO) -> None:
        with tarfile.open(fileobj=opened, mode="r|") as tar:
            taken.update(_take_out(tar, member, folder) for member in tar)

    try:
        draw(take)
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    except (tarfile.TarError, OSError, ValueError) as problem:
        raise ArchiveProblem("Tệp này không phải bản sao lưu của Đôn Đốc, hoặc đã hỏng.") from problem
    if manifest.get("format") != FORMAT:
        raise ArchiveProblem("Bản sao lưu thuộc phiên bản khác. Khôi phục bằng phiên bản đã tạo ra nó.")
    for name, digest in manifest["digests"].items():
        if name not in taken or _digest(folder / name) != digest:
            raise ArchiveProblem(f"Bản sao lưu đã hỏng ở {name}. Không khôi phục gì.")
    return manifest


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """One plain file inside the folder (the tarfile of Python 3.11.2, Debian 12's, has no filters)."""
    place, content = folder / member.name, tar.extractfile(member)
    if not member.isfile() or content is None or not place.resolve().is_relative_to(folder.resolve()):
        raise tarfile.ReadError(member.name)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.touch(mode=0o600)
    with content, place.open("wb") as target:
        shutil.copyfileobj(content, target)
    place.chmod(member.mode & 0o755)
    return member.name


def _dsn() -> str:
    base = settings.DATABASES["default"]
    parts = {"dbname": base["NAME"], "user": base["USER"], "host": base["HOST"],
             "port": base["PORT"], "password": base["PASSWORD"]}  # fmt: skip
    return " ".join(f"{key}={value}" for key, value in parts.items() if value)


def _address() -> list[str]:
    return ["--dbname", _dsn()]


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise ArchiveProblem(f"Máy này thiếu lệnh {command[0]} của PostgreSQL.") from missing
    if done.returncode:
        raise ArchiveProblem(f"{command[0]} báo lỗi: {done.stderr.strip()[-300:]}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
