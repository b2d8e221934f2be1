"""Văn bản mẫu — every demo paper loads, prints, bears the mark, and names only what exists."""

from __future__ import annotations

import io
import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document

import dondoc.demo
from dondoc.demo.papers import Meta, load_paper
from dondoc.printing.docx import render_docx
from dondoc.printing.forms import form_on
from dondoc.printing.model import Sheet, Table
from dondoc.printing.pdf import render_pdf
from dondoc.printing.wording import SAMPLE

HOME = Path(dondoc.demo.__file__).parent
PAPERS = sorted((HOME / "papers").glob("*.toml"))
TODAY = date(2026, 11, 24)  # the day the demo's story stands at
NUMBER = re.compile(r"\b\d{2,3}[-/][A-ZĐTtr]+[-/][A-ZĐ]+\b")
CELL_CODE = re.compile(r"\bNN-[A-E]\d{2}\b")


@cache
def paper(path: Path) -> tuple[Meta, Sheet]:
    return load_paper(path)


def rows(name: str) -> list[dict[str, Any]]:
    found = tomllib.loads((HOME / name).read_text(encoding="utf-8"))
    return next(iter(found.values()))  # type: ignore[no-any-return]


def text_of(sheet: Sheet) -> str:
    parts = [sheet.subject, *sheet.addressees]
    for part in sheet.body:
        cells = [c for row in part.rows for c in row] if isinstance(part, Table) else [part.text]
        parts += [str(cell) for cell in cells]
    return "\n".join(parts)


each_paper = pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)


@each_paper
def test_it_prints_as_docx_with_its_number_and_the_mark(path: Path) -> None:
    _, sheet = paper(path)
    doc = Document(io.BytesIO(render_docx(sheet)))
    assert sheet.number in doc.tables[0].rows[0].cells[0].text
    assert doc.sections[0].first_page_header.paragraphs[0].text == SAMPLE


@each_paper
def test_it_prints_as_pdf_with_its_subject_and_the_mark_on_every_page(
    path: Path,
) -> None:
    _, sheet = paper(path)
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(render_pdf(sheet))]
    words = [" ".join(page.split()) for page in pages]
    assert sheet.subject in words[0]
    assert all(SAMPLE in page for page in words)


@each_paper
def test_it_bears_the_form_of_its_day(path: Path) -> None:
    _, sheet = paper(path)
    assert sheet.form == form_on(sheet.system, date.fromisoformat(sheet.issued_on))["id"]


@each_paper
def test_it_is_entered_on_or_after_the_day_it_was_issued(path: Path) -> None:
    meta, sheet = paper(path)
    assert date.fromisoformat(sheet.issued_on) <= meta.received_on <= TODAY
    assert (meta.direction, meta.register) in {("in", "Sổ đến"), ("out", "Sổ đi")}
    assert meta.format in {"docx", "pdf"}


@each_paper
def test_it_names_only_papers_and_cells_that_exist(path: Path) -> None:
    _, sheet = paper(path)
    text = text_of(sheet)
    known = {paper(other)[1].number for other in PAPERS} | {"58/TTr-TCPN"}
    assert set(NUMBER.findall(text)) <= known
    assert set(CELL_CODE.findall(text)) <= {unit.get("code") for unit in rows("units.toml")}


@each_paper
def test_it_is_written_in_nfc(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


def test_a_cited_paper_is_older_than_the_one_that_cites_it() -> None:
    sheets = [paper(path)[1] for path in PAPERS]
    days = {sheet.number: sheet.issued_on for sheet in sheets}
    citing = [
        (sheet.number, cited)
        for sheet in sheets
        for cited in NUMBER.findall(text_of(sheet))
        if days.get(cited, "") > sheet.issued_on
    ]
    assert citing == []


def test_the_papers_are_of_many_kinds_and_both_directions() -> None:
    kinds = Counter((paper(p)[0].direction, paper(p)[1].kind) for p in PAPERS)
    assert len(PAPERS) >= 24
    assert {kind for direction, kind in kinds if direction == "in"} >= {
        "NGHỊ QUYẾT", "KẾT LUẬN", "CHỈ THỊ", "QUY ĐỊNH", "KẾ HOẠCH", "THÔNG BÁO", "QUYẾT ĐỊNH",
        "HƯỚNG DẪN", "",
    }  # fmt: skip
    assert {kind for direction, kind in kinds if direction == "out"} >= {
        "NGHỊ QUYẾT", "KẾ HOẠCH", "BÁO CÁO", "",
    }  # fmt: skip
    assert sum(paper(path)[0].scan for path in PAPERS) == 1


def test_no_number_is_used_twice() -> None:
    numbers = Counter(paper(path)[1].number for path in PAPERS)
    assert max(numbers.values()) == 1


def test_units_hang_on_units_that_come_before_them() -> None:
    seen: set[str] = {""}
    for unit in rows("units.toml"):
        assert unit.get("parent", "") in seen, unit["key"]
        assert unit["key"] not in seen
        seen.add(unit["key"])
    assert 40 <= len(seen) - 1 <= 50


def test_units_abroad_bear_a_code_a_region_and_their_hours() -> None:
    abroad = [unit for unit in rows("units.toml") if unit.get("abroad")]
    assert len({unit["region"] for unit in abroad}) == 5
    assert all(-12 <= unit["hours"] <= 5 for unit in abroad)
    assert all(unit["code"] in unit["name"] for unit in abroad if unit["kind"] == "CHI_BO")


def test_people_hold_posts_at_units_that_exist() -> None:
    keys = {unit["key"] for unit in rows("units.toml")}
    people = rows("people.toml")
    posts = [post for person in people for post in person["posts"]]
    assert {post["unit"] for post in posts} <= keys
    assert all(post["from"] < post.get("until", TODAY) for post in posts)
    usernames = Counter(p["username"] for p in people if "username" in p)
    assert max(usernames.values()) == 1
    assert {
        "vanthu",
        "bithu",
        "chanhvanphong",
        "quantri",
        "bithu.a03",
    } <= usernames.keys()
    assert any(len(person["posts"]) > 1 for person in people)
    assert any("username" not in person for person in people)
