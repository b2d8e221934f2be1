"""In bản chụp — pages to look at, no words to take out."""

from __future__ import annotations

import pypdfium2

from dondoc.printing.model import Sheet
from dondoc.printing.scan import render_scan


def test_a_scan_holds_pictures_and_no_words(plan: Sheet) -> None:
    page = pypdfium2.PdfDocument(render_scan(plan))[0]
    assert page.get_textpage().count_chars() == 0
    kinds = [type(thing).__name__ for thing in page.get_objects()]
    assert kinds == ["PdfImage"]
    assert [round(side) for side in page.get_size()] == [595, 842]


def test_the_same_sheet_gives_the_same_bytes(plan: Sheet) -> None:
    assert render_scan(plan) == render_scan(plan)
