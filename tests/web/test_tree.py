"""Cây đơn vị trên trang — its picture and its figures, two days side by side, a sheet out and in, a merge seen before and after."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from dondoc.documents.actions.registers import open_register
from dondoc.obligations.models import Assignment
from dondoc.reorganising.actions.merging import merge
from dondoc.reorganising.models import Reorganisation
from dondoc.units import actions as units
from dondoc.units.models import Holding, PostKind, Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
SOON = {"number": "45-QĐ/ĐU", "decided_on": "01/11/2026", "issuer": "Đảng ủy Cục Thử nghiệm"}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The web's clock stands where the cast's does."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def press(client: Client, path: str, **said: Any) -> Any:
    """The form, then what it would do, then the act: as a person does it."""
    shown = client.post(path, said)
    assert shown.status_code == 200, text(shown)[-600:]
    seen = re.search(r'name="seen" value="(\w+)"', shown.content.decode())
    assert seen, text(shown)[-600:]
    return shown, client.post(path, {**said, "seen": seen[1], "once": seen[1]})


def test_the_picture_counts_a_person_once_and_each_figure_opens_its_rows(cast: Cast) -> None:
    an_assignment(cast)
    seat = units.create_post(unit=cast.root, kind=PostKind.objects.get(pk="CAP_UY_VIEN"), by=cast.setup, at=AT)
    units.fill_post(
        post=seat, person=Holding.objects.get(pk=cast.doer.holding_id).person, by=cast.setup, at=AT, from_on=BEGAN
    )
    client = client_of(cast, "leader")
    said = client.get(reverse("units_picture")).content.decode()
    assert "9 người" in said, "ten posts, nine people"
    assert "10 chức danh" in said
    assert "1 việc đang mở" in said
    posts = text(client.get(reverse("unit_posts", args=[cast.root.public_id]), {"held": "1"}))
    assert "9 người" in posts
    for path in re.findall(r'href="(/[^"]+)"', said.split('class="sheet branches"')[1].split("</section>")[0]):
        assert client.get(path.replace("&amp;", "&")).status_code == 200


def test_the_tree_of_a_past_day_is_drawn_as_it_stood(cast: Cast) -> None:
    units.move(unit=cast.branch, parent=cast.board, by=cast.admin, at=AT, on=TODAY)
    units.rename(unit=cast.home, name="Chi bộ đổi tên", by=cast.admin, at=AT, on=TODAY)
    client = client_of(cast, "leader")
    eve = {"day": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}
    for name in ("units", "units_picture"):
        then, today = (text(client.get(reverse(name), asked)) for asked in (eve, {}))
        assert "Chi bộ Vụ Hành chính" in then and "Chi bộ đổi tên" not in then
        assert "Chi bộ đổi tên" in today


def test_two_days_side_by_side(cast: Cast) -> None:
    spare = units.establish(name="Chi bộ thử", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    units.end(unit=spare, by=cast.admin, at=AT, on=TODAY - timedelta(days=2))
    units.establish(
        name="Chi bộ mới", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=TODAY - timedelta(days=1)
    )
    units.move(unit=cast.branch, parent=cast.board, by=cast.admin, at=AT, on=TODAY)
    units.change(unit=cast.cell, code="NN-Z", by=cast.admin, at=AT, on=TODAY)
    client = client_of(cast, "leader")
    said = text(client.get(reverse("units_compare"), {"first": "01/11/2026", "second": "hôm nay"}))
    for words in (
        "Chi bộ mới Mới có",
        "Chi bộ thử Thôi hoạt động",
        "Đảng ủy bộ phận NN-A Chuyển cấp trên",
        "chi bộ, NN-A03",
        "chi bộ, NN-Z",
    ):
        assert words in said, said
    assert said.count("Chuyển cấp trên") == 1, "what stands below it did not move by itself"
    sheet = client.get(reverse("units_compare"), {"first": "01/11/2026", "as": "xlsx"})
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()) > 4
    assert client.get(reverse("units_compare"), {"first": "hôm nay", "second": "01/11/2026"}).status_code == 422


def test_two_past_days_are_compared_by_the_names_of_then(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page and in its file; and a list too long for one page is refused, not cut."""
    days = {"first": "01/11/2026", "second": "20/11/2026"}
    spare = units.establish(name="Chi bộ thử", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN)
    merge(units=[spare], into=cast.cell, on=date(2026, 11, 15), decision=Decision("45-QĐ/ĐU"), by=cast.admin, at=AT)
    units.move(unit=cast.home, parent=cast.board, by=cast.admin, at=AT, on=date(2026, 11, 15))
    for unit in (cast.cell, cast.home):
        units.rename(unit=unit, name=f"{unit.name} đổi tên", by=cast.admin, at=AT, on=TODAY)
    units.change(unit=cast.cell, code="NN-Z", by=cast.admin, at=AT, on=date(2026, 11, 16))
    units.change(unit=cast.cell, code="NN-NAY", by=cast.admin, at=AT, on=TODAY)
    client = client_of(cast, "leader")
    page, file = (client.get(reverse("units_compare"), {**days, **how}) for how in ({}, {"as": "xlsx"}))
    lines = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    sheet = " ".join(str(cell) for line in lines for cell in line)
    for said in (text(page), sheet):
        assert "Chi bộ Vụ Hành chính" in said and "Chi bộ NN-A03" in said and "Chi bộ thử" in said
        assert "đổi tên" not in said and "NN-NAY" not in said
    assert ["Chi bộ NN-A03", "NN-Z"] in [line[1:3] for line in lines]
    monkeypatch.setattr("dondoc.units.comparing.MOST", 1)
    for how in ({}, {"as": "xlsx"}):
        answer = client.get(reverse("units_compare"), {**days, **how})
        assert answer.status_code == 422 and "Có hơn 1 đơn vị thay đổi" in text(answer)


def test_a_merge_is_seen_before_and_after(cast: Cast) -> None:
    an_assignment(cast, upto="accepted")
    held = Holding.objects.get(pk=cast.doer.holding_id)
    client = client_of(cast, "office")
    path = reverse("merge_unit", args=[cast.cell.public_id])
    shown, done = press(client, path, heir=cast.home.public_id, keep=[held.public_id], on="24/11/2026", **SOON)
    assert "Việc đơn vị phải làm 1" in text(shown)
    assert "giữ chức danh Bí thư tại Chi bộ Vụ Hành chính" in text(shown)
    assert Assignment.objects.get().unit == cast.home
    row = Reorganisation.objects.get()
    assert done["Location"] == reverse("reorganisation", args=[row.public_id])
    after = text(client.get(done["Location"]))
    assert "Việc đơn vị phải làm 1" in after and row.hash in after
    rows = client.get(reverse("reorganisation_rows", args=[row.public_id, "obligations.assignment.unit"]))
    assert "NV-1/2026" in text(rows)
    said = text(client.get(reverse("unit", args=[cast.cell.public_id])))
    assert (
        "đã kết thúc từ 24/11/2026" in said and "45-QĐ/ĐU" in said and "Việc chuyển sang Chi bộ Vụ Hành chính" in said
    )


def test_what_was_changed_since_it_was_seen_is_seen_again(cast: Cast) -> None:
    client, path = client_of(cast, "office"), reverse("merge_unit", args=[cast.cell.public_id])
    said = {"heir": cast.home.public_id, "on": "24/11/2026", **SOON}
    shown = client.post(path, said)
    seen = re.search(r'name="seen" value="(\w+)"', shown.content.decode())
    assert seen
    again = client.post(path, {**said, "heir": cast.board.public_id, "seen": seen[1]})
    assert again.status_code == 200 and "sang Ban Tổ chức Đảng ủy" in text(again)
    assert not Reorganisation.objects.exists()


def test_a_split_asks_who_takes_what(cast: Cast) -> None:
    one, two = (an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, n))) for n in ("15", "16"))
    client, path = client_of(cast, "office"), reverse("split_unit", args=[cast.cell.public_id])
    _shown, done = press(client, path, names="Chi bộ một\nChi bộ hai", ends="on", on="24/11/2026",
                         **SOON, **{f"take-obligations.assignment.unit-{two.pk}": "1"})  # fmt: skip
    assert done.status_code == 302, text(done)[-500:]
    assert [Assignment.objects.get(pk=row.pk).unit.name for row in (one, two)] == ["Chi bộ một", "Chi bộ hai"]


def test_a_split_says_what_passes_and_how_many_it_does_not_show(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who keeps the tree and sees no work is told the numbers; who sees more than a page holds, how many are left."""
    for n in ("15", "16"):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, n)))
    open_register(unit=cast.cell, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=BEGAN)
    path, said = reverse("split_unit", args=[cast.cell.public_id]), {"names": "Chi bộ một", "on": "24/11/2026", **SOON}
    shown = text(client_of(cast, "admin").post(path, {**said, "ends": "on"}))
    assert "Việc đơn vị phải làm 2" in shown and "2 mục nữa không hiện ở đây, thuộc về Chi bộ một." in shown
    assert "Sổ văn bản, sẽ khóa 1" in shown, "registers close with the unit: said before"
    monkeypatch.setattr("dondoc.web.reorganising.splitting.MOST", 1)
    shown = text(client_of(cast, "office").post(path, said))
    assert "1 mục nữa không hiện ở đây, thuộc về Chi bộ NN-A03." in shown
    assert "sẽ khóa" not in shown, "a unit that goes on keeps its books"


def test_a_merge_names_who_gains_sight_who_loses_it_and_who_leaves_a_post(cast: Cast) -> None:
    """The cell abroad goes to one at home: its heir's secretary reaches it, its branch's no more."""
    path = reverse("merge_unit", args=[cast.cell.public_id])
    said = {"heir": cast.home.public_id, "on": "24/11/2026", **SOON}
    held = Holding.objects.get(pk=cast.doer.holding_id)
    client = client_of(cast, "office")
    shown = client.post(path, said).content.decode()
    closes, opens = (shown.split(f"<h2>{title}</h2>")[1].split("</section>")[0] for title in ("Đóng", "Mở"))
    assert (
        "Nghiêm Thị Sen, Bí thư, Đảng ủy bộ phận NN-A" in closes
        and "Ai xem được Đảng ủy bộ phận NN-A thôi xem Chi bộ NN-A03" in closes
    )
    assert "1 người thôi chức danh" in closes
    assert re.search(r"Bí thư, Chi bộ Vụ Hành chính: \d+ quyền, kể cả xem", opens), opens
    kept = client.post(path, {**said, "keep": [held.public_id]}).content.decode()
    assert "0 người thôi chức danh" in kept


def test_a_unit_moves_is_changed_and_dissolved_on_its_pages(cast: Cast) -> None:
    client = client_of(cast, "office")
    code = [cast.cell.public_id]
    _shown, done = press(client, reverse("move_unit", args=code), parent=cast.home.public_id, on="24/11/2026", **SOON)
    assert done.status_code == 302
    said = {
        "kind": "CHI_BO",
        "code": "NN-B1",
        "is_abroad": "on",
        "region": "Khu vực 2",
        "hours_from_hanoi": "-6",
        "number": "",
        "on": "24/11/2026",
    }
    assert client.post(reverse("change_unit", args=code), said).status_code == 302
    cast.cell.refresh_from_db()
    assert (cast.cell.parent, cast.cell.code) == (cast.home, "NN-B1")
    press(client, reverse("end_unit", args=code), on="24/11/2026", **SOON)
    assert client.post(reverse("restore_unit", args=code), {"on": "24/11/2026", **SOON}).status_code == 302
    cast.cell.refresh_from_db()
    assert cast.cell.ended_on is None


def test_a_unit_abroad_is_listed_by_its_code_and_called_in_full_on_its_own_page(cast: Cast) -> None:
    """Where it stands is not read off a list."""
    units.rename(
        unit=cast.cell, name="Chi bộ Tổng Lãnh sự quán Phương Nam", short="CB TLSQ", on=TODAY, by=cast.admin, at=AT
    )
    client = client_of(cast, "leader")
    for name in ("units", "units_picture"):
        said = client.get(reverse(name)).content.decode()
        assert "Chi bộ NN-A03" in said
        assert "Tổng Lãnh sự quán" not in said
    assert (
        "Chi bộ Tổng Lãnh sự quán Phương Nam"
        in client.get(reverse("unit", args=[cast.cell.public_id])).content.decode()
    )
    assert str(Unit.objects.get(pk=cast.cell.pk)) == "NN-A03"
