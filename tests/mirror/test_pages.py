"""Trang Soi — health first, every figure opens its rows, the address that keeps the figures keeps them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from dondoc.implementation.actions import closing, proving
from dondoc.regulations.actions import set_figure
from tests.cast import AT, Cast
from tests.making import an_assignment, an_entry, an_obligation
from tests.web.story import clock

pytestmark = pytest.mark.acts


@pytest.fixture
def client(cast: Cast) -> Client:
    found = Client()
    found.force_login(cast.user("leader"), backend="django.contrib.auth.backends.ModelBackend")
    return found


def _page(client: Client, address: str, days: float = 0) -> html.HtmlElement:
    with clock(AT + timedelta(days=days)):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def _words(tree: html.HtmlElement, id: str = "content") -> str:
    return " ".join(tree.get_element_by_id(id).text_content().split())


def test_the_mirror_says_what_stands_and_opens_it(cast: Cast, client: Client) -> None:
    """One done, one overdue, one without a day, one reported and not confirmed; an obligation given to nobody."""
    an_assignment(cast, upto="done")
    for number, due in (("16", date(2026, 11, 26)), ("17", None)):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, number)), due_on=due, due_reason="Chưa rõ")
    an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "18")), upto="submitted")
    an_obligation(cast, an_entry(cast, "19"))
    tree = _page(client, reverse("mirror"), 10)
    ids = [e.get("id") for e in tree.xpath("//section[@id]")]
    assert ids[:4] == ["health", "classes", "three", "indicators"], "health stands before all others"
    three = [" ".join(li.text_content().split()) for li in tree.xpath("//*[@id='three']//li")]
    assert three == ["1 trong 1 việc đã đến hạn là xong muộn hoặc quá hạn.",
                     "1 trong 2 tháng không có hoạt động nào được ghi; lâu nhất 10 ngày liền.",
                     "1 trong 2 việc tự báo xong mà chưa được xác nhận."]  # fmt: skip
    assert "đơn vị chưa đặt" in _words(tree, "indicators")
    assert not tree.xpath("//*[contains(@class,'s-MISSED')]"), "no threshold, no colour"
    links = {a.get("href") for a in tree.xpath("//main//a[contains(@href,'/mirror/rows/')]")}
    assert len(links) > 12
    for link in links:
        assert _page(client, link, 10).xpath("//main//tbody/tr"), link
    late = _page(client, reverse("mirror_rows") + f"?unit={cast.root.public_id}&of=I2&side=hit", 10)
    assert [e.text_content() for e in late.xpath("//tbody//th/a")] == ["NV-2/2026"]


def test_the_same_address_gives_the_same_figures(cast: Cast, client: Client) -> None:
    """Whatever was entered since, even of days before."""
    share = an_assignment(cast, upto="accepted")
    tree = _page(client, reverse("mirror"), 1)
    again, said = tree.xpath("//h1/following-sibling::p//a/@href")[0], _words(tree, "indicators")
    later = {"by": cast.doer, "at": AT + timedelta(days=2), "on": date(2026, 11, 25)}
    proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo số 3", keeper="Văn phòng", **later)
    closing.submit(assignment=share, **later)
    assert _words(_page(client, again, 400), "indicators") == said
    assert _words(_page(client, reverse("mirror") + "?day=25/11/2026", 400), "indicators") != said


def test_a_threshold_of_the_office_colours_and_too_few_days_grey(cast: Cast, client: Client) -> None:
    for number, due in (("16", date(2026, 11, 26)), ("17", None)):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, number)), due_on=due, due_reason="Chưa rõ")
    set_figure(
        key="mirror.late_share",
        amount=5,
        unit="percent",
        from_on=date(2026, 1, 1),
        ground="Quy chế làm việc",
        by=cast.leader,
        at=AT,
    )
    tree = _page(client, reverse("mirror"), 10)
    assert len(tree.xpath("//*[@id='indicators']//*[contains(@class,'s-MISSED')]")) == 1
    assert "đơn vị tự đặt: Quy chế làm việc" in _words(tree, "indicators")
    set_figure(
        key="mirror.dated",
        amount=80,
        unit="percent",
        from_on=date(2026, 1, 1),
        ground="Quy chế làm việc",
        by=cast.leader,
        at=AT,
    )
    tree = _page(client, reverse("mirror"), 10)
    assert "quá ít việc có hạn để nói" in _words(tree, "indicators")
    assert not tree.xpath("//*[@id='indicators']//*[contains(@class,'s-MISSED')]")
    assert "xong muộn hoặc quá hạn" not in _words(tree, "three")


def test_an_empty_house_says_so(cast: Cast, client: Client) -> None:
    tree = _page(client, reverse("mirror"))
    assert "Chưa có việc nào được giao trong kỳ." in _words(tree)
    assert "Số liệu đã nhập chưa cho thấy điều gì phải ghi." in _words(tree, "three")
    assert client.get(reverse("mirror_rows") + "?of=nothing").status_code == 404
