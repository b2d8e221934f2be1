"""Ngày ấy áp dụng con số nào — a table of cases; what is not known is said to be so, and why."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.regulations.figures import Figure, Office, Unknown, applied
from dondoc.regulations.words import Certainty, Unit, Why

SUPERVISION = "inspection.supervision_period"


@pytest.mark.parametrize(
    ("key", "level", "day", "amount", "unit", "rule", "certainty"),
    [
        (SUPERVISION, "central", "2017-09-12", 45, "working_day", "hd-02-ubkttw-2017", "confirmed"),
        (SUPERVISION, "district", "2025-05-29", 25, "working_day", "hd-02-ubkttw-2017", "confirmed"),
        ("inspection.period", "central", "2024-01-04", 180, "calendar_day", "qd-139-tw-2024", "confirmed"),
        ("inspection.advisory_period", "above_base", "2026-11-24", 20, "calendar_day", "qd-331-tw-2025", "confirmed"),
        ("inspection.archive", "central", "2026-11-24", 15, "working_day", "qdi-01-ubkttw-2018", "secondary"),
        ("inspection.complaint", None, "2026-11-24", 30, "working_day", "dieu-le-2011-ky-luat", "confirmed"),
        ("inspection.complaint", "base", "2026-11-24", 30, "working_day", "dieu-le-2011-ky-luat", "confirmed"),
        ("members.transfer_introduce", None, "2025-07-01", 60, "working_day", "qd-294-tw-2025", "confirmed"),
        ("members.transfer_introduce", None, "2026-04-07", 60, "working_day", "qd-294-tw-2025", "confirmed"),
        ("members.dissolution_transfer", None, "2025-01-19", 30, "working_day", "qd-24-tw-2021", "confirmed"),
        ("members.abroad_cell", None, "2025-06-08", 3, "count", "hd-01-tw-2021", "confirmed"),
        ("members.review_quota", None, "2023-11-09", 20, "percent", "hd-21-btctw-2019", "confirmed"),
        ("members.meeting_attendance", None, "2025-10-27", 85, "percent", "hd-12-btctw-2018", "confirmed"),
        ("personal_data.reply", None, "2026-01-01", 2, "working_day", "nd-356-2025", "secondary"),
        ("personal_data.breach", None, "2026-11-24", 72, "hour", "luat-91-2025", "secondary"),
        ("secrets.mat", None, "2026-02-28", 10, "year", "luat-29-2018", "confirmed"),
        ("secrets.mat", None, "2026-03-01", 10, "year", "luat-117-2025", "secondary"),
        ("external.relatives", None, "2026-11-24", 0, "count", "ct-38-tw-2014", "secondary"),
        ("external.agreement_short", None, "2021-07-01", 3, "working_day", "luat-70-2020", "secondary"),
    ],
)  # fmt: skip
def test_which_applied_on_that_day(
    key: str, level: str | None, day: str, amount: int, unit: str, rule: str, certainty: str
) -> None:
    found = applied(key, on=date.fromisoformat(day), level=level)
    assert isinstance(found, Figure)
    assert (found.amount, found.unit, found.rule.id, found.certainty) == (amount, unit, rule, certainty)


@pytest.mark.parametrize(
    ("key", "level", "day", "why"),
    [
        (SUPERVISION, "central", "2017-09-11", Why.NO_RULE),
        (SUPERVISION, "central", "2025-05-30", Why.OPEN),
        (SUPERVISION, "district", "2025-07-01", Why.ENDED),
        (SUPERVISION, "above_base", "2024-01-01", Why.NO_RULE),
        (SUPERVISION, None, "2024-01-01", Why.LEVEL),
        ("inspection.period", "base", "2026-11-24", Why.OPEN),
        ("members.transfer_introduce", None, "2025-06-30", Why.NO_RULE),
        ("members.transfer_introduce", None, "2026-11-24", Why.OPEN),
        ("members.review_quota", None, "2026-11-24", Why.OPEN),
        ("personal_data.reply", None, "2025-12-31", Why.NO_RULE),
        ("external.delegation_size", None, "2026-11-24", Why.OPEN),
    ],
)  # fmt: skip
def test_what_is_not_known_says_why(key: str, level: str | None, day: str, why: Why) -> None:
    found = applied(key, on=date.fromisoformat(day), level=level)
    assert isinstance(found, Unknown)
    assert found.why is why
    assert not hasattr(found, "amount"), "neither zero nor a default"


def test_a_subject_nobody_knows_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        applied("members.nothing", on=date(2026, 1, 1))


def _office(given: str, amount: int = 40, **over: object) -> Office:
    facts = {"id": "abcdefghij", "given_id": given, "amount": amount, "unit": Unit.WORKING_DAY, "cap": None,
             "from_on": date(2026, 6, 1), "ground": "1-QĐ/ĐU"} | over  # fmt: skip
    return Office(**facts)  # type: ignore[arg-type]


OPEN = f"qd-21-tw-2026#{SUPERVISION}/base"


@pytest.mark.parametrize(
    ("day", "rows", "amount"),
    [
        ("2026-05-31", [_office(OPEN)], None),
        ("2026-06-01", [_office(OPEN)], 40),
        ("2026-07-01", [_office(OPEN, 35, from_on=date(2026, 7, 1)), _office(OPEN)], 35),
        ("2026-06-30", [_office(OPEN, 35, from_on=date(2026, 7, 1)), _office(OPEN)], 40),
        ("2026-07-01", [_office(OPEN, withdrawn_from=date(2026, 7, 1))], None),
        ("2026-06-30", [_office(OPEN, withdrawn_from=date(2026, 7, 1))], 40),
        ("2026-06-30", [_office(OPEN, withdrawn_from=date(2026, 6, 1))], None),
        ("2026-06-30", [_office(OPEN.replace("base", "province"))], None),
        ("2026-06-30", [_office(OPEN.replace("qd-21-tw-2026", "qd-296-tw-2025"))], None),
    ],
)  # fmt: skip
def test_what_the_office_set_holds_from_its_day_for_its_rule_and_level(
    day: str, rows: list[Office], amount: int | None
) -> None:
    found = applied(SUPERVISION, on=date.fromisoformat(day), level="base", office=rows)
    assert getattr(found, "amount", None) == amount
    assert found.is_known is (amount is not None)


def test_the_id_says_the_rule_the_level_and_the_office() -> None:
    found = applied(SUPERVISION, on=date(2026, 6, 2), level="base", office=[_office(OPEN)])
    assert isinstance(found, Figure)
    assert found.id == f"{OPEN}+abcdefghij"
    assert found.certainty is Certainty.OFFICE


def test_an_office_does_not_outvote_a_confirmed_rule_but_a_doubtful_source() -> None:
    sure, doubtful = "qd-331-tw-2025#inspection.examined_years", "nd-356-2025#personal_data.reply"
    day = date(2026, 6, 2)
    kept = applied("inspection.examined_years", on=day, office=[_office(sure)])
    read = applied("personal_data.reply", on=day, office=[_office(doubtful, 3)])
    assert getattr(kept, "amount", None) == 5
    assert getattr(read, "amount", None) == 3
