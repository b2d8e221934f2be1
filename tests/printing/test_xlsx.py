"""In XLSX — what is a number counts, what is a day sorts, what is text never runs."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from lxml import etree

from dondoc.printing.model import Column, Sheet, Table
from dondoc.printing.wording import SAMPLE
from dondoc.printing.xlsx import render_xlsx

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
TABLE = Table(
    columns=(
        Column("Đơn vị", 20),
        Column("Số", 8, "right"),
        Column("Hạn", 12, "center"),
    ),
    rows=(
        ("Chi bộ NN-A03", 1234, date(2026, 11, 24)),
        ('=HYPERLINK("x")', None, "@SUM(A1)"),
    ),
    caption="Tiến độ: quý IV",
)


def part(made: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read(f"xl/{name}"))


def page(made: bytes, number: int = 1) -> etree._Element:
    return part(made, f"worksheets/sheet{number}.xml")


def cell(made: bytes, place: str) -> etree._Element:
    return page(made).xpath(f"//m:c[@r='{place}']", namespaces=NS)[0]


def words(element: etree._Element) -> str:
    return "".join(element.xpath(".//m:t/text()", namespaces=NS))


def number_format(made: bytes, place: str) -> str:
    styles = part(made, "styles.xml")
    look = styles.xpath("//m:cellXfs/m:xf", namespaces=NS)[int(cell(made, place).get("s", "0"))]
    codes = styles.xpath(f"//m:numFmt[@numFmtId='{look.get('numFmtId')}']", namespaces=NS)
    return codes[0].get("formatCode", "") if codes else look.get("numFmtId", "")


def test_numbers_are_numbers_and_days_are_days() -> None:
    made = render_xlsx([TABLE], title="Báo cáo")
    assert cell(made, "B4").get("t") is None
    assert cell(made, "B4").findtext("m:v", namespaces=NS) == "1234"
    assert cell(made, "C4").findtext("m:v", namespaces=NS) == "46350"
    assert number_format(made, "C4") == "dd/mm/yyyy"


def test_the_unknown_says_so_and_is_never_zero() -> None:
    assert words(cell(render_xlsx([TABLE], title="Báo cáo"), "B5")) == "chưa đủ dữ liệu"


def test_what_looks_like_a_formula_stays_text() -> None:
    made = render_xlsx([TABLE], title="Báo cáo")
    assert not page(made).xpath("//m:f | //m:hyperlink", namespaces=NS)
    assert words(cell(made, "A5")) == '=HYPERLINK("x")'
    styles = part(made, "styles.xml").xpath("//m:cellXfs/m:xf", namespaces=NS)
    looks = [styles[int(cell(made, place).get("s", "0"))] for place in ("A5", "C5", "A4")]
    assert [look.get("quotePrefix") for look in looks] == ["1", "1", None]


def test_the_head_row_stays_in_sight_and_is_repeated_in_print() -> None:
    made = render_xlsx([TABLE], title="Báo cáo")
    pane = page(made).xpath("//m:pane", namespaces=NS)[0]
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "3")
    assert words(cell(made, "A3")) == "Đơn vị"
    names = part(made, "workbook.xml").xpath("//m:definedName/text()", namespaces=NS)
    assert "'Tiến độ  quý IV'!$3:$3" in names


def test_it_prints_on_a4_across() -> None:
    setup = page(render_xlsx([TABLE])).xpath("//m:pageSetup", namespaces=NS)[0]
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")


def test_a_sheet_gives_its_tables_title_foot_and_mark(plan: Sheet) -> None:
    made = render_xlsx(plan)
    texts = [words(row) for row in page(made).xpath("//m:row", namespaces=NS)]
    assert texts[:3] == [SAMPLE, f"{plan.kind} {plan.subject}", "Phân công nhiệm vụ"]
    assert texts[-2:] == ["Cộng", plan.foot[0]]


def test_two_tables_of_one_caption_make_two_pages() -> None:
    made = render_xlsx([TABLE, TABLE])
    sheets = part(made, "workbook.xml").xpath("//m:sheet/@name", namespaces=NS)
    assert sheets == ["Tiến độ  quý IV", "Tiến độ  quý IV (2)"]


def test_a_paper_without_tables_says_what_to_do_instead(letter: Sheet) -> None:
    with pytest.raises(ValueError, match="không có bảng nào để xuất ra XLSX; hãy tải bản DOCX"):
        render_xlsx(letter)


def test_the_same_rows_give_the_same_bytes() -> None:
    assert render_xlsx([TABLE]) == render_xlsx([TABLE])
