"""Kiểm tra gói — broken, cut, unsigned, foreign, too large, aimed elsewhere: one sentence, and nothing is written."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.documents.models import Entry, Upload
from dondoc.exchange import checking, rules
from dondoc.exchange.actions import distrust
from dondoc.exchange.checking import Checked, checked
from dondoc.exchange.models import Package
from dondoc.exchange.packing import FILES, KEY, MANIFEST, ROWS, SIGNATURE
from dondoc.exchange.rules import Broken
from dondoc.journal.models import Entry as Line
from dondoc.shared import signing
from tests.alone import alone, no_way_out
from tests.cast import AT, Cast
from tests.exchange.sending import package, parts, resigned, rezipped, trusted, unread

__all__ = ["no_way_out"]
pytestmark = pytest.mark.acts


def look(data: bytes) -> Checked:
    return checked(io.BytesIO(data))


@pytest.fixture
def good(cast: Cast) -> bytes:
    trusted(cast)
    return package(cast, unread)


def _flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_good_package_says_what_it_holds(good: bytes) -> None:
    found = look(good)
    assert (len(found.rows), found.files, found.kind, found.partner.name) == (3, 2, "papers", "Đảng ủy Khối Thử nghiệm")
    assert [row.so_ky_hieu for row in found.rows] == ["41-KL/ĐUK", "42-KL/ĐUK", "43-KL/ĐUK"]
    assert found.rows[0].line.startswith("Sổ văn bản đến")


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE, ROWS, FILES])
def test_one_bit_of_any_part_is_seen(good: bytes, name: str) -> None:
    found = parts(good)
    name = next(n for n in found if n.startswith(name))
    for place in range(0, len(found[name]), max(1, len(found[name]) // 40)):
        with pytest.raises(Broken):
            look(rezipped({**found, name: _flipped(found[name], place)}))


def test_the_key_beside_it_says_nothing(good: bytes) -> None:
    found = parts(good)
    assert look(rezipped({**found, KEY: b"khac"})).rows == look(good).rows


def test_one_bit_of_the_archive_is_seen_or_changes_nothing(good: bytes) -> None:
    whole = look(good)
    for place in range(0, len(good), 7):
        try:
            assert look(_flipped(good, place)) == whole, place
        except Broken:
            continue


def test_a_cut_package_is_refused_wherever_it_is_cut(good: bytes) -> None:
    for end in range(0, len(good) - 1, max(1, len(good) // 60)):
        with pytest.raises(Broken):
            look(good[:end])
    for other in (b"", b"khong phai goi", b"PK\x05\x06" + b"\0" * 18):
        with pytest.raises(Broken):
            look(other)


def test_an_unknown_key_is_told_by_its_fingerprint(cast: Cast) -> None:
    data = package(cast, unread)
    key = json.loads(parts(data)[MANIFEST])["key"]
    with pytest.raises(Broken, match=rules.fingerprint_said(key)):
        look(data)


def test_a_key_no_longer_trusted_is_refused(cast: Cast) -> None:
    partner = trusted(cast)
    data = package(cast, unread)
    distrust(partner=partner, reason="Mất khóa", by=cast.office, at=AT)
    with pytest.raises(Broken, match="Chưa tin"):
        look(data)


def test_one_signed_by_another_in_a_trusted_name_is_refused(cast: Cast, good: bytes) -> None:
    found = parts(good)
    with pytest.raises(Broken, match="Chữ ký"):
        look(rezipped({**found, SIGNATURE: signing.sign(found[MANIFEST])}))
    own = json.loads(found[MANIFEST]) | {"key": signing.fingerprint(signing.public_key())}
    with pytest.raises(Broken, match="chính bản cài đặt này"):
        look(rezipped({**found, MANIFEST: json.dumps(own).encode()}))


def test_names_that_lead_out_twice_or_nowhere_are_refused(good: bytes) -> None:
    found = parts(good)
    for name in ("../../etc/passwd", "/etc/passwd", "tep/../../x", "tep/", "tep\\x", "khac.txt", FILES + "0" * 63,
                 FILES + "A" * 64):  # fmt: skip
        with pytest.raises(Broken):
            look(rezipped({**found, name: b"x"}))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = rezipped([*found.items(), (ROWS, found[ROWS])])
    with pytest.raises(Broken, match="trùng tên"):
        look(twice)
    for missing in (MANIFEST, SIGNATURE, KEY, ROWS):
        with pytest.raises(Broken, match="thiếu"):
            look(rezipped({n: c for n, c in found.items() if n != missing}))


def test_a_bomb_is_never_unpacked_whole(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    found = parts(good)
    bomb = bytes(50 * 2**20)
    monkeypatch.setattr(rules, "MOST_MANIFEST", 2**20)
    monkeypatch.setattr(rules, "MOST_ROWS", 2**20)
    for name in (MANIFEST, ROWS, next(n for n in found if n.startswith(FILES)), SIGNATURE):
        with pytest.raises(Broken):
            look(rezipped({**found, name: bomb}))
    told = {"sha256": hashlib.sha256(bomb).hexdigest(), "size": len(bomb)}
    name = FILES + str(told["sha256"])
    monkeypatch.setattr(rules, "MOST_BYTES", 10 * 2**20)
    with pytest.raises(Broken, match="lớn hơn mức"):
        look(resigned(good, lambda m: m["files"].update({name: told}), **{name: bomb}))
    monkeypatch.setattr(rules, "MOST_FILES", 3)
    with pytest.raises(Broken, match="quá nhiều"):
        look(good)


CHANGES: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("another format", lambda m: m.update(format=2)),
    ("no format", lambda m: m.pop("format")),
    ("one more", lambda m: m.update(papers=4)),
    ("a word more", lambda m: m.update(extra="x")),
    ("a number for a word", lambda m: m.update(unit=7)),
    ("true for a number", lambda m: m.update(papers=True)),
    ("an unknown profile", lambda m: m.update({"from": "cloud"})),
    ("an unknown kind", lambda m: m.update(kind="all")),
    ("for an isolated one", lambda m: m.update(to="isolated")),
    ("from an isolated one, whole", lambda m: m.update({"from": "isolated"})),
    ("only stubs, it says", lambda m: m.update(kind="stubs")),
    ("a file more", lambda m: m["files"].update({FILES + "0" * 64: {"sha256": "0" * 64, "size": 1}})),
    ("a file less", lambda m: m["files"].pop(next(n for n in m["files"] if n != ROWS))),
    ("a size of a file", lambda m: m["files"][ROWS].update(size=3)),
    ("a negative size", lambda m: m["files"][ROWS].update(size=-1)),
    ("no digest", lambda m: m["files"].update({ROWS: "x"})),
]


@pytest.mark.parametrize("change", [c for _n, c in CHANGES], ids=[n for n, _c in CHANGES])
def test_what_the_holder_of_the_key_may_not_say(good: bytes, change: Callable[[dict[str, Any]], Any]) -> None:
    with pytest.raises(Broken):
        look(resigned(good, change))


ROW_CHANGES: list[dict[str, Any]] = [
    {"title": 7}, {"title": "x" * 1001}, {"key": ""}, {"level": "KÍN"}, {"issued_on": "hôm qua"}, {"issued_on": 3},
    {"is_stub": "no"}, {"is_stub": True}, {"copies": "x"}, {"copies": [{"sha256": "../x", "file_name": "a", "kind": "b"}]},
    {"copies": []}, {"extra": 1},
]  # fmt: skip


@pytest.mark.parametrize("over", ROW_CHANGES, ids=str)
def test_a_row_out_of_form_is_refused(good: bytes, over: dict[str, Any]) -> None:
    lines = parts(good)[ROWS].decode().splitlines()
    lines[0] = json.dumps(json.loads(lines[0]) | over)
    told = "\n".join(lines).encode()
    named = {"sha256": hashlib.sha256(told).hexdigest(), "size": len(told)}
    with pytest.raises(Broken):
        look(resigned(good, lambda m: m["files"].update({ROWS: named}), **{ROWS: told}))


def test_nothing_was_written_by_looking(cast: Cast, good: bytes) -> None:
    before = Line.objects.count()
    look(good)
    with pytest.raises(Broken):
        look(good[:-30])
    assert (Line.objects.count(), Entry.objects.count(), Upload.objects.count(), Package.objects.count()) == (
        before,
        0,
        0,
        0,
    )


def test_a_package_for_a_networked_one_is_not_taken_by_an_isolated_one(
    cast: Cast, good: bytes, no_way_out: Path
) -> None:
    alone(cast)
    with pytest.raises(Broken, match="chế độ khác"):
        look(good)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.lists(st.text(), max_size=2),
                      st.dictionaries(st.text(max_size=5), st.integers(), max_size=2)),
       name=st.sampled_from(["format", "kind", "from", "to", "unit", "key", "head", "at", "papers", "files"]))  # fmt: skip
def test_any_value_in_the_place_of_another_is_refused_unsigned(good: bytes, body: Any, name: str) -> None:
    found = parts(good)
    manifest = json.loads(found[MANIFEST])
    if manifest[name] == body and type(manifest[name]) is type(body):
        return
    with pytest.raises(Broken):
        look(rezipped({**found, MANIFEST: json.dumps(manifest | {name: body}).encode()}))


def test_it_bites(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were signatures not looked at, a changed manifest would pass: the tests above hold by the check, not by chance."""
    found = parts(good)
    manifest = json.dumps(json.loads(found[MANIFEST]) | {"unit": "Khác"}).encode()
    monkeypatch.setattr(checking, "check", lambda *_: None)
    assert look(rezipped({**found, MANIFEST: manifest})).unit == "Khác"


def test_an_archive_with_a_password_is_refused(good: bytes) -> None:
    place = good.index(b"PK\x01\x02") + 8
    assert good[place] & 1 == 0
    marked = bytearray(good)
    for at in [i for i in range(len(good) - 4) if good[i : i + 4] == b"PK\x01\x02"]:
        marked[at + 8] |= 1
    with pytest.raises(Broken):
        look(bytes(marked))
    assert zipfile.is_zipfile(io.BytesIO(bytes(marked)))


def test_rows_that_say_the_same_key_twice_are_refused(good: bytes) -> None:
    lines = parts(good)[ROWS].decode().splitlines()
    told = "\n".join([*lines[:2], lines[2].replace(json.loads(lines[2])["key"], json.loads(lines[1])["key"])]).encode()
    named = {"sha256": hashlib.sha256(told).hexdigest(), "size": len(told)}
    with pytest.raises(Broken):
        look(resigned(good, lambda m: m["files"].update({ROWS: named}), **{ROWS: told}))
    assert replace(look(good).rows[0], key="x").key == "x"
