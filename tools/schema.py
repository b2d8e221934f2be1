"""Lược đồ JSON của bản đọc — reading.schema.json (JSON Schema 2020-12) from the dataclasses of reading/model.py.

Closed lists of words are those that reading/saying.py has Vietnamese for; codes of warnings and failures, and
formats, are open: they are given as examples. Unknown fields are allowed, so an older schema accepts what a
newer reader of the same major number writes; a stopped reading alone is closed, for nothing may be added to it.
"""

from __future__ import annotations

import inspect
import json
import re
import types
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from dondoc.reading import model, saying
from dondoc.reading.contract import CONTRACT

FOLDER = Path("src/dondoc/reading")
FILE = FOLDER / "data" / "reading.schema.json"
CLOSED = {
    "Reading.genre": saying.GENRE, "Value.by": saying.BY, "Provision.level": saying.LEVEL,
    "Reference.kind": saying.MENTION, "Reference.relation": saying.RELATION, "Obligation.kind": saying.KIND,
    "Due.precision": saying.PRECISION, "Clock.unit": saying.UNIT, "Clock.starts": saying.STARTS,
    "Finding.category": saying.CATEGORY, "Target.direction": saying.DIRECTION,
}  # fmt: skip
DAY = {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MORE: dict[str, dict[str, Any]] = {
    "Reference.issued_on": DAY, "Due.on": DAY, "Due.from_": DAY, "Due.until": DAY,
    "Reading.sha256": {"pattern": "^[0-9a-f]{64}$"},
    "Reading.format": {"examples": ["txt", "docx", "html", "pdf", "doc", "rtf", "odt", "xlsx", "xls", "ods"]},
    "Due.recurs": {"pattern": "^FREQ="},
}  # fmt: skip
_SIMPLE = {str: "string", int: "integer", bool: "boolean"}
_COMMENT = re.compile(r"^    (\w+): [^#\n]+?#\s*(.+)$", re.MULTILINE)


def text() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """One object is a reading, one stopped at a secret mark, or a failure of `dondoc read --json`."""
    values = [c for c in vars(model).values() if is_dataclass(c) and c.__module__ == model.__name__]
    defs = {c.__name__: _object(c) for c in values}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dondoc:reading:{CONTRACT}",
        "title": "Bản đọc",
        "description": f"Hợp đồng của bản đọc, phiên bản {CONTRACT} — the reading contract.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("Reading", "Stopped", "Failure")],
        "$defs": {**defs, "Reading": _whole(defs["Reading"]), "Stopped": _stopped(defs["Reading"]), "Failure": _failure()},
    }  # fmt: skip


def codes(name: str) -> list[str]:
    """The codes that some `Warning("…")` or `Unreadable("…")` of the reader bears."""
    call = re.compile(rf'\b{name}\(\s*"([A-Z_]+)"')
    return sorted({code for path in sorted(FOLDER.rglob("*.py")) for code in call.findall(path.read_text("utf-8"))})


def _object(cls: type) -> dict[str, Any]:
    hints, said = get_type_hints(cls), dict(_COMMENT.findall(inspect.getsource(cls)))
    made = {f.name.rstrip("_"): _field(cls, f.name, hints[f.name], said.get(f.name)) for f in fields(cls)}
    return {
        "type": "object",
        "description": (cls.__doc__ or "").split("\n")[0],
        "properties": made,
        "required": [*made],
    }


def _field(cls: type, name: str, hint: Any, said: str | None) -> dict[str, Any]:
    place = f"{cls.__name__}.{name}"
    found = _type(hint) | MORE.get(place, {})
    if place in CLOSED:
        found["enum"] = [*CLOSED[place], *([None] if _may_be_null(hint) else [])]
    if place == "Warning.code":
        found["examples"] = codes("Warning")
    if said and place not in CLOSED:
        found["description"] = said.strip()
    return found


def _type(hint: Any) -> dict[str, Any]:
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]} | ({"minimum": 0} if hint is int else {})
    if is_dataclass(hint):
        return {"$ref": f"#/$defs/{hint.__name__}"}  # type: ignore[union-attr]
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        return {"type": "array", "items": _type(args[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(args[1])}
    if origin in (Union, types.UnionType):
        inner = _type(next(arg for arg in args if arg is not type(None)))
        return inner | {"type": [inner["type"], "null"]} if "type" in inner else {"anyOf": [inner, {"type": "null"}]}
    raise TypeError(f"no JSON type for {hint}")


def _may_be_null(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _whole(reading: dict[str, Any]) -> dict[str, Any]:
    """`chars` counts the text, which is there."""
    known = reading["properties"]
    made = {**known, "text": {"type": "string"}, "chars": {"type": "integer", "minimum": 0}}
    return reading | {"properties": made, "required": [*known, "chars"]}


def _stopped(reading: dict[str, Any]) -> dict[str, Any]:
    """What remains of a paper with a secret mark."""
    known = reading["properties"]
    header = {"type": "object", "properties": {"secrecy": {"$ref": "#/$defs/Value"}}, "required": ["secrecy"],
              "additionalProperties": False}  # fmt: skip
    made = {name: known[name] for name in ("format", "reader", "catalogue")} | {
        "header": header,
        "warnings": known["warnings"],
    }
    return {"type": "object", "description": "Bản đọc đã dừng ở dấu mật — nothing drawn from the paper, its name and hash included.",
            "properties": made, "required": [*made], "additionalProperties": False}  # fmt: skip


def _failure() -> dict[str, Any]:
    error = {"type": "object", "properties": {"code": {"type": "string", "examples": codes("Unreadable")},
                                              "message": {"type": "string"}}, "required": ["code", "message"]}  # fmt: skip
    return {"type": "object", "description": "Không đọc được — a failure by name, with a Vietnamese sentence that says what to do.",
            "properties": {"source": {"type": ["string", "null"]}, "error": error}, "required": ["source", "error"]}  # fmt: skip
