"""Dọn một nội dung mật lọt vào, bằng trình duyệt — the clerk reports it, the office looks, removes, ticks, closes; nothing is left."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.incidents.actions.closing import tick
from dondoc.incidents.models import Incident
from dondoc.journal.queries import verify
from tests.cast import TODAY, Cast
from tests.incidents import scanner
from tests.incidents.slipped import LATER, RUNS, Slipped, slip
from tests.incidents.test_hiding import places

pytestmark = pytest.mark.walk


@pytest.fixture
def found(house: Cast) -> Slipped:
    scanner.uncompressed()
    return slip(house)


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_one_that_slipped_in_is_cleaned(site: Any, house: Cast, found: Slipped, working: None, width: int) -> None:
    mark, clerk = f"su-co-{width}", site("clerk", width)
    _reported(clerk, found, mark)
    office = site("office", width)
    page = office.page
    incident = Incident.objects.get()
    page.goto(f"{office.base}/incidents/{incident.public_id}/")
    page.wait_for_selector("text=Xem chỗ có chữ trùng", timeout=60_000)
    office.looks_well(f"{mark}-4-da-do")
    page.click("text=Xem chỗ có chữ trùng")
    page.wait_for_selector("[name=places]")
    for box in page.locator("[name=places]").all():
        box.check()
    page.check("[name=how][value=whole]")
    office.looks_well(f"{mark}-5-xem-cho-trung")
    page.click("form.form button.primary")
    page.wait_for_url(f"**/incidents/{incident.public_id}/")
    page.click("text=Xóa hẳn")
    page.fill("[name=decision]", "Ý kiến của Thường trực Đảng ủy ngày 24/11/2026")
    page.check("[name=sure]")
    office.looks_well(f"{mark}-6-xoa-han")
    page.click("form.form button.primary")
    page.wait_for_selector("text=Đánh dấu", timeout=150_000)
    _cleaned_whole(office, incident)
    office.looks_well(f"{mark}-7-da-xoa")
    page.locator("a:has-text('Đánh dấu')").first.click()
    page.fill("[name=note]", "Đã hủy trước hai người")
    office.looks_well(f"{mark}-8-danh-dau")
    page.click("form.form button.primary")
    for item in incident.by_hand.filter(done_on__isnull=True):
        tick(item=item, on=TODAY, note="Không có", by=house.office, at=LATER)
    page.goto(f"{office.base}/incidents/{incident.public_id}/places/")
    office.looks_well(f"{mark}-9-tung-cho")
    page.goto(f"{office.base}/incidents/{incident.public_id}/")
    with page.expect_download() as taken:
        page.click("text=DOCX")
    report = taken.value.path().read_bytes()
    assert scanner.has_any(report, ["bien ban"]) and not scanner.has_any(report, RUNS)
    page.click("text=Đóng sự cố")
    page.click("form.form button.primary")
    page.wait_for_selector("text=đã đóng")
    office.looks_well(f"{mark}-10-da-dong")
    assert places() == set()
    assert scanner.in_database(RUNS) == scanner.in_folder(RUNS) == {}
    assert verify().broken is None


def _cleaned_whole(office: Any, incident: Incident) -> None:
    """What somebody held while it was cleaned is told in the report; the office reads it, and has it done again."""
    database = incident.stages.get(name="database")
    for _turn in range(5):
        if not database.notes:
            break
        office.page.click("text=Dọn lại cơ sở dữ liệu")
        office.page.click("form.form button.primary")
        office.page.wait_for_timeout(20_000)
        database.refresh_from_db()
    assert not database.notes
    office.page.goto(f"{office.base}/incidents/{incident.public_id}/")


def _reported(clerk: Any, found: Slipped, mark: str) -> None:
    """From the paper's page; at once its words are nowhere."""
    page = clerk.page
    page.goto(f"{clerk.base}/papers/{found.paper.public_id}/")
    clerk.looks_well(f"{mark}-1-van-ban")
    page.click("text=Báo có nội dung mật")
    page.select_option("[name=level]", "MẬT")
    page.fill("[name=found_by]", "Văn thư")
    page.fill("[name=ground]", "Cơ quan ban hành báo văn bản đóng dấu sót")
    clerk.looks_well(f"{mark}-2-bao")
    page.click("form.form button.primary")
    page.wait_for_url("**/incidents/*/")
    page.goto(f"{clerk.base}/papers/{found.paper.public_id}/")
    clerk.looks_well(f"{mark}-3-da-an")
    said = page.content()
    assert "khoằm" not in said and "(đang xử lý sự cố)" in said
    page.goto(f"{clerk.base}/search/?q=khoam+trac")
    assert found.paper.public_id not in page.content()
