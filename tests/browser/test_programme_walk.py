"""Chương trình bằng trình duyệt — from a registered paper to six targets, their figures, 5/6, its rows and the printed sheet."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from playwright.sync_api import expect

from dondoc.documents.actions.registering import register
from dondoc.documents.fields import fields_from, header_of
from dondoc.documents.intake import read_now
from dondoc.documents.models import Entry
from dondoc.printing.docx import render_docx
from dondoc.printing.model import Line, Sheet
from tests.cast import AT, TODAY, Cast

LINES = (
    ("Hằng năm, từ 95% đảng viên trở lên dự sinh hoạt định kỳ.", "96,5"),
    ("Hằng năm, ít nhất 90% chi bộ hoàn thành tốt nhiệm vụ trở lên.", "92"),
    ("Cả năm kết nạp từ 25 đảng viên trở lên ở ngoài nước.", "27"),
    ("Hằng năm, không quá 2% tổ chức đảng không hoàn thành nhiệm vụ.", "0"),
    ("Cả năm kiểm tra ít nhất 12 chi bộ ngoài nước.", "12"),
    ("Hằng năm, 100% chi bộ ngoài nước báo cáo đúng hạn.", "98"),
)


def a_resolution(cast: Cast) -> Entry:
    """A resolution of the year 2025, registered, with the reading of its file."""
    sheet = Sheet(
        kind="NGHỊ QUYẾT", subject="về công tác đảng ở ngoài nước năm 2025", issuer="ĐẢNG ỦY KHỐI THỬ NGHIỆM",
        number="2-NQ/ĐUK", place="Hà Nội", issued_on="2024-12-20", authority="T/M BAN CHẤP HÀNH", signer_post="Bí thư",
        signer="Hoàng Mẫn Chi", sample=True,
        body=(Line("I. CHỈ TIÊU", "heading"), *(Line(f"{n}. {text}") for n, (text, _v) in enumerate(LINES, 1))),
    )  # fmt: skip
    row = read_now(unit=cast.root, data=render_docx(sheet), file_name="nghi-quyet.docx", by=cast.clerk, at=AT)
    assert row.reading is not None
    return register(register=cast.incoming, issuer=cast.khoi, fields=fields_from(header_of(row.reading.body)), upload=row,
                    by=cast.clerk, at=AT, on=TODAY)  # fmt: skip


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_six_targets_of_a_paper_become_five_of_six_and_a_printed_sheet(site: Any, house: Cast, width: int) -> None:
    entry = a_resolution(house)
    opened = site("leader", width)
    page = opened.page
    page.goto(f"{opened.base}/programmes/")
    opened.looks_well(f"chuong-trinh-1-trong-{width}")
    page.goto(f"{opened.base}/papers/{entry.paper.public_id}/")
    page.get_by_text("Ghi thành chương trình").click()
    page.fill("[name=name]", "Nghị quyết công tác đảng ngoài nước năm 2025")
    page.fill("[name=from_on]", "01/01/2025")
    page.fill("[name=until_on]", "31/12/2025")
    opened.looks_well(f"chuong-trinh-2-ghi-{width}")
    page.click("form.form button.primary")
    page.wait_for_url("**/programmes/*/")
    programme = page.url
    page.click("main a.primary")
    opened.looks_well(f"chuong-trinh-3-may-doc-{width}")
    for left in range(len(LINES), 0, -1):
        assert page.locator("main a.press").count() == left
        page.locator("main a.press").first.click()
        if left == len(LINES):
            assert page.input_value("[name=value]") == "95"
            assert page.is_checked("[name=is_yearly]")
            opened.looks_well(f"chuong-trinh-4-chi-tieu-{width}")
        page.click("form.form button.primary")
        page.wait_for_url("**/found/" if left > 1 else programme)
    _record_all(opened, programme, width)
    page.goto(programme)
    assert "5/6 chỉ tiêu đạt" in page.locator("main .head").inner_text()
    opened.looks_well(f"chuong-trinh-7-nam-tren-sau-{width}")
    page.locator(".score a").first.click()
    page.wait_for_url("**/sheet/")
    expect(page.locator("main tbody tr")).to_have_count(6)
    opened.looks_well(f"chuong-trinh-8-bang-{width}")
    page.locator(".score a", has_text="1 không đạt").click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    assert "98%" in page.locator("main tbody").inner_text()
    with page.expect_download() as came:
        page.click("main a.primary")
    printed = docx.Document(io.BytesIO(came.value.path().read_bytes()))
    assert "Đạt 5/6 chỉ tiêu; 1 không đạt." in [p.text for p in printed.paragraphs]
    assert sum(len(table.rows) for table in printed.tables if len(table.columns) == 8) == 7


def _record_all(opened: Any, programme: str, width: int) -> None:
    """A figure of the whole year for each target, with a paper original named as its proof."""
    page = opened.page
    for place, (_text, value) in enumerate(LINES):
        page.goto(programme)
        page.locator("#targets tbody tr a").nth(place).click()
        page.click("main a.primary")
        page.fill("[name=value]", value)
        page.fill("[name=on]", "31/12/2025")
        if place == 0:
            page.click("form.form button.primary")
            assert "Số liệu cần minh chứng" in page.locator("main").inner_text(), "refused, and nothing typed is lost"
            assert page.input_value("[name=value]") == value
            opened.looks_well(f"chuong-trinh-5-tu-choi-{width}")
        page.fill("[name=keeper]", "Văn phòng, cặp 2025")
        page.fill("[name=text]", "Báo cáo năm 2025")
        page.click("form.form button.primary")
        page.wait_for_url("**/programme-items/*/")
    opened.looks_well(f"chuong-trinh-6-day-so-{width}")
