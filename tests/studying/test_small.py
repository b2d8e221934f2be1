"""Chi bộ ít người — to who reads of many units no count of members is shown of it, on the page, in its sums, in its file."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dondoc.studying.actions.holding import Held
from tests.cast import TODAY, Cast, client_of
from tests.making import an_entry
from tests.studying.making import a_meeting, an_asking

pytestmark = pytest.mark.acts
WITHHELD = "không hiện: dưới 5 người, hoặc chưa rõ"


@pytest.mark.parametrize(
    ("present", "total", "shown"),
    [(2, 3, False), (4, 4, False), (3, 5, True), (9, 13, True)],
)
def test_a_small_cell_is_not_counted_aloud(cast: Cast, present: int, total: int, shown: bool) -> None:
    asking = an_asking(cast, an_entry(cast))
    a_meeting(cast, asking, held=Held(TODAY, present=present, total=total))
    page = reverse("study", args=[asking.public_id])
    told = client_of(cast, "leader").get(page).content.decode()
    assert (WITHHELD in told) is not shown
    assert ("đảng viên, của các đơn vị đã báo số" in told) is shown
    file = client_of(cast, "leader").get(f"{page}?as=csv").content.decode()
    assert (WITHHELD in file) is not shown
    assert (f";{present};" in file or f",{present}," in file) is shown
