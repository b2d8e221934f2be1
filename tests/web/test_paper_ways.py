"""Nút trên trang văn bản — the next step first, none twice, whoever looks and however far the paper is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from dondoc.documents.actions.registering import file
from dondoc.documents.models import Entry
from tests.cast import AT, Cast
from tests.making import an_entry, an_obligation


def _new(cast: Cast) -> Entry:
    return an_entry(cast)


def _filed(cast: Cast) -> Entry:
    entry = an_entry(cast)
    file(entry=entry, by=cast.clerk, at=AT)
    return entry


def _confirmed(cast: Cast) -> Entry:
    entry = an_entry(cast)
    an_obligation(cast, entry)
    return entry


@pytest.mark.parametrize(
    ("make", "role", "first"),
    [
        (_new, "clerk", "Rà soát nhiệm vụ"),
        (_new, "leader", "Cho ý kiến chỉ đạo"),
        (_confirmed, "clerk", "Ghi theo bút phê"),
        (_confirmed, "leader", "Cho ý kiến chỉ đạo"),
        (_confirmed, "office", "Ghi theo bút phê"),
        (_filed, "clerk", "Ghi theo bút phê"),
    ],
)
def test_the_next_step_is_first_and_nothing_is_offered_twice(
    cast: Cast, make: Callable[[Cast], Entry], role: str, first: str
) -> None:
    entry, client = make(cast), Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    page = html.fromstring(client.get(f"/papers/{entry.paper.public_id}/").content)
    links = page.xpath("//div[@class='actions'][1]/a")
    addresses = [link.get("href") for link in links]
    assert len(addresses) == len(set(addresses)), "a button twice"
    assert [link.text for link in links if "primary" in link.get("class")] == [first]
    assert links[0].text == first
