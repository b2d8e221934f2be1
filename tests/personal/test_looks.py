"""Ai đã xem — one insert, once a session and hour; told to the person, withheld while a case is open, dropped by a figure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dondoc.access.models import Person
from dondoc.access.rights import NotAllowed
from dondoc.journal.queries import story
from dondoc.personal import looking
from dondoc.personal.actions.keeping import drop_looks, read_looks
from dondoc.personal.looking import saw, told
from dondoc.personal.models import Look
from dondoc.regulations.actions import set_figure
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.acts
HOUR = timedelta(hours=1)


def test_a_look_is_one_row_a_session_and_hour_and_page(cast: Cast) -> None:
    whom = cast.doer.person_id
    for moment in (AT, AT + HOUR / 2):
        saw([whom], "people.list", by=cast.admin, at=moment, session="a")
    assert Look.objects.count() == 1
    saw([whom], "people.file", by=cast.admin, at=AT, session="a")
    saw([whom], "people.list", by=cast.admin, at=AT, session="b")
    saw([whom], "people.list", by=cast.admin, at=AT + HOUR, session="a")
    assert Look.objects.count() == 4


def test_nobody_looks_at_oneself_and_an_unknown_page_is_a_mistake(cast: Cast) -> None:
    assert saw([cast.doer.person_id, None], "people.list", by=cast.doer, at=AT) == 0
    with pytest.raises(KeyError):
        saw([cast.doer.person_id], "nowhere", by=cast.admin, at=AT)
    assert not Look.objects.exists()


def test_a_page_of_fifty_names_is_one_insert(cast: Cast) -> None:
    people = Person.objects.bulk_create(Person(full_name=f"Người {n}", sort_key=str(n)) for n in range(50))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert saw([p.pk for p in people], "people.list", by=cast.admin, at=AT, session="a") == 50
    inserts = [q["sql"] for q in asked if "personal_look" in q["sql"]]
    assert len(inserts) == 1 and inserts[0].startswith("INSERT")
    assert not any("FOR UPDATE" in q["sql"] for q in asked)
    assert set(Look.objects.values_list("names", flat=True)) == {50}


def test_the_person_is_told_who_under_which_post_and_nobody_else_is(cast: Cast) -> None:
    saw([cast.doer.person_id], "people.list", by=cast.admin, at=AT)
    row = told(Look.objects.visible_to(cast.doer)).get()
    assert (row.viewer, row.holding_id, row.at) == ("Đàm Quang Sửu", cast.admin.holding_id, AT)
    assert not Look.objects.visible_to(cast.stranger).exists()


def test_a_look_under_an_open_case_is_withheld_until_its_conclusion_is_announced(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a stand-in for the kind of case that inspections will add."""
    still: set[int] = {7, 8}
    monkeypatch.setitem(looking.CASES, "inspections.case", lambda ids: still & set(ids))
    mine = Look.objects.visible_to(cast.doer)
    for case in (7, 8):
        saw(
            [cast.doer.person_id],
            "people.list",
            by=cast.office,
            at=AT,
            session=str(case),
            under=("inspections.case", case),
        )
    saw([cast.doer.person_id], "people.list", by=cast.admin, at=AT)
    assert told(mine).count() == 1
    still.remove(7)
    assert {row.under_id for row in told(mine)} == {7, None}


def test_a_kind_of_case_nobody_answers_for_and_a_time_not_come_stay_withheld(cast: Cast) -> None:
    mine = Look.objects.visible_to(cast.doer)
    saw([cast.doer.person_id], "people.list", by=cast.office, at=AT, under=("unknown.case", 1))
    saw([cast.doer.person_id], "people.file", by=cast.office, at=AT, held_until=AT + timedelta(days=36500))
    assert told(mine).count() == 0


def test_who_protects_the_data_reads_with_a_reason_and_that_too_is_told(cast: Cast) -> None:
    whom = Person.objects.get(pk=cast.doer.person_id)
    with pytest.raises(Refused, match="lý do"):
        read_looks(person=whom, reason=" ", by=cast.office, at=AT)
    with pytest.raises(NotAllowed):
        read_looks(person=whom, reason="Tò mò", by=cast.clerk, at=AT)
    read_looks(person=whom, reason="Đơn của đồng chí Lễ ngày 20/11", by=cast.office, at=AT)
    row = told(Look.objects.visible_to(cast.doer)).get()
    assert (row.what, row.reason) == ("looks", "Đơn của đồng chí Lễ ngày 20/11")
    assert story("access.person", whom.pk)[0].payload.body == {}, "the reason is not in the journal"


def test_looks_are_kept_while_no_figure_is_set_and_dropped_by_it_with_the_count(cast: Cast) -> None:
    old = AT - timedelta(days=400)
    saw([cast.doer.person_id], "people.list", by=cast.admin, at=old)
    saw([cast.doer.person_id], "people.file", by=cast.admin, at=old, under=("unknown.case", 1))
    saw([cast.doer.person_id], "people.list", by=cast.admin, at=AT)
    with pytest.raises(Refused, match="Chưa đặt"):
        drop_looks(by=cast.office, at=AT)
    set_figure(key="personal_data.keep_looks", amount=12, unit="month", from_on=TODAY, ground="Thường trực Đảng ủy",
               by=cast.leader, at=AT)  # fmt: skip
    assert drop_looks(by=cast.office, at=AT) == 1
    assert Look.objects.count() == 2, "what is withheld has not been told yet"
