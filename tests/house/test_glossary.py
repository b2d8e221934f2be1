"""Từ vựng — a table without a word, or a word without a table, is found here."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `(?P<name>\w+\.\w+)` \|(?P<cells>.*)\|$", re.MULTILINE)


def test_every_table_of_the_house_has_one_row() -> None:
    named = [found["name"] for found in ROW.finditer(GLOSSARY.read_text("utf-8"))]
    assert sorted(named) == sorted(_tables())


def test_every_row_tells_english_vietnamese_meaning_and_source() -> None:
    short = {name: cells for name, cells in _rows().items() if len(cells) != 4 or not all(cells)}
    assert short == {}


def test_no_two_tables_share_a_word() -> None:
    for column in (0, 1):
        words = [cells[column] for cells in _rows().values()]
        assert sorted(words) == sorted(set(words))


def _tables() -> list[str]:
    ours = (m for m in apps.get_models() if m.__module__.startswith("dondoc."))
    return [f"{model._meta.app_label}.{model.__name__}" for model in ours]


def _rows() -> dict[str, list[str]]:
    found = ROW.finditer(GLOSSARY.read_text("utf-8"))
    return {row["name"]: [cell.strip() for cell in row["cells"].split("|")] for row in found}
