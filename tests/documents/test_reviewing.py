"""Rà soát — verdicts are kept at once, many in one step, all or none; what was said is counted once."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.reviewing import Said, mark, mark_many
from dondoc.documents.intake import intake
from dondoc.documents.models import Entry, Reading, ReviewMark
from dondoc.documents.queries import obligation_items
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast
from tests.papers import directive_docx

pytestmark = pytest.mark.acts


@pytest.fixture
def read(cast: Cast) -> tuple[Cast, Entry, Reading]:
    entry = intake(unit=cast.root, data=directive_docx(), file_name="x.docx", by=cast.office, at=AT)
    return cast, entry, Reading.objects.get()


def _say(read: tuple[Cast, Entry, Reading], *marks: Said, by: str = "clerk") -> None:
    cast, entry, reading = read
    mark_many(reading=reading, unit=entry.unit, marks=marks, by=cast.people[by], at=AT)


def _verdicts(read: tuple[Cast, Entry, Reading]) -> dict[str, str]:
    return {item.key: item.verdict for item in obligation_items(read[2], read[1].unit) if item.verdict}


def test_many_are_taken_in_one_step_and_taken_back_in_one(read: Any) -> None:
    keys = [item.key for item in obligation_items(read[2], read[1].unit)]
    _say(read, *(Said(key, "ACCEPTED") for key in keys))
    assert _verdicts(read) == dict.fromkeys(keys, "ACCEPTED")
    _say(read, *(Said(key, "") for key in keys))
    assert ReviewMark.objects.count() == 0


def test_all_or_none(read: Any) -> None:
    with pytest.raises(Refused, match="nhận, sửa hoặc bỏ"):
        _say(read, Said("obligations.0", "ACCEPTED"), Said("obligations.1", "MAYBE"))
    with pytest.raises(Refused, match="nằm ngoài văn bản"):
        _say(read, Said("obligations.0", "ACCEPTED"), Said("obligations.1", "CORRECTED", {"start": 5, "end": 10**6}))
    assert ReviewMark.objects.count() == 0


def test_the_last_word_stands_and_keeps_what_was_put_in_its_place(read: Any) -> None:
    _say(read, Said("obligations.0", "ACCEPTED"))
    _say(read, Said("obligations.0", "CORRECTED", {"text": "Chữ đã sửa"}))
    assert {i.key: i.value for i in obligation_items(read[2], read[1].unit)}["obligations.0"] == "Chữ đã sửa"
    assert ReviewMark.objects.count() == 1


@pytest.mark.parametrize("role", ["doer", "stranger", "admin", "head"])
def test_only_who_may_review_says_anything(read: Any, role: str) -> None:
    with pytest.raises(NotAllowed):
        _say(read, Said("obligations.0", "ACCEPTED"), by=role)


@pytest.mark.parametrize("role", ["clerk", "office", "leader", "deputy"])
def test_who_may_confirm_may_review(read: Any, role: str) -> None:
    cast, entry, reading = read
    mark(reading=reading, unit=entry.unit, key="obligations.0", verdict="ACCEPTED", by=cast.people[role], at=AT)


def test_a_term_counted_from_the_signing_is_given_as_its_day(read: Any) -> None:
    reading = read[2]
    row = next(r for r in reading.body["obligations"] if r["due"])
    row["due"] |= {"on": None, "until": None, "clock": {"days": 30, "unit": "calendar", "starts": "signing"}}
    key = f"obligations.{reading.body['obligations'].index(row)}"
    assert {i.key: i.facts["due_on"] for i in obligation_items(reading, read[1].unit)}[key] == "2026-12-10"
    row["due"]["clock"] |= {"unit": "working"}
    assert {i.key: i.facts["due_on"] for i in obligation_items(reading, read[1].unit)}[key] == ""


def test_the_first_day_of_what_comes_again_is_no_last_day(read: Any) -> None:
    """ "6 tháng một lần, lần đầu trước ngày 30/6/2026": counted from there, and open after it."""
    reading = read[2]
    row = next(r for r in reading.body["obligations"] if r["due"])
    row["due"] |= {"on": None, "until": "2026-06-30", "recurs": "FREQ=MONTHLY;INTERVAL=6", "clock": None}
    key = f"obligations.{reading.body['obligations'].index(row)}"
    facts = next(i.facts for i in obligation_items(reading, read[1].unit) if i.key == key)
    assert (facts["due_on"], facts["recurs"]) == ("", "FREQ=MONTHLY;INTERVAL=6;DTSTART=20260630")


def test_a_doubtful_item_says_why(read: Any) -> None:
    doubts = [item.doubt for item in obligation_items(read[2], read[1].unit)]
    assert all(item.sure == (not item.doubt) for item in obligation_items(read[2], read[1].unit))
    assert any(doubt.startswith("chưa rõ đơn vị “") for doubt in doubts)
