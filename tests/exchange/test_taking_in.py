"""Nhận gói — listed first, entered by the registers' own acts, every row accounted for; again changes nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dondoc.access.models import Grant
from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.registering import register, register_stub
from dondoc.documents.actions.registers import open_register
from dondoc.documents.actions.uploads import say_unmarked
from dondoc.documents.intake import read_now
from dondoc.documents.models import Copy, Entry, Paper, Upload
from dondoc.exchange import actions, queries
from dondoc.exchange.actions import enter_rows, make, take_in, trust
from dondoc.exchange.checking import checked
from dondoc.exchange.models import Outcome, Package, PackageRow
from dondoc.exchange.packing import KEY, MANIFEST, ROWS, SIGNATURE
from dondoc.exchange.rules import ISOLATED, NETWORKED, STUBS, Broken
from dondoc.jobs.models import Job
from dondoc.jobs.queue import Task, finish, handler_of
from dondoc.journal.models import Entry as Line
from dondoc.journal.models import Payload
from dondoc.printing.docx import render_docx
from dondoc.shared import files, signing
from dondoc.shared.acts import Refused
from tests.alone import alone, no_way_out
from tests.cast import AT, TODAY, Cast
from tests.exchange.sending import package, papers, parts, trusted, unread
from tests.making import an_entry, fields
from tests.papers import with_picture

__all__ = ["no_way_out"]
pytestmark = pytest.mark.acts


def take(cast: Cast, data: bytes) -> Package:
    source = io.BytesIO(data)
    found = checked(source)
    row = take_in(found=found, book=cast.incoming, by=cast.clerk, at=AT)
    return enter_rows(row, found, source, by=cast.clerk, at=AT)


def outcomes(row: Package) -> list[str]:
    return list(row.rows.order_by("place").values_list("outcome", flat=True))


def test_papers_come_with_their_files_readings_and_lines(cast: Cast) -> None:
    trusted(cast)
    row = take(cast, package(cast))
    assert outcomes(row) == [Outcome.TAKEN] * 3
    assert list(Entry.objects.order_by("id").values_list("paper__so_ky_hieu", flat=True)) == [
        "41-KL/ĐUK", "42-KL/ĐUK", "43-KL/ĐUK"
    ]  # fmt: skip
    assert (Copy.objects.count(), Copy.objects.exclude(reading=None).count()) == (2, 2)
    lines = Line.objects.filter(act="exchange.take_row")
    bodies = [p.body for p in Payload.objects.filter(entry__in=lines).order_by("entry_id")]
    assert [b["place"] for b in bodies] == [1, 2, 3]
    assert {b["digest"] for b in bodies} == {row.digest}


def test_the_same_package_again_changes_nothing(cast: Cast) -> None:
    trusted(cast)
    data = package(cast)
    first = take(cast, data)
    before = (Line.objects.count(), Entry.objects.count(), Upload.objects.count(), PackageRow.objects.count())
    assert take(cast, data) == first
    assert (Line.objects.count(), Entry.objects.count(), Upload.objects.count(), PackageRow.objects.count()) == before


def test_what_is_here_and_what_differs_is_told_before_anything_is_written(cast: Cast) -> None:
    trusted(cast)
    data = package(cast, unread)
    an_entry(cast, "41")
    an_entry(cast, "42", title="Về việc khác hẳn")
    found = checked(io.BytesIO(data))
    told = list(queries.listed(found, cast.incoming, cast.clerk))
    assert [line.outcome for line in told] == [Outcome.SAME, Outcome.CONFLICT, Outcome.NEW]
    assert "Về việc khác hẳn" in told[1].note
    assert Package.objects.count() == 0
    row = take(cast, data)
    assert sorted(outcomes(row)) == sorted([Outcome.SAME, Outcome.CONFLICT, Outcome.TAKEN])
    assert Entry.objects.count() == 3


def test_of_a_paper_one_does_not_see_nothing_is_said(cast: Cast) -> None:
    trusted(cast)
    data = package(cast, unread)
    board = open_register(unit=cast.board, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT,
                          from_on=TODAY)  # fmt: skip
    register(register=cast.incoming, issuer=cast.khoi, fields=fields("42", title="Về việc khác hẳn"), by=cast.clerk,
             at=AT, on=TODAY)  # fmt: skip
    told = list(queries.listed(checked(io.BytesIO(data)), board, cast.head))
    assert [line.outcome for line in told] == [Outcome.NEW, Outcome.CONFLICT, Outcome.NEW]
    assert told[1].note == ""


def test_taking_in_that_broke_off_goes_on_with_the_same_package(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted(cast)
    data = package(cast)
    real, calls = actions.take_row, []

    def killed(**told: object) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(**told)

    monkeypatch.setattr(actions, "take_row", killed)
    with pytest.raises(KeyboardInterrupt):
        take(cast, data)
    assert Entry.objects.count() == 1
    monkeypatch.setattr(actions, "take_row", real)
    assert outcomes(take(cast, data)) == [Outcome.TAKEN] * 3
    assert (Entry.objects.count(), Paper.objects.count()) == (3, 3)


def test_a_file_a_person_must_look_at_waits_on_the_desk(cast: Cast) -> None:
    trusted(cast)

    def pictured(cast: Cast) -> None:
        row = read_now(unit=cast.root, data=with_picture(render_docx, 20, 8), file_name="a.docx", by=cast.clerk, at=AT)
        say_unmarked(row=row, by=cast.clerk, at=AT)
        row.refresh_from_db()
        register(
            register=cast.incoming, issuer=cast.khoi, fields=fields("51"), by=cast.clerk, at=AT, on=TODAY, upload=row
        )

    row = take(cast, package(cast, pictured))
    assert outcomes(row) == [Outcome.WAITING]
    assert Entry.objects.count() == 0
    assert Upload.objects.get().state == "PICTURED"


def test_a_marked_file_a_networked_sender_let_through_is_kept_out_here(cast: Cast) -> None:
    trusted(cast)

    def slipped(cast: Cast) -> None:
        data = "MẬT\nSố 5\nNội dung kín".encode()
        Copy.objects.create(paper=an_entry(cast, "41").paper, unit=cast.root, sha256=files.store(data), size=len(data),
                            format="txt", file_name="a.txt", at=AT)  # fmt: skip

    row = take(cast, package(cast, slipped))
    assert outcomes(row)[0] == Outcome.WAITING
    assert Upload.objects.order_by("id").first().state == "MARKED"  # type: ignore[union-attr]


def test_stubs_carry_no_word_of_what_they_stand_for(cast: Cast) -> None:
    trusted(cast)

    def stub(cast: Cast) -> None:
        register_stub(
            register=cast.incoming, level="TỐI MẬT", number="7", keeper="Két 2", by=cast.clerk, at=AT, on=TODAY
        )

    row = take(cast, package(cast, stub, kind=STUBS, with_numbers=True))
    assert outcomes(row) == [Outcome.TAKEN]
    paper = Paper.objects.get()
    assert (paper.is_stub, paper.secrecy, paper.number, paper.keeper) == (True, "TỐI MẬT", "7", "Két 2")


def test_numbers_go_only_where_asked(cast: Cast) -> None:
    trusted(cast)
    take(cast, package(cast, unread, kind=STUBS))
    assert set(Paper.objects.values_list("number", "so_ky_hieu", "issuer__name")) == {("", "", cast.root.name)}


def test_from_an_isolated_machine_out_only_stubs_go(cast: Cast, no_way_out: Path) -> None:
    trusted(cast)

    def secret(cast: Cast) -> None:
        alone(cast)
        papers(cast, secrecy="MẬT")

    with pytest.raises(Broken, match="chỉ gửi được số"):
        package(cast, secret, receiver=NETWORKED)
    data = package(cast, secret, receiver=NETWORKED, kind=STUBS, with_numbers=True)
    assert set(parts(data)) == {MANIFEST, SIGNATURE, KEY, ROWS}
    assert b"Ket luan" not in parts(data)[ROWS] and "quản lý".encode() not in parts(data)[ROWS]
    row = take(cast, data)
    assert outcomes(row) == [Outcome.TAKEN] * 3
    assert Paper.objects.filter(is_stub=True, secrecy="MẬT").count() == 3
    assert Copy.objects.count() == 0


def test_to_an_isolated_machine_secret_papers_come_with_their_level(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    trusted(cast)
    row = take(cast, package(cast, lambda c: papers(c, secrecy="TỐI MẬT"), receiver=ISOLATED))
    assert outcomes(row) == [Outcome.TAKEN] * 3
    assert set(Paper.objects.values_list("secrecy", flat=True)) == {"TỐI MẬT"}
    assert Copy.objects.count() == 2


def test_only_who_may(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        trust(name="x", key="x", seen="x", ground="x", by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="không phải khóa"):
        trust(name="x", key="x", seen="x", ground="x", by=cast.office, at=AT)
    with pytest.raises(Refused, match="không khớp"):
        trust(name="x", key=signing.public_key().decode(), seen="0" * 64, ground="x", by=cast.office, at=AT)
    trusted(cast)
    with pytest.raises(Refused, match="đã được tin"):
        trusted(cast)
    with pytest.raises(NotAllowed):
        make(unit=cast.root, since=TODAY, until=TODAY, receiver=NETWORKED, by=cast.doer, at=AT)
    with pytest.raises(Refused, match="Không có dòng sổ"):
        make(unit=cast.root, since=TODAY, until=TODAY, receiver=NETWORKED, by=cast.clerk, at=AT)
    with pytest.raises(NotAllowed):
        take_in(found=checked(io.BytesIO(package(cast, unread))), book=cast.incoming, by=cast.doer, at=AT)


def test_the_page_shows_every_row_first_and_the_worker_enters_them(cast: Cast) -> None:
    trusted(cast)
    data = package(cast)
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    file = SimpleUploadedFile("goi.zip", data)
    said = client.post("/packages/look/", {"book": cast.incoming.public_id, "file": file}).content.decode()
    assert all(number in said for number in ("41-KL/ĐUK", "42-KL/ĐUK", "43-KL/ĐUK"))
    assert (Package.objects.count(), Entry.objects.count()) == (0, 0)
    digest = checked(io.BytesIO(data)).digest
    told = {"book": cast.incoming.public_id, "digest": digest, "once": "mot-lan"}
    where = client.post("/packages/take/", told).headers["Location"]
    assert client.post("/packages/take/", told).headers["Location"] == where
    job = Job.objects.get(kind="exchange.enter")
    finish(job, handler_of(job.kind)(Task(job, AT)))
    assert Entry.objects.count() == 3
    page = client.get(where).content.decode()
    assert page.count("đã vào sổ") >= 3
    assert files_left(cast, digest) is False


def files_left(cast: Cast, digest: str) -> bool:
    """Whether the package still lies in quarantine."""
    return files._quarantined(actions.held_as(digest, cast.incoming)).exists()


def test_a_package_taken_in_by_one_unit_is_taken_in_by_another_as_its_own(cast: Cast) -> None:
    """Each has its own lines and job, by its own people; the second does not touch what the first has not entered yet."""
    trusted(cast)
    data, board = (
        package(cast),
        open_register(
            unit=cast.board, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=TODAY
        ),
    )
    for act in ("exchange.take_in", "documents.upload", "documents.register"):
        Grant.objects.create(person_id=cast.head.person_id, act=act, unit=cast.board, below=False, from_on=TODAY)
    found, digest = checked(io.BytesIO(data)), checked(io.BytesIO(data)).digest
    first = take_in(found=found, book=cast.incoming, by=cast.clerk, at=AT)
    actions.hold(first, data, by=cast.clerk, at=AT)
    files.quarantine(data, actions.held_as(digest, board))
    client = Client()
    client.force_login(cast.user("head"), backend="django.contrib.auth.backends.ModelBackend")
    where = client.post("/packages/take/", {"book": board.public_id, "digest": digest, "once": "x"}).headers["Location"]
    assert client.get(where).status_code == 200
    for job in Job.objects.filter(kind="exchange.enter").order_by("-id"):
        finish(job, handler_of(job.kind)(Task(job, AT)))
    assert outcomes(first) == [Outcome.TAKEN] * 3
    second = Package.objects.exclude(pk=first.pk).get()
    assert (second.unit, outcomes(second)) == (cast.board, [Outcome.TAKEN] * 3)
    assert Entry.objects.filter(unit=cast.board).count() == Entry.objects.filter(unit=cast.root).count() == 3


@pytest.mark.parametrize("data", [b"khong phai goi", b""])
def test_the_page_refuses_what_is_no_package(cast: Cast, data: bytes) -> None:
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    sent = {"book": cast.incoming.public_id, "file": SimpleUploadedFile("goi.zip", data)}
    assert client.post("/packages/look/", sent).status_code == 409
    assert client.post("/packages/take/", {"book": cast.incoming.public_id, "digest": "0" * 64}).status_code == 409
    assert Package.objects.count() == 0
