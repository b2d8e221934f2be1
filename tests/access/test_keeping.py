"""Người thuộc phạm vi — an administrator below the root keeps the people of his own units, and reaches into no other account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dondoc.access.actions import close_account, correct_name, open_account, register_person, reopen_account
from dondoc.access.actions.codes import reset_password
from dondoc.access.actions.factors import reset_factors
from dondoc.access.actions.identity import record_identity
from dondoc.access.actions.linking import link_identity, unlink_identity
from dondoc.access.models import Identity, LinkedIdentity, Person, User
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.actions.delegating import delegate
from dondoc.units.models import Holding, PostKind
from tests.cast import AT, TODAY, Cast, a_person

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
NOBODY = {"born_on": None, "id_number": "", "card_number": "", "address": ""}


def lower(cast: Cast) -> Actor:
    """The administrator of the committee below the root."""
    return a_person(cast, "lower", "Lò Thị Giữ", cast.branch, "QUAN_TRI")


def reaches_into(cast: Cast, by: Actor, person: Person, user: User | None) -> list[Callable[[], Any]]:
    """Every act by which one could enter, end, rename or read about another."""
    who: dict[str, Any] = {"unit": cast.branch, "by": by, "at": AT}
    found: list[Callable[[], Any]] = [
        lambda: correct_name(person=person, full_name=f"{person} Khác", **who),
        lambda: record_identity(person=person, phone="0900", **NOBODY, **who),
    ]
    if user is None:
        return [*found, lambda: open_account(person=person, username="them", **who)]
    tied = LinkedIdentity.objects.create(account=user, source="LDAP", subject=f"u{user.pk}", at=AT)
    return [
        *found,
        lambda: reset_password(user=user, lasts=DAY, **who),
        lambda: reset_factors(user=user, reason="Mất máy", **who),
        lambda: link_identity(user=user, source="OIDC", subject="ai-do", **who),
        lambda: unlink_identity(identity=tied, **who),
        lambda: close_account(user=user, **who),
        lambda: reopen_account(user=user, **who),
    ]


def is_kept(by: Actor, person_id: int | None) -> bool:
    return Person.objects.kept_by(by).filter(pk=person_id).exists()


def test_an_administrator_below_reaches_into_no_account_above_or_beside(cast: Cast) -> None:
    by = lower(cast)
    nobody = register_person(full_name="Hứa Thị Chờ", unit=cast.root, by=cast.admin, at=AT)
    for person_id, user in [
        *((cast.people[role].person_id, cast.user(role)) for role in ("leader", "admin", "head", "stranger")),
        (nobody.pk, None),
    ]:
        for run in reaches_into(cast, by, Person.objects.get(pk=person_id), user):
            with pytest.raises(Refused, match="ngoài phạm vi"):
                run()
        assert not is_kept(by, person_id)
        assert is_kept(cast.admin, person_id)
    assert not Identity.objects.visible_to(by).exclude(person=by.person_id).exists()


def test_one_who_holds_a_post_above_too_is_kept_above(cast: Cast) -> None:
    """A post below beside the one above opens nothing, nor does one that is still to come, nor what was delegated from above."""
    by = lower(cast)
    assert is_kept(by, cast.doer.person_id)
    seat = units.create_post(unit=cast.branch, kind=PostKind.objects.get(pk="CHUYEN_VIEN"), by=by, at=AT)
    units.fill_post(post=seat, person=Person.objects.get(pk=cast.leader.person_id), by=by, at=AT, from_on=TODAY)
    assert not is_kept(by, cast.leader.person_id)

    over = units.create_post(unit=cast.root, kind=PostKind.objects.get(pk="CHUYEN_VIEN"), by=cast.admin, at=AT)
    person = Person.objects.get(pk=cast.doer.person_id)
    units.fill_post(post=over, person=person, by=cast.admin, at=AT, from_on=TODAY + 30 * DAY)
    assert not is_kept(by, cast.doer.person_id)

    assert is_kept(by, cast.above.person_id)
    delegate(giver=Holding.objects.get(pk=cast.leader.holding_id), person=Person.objects.get(pk=cast.above.person_id),
             acts={"obligations.assign"}, from_on=TODAY, until_on=TODAY + 9 * DAY, reason="Đi công tác", by=cast.leader, at=AT)  # fmt: skip
    assert not is_kept(by, cast.above.person_id)


def test_an_administrator_below_registers_opens_and_fills_in_his_own_units(cast: Cast) -> None:
    by = lower(cast)
    who: dict[str, Any] = {"unit": cast.branch, "by": by, "at": AT}
    person = register_person(full_name="Hứa Thị Nết", **who)
    assert is_kept(by, person.pk)
    user = open_account(person=person, username="net.hua", **who)
    reset_password(user=user, lasts=DAY, **who)
    seat = units.create_post(unit=cast.cell, kind=PostKind.objects.get(pk="CHUYEN_VIEN"), by=by, at=AT)
    holding = units.fill_post(post=seat, person=person, by=by, at=AT, from_on=TODAY - 9 * DAY)
    close_account(user=user, **who)
    reopen_account(user=user, **who)
    units.vacate_post(holding=holding, by=by, at=AT, until_on=TODAY - DAY)
    assert is_kept(by, person.pk)
    units.vacate_post(
        holding=Holding.objects.get(pk=cast.stranger.holding_id), by=cast.admin, at=AT, until_on=TODAY - DAY
    )
    assert not is_kept(by, cast.stranger.person_id)
