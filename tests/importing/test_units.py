"""Nạp danh sách đơn vị — an office's own list, and the sheet of the tree: seen cell by cell, entered row by row, again changes nothing."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from dondoc.access.rights import NotAllowed
from dondoc.importing.actions import looking
from dondoc.importing.actions.looking import say_columns
from dondoc.importing.actions.taking import upload
from dondoc.importing.actions.writing import confirm
from dondoc.importing.columns import LABELS
from dondoc.importing.models import Import, counts
from dondoc.importing.queries import Here
from dondoc.jobs.models import Job, State
from dondoc.shared.acts import Refused
from dondoc.units import actions as units
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast, client_of
from tests.importing.making import work, workbook
from tests.web.story import clock

pytestmark = pytest.mark.acts
HEADS = {name: str(label) for name, label in LABELS["UNITS"].items()}


def a_sheet(*rows: dict[str, str]) -> bytes:
    """With every column there is."""
    return workbook([[row.get(name, "") for name in HEADS] for row in rows], list(HEADS.values()))


def seen(cast: Cast, data: bytes, defaults: dict[str, str] | None = None, name: str = "ds.xlsx") -> Import:
    """Uploaded, its columns confirmed as guessed, every row looked at."""
    sheet = upload(kind="UNITS", unit=cast.root, data=data, file_name=name, by=cast.admin, at=AT)
    work()
    sheet.refresh_from_db()
    say_columns(sheet=sheet, columns=sheet.field_at(), defaults=defaults, by=cast.admin, at=AT)
    work()
    sheet.refresh_from_db()
    return sheet


def entered(cast: Cast, sheet: Import) -> Import:
    confirm(sheet=sheet, by=cast.admin, at=AT)
    work()
    sheet.refresh_from_db()
    return sheet


def told(sheet: Import) -> list[tuple[str, dict[str, str]]]:
    """Of each row its verdict, and what is said of which field."""
    fields = sheet.field_at()
    return [
        (line.verdict, {fields[int(n)]: sentence for n, (_what, sentence) in line.said.items()})
        for line in sheet.lines.order_by("place")
    ]


def test_a_list_is_seen_first_then_entered_row_by_row(cast: Cast) -> None:
    """A row may name what a row above will establish; a unit that is here changes by its system code."""
    rows = [
        {"name": "Đảng ủy bộ phận mới", "kind": "đảng ủy bộ phận", "parent": cast.root.public_id, "on": "01/01/2026"},
        {"name": "Chi bộ con", "kind": "Chi bộ", "parent": "Đảng ủy bộ phận mới", "on": "01/02/2026", "code": "C1"},
        {"id": cast.cell.public_id, "name": "Chi bộ NN-A03 mới", "parent": "C1", "on": "24/11/2026", "number": "1-QĐ",
         "hours_from_hanoi": "-6"},
    ]  # fmt: skip
    sheet = seen(cast, a_sheet(*rows))
    assert [verdict for verdict, _said in told(sheet)] == ["NEW", "NEW", "CHANGED"]
    assert told(sheet)[2][1] == {"name": f"Đang ghi: {cast.cell.name}.", "parent": f"Đang ghi: {cast.branch.name}."}
    assert not Unit.objects.filter(name__contains="mới").exists(), "only seen"
    sheet = entered(cast, sheet)
    assert (sheet.state, sheet.lines.filter(outcome="WRITTEN").count()) == ("DONE", 3)
    cell = Unit.objects.get(pk=cast.cell.pk)
    assert (cell.name, cell.parent.name, cell.parent.parent.name) == (
        "Chi bộ NN-A03 mới",
        "Chi bộ con",
        "Đảng ủy bộ phận mới",
    )  # type: ignore[union-attr]
    assert {line.made for line in sheet.lines.all()} >= {cell, cell.parent}
    assert counts(seen(cast, a_sheet(*rows[:2]))) == {"SAME": 2}, "the same sheet again changes nothing"


@pytest.mark.parametrize(("cells", "said"), [
    ({"name": ""}, {"name": "Cần ghi tên đơn vị."}),
    ({"kind": "câu lạc bộ"}, {"kind": "Loại phải là một trong"}),
    ({"parent": "không có"}, {"parent": "Không thấy đơn vị này"}),
    ({"parent": ""}, {"parent": "Đơn vị mới cần ghi trực thuộc"}),
    ({"on": "32/13/2026"}, {"on": "không phải ngày"}),
    ({"on": ""}, {"on": "Cần ghi ngày"}),
    ({"on": "01/01/1999"}, {"on": "Đơn vị cấp trên có từ ngày"}),
    ({"hours_from_hanoi": "nhiều"}, {"hours_from_hanoi": "Lệch giờ là một số"}),
    ({"id": "khong-co"}, {"id": "Không có đơn vị nào mang mã hệ thống này"}),
    ({"name": "Chi bộ Vụ Hành chính"}, {"id": "Đã có Chi bộ Vụ Hành chính"}),
    ({"name": "Chi bộ NN-A03", "on": "01/02/2026"}, {"name": "Nơi khác đã có đơn vị cùng tên"}),
])  # fmt: skip
def test_what_is_wrong_stands_at_its_cell(cast: Cast, cells: dict[str, str], said: dict[str, str]) -> None:
    row = {
        "name": "Chi bộ lạ",
        "kind": "chi bộ",
        "parent": cast.root.name,
        "on": "01/02/2026",
        "region": "Châu Á",
        **cells,
    }
    sheet = seen(cast, a_sheet(row, {"name": "Chi bộ tốt", "parent": cast.root.name, "on": "01/02/2026"}))
    (verdict, found), good = told(sheet)
    assert (verdict, good[0]) == ("WARNED" if "Nơi khác" in str(said) else "WRONG", "NEW")
    assert found.keys() == said.keys() and all(words in found[name] for name, words in said.items()), found


def test_a_unit_is_not_moved_under_itself_nor_named_twice_in_one_list(cast: Cast) -> None:
    on = {"on": "24/11/2026"}
    rows = [
        {"id": cast.branch.public_id, "name": cast.branch.name, "parent": cast.cell.public_id, **on},
        {"name": "Chi bộ Một", "parent": cast.root.name, **on}, {"name": "Chi bộ Một", "parent": cast.root.name, **on},
    ]  # fmt: skip
    found = told(seen(cast, a_sheet(*rows)))
    assert [verdict for verdict, _said in found] == ["WRONG", "NEW", "WRONG"]
    assert found[0][1]["parent"].endswith("Không chuyển một đơn vị vào dưới chính nó.")
    assert found[2][1]["name"] == "Trùng với dòng 4 của bảng."


def test_the_errors_come_back_in_the_sheet_and_corrected_it_is_entered(cast: Cast) -> None:
    """The copy is known by its heads; the row that was right is here by then."""
    rows = [{"name": "Chi bộ Một", "parent": cast.root.name, "on": "01/02/2026"},
            {"name": "Chi bộ Hai", "kind": "câu lạc bộ", "parent": "Chi bộ Một", "on": "01/02/2026"}]  # fmt: skip
    sheet = entered(cast, seen(cast, a_sheet(*rows)))
    with clock(AT):
        copy = client_of(cast, "admin").get(reverse("import", args=[sheet.public_id]), {"as": "errors"})
    lines = CalamineWorkbook.from_filelike(io.BytesIO(copy.content)).get_sheet_by_index(0).to_python()
    head = next(line for line in lines if "Tên đơn vị" in line)
    assert head.index("Lỗi: Loại") == head.index("Loại") + 1
    wrong = lines[lines.index(head) + 1]
    assert "chi bộ" in str(wrong[head.index("Lỗi: Loại")]).lower()
    wrong[head.index("Loại")] = "Chi bộ"
    again = entered(cast, seen(cast, workbook([[str(cell) for cell in wrong]], [str(cell) for cell in head])))
    assert counts(again) == {"NEW": 1}
    assert Unit.objects.get(name="Chi bộ Hai").parent == Unit.objects.get(name="Chi bộ Một", parent=cast.root)


def test_the_sheet_of_the_tree_changes_nothing_nor_does_the_list_of_units(cast: Cast) -> None:
    """Also where two units bear one name; what stands in no column of ours is left."""
    for parent in (cast.root, cast.branch):
        units.establish(name="Chi bộ Văn phòng", kind="CHI_BO", parent=parent, by=cast.setup, at=AT, on=BEGAN)
    client = client_of(cast, "admin")
    with clock(AT):
        files = [client.get(reverse("units_import"), {"as": "xlsx"}), *(client.get(reverse("units"), {"as": form}) for form in ("xlsx", "csv"))]  # fmt: skip
    for file, name in zip(files, ("cay.xlsx", "ds.xlsx", "ds.csv"), strict=True):
        found = counts(seen(cast, file.content, name=name))
        assert (found.pop("SAME"), found.keys() - {"HEADING"}) == (7, set()), name


def test_an_office_s_own_list_is_understood_and_every_row_of_it_told(cast: Cast) -> None:
    """Heads of another order, without dấu; a day that all share is said once; groups and sums are no units."""
    heads = ["STT", "TEN TO CHUC DANG", "Cấp trên trực tiếp", "Bí thư"]
    rows = [["I. Khối cơ quan", "", "", ""], ["1", "Chi bộ Một", cast.root.name, "Vi Thị Ngần"],
            ["2", "Chi bộ Hai", "Chi bộ Một", ""], ["Cộng", "", "", "2"]]  # fmt: skip
    sheet = seen(cast, workbook(rows, heads), defaults={"on": "01/02/2026", "number": "5-QĐ/ĐU"})
    assert sorted(sheet.columns.values()) == ["name", "parent"]
    assert [verdict for verdict, _said in told(sheet)] == ["HEADING", "NEW", "NEW", "HEADING"]
    entered(cast, sheet)
    two = Unit.objects.get(name="Chi bộ Hai")
    assert (two.parent, two.began_on) == (Unit.objects.get(name="Chi bộ Một"), date(2026, 2, 1))
    assert [change.number for change in two.changes.all()] == ["5-QĐ/ĐU"]


def test_a_list_broken_off_is_looked_at_and_entered_to_its_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row names the one above: those looked at before stand again for those below."""
    monkeypatch.setattr(looking, "PART", 3)
    names = ["Đảng ủy Khối", *(f"Chi bộ {n}" for n in range(8))]
    rows = [{"name": name, "parent": above, "on": "01/02/2026"} for above, name in zip([cast.root.name, *names], names, strict=False)]  # fmt: skip
    sheet = upload(kind="UNITS", unit=cast.root, data=a_sheet(*rows), file_name="ds.xlsx", by=cast.admin, at=AT)
    work()
    sheet.refresh_from_db()
    say_columns(sheet=sheet, columns=sheet.field_at(), by=cast.admin, at=AT)

    def killed(words: str) -> None:
        raise SystemExit(words)

    with pytest.raises(SystemExit, match="3/9"):
        looking.check(sheet, by=cast.admin, at=AT, tell=killed)
    work()
    sheet.refresh_from_db()
    assert counts(sheet) == {"NEW": 9}
    confirm(sheet=sheet, by=cast.admin, at=AT)
    first = sheet.lines.order_by("place").first()
    from dondoc.importing.actions import writing

    writing._take_part([first], sheet, Here(sheet, cast.admin), lambda: AT)  # as far as it came before it was killed
    work()
    assert [unit.parent.name for unit in Unit.objects.filter(name__in=names).order_by("path")] == [
        cast.root.name,
        *names[:-1],
    ]  # type: ignore[union-attr]


def test_a_list_is_the_affair_of_who_may_establish_units(cast: Cast) -> None:
    sheet = seen(cast, a_sheet({"name": "Chi bộ Một", "parent": cast.root.name, "on": "01/02/2026"}))
    for role in ("clerk", "doer"):
        by = cast.people[role]
        for run in (
            lambda by=by: upload(kind="UNITS", unit=cast.root, data=a_sheet(), file_name="ds.xlsx", by=by, at=AT),
            lambda by=by: say_columns(sheet=sheet, columns=sheet.field_at(), by=by, at=AT),
            lambda by=by: confirm(sheet=sheet, by=by, at=AT),
        ):
            with pytest.raises(NotAllowed):
                run()
    assert sheet in Import.objects.visible_to(cast.admin)
    assert sheet not in Import.objects.visible_to(cast.stranger)
    assert list(Import.objects.granted(cast.admin, "importing.confirm")) == [sheet]
    assert not Import.objects.granted(cast.clerk, "importing.confirm").exists()
    with pytest.raises(Refused):
        upload(kind="TASKS", unit=cast.root, data=a_sheet(), file_name="ds.xlsx", by=cast.clerk, at=AT)


def test_the_pages_take_a_list_from_its_file_to_the_tree(cast: Cast) -> None:
    client = client_of(cast, "admin")

    def post(address: str, **said: Any) -> Any:
        with clock(AT):
            answer = client.post(address, said)
        work()
        return answer

    file = io.BytesIO(a_sheet({"name": "Chi bộ Một", "parent": cast.root.name, "on": "01/02/2026"}))
    file.name = "ds.xlsx"
    with clock(AT):
        assert "?as=xlsx" in client.get(reverse("units_import")).content.decode()
    page = post(reverse("units_import"), file=file, once="a")["Location"]
    sheet = Import.objects.get()
    code = [sheet.public_id]
    assert page == reverse("import", args=code)
    columns = {f"c{n}": field for n, field in sheet.field_at().items()}
    assert post(reverse("sheet_columns", args=code), **columns, once="b").status_code == 302
    with clock(AT):
        seen_ = client.get(page).content.decode()
    assert "Nạp 1 dòng đúng" in seen_ and "None" not in seen_
    assert post(reverse("enter_sheet", args=code), once="c").status_code == 302
    made = Unit.objects.get(name="Chi bộ Một")
    with clock(AT):
        done, listed = client.get(page).content.decode(), client.get(reverse("imports")).content.decode()
    assert reverse("unit", args=[made.public_id]) in done and "danh sách đơn vị" in listed and "None" not in listed
    assert not Job.objects.exclude(state=State.DONE).exists()
    assert made.began_on < TODAY
