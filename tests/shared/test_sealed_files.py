"""Kho tệp mã hóa — nothing readable lies on the disk; a destroyed key is the end; power may go at any moment."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dondoc.shared import files, keyring, rotating, sealing
from dondoc.shared.acts import Refused

WORDS = "Kết luận số 21-KL/ĐUK về công tác tổ chức".encode() * 9
MOMENTS = ("fsync", "replace", "link", "unlink")


def _all() -> list[Path]:
    return [path for path in Path(settings.DONDOC_DATA).rglob("*") if path.is_file()]


def _plain(data: bytes) -> str:
    """As an earlier version stored it."""
    name = files.digest(data)
    path = Path(settings.DONDOC_DATA) / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def test_neither_words_nor_digest_of_a_content_can_be_seen_on_the_disk() -> None:
    name = files.store(WORDS)
    files.quarantine(WORDS, "abc")
    for path in _all():
        assert WORDS[:20] not in path.read_bytes(), path
        assert name not in str(path)
        assert name.encode() not in path.read_bytes()
    assert files.load(name) == WORDS == files.quarantined("abc")
    assert oct((keyring.place()).stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("size", [0, 1, 2**16 - 1, 2**16, 2**16 + 1, 3 * 2**16])
def test_a_content_of_any_size_comes_back(size: int) -> None:
    data = os.urandom(size)
    assert files.load(files.store(data)) == data


def test_a_key_of_one_content_opens_no_other() -> None:
    first, second = files.store(b"mot"), files.store(b"hai")
    one, two = map(files.path_of, (first, second))
    one.write_bytes(two.read_bytes())
    with pytest.raises(Refused, match="không khớp mã băm"):
        files.load(first)
    sealing.key_of(one).write_bytes(sealing.key_of(two).read_bytes())  # both halves: still not what was asked
    with pytest.raises(Refused, match="không khớp mã băm"):
        files.load(first)


@pytest.mark.parametrize("part", [".age", ".key"])
@pytest.mark.parametrize("how", ["cut", "turned"])
def test_a_changed_half_is_told(part: str, how: str) -> None:
    path = files.path_of(files.store(WORDS)).with_suffix(part)
    data = bytearray(path.read_bytes())
    if how == "turned":
        data[-3] ^= 1
    path.write_bytes(data[:-20] if how == "cut" else data)
    with pytest.raises(Refused, match="không khớp mã băm"):
        files.load(files.digest(WORDS))


def test_dropping_destroys_the_key_first_and_overwrites_it(monkeypatch: Any) -> None:
    name = files.store(WORDS)
    path = files.path_of(name)
    key = sealing.key_of(path).read_bytes()
    held = sealing.key_of(path).open("rb")
    gone: list[str] = []
    unlink = Path.unlink
    monkeypatch.setattr(Path, "unlink", lambda self, **over: (gone.append(self.suffix), unlink(self, **over))[1])
    files.drop(name)
    assert gone == [".key", ".age"]
    with held:
        assert held.read() != key, "the bytes of the key are no longer where they were"
    assert not files.has(name)
    with pytest.raises(Refused, match="Không thấy tệp gốc"):
        files.load(name)


def test_without_its_key_a_content_is_gone_even_where_it_still_lies() -> None:
    name = files.store(WORDS)
    sealing.key_of(files.path_of(name)).unlink()
    assert not files.has(name)
    with pytest.raises(Refused):
        files.load(name)
    files.store(WORDS)
    assert files.load(name) == WORDS, "and may be stored again"


@pytest.mark.parametrize("lost", ["gone", "foreign", "empty"])
def test_a_lost_or_foreign_master_key_is_named_and_nothing_is_overwritten(lost: str) -> None:
    name, known = files.store(WORDS), keyring.ring().current.id
    kept = keyring.place().read_bytes()
    before = {path: path.read_bytes() for path in _all() if path != keyring.place()}
    keyring.place().unlink()
    if lost != "gone":
        foreign = "# dondoc-names: 00\nAGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n"
        keyring.place().write_text(foreign if lost == "foreign" else "")
    for run in (
        lambda: files.load(name),
        lambda: files.store(b"moi"),
        lambda: files.quarantine(b"moi", "x"),
        keyring.add,
    ):
        with pytest.raises(keyring.KeyMissing, match="hỏng" if lost == "empty" else known):
            run()
    assert {path: path.read_bytes() for path in _all() if path != keyring.place()} == before
    keyring.place().write_bytes(kept)
    assert files.load(name) == WORDS


def test_a_master_key_may_lie_elsewhere(settings: Any, tmp_path: Path) -> None:
    settings.DONDOC_MASTER_KEY_FILE = str(tmp_path / "usb" / "khoa.txt")
    name = files.store(WORDS)
    assert files.load(name) == WORDS
    assert (tmp_path / "usb" / "khoa.txt").exists()
    assert not (settings.DONDOC_DATA / keyring.NAME).exists()


def test_what_an_earlier_version_stored_is_read_and_sealed_in_place() -> None:
    name = _plain(WORDS)
    hurt = _plain(b"hong")
    (settings.DONDOC_DATA / "files" / hurt[:2] / hurt).write_bytes(b"khac")
    assert files.load(name) == WORDS
    assert files.store(WORDS) == name
    assert list(files.left_plain()) in ([name, hurt], [hurt, name])
    assert (files.seal_plain(name), files.seal_plain(hurt)) == (True, False)
    assert files.load(name) == WORDS
    assert list(files.left_plain()) == [hurt], "what was damaged is left for a person to look at"
    assert not [path for path in _all() if WORDS[:20] in path.read_bytes()]


def test_a_file_waiting_in_quarantine_since_before_the_upgrade_is_still_read(no_tables: None) -> None:
    from cryptography.fernet import Fernet

    key, place = Fernet.generate_key(), settings.DONDOC_DATA / "quarantine"
    place.mkdir()
    (place / "cu.key").write_bytes(key)
    (place / "cu.bin").write_bytes(Fernet(key).encrypt(WORDS))
    assert files.quarantined("cu") == WORDS
    keyring.add()
    assert rotating.lock_anew().damaged == ("cu.key",)
    files.forget("cu")
    assert not list(place.iterdir())


def test_a_rotation_locks_all_anew_while_both_keys_open_and_then_the_old_one_is_destroyed(no_tables: None) -> None:
    names = [files.store(bytes([n]) * 50) for n in range(5)]
    files.quarantine(WORDS, "cho")
    old = keyring.ring().current
    new = keyring.add()
    assert files.load(names[0]) == bytes(50)
    with pytest.raises(Refused, match="dưới khóa cũ"):
        rotating.destroy_old()
    later = files.store(b"sau")
    assert rotating.lock_anew().files == 6
    assert rotating.lock_anew().files == 0
    rotating.destroy_old()
    assert [key.id for key in keyring.ring().keys] == [new.id] != [old.id]
    assert old.text not in keyring.place().read_text()
    assert [files.load(name) for name in names] == [bytes([n]) * 50 for n in range(5)]
    assert (files.load(later), files.quarantined("cho")) == (b"sau", WORDS)
    with pytest.raises(Refused, match="chỉ có một khóa"):
        rotating.destroy_old()


# ── the power goes ──────────────────────────────────────────────────────────────────────────────────────────────────


def _child(run: Callable[[], object], after: float | int) -> bool:
    """Run in a process of its own, killed by -9 at its n-th touch of the disk, or after some seconds; whether it ended."""
    pid = os.fork()
    if pid == 0:
        try:
            if isinstance(after, int):
                _count_down([after])
            run()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    if isinstance(after, float):
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFEXITED(status)


def _count_down(left: list[int]) -> None:
    def dying(touch: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **over: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return touch(*args, **over)

        return run

    for name in MOMENTS:
        setattr(os, name, dying(getattr(os, name)))


def _seal_all() -> None:
    for name in list(files.left_plain()):
        files.seal_plain(name)


def _rotate() -> None:
    if not rotating.under_way():
        keyring.add()
    _lock_files()
    rotating.destroy_old()


def _lock_files() -> None:
    for path in files.key_files():
        if sealing.locked_by(path) != keyring.ring().current.id:
            sealing.relock(path, keyring.ring().current)


@pytest.fixture
def no_tables(monkeypatch: Any) -> None:
    monkeypatch.setattr("dondoc.shared.sealed.left_under_old", lambda: iter(()))


def _broken_off(run: Callable[[], object], still: Callable[[], object]) -> int:
    """Kill it at its first touch, then at the second from there, … until one try ends; `still` asks after each."""
    for turn in range(500):
        ended = _child(run, after=turn)
        still()
        if ended:
            return turn
    raise AssertionError("it never ended")


def test_sealing_killed_at_any_touch_of_the_disk_loses_nothing() -> None:
    contents = [os.urandom(300) for _ in range(3)]
    names = [_plain(data) for data in contents]
    files.store(b"khac")

    def still() -> None:
        assert [files.load(name) for name in names] == contents

    assert _broken_off(_seal_all, still) > 3
    assert list(files.left_plain()) == []


def test_a_rotation_killed_at_any_touch_of_the_disk_loses_nothing(no_tables: None) -> None:
    contents = [os.urandom(300) for _ in range(3)]
    names, first = [files.store(data) for data in contents], keyring.ring().current

    def still() -> None:
        assert [files.load(name) for name in names] == contents
        assert len(keyring.ring().keys) <= 2

    assert _broken_off(_rotate, still) > 3
    assert first not in keyring.ring().keys
    assert not [path for path in _all() if first.text.encode() in path.read_bytes()], "no half written ring holds it"


def test_storing_killed_at_any_touch_of_the_disk_is_stored_or_not(no_tables: None) -> None:
    name = files.digest(WORDS)

    def still() -> None:
        if files.has(name):
            assert files.load(name) == WORDS

    keyring.ring()
    assert _broken_off(lambda: files.store(WORDS), still) > 3
    assert files.load(name) == WORDS


def test_dropping_killed_at_any_touch_of_the_disk_never_leaves_half_a_promise() -> None:
    """Once the key is scribbled over nothing opens it, whether or not the rest was removed; dropped again, all goes."""
    name = files.store(WORDS)
    path = files.path_of(name)
    for turn in range(50):
        if _child(lambda: files.drop(name), after=turn):
            break
    assert not path.exists()
    assert not sealing.key_of(path).exists()


@pytest.mark.parametrize("run", [_seal_all, _rotate])
def test_killed_at_moments_nobody_chose_nothing_is_lost(run: Callable[[], object], no_tables: None) -> None:
    chance = random.Random(4)
    contents = [os.urandom(2000) for _ in range(20)]
    names = [_plain(data) if run is _seal_all else files.store(data) for data in contents]
    keyring.ring()
    for _ in range(12):
        _child(run, after=chance.random() * 0.15)
        assert [files.load(name) for name in names] == contents


def test_rotating_and_dropping_at_once_brings_no_destroyed_key_back(no_tables: None) -> None:
    """A key locked anew after it was destroyed would open what was promised to be gone."""
    names = [files.store(bytes([n]) * 20) for n in range(5)]
    keyring.add()
    touch = os.fsync

    def slowly(handle: int) -> None:
        time.sleep(0.5)
        touch(handle)

    pid = os.fork()
    if pid == 0:
        os.fsync = slowly
        rotating.lock_anew()
        os._exit(0)
    time.sleep(0.2)  # the first key is being written anew
    for name in names:
        files.drop(name)
    assert os.waitpid(pid, 0)[1] == 0
    assert not list(files.key_files())
