"""Biểu mẫu của cơ quan — drawn in Word from the common one, laid, printed by; nearer before higher; given up."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as Word

from dondoc.access.rights import NotAllowed
from dondoc.inspecting.actions.forming import lay_form, withdraw_form
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.office_forms import OfficeForm, form_of
from dondoc.journal.models import Entry
from dondoc.personal.models import Look
from dondoc.printing import office_pdf
from dondoc.printing.filling import check_form
from dondoc.shared.acts import Refused
from dondoc.web.inspecting.sheets import PAPERS
from dondoc.web.inspecting.sheets.blank import known
from dondoc.web.inspecting.sheets.forms import words as common
from tests.cast import AT, Cast, client_of
from tests.inspecting.making import a_case
from tests.web.test_inspection_papers import words

pytestmark = [pytest.mark.acts, pytest.mark.table]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(*lines: str) -> bytes:
    doc = Word()
    for line in lines:
        doc.add_paragraph(line)
    made = io.BytesIO()
    doc.save(made)
    return made.getvalue()


def laid(cast: Cast, data: bytes, what: str = "plan", unit: Any = None, by: Any = None) -> OfficeForm:
    return lay_form(unit=unit or cast.root, what=what, data=data, file_name="mẫu.docx", known=known(PAPERS[what].slots), by=by or cast.clerk, at=AT)  # fmt: skip


@pytest.mark.parametrize("what", PAPERS)
def test_the_common_form_as_word_says_the_same_and_is_taken_as_an_offices_own(cast: Cast, what: str) -> None:
    answer = client_of(cast, "clerk").get(reverse("common_inspection_form", args=[what]))
    used = check_form(answer.content, known(PAPERS[what].slots))
    assert used >= common()[what].names() - {"tên đoàn"}, "what is in the common form is in the Word file"
    assert {"số, ký hiệu", "nơi, ngày tháng năm", "cơ quan ban hành", "dấu chỉ độ mật"} <= used


@pytest.mark.parametrize(("what", "state"), [("plan", State.DECIDED), ("decision", State.DECIDED), ("outline", State.PREPARED), ("notice", State.NOTICE_SIGNED)])  # fmt: skip
def test_printed_by_the_common_form_laid_as_ones_own_a_paper_says_every_word_it_said(cast: Cast, what: str, state: State) -> None:  # fmt: skip
    case = a_case(cast, state)
    before = words(cast, "clerk", case, what)
    laid(cast, client_of(cast, "clerk").get(reverse("common_inspection_form", args=[what])).content, what)
    after = words(cast, "clerk", case, what, **{"as": "own-docx"})
    assert sorted(_said(after)) == sorted(_said(before))


def _said(text: str) -> list[str]:
    """Its lines; the words of a table stand apart from its caption, a blank line says nothing."""
    return [line.strip() for line in text.splitlines() if line.strip() and line.strip() != "Yêu cầu khắc phục"]


def test_a_paper_is_printed_by_the_offices_own_form_and_the_common_one_stays_at_hand(cast: Cast) -> None:
    case = a_case(cast, State.DECIDED)
    laid(cast, word("MẪU RIÊNG CỦA CƠ QUAN", "Số «số, ký hiệu»", "Đối tượng: «các đối tượng»", "1. «mục đề cương»"))
    printed = words(cast, "clerk", case, "plan", **{"as": "own-docx"})
    assert printed.startswith("MẪU RIÊNG CỦA CƠ QUAN")
    assert case.plan.so_ky_hieu in printed and f"1. {case.outline.get(number=1).text}" in printed  # type: ignore[union-attr]
    assert "MẪU RIÊNG" not in words(cast, "clerk", case, "plan")
    page = client_of(cast, "clerk").get(reverse("inspection_print", args=[case.public_id, "plan"])).content.decode()
    assert "Theo biểu mẫu của" in page and 'value="own-docx"' in page


def test_whom_an_own_form_names_beside_the_common_one_is_told_who_looked(cast: Cast) -> None:
    case = a_case(cast, State.DRAFTED)
    laid(cast, word("Thư ký: «thư ký»"), "team-report")
    secretary = case.team.seats.get(role="SECRETARY").holding.person_id  # type: ignore[union-attr]
    seen = Look.objects.filter(whose=secretary)
    words(cast, "head", case, "team-report")
    before = seen.count()
    words(cast, "head", case, "team-report", **{"as": "own-docx"})
    assert seen.count() > before


def test_the_nearest_form_is_used_and_a_withdrawn_one_no_more(cast: Cast) -> None:
    above, own = laid(cast, word("TRÊN")), laid(cast, word("RIÊNG"), unit=cast.cell, by=cast.doer)
    assert (form_of(cast.cell, "plan"), form_of(cast.home, "plan"), form_of(cast.cell, "notice")) == (own, above, None)
    withdraw_form(form=own, by=cast.doer, at=AT)
    assert form_of(cast.cell, "plan") == above
    with pytest.raises(Refused, match="đã thôi dùng"):
        withdraw_form(form=own, by=cast.doer, at=AT)


def test_a_new_form_takes_the_place_of_the_one_in_use_which_is_kept(cast: Cast) -> None:
    first, second = laid(cast, word("MỘT")), laid(cast, word("HAI"))
    first.refresh_from_db()
    assert (first.withdrawn_at, form_of(cast.root, "plan")) == (AT, second)
    assert Entry.objects.filter(act="inspecting.lay_form").count() == 2


def test_a_form_taken_by_an_incident_is_used_no_more(cast: Cast) -> None:
    row = laid(cast, word("MỘT"))
    OfficeForm.objects.filter(pk=row.pk).update(sha256="-x")
    assert form_of(cast.root, "plan") is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word("«khuyết điểm»"), "không có ô «khuyết điểm»"),  # what a plan may not say
        (b"abc", "Word"),
        (word("MẬT", "Kế hoạch «các đối tượng»"), "dấu chỉ mức độ mật"),
    ],
)
def test_what_cannot_be_a_form_is_told_on_the_page_and_nothing_is_laid(cast: Cast, data: bytes, said: str) -> None:
    sent = {"what": "plan", "unit": cast.root.public_id, "file": SimpleUploadedFile("mau.docx", data, DOCX)}
    answer = client_of(cast, "clerk").post(reverse("lay_inspection_form"), sent)
    assert (answer.status_code, said in answer.content.decode()) == (409, True), answer.content.decode()[:3000]
    assert not OfficeForm.objects.exists()


def test_who_may_not_lay_a_form_is_refused_by_the_act(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        laid(cast, word("MỘT"), by=cast.doer)


def test_laid_by_the_page_it_is_listed_and_downloaded(cast: Cast) -> None:
    data = word("Kế hoạch «các đối tượng»")
    sent = {"what": "plan", "unit": cast.root.public_id, "file": SimpleUploadedFile("mẫu kế hoạch.docx", data, DOCX)}
    answer = client_of(cast, "clerk").post(reverse("lay_inspection_form"), sent)
    assert answer.status_code == 302
    row = OfficeForm.objects.get()
    page = client_of(cast, "clerk").get(reverse("inspection_forms")).content.decode()
    assert "mẫu kế hoạch.docx" in page and "«văn bản trong phạm vi»" in page
    assert client_of(cast, "clerk").get(reverse("inspection_form", args=[row.public_id])).content == data
    client_of(cast, "clerk").post(reverse("withdraw_inspection_form", args=[row.public_id]), {"sent": "1"})
    assert form_of(cast.root, "plan") is None


def test_its_pdf_is_made_where_libreoffice_is_and_said_where_it_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    case = a_case(cast, State.DECIDED)
    laid(cast, word("MẪU RIÊNG"))
    path = reverse("inspection_print", args=[case.public_id, "plan"])
    monkeypatch.setattr("dondoc.web.inspecting.printing.soffice", lambda: "")
    assert 'value="own-pdf"' not in client_of(cast, "clerk").get(path).content.decode()
    monkeypatch.setattr("dondoc.web.inspecting.printing.soffice", lambda: "/bin/false")
    monkeypatch.setattr(office_pdf, "soffice", lambda: "/bin/false")
    answer = client_of(cast, "clerk").get(path, {"as": "own-pdf"})
    assert (answer.status_code, "Chưa chuyển được sang PDF" in answer.content.decode()) == (400, True)
