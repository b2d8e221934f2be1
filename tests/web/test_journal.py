"""Trang nhật ký — what was entered afterwards says so; the button gives a unit's chain to who sees its journal."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.access.actions import change_password
from dondoc.access.actions.signing import lock_out
from dondoc.importing.actions.exporting import ACT
from dondoc.journal.models import Entry
from dondoc.planning.actions.drafting import draft
from dondoc.units.actions import rename
from dondoc.units.models import Holding
from tests.cast import AT, PASSWORD, TODAY, Cast, client_of
from tests.inspecting.making import a_told_case
from tests.making import an_assignment, an_entry, an_obligation
from tests.planning.making import a_paper

pytestmark = pytest.mark.wide


def _said(cast: Cast, role: str, query: str = "") -> str:
    return client_of(cast, role).get(reverse("journal") + query).content.decode()


def test_the_button_is_for_the_unit_looked_at_else_ones_own(cast: Cast) -> None:
    for query, unit in (("", cast.root), (f"?unit={cast.cell.public_id}", cast.cell)):
        said = _said(cast, "leader", query)
        assert f"Xuất nhật ký của {unit}</button>" in said
        assert f'name="unit" value="{unit.public_id}"><button' in said


def test_who_keeps_the_tree_only_has_no_button(cast: Cast) -> None:
    for query in ("", f"?unit={cast.cell.public_id}"):
        assert "Xuất nhật ký của" not in _said(cast, "admin", query)


def test_the_button_gives_the_units_chain_to_the_disk(cast: Cast) -> None:
    answer = client_of(cast, "leader").post(reverse("export_journal"), {"unit": cast.cell.public_id})
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        assert json.loads(zipped.read("dau.json"))["unit"] == cast.cell.name
    assert "attachment" in answer["Content-Disposition"]
    assert "<strong>xuất nhật ký</strong>" in _said(cast, "leader", "?act=journal.export")


def test_what_was_entered_afterwards_says_so_with_both_days(cast: Cast) -> None:
    rename(unit=cast.cell, name="Chi bộ mới", on=TODAY - timedelta(days=4), by=cast.admin, at=AT)
    said = _said(cast, "leader", "?act=units.rename")
    assert "<em>nhập sau</em> 10:00 24/11/2026 · ngày của việc 20/11/2026" in said


def test_a_file_taken_says_which_list_in_which_form_how_many_rows_and_opens_it_again(cast: Cast) -> None:
    for _n in range(2):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, str(20 + _n))))
    client_of(cast, "leader").get(
        reverse("obligations") + f"?state=given&unit={cast.cell.public_id}&words=mat+khau&as=csv"
    )
    said = _said(cast, "leader", f"?act={ACT}")
    assert f'<a href="/obligations/?state=given&amp;unit={cast.cell.public_id}">Nhiệm vụ</a>' in said
    assert "(CSV, 0 dòng, đã lọc)" in said
    kept = Entry.objects.get(act=ACT).payload.body
    assert kept["filters"] == {"state": "given", "unit": cast.cell.public_id, "words": ""}
    assert "mat" not in str(kept)


def test_a_file_of_one_thing_stands_in_its_story_and_leads_to_it(cast: Cast) -> None:
    plan = draft(unit=cast.branch, paper=a_paper(cast, "52")[0].paper, title="Thực hiện", by=cast.above, at=AT)
    page = reverse("plan", args=[plan.public_id])
    for form in ("xlsx", "docx"):
        client_of(cast, "above").get(page, {"as": form})
    n = plan.items.count()
    story = client_of(cast, "above").get(page).content.decode()
    assert f"(DOCX, {n} dòng)" in story and f"(XLSX, {n} dòng)" in story
    said = _said(cast, "above", f"?act={ACT}")
    assert f'<a href="{page}">' in said and f"(Kế hoạch, DOCX, {n} dòng)" in said


def test_who_does_not_see_an_inspection_reads_of_no_file_of_it(cast: Cast) -> None:
    case = a_told_case(cast)
    client_of(cast, "leader").get(reverse("inspection_dossier", args=[case.public_id]))
    assert Entry.objects.filter(act=ACT).count() == 1
    assert "<strong>tải ra tệp</strong>" in _said(cast, "leader", f"?act={ACT}")
    assert "<strong>tải ra tệp</strong>" not in _said(cast, "office", f"?act={ACT}")


def test_what_was_entered_on_its_day_bears_no_mark(cast: Cast) -> None:
    an_assignment(cast, upto="accepted")
    assert "<em>nhập sau</em>" not in _said(cast, "leader", "?act=obligations.accept")


def test_what_was_entered_afterwards_can_be_asked_for_alone(cast: Cast) -> None:
    rename(unit=cast.cell, name="Chi bộ mới", on=TODAY, by=cast.admin, at=AT)
    rename(unit=cast.home, name="Chi bộ cũ", on=TODAY - timedelta(days=1), by=cast.admin, at=AT)
    assert _acts(_said(cast, "leader", "?act=units.rename")) == ["đổi tên đơn vị"] * 2
    late = _said(cast, "leader", "?act=units.rename&entered=late")
    assert (_acts(late), "Chi bộ cũ" in late, "Chi bộ mới" in late) == (["đổi tên đơn vị"], True, False)


def test_a_line_is_a_sentence(cast: Cast) -> None:
    an_assignment(cast, upto="accepted")
    said = re.sub(r"<[^>]+>", "", _said(cast, "leader", "?act=obligations.accept"))
    assert "Bạch Công Lễ (Bí thư, Chi bộ NN-A03) tiếp nhận NV-1/2026" in said


def test_what_belongs_to_no_unit_is_read_and_given_out_by_who_keeps_the_house(cast: Cast) -> None:
    said = _said(cast, "admin", "?house=1")
    assert "đặt quyền cho chức danh" in said
    answer = client_of(cast, "admin").post(reverse("export_journal"), {"house": "1"})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as zipped:  # type: ignore[attr-defined]
        assert json.loads(zipped.read("dau.json"))["chain"] == 0
    assert "đặt quyền cho chức danh" not in _said(cast, "leader", "?house=1")


def test_when_somebody_came_and_went_is_read_by_that_person_alone(cast: Cast) -> None:
    Client().post(reverse("account_login"), {"login": "doer", "password": PASSWORD})
    lock_out(user=cast.user("doer"), by=cast.setup, at=AT)
    said = _said(cast, "admin", "?house=1")
    assert "tạm khóa đăng nhập" in said.lower()
    assert "đăng nhập (" not in said.lower() and "?act=access.sign_in" not in said


def test_a_name_typed_finds_what_its_bearer_did_under_any_post_or_none(cast: Cast) -> None:
    rename(unit=cast.cell, name="Chi bộ mới", on=TODAY, by=cast.admin, at=AT)
    change_password(user=cast.user("doer"), password="mat khau rieng 2026", here="", by=cast.doer, at=AT)
    an_assignment(cast, upto="accepted")
    said = _said(cast, "leader", "?doer=le+bach")
    assert "tiếp nhận" in said
    assert "đổi tên đơn vị" not in said
    assert "tiếp nhận" not in _said(cast, "leader", "?doer=Người+Lạ")


def test_what_a_person_did_without_a_post_is_told_of_the_person(cast: Cast) -> None:
    alone = replace(cast.doer, holding_id=None)
    change_password(user=cast.user("doer"), password="mat khau rieng 2026", here="", by=alone, at=AT)
    said = client_of(cast, "doer").get(reverse("me")).content.decode()
    before = said.partition("<strong>đổi mật khẩu")[0][-60:]
    assert "Bạch Công Lễ" in before
    assert "Hệ thống" not in before


def test_who_may_not_keep_the_house_gives_nothing_of_it_out(cast: Cast) -> None:
    assert client_of(cast, "leader").post(reverse("export_journal"), {"house": "1"}).status_code == 403


def _acts(said: str) -> list[str]:
    return re.findall(r"<strong>(.+?)</strong>", said)


def test_lines_are_found_by_the_day_of_their_entry(cast: Cast) -> None:
    rename(unit=cast.cell, name="Chi bộ mới", on=TODAY - timedelta(days=4), by=cast.admin, at=AT - timedelta(days=2))
    for query, found in (
        ("since=22/11/2026&until=22/11/2026", True), ("since=23/11/2026", False), ("until=21/11/2026", False),
        ("until=20/11/2026", False), ("since=20/11/2026&until=24/11/2026", True),
    ):  # fmt: skip
        said = _said(cast, "leader", f"?act=units.rename&{query}")
        assert bool(_acts(said)) is found, query


def test_a_day_that_is_not_understood_is_said_and_kept(cast: Cast) -> None:
    said = _said(cast, "leader", "?since=abc&until=hôm qua")
    assert said.count("Không hiểu ngày “abc”") == 1
    assert 'value="abc"' in said
    assert 'value="hôm qua"' in said


def test_a_name_leads_to_what_was_done_under_that_post(cast: Cast) -> None:
    an_assignment(cast, upto="accepted")
    code = Holding.objects.get(pk=cast.doer.holding_id).public_id
    assert f'<a href="?act=obligations.accept&amp;who={code}">Bạch Công Lễ' in _said(
        cast, "leader", "?act=obligations.accept"
    )
    said = _said(cast, "leader", f"?who={code}")
    assert _acts(said) == ["Bạch Công Lễ (Bí thư, Chi bộ NN-A03)", "tiếp nhận"]  # whose lines, then the line
    assert f'<input type="hidden" name="who" value="{code}">' in said


def test_a_code_opens_no_line_that_is_not_seen(cast: Cast) -> None:
    an_assignment(cast, upto="accepted")
    code = Holding.objects.get(pk=cast.doer.holding_id).public_id
    said = _said(cast, "stranger", f"?who={code}")
    assert (_acts(said), "Bạch Công Lễ" in said) == ([], False)
