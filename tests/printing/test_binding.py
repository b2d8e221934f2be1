"""Đóng tập — pages as they were, one behind another, bookmarks in two levels; what cannot be opened is replaced, nothing of it is left."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdf
import pypdfium2
import pytest

from dondoc.printing.binding import Leaf, bound
from dondoc.printing.model import Sheet
from dondoc.printing.pdf import render_pdf, render_slip
from dondoc.printing.scan import render_scan

pytestmark = pytest.mark.library
SLIP = render_slip("Tờ báo", ["Không mở được tệp này."])


def one(leaves: list[Leaf]) -> bytes:
    return b"".join(bound(leaves, lambda leaf: SLIP))


def texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def looks(data: bytes) -> list[bytes]:
    return [page.render(scale=0.4).to_pil().tobytes() for page in pypdfium2.PdfDocument(data)]


def locked(data: bytes) -> bytes:
    out, writer = io.BytesIO(), pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("bi-mat", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def test_pages_stand_as_they_were_under_their_bookmarks(plan: Sheet) -> None:
    long = render_pdf(replace(plan, body=plan.body * 4))
    short, scan = render_pdf(plan), render_scan(plan)
    data = one([Leaf("Mở đầu", "", short), Leaf("Kế hoạch", "1. Quán triệt", long), Leaf("Ảnh chụp", "1. Quán triệt", scan), Leaf("Nghị quyết (số 5)", "2. Kết quả", short)])  # fmt: skip
    parts = (short, long, scan, short)
    assert texts(data) == [text for part in parts for text in texts(part)]
    assert looks(data) == [look for part in parts for look in looks(part)]
    begin = [0, len(texts(short)), len(texts(short)) + len(texts(long)), len(texts(data)) - len(texts(short))]
    toc = [(row.level, row.get_title(), row.get_dest().get_index()) for row in pypdfium2.PdfDocument(data).get_toc()]
    assert toc == [
        (0, "Mở đầu", 0), (0, "1. Quán triệt", begin[1]), (1, "Kế hoạch", begin[1]), (1, "Ảnh chụp", begin[2]),
        (0, "2. Kết quả", begin[3]), (1, "Nghị quyết (số 5)", begin[3]),
    ]  # fmt: skip
    with pikepdf.open(io.BytesIO(data)) as book:
        assert book.check_pdf_syntax() == []


@pytest.mark.parametrize("spoil", ["locked", "cut", "nothing", "text"])
def test_what_cannot_be_opened_is_replaced_and_the_rest_stands(plan: Sheet, spoil: str) -> None:
    good = render_pdf(plan)
    bad = {"locked": locked(good), "cut": b"%PDF-1.7\n" + good[20:400], "nothing": b"", "text": b"%PDF xin chao"}[spoil]
    data = one([Leaf("A", "", good), Leaf("B", "", bad), Leaf("C", "", good)])
    assert texts(data) == [*texts(good), *texts(SLIP), *texts(good)]
    with pikepdf.open(io.BytesIO(data)) as book:
        assert book.check_pdf_syntax() == []


@pytest.mark.parametrize("is_inline", [False, True])
def test_what_a_page_has_from_above_goes_along_and_what_it_would_do_stays_behind(is_inline: bool) -> None:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(300, 200))
    page = made.pages[0].obj
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 50, 50],
                              A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")))  # fmt: skip
    page.Annots = pikepdf.Array([link if is_inline else made.make_indirect(link)])
    page.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(2)")))
    made.Root.Pages.MediaBox, made.Root.Pages.Rotate = page.MediaBox, 90
    del page["/MediaBox"]
    made.save(out)
    data = one([Leaf("A", "", out.getvalue())])
    assert b"app.alert" not in data
    bound_page = pypdfium2.PdfDocument(data)[0]
    assert bound_page.get_size() == (200, 300) and bound_page.get_rotation() == 90


def test_no_more_than_one_document_is_held(plan: Sheet) -> None:
    good, held, most = render_pdf(plan), [0], [0]

    def leaves() -> Iterator[Leaf]:
        for place in range(30):
            held[0] += 1
            yield Leaf(str(place), "", good)

    for _part in bound(leaves(), lambda leaf: SLIP):
        most[0], held[0] = max(most[0], held[0]), 0
    assert most[0] == 1, "each document is asked for when the one before has been poured out"
