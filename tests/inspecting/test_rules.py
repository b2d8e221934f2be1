"""Loại, quy trình theo bản quy định, thời hạn tính từ — pure, by tables."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.inspecting import rules
from dondoc.inspecting.kinds import dossier, kinds, newer, rule_on
from dondoc.inspecting.lifecycle import CASE, EXITS, RAIL, State
from dondoc.inspecting.words import Start, What
from dondoc.regulations.words import Clock
from dondoc.shared.acts import Refused

pytestmark = pytest.mark.library


@pytest.mark.parametrize(
    ("kind", "level", "day", "rule"),
    [
        ("KT_CHAP_HANH", "central", date(2022, 9, 1), "qd-173-tw-2008"),
        ("KT_CHAP_HANH", "central", date(2024, 9, 4), "qd-139-tw-2024"),
        ("KT_CHAP_HANH", "province", date(2026, 11, 1), "qd-89-tw-2022"),
        ("KT_CHAP_HANH", "province", date(2020, 1, 1), None),
        ("KT_NV_CHUYEN_MON", "base", date(2025, 6, 17), None),
        ("KT_NV_CHUYEN_MON", "base", date(2025, 6, 18), "qd-331-tw-2025"),
        ("GS_CHUYEN_DE", "base", date(2025, 5, 29), "hd-02-ubkttw-2017"),
        ("GS_CHUYEN_DE", "base", date(2025, 5, 30), "qd-296-tw-2025"),
        ("GS_CHUYEN_DE", "base", date(2026, 4, 11), "qd-21-tw-2026"),
        ("KT_DHVP", "base", date(2026, 1, 1), "qd-354-ubkttw-2021"),
    ],
)
def test_the_version_in_force_on_the_day_and_none_where_none_is_known(
    kind: str, level: str, day: date, rule: str | None
) -> None:
    found = rule_on(kinds()[kind], level, day)
    assert (found.id if found else None) == rule


def test_a_newer_version_warns_and_the_same_does_not() -> None:
    supervision = kinds()["GS_CHUYEN_DE"]
    assert newer(supervision, "base", "qd-296-tw-2025", date(2026, 4, 10)) is None
    found = newer(supervision, "base", "qd-296-tw-2025", date(2026, 4, 11))
    assert found is not None and found.id == "qd-21-tw-2026"
    assert newer(supervision, "base", "", date(2026, 4, 11)) is None


def test_every_kind_says_where_it_was_read_and_its_dossier_is_known() -> None:
    assert all(kind.seen and kind.statute and kind.trigger for kind in kinds().values())
    assert all(set(dossier(kind)) == set(What.values) for kind in kinds().values())
    assert [key for key, kind in kinds().items() if not kind.case] == ["GS_THUONG_XUYEN"]
    assert all(
        kind.versions(level) for kind in kinds().values() for level in ("central", "province", "above_base", "base")
    )


@pytest.mark.parametrize(
    ("clock", "said", "start"),
    [
        (Clock.SIGNING, "", Start.SIGNING), (Clock.RECEIPT, "", Start.REPORT), (Clock.RECEIPT, Start.REPORT, Start.REPORT),
        (Clock.UNSTATED, "", ""), (Clock.UNSTATED, Start.DEPLOYMENT, Start.DEPLOYMENT), (None, Start.SIGNING, Start.SIGNING),
        (Clock.RECEIPT, Start.SIGNING, Refused),
    ],
)  # fmt: skip
def test_the_rule_says_from_when_else_the_decision_else_nobody(clock: Clock | None, said: str, start: object) -> None:
    if start is Refused:
        with pytest.raises(Refused):
            rules.start_of(clock, said)
    else:
        assert rules.start_of(clock, said) == start


def test_every_state_of_the_way_can_be_reached_and_left_and_the_exits_are_ends() -> None:
    for state in RAIL[:-1]:
        assert CASE.offered_from(state), state
    assert not [step.name for end in (*EXITS, State.CLOSED) for step in CASE.offered_from(end)]
    assert {step.target for step in CASE.offered_from(State.SUSPENDED)} == set(RAIL[2:-1])
    assert not {step.name for state in RAIL[4:] for step in CASE.offered_from(state)} & {"cancel"}
