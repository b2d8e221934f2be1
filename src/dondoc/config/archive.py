"""Bản sao lưu — one tar: manifest.json (digests), the database, the files. Checked before used."""

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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from dondoc.shared import signing

FORMAT = 1
_DATABASE = "database"


class ArchiveProblem(Exception):
    """Không sao lưu, khôi phục được — a Vietnamese sentence that says what to do."""


def make(target: Path) -> tuple[str, int]:
    """Write the archive beside its place, then rename it there. Returns its digest and file count."""
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
        database = Path(folder) / _DATABASE
        _dump(database)
        entries = {_DATABASE: database, **dict(_files())}
        manifest = {
            "format": FORMAT,
            "vendor": connection.vendor,
            "digests": {name: _digest(path) for name, path in entries.items()},
        }
        whole = Path(folder) / "whole.tar"
        with tarfile.open(whole, "w") as tar:
            _add_bytes(tar, "manifest.json", json.dumps(manifest, sort_keys=True).encode())
            for name, path in entries.items():
                tar.add(path, name)
        os.replace(whole, target)
    return _digest(target), len(entries) - 1


def unpack(source: Path, expected: str | None) -> int:
    """Check every digest, then put the database and the files into empty places."""
    if expected and _digest(source) != expected.lower():
        raise ArchiveProblem("Mã băm không khớp: tệp sao lưu đã bị đổi hoặc hỏng. Không khôi phục gì.")
    _refuse_full()
    Path(settings.DONDOC_DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.DONDOC_DATA) as folder:
        manifest = _extract(source, Path(folder))
        _load(Path(folder) / _DATABASE, manifest["vendor"])
        names = [name for name in manifest["digests"] if name != _DATABASE]
        for name in names:
            place = Path(settings.DONDOC_DATA) / name
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.replace(Path(folder) / name, place)
    return len(names)


def _files() -> Iterator[tuple[str, Path]]:
    """The store and the keys; never the quarantine (its keys are made to be forgotten)."""
    data = Path(settings.DONDOC_DATA)
    for path in sorted((data / "files").rglob("*")):
        if path.is_file():
            yield str(path.relative_to(data)), path
    for name in ("secret.key", signing.NAME):
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


def _extract(source: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source) as tar:
            taken = {_take_out(tar, member, folder) for member in tar}
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


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    tar.addfile(entry, io.BytesIO(data))
