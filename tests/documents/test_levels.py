"""Độ mật — a marked paper is a stub on a network; alone it is read, registered, found, and bears its level everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions import registering, uploads
from dondoc.documents.actions.levels import change_level, declassify
from dondoc.documents.intake import intake, read_now
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Copy, Entry, Paper, Reading, Upload
from dondoc.documents.search import matching
from dondoc.implementation.actions import proving
from dondoc.implementation.models import Evidence
from dondoc.printing.docx import render_docx
from dondoc.shared.acts import Refused
from tests.alone import alone, no_way_out
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, fields
from tests.papers import directive, with_picture

__all__ = ["no_way_out"]
pytestmark = pytest.mark.acts


def marked(level: str = "MẬT") -> bytes:
    """The directive with a mark under its number."""
    return render_docx(replace(directive(), level=level))


def take(cast: Cast, data: bytes) -> Upload:
    return read_now(unit=cast.root, data=data, file_name="ket-luan.docx", by=cast.clerk, at=AT)


@pytest.mark.parametrize("level", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_on_a_network_nothing_of_a_marked_file_is_kept(cast: Cast, level: str) -> None:
    row = take(cast, marked(level))
    assert (row.state, row.sha256, row.secrecy, row.file_name) == (UploadState.MARKED, "", "", "")
    assert Reading.objects.count() == 0


def test_alone_tuyet_mat_is_kept_out_too(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    row = take(cast, marked("TUYỆT MẬT"))
    assert (row.state, row.sha256, Reading.objects.count()) == (UploadState.MARKED, "", 0)


@pytest.mark.parametrize("level", ["MẬT", "TỐI MẬT"])
def test_alone_it_is_read_registered_and_found(cast: Cast, no_way_out: Path, level: str) -> None:
    alone(cast)
    entry = intake(unit=cast.root, data=marked(level), file_name="ket-luan.docx", by=cast.clerk, at=AT)
    paper = entry.paper
    assert (paper.secrecy, paper.is_stub, Copy.objects.get().secrecy, entry.secrecy) == (level, False, level, level)
    assert Reading.objects.get().body["obligations"]
    assert matching(Paper.objects.all(), "dang vien nuoc ngoai").get() == paper
    share = an_assignment(cast, obligation=an_obligation(cast, entry))
    assert (share.obligation.secrecy, share.secrecy) == (level, level)


def test_the_level_of_a_file_is_not_lowered_by_who_registers_it(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    row = take(cast, marked("TỐI MẬT"))
    entry = registering.register(register=cast.incoming, issuer=cast.khoi, fields=fields(secrecy="MẬT"), by=cast.clerk,
                                 at=AT, on=TODAY, upload=row)  # fmt: skip
    assert entry.paper.secrecy == "TỐI MẬT"


def test_the_same_paper_met_again_takes_the_higher_level(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    first = an_entry(cast)
    registering.withdraw(entry=first, reason="Ghi nhầm", by=cast.office, at=AT)
    again = an_entry(cast, secrecy="MẬT")
    assert again.paper_id == first.paper_id
    assert Paper.objects.get(pk=first.paper_id).secrecy == "MẬT"
    registering.withdraw(entry=again, reason="Ghi nhầm", by=cast.office, at=AT)
    an_entry(cast)
    assert Paper.objects.get(pk=first.paper_id).secrecy == "MẬT"


def test_on_a_network_no_field_says_a_level(cast: Cast) -> None:
    with pytest.raises(Refused, match="Không nhập nội dung mật"):
        an_entry(cast, secrecy="MẬT")
    assert Paper.objects.count() == 0


def test_a_picture_or_scan_is_answered_for_with_its_level(cast: Cast, no_way_out: Path) -> None:
    row = take(cast, with_picture(render_docx, 20, 8))
    with pytest.raises(Refused, match="không được giữ tệp"):
        uploads.say_level(row=row, level="MẬT", by=cast.clerk, at=AT)
    alone(cast)
    with pytest.raises(Refused, match="không được giữ tệp"):
        uploads.say_level(row=row, level="TUYỆT MẬT", by=cast.clerk, at=AT)
    uploads.say_level(row=row, level="MẬT", by=cast.clerk, at=AT)
    row.refresh_from_db()
    assert (row.state, row.secrecy, bool(row.sha256)) == (UploadState.READ, "MẬT", True)


def test_a_mark_that_was_read_is_not_answered_away(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    row = take(cast, with_picture(render_docx, 20, 8, replace(directive(), level="TỐI MẬT")))
    assert (row.state, row.secrecy) == (UploadState.PICTURED, "TỐI MẬT")
    with pytest.raises(Refused, match="có dấu TỐI MẬT"):
        uploads.say_unmarked(row=row, by=cast.clerk, at=AT)
    uploads.say_level(row=row, level="MẬT", by=cast.clerk, at=AT)
    row.refresh_from_db()
    assert row.secrecy == "TỐI MẬT"


def test_a_stub_asks_nothing_that_may_be_secret_itself(cast: Cast) -> None:
    entry = registering.register_stub(register=cast.incoming, level="", by=cast.clerk, at=AT, on=TODAY)
    paper = entry.paper
    assert (paper.is_stub, paper.secrecy, paper.so_ky_hieu, paper.issued_on, paper.keeper, paper.place) == (
        True, "", "", None, "", ""
    )  # fmt: skip
    assert not matching(Paper.objects.all(), "van ban mat").exists()


def test_a_level_changes_and_ends_by_a_decision(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    entry = an_entry(cast, secrecy="TỐI MẬT")
    with pytest.raises(NotAllowed):
        declassify(entry=entry, number="3-QĐ/ĐU", on=TODAY, by=cast.clerk, at=AT)
    with pytest.raises(Refused, match="quyết định"):
        change_level(entry=entry, level="MẬT", number=" ", on=TODAY, by=cast.office, at=AT)
    with pytest.raises(Refused, match="quy trình sự cố"):
        change_level(entry=entry, level="TUYỆT MẬT", number="3-QĐ/ĐU", on=TODAY, by=cast.office, at=AT)
    change_level(entry=entry, level="MẬT", number="3-QĐ/ĐU", on=TODAY, by=cast.office, at=AT)
    declassify(entry=entry, number="4-QĐ/ĐU", on=TODAY, by=cast.office, at=AT)
    paper = Paper.objects.get(pk=entry.paper_id)
    assert paper.secrecy == ""
    assert [(row.from_level, row.to_level, row.number) for row in paper.level_changes.order_by("id")] == [
        ("TỐI MẬT", "MẬT", "3-QĐ/ĐU"), ("MẬT", "", "4-QĐ/ĐU")
    ]  # fmt: skip


def test_on_a_network_a_stub_is_declassified_and_nothing_else_gets_a_level(cast: Cast) -> None:
    stub = registering.register_stub(register=cast.incoming, level="TỐI MẬT", by=cast.clerk, at=AT, on=TODAY)
    declassify(entry=stub, number="4-QĐ/ĐU", on=TODAY, by=cast.office, at=AT)
    assert Paper.objects.get(pk=stub.paper_id).is_stub
    with pytest.raises(Refused, match="quy trình sự cố"):
        change_level(entry=an_entry(cast), level="MẬT", number="4-QĐ/ĐU", on=TODAY, by=cast.office, at=AT)


def _evidence(cast: Cast, code: str) -> int:
    client = Client()
    client.force_login(cast.user("doer"), backend="django.contrib.auth.backends.ModelBackend")
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("bao-cao.docx", marked())
    return client.post(
        f"/assignments/{code}/evidence/", {"file": file, "text": "Báo cáo", "on": "24/11/2026"}
    ).status_code


def test_a_marked_file_is_no_evidence_on_a_network_and_bears_its_level_alone(cast: Cast, no_way_out: Path) -> None:
    share = an_assignment(cast, upto="accepted")
    assert _evidence(cast, share.public_id) == 409
    assert Evidence.objects.count() == 0
    alone(cast)
    assert _evidence(cast, share.public_id) == 302
    assert Evidence.objects.get().secrecy == "MẬT"


def test_evidence_takes_the_highest_of_what_it_is_of(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    secret = an_entry(cast, "31", secrecy="TỐI MẬT").paper
    share = an_assignment(cast, upto="accepted")
    row = proving.add_evidence(assignment=share, kind="PAPER", text="", paper=secret, by=cast.doer, at=AT)
    assert row.secrecy == "TỐI MẬT"
    assert Entry.objects.count() == 2
