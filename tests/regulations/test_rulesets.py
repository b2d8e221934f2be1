"""Dữ liệu quy định — every figure has its source, what is not confirmed is used by nobody, no hole and no overlap unseen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from dondoc.regulations.rulesets import TOPICS, Given, WrongRules, bind, book
from dondoc.regulations.words import WORDS, Certainty
from tests.house.tracked import SOURCE

ALL = [given for rows in book().gives.values() for given in rows]
RAW = {topic: (SOURCE / "regulations" / "data" / f"{topic}.toml").read_text("utf-8") for topic in TOPICS}


@pytest.mark.parametrize("given", ALL, ids=lambda g: g.id)
def test_a_figure_has_a_source_and_a_day(given: Given) -> None:
    assert given.rule.number and given.rule.issuer and given.rule.on
    assert given.seen or given.rule.seen or given.note or given.rule.note, "đọc ở đâu?"
    assert given.certainty in (Certainty.CONFIRMED, Certainty.SECONDARY, Certainty.UNCONFIRMED)


def test_every_word_of_the_closed_lists_is_said() -> None:
    kinds = {type(word) for word in WORDS}
    assert len(kinds) == 6
    assert len(WORDS) == sum(len(kind) for kind in kinds), "a word left out, or two words of one value"


# every figure that the studies of the field name (members §0 and §11, inspection §2.1, external §1.3 and §3, personal data)
NAMED = """
members: transfer_introduce 60, transfer_present 30, dissolution_transfer 30, abroad_report 15, private_trip_report 7,
temporary_least 3, temporary_most 12, temporary_study_least 3, temporary_study_most 24, graduate_stay 12, abroad_guided 12,
cell_size 3, committee_from 9, party_base_size 30, committee_most 7, ballots 3, cell_term 30, cell_term_pilot 5, quitting 3,
meeting_length 90, meeting_length_joint 120, meeting_papers 1, meeting_attendance 85, meeting_absences 3, thematic_a_quarter 1,
meeting_good 90, meeting_fair 70, meeting_average 50, review_excellent 90, review_good 70, review_done 50,
review_common_points 30, review_result_points 70, review_above_share 30, review_late_share 20, review_quota 20
personal_data: reply 2, fulfil 10, restrict 15, restrict_third_party 20, assessment 60, assessment_renewed 6, breach 72, cross_border 60
secrets: tuyet_mat 30, toi_mat 20, mat 10
inspection: period 180, advisory_period 60, advisory_period 45, advisory_period 20, examined_years 5, supervision_period 45,
supervision_period 30, supervision_period 25, supervision_period 20, denunciation 180, archive 15, deploy 3, notice 10,
supervision_notice 7, complaint 30, complaint_settled 90, complaint_settled 180
external: trips_per_leader 2, leaders_together 1, relatives 0, secret_papers 0, private_invitations 0, delegation_size 10,
delegation_size_deputy 7, delegation_size_department 5, delegation_days 10, countries 3, days_per_country 3,
days_per_country_event 5, same_subject 1, overlap_years 3, overlap_near 30, overlap_risk 180, pm_delegation_size 12,
post_before 5, report_posted 1, plan_before 45, results_reviewed 60, conference_file_pm 40, conference_file 30,
conference_opinion 15, agreement_short 3, treaty_opinion 10, oda_send 5, oda_answer 5, oda_check 3, trip_decision 3,
trip_decision 6, trip_decision 7
"""


def _named() -> list[tuple[str, int]]:
    found = []
    for part in NAMED.strip().replace(",\n", ", ").splitlines():
        topic, _colon, rest = part.partition(": ")
        found += [(f"{topic}.{key}", int(number)) for key, number in (pair.split() for pair in rest.split(", "))]
    return found


@pytest.mark.parametrize(("key", "number"), _named())
def test_what_the_studies_name_is_loaded(key: str, number: int) -> None:
    assert number in {told for given in book().gives[key] for told in (given.amount, given.told)}


@pytest.mark.parametrize(
    ("level", "amount", "cap", "most"), [("central", 45, 15, 60), ("province", 30, 10, 40), ("district", 25, 8, 33), ("base", 20, 6, 26)]
)  # fmt: skip
def test_a_third_is_rounded_down(level: str, amount: int, cap: int, most: int) -> None:
    given = next(g for g in ALL if g.id == f"hd-02-ubkttw-2017#inspection.supervision_period/{level}")
    assert (given.amount, given.cap) == (amount, cap)
    assert amount + cap == most
    assert cap == amount // 3


def _tables(topic: str, **changed: str) -> Mapping[str, Any]:
    """Our files, one of them with words changed."""
    text = RAW[topic]
    for old, new in changed.values():
        assert old in text
        text = text.replace(old, new, 1)
    return {t: tomllib.loads(text if t == topic else RAW[t]) for t in TOPICS}


@pytest.mark.parametrize(
    ("topic", "old", "new", "said"),
    [
        ("members", 'at = "Điều 11", certainty = "confirmed"', 'at = "Điều 11", certainty = "unconfirmed"', "chưa xác nhận thì không có số"),
        ("members", "amount = 60, ", "", "đã có nguồn thì phải có số"),
        ("inspection", "until = 2025-05-29", "until = 2025-05-30", "cùng áp dụng một ngày"),
        ("inspection", "until = 2025-05-29", "until = 2025-05-28", "không có quy định nào giữa"),
        ("inspection", ', ended = "Cấp huyện kết thúc hoạt động từ 01/7/2025."', "", "hết hiệu lực mà không nói điều gì thay"),
        ("personal_data", "from = 2026-01-01\ncertainty", "from = 2026-01-01\nuntil = 2025-01-01\ncertainty", "trước khi có hiệu lực"),
        ("documents", 'seen = "luatvietnam.vn 186-24184"\n', "", "đọc ở đâu"),
        ("documents", 'id = "qd-399-tw-2026"', 'id = "qd-66-tw-2017"', "cùng id"),
        ("external", 'certainty = "secondary", note = "Trừ khi thật', 'certainty = "sure", note = "Trừ khi thật', "sai một trường"),
        ("external", "{ key = \"external.trips_per_leader\",", "{ key = \"external.trips\",", "sai một trường"),
        ("members", "amount = 7, certainty", "amount = -7, certainty", "số âm"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_nothing_is_loaded(topic: str, old: str, new: str, said: str) -> None:
    with pytest.raises(WrongRules, match=said):
        bind(_tables(topic, change=(old, new)))


def test_a_subject_that_no_rule_answers_is_a_mistake() -> None:
    extra = '[figures]\n"documents.nothing" = { words = "Không ai nói", unit = "month" }\n'
    with pytest.raises(WrongRules, match="không quy định nào nói đến"):
        bind(_tables("documents", change=("[figures]\n", extra)))
