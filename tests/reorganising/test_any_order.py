"""Thứ tự nào cũng đúng — no sequence of acts leaves a unit outside its parent's subtree or opens a row to a stranger."""

from __future__ import annotations

import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.making import an_assignment, an_entry, an_obligation
from tests.reorganising.town import DEEDS, Deed, do, holds

pytestmark = pytest.mark.acts
EXAMPLES = int(os.environ.get("DONDOC_EXAMPLES") or (25 if os.environ.get("DONDOC_RING") in ("ci", "long") else 10))


class _Back(Exception):
    """Put the town back as it was."""


@pytest.fixture
def town(cast: Cast) -> Cast:
    entry = an_entry(cast)
    for n in range(3):
        an_obligation(cast, entry, text=f"Việc {n}")
    an_assignment(cast, obligation=an_obligation(cast, entry, text="Việc đầu"), upto="accepted")
    return cast


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
    """The property bites: a path changed behind the acts' back, a share to a stranger, a share taken away."""
    from dondoc.access.models import Share
    from dondoc.access.rights import share
    from dondoc.obligations.models import Assignment
    from tests.cast import AT

    row = Assignment.objects.order_by("-id").first()
    assert row is not None
    holds(town)
    share(row, town.home, because="thử", at=AT)
    with pytest.raises(AssertionError, match="của người khác"):
        holds(town)
    Share.objects.filter(because="thử").delete()
    Assignment.objects.filter(pk=row.pk).update(unit=town.khoi)
    with pytest.raises(AssertionError, match="không thấy"):
        holds(town)
