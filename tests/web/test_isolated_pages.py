"""Độ mật trên trang — wherever a secret thing shows its level shows: pages, prints, files; the band stands on every page."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.documents.actions.registering import register
from dondoc.documents.models import Entry
from dondoc.implementation.actions import proving
from dondoc.obligations.models import Assignment
from dondoc.reports.actions import issue
from dondoc.reports.files import as_bytes
from dondoc.reports.progress import progress
from dondoc.shared.actor import Actor
from dondoc.units.actions.isolating import watch
from tests.alone import WAY_OUT, alone, no_way_out, routes
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_obligation, fields

__all__ = ["no_way_out"]
pytestmark = pytest.mark.acts
TITLE, DUTY, PROOF = "Kín đáo QỂX", "Việc kín QỂY", "Bằng chứng QỂW"
TOKENS = ("QỂX", "QỂY", "QỂW", "77-KL/ĐUK")


@dataclass
class World:
    cast: Cast
    entry: Entry
    share: Assignment


@pytest.fixture
def world(cast: Cast, no_way_out: Path) -> World:
    alone(cast)
    entry = register(register=cast.incoming, issuer=cast.khoi, by=cast.clerk, at=AT, on=TODAY,
                     fields=fields("77", title=TITLE, secrecy="TỐI MẬT"))  # fmt: skip
    share = an_assignment(cast, obligation=an_obligation(cast, entry, text=DUTY), upto="accepted")
    proving.add_evidence(assignment=share, kind="WORDS", text=PROOF, keeper="Văn phòng", by=cast.doer, at=AT)
    return World(cast, entry, share)


def client(cast: Cast, role: str) -> Client:
    found = Client()
    found.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return found


def pages(world: World) -> list[str]:
    paper, duty, share = world.entry.paper.public_id, world.share.obligation.public_id, world.share.public_id
    entry = world.entry.public_id
    book, frozen = world.cast.incoming.public_id, issue(unit=world.cast.root, day=TODAY, by=world.cast.leader, at=AT)
    return [
        "/", f"/papers/{paper}/", f"/papers/{paper}/lineage/", f"/registers/{book}/", f"/registers/{book}/numbers/",
        f"/registers/{book}/?as=print", "/obligations/?state=all", "/obligations/?state=all&as=print",
        f"/obligations/{duty}/", f"/obligations/{duty}/assign/", f"/obligations/{duty}/correct/",
        f"/assignments/{share}/", f"/assignments/{share}/cascade/", f"/assignments/{share}/approve/",
        f"/entries/{entry}/file/", f"/entries/{entry}/direct/", f"/entries/{entry}/assign/",
        "/search/?q=kin+dao", "/search/?q=viec+kin", reverse("progress"), reverse("issued_report", args=[frozen.public_id]),
        "/?tray=doing", "/?tray=assign", "/?tray=fresh", f"/units/{world.cast.cell.public_id}/",
        f"/units/{world.cast.khoi.public_id}/",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["leader", "clerk", "doer", "office"])
def test_a_page_that_shows_it_shows_its_level(world: World, role: str) -> None:
    asked, shown = client(world.cast, role), 0
    bare = []
    for path in pages(world):
        said = asked.get(path).content.decode()
        if any(token in said for token in TOKENS):
            shown += 1
            bare += [path] if 'class="level">TỐI MẬT' not in said else []
    assert bare == []
    assert shown >= (5 if role == "doer" else 10)


def test_the_band_stands_on_every_page_even_before_signing_in(world: World) -> None:
    for path in ("/", "/accounts/login/", "/installation/"):
        asked = Client() if "login" in path else client(world.cast, "stranger")
        assert "Máy độc lập · 12-QĐ/ĐU ngày 20/11/2026" in asked.get(path).content.decode()


def test_a_way_out_is_told_on_every_page(world: World, no_way_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes(no_way_out, monkeypatch, WAY_OUT)
    watch(Actor.setup(TODAY), AT)
    assert "Ngắt mạng ngay" in client(world.cast, "doer").get("/").content.decode()


def test_a_networked_page_has_no_band(cast: Cast) -> None:
    said = client(cast, "doer").get("/").content.decode()
    assert "Máy độc lập ·" not in said
    assert "Máy độc lập ·" not in Client().get("/accounts/login/").content.decode()


def _cells(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "".join(
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/") and name.endswith("l")
        )


@pytest.mark.parametrize("path", ["/registers/{book}/", "/registers/{book}/numbers/", "/obligations/?state=all"])
def test_a_file_of_secret_rows_bears_the_level_at_its_head_and_in_each_row(world: World, path: str) -> None:
    path = path.format(book=world.cast.incoming.public_id)
    said = _cells(client(world.cast, "leader").get(f"{path}{'&' if '?' in path else '?'}as=xlsx").content)
    assert said.count("TỐI MẬT") >= 2
    assert "Độ mật" in said


def test_a_report_bears_the_highest_level_of_its_rows_in_every_form(world: World) -> None:
    found = progress(world.cast.leader, day=TODAY, known_by=AT, unit=world.cast.root)
    assert found.secrecy == "TỐI MẬT"
    with zipfile.ZipFile(io.BytesIO(as_bytes(found, world.cast.root, "docx"))) as docx:
        assert "[ TỐI MẬT ]" in docx.read("word/document.xml").decode()
    assert "TỐI MẬT" in _cells(as_bytes(found, world.cast.root, "xlsx"))
    assert [line["secrecy"] for line in json.loads(as_bytes(found, None, "json"))["lines"]] == ["TỐI MẬT"]


def test_forms_ask_for_a_level_only_alone(cast: Cast, no_way_out: Path) -> None:
    path = f"/registers/{cast.incoming.public_id}/by-hand/"
    asked = client(cast, "clerk")
    before = asked.get(path).content.decode()
    assert 'name="level"' not in before
    assert "Không nhập nội dung mật." in before
    alone(cast)
    after = asked.get(path).content.decode()
    assert 'name="level"' in after
    assert "Không nhập nội dung Tuyệt mật." in after
    assert "TUYỆT MẬT" not in after
