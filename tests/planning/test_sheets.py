"""Kế hoạch in ra — who receives it: who laid the work, each unit that leads an item, the office's own copy."""

from __future__ import annotations

import pytest

from dondoc.planning.actions.drafting import change, change_item
from dondoc.planning.actions.rounds import freeze
from dondoc.planning.queries import standing_items
from dondoc.planning.sheets import FEW, sheet
from dondoc.printing.model import Table
from dondoc.reading import read
from dondoc.units.actions import establish
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.planning.making import a_paper, a_plan, completed

pytestmark = pytest.mark.acts


def test_a_plan_goes_to_who_laid_the_work_and_to_each_unit_that_leads_an_item(cast: Cast) -> None:
    plan = a_plan(cast, a_paper(cast)[0])
    first, second = standing_items(plan)
    for item, unit in ((first, cast.board), (second, cast.root)):
        change_item(item=item, words=completed(item, owner=unit), by=cast.leader, at=AT)
    made = sheet(plan, standing_items(plan), TODAY)
    assert made.recipients == ("Đảng ủy Khối Thử nghiệm (để báo cáo)", "Ban Tổ chức Đảng ủy", "Lưu văn phòng")


def test_many_units_are_named_by_the_table(cast: Cast) -> None:
    plan = a_plan(cast, a_paper(cast)[0])
    rows = [standing_items(plan)[0] for _n in range(FEW + 1)]
    for n, row in enumerate(rows):
        row.owner = establish(name=f"Chi bộ {n}", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    assert sheet(plan, rows[:-1], TODAY).recipients[1:-1] == tuple(f"Chi bộ {n}" for n in range(FEW))
    assert sheet(plan, rows, TODAY).recipients[1:-1] == ("các đơn vị chủ trì nêu trong văn bản này",)


def test_what_follows_the_items_is_printed_after_them_and_frozen_with_a_version(cast: Cast) -> None:
    """Funds, the regime of reports, who watches over it: as a plan of this kind ends."""
    plan = a_plan(cast, a_paper(cast)[0])
    words = "Kinh phí bố trí trong dự toán năm.\nBáo cáo trước ngày 20 hằng tháng."
    change(
        plan=plan, title=plan.title, opening="Nâng chất lượng.", closing=words, kind=plan.kind, by=cast.leader, at=AT
    )
    plan.refresh_from_db()
    assert freeze(plan, AT, TODAY).closing == words
    body = sheet(plan, standing_items(plan), TODAY, opening=plan.opening, closing=plan.closing).body
    assert [isinstance(part, Table) for part in body] == [False, False, True, False, False]
    told = client_of(cast, "leader").get(f"/plans/{plan.public_id}/").content.decode()
    assert "Báo cáo trước ngày 20 hằng tháng." in told
    printed = client_of(cast, "leader").get(f"/plans/{plan.public_id}/?as=docx").content
    said = read(printed, name="ke-hoach.docx").text
    assert said.index("Nâng chất lượng") < said.index("Nhiệm vụ và phân công") < said.index("Kinh phí bố trí")
