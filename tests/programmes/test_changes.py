"""Chỉ tiêu đổi giữa kỳ — each year keeps the level, the way and the units of its own end; what changes it is no secret of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dondoc.documents.actions.registering import register_stub
from dondoc.documents.models import Paper
from dondoc.programmes.actions.adopting import withdraw_item
from dondoc.programmes.actions.aiming import amend_target
from dondoc.programmes.actions.exempting import apply_again, set_not_applicable
from dondoc.programmes.actions.recording import withdraw_value
from dondoc.programmes.models import Exemption, Item, Programme, Value, Version
from dondoc.programmes.queries import Line, score
from dondoc.programmes.words import Direction, Judgement
from dondoc.reorganising.actions.merging import merge
from dondoc.reports import targets
from dondoc.shared.acts import Refused
from dondoc.units.rules import Decision
from tests.alone import alone, no_way_out
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_entry
from tests.programmes.making import UNTIL, a_programme, a_target, a_value

__all__ = ["no_way_out"]
pytestmark = pytest.mark.acts
TURN = date(2023, 1, 1)  # the day from which it is otherwise


def changed(cast: Cast, item: Item, from_on: date = TURN, paper: Paper | None = None, **aim: Any) -> Version:
    """By a decision from a day."""
    version = item.versions.get()
    return amend_target(item=item, aim=replace(version.aim(), **aim), paper=paper or an_entry(cast, "44").paper,
                        from_on=from_on, by=cast.leader, at=AT)  # fmt: skip


def on(programme: Programme, day: date) -> Line:
    (line,) = score(programme, day, AT).lines
    return line


def test_a_year_that_is_over_keeps_the_level_it_was_asked(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme, value=Decimal(90), word="%", is_yearly=True)
    for year, reached in ((2021, 92), (2022, 91), (2023, 96), (2024, 95), (2025, 97)):
        a_value(cast, item, reached, year)
    changed(cast, item, value=Decimal(95))
    for day, wanted in ((date(2022, 12, 31), Judgement.ON_TRACK), (TURN, Judgement.ON_TRACK), (UNTIL, Judgement.MET)):
        found = on(programme, day)
        assert found.judgement == wanted, found.judged.reason
    page = client_of(cast, "leader").get(reverse("programme_item", args=[item.public_id]))
    assert "từ 90% trở lên" in str(page.context["picture"]), "the mark of 2022 is that of 2022"


def test_a_year_at_whose_end_it_did_not_apply_is_not_waited_for(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme, value=Decimal(90), word="%", is_yearly=True)
    a_value(cast, item, 92, 2021)
    row = set_not_applicable(item=item, reason="Tạm dừng", paper=an_entry(cast, "45").paper, from_on=date(2022, 1, 1),
                             by=cast.leader, at=AT)  # fmt: skip
    apply_again(exemption=row, from_on=TURN, reason="Làm lại", by=cast.leader, at=AT)
    assert on(programme, date(2022, 6, 30)).judgement == Judgement.NOT_APPLICABLE
    assert on(programme, TURN).judgement == Judgement.ON_TRACK
    a_value(cast, item, 93, 2023)
    assert on(programme, date(2023, 12, 31)).judgement == Judgement.ON_TRACK
    assert on(programme, date(2024, 12, 31)).judgement == Judgement.UNKNOWN, "of 2024 there is none, and it applied"


def test_a_year_is_told_in_the_way_of_its_end(cast: Cast) -> None:
    """The committee's own figures of 2021–2022 stay its series when cells are summed from 2023 on."""
    programme = a_programme(cast, is_open=True)
    item = a_target(cast, programme, value=Decimal(5), is_yearly=True)
    for year in (2021, 2022):
        a_value(cast, item, 6, year)
    changed(cast, item, way="SUM", across="CELLS")
    for unit, who in ((cast.cell, cast.doer), (cast.home, cast.stranger)):
        a_value(cast, item, 4, 2023, unit=unit, by=who)
    found = on(programme, date(2023, 12, 31))
    assert {year: point.value for year, point in found.known.years.items()} == {2021: 6, 2022: 6, 2023: 8}
    assert found.judgement == Judgement.ON_TRACK


def test_what_stood_on_the_day_it_was_due_is_not_outdated_by_a_later_figure(cast: Cast) -> None:
    due = date(2023, 6, 30)
    for number, reached, wanted in (("2", 25, Judgement.MET), ("3", 24, Judgement.MISSED)):
        programme = a_programme(cast, an_entry(cast, number), is_open=True)
        own = a_target(cast, programme, by_on=due)
        a_value(cast, own, reached, None, on=due)
        a_value(cast, own, 30, None, on=date(2023, 9, 30))
        a_value(cast, own, 30, 2023)
        summed = a_target(cast, programme, "Cả hai", by_on=due, way="SUM", across="CELLS")
        for unit, who, value in ((cast.cell, cast.doer, reached), (cast.home, cast.stranger, 0)):
            a_value(cast, summed, value, None, on=due, unit=unit, by=who)
            a_value(cast, summed, value + 9, 2023, unit=unit, by=who)
        assert [line.judgement for line in score(programme, UNTIL, AT).lines] == [wanted, wanted]


def test_a_figure_of_before_the_merger_is_still_entered_after_it(cast: Cast) -> None:
    programme = a_programme(cast, an_entry(cast, "7"), unit=cast.branch, is_open=True, until_on=date(2030, 12, 31))
    item = a_target(cast, programme, way="SUM", across="CHILDREN")
    merge(
        units=[cast.branch], into=cast.board, on=date(2026, 6, 1), decision=Decision("10-QĐ/ĐU"), by=cast.admin, at=AT
    )
    programme.refresh_from_db()
    item.refresh_from_db()
    assert programme.unit == cast.board
    wrong = a_value(cast, item, 3, unit=cast.cell)
    withdraw_value(row=wrong, reason="Ghi nhầm", by=cast.leader, at=AT)
    assert 2025 not in on(programme, TODAY).known.years
    a_value(cast, item, 4, unit=cast.cell)
    assert on(programme, TODAY).known.years[2025].value == 4


def test_a_correction_asks_what_was_asked_on_the_day_of_the_figure(cast: Cast) -> None:
    """A number until 2023, a judgement from then on: of 2022 a number is corrected, and both can still be entered."""
    programme, leader = a_programme(cast), client_of(cast, "leader")
    item = a_target(cast, programme)
    row = a_value(cast, item, "99.375", 2022)
    changed(cast, item, direction=Direction.WORDS, value=None)
    form = leader.get(reverse("correct_value", args=[row.public_id])).context["form"]
    assert ("judgement" in form.fields, form["value"].value()) == (False, "99,375"), "and nothing of it is rounded away"
    path, proof = reverse("record_value", args=[item.public_id]), {"keeper": "Văn phòng", "text": "Sổ theo dõi"}
    assert {"value", "judgement"} < set(leader.get(path).context["form"].fields)
    late = {"year": "2021", "on": "31/12/2021", "value": "20", "once": "a", **proof}
    assert leader.post(path, late).status_code == 302
    assert (
        leader.post(path, {"year": "2024", "on": "31/12/2024", "value": "20", "once": "b", **proof}).status_code == 409
    )
    said = {"year": "2024", "on": "31/12/2024", "judgement": "MET", "once": "c", **proof}
    assert leader.post(path, said).status_code == 302
    assert Value.objects.filter(item=item, replaced_at=None).count() == 3


def test_the_committees_own_late_figure_is_entered_when_cells_are_asked_by_now(cast: Cast) -> None:
    programme, leader = a_programme(cast, is_open=True), client_of(cast, "leader")
    item = a_target(cast, programme)
    changed(cast, item, way="SUM", across="CELLS")
    path = reverse("record_value", args=[item.public_id])
    assert path in leader.get(reverse("programme_item", args=[item.public_id])).content.decode()
    alone_ = a_target(cast, a_programme(cast, an_entry(cast, "3"), unit=cast.cell, is_open=True))
    changed(cast, alone_, paper=an_entry(cast, "46").paper, way="SUM", across="CELLS")
    page = leader.get(reverse("programme_item", args=[alone_.public_id])).content.decode()
    assert reverse("record_value", args=[alone_.public_id]) in page, "none below it is asked, its own past is"
    said = {"unit": cast.root.public_id, "value": "20", "keeper": "Văn phòng", "text": "Sổ theo dõi"}
    assert leader.post(path, said | {"year": "2022", "on": "31/12/2022", "once": "a"}).status_code == 302
    assert leader.post(path, said | {"year": "2024", "on": "31/12/2024", "once": "b"}).status_code == 409
    (line,) = score(programme, UNTIL, AT + timedelta(days=3)).lines
    assert {year: point.value for year, point in line.known.years.items()} == {2022: 20}


def test_amending_one_box_rounds_no_other(cast: Cast) -> None:
    programme, leader = a_programme(cast), client_of(cast, "leader")
    item = a_target(
        cast, programme, value=Decimal("99.375"), base=Decimal("0.1255"), years=((2023, Decimal("98.125"), None),)
    )
    path = reverse("amend_target", args=[item.public_id])
    form = leader.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"paper": an_entry(cast, "44").paper.so_ky_hieu}
    sent |= {"from_on": "01/01/2023", "source": "Ban Tổ chức", "is_yearly": "", "is_linear": "", "once": "a"}
    assert (
        leader.post(path, {name: value for name, value in sent.items() if value not in ("", (), [])}).status_code == 302
    )
    aim = item.versions.order_by("from_on").last().aim()
    assert (aim.source, aim.value, aim.base, aim.years) == (
        "Ban Tổ chức", Decimal("99.375"), Decimal("0.1255"), ((2023, Decimal("98.125"), None),)
    )  # fmt: skip


def test_of_a_stub_nothing_of_what_it_says_is_recorded(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme)
    stub = register_stub(register=cast.incoming, level="MẬT", number="77-QĐ/ĐUK", by=cast.clerk, at=AT, on=TODAY).paper
    said = {"item": item, "paper": stub, "by": cast.leader, "at": AT}
    with pytest.raises(Refused, match="chỉ ghi số"):
        changed(cast, item, paper=stub, value=Decimal(30))
    with pytest.raises(Refused, match="chỉ ghi số"):
        set_not_applicable(reason="Theo quyết định", from_on=TURN, **said)
    with pytest.raises(Refused, match="chỉ ghi số"):
        withdraw_item(reason="Theo quyết định", **said)
    assert (item.versions.count(), Exemption.objects.count(), Item.objects.standing().count()) == (1, 0, 1)


def test_a_secret_decision_changes_nothing_that_is_open_below_and_is_told_where_it_may(
    cast: Cast, no_way_out: Path
) -> None:
    alone(cast)
    secret, higher = (an_entry(cast, n, secrecy=level).paper for n, level in (("51", "MẬT"), ("52", "TỐI MẬT")))
    shared = a_target(cast, a_programme(cast, is_open=True))
    with pytest.raises(Refused, match="không mở cho các đơn vị bên dưới"):
        changed(cast, shared, paper=secret, value=Decimal(30))
    with pytest.raises(Refused, match="không mở cho các đơn vị bên dưới"):
        set_not_applicable(item=shared, unit=cast.cell, reason="Mật", paper=secret, from_on=TURN, by=cast.leader, at=AT)
    programme = a_programme(cast, an_entry(cast, "3"))
    item, other = a_target(cast, programme), a_target(cast, programme, "Khác")
    value = a_value(cast, item, 26)
    changed(cast, item, paper=secret, value=Decimal(30))
    assert [row.secrecy for row in (programme, item, other, value)] == ["", "MẬT", "", "MẬT"]
    assert [score(programme, day, AT).secrecy for day in (date(2022, 12, 31), UNTIL)] == ["", "MẬT"]
    set_not_applicable(item=item, reason="Mật", paper=higher, from_on=TURN, by=cast.leader, at=AT)
    found = score(programme, UNTIL, AT)
    assert (Item.objects.get(pk=item.pk).secrecy, found.secrecy, targets.sheet(found).level) == ("TỐI MẬT",) * 3
    for page in ("programmes", "programme", "programme_sheet"):
        shown = client_of(cast, "leader").get(reverse(page, args=[programme.public_id] if page != "programmes" else []))
        times = shown.content.decode().count("TỐI MẬT")
        assert times > (page == "programmes"), f"{page}: of the page, and beside its line"
    file = client_of(cast, "leader").get(reverse("programmes"), {"as": "csv"})
    assert "TỐI MẬT" in b"".join(file).decode(), "the list that is taken along too"


def test_levels_of_many_items_are_asked_at_once(cast: Cast) -> None:
    programme = a_programme(cast)
    asked = []
    for many in (1, 6):
        for n in range(many):
            item = a_target(cast, programme, f"Chỉ tiêu {many}-{n}")
            changed(cast, item, paper=programme.paper, value=Decimal(30))
            a_value(cast, item, 26)
        with CaptureQueriesContext(connection) as seen:
            assert not any(
                row.secrecy for rows in (Item, Value) for row in rows.objects.visible_to(cast.leader).for_list()
            )
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_proof_is_corrected_without_the_figure(cast: Cast) -> None:
    """What comes back from the box is the figure itself, to its last decimal."""
    item = a_target(cast, a_programme(cast))
    row = a_value(cast, item, "99.375")
    leader = client_of(cast, "leader")
    path = reverse("correct_value", args=[row.public_id])
    shown = leader.get(path).context["form"]["value"].value()
    said = {"value": shown, "reason": "Minh chứng khác", "keeper": "Kho lưu trữ", "text": "Sổ gốc"}
    assert leader.post(path, said).status_code == 302
    assert Value.objects.get(corrects=row).value == Decimal("99.375")
