"""Danh sách ở mọi cỡ — two ways to the same rows, in the same order; each follows an index; marks that keep the desk short."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from dondoc.access import rights
from dondoc.documents.actions.directing import direct
from dondoc.documents.models import Paper
from dondoc.obligations.lifecycle import PHASES, State
from dondoc.obligations.models import Assignment
from dondoc.units.actions import establish
from dondoc.web import lists
from dondoc.web.desk.queries import kind_of
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
ROLES = ("leader", "above", "doer", "stranger")


@pytest.fixture
def given(cast: Cast) -> Cast:
    """Twelve shares: of two units, some with a partner elsewhere, every fourth without a due day, two days the same."""
    entry = an_entry(cast)
    for n in range(12):
        due = None if n % 4 == 0 else TODAY + timedelta(days=20 - n // 2)
        duty = an_obligation(cast, entry, text=f"Việc {n}", due=None)
        an_assignment(cast, obligation=duty, unit=cast.cell if n % 3 else cast.board, due_on=due, due_reason="chưa rõ",
                      partners=[cast.home] if n % 5 == 0 else [])  # fmt: skip
    return cast


@pytest.fixture
def little(monkeypatch: Any) -> None:
    """As one sees in a house twenty times as large."""
    for module in ("dondoc.obligations.models", "dondoc.documents.models"):
        monkeypatch.setattr(f"{module}.is_much", lambda _actor, _where: False)


@pytest.mark.parametrize("role", ROLES)
def test_gathered_or_walked_the_rows_and_their_order_are_the_same(given: Cast, little: None, role: str) -> None:
    actor = given.people[role]
    for where in (models.Q(), models.Q(phase="OPEN"), models.Q(due_on__isnull=False), models.Q(unit=given.board)):
        rows = Assignment.objects.filter(where)
        gathered = rows.gathered(actor)
        assert gathered is not None
        walked = list(rows.visible_to(actor).soonest_first().values_list("pk", "due_on"))
        assert [pk for pk, *_by in gathered] == [pk for pk, _due in walked]
        dues = [due or date.max for _pk, due in walked]
        assert dues == sorted(dues), "unknown days last"
    assert len(Assignment.objects.visible_to(given.stranger)) == 3, "a partner sees what it helps with"


@pytest.mark.parametrize("role", ROLES)
def test_papers_gathered_or_walked_are_the_same(given: Cast, little: None, role: str) -> None:
    actor = given.people[role]
    an_entry(given, "31", issued_on=None, series="2020-2025")
    gathered = Paper.objects.all().gathered(actor)
    walked = Paper.objects.visible_to(actor).order_by(models.F("issued_on").desc(nulls_last=True), "-id")
    assert gathered is not None
    assert [pk for pk, *_by in gathered] == list(walked.values_list("pk", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_a_page_says_the_same_by_either_way(given: Cast, monkeypatch: Any, role: str) -> None:
    client = Client()
    client.force_login(given.user(role), backend="django.contrib.auth.backends.ModelBackend")
    asked = ("", "&place=abroad", "&exact=1", "&page=2")
    walked = [_listing(client, more) for more in asked]
    monkeypatch.setattr("dondoc.obligations.models.is_much", lambda _actor, _where: False)
    for many in (5000, 1):  # gathered; then so many that they are walked after all
        monkeypatch.setattr(lists, "MANY", many)
        assert [_listing(client, more) for more in asked] == walked


def _listing(client: Client, more: str) -> tuple[list[int], int, bool]:
    found = client.get(f"/obligations/?state=all{more}").context["listing"]
    return [row.pk for row in found.rows], found.total, found.has_next


def test_who_sees_a_twentieth_of_the_house_walks_and_who_sees_less_gathers(cast: Cast) -> None:
    assert Assignment.objects.all().gathered(cast.doer) is None
    for n in range(20):
        establish(name=f"Chi bộ {n}", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    cast.doer.memo.clear()
    assert Assignment.objects.all().gathered(cast.doer) is not None
    assert Assignment.objects.all().gathered(cast.leader) is None


def test_every_state_is_in_one_phase_and_the_database_says_which(given: Cast) -> None:
    assert sorted(chain(*PHASES.values())) == sorted(State)
    share = Assignment.objects.order_by("id").first()
    for phase, states in PHASES.items():
        for state in states:
            done = {"submitted_on": TODAY, "done_on": TODAY if state == "DONE" else None}
            Assignment.objects.filter(pk=share.pk).update(state=state, **done)  # type: ignore[union-attr]
            assert Assignment.objects.values_list("phase", flat=True).get(pk=share.pk) == phase  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("where", "index"),
    [(models.Q(phase="OPEN"), "obligations_list"), (models.Q(state="SUBMITTED"), "obligations_due"),
     (models.Q(), "obligations_all")],
)  # fmt: skip
def test_a_list_follows_an_index_and_sorts_nothing(given: Cast, where: models.Q, index: str) -> None:
    rows = Assignment.objects.filter(where).visible_to(given.leader).soonest_first().values_list("pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    plan = rows[:51].explain()
    if (
        connection.vendor == "sqlite"
    ):  # PostgreSQL chooses among those in this order by sizes it has counted, or not yet
        assert index in plan
    assert "Seq Scan on obligations_assignment" not in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_what_few_givers_had_handed_back_is_found_by_giver(given: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr("dondoc.web.desk.queries.is_much", lambda _actor, _where: False)
    rows = kind_of(given.leader, AT, "returned").rows  # type: ignore[union-attr]
    if connection.vendor == "sqlite":  # PostgreSQL chooses by sizes, which a small table does not have
        assert "obligations_given" in rows[:7].explain()


def test_what_was_given_waits_no_longer(cast: Cast) -> None:
    entry = an_entry(cast)
    duty = an_obligation(cast, entry)
    said = direct(entry=entry, text="Giao chi bộ", by=cast.leader, at=AT, on=TODAY)
    assert (duty.is_given, said.is_carried) == (False, False)
    an_assignment(cast, obligation=duty, direction=said)
    for row in (duty, said):
        row.refresh_from_db()
    assert (duty.is_given, said.is_carried) == (True, True)


def test_the_paths_seen_are_asked_once_a_page(cast: Cast, django_assert_num_queries: Any) -> None:
    where = rights.reaches(cast.doer, rights.SEE)
    with django_assert_num_queries(1):
        assert rights.is_much(cast.doer, where) is rights.is_much(cast.doer, where)
