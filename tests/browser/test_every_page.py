"""Mọi trang — at both widths axe finds nothing, nothing is wider than the screen, a cold page is light, nothing goes outside."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from dondoc.commending.actions import register
from dondoc.documents.actions.uploads import upload
from dondoc.jobs.worker import work_once
from dondoc.practices.actions.deciding import confirm
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry
from tests.planning.making import a_plan
from tests.practices.making import a_practice

pytestmark = pytest.mark.wide

KIB = 1024
PAGES = ("desk", "search", "registers", "register", "numbers", "by_hand", "stub", "paper", "lineage", "assign", "direct",
         "obligations", "obligation", "assignment", "evidence", "extend", "progress", "units", "unit", "me", "journal", "regulations",
         "rules", "figure", "set_figure", "calendar", "correct_calendar", "units_picture", "unit_posts", "units_compare", "reorganisations",
         "my_data", "my_looks", "ask_data", "data_requests", "enter_data_request", "purposes", "purpose", "set_basis",
         "schedule", "mirror", "mirror_paper", "coordinating", "coordination_regulations", "practices", "practice", "propose_practice",
         "use_practice", "merits", "merit", "register_merit", "propose_merit", "programmes", "plans", "plan", "pledges")  # fmt: skip
# the same pages, asked otherwise: a past day, a day that was not understood, what was not there yet, a tray, to print
ASKED = {"past": ("unit", "?day=hôm qua"), "past_tree": ("units_picture", "?day=hôm qua"), "not_then": ("paper", "?day=01/01/2021"), "not_understood": ("obligations", "?day=abc"),
         "tray": ("desk", "?tray=confirm"), "printed": ("obligations", "?as=print"), "words": ("obligations", "?state=all&words=nn")}  # fmt: skip


# who keeps the work on the wide screen; every other turn in `make long`
OTHERS = (("doer", 390), ("leader", 390), ("clerk", 1440))
TURNS = [("leader", 1440), *(pytest.param(*turn, marks=pytest.mark.long) for turn in OTHERS)]


@pytest.fixture
def addresses(house: Cast) -> dict[str, str]:
    """One of each page a leader sees, with a long text in it."""
    share = an_assignment(house, upto="submitted")
    entry = an_entry(house, "77", title="Về việc " + "tăng cường công tác quản lý đảng viên ở ngoài nước " * 6)
    practice, plan = a_practice(house), a_plan(house, share.obligation.entry)
    merit = register(
        unit=house.cell, year=TODAY.year, form="Tập thể hoàn thành xuất sắc nhiệm vụ", by=house.doer, at=AT
    )
    confirm(practice=practice, by=house.leader, at=AT)
    paper, duty, book = entry.paper.public_id, share.obligation.public_id, house.incoming.public_id
    named = {
        "search": "?q=quan+ly", "register": ("register_page", book), "numbers": ("register_numbers", book),
        "by_hand": ("register_by_hand", book), "stub": ("register_stub", book), "paper": ("paper", paper),
        "lineage": ("paper_lineage", paper), "assign": ("assign", duty), "direct": ("entry_direct", entry.public_id),
        "obligation": ("obligation", duty), "assignment": ("assignment", share.public_id),
        "evidence": ("assignment_act", share.public_id, "evidence"), "extend": ("assignment_act", share.public_id, "extend"),
        "unit": ("unit", house.cell.public_id), "figure": ("figure", "external.delegation_size"),
        "set_figure": ("set_figure", "inspection.complaint_settled"),
        "unit_posts": ("unit_posts", house.root.public_id),
        "mirror_paper": ("mirror_paper", share.obligation.paper.public_id),
        **{name: (name, practice.public_id) for name in ("practice", "use_practice")},
        **{name: (name, merit.public_id) for name in ("merit", "propose_merit")}, "plan": ("plan", plan.public_id),
        "units_compare": "?first=01/01/2019", "purpose": ("purpose", "accounts"), "set_basis": ("set_basis", "posts"),
    }  # fmt: skip
    found = {name: _address(name, named.get(name, "")) for name in PAGES}
    return found | {name: found[page] + query for name, (page, query) in ASKED.items()}


def _address(name: str, how: Any) -> str:
    return reverse(how[0], args=how[1:]) if isinstance(how, tuple) else reverse(name) + how


@pytest.mark.parametrize(("role", "width"), TURNS)
def test_every_page_is_well_made(site: Any, addresses: dict[str, str], role: str, width: int) -> None:
    opened = site(role, width)
    for name, address in addresses.items():
        answer = opened.page.goto(opened.base + address)
        if answer.status == 200 or (name in ASKED and answer.status in (404, 422)):
            opened.looks_well(f"{name}-{role}-{width}")


def test_a_cold_page_is_light_and_asks_for_little(site: Any, addresses: dict[str, str]) -> None:
    """≤ 100 KiB and ≤ 6 requests, fonts and all (uncompressed here, so an upper bound for the transfer)."""
    opened = site("leader")
    for name in ("paper", "obligations", "progress", "assign", "regulations", "calendar"):
        fresh, weights = opened.cold(), []  # type: ignore[var-annotated]
        fresh.on("response", lambda answer, weights=weights: weights.append(len(answer.body())) if answer.ok else None)
        fresh.goto(opened.base + addresses[name], wait_until="networkidle")
        fresh.close()
        assert 2 <= len(weights) <= 6, name
        assert sum(weights) <= 100 * KIB, (name, weights)


def test_the_pages_work_without_javascript(chromium: Any, live_server: Any, house: Cast) -> None:
    """An assignment is accepted with scripts off."""
    from tests.cast import PASSWORD

    share = an_assignment(house)
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.fill("#id_login", "doer")
    page.fill("#id_password", PASSWORD)
    page.click("button.primary")
    page.goto(f"{live_server.url}/assignments/{share.public_id}/")
    page.locator(".head .actions a:has-text('Tiếp nhận')").click()
    page.click("form.form button.primary")
    share.refresh_from_db()
    context.close()
    assert share.state == "ACCEPTED"


def test_a_file_being_read_leads_on_by_itself(site: Any, house: Cast) -> None:
    """What waits says so in peace, asks for itself, and goes on when the reading is done."""
    row = upload(unit=house.root, data=b"So 1-KL/DUK", file_name="a.txt", by=house.clerk, at=AT)
    opened = site("clerk")
    opened.page.goto(f"{opened.base}/uploads/{row.public_id}/")
    opened.looks_well("uploaded")
    expect(opened.page.get_by_role("link", name="Xem đã đọc xong chưa")).to_have_count(1)
    work_once(timezone.now)
    opened.page.wait_for_url(f"**/uploads/{row.public_id}/register/")


def test_a_slash_leads_to_the_search_but_not_out_of_a_box(site: Any, addresses: dict[str, str]) -> None:
    opened = site("leader")
    page = opened.page
    page.goto(opened.base)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.goto(opened.base + addresses["direct"])
    page.fill("[name=text]", "1")
    page.press("[name=text]", "/")
    assert page.input_value("[name=text]") == "1/"
