"""Thứ tự nào cũng đúng — no sequence of acts leaves a unit outside its parent's subtree or opens a row to a stranger."""

from __future__ import annotations

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dondoc.access.models import Share
from dondoc.access.rights import share
from dondoc.documents.actions.registering import register
from dondoc.documents.actions.registers import open_register
from dondoc.journal.models import Entry as Line
from dondoc.obligations.actions.confirming import confirm
from dondoc.obligations.models import Assignment
from dondoc.units.actions.handing import hand_over
from dondoc.units.models import Holding
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, fields
from tests.programmes.making import a_programme
from tests.reorganising.owners import PARTED
from tests.reorganising.town import DEEDS, WAYS, Deed, do, holds
from tests.ring import IS_LONG, ON_SQLITE
from tests.urging.making import late, set_terms, urged

pytestmark = [pytest.mark.acts, pytest.mark.wide]
EXAMPLES = int(os.environ.get("DONDOC_EXAMPLES") or (25 if IS_LONG else 12 if ON_SQLITE else 8))


class _Back(Exception):
    """Put the town back as it was."""


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Work given, urged and handed on; a cell with its own book, duty and programme; a programme open to all below."""
    entry = an_entry(cast)
    for n in range(3):
        an_obligation(cast, entry, text=f"Việc {n}")
    work = an_assignment(cast, obligation=an_obligation(cast, entry, text="Việc đầu"), upto="accepted")
    set_terms(cast)
    urged(cast, [late(cast, entry=entry)])
    a_programme(cast, entry, unit=cast.branch, is_open=True, by=cast.setup)
    book = open_register(unit=cast.cell, direction="IN", name="Sổ", series="1", by=cast.setup, at=AT, from_on=BEGAN)
    own = register(register=book, issuer=cast.khoi, fields=fields("77"), by=cast.setup, at=AT, on=TODAY)
    confirm(entry=own, text="Việc riêng", by=cast.setup, at=AT)
    a_programme(cast, own, by=cast.setup)
    for role in ("leader", "above"):
        post = Holding.objects.get(pk=cast.people[role].holding_id).post
        hand_over(thing=work, asked="implementation.approve", unit=post.unit, post=post, by=cast.doer, at=AT,
                  address="/units/", label="NV")  # fmt: skip
    return cast


@pytest.mark.table
@pytest.mark.timeout(1200)
@settings(
    max_examples=EXAMPLES, deadline=None, report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing list is short enough to read; shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(deeds=st.lists(DEEDS, min_size=4, max_size=14))
def test_whatever_is_done_in_whatever_order(town: Cast, deeds: list[Deed]) -> None:
    try:
        with transaction.atomic():
            for deed in deeds:
                if do(town, deed):
                    holds(town)
            raise _Back
    except _Back:
        pass


def test_the_town_notices_what_is_lost_and_what_is_open(town: Cast) -> None:
    """The property bites in every room: a row shared with a stranger; work put with another unit behind the acts' back."""
    for model in PARTED:
        share(model.objects.order_by("-id").first(), town.home, because="thử", at=AT)
        with pytest.raises(AssertionError, match=f"thấy {model.__name__} .*của người khác"):
            holds(town)
        Share.objects.filter(because="thử").delete()
        holds(town)
    row = Assignment.objects.order_by("-id").first()
    assert row is not None
    Assignment.objects.filter(pk=row.pk).update(unit=town.khoi)
    with pytest.raises(AssertionError, match="không thấy"):
        holds(town)


@pytest.mark.long
def test_each_deed_can_be_done_in_this_town(town: Cast) -> None:
    """None of them is only ever refused or passed over: a property over acts that never happen says nothing."""
    merged = {what: [Deed("merge", 3, 4, 0)] for what in ("restore", "undo")}  # the cell into the one at home
    for what in WAYS:
        deeds = (Deed(what, one, two, 0) for one in range(6) for two in range(6))
        assert any(_done(town, merged.get(what, []), deed) for deed in deeds), what


def _done(town: Cast, before: list[Deed], deed: Deed) -> bool:
    """Done, as the journal says, and taken back."""
    done = False
    try:
        with transaction.atomic():
            assert all(do(town, one) for one in before)
            lines = Line.objects.count()
            done = do(town, deed) and Line.objects.count() > lines
            raise _Back
    except _Back:
        return done
