"""Mọi trang, mọi bề ngang — each address that is a page, from a phone to a wide screen: axe finds nothing, nothing is too wide."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.making import an_assignment
from tests.web.test_permissions import TABLE, VERBS, World, _path, _things

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]
WIDTHS = (390, 768, 1024, 1440, 1920)
WHO = ("leader", "clerk", "doer", "admin")  # a page is looked at as the first of them who gets it


@pytest.fixture
def pages(house: Cast) -> dict[str, dict[str, str]]:
    """Every address of the permission table and every verb's form, by who looks at it."""
    share = an_assignment(house, upto="accepted")
    world = World(house, share, _things(house, share))
    paths = {name: _path(world, name, row[0]) for name, row in TABLE.items()}
    paths |= {f"verb {verb}": reverse("assignment_act", args=[share.public_id, verb]) for verb in VERBS}
    found: dict[str, dict[str, str]] = {}
    for name, path in paths.items():
        who = next((role for role in WHO if _is_page(house, role, path)), None)
        if who:
            found.setdefault(who, {})[name] = path
    return found


def _is_page(house: Cast, role: str, path: str) -> bool:
    client = Client()
    client.force_login(house.user(role), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def test_every_address_is_well_made_at_every_width(site: Any, pages: dict[str, dict[str, str]]) -> None:
    faults = []
    for role, paths in pages.items():
        opened = site(role)
        for name, path in paths.items():
            opened.page.goto(opened.base + path)
            faults += _faults(opened, f"{name}-{role}")
    seen = sum(map(len, pages.values()))
    print(f"{seen} trang, mỗi trang ở {len(WIDTHS)} bề ngang")
    assert faults == []
    assert seen > len(VERBS) + 50


def _faults(opened: Any, name: str) -> list[str]:
    found = []
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 900})
        try:
            opened.looks_well(f"{name}-{width}")
        except AssertionError as fault:
            found.append(str(fault))
    return found
