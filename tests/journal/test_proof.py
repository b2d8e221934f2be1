"""Nhật ký đưa ra ngoài — the check printed in docs/journal.md, run alone on an export, sees every falsehood."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from dondoc.access.actions import erase_payload, export_house_journal, export_journal
from dondoc.access.rights import NotAllowed
from dondoc.journal import chain
from dondoc.journal.actions import seal
from dondoc.journal.models import Entry, Payload
from dondoc.journal.proof import pack
from dondoc.journal.queries import verify
from dondoc.shared.actor import Actor
from dondoc.shared.signing import public_key
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts
DOCS = Path(__file__).resolve().parents[2] / "docs" / "journal.md"
Files = dict[str, bytes]
LINES, SEALS, HEAD = "nhat-ky.jsonl", "niem-phong.jsonl", "dau.json"


@pytest.fixture
def house(cast: Cast) -> Cast:
    """Work at the cell, two days sealed, and lines after the last seal."""
    seal(day=TODAY - timedelta(days=2), by=cast.setup, at=AT)
    an_assignment(cast, upto="accepted")
    seal(day=TODAY - timedelta(days=1), by=cast.setup, at=AT)
    return cast


def files_of(unit: Unit, by: Actor) -> Files:
    target = io.BytesIO()
    pack(export_journal(unit=unit, by=by, at=AT), target)
    with zipfile.ZipFile(target) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def checked(files: Files, folder: Path) -> tuple[int, str]:
    """What the block of the docs says, run by a Python without this software and without packages."""
    block = re.findall(r"^```python\n(.+?)^```", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(block) == 1
    (folder / "kiem_tra.py").write_text(block[0], "utf-8")
    with zipfile.ZipFile(folder / "nhat-ky.zip", "w") as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    command = [sys.executable, "-I", "-S", "-X", "utf8", "kiem_tra.py", "nhat-ky.zip"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def lines(files: Files, name: str = LINES) -> list[bytes]:
    return files[name].splitlines(keepends=True)


def with_lines(files: Files, rows: list[bytes], name: str = LINES) -> Files:
    """Put in the rows, and the digest that fits them: the chain itself must tell, not the digest of the file."""
    head = json.loads(files[HEAD])
    head["files"][name] = hashlib.sha256(b"".join(rows)).hexdigest()
    return {**files, name: b"".join(rows), HEAD: chain.canonical(head).encode()}


def with_head(files: Files, **over: object) -> Files:
    return {**files, HEAD: chain.canonical({**json.loads(files[HEAD]), **over}).encode()}


def rehashed(rows: list[bytes]) -> list[bytes]:
    """The whole chain made anew over what it says now, as who knows the algorithm could."""
    previous, made = chain.GENESIS, []
    for row in map(json.loads, rows):
        fixed = {name: row[name] for name in chain.FIXED}
        row |= {"previous": previous, "hash": chain.entry_hash(previous, fixed)}
        previous = row["hash"]
        made.append((chain.canonical(row) + "\n").encode())
    return made


def is_signed(files: Files) -> bool:
    key = load_pem_public_key(public_key())
    assert isinstance(key, Ed25519PublicKey)
    try:
        key.verify(files["dau.sig"], files[HEAD])
    except InvalidSignature:
        return False
    return True


def test_an_export_holds_and_is_signed(house: Cast, tmp_path: Path) -> None:
    files = files_of(house.cell, house.leader)
    code, said = checked(files, tmp_path)
    assert (code, said[:5]) == (0, "KHỚP:"), said
    assert "2 niêm phong (2 tính lại được)" in said
    assert is_signed(files)
    assert files["khoa.pem"] == public_key()
    assert "docs/journal.md" in files["DOC-TRUOC.txt"].decode()


def test_a_line_after_the_last_seal_is_missed_too(house: Cast, tmp_path: Path) -> None:
    files_of(house.cell, house.leader)  # each export is a line of the chain itself
    files = files_of(house.cell, house.doer)
    last = json.loads(lines(files)[-1])
    assert last["act"] == "journal.export"
    assert checked(files, tmp_path)[0] == 0
    assert checked(beheaded(files), tmp_path)[1].strip() == "KHÔNG KHỚP: đầu chuỗi"


def changed(files: Files) -> Files:
    rows = lines(files)
    return with_lines(files, [rows[0].replace(b'"door":"setup"', b'"door":"web"'), *rows[1:]])


def removed(files: Files) -> Files:
    rows = lines(files)
    return with_lines(files, [rows[0], *rows[2:]])


def swapped(files: Files) -> Files:
    rows = lines(files)
    return with_lines(files, [rows[0], rows[2], rows[1], *rows[3:]])


def beheaded(files: Files) -> Files:
    return with_lines(files, lines(files)[:-1])


def beheaded_with_its_head(files: Files) -> Files:
    """The tail cut and the head set to what is left: the seal knows of more."""
    rows = lines(files)[:-1]
    last = json.loads(rows[-1])
    return with_head(with_lines(files, rows), seq=last["seq"], hash=last["hash"])


def made_anew(files: Files) -> Files:
    """A line changed, every hash after it and the head made to fit: the seal knows better."""
    rows = rehashed(lines(changed(files)))
    return with_head(with_lines(files, rows), hash=json.loads(rows[-1])["hash"])


def unsealed(files: Files) -> Files:
    return with_lines(files, lines(files, SEALS)[:-1], SEALS)


def resealed(files: Files) -> Files:
    """A sealed head of another unit changed."""
    rows = [json.loads(row) for row in lines(files, SEALS)]
    rows[0]["heads"][max(rows[0]["heads"])] = [1, "f" * 64]
    return with_lines(files, [(chain.canonical(row) + "\n").encode() for row in rows], SEALS)


def of_another_unit(files: Files) -> Files:
    return with_head(files, chain=json.loads(files[HEAD])["chain"] + 1)


@pytest.mark.parametrize(
    ("forge", "what"),
    [
        (changed, "dòng 1"), (removed, "dòng 2 không đúng thứ tự"), (swapped, "dòng 2 không đúng thứ tự"),
        (beheaded, "đầu chuỗi"), (beheaded_with_its_head, "niêm phong ngày 2026-11-23"),
        (made_anew, "niêm phong ngày 2026-11-22"), (unsealed, "niêm phong cuối"),
        (resealed, "mã băm ngày 2026-11-22"), (of_another_unit, "dòng 1 không đúng thứ tự"),
    ],
)  # fmt: skip
def test_the_check_of_the_docs_names_what_does_not_hold(
    house: Cast, tmp_path: Path, forge: Callable[[Files], Files], what: str
) -> None:
    forged = forge(files_of(house.cell, house.leader))
    assert checked(forged, tmp_path) == (1, f"KHÔNG KHỚP: {what}\n")
    assert not is_signed(forged)


def test_a_line_changed_without_more_is_seen_by_the_signed_digest(house: Cast, tmp_path: Path) -> None:
    files = files_of(house.cell, house.leader)
    blank = {**files, LINES: files[LINES].replace(b'":', b'": ', 1)}  # says the same, but is not what was signed
    assert checked(blank, tmp_path) == (1, f"KHÔNG KHỚP: {LINES}\n")


def test_who_does_not_see_the_house_learns_nothing_of_other_units(house: Cast, tmp_path: Path) -> None:
    files = files_of(house.cell, house.doer)
    seals = [json.loads(row) for row in lines(files, SEALS)]
    assert {n for row in seals for n in row["heads"]} == {str(house.cell.pk)}
    assert {json.loads(row)["chain"] for row in lines(files)} == {house.cell.pk}
    assert "2 niêm phong (0 tính lại được)" in checked(files, tmp_path)[1]


def test_what_a_line_says_does_not_leave(house: Cast) -> None:
    files = files_of(house.root, house.leader)
    row = json.loads(lines(files)[0])
    assert set(row) == {*chain.FIXED, "previous", "hash"}
    salts = Payload.objects.values_list("salt", flat=True)
    assert not [salt for salt in salts if any(salt.encode() in data for data in files.values())]


def test_who_does_not_see_the_unit_gets_no_export_and_no_line_is_written(house: Cast) -> None:
    before = Entry.objects.count()
    for by in (house.stranger, house.admin):
        with pytest.raises(NotAllowed):
            export_journal(unit=house.cell, by=by, at=AT)
    assert Entry.objects.count() == before


def test_the_journal_says_which_head_was_given_out(house: Cast) -> None:
    proof = export_journal(unit=house.cell, by=house.leader, at=AT)
    line = Entry.objects.filter(chain=house.cell.pk).select_related("payload").latest("seq")
    assert (line.act, line.seq, line.previous) == ("journal.export", proof.seq + 1, proof.hash)
    assert line.payload.body == {"seq": proof.seq, "head": proof.hash}
    assert verify().broken is None


def test_an_erased_payload_leaves_the_export_whole(house: Cast, tmp_path: Path) -> None:
    row = Entry.objects.filter(chain=house.cell.pk).latest("seq")
    erase_payload(entry=row, ground="Yêu cầu của người có dữ liệu", by=house.admin, at=AT)
    assert checked(files_of(house.cell, house.leader), tmp_path)[0] == 0


def test_what_belongs_to_no_unit_goes_out_with_its_proof_too(house: Cast, tmp_path: Path) -> None:
    target = io.BytesIO()
    pack(export_house_journal(root=house.root, by=house.admin, at=AT), target)
    with zipfile.ZipFile(target) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    assert checked(files, tmp_path)[0] == 0
    assert checked(with_lines(files, lines(files)[:-1]), tmp_path)[0] == 1
    with pytest.raises(NotAllowed):
        export_house_journal(root=house.root, by=house.leader, at=AT)
