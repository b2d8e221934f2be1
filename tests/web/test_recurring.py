"""Việc định kỳ — what the words of a due say of coming again is taken up wherever a person writes them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dondoc.obligations.models import Obligation
from tests.cast import Cast, client_of
from tests.making import an_entry, an_obligation
from tests.web.test_review import Walk

pytestmark = pytest.mark.acts
MONTHLY, QUARTERLY = "FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=MONTHLY;INTERVAL=3"
WORDS = {"text": "Báo cáo tình hình đảng viên", "kind": "standing"}


def test_a_duty_entered_by_hand_comes_again_as_its_words_say(cast: Cast) -> None:
    client, page = client_of(cast, "clerk"), reverse("confirm_by_hand", args=[an_entry(cast).public_id])
    client.post(page, WORDS | {"due_text": "trước ngày 25 hằng tháng"})
    client.post(page, WORDS | {"due_text": "trước ngày 15/12/2026", "due_on": "15/12/2026"})
    often, once = Obligation.objects.order_by("id")
    assert (often.recurs, often.due_on, once.recurs) == (MONTHLY, None, "")
    assert "định kỳ" in client.get(reverse("obligation", args=[often.public_id])).content.decode()
    assert "định kỳ" not in client.get(reverse("obligation", args=[once.public_id])).content.decode()


def test_the_first_day_typed_in_its_box_too_is_no_end(cast: Cast) -> None:
    client, page = client_of(cast, "clerk"), reverse("confirm_by_hand", args=[an_entry(cast).public_id])
    words = "6 tháng một lần, lần đầu trước ngày 30/6/2027"
    client.post(page, WORDS | {"due_text": words, "due_on": "30/06/2027"})
    duty = Obligation.objects.get()
    assert (duty.recurs, duty.due_on) == ("FREQ=MONTHLY;INTERVAL=6;DTSTART=20270630", None)


def test_other_words_are_another_recurrence_and_the_same_words_change_none(cast: Cast) -> None:
    duty, client = an_obligation(cast), client_of(cast, "clerk")
    page = reverse("correct", args=[duty.public_id])
    for words, recurs in (("hằng quý", QUARTERLY), ("khi có yêu cầu", ""), ("hằng tuần", "FREQ=WEEKLY")):
        client.post(page, WORDS | {"due_text": words})
        duty.refresh_from_db()
        assert (duty.due_text, duty.recurs) == (words, recurs)
    Obligation.objects.filter(pk=duty.pk).update(recurs="FREQ=WEEKLY;BYDAY=FR")  # as its paper says elsewhere
    client.post(page, WORDS | {"due_text": "hằng tuần", "product": "Báo cáo"})
    duty.refresh_from_db()
    assert (duty.product, duty.recurs) == ("Báo cáo", "FREQ=WEEKLY;BYDAY=FR")


@pytest.mark.parametrize("way", ["confirm", "keep"])
def test_words_changed_on_the_review_page_are_what_counts(cast: Cast, way: str) -> None:
    """At once, or kept by a page that was left and confirmed later."""
    walk = Walk(cast)
    first, second = walk.sure[:2]
    said = {f"{first}-take": "on", f"{first}-due_text": "trước ngày 25 hằng tháng", f"{second}-take": "on"}
    walk.post(way, **said)
    if way == "keep":
        walk.post("confirm")
    often, once = Obligation.objects.order_by("id")
    assert (often.due_text, often.recurs) == ("trước ngày 25 hằng tháng", MONTHLY)
    assert once.recurs == ""
