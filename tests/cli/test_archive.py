"""Sao lưu, khôi phục — everything comes back on an empty place; a damaged archive is refused whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

PG = os.environ.get("DONDOC_DATABASE_URL", "")


def _run(*args: str, folder: Path, database: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DONDOC_DATA": str(folder), "DONDOC_DATABASE_URL": database, "DONDOC_IS_DEMO": ""}
    return subprocess.run(
        [sys.executable, "-m", "dondoc.cli", *args], env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture
def places(tmp_path: Path) -> tuple[str, str]:
    """Two empty databases of the kind under test."""
    if not PG.startswith("postgres"):
        return "", ""
    names = [f"arch_{os.getpid()}_{n}" for n in "ab"]
    from urllib.parse import parse_qs, urlsplit

    import psycopg

    asked = parse_qs(urlsplit(PG).query)
    host, port = asked["host"][0], asked.get("port", ["5432"])[0]
    with psycopg.connect(f"host={host} port={port} user=postgres dbname=postgres", autocommit=True) as link:
        for name in names:
            link.execute(f"DROP DATABASE IF EXISTS {name}")  # type: ignore[call-overload]
            link.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return tuple(PG.replace("/dondoc?", f"/{name}?") for name in names)  # type: ignore[return-value]


@pytest.mark.acts
def test_what_is_backed_up_comes_back(tmp_path: Path, places: tuple[str, str]) -> None:
    old, new, archive = tmp_path / "old", tmp_path / "new", tmp_path / "sao-luu.tar"
    assert _run("init", folder=old, database=places[0]).returncode == 0
    (old / "files" / "ab").mkdir(parents=True)
    (old / "files" / "ab" / "abcd").write_bytes(b"ban goc")
    key = _run("journal", "key", folder=old, database=places[0]).stdout
    made = _run("backup", str(archive), "--json", folder=old, database=places[0])
    assert made.returncode == 0, made.stderr
    digest = json.loads(made.stdout)["sha256"]
    refused = _run("restore", str(archive), folder=old, database=places[0])
    assert "đã có dữ liệu" in refused.stderr
    done = _run("restore", str(archive), "--sha256", digest, folder=new, database=places[1])
    assert done.returncode == 0, done.stderr
    assert (new / "files" / "ab" / "abcd").read_bytes() == b"ban goc"
    assert key.startswith("-----BEGIN PUBLIC KEY")
    assert _run("journal", "key", folder=new, database=places[1]).stdout == key
    checked = _run("journal", "verify", "--json", folder=new, database=places[1])
    assert json.loads(checked.stdout)["broken"] is None
    assert json.loads(checked.stdout)["entries"] > 0


def test_a_damaged_archive_is_refused_whole(tmp_path: Path) -> None:
    old, new, archive = tmp_path / "old", tmp_path / "new", tmp_path / "a.tar"
    assert _run("init", folder=old, database="").returncode == 0
    assert _run("backup", str(archive), folder=old, database="").returncode == 0
    with tarfile.open(archive) as tar:
        place = tar.getmember("database").offset_data + 5000
    data = bytearray(archive.read_bytes())
    data[place] ^= 255
    archive.write_bytes(data)
    refused = _run("restore", str(archive), folder=new, database="")
    assert "hỏng" in refused.stderr
    assert not (new / "dondoc.sqlite3").exists()


def test_a_database_with_unapplied_migrations_is_not_served(tmp_path: Path) -> None:
    refused = _run("serve", folder=tmp_path, database="")
    assert refused.returncode == 1
    assert "dondoc init" in refused.stderr


def test_a_real_house_begins_with_its_root_and_an_administrator(tmp_path: Path) -> None:
    made = _run("init", "--unit", "Đảng ủy Cục Thử nghiệm", "--admin", "Đàm Quang Sửu", folder=tmp_path, database="")
    assert "Mật khẩu lần đầu của quantri" in made.stdout, made.stderr
    again = _run("init", "--unit", "Đảng ủy khác", "--admin", "Vi Thị Ngần", folder=tmp_path, database="")
    assert "Đã có đơn vị gốc" in again.stderr
