"""Đơn vị nào ghi số, chương trình làm việc — whom a target counts is chosen with its version; a month, who prepares, which meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from dondoc.obligations.models import Obligation
from dondoc.programmes.actions.adopting import add_item
from dondoc.programmes.actions.aiming import amend_target
from dondoc.programmes.members import counted
from dondoc.programmes.models import Item, Version
from dondoc.programmes.queries import lines
from dondoc.programmes.rules import Aim
from dondoc.reorganising.actions.merging import merge
from dondoc.shared.acts import Refused
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.inspecting.making import a_case
from tests.making import an_entry
from tests.programmes.making import a_programme, a_target, a_value

pytestmark = pytest.mark.acts


def names(version: Version, day: date = TODAY) -> set[str]:
    return {unit.name for unit in Unit.objects.filter(pk__in=counted(version.item.programme.unit, version, day))}


def test_a_target_of_some_kinds_waits_for_no_office(cast: Cast) -> None:
    """The board is a child too; it is not asked, by the choice and without a paper that exempts it."""
    programme = a_programme(cast, is_open=True, until_on=date(2030, 12, 31))
    every = a_target(cast, programme, "Mọi đơn vị", way="SUM", across="CHILDREN")
    some = a_target(
        cast, programme, "Chi bộ", way="SUM", across="CHILDREN", kinds=("CHI_BO", "DANG_UY_BO_PHAN", "DANG_BO")
    )
    assert cast.board.name in names(every.versions.get())
    assert cast.board.name not in names(some.versions.get())
    for unit in Unit.objects.filter(pk__in=counted(cast.root, some.versions.get(), TODAY)):
        for item in (every, some):
            a_value(cast, item, 2, None, unit=unit, on=TODAY)
    whole, part = lines(programme, [every, some], TODAY, AT)
    assert whole.known.latest is not None and part.known.latest is not None
    assert (whole.known.latest.value, part.known.latest.missing) == (None, 0)
    with pytest.raises(Refused, match="không thuộc những đơn vị"):
        a_value(cast, some, 2, None, unit=cast.board, on=TODAY)
    deep = a_target(cast, programme, "Mọi cấp", way="SUM", across="KINDS", kinds=("CHI_BO",))
    assert cast.cell.name in names(deep.versions.get()), "at any depth"
    for wrong in ({"across": "KINDS"}, {"across": "CELLS", "kinds": ("BAN",)}, {"across": "NAMED"}):
        with pytest.raises(Refused):
            a_target(cast, programme, "Sai", way="SUM", **wrong)


def test_the_choice_is_of_its_version_and_who_comes_after_a_named_unit_counts(cast: Cast) -> None:
    a, b = (
        establish(name=f"Chi bộ {n}", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN) for n in "AB"
    )
    programme = a_programme(cast, an_entry(cast, "7"), unit=cast.branch, is_open=True, until_on=date(2030, 12, 31))
    item = a_target(cast, programme, "Kết nạp", way="SUM", across="CHILDREN")
    first, paper = item.versions.get(), an_entry(cast, "8").paper
    aim = first.aim()
    with pytest.raises(Refused, match="ở bên dưới"):
        amend_target(item=item, aim=_named(aim), named=[cast.board], paper=paper, from_on=TODAY, by=cast.leader, at=AT)
    then = date(2026, 6, 1)
    second = amend_target(item=item, aim=_named(aim), named=[a], paper=paper, from_on=then, by=cast.leader, at=AT)
    assert (names(first) > {"Chi bộ A", "Chi bộ B"}, names(second)) == (True, {"Chi bộ A"})
    a_value(cast, item, 3, None, unit=a, on=date(2026, 7, 1))
    (line,) = lines(programme, [item], date(2026, 7, 2), AT)
    assert line.newest == "3 đồng chí", "nobody else is missing"
    (before,) = lines(programme, [item], date(2026, 5, 1), AT)
    assert before.version == first
    merge(units=[a], into=b, on=date(2026, 8, 1), decision=Decision("9-QĐ/ĐU"), by=cast.admin, at=AT)
    assert (names(second), names(second, date(2026, 7, 31))) == ({"Chi bộ B"}, {"Chi bộ A"})
    a_value(cast, item, 5, None, unit=b, on=date(2026, 9, 1))
    (line,) = lines(programme, [item], TODAY, AT)
    assert line.newest == "5 đồng chí"


def _named(aim: Aim) -> Aim:
    return replace(aim, across="NAMED")


def test_units_are_chosen_on_the_page(cast: Cast) -> None:
    programme, leader = a_programme(cast, is_open=True), client_of(cast, "leader")
    said = {
        "text": "Kết nạp",
        "measure": "Kết nạp",
        "direction": "AT_LEAST",
        "value": "25",
        "way": "SUM",
        "across": "NAMED",
    }
    path = reverse("add_target", args=[programme.public_id])
    assert "Chọn ít nhất một đơn vị" in leader.post(path, said).content.decode()
    assert (
        leader.post(path, said | {"named": [cast.cell.public_id, cast.home.public_id], "once": "a"}).status_code == 302
    )
    item = Item.objects.get()
    assert names(item.versions.get()) == {cast.cell.name, cast.home.name}
    assert "2 đơn vị nêu tên" in leader.get(reverse("programme_item", args=[item.public_id])).content.decode()
    form = leader.get(reverse("amend_target", args=[item.public_id])).context["form"]
    assert set(form["named"].value()) == {cast.cell.public_id, cast.home.public_id}


def test_a_working_programme_says_when_who_prepares_and_which_meeting(cast: Cast) -> None:
    programme = a_programme(cast, kind="TERM_WORK", until_on=date(2030, 12, 31), name="Chương trình làm việc toàn khóa")
    leader = client_of(cast, "leader")
    said = {"kind": "WORK", "text": "Đề án sắp xếp chi bộ", "on": "30/09/2027", "precision": "quarter",
            "preparer": cast.board.public_id, "meeting": "Hội nghị Ban Chấp hành lần thứ 6"}  # fmt: skip
    path = reverse("add_programme_item", args=[programme.public_id])
    assert leader.post(path, said | {"on": ""}).status_code == 409
    assert leader.post(path, said | {"on": "30/09/2031", "once": "z"}).status_code == 409
    assert leader.post(path, said | {"once": "a"}).status_code == 302
    shown = leader.get(reverse("programme", args=[programme.public_id])).content.decode()
    for words in ("quý III/2027", cast.board.listed, "Hội nghị Ban Chấp hành lần thứ 6"):
        assert words in shown, words
    item = Item.objects.get()
    form = leader.get(reverse("make_obligation", args=[item.public_id])).context["form"]
    assert (form["due_text"].value(), form["actors"].value()) == ("quý III/2027", str(cast.board))
    leader.post(reverse("make_obligation", args=[item.public_id]),
                {"text": item.text, "due_on": "30/09/2027", "due_text": "quý III/2027", "once": "b"})  # fmt: skip
    assert Obligation.objects.get().due_on == date(2027, 9, 30)
    with pytest.raises(Refused, match="Đơn vị chuẩn bị"):
        add_item(programme=programme, kind="WORK", text="x", preparer=cast.khoi, by=cast.leader, at=AT)


def test_the_years_inspections_are_one_programme_with_lines_and_cases(cast: Cast) -> None:
    """Recorded once, where its lines and cases are; the list of programmes leads there."""
    with pytest.raises(Refused, match="ghi ở Kiểm tra, giám sát"):
        a_programme(cast, kind="YEAR_INSPECTION")
    case = a_case(cast, "ANNOUNCED")
    leader = client_of(cast, "leader")
    page = leader.get(reverse("programmes"))
    assert [(one.programme, one.done, one.of) for one in page.context["inspections"]] == [(case.line.programme, 1, 1)]
    assert reverse("inspection_programme", args=[case.line.programme.public_id]) in page.content.decode()
    assert "YEAR_INSPECTION" not in leader.get(reverse("adopt_programme")).content.decode()
    assert not client_of(cast, "office").get(reverse("programmes")).context["inspections"]
    old = a_programme(cast, an_entry(cast, "9"))
    type(old).objects.filter(pk=old.pk).update(kind="YEAR_INSPECTION")
    shown = leader.get(reverse("programme", args=[old.public_id]))
    assert "Chương trình kiểm tra, giám sát năm" in shown.content.decode(), "what was recorded so stays readable"
