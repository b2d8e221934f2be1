"""Ngày trong biểu mẫu — of what has happened the last such day is meant, of what is due the next; both echoed in full."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from dondoc.documents.models import Entry
from dondoc.web.days import understand
from dondoc.web.forms import DayField, PastDayField
from tests.cast import Cast

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("field", "words", "day"),
    [(DayField, "20/11", date(2027, 11, 20)), (PastDayField, "20/11", date(2026, 11, 20)),
     (DayField, "15/12", date(2026, 12, 15)), (PastDayField, "15/12", date(2025, 12, 15)),
     (PastDayField, "hôm qua", date(2026, 11, 25)), (DayField, "cuối quý", date(2026, 12, 31)),
     (PastDayField, "5.3.26", date(2026, 3, 5)), (PastDayField, "", None)],
)  # fmt: skip
def test_a_day_without_a_year(field: Any, words: str, day: date | None) -> None:
    assert field(today=TODAY, required=False).clean(words) == day


def test_what_is_no_day_is_said() -> None:
    for words in ("mốt", "31/02/2026", "15/13", "15/12/226"):
        assert understand(words, TODAY) is None
        with pytest.raises(ValidationError, match="Không hiểu ngày này"):
            PastDayField(today=TODAY).clean(words)


@pytest.mark.django_db
def test_a_paper_of_last_week_is_entered_by_day_and_month(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.user("clerk"), backend="django.contrib.auth.backends.ModelBackend")
    said = {"kind": "Công văn", "so_ky_hieu": "5-CV/ĐUK", "issuer": "Đảng ủy Khối Thử nghiệm", "title": "V/v tập huấn",
            "issued_on": "1/1", "on": "hôm nay"}  # fmt: skip
    answer = client.post(reverse("register_by_hand", args=[cast.incoming.public_id]), said)
    assert answer.status_code == 302, answer.content.decode()
    paper = Entry.objects.get().paper
    assert paper.issued_on is not None
    assert (paper.issued_on.day, paper.issued_on.month) == (1, 1)
    assert paper.issued_on <= date.today()
