"""Số câu hỏi tới cơ sở dữ liệu — the same at one row and at sixty; at most twelve for a list."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = [pytest.mark.acts, pytest.mark.table]
LISTS = ("/registers/", "REGISTER", "/obligations/?state=all", "/units/", "/people/", "/journal/", "/regulations/",
         "/search/?q=quan+ly")  # fmt: skip


def _counts(cast: Cast, role: str) -> dict[str, int]:
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    client.get("/")  # that a session is in use is noted every five minutes: here
    found = {}
    for name in LISTS:
        path = f"/registers/{cast.incoming.public_id}/" if name == "REGISTER" else name
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        found[name] = len(asked) if answer.status_code == 200 else 0
    return found


@pytest.mark.parametrize("role", ["leader", "doer", "admin"])
def test_a_list_asks_as_much_at_sixty_rows_as_at_two(cast: Cast, role: str) -> None:
    entry = an_entry(cast)
    for n in range(2):
        an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {n}"))
        an_entry(cast, str(30 + n))
    few = _counts(cast, role)
    for n in range(2, 60):
        an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {n}"))
        an_entry(cast, str(30 + n))
    many = _counts(cast, role)
    assert many == few
    assert max(few.values()) <= 13, few
