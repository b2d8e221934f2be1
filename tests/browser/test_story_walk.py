"""Một nghị quyết, từ lúc đến tới lúc Soi, bằng trình duyệt — uploaded, registered, given to forty cells, studied by all of
them (three abroad by one line), planned by thirty-eight; what the mirror then says, and the rows behind each figure.

What the other cells do is done by the acts behind the same pages: `tests/flows/making.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dondoc.documents.models import Entry
from dondoc.obligations.models import Assignment, Obligation
from dondoc.printing.docx import render_docx
from dondoc.printing.model import Line, Sheet
from tests.cast import AT, Cast
from tests.flows.making import (
    ALLOWED,
    LAST,
    LATE,
    MANY,
    PLANS,
    SLOW,
    STUDIED_ON,
    Cells,
    forty_cells,
    planned,
    plans_in_fifteen_days,
    studied_at_home,
)
from tests.importing.making import work
from tests.programmes.making import five_of_six
from tests.web.story import clock, evening

MISSED = "công khai kết quả thực hiện nghị quyết"
pytestmark = [pytest.mark.walk, pytest.mark.timeout(600)]


def a_resolution() -> bytes:
    """A resolution of the outside superior that asks two things of every cell."""
    sheet = Sheet(
        kind="NGHỊ QUYẾT", subject="về nâng cao chất lượng sinh hoạt chi bộ", issuer="ĐẢNG ỦY KHỐI THỬ NGHIỆM",
        number="01-NQ/ĐUK", place="Hà Nội", issued_on="2026-11-20", authority="T/M BAN CHẤP HÀNH", signer_post="Bí thư",
        signer="Hoàng Mẫn Chi", sample=True,
        body=(
            Line("I. NHIỆM VỤ", "heading"),
            Line("1. Các chi bộ xây dựng kế hoạch thực hiện nghị quyết."),
            Line(f"2. Các chi bộ có trách nhiệm {MISSED} trước ngày 31/12/2026."),
        ),
    )  # fmt: skip
    return render_docx(sheet)


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_a_resolution_at_forty_cells(site: Any, house: Cast, settings: Any, tmp_path: Path, width: int) -> None:
    settings.DONDOC_WAIT_SECONDS = 0
    cells = forty_cells(house)
    plans_in_fifteen_days(house)
    with clock(AT):
        _arrives(site, tmp_path, width)
        asked = _given_and_asked(site, width)
    done, missed = Obligation.objects.order_by("id")
    with clock(evening(STUDIED_ON)):
        for role in cells.abroad.values():
            _one_line_from_abroad(site, role)
    studied_at_home(house, cells, done.paper)
    planned(house, cells, done)
    five_of_six(house)
    with clock(evening(LAST)):
        leader = site("leader", width)
        leader.page.goto(asked)
        assert f"{MANY}/{MANY} đơn vị đã quán triệt, phổ biến." in leader.page.locator("main").inner_text()
        _the_mirror(leader, cells, missed, width)
        _the_paper(leader, missed, width)
        _five_of_six(leader)


def _arrives(site: Any, folder: Path, width: int) -> None:
    """The văn thư uploads the file, registers it as it was read, and confirms the two obligations found in it."""
    file = folder / "nghi-quyet.docx"
    file.write_bytes(a_resolution())
    clerk = site("clerk", width)
    page = clerk.page
    page.goto(f"{clerk.base}/uploads/new/")
    page.set_input_files("input[type=file]", str(file))
    page.click("form.form button.primary")
    work(AT)
    page.wait_for_url("**/register/**")
    assert page.input_value("[name=so_ky_hieu]") == "01-NQ/ĐUK"
    page.click("form.form button.primary")
    page.wait_for_url("**/review/**")
    for card in page.locator("article[data-item]").all():
        card.locator("input[value=on]").check()
    page.click("[data-confirm]")
    page.wait_for_url("**/papers/**")
    assert Obligation.objects.count() == 2


def _given_and_asked(site: Any, width: int) -> str:
    """The secretary gives both to every cell at once, and asks them all to study the paper."""
    leader = site("leader", width)
    page = leader.page
    paper = f"{leader.base}/papers/{Entry.objects.get().paper.public_id}/"
    page.goto(paper)
    page.locator("main a", has_text="Giao nhiệm vụ").first.click()
    page.get_by_label(f"Mọi chi bộ ({MANY})", exact=True).check()
    leader.looks_well(f"chuyen-1-giao-{width}")
    page.click("form.form button.primary")
    page.wait_for_url(paper)
    assert Assignment.objects.count() == 2 * MANY
    leader.looks_well(f"chuyen-2-van-ban-{width}")
    page.get_by_text("Yêu cầu quán triệt").click()
    page.fill("[name=due_on]", "14/12/2026")
    page.fill("[name=due_source]", "mục II")
    page.click("form.form button.primary")
    page.wait_for_url("**/studying/*/")
    return str(page.url)


def _one_line_from_abroad(site: Any, role: str) -> None:
    doer = site(role, 390)
    page = doer.page
    page.goto(doer.base)
    page.locator("#study a", has_text="Báo đã quán triệt").click()
    page.fill("[name=on]", "hôm nay")
    page.fill("[name=share]", "8/9")
    page.click("form.form button.primary")
    page.wait_for_url("**/studying/*/")
    assert "8/9" in page.locator("#units").inner_text()


def _the_mirror(leader: Any, cells: Cells, missed: Obligation, width: int) -> None:
    """Every figure of the story, and the very rows it counts."""
    page, names = leader.page, [cell.name for cell in cells.all]
    page.goto(f"{leader.base}/mirror/")
    leader.looks_well(f"chuyen-3-soi-{width}")
    assert page.locator("#three li").first.inner_text() == SLOW
    of_units = {
        _link(page, "Đơn vị đã triển khai", f"{PLANS}/{MANY}", f"{PLANS}"): names[:PLANS],
        _link(page, "Đơn vị đã triển khai", f"{PLANS}/{MANY}", "số còn lại"): names[PLANS:],
    }
    plans = {
        _link(page, "Độ trễ kế hoạch", f"{PLANS}/{MANY}", f"{PLANS}"): names[:PLANS],
        _link(page, "Độ trễ kế hoạch", f"{PLANS}/{MANY}", "số còn lại"): names[PLANS:],
        _link(page, "Kế hoạch muộn", f"{LATE + MANY - PLANS}/{MANY}", f"{LATE} kế hoạch ban hành muộn"): names[:LATE],
    }
    studied = _link(page, "Đã quán triệt", f"{MANY}/{MANY}", f"{MANY}")
    silent = _link(page, "Nội dung đã làm", f"0/{2 * MANY}", "1 nội dung chưa đơn vị nào")
    targets = _link(page, "Chỉ tiêu đạt", "5/6", "5")
    for link, units in of_units.items():
        page.goto(link)
        assert f"Cộng: {len(units)} " in page.locator(".head").inner_text()
        assert sorted(_rows(page, "td[data-label='Đơn vị']")) == sorted(2 * units), link
    for link, units in plans.items():
        page.goto(link)
        assert sorted(_rows(page, "td[data-label='Đơn vị']")) == sorted(units), link
    assert _rows(page, "td[data-label='Sau khi nhận, ngày']") == [f"{ALLOWED + 1}"] * LATE
    leader.looks_well(f"chuyen-4-muon-{width}")
    page.goto(studied)
    page.goto(_href(page.locator("tbody th a")))
    assert sorted(_rows(page, "th a")) == sorted(names)
    leader.looks_well(f"chuyen-5-da-quan-triet-{width}")
    page.goto(silent)
    assert _rows(page, "th a") == [missed.nv]
    page.goto(targets)
    assert len(_rows(page, "th a")) == 5


def _link(page: Any, label: str, said: str, words: str) -> str:
    """Where a figure of an indicator leads; the line says the figure itself."""
    row = page.locator("#indicators tbody tr", has=page.locator("th", has_text=label))
    cell = row.locator("td.from")
    assert cell.inner_text().startswith(said), label
    return _href(cell.locator("a", has_text=words).first)


def _href(link: Any) -> str:
    return str(link.evaluate("a => a.href"))


def _rows(page: Any, part: str) -> list[str]:
    """That part of every row, over all the pages of the list."""
    found: list[str] = page.locator(f"main tbody tr {part}").all_inner_texts()
    while page.locator(".pager [rel=next]").count():
        page.goto(_href(page.locator(".pager [rel=next]")))
        found += page.locator(f"main tbody tr {part}").all_inner_texts()
    return found


def _the_paper(leader: Any, missed: Obligation, width: int) -> None:
    """The passages by the units; what nobody has touched is named."""
    page = leader.page
    page.goto(f"{leader.base}/mirror/")
    page.locator("#papers a", has_text="01-NQ/ĐUK").click()
    untouched = page.locator("#passages tbody tr", has_text="chưa đơn vị nào có hoạt động")
    assert MISSED in untouched.inner_text()
    for part in ("#matrix table.matrix", "#tree"):
        assert page.locator(f"{part} tbody tr").count() == MANY
    leader.looks_well(f"chuyen-6-ma-tran-{width}")


def _five_of_six(leader: Any) -> None:
    """The sheet of the targets says five of six, and holds six."""
    page = leader.page
    page.goto(f"{leader.base}/programmes/")
    page.locator("main tbody a").first.click()
    page.wait_for_url("**/programmes/*/")
    page.locator(".score a").first.click()
    page.wait_for_url("**/sheet/")
    assert "5/6 chỉ tiêu đạt" in page.locator("main .head").inner_text()
    assert len(_rows(page, "th")) == 6
