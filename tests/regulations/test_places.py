"""Ngày nghỉ nơi đóng — told with a source, of the place where the unit stands; unknown is said, never taken for the office's."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from dondoc.journal.models import Entry
from dondoc.regulations.actions import set_figure, set_place, withdraw_place
from dondoc.regulations.places import PlaceDay, PlaceWeek
from dondoc.regulations.queries import place_of
from dondoc.regulations.resting import Basis, Place, Week, came_on, in_force
from dondoc.regulations.workdays import WorkCalendar
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import day_at
from dondoc.units.actions import change
from dondoc.urging.actions.reminding import remind_due
from dondoc.urging.models import Urged
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
HOME, HERE, THERE = (False, "", ""), (True, "Châu Âu", ""), (True, "Châu Á", "")
FRI_SAT, SAT_SUN = frozenset({4, 5}), frozenset({5, 6})
MON = date(2026, 11, 30)


def place(week: frozenset[int] | None = FRI_SAT, *off: date, worked: tuple[date, ...] = ()) -> Place:
    told = dict.fromkeys(off, True) | dict.fromkeys(worked, False)
    return Place(WorkCalendar(), True, Week(date(2026, 1, 1), week, told) if week else None)


@pytest.mark.parametrize(
    ("where", "basis", "rests", "until"),
    [
        (Place(WorkCalendar()), Basis.OFFICE, {24, 28, 29}, 27 + 2),
        (place(None), Basis.UNKNOWN, {24, 28, 29}, 27 + 2),
        (place(FRI_SAT), Basis.NO_FEASTS, {27, 28}, 27 + 1),
        (place(SAT_SUN, MON), Basis.PLACE, {28, 29, 30}, 27 + 3),
        (place(SAT_SUN, date(2027, 1, 1)), Basis.NO_FEASTS, {28, 29}, 27 + 2),
        (place(SAT_SUN, MON, worked=(date(2026, 11, 28),)), Basis.PLACE, {29, 30}, 27),
    ],
)
def test_the_days_off_by_what_is_told_of_the_place(where: Place, basis: Basis, rests: set[int], until: int) -> None:
    assert where.basis(2026) == basis
    assert {n for n in range(24, 31) if where.is_off(date(2026, 11, n))} == rests
    assert where.rest_until(date(2026, 11, 27)) == date(2026, 11, 1) + (until - 1) * DAY


@pytest.mark.parametrize(
    ("history", "day", "since"),
    [
        ([], TODAY, None),
        ([(date(2020, 1, 1), HERE)], TODAY, date(2020, 1, 1)),
        ([(date(2020, 1, 1), HERE), (date(2022, 1, 1), HERE)], TODAY, date(2020, 1, 1)),
        ([(date(2020, 1, 1), HERE), (date(2026, 6, 1), THERE)], TODAY, date(2026, 6, 1)),
        ([(date(2020, 1, 1), HERE), (date(2027, 1, 1), THERE)], TODAY, date(2020, 1, 1)),
        ([(date(2020, 1, 1), HERE), (date(2023, 1, 1), HOME), (date(2025, 1, 1), HERE)], TODAY, date(2025, 1, 1)),
    ],
)
def test_a_place_lasts_while_it_is_the_same(history: Any, day: date, since: date | None) -> None:
    assert came_on(history, day) == since


def test_what_was_told_of_the_place_before_is_not_this_one_s() -> None:
    old, new = Week(date(2024, 1, 1), SAT_SUN), Week(date(2026, 7, 1), FRI_SAT)
    assert in_force([old, new], None, TODAY) == new
    assert in_force([old, new], None, date(2026, 6, 30)) == old
    assert in_force([old], date(2026, 6, 1), TODAY) is None
    assert in_force([new], None, date(2026, 6, 30)) is None


def test_the_date_at_a_place_is_its_own() -> None:
    assert [day_at(AT, hours) for hours in (0, -11, 7)] == [TODAY, TODAY - DAY, TODAY]


def tell(cast: Cast, **over: Any) -> list[PlaceWeek]:
    asked = {"units": [cast.cell], "week": [4, 5], "off": [date(2026, 12, 2)], "ground": "Thông báo của chi bộ"}
    return set_place(**{**asked, "by": cast.office, **over}, at=AT)


def test_a_place_is_told_read_and_withdrawn(cast: Cast) -> None:
    assert place_of(cast.cell, TODAY).basis(2026) == Basis.UNKNOWN
    (row, branch) = tell(cast, units=[cast.cell, cast.branch])
    assert place_of(cast.cell, TODAY).basis(2026) == Basis.PLACE
    assert Entry.objects.filter(act="regulations.set_place", unit__in=[cast.cell, cast.branch]).count() == 2
    tell(cast, week=(), off=[date(2027, 1, 2)], worked=[date(2026, 12, 4)], by=cast.clerk)
    found = place_of(cast.cell, TODAY)
    assert [found.is_off(date(2026, 12, n)) for n in (2, 3, 4, 5, 6)] == [True, False, False, True, False]
    assert found.basis(2027) == Basis.PLACE
    day = PlaceDay.objects.get(on=date(2026, 12, 2), week=row)
    withdraw_place(row=day, reason="Ghi nhầm", by=cast.office, at=AT)
    assert place_of(cast.cell, TODAY).basis(2026) == Basis.NO_FEASTS
    withdraw_place(row=row, reason="Chưa chắc", by=cast.clerk, at=AT)
    assert place_of(cast.cell, TODAY).basis(2026) == Basis.UNKNOWN
    assert place_of(cast.branch, TODAY).basis(2026) == Basis.PLACE
    assert Entry.objects.filter(act="regulations.withdraw_place", unit=cast.cell).count() == 2
    with pytest.raises(Refused, match="đã được rút"):
        withdraw_place(row=row, reason="Nữa", by=cast.office, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceWeek.objects.filter(pk=branch.pk).update(ground="")


def test_a_unit_that_goes_elsewhere_leaves_its_days_off_behind(cast: Cast) -> None:
    tell(cast, from_on=date(2026, 1, 1))
    change(unit=cast.cell, by=cast.office, at=AT, on=TODAY, region="Nơi khác")
    cast.cell.refresh_from_db()
    assert place_of(cast.cell, TODAY).basis(2026) == Basis.UNKNOWN
    assert place_of(cast.cell, TODAY - DAY).basis(2026) == Basis.PLACE
    with pytest.raises(Refused, match="ghi ngày nghỉ hằng tuần của nơi đóng trước"):
        tell(cast, week=())
    with pytest.raises(Refused, match="đóng ở nơi này từ ngày 24/11/2026"):
        tell(cast, from_on=TODAY - DAY)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"week": ()}, "ghi ngày nghỉ hằng tuần của nơi đóng trước"),
        ({"week": (), "off": ()}, "Cần ghi ngày nghỉ hằng tuần"),
        ({"week": range(7)}, "Chọn từ một đến 6 ngày"),
        ({"ground": ""}, "Cần ghi căn cứ"),
        ({"worked": [date(2026, 12, 2)]}, "vừa ghi nghỉ vừa ghi đi làm"),
        ({"off": [date(2026, 1, 2)]}, "ở trước ngày đầu"),
        ({"units": "home"}, "ở trong nước"),
        ({"by": "stranger"}, "chưa được giao quyền"),
        ({"by": "doer", "units": "branch"}, "chưa được giao quyền"),
    ],
)
def test_what_may_not_be_told_is_refused_whole(cast: Cast, over: dict[str, Any], said: str) -> None:
    over = {key: getattr(cast, value) if isinstance(value, str) and value else value for key, value in over.items()}
    over = over | ({"units": [over["units"]]} if "units" in over else {})
    with pytest.raises(Refused, match=said):
        tell(cast, **over)
    assert not PlaceWeek.objects.exists()


def test_the_cell_tells_of_its_own_place_and_a_day_once(cast: Cast) -> None:
    tell(cast, by=cast.doer)
    for again, said in (({}, "từ đúng ngày 24/11/2026"), ({"week": ()}, "ngày 02/12/2026 đã được ghi")):
        with pytest.raises(Refused, match=said):
            tell(cast, **again)
    assert PlaceDay.objects.count() == 1


def test_the_desk_is_reminded_before_the_rest_of_the_doer_s_place(cast: Cast) -> None:
    """Wednesday 25/11 is the last day worked at the cell; the others rest on Saturday and Sunday."""
    tell(cast, week=[4, 5], off=[date(2026, 11, 26)])
    set_figure(key="urging.remind_before", amount=1, unit="calendar_day", from_on=TODAY, ground="Quy chế",
               by=cast.leader, at=AT)  # fmt: skip
    dues = [(cast.cell, 28), (cast.cell, 29), (cast.cell, 30), (cast.home, 28)]
    rows = [
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, str(20 + n))), unit=unit, due_on=date(2026, 11, day))
        for n, (unit, day) in enumerate(dues)
    ]  # fmt: skip
    assert remind_due(AT) == 0
    assert remind_due(AT + DAY) == 2
    told = {(u.assignment_id, u.moment) for u in Urged.objects.all()}
    assert told == {(rows[0].pk, "ON"), (rows[1].pk, "BEFORE")}
    assert remind_due(AT + 3 * DAY) == 1, "home: due on the Saturday, told on the Friday"
    assert remind_due(AT + 5 * DAY) == 2


def said(cast: Cast, path: str, role: str = "office") -> str:
    opened = Client()
    opened.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    answer = opened.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_pages_say_by_which_days_off_and_what_nobody_told(cast: Cast) -> None:
    code, unknown = cast.cell.public_id, "Chưa ghi ngày nghỉ của nơi đơn vị đóng: nhắc việc đang theo lịch cơ quan."
    assert unknown in said(cast, "/schedule/", "doer")
    assert "Nhắc việc theo lịch làm việc của cơ quan." in said(cast, "/schedule/")
    assert said(cast, "/regulations/places/").count("chưa ghi: theo lịch cơ quan") == 2
    (row,) = tell(cast)
    page = said(cast, f"/regulations/places/{code}/")
    assert "thứ Sáu, thứ Bảy" in page
    assert page.count("Thông báo của chi bộ") == 2
    assert f"/told/{row.public_id}/withdraw/" in page
    own = said(cast, "/schedule/", "doer")
    assert "Nhắc việc theo ngày nghỉ của nơi đơn vị đóng." in own
    assert unknown not in own
    assert "chưa ghi ngày lễ năm 2027" in said(cast, "/schedule/?year=2027", "doer")
    assert "/withdraw/" not in said(cast, f"/regulations/places/{code}/", "admin")


def test_the_form_reads_spans_and_tells_what_it_does_not_understand(cast: Cast) -> None:
    opened = Client()
    opened.force_login(cast.user("office"), backend="django.contrib.auth.backends.ModelBackend")
    good = {"units": [cast.cell.public_id], "week": ["5", "6"], "from_on": "hôm nay", "ground": "Chi bộ báo",
            "off": "24/12/2026\n28/12/2026 - 02/01/2027"}  # fmt: skip
    for bad in ({"off": "lễ lớn"}, {"off": "05/01/2027 - 02/01/2027"}, {"week": ["9"]}, {"units": []}):
        answer = opened.post("/regulations/places/set/", {**good, **bad})
        assert answer.status_code == 422, bad
        assert "Chi bộ báo" in answer.content.decode()
    assert opened.post("/regulations/places/set/", good).status_code == 302
    assert PlaceDay.objects.filter(is_off=True).count() == 7
    taken = opened.get("/regulations/places/?as=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(taken.content)).get_sheet_by_index(0).to_python()
    assert {"thứ Bảy, Chủ nhật", "24/12, 28/12, 29/12, 30/12, 31/12"} <= {cell for row in rows for cell in row}
