"""Hai chế độ, bằng trình duyệt — on a network a paper marked Mật is refused and kept as a stub; alone it is registered, its level beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.documents.models import Copy, Paper, Reading, Upload
from dondoc.printing.docx import render_docx
from tests.alone import alone, no_way_out
from tests.cast import Cast
from tests.papers import directive

__all__ = ["no_way_out"]
pytestmark = pytest.mark.walk


def _marked(folder: Path) -> Path:
    file = folder / "mat.docx"
    file.write_bytes(render_docx(replace(directive("77"), level="MẬT")))
    return file


def _send(site: Any, file: Path, width: int) -> Any:
    clerk = site("clerk", width)
    clerk.page.goto(f"{clerk.base}/uploads/new/")
    clerk.page.set_input_files("[name=files]", str(file))
    clerk.page.click("form.form button.primary")
    return clerk


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_on_a_network_a_marked_paper_is_refused_and_its_stub_kept(
    site: Any, house: Cast, working: None, tmp_path: Path, width: int
) -> None:
    clerk = _send(site, _marked(tmp_path), width)
    page = clerk.page
    page.wait_for_selector("text=Tệp này có dấu chỉ mức độ mật.", timeout=30_000)
    clerk.looks_well(f"mat-1-tu-choi-{width}")
    page.click("a.primary:has-text('Từ chối tệp')")
    page.click("form.form button.primary")
    page.wait_for_selector("text=Không còn gì của nó được giữ")
    page.goto(f"{clerk.base}/registers/{house.incoming.public_id}/stub/")
    expect(page.locator("[name=title]")).to_have_count(0)
    clerk.looks_well(f"mat-2-chi-so-{width}")
    page.select_option("[name=level]", "MẬT")
    page.fill("[name=place]", "Tủ 3")
    page.click("form.form button.primary")
    page.wait_for_selector("table.cards .level")
    clerk.looks_well(f"mat-3-trong-so-{width}")
    paper = Paper.objects.get()
    assert (paper.is_stub, paper.secrecy, paper.place) == (True, "MẬT", "Tủ 3")
    assert (Reading.objects.count(), Copy.objects.count()) == (0, 0)
    assert set(Upload.objects.values_list("sha256", "file_name")) == {("", "")}


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_alone_the_band_stands_and_the_paper_bears_its_level(
    site: Any, house: Cast, working: None, no_way_out: Path, tmp_path: Path, width: int
) -> None:
    alone(house)
    clerk = _send(site, _marked(tmp_path), width)
    page = clerk.page
    page.wait_for_selector("[name=level]", timeout=30_000)
    assert page.locator(".isolated").inner_text().startswith("Máy độc lập · 12-QĐ/ĐU ngày 20/11/2026")
    assert page.input_value("[name=level]") == "MẬT"
    clerk.looks_well(f"mat-4-vao-so-{width}")
    page.click("button[name=then]")
    page.wait_for_selector(".page-level .level")
    clerk.looks_well(f"mat-5-van-ban-{width}")
    page.goto(f"{clerk.base}/installation/")
    clerk.looks_well(f"mat-6-che-do-{width}")
    assert Paper.objects.get().secrecy == "MẬT"
