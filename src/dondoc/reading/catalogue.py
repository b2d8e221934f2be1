"""Danh mục — kinds, bodies, terms and plenums as dated data; an office adds its own bodies.

A frozen value passed to every stage: the house hands its units and aliases at call time.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from dondoc.reading.text import fold

VERSION = "2026-11"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SYMBOL = re.compile(r"0*(\d+[a-zđ]?)\s*([-/].*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """Loại văn bản — its official word and the symbols it bears in each system."""

    name: str
    party: tuple[str, ...] = ()
    state: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """Cơ quan — identity, name, other names, symbols, and the days between which it stood."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    system: str = ""
    from_: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Danh mục — see the module; `version` is printed on every reading."""

    kinds: tuple[Kind, ...]
    bodies: tuple[Body, ...]
    terms: dict[str, tuple[dict[str, str], ...]]
    plenums: tuple[dict[str, Any], ...]
    replaced: tuple[dict[str, str], ...]
    version: str = VERSION
    by_name: dict[str, Body] = field(default_factory=dict, compare=False, repr=False)

    def with_bodies(self, rows: list[dict[str, Any]]) -> Catalogue:
        """With an office's own units: {"id", "name", "aliases"}; its names come before ours."""
        own = tuple(Body(r["id"], r["name"], tuple(r.get("aliases", ()))) for r in rows)
        bodies = own + self.bodies
        return replace(self, bodies=bodies, by_name=_index(bodies))

    def kind_named(self, words: str) -> Kind | None:
        """The kind of an official word, any case, with or without dấu."""
        key = fold(words)
        return next((kind for kind in self.kinds if fold(kind.name) == key), None)

    def kinds_of_symbol(self, symbol: str) -> tuple[Kind, ...]:
        """Kinds that bear a symbol; QĐ is Quyết định or Quy định, so it may be several."""
        return tuple(k for k in self.kinds if symbol in k.party or symbol in k.state)

    def body_named(self, words: str) -> Body | None:
        """The body of a printed name (or an alias of one)."""
        return self.by_name.get(fold(words))

    def term_on(self, issuer_id: str, day: str) -> str | None:
        """The term a Party number counts in on a day; None where congresses make it uncertain."""
        if issuer_id in self.terms:
            begun = [row["term"] for row in self.terms[issuer_id] if row["from"] <= day]
            return begun[-1] if begun else None
        rows = self.terms["others"]
        return next((r["term"] for r in rows if r["from"] <= day < r["until"]), None)

    def plenum(self, number: int, term: str) -> tuple[dict[str, Any], ...]:
        """The resolutions a plenum issued."""
        return tuple(r for r in self.plenums if r["number"] == number and r["term"] == term)

    def replaced_by(self, so_ky_hieu: str) -> dict[str, str] | None:
        """The rule that replaced a paper of the Centre, with the day, None where none is known."""
        return next((r for r in self.replaced if r["old"].split()[-1] == so_ky_hieu), None)

    def canonical(self, issuer_id: str, series: str, so_ky_hieu: str) -> str | None:
        """Identity — `TW13:21-KL/TW`, `CP:30/2020/NĐ-CP`; None where issuer or series is unknown."""
        found = _SYMBOL.fullmatch(" ".join(so_ky_hieu.split()))
        if not found:
            return None
        printed = f"{found[1].zfill(2)}{found[2]}"
        if found[2].startswith("/"):
            owner = issuer_id if issuer_id and not issuer_id.startswith("unit:") else _owner(printed)
            year = "" if re.search(r"/(19|20)\d\d/", printed) or not series else f"@{series}"
            return f"{owner}:{printed}{year}"
        if not series:
            return None
        owner = issuer_id if issuer_id and not issuer_id.startswith("unit:") else _owner(printed)
        return f"{owner}{term_number(series)}:{printed}"


def term_number(term: str) -> str:
    """ "khóa XIII" → "13"; "2025-2030" → "2025"."""
    last = term.split()[-1]
    if not set(last) <= set(_ROMAN):
        return last.split("-")[0]
    values = [_ROMAN[letter] for letter in last]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-a if a < b else a for a, b in pairs))


def _owner(printed: str) -> str:
    """The issuer's letters in a symbol: ĐUK of 07-NQ/ĐUK, BNV of 15/QĐ-BNV."""
    return printed.rsplit("/", 1)[-1] if "-" in printed.split("/")[0] else printed.rsplit("-", 1)[-1]


def _index(bodies: tuple[Body, ...]) -> dict[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies:
        for name in (body.name, *body.aliases):
            found.setdefault(fold(name), body)
    return found


@cache
def default() -> Catalogue:
    """The catalogue shipped with dondoc."""
    kinds = tuple(Kind(r["name"], tuple(r["party"]), tuple(r["state"])) for r in _data("kinds.toml")["kind"])
    bodies = tuple(
        Body(r["id"], r["name"], tuple(r["aliases"]), tuple(r["symbols"]), r["system"],
             r.get("from", ""), r.get("until", ""))
        for r in _data("bodies.toml")["body"]
    )  # fmt: skip
    plenums, terms = _data("plenums.toml"), _data("terms.toml")
    return Catalogue(
        kinds, bodies, {key: tuple(rows) for key, rows in terms.items()}, tuple(plenums["plenum"]),
        tuple(plenums["replaced"]), by_name=_index(bodies),
    )  # fmt: skip


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dondoc.reading") / "data" / name).read_text("utf-8"))
