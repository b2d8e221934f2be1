"""Hồ sơ thành tệp — every proof behind a report once, by its row, with its digest; what may not go along is a line that says so."""

from __future__ import annotations

import hashlib
import io
from zipfile import ZipFile

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from dondoc.documents.models import Entry
from dondoc.implementation.actions.proving import add_evidence
from dondoc.inspecting.actions import reporting, working
from dondoc.inspecting.filing import Filed, of_case, of_report
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.words import What
from dondoc.journal.models import Entry as Journal
from dondoc.printing.binding import bound
from dondoc.printing.pdf import render_slip
from dondoc.shared import files
from dondoc.web.inspecting.dossier import leaves, slip
from tests.cast import AT, TODAY, Cast, client_of
from tests.inspecting.making import PLACE, a_case, in_scope
from tests.making import an_assignment, an_obligation
from tests.papers import directive_docx

pytestmark = pytest.mark.acts


@pytest.fixture
def reported(cast: Cast) -> Body:
    """One work of the scope, proved by a file, the same file again, and by words; the report takes its figures."""
    entry = Entry.objects.get(paper=in_scope(cast), unit=cast.root)
    work = an_assignment(cast, upto="accepted", obligation=an_obligation(cast, entry), unit=cast.cell)
    case = a_case(cast, State.DEPLOYED, examined_until=TODAY)
    for words in ("Biên bản họp", "Ảnh chụp biên bản"):
        add_evidence(
            assignment=work,
            kind="FILE",
            text=words,
            data=directive_docx(),
            file_name=f"{words}.docx",
            by=cast.doer,
            at=AT,
        )
    add_evidence(assignment=work, kind="WORDS", text="Sổ nghị quyết", keeper="Tủ hồ sơ chi bộ", by=cast.doer, at=AT)
    body = case.bodies.get(unit=cast.cell)
    first, second = case.outline.order_by("number")
    reporting.answer_outline(body=body, row=first, text="Như dưới", by=cast.doer, at=AT)
    reporting.answer_outline(body=body, row=second, takes=["works"], by=cast.doer, at=AT)
    return body


def opened(cast: Cast, role: str, case: Case, of: str = "") -> ZipFile:
    path = reverse("inspection_dossier", args=[case.public_id])
    answer = client_of(cast, role).get(path, {"of": of} if of else {})
    assert answer.status_code == 200
    return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def test_each_proof_stands_under_its_row_with_its_digest_and_what_has_no_file_is_told(
    cast: Cast, reported: Body
) -> None:
    archive = opened(cast, "doer", reported.case, reported.public_id)
    names = archive.namelist()
    assert names[:2] == ["02/02.001 Biên bản họp.docx", "02/02.002 Ảnh chụp biên bản.docx"]
    sums = dict(reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines())
    for name in names[:2]:
        assert sums[name] == hashlib.sha256(archive.read(name)).hexdigest()
    listed = archive.read("00 danh mục.csv").decode()
    assert "bản gốc ở Tủ hồ sơ chi bộ" in listed and listed.count("02/02.") == 2
    assert archive.testzip() is None


def test_what_is_not_sent_yet_is_not_the_teams(cast: Cast, reported: Body) -> None:
    path = reverse("inspection_dossier", args=[reported.case.public_id])
    asked = {"of": reported.public_id}
    assert client_of(cast, "clerk").get(path, asked).status_code == 404
    reporting.send_report(body=reported, doc=PLACE, by=cast.doer, at=AT)
    assert client_of(cast, "clerk").get(path, asked).status_code == 200
    assert client_of(cast, "doer").get(path).status_code == 404, "the dossier of the case is the team's"


def test_of_who_may_not_see_a_proof_nothing_goes_along(cast: Cast, reported: Body) -> None:
    assert [row.what for row in of_report(reported, cast.stranger, AT)] == []


def test_a_content_that_is_gone_is_a_line_and_the_rest_goes_along(cast: Cast, reported: Body) -> None:
    rows = [row for row in of_report(reported, cast.doer, AT) if row.sha256]
    files.drop(rows[0].sha256)
    archive = opened(cast, "doer", reported.case, reported.public_id)
    assert "Không thấy tệp gốc" in archive.read("00 danh mục.csv").decode()


def test_the_dossier_of_a_case_is_in_the_order_of_its_list(cast: Cast) -> None:
    case = a_case(cast, State.REPORTED)
    working.note_absent(case=case, what=What.VERIFIED, reason="Không phát sinh", by=cast.clerk, at=AT)
    rows = of_case(case, cast.clerk)
    assert [row.place for row in rows] == sorted(row.place for row in rows)
    assert rows[-1].note == "không có: Không phát sinh"
    assert any(row.note == "bản giấy ở Thư ký đoàn" for row in rows)
    assert opened(cast, "clerk", case).namelist()[-1] == "SHA256SUMS"


def test_that_it_was_taken_along_is_in_the_journal(cast: Cast, reported: Body) -> None:
    before = Journal.objects.filter(act="importing.export").count()
    opened(cast, "doer", reported.case, reported.public_id)
    assert Journal.objects.filter(act="importing.export").count() == before + 1


def test_one_pdf_begins_with_the_report_and_tells_of_what_is_no_page(
    cast: Cast, reported: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.web.inspecting.dossier.soffice", lambda: "")
    path = reverse("inspection_dossier", args=[reported.case.public_id])
    answer = client_of(cast, "doer").get(path, {"of": reported.public_id, "as": "pdf"})
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    book = pypdfium2.PdfDocument(data)
    assert [row.get_title() for row in book.get_toc() if row.level == 0] == ["Mở đầu", "2. Kết quả", "Không kèm tệp"]
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in book).split())
    assert "BÁO CÁO" in text and "02/02.001 Biên bản họp.docx" in text and "bản gốc ở Tủ hồ sơ chi bộ" in text
    assert client_of(cast, "stranger").get(path, {"of": reported.public_id, "as": "pdf"}).status_code == 404


def test_a_pdf_a_picture_and_a_locked_file_of_a_dossier_are_bound_in_their_order(cast: Cast) -> None:
    picture, photo = io.BytesIO(), Image.new("RGB", (800, 600), "white")
    photo.save(picture, "JPEG")
    whole, broken = render_slip("Kế hoạch", ["Kế hoạch năm"]), b"%PDF-1.7 nothing"
    rows = [
        Filed(1, "Quyết định", name, files.store(data), f"{name}.pdf")
        for name, data in (("Kế hoạch", whole), ("Ảnh", picture.getvalue()), ("Hỏng", broken))
    ]
    book = pypdfium2.PdfDocument(b"".join(bound(leaves(rows, whole), slip)))
    own = len(pypdfium2.PdfDocument(whole))
    titles = [(row.get_title(), row.get_dest().get_index()) for row in book.get_toc() if row.level]
    assert titles == [("Kế hoạch", own), ("Ảnh", own * 2), ("Hỏng", own * 2 + 1)]
    assert "xem trong hồ sơ ZIP" in " ".join(book[len(book) - 1].get_textpage().get_text_range().split())
