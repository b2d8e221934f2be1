"""Thư viện — docs/library.md is true: its examples run, its tables have every field and code, `__all__` is what is public."""

from __future__ import annotations

import ast
import doctest
import re
import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import dondoc.reading
from dondoc.reading import CONTRACT, model
from tests.house.tracked import ROOT, SOURCE
from tools import schema

LIBRARY = ROOT / "docs" / "library.md"
TEXT = LIBRARY.read_text("utf-8")
CLASSES = {n: c for n, c in vars(model).items() if is_dataclass(c)}
CODE = re.compile(r"`([^`]+)`")


def _table(title: str) -> list[tuple[list[str], str]]:
    """(names in the first cell, the rest) of each row of the table under a heading."""
    part = re.split(rf"^#+ {re.escape(title)}\n", TEXT, flags=re.MULTILINE)[1]
    rows = re.findall(r"^\| (`.+?) \| (.+) \|$", re.split(r"^#+ ", part, flags=re.MULTILINE)[0], re.MULTILINE)
    return [(CODE.findall(first), rest) for first, rest in rows]


def test_every_example_prints_what_the_page_says(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (ROOT / "tests" / "reading" / "files").iterdir():
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "library.md", str(LIBRARY), 0)
    found = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF | doctest.NORMALIZE_WHITESPACE).run(examples)
    assert found.failed == 0, capsys.readouterr().out
    assert found.attempted >= 40


@pytest.mark.parametrize("name", CLASSES)
def test_the_page_has_every_field_of_a_class_in_its_order(name: str) -> None:
    told = [field for names, _rest in _table(name) for field in names]
    assert sorted(told) == sorted(field.name for field in fields(CLASSES[name]))


@pytest.mark.parametrize("place", schema.CLOSED)
def test_the_page_has_every_word_of_a_closed_list(place: str) -> None:
    name, field = place.split(".")
    told = next(rest for names, rest in _table(name) if field in names)
    assert set(schema.CLOSED[place]) <= set(CODE.findall(told))


@pytest.mark.parametrize(
    ("title", "name"), [("Warnings", "Warning"), ("What cannot be read says so by name", "Unreadable")]
)
def test_the_page_has_every_code(title: str, name: str) -> None:
    assert [code for codes, _rest in _table(title) for code in codes] == schema.codes(name)


def test_the_page_has_every_format() -> None:
    told = {name for names, _rest in _table("Kinds of file") for name in names}
    assert told == set(schema.MORE["Reading.format"]["examples"])


def test_the_page_tells_of_the_present_contract() -> None:
    assert re.findall(r"^\| (\d+\.\d+) \|", TEXT, re.MULTILINE)[-1] == CONTRACT


def test_all_is_what_is_public() -> None:
    """What the package itself defines, every class of the model, and what the page imports from it."""
    tree = ast.parse((SOURCE / "reading" / "__init__.py").read_text("utf-8"))
    names = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    names |= {t.id for n in tree.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    imported = {n for line in re.findall(r"from dondoc\.reading import ([^\n]+)", TEXT) for n in line.split(", ")}
    public = {n for n in names if not n.startswith("_")} | set(CLASSES) | {"Catalogue", "Unreadable"} | imported
    assert sorted(dondoc.reading.__all__) == sorted(public)
    assert [name for name in public if not hasattr(dondoc.reading, name)] == []
