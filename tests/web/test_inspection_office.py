"""Tờ in mở bằng LibreOffice — every paper of a case as DOCX, opened there, says the same as our PDF, word by word, on as many pages or one more; and an office's own form becomes a PDF."""

from __future__ import annotations

import io
import re
from collections import Counter

import pypdfium2
import pytest
from django.urls import reverse

from dondoc.inspecting.lifecycle import RAIL, State
from dondoc.inspecting.models import Case
from dondoc.printing.office_pdf import soffice, to_pdf
from tests.cast import Cast, client_of
from tests.inspecting.making import WALK, a_case, a_proposal
from tests.web.test_inspection_forms import laid, word

pytestmark = [pytest.mark.long, pytest.mark.timeout(900), pytest.mark.skipif(not soffice(), reason="chưa có LibreOffice (bash tools/libreoffice.sh)")]  # fmt: skip
NUMBERS = {str(n) for n in range(1, 9)}  # of pages
# Each paper at a state where it says much.
AT_STATE = {
    State.PREPARED: ("decision", "plan", "outline"), State.REPORTED: ("deployed", "self-report"), State.VERIFYING: ("worked", "verified"),
    State.HEARD: ("heard",), State.COMPLETED: ("team-report",), State.NOTICE_SIGNED: ("notice", "announced"), State.VERIFIED: ("remedy", "dossier"),
}  # fmt: skip


def _pages(pdf: bytes) -> list[Counter[str]]:
    """The words of each page, without its number."""
    found = pypdfium2.PdfDocument(io.BytesIO(pdf))
    texts = [found[n].get_textpage().get_text_range() for n in range(len(found))]
    return [Counter(re.findall(r"[^\W\d_]+|\d+", text)) for text in texts]


def _printed(cast: Cast, case: Case, what: str, form: str, of: str) -> bytes | None:
    path = reverse("inspection_print", args=[case.public_id, what])
    answer = client_of(cast, "clerk").get(path, {"as": form, **({"of": of} if of else {})})
    return answer.content if answer.status_code == 200 else None


def test_every_paper_opened_in_libreoffice_says_what_our_pdf_says(cast: Cast) -> None:
    case, seen = a_proposal(cast), set()
    part = case.bodies.get(unit=cast.cell).public_id
    for state in RAIL[1:]:
        WALK[state](cast, case)
        case.refresh_from_db()
        for what in AT_STATE.get(State(state), ()):
            of = next(of for of in ("", part) if _printed(cast, case, what, "docx", of) is not None)
            docx, ours = _printed(cast, case, what, "docx", of), _printed(cast, case, what, "pdf", of)
            assert docx is not None and ours is not None
            theirs, own = _pages(to_pdf(docx)), _pages(ours)
            words, ours_words = sum(theirs, Counter()), sum(own, Counter())
            assert words.keys() - NUMBERS == ours_words.keys() - NUMBERS, what
            assert abs(len(theirs) - len(own)) <= 1, (what, len(theirs), len(own))
            if len(theirs) == len(own):  # else the head of a table stands on one page more
                assert {word for word in words if words[word] != ours_words[word]} <= NUMBERS, what
            seen.add(what)
    assert seen == {what for papers in AT_STATE.values() for what in papers}


def test_an_offices_own_form_becomes_a_pdf(cast: Cast) -> None:
    case = a_case(cast, State.DECIDED)
    laid(cast, word("MẪU RIÊNG", "Đối tượng: «các đối tượng»"))
    pdf = _printed(cast, case, "plan", "own-pdf", "")
    assert pdf is not None
    (page,) = _pages(pdf)
    assert page["RIÊNG"] == 1 and page["NN"] == 1, page
