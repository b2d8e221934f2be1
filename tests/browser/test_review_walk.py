"""Rà soát và xử lý, bằng trình duyệt — by keyboard alone, by mouse alone, on a phone; one request for many; nothing lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from dondoc.documents.intake import intake
from dondoc.documents.models import Entry, ReviewMark
from dondoc.obligations.models import Kept, Obligation
from tests.cast import AT, Cast
from tests.making import an_assignment
from tests.obligations.test_settling import a_replacement
from tests.papers import directive_docx


@pytest.fixture
def entry(house: Cast) -> Entry:
    return intake(unit=house.root, data=directive_docx(), file_name="x.docx", by=house.office, at=AT)


def _open(opened: Any, entry: Entry) -> tuple[Any, list[str]]:
    """The page, and every request that keeps a verdict."""
    sent: list[str] = []
    page = opened.page
    page.on("request", lambda asked: sent.append(asked.post_data or "") if asked.url.endswith("/mark/") else None)
    page.goto(f"{opened.base}/entries/{entry.public_id}/review/")
    return page, sent


def _counter(page: Any, said: str) -> None:
    expect(page.locator("[data-counter]")).to_have_text(said)


def _kept(page: Any, many: int) -> None:
    """So many verdicts are on the server."""
    for _turn in range(50):
        if ReviewMark.objects.count() == many:
            break
        page.wait_for_timeout(100)
    assert ReviewMark.objects.count() == many
    expect(page.locator("[data-status]")).to_have_text("đã lưu")


def _focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))


def test_by_keyboard_alone(site: Any, entry: Entry) -> None:
    opened = site("clerk")
    page, sent = _open(opened, entry)
    doubtful = page.locator("article.item:not([data-sure] article)").count()
    sure = page.locator("[data-sure] article").count()
    assert (doubtful + sure, sure > 1) == (4, True)
    for _turn in range(doubtful):
        page.keyboard.press("Enter")
    assert _focused(page) == f"Nhận cả {sure} mục chắc chắn"
    page.keyboard.press("Enter")
    _counter(page, "4 / 4")
    assert _focused(page).startswith("Xác nhận các mục đã nhận (4)")
    _kept(page, 4)
    before = len(sent)
    page.keyboard.press("u")
    _counter(page, f"{doubtful} / 4")
    _kept(page, doubtful)
    assert len(sent) - before == 1
    page.reload()
    _counter(page, f"{doubtful} / 4")
    page.keyboard.press("a")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/papers/**")
    assert Obligation.objects.count() == 4
    assert len(sent) <= doubtful + 3


def test_by_mouse_alone(site: Any, entry: Entry) -> None:
    opened = site("clerk")
    page, _sent = _open(opened, entry)
    opened.looks_well("ra-soat-1440")
    first = page.locator("article.item").first
    first.locator("input[value=off]").click()
    expect(first).to_contain_class("folded")
    page.click("[data-undo]")
    _counter(page, "0 / 4")
    first.locator("input[value=off]").click()
    page.click("[data-take-sure]")
    page.locator(".paper mark[data-kind=obligations]").first.click()  # the words light their item
    expect(page.locator("article.item.lit")).to_have_count(1)
    opened.looks_well("ra-soat-xong-1440")
    taken = page.locator("article.item[data-said=ACCEPTED]").count()
    page.click("[data-confirm]")
    page.wait_for_url("**/papers/**")
    assert Obligation.objects.count() == taken > 1


def test_words_chosen_in_the_paper_become_the_items_own(site: Any, entry: Entry) -> None:
    page, _sent = _open(site("clerk"), entry)
    page.evaluate("""() => { const mark = document.querySelectorAll('.paper mark[data-kind=obligations]')[1];
        getSelection().selectAllChildren(mark); }""")
    page.click("[data-take-words]")
    _kept(page, 1)
    kept = ReviewMark.objects.get()
    assert (kept.verdict, len(kept.value["text"]) > 20) == ("CORRECTED", True)


def test_words_half_typed_are_there_when_one_comes_back(site: Any, entry: Entry) -> None:
    opened = site("clerk")
    page, _sent = _open(opened, entry)
    page.locator("article.item textarea").first.press_sequentially("Gõ dở ")
    page.goto(opened.base)
    page.go_back()
    page.reload()
    assert "Gõ dở" in page.locator("article.item textarea").first.input_value()
    _counter(page, "1 / 4")


def test_a_lost_network_is_told_and_the_verdict_goes_with_the_next(site: Any, entry: Entry) -> None:
    opened = site("clerk")
    page, _sent = _open(opened, entry)
    opened.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("Chưa lưu được")
    opened.context.set_offline(False)
    page.keyboard.press("a")
    taken = page.locator("article.item[data-said=ACCEPTED]").count()
    _kept(page, taken)
    assert taken > 2
    opened.broken.clear()  # the browser tells of the lost request


def test_on_a_phone_everything_can_be_reached(site: Any, entry: Entry) -> None:
    opened = site("clerk", 390)
    page, _sent = _open(opened, entry)
    opened.looks_well("ra-soat-390")
    page.locator("article.item").first.locator("input[value=on]").check()
    page.click("[data-take-sure]")
    page.click("[data-confirm]")
    page.wait_for_url("**/papers/**")
    assert Obligation.objects.count() > 1


@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.long)])
def test_open_obligations_of_a_replaced_paper_are_settled(site: Any, house: Cast, width: int) -> None:
    newer, rows = a_replacement(house, 3)
    an_assignment(house, obligation=rows[2], upto="accepted")
    opened = site("leader", width)
    page = opened.page
    opened.looks_well(f"ban-lam-viec-con-mo-{width}")
    page.click("#settle a.title")
    opened.looks_well(f"con-mo-{width}")
    card = page.locator("fieldset.duty").nth(1)
    assert not card.locator("[name^=reason]").is_visible()
    card.locator("input[value=end]").check()
    card.locator("[name^=reason]").fill("Văn bản mới không còn yêu cầu")
    page.locator("fieldset.duty").nth(0).locator("input[value=keep]").check()
    expect(page.locator("fieldset.duty").nth(2).locator("input[type=radio]")).to_have_count(2)
    opened.looks_well(f"con-mo-dang-chon-{width}")
    page.click("form .bar button.primary")
    page.wait_for_url("**/settle/")
    assert "Còn 1 nhiệm vụ chưa xử lý." in page.inner_text(".messages")
    assert (Kept.objects.count(), Obligation.objects.filter(state="ENDED").count()) == (1, 1)
    assert re.search(r"NV-3/\d+", page.inner_text("fieldset.duty"))
    assert newer
