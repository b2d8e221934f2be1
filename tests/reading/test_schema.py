"""Lược đồ JSON — every reading obeys it, it is made from the values, and its number says what changed.

`schemas/` keeps each version as it was given out; how one is added: docs/library.md, "The contract and its versions".
"""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from bench.accuracy.marks import GOLD, paper
from bench.accuracy.seeds import SHARED
from dondoc.demo.papers import load_paper
from dondoc.printing.docx import render_docx
from dondoc.reading import CONTRACT, Reading, read
from dondoc.reading import schema as shipped
from tests.papers import directive_docx
from tests.reading.making import HEAD
from tools import schema as tool

pytestmark = pytest.mark.wide

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GIVEN = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((HERE / "schemas").glob("*.json"))}
PAPERS = [
    *sorted((GOLD / "tuned").glob("*.toml")), *sorted((ROOT / "src/dondoc/demo/papers").glob("*.toml")),
    *sorted((HERE / "files").iterdir()), *sorted((SHARED / "seeds").glob("*.txt")),
]  # fmt: skip


def _reading(path: Path) -> Reading:
    if path.parent.name == "tuned":
        return paper(path, "tuned").reading
    if path.suffix == ".toml":
        return read(render_docx(load_paper(path)[1]), name=f"{path.stem}.docx")
    return read(path.read_bytes(), name=path.name)


@cache
def strict() -> Draft202012Validator:
    """The schema with nothing allowed beyond it: a field it does not know is a field nobody told of."""
    closed = copy.deepcopy(shipped())
    for one in closed["$defs"].values():
        one["additionalProperties"] = False
    Draft202012Validator.check_schema(closed)
    return Draft202012Validator(closed, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_reading_obeys_the_schema(path: Path) -> None:
    body = _reading(path).as_dict()
    strict().validate(json.loads(json.dumps(body)))
    assert body["text"]


def test_a_printed_directive_and_a_paper_read_in_the_isolated_profile_obey_it() -> None:
    strict().validate(read(directive_docx(), name="x.docx").as_dict())
    strict().validate(read(("MẬT\n" + HEAD).encode(), secret="read").as_dict())


def test_a_stopped_reading_obeys_it_and_may_bear_nothing_else() -> None:
    body = read(("MẬT\n" + HEAD).encode(), name="x.txt").as_dict()
    Draft202012Validator(shipped()).validate(body)
    for name in ("source", "sha256", "text", "chars", "outline"):
        with pytest.raises(ValidationError):
            Draft202012Validator(shipped()).validate({**body, name: None})


def test_a_failure_of_the_command_obeys_it() -> None:
    body = {"source": None, "error": {"code": "EMPTY", "message": "Tệp rỗng."}}
    strict().validate(body)
    with pytest.raises(ValidationError):
        strict().validate({"source": None})


@pytest.mark.parametrize(
    ("where", "value"),
    [(("header", "issued_on"), "2026-11-10"), (("obligations", 0, "kind"), "wish"), (("obligations", 0, "due", "until"), "15/12/2026"),
     (("references", 0, "start"), "4"), (("references", 0, "relation"), None), (("sha256",), "abc"), (("genre",), "poem"), (("obligations", 0, "due", "recurs"), "monthly")],
)  # fmt: skip
def test_a_reading_that_breaks_it_is_refused(where: tuple[Any, ...], value: Any) -> None:
    body = read(directive_docx(), name="x.docx").as_dict()
    inner: Any = body
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    with pytest.raises(ValidationError):
        strict().validate(body)


def test_the_shipped_schema_is_the_one_the_values_make() -> None:
    assert (ROOT / tool.FILE).read_text("utf-8") == tool.text(), "chạy tools/generate.py"


def _core(schema: Any) -> Any:
    """What a schema holds objects to: without the words about it."""
    if isinstance(schema, list):
        return [_core(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        k: _core(v)
        for k, v in schema.items()
        if k not in ("$id", "title", "description", "examples") or isinstance(v, dict)
    }


def broken(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What a program written for the old schema would miss in the new: a field gone, changed or no longer sure."""
    return [
        f"{name}.{field}"
        for name, one in _core(old["$defs"]).items() for field, rule in one["properties"].items()
        if _core(new["$defs"].get(name, {"properties": {}})["properties"].get(field)) != rule
        or (field in one["required"]) > (field in new["$defs"][name]["required"])
    ]  # fmt: skip


def test_the_current_version_is_kept_as_it_was_given_out() -> None:
    assert CONTRACT in GIVEN, "chép lược đồ mới vào tests/reading/schemas"
    assert _core(shipped()) == _core(GIVEN[CONTRACT]), (
        "hợp đồng đã đổi: nâng CONTRACT rồi chép lược đồ mới vào tests/reading/schemas"
    )


@pytest.mark.parametrize("version", GIVEN)
def test_nothing_of_the_same_major_version_is_broken(version: str) -> None:
    if version.split(".")[0] == CONTRACT.split(".")[0]:
        assert broken(GIVEN[version], shipped()) == []


def test_the_comparison_bites() -> None:
    old, new = shipped(), shipped()
    assert broken(old, new) == []
    new["$defs"]["Due"]["properties"]["hour"] = {"type": "string"}
    assert broken(old, new) == []
    del new["$defs"]["Due"]["properties"]["on"]
    new["$defs"]["Due"]["required"].remove("from")
    new["$defs"]["Finding"]["properties"]["category"]["enum"].append("wish")
    assert broken(old, new) == ["Due.on", "Due.from", "Finding.category"]
