"""Mở gì, đóng gì — what a change would do is what it then does; a bundle reaches present holders only when it is applied."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dondoc.access.models import Grant, Person
from dondoc.access.rights import NotAllowed, may
from dondoc.journal.models import Payload
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.actions.applying import Applied, apply_post_kind
from dondoc.units.bundles import grantable, proposed, proposed_rows
from dondoc.units.keeping import both
from dondoc.units.models import Holding, PostKind
from dondoc.units.opening import if_bundled, if_filled, if_moved, if_vacated, pending
from tests.cast import AT, TODAY, Cast, a_person

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)


def post_of(cast: Cast, role: str) -> Any:
    return Holding.objects.get(pk=cast.people[role].holding_id).post


def bundle(key: str) -> dict[str, bool]:
    return dict(PostKind.objects.get(pk=key).rights.values_list("act", "below"))


def define(cast: Cast, key: str, rights: dict[str, bool]) -> PostKind:
    kind = PostKind.objects.get(pk=key)
    return units.define_post_kind(key=key, title=kind.title, rights=rights, rank=kind.rank, by=cast.admin, at=AT)


def again(actor: Actor) -> Actor:
    """The same person at the next request: nothing remembered."""
    return Actor(actor.account_id, actor.person_id, actor.holding_id, None, "web", actor.today)


def facts(act: str) -> dict[str, Any]:
    row = Payload.objects.filter(entry__act=act).order_by("-entry_id").first()
    assert row is not None
    return row.body


def test_what_filling_a_post_would_open_is_what_it_opens(cast: Cast) -> None:
    post, person = post_of(cast, "doer"), Person.objects.get(pk=cast.stranger.person_id)
    told = if_filled(post, person, TODAY)
    assert {(r.act, r.below) for r in told.opens} == set(bundle("BI_THU").items())
    assert not any(right.still for right in told.opens), "his own cell is another"
    held = units.fill_post(post=post, person=person, by=cast.admin, at=AT, from_on=TODAY)
    assert set(held.grants.values_list("act", "below")) == {(r.act, r.below) for r in told.opens}
    assert facts("units.fill_post")["opened"] == len(told.opens)


def test_what_one_may_do_there_already_is_said(cast: Cast) -> None:
    """The leader of the whole house takes the cell too: only what is asked alone at the unit is new."""
    told = if_filled(post_of(cast, "doer"), Person.objects.get(pk=cast.leader.person_id), TODAY)
    new = {right.act for right in told.opens if not right.still}
    assert new == {act for act, below in bundle("BI_THU").items() if not below}


def test_leaving_a_post_says_what_nobody_may_do_then(cast: Cast) -> None:
    holding = Holding.objects.get(pk=cast.doer.holding_id)
    told = if_vacated(holding, TODAY)
    assert len(told.closes) == len(bundle("BI_THU"))
    nobody = {right.act for right in told.nobody}
    elsewhere = {right for kind in ("CHANH_VAN_PHONG", "QUAN_TRI") for right, below in bundle(kind).items() if below}
    alone = {act for act, below in bundle("BI_THU").items() if not below}
    assert nobody == alone - elsewhere, "the rest the line above may"
    units.vacate_post(holding=holding, by=cast.admin, at=AT, until_on=TODAY)
    assert facts("units.vacate_post")["closed"] == len(told.closes)


def test_a_bundle_that_changes_says_what_it_opens_and_closes(cast: Cast) -> None:
    told = if_bundled({"a.x": True, "a.y": False, "a.z": True}, {"a.y": True, "a.z": False, "a.n": False})
    assert [(r.act, r.below) for r in told.opens] == [("a.n", False), ("a.y", True)]
    assert [(r.act, r.below) for r in told.closes] == [("a.x", True), ("a.z", True)]


def test_a_new_bundle_reaches_present_holders_when_it_is_applied(cast: Cast) -> None:
    """A release brings a right; the office takes another away; until applied nobody's rights change."""
    rights = bundle("BI_THU") | {"documents.upload": False, "obligations.accept": False}
    del rights["reports.issue"]
    kind = define(cast, "BI_THU", rights)
    assert facts("units.define_post_kind") == {"kind_key": "BI_THU", "opened": 1, "closed": 2}
    assert not may(again(cast.doer), "documents.upload", cast.cell)
    waiting = pending(kind, rights, TODAY)
    assert {str(row.holding.person) for row in waiting} == {
        str(h.person) for h in Holding.objects.filter(post__kind=kind)
    }
    done = apply_post_kind(kind=kind, by=cast.admin, at=AT)
    assert done == Applied(4, 8, 8)
    assert facts("units.apply_post_kind") == {"kind_key": "BI_THU", "holders": 4, "opened": 8, "closed": 8}
    assert may(again(cast.doer), "documents.upload", cast.cell)
    assert may(again(cast.doer), "obligations.accept", cast.cell)
    assert not may(again(cast.leader), "obligations.accept", cast.cell), "alone now"
    assert not may(again(cast.doer), "reports.issue", cast.cell)
    assert pending(kind, rights, TODAY) == []
    assert apply_post_kind(kind=kind, by=cast.admin, at=AT) == Applied(0, 0, 0)


def test_what_was_given_before_stays_in_the_record(cast: Cast) -> None:
    rights = bundle("BI_THU")
    del rights["reports.issue"]
    apply_post_kind(kind=define(cast, "BI_THU", rights), by=cast.admin, at=AT)
    row = Grant.objects.get(because=cast.doer.holding_id, act="reports.issue")
    assert row.until_on == TODAY - DAY
    apply_post_kind(kind=define(cast, "BI_THU", rights | {"reports.issue": True}), by=cast.admin, at=AT)
    days = Grant.objects.filter(because=cast.doer.holding_id, act="reports.issue").order_by("id")
    assert list(days.values_list("from_on", "until_on")) == [(date(2020, 1, 1), TODAY - DAY), (TODAY, None)]


def test_who_comes_later_and_who_goes_is_given_their_days(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.head.person_id)
    begins, ends = TODAY + 9 * DAY, TODAY + 90 * DAY
    later = units.fill_post(
        post=post_of(cast, "doer"), person=person, by=cast.admin, at=AT, from_on=begins, until_on=ends
    )
    apply_post_kind(kind=define(cast, "BI_THU", bundle("BI_THU") | {"documents.upload": False}), by=cast.admin, at=AT)
    row = later.grants.get(act="documents.upload")
    assert (row.from_on, row.until_on) == (begins, ends)


def test_nobody_takes_the_last_right_to_set_rights(cast: Cast) -> None:
    rights = bundle("QUAN_TRI")
    del rights["units.define_post_kind"]
    kind = define(cast, "QUAN_TRI", rights)
    with pytest.raises(Refused, match="không còn ai"):
        apply_post_kind(kind=kind, by=cast.admin, at=AT)
    assert may(again(cast.admin), "units.define_post_kind", cast.root)


def test_only_who_sets_bundles_applies_them(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        apply_post_kind(kind=PostKind.objects.get(pk="VAN_THU"), by=cast.leader, at=AT)


def test_a_move_says_who_will_reach_the_branch_and_who_no_longer(cast: Cast) -> None:
    gaining, losing = if_moved(cast.cell, cast.board, cast.setup)
    assert [(str(r.line.grant.person), r.sees) for r in gaining] == [("Tống Văn Hạo", True)]
    assert [(str(r.line.grant.person), r.sees) for r in losing] == [("Nghiêm Thị Sen", True)]
    before = {act for act in grantable() if may(again(cast.above), act, cast.cell)}
    assert losing[0].count == len(before)
    units.move(unit=cast.cell, parent=cast.board, by=cast.admin, at=AT, on=TODAY)
    cast.cell.refresh_from_db()
    assert not any(may(again(cast.above), act, cast.cell) for act in grantable())
    assert may(again(cast.head), "access.see", cast.cell)


def test_what_is_proposed_is_what_a_new_installation_has(cast: Cast) -> None:
    assert {key: bundle(key) for key in proposed_rows()} == {key: proposed(key) for key in proposed_rows()}


def test_who_may_both_report_and_confirm_is_found_by_the_tree(cast: Cast) -> None:
    """The leader reports for the cell and confirms at the root; a cell's secretary gives nobody work."""
    cast.people["plain"] = a_person(cast, "plain", "Phan Văn Chờ", cast.cell, "CHUYEN_VIEN")
    found = both(TODAY)
    assert found.get(cast.leader.person_id or 0)
    assert found.get(cast.above.person_id or 0) == cast.branch.path
    assert {cast.doer.person_id, cast.stranger.person_id, cast.plain.person_id} & set(found) == set()
    seat = units.create_post(unit=cast.branch, kind=PostKind.objects.get(pk="BI_THU"), by=cast.setup, at=AT)
    person = Person.objects.get(pk=cast.doer.person_id)
    units.fill_post(post=seat, person=person, by=cast.admin, at=AT, from_on=TODAY)
    assert both(TODAY)[person.pk]
