"""Trang rà soát — one request for many, with and without the script; the counter right; nothing lost by leaving."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from dondoc.documents.intake import intake
from dondoc.documents.models import Entry, PaperLink, Reading, ReviewMark
from dondoc.documents.queries import obligation_items, reference_items
from dondoc.obligations.models import Obligation
from tests.cast import AT, Cast
from tests.papers import directive_docx

pytestmark = pytest.mark.acts


class Walk:
    """Một người trên trang rà soát."""

    def __init__(self, cast: Cast, role: str = "clerk") -> None:
        self.entry = Entry.objects.first() or intake(
            unit=cast.root, data=directive_docx(), file_name="x.docx", by=cast.office, at=AT
        )
        self.client, self.path = Client(), f"/entries/{self.entry.public_id}/review/"
        self.client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")

    @property
    def items(self) -> list[Any]:
        return obligation_items(Reading.objects.get(), self.entry.unit)

    @property
    def sure(self) -> list[str]:
        return [item.key for item in self.items if item.sure]

    def page(self) -> str:
        return self.client.get(self.path).content.decode()

    def counter(self) -> str:
        found = re.search(r"data-counter[^>]*>([^<]+)<", self.page())
        assert found
        return found[1]

    def said(self) -> dict[str, str]:
        return {item.key: item.verdict for item in self.items if item.verdict}

    def form(self, **over: str) -> dict[str, str]:
        """What a browser without the script sends: every box as it is shown."""
        page = self.page()
        boxes = re.findall(r'<input type="text" name="(obligations[^"]+)"(?: value="([^"]*)")?', page)
        boxes += re.findall(r'<textarea name="(obligations[^"]+)"[^>]*>\s*([^<]*)</textarea>', page)
        boxes += re.findall(r'<input type="radio" name="([^"]+)" value="(on|off)" checked', page)
        boxes += re.findall(r'<select name="(obligations[^"]+)".*?value="(\w+)" selected', page, re.DOTALL)
        return {"once": "mot", **dict(boxes), **over}

    def post(self, way: str, **over: str) -> Any:
        return self.client.post(f"{self.path}{way}/", self.form(**over))


def test_many_verdicts_go_in_one_request(cast: Cast) -> None:
    walk = Walk(cast)
    body = {"marks": [{"key": item.key, "verdict": "ACCEPTED"} for item in walk.items]}
    assert walk.client.post(f"{walk.path}mark/", body, content_type="application/json").json() == {"ok": True}
    assert walk.counter() == "4 / 4"
    body = {"marks": [{"key": m["key"], "verdict": ""} for m in body["marks"]]}
    walk.client.post(f"{walk.path}mark/", body, content_type="application/json")
    assert walk.counter() == "0 / 4"


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"marks": 3},
        {"marks": [{"key": "a"}]},
        {"marks": ["x"]},
        {"marks": [{"key": "a", "verdict": "A", "value": 7}]},
    ],
)
def test_what_is_not_understood_is_told_and_nothing_kept(cast: Cast, body: Any) -> None:
    walk = Walk(cast)
    answer = walk.client.post(f"{walk.path}mark/", body, content_type="application/json")
    assert (
        (answer.status_code in (409, 422), ReviewMark.objects.count()) == (True, 0)
        if body != {}
        else (answer.status_code == 422)
    )
    assert answer.json()["message"]


def test_all_sure_ones_are_taken_by_one_button_without_the_script_and_taken_back(cast: Cast) -> None:
    walk = Walk(cast)
    sure = walk.sure
    assert sure
    assert f"<b>{len(sure)}</b>" in walk.page()
    assert walk.post("keep", sure="1")["Location"] == walk.path
    assert walk.said() == dict.fromkeys(sure, "ACCEPTED")
    assert walk.counter() == f"{len(sure)} / 4"
    walk.post("keep", undo="1")
    assert walk.said() == {}


def test_words_typed_and_items_dropped_are_kept_with_it_and_stay_when_it_is_taken_back(cast: Cast) -> None:
    walk = Walk(cast)
    doubtful = next(item.key for item in walk.items if not item.sure)
    first = walk.sure[0]
    walk.post("keep", sure="1", **{f"{doubtful}-text": "Chữ đang gõ dở", f"{first}-take": "off"})
    assert (walk.said()[doubtful], walk.said()[first]) == ("CORRECTED", "DROPPED")
    assert "Chữ đang gõ dở" in walk.page()
    walk.post("keep", undo="1")
    assert walk.said() == {doubtful: "CORRECTED", first: "DROPPED"}


def test_a_page_sent_as_it_was_shown_says_nothing_new(cast: Cast) -> None:
    walk = Walk(cast)
    walk.post("keep")
    assert walk.said() == {}


def test_the_counter_counts_what_was_confirmed_once(cast: Cast) -> None:
    walk = Walk(cast)
    taken, dropped = walk.items[0].key, walk.items[1].key
    walk.post("confirm", **{f"{taken}-take": "on", f"{dropped}-take": "off"})
    assert (Obligation.objects.count(), walk.said()[dropped]) == (1, "DROPPED")
    paper = walk.client.get(f"/papers/{walk.entry.paper.public_id}/").content.decode()
    assert "Đã xác nhận 1 nhiệm vụ. Còn 2 mục chưa xem." in paper
    assert "Còn 2 mục đọc được mà chưa ai xem." in paper
    assert walk.counter() == "2 / 4"


def test_a_day_not_understood_confirms_nothing_and_loses_nothing(cast: Cast) -> None:
    walk = Walk(cast)
    one, two = (item.key for item in walk.items[:2])
    answer = walk.post("confirm", **{f"{one}-take": "on", f"{one}-due_on": "32/13", f"{two}-take": "on"})
    assert (answer["Location"], Obligation.objects.count()) == (walk.path, 0)
    page = walk.page()
    assert "Chưa xác nhận mục nào." in page
    assert 'value="32/13"' in page
    assert walk.said() == {one: "CORRECTED", two: "ACCEPTED"}


def test_nothing_is_confirmed_that_nobody_took_however_sure(cast: Cast) -> None:
    walk = Walk(cast)
    walk.post("confirm")
    assert Obligation.objects.count() == 0


def test_a_leader_reviews_and_confirms_too(cast: Cast) -> None:
    walk = Walk(cast, "leader")
    assert walk.post("confirm", **{f"{walk.items[0].key}-take": "on"}).status_code == 302
    assert Obligation.objects.count() == 1


def test_a_paper_replaced_stands_in_the_open_and_what_was_said_of_it_is_kept(cast: Cast) -> None:
    walk = Walk(cast)
    item = next(i for i in reference_items(Reading.objects.get(), walk.entry.unit) if i.facts["relation"] == "replaces")
    page = walk.page()
    assert (
        page.index("Thay thế, sửa đổi văn bản khác")
        < page.index(f'name="{item.key}-take"')
        < page.index("article class")
    )
    body = {"marks": [{"key": item.key, "verdict": "ACCEPTED", "value": {"relation": "amends"}}]}
    walk.client.post(f"{walk.path}mark/", body, content_type="application/json")
    page = walk.page()
    assert re.search(rf'name="{re.escape(item.key)}-take" checked', page)
    assert 'value="amends" selected' in page
    walk.post("confirm", **{f"{item.key}-take": "on"})
    assert PaperLink.objects.get().relation == "amends"
