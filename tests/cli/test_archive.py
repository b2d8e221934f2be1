"""Sao lưu, khôi phục — everything comes back on an empty place; a damaged archive is refused whole."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from dondoc.config import locked
from tests.installed import Installed

pytestmark = pytest.mark.wide  # commands, each with a reader of its own

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


def _house(installed: Installed | None, folder: Path, database: str) -> None:
    """An installation with a paper, sealed."""
    if installed:
        installed.copy(folder)
    else:
        assert _run("init", folder=folder, database=database).returncode == 0
    code = "import django; django.setup(); from dondoc.shared.files import store; print(store(b'ban goc'))"
    env = {
        **os.environ,
        "DONDOC_DATA": str(folder),
        "DONDOC_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "dondoc.config.settings",
    }
    subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def made_once(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """An installation on SQLite, a backup's own key and its public half: copied by each test that hurts them."""
    folder = tmp_path_factory.mktemp("nha")
    _house(installed, folder / "old", "")
    said = _run("backup-key", str(folder / "khoa.txt"), "--no-passphrase", folder=folder / "old", database="").stdout
    return folder / "old", folder / "khoa.txt", said.split()[3]


@pytest.fixture
def house(made_once: tuple[Path, Path, str], tmp_path: Path) -> tuple[Path, Path, str]:
    old, own, public = made_once
    return shutil.copytree(old, tmp_path / "old"), own, public


def _original(folder: Path) -> bytes:
    from django.test import override_settings

    from dondoc.shared import files

    with override_settings(DONDOC_DATA=folder):
        return files.load(files.digest(b"ban goc"))


def _is_sound(folder: Path, database: str) -> bool:
    checked = json.loads(_run("journal", "verify", "--json", folder=folder, database=database).stdout)
    return checked["broken"] is None and checked["entries"] > 0


@pytest.mark.acts
def test_what_is_backed_up_comes_back(request: pytest.FixtureRequest, tmp_path: Path, places: tuple[str, str]) -> None:
    """Encrypted, with the keys inside, into an empty place: nothing else is needed but the backup's own key."""
    installed = None if places[0] else request.getfixturevalue("installed")
    old, new, archive, own = (tmp_path / name for name in ("old", "new", "sao-luu.age", "khoa-sao-luu.txt"))
    _house(installed, old, places[0])
    key = _run("journal", "key", folder=old, database=places[0]).stdout
    public = _run("backup-key", str(own), "--no-passphrase", folder=old, database="").stdout.split()[3]
    made = _run("backup", str(archive), "--to", public, "--json", folder=old, database=places[0])
    assert made.returncode == 0, made.stderr
    said = json.loads(made.stdout)
    assert (said["needs_master_key"], oct(archive.stat().st_mode & 0o777)) == ("", "0o600")
    assert archive.read_bytes().startswith(b"age-encryption.org/v1")
    for secret in (b"SQLite format 3", b"PGDMP", b"AGE-SECRET-KEY", b"manifest.json"):
        assert secret not in archive.read_bytes()
    refused = _run("restore", str(archive), "--identity", str(own), folder=old, database=places[0])
    assert "đã có dữ liệu" in refused.stderr
    refused = _run("restore", str(archive), folder=new, database=places[1])
    assert "--identity" in refused.stderr
    done = _run(
        "restore", str(archive), "--sha256", said["sha256"], "--identity", str(own), folder=new, database=places[1]
    )
    assert done.returncode == 0, done.stderr
    assert "Chép tệp khóa" not in done.stdout
    assert _original(new) == b"ban goc"
    assert key.startswith("-----BEGIN PUBLIC KEY")
    assert _run("journal", "key", folder=new, database=places[1]).stdout == key
    assert _is_sound(new, places[1])


def test_a_backup_without_the_master_key_needs_the_one_kept_apart(
    tmp_path: Path, house: tuple[Path, Path, str]
) -> None:
    (old, own, public), new, archive = house, tmp_path / "new", tmp_path / "a.age"
    made = _run("backup", str(archive), "--to", public, "--without-master-key", "--json", folder=old, database="")
    needs = json.loads(made.stdout)["needs_master_key"]
    assert needs == (old / "master.id").read_text()
    done = _run("restore", str(archive), "--identity", str(own), folder=new, database="")
    assert f"mã {needs} vào {new / 'master.key'}" in done.stdout, done.stderr
    assert needs in _run("check", folder=new, database="").stderr, "it does not start, and says which key is missing"
    assert not (new / "master.key").exists(), "no new one was made over sealed data"
    shutil.copy(old / "master.key", new / "master.key")
    assert _original(new) == b"ban goc"
    assert _run("check", folder=new, database="").returncode == 0
    with tarfile.open(_opened(archive, own, tmp_path)) as tar:
        assert "master.key" not in tar.getnames()


def _opened(archive: Path, own: Path, folder: Path) -> Path:
    import pyrage

    key = pyrage.x25519.Identity.from_str(own.read_text().split()[-1])
    (folder / "mo.tar").write_bytes(pyrage.decrypt(archive.read_bytes(), [key]))
    return folder / "mo.tar"


def test_a_plain_backup_must_be_asked_for_and_says_so_aloud(tmp_path: Path, house: tuple[Path, Path, str]) -> None:
    (old, _own, _public), archive = house, tmp_path / "a.tar"
    refused = _run("backup", str(archive), folder=old, database="")
    assert "--plain" in refused.stderr
    assert not archive.exists()
    assert (
        "không có thư mục"
        in _run("backup", str(tmp_path / "o/a.tar"), "--plain", folder=old, database="").stderr.lower()
    )
    made = _run("backup", str(archive), "--plain", folder=old, database="")
    assert "KHÔNG MÃ HÓA" in made.stderr
    with tarfile.open(archive) as tar:
        assert "master.key" not in tar.getnames()
        assert "master.id" in tar.getnames()


@pytest.mark.skipif(not shutil.which("age"), reason="chưa có lệnh age")
def test_a_tool_of_others_opens_a_backup_and_an_original(tmp_path: Path, house: tuple[Path, Path, str]) -> None:
    """In twenty years an office reads its papers with the standard tool and the two key files."""
    (old, own, public), archive = house, tmp_path / "a.age"
    assert _run("backup", str(archive), "--to", public, folder=old, database="").returncode == 0
    tar = subprocess.run(["age", "-d", "-i", own, archive], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(tar)) as opened:
        opened.extractall(tmp_path / "ra")
    (content,) = (tmp_path / "ra").rglob("*.age")
    _head, _line, body = content.with_suffix(".key").read_bytes().partition(b"\n")
    key = subprocess.run(
        ["age", "-d", "-i", tmp_path / "ra" / "master.key"], input=body, capture_output=True, check=True
    ).stdout
    (tmp_path / "rieng.txt").write_bytes(key)
    assert (
        subprocess.run(["age", "-d", "-i", tmp_path / "rieng.txt", content], capture_output=True, check=True).stdout
        == b"ban goc"
    )


@pytest.mark.parametrize("hurt", ["turned", "cut", "another key"])
def test_a_damaged_archive_is_refused_whole(tmp_path: Path, house: tuple[Path, Path, str], hurt: str) -> None:
    (old, own, public), new, archive = house, tmp_path / "new", tmp_path / "a.age"
    assert _run("backup", str(archive), "--to", public, folder=old, database="").returncode == 0
    data = bytearray(archive.read_bytes())
    data[9000] ^= 255 if hurt == "turned" else 0
    archive.write_bytes(data[:-30] if hurt == "cut" else data)
    if hurt == "another key":
        own = tmp_path / "khac.txt"
        _run("backup-key", str(own), "--no-passphrase", folder=old, database="")
    refused = _run("restore", str(archive), "--identity", str(own), folder=new, database="")
    assert refused.returncode == 1
    assert "hỏng" in refused.stderr, refused.stderr
    assert not (new / "dondoc.sqlite3").exists()
    assert not (new / "master.key").exists()


def test_a_backup_key_under_a_passphrase_opens_with_it_alone(tmp_path: Path) -> None:
    body, public = locked.new_identity("mật khẩu đủ dài")
    own, archive = tmp_path / "khoa.age", tmp_path / "a.age"
    own.write_bytes(body)
    with archive.open("wb") as target:
        locked.pour(lambda into: into.write(b"chu" * 99999), target, [public])  # type: ignore[arg-type, return-value]
    read: list[bytes] = []
    locked.draw(archive, lambda opened: read.append(opened.read()), [own], lambda: "mật khẩu đủ dài")
    assert read == [b"chu" * 99999]
    with pytest.raises(locked.ArchiveProblem, match="sai mật khẩu"):
        locked.draw(archive, lambda opened: None, [own], lambda: "khác")
    with pytest.raises(locked.ArchiveProblem, match="không phải khóa công khai"):
        locked.recipient("age1khong")


def test_an_archive_of_before_the_master_key_is_still_restored(tmp_path: Path, house: tuple[Path, Path, str]) -> None:
    (old, _own, _public), new = house, tmp_path / "new"
    archive, first = tmp_path / "a.tar", tmp_path / "b.tar"
    shutil.rmtree(old / "files")
    name = hashlib.sha256(b"ban goc").hexdigest()
    (old / "files" / name[:2]).mkdir(parents=True)
    (old / "files" / name[:2] / name).write_bytes(b"ban goc")
    assert _run("backup", str(archive), "--plain", folder=old, database="").returncode == 0
    with tarfile.open(archive) as tar, tarfile.open(first, "w") as earlier:
        manifest = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
        del manifest["digests"]["master.id"]
        data = json.dumps(manifest).encode()
        for member in tar:
            if member.name not in ("manifest.json", "master.id"):
                earlier.addfile(member, tar.extractfile(member))
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(data)
        earlier.addfile(entry, io.BytesIO(data))
    done = _run("restore", str(first), folder=new, database="")
    assert done.returncode == 0, done.stderr
    assert "mã hóa 1 tệp" in _run("init", folder=new, database="").stdout
    assert _original(new) == b"ban goc"
    assert not (new / "files" / name[:2] / name).exists()


def test_a_database_with_unapplied_migrations_is_not_served(tmp_path: Path) -> None:
    refused = _run("serve", folder=tmp_path, database="")
    assert refused.returncode == 1
    assert "dondoc init" in refused.stderr


def test_a_real_house_begins_with_its_root_and_an_administrator(installed: Installed, tmp_path: Path) -> None:
    assert "Mã dùng một lần của quantri" in installed.said
    folder = installed.copy(tmp_path / "nha")
    again = _run("init", "--unit", "Đảng ủy khác", "--admin", "Vi Thị Ngần", folder=folder, database="")
    assert "Đã có đơn vị gốc" in again.stderr
