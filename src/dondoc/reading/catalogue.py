"""Danh mục — kinds, bodies, terms, plenums, known papers and laws as dated data with their sources.

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
_QH = re.compile(r"/((?:QH|UBTVQH)\d+)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """Loại văn bản — its official word and the symbols it bears in each system."""

    name: str
    party: tuple[str, ...] = ()
    state: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """Cơ quan — identity, name, other names, own symbols, and the days between which it stood."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    system: str = ""
    level: str = ""
    congress: str = ""  # letters of its congress: ĐBK in ĐHĐBK13
    from_: str = ""
    until: str = ""

    def stood_on(self, day: str | None) -> bool:
        """Whether it existed on a day; an unknown day excludes nothing."""
        return day is None or (self.from_ <= day and (not self.until or day <= self.until))

    @property
    def is_unit(self) -> bool:
        """A unit of the office's own, which has no identity beyond its installation."""
        return self.id.startswith("unit:")


@dataclass(frozen=True, slots=True)
class Known:
    """Văn bản đã biết — a paper of the Centre by number, kind and term, with words of its title."""

    kind: str
    number: str
    symbol: str
    term: str
    on: str
    about: tuple[str, ...] = ()

    @property
    def canonical(self) -> str:
        """TW12:04-NQ/TW"""
        return f"TW{term_number(self.term)}:{self.number.zfill(2)}-{self.symbol}"


@dataclass(frozen=True, slots=True)
class Law:
    """Luật — one version of a law by name: its number, the day it was passed, the day it began."""

    name: str
    number: str
    on: str
    from_: str

    @property
    def canonical(self) -> str:
        """QH15:33/2024/QH15"""
        found = _QH.search(self.number)
        return f"{found[1]}:{self.number}" if found else f"QH:{self.number}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Danh mục — see the module; `version` is printed on every reading."""

    kinds: tuple[Kind, ...]
    bodies: tuple[Body, ...]
    terms: dict[str, tuple[dict[str, str], ...]]
    plenums: tuple[dict[str, Any], ...]
    papers: dict[tuple[str, str, str], tuple[Known, ...]]
    laws: dict[str, tuple[Law, ...]]
    replaced: tuple[dict[str, str], ...]
    version: str = VERSION
    by_name: dict[str, Body] = field(default_factory=dict, compare=False, repr=False)
    openings: frozenset[str] = field(default=frozenset(), compare=False, repr=False)  # first words of names
    by_symbol: dict[str, Body] = field(default_factory=dict, compare=False, repr=False)
    by_kind: dict[str, Kind] = field(default_factory=dict, compare=False, repr=False)

    def with_bodies(self, rows: list[dict[str, Any]]) -> Catalogue:
        """With an office's own units: {"id", "name", "aliases"}; its names come before ours.

        A short name of ours that begins one of theirs ("Đảng ủy Khối") no longer means our body.
        """
        own = tuple(Body(r["id"], r["name"], tuple(r.get("aliases", ()))) for r in rows)
        bodies = own + _without_short_names(self.bodies, [fold(body.name) for body in own])
        return replace(self, bodies=bodies, **_index(bodies))

    def kind_named(self, words: str) -> Kind | None:
        """The kind of an official word, any case, with or without dấu."""
        return self.by_kind.get(fold(words))

    def kinds_of_symbol(self, symbol: str, system: str = "") -> tuple[Kind, ...]:
        """Kinds that bear a symbol; QĐ is Quyết định or Quy định, so it may be several."""
        party, state = system in ("", "party"), system in ("", "state")
        return tuple(k for k in self.kinds if (party and symbol in k.party) or (state and symbol in k.state))

    def body_named(self, words: str, on: str | None = None) -> Body | None:
        """The body of a printed name (or an alias of one) that stood on a day."""
        found = self.by_name.get(fold(words))
        return found if found is not None and found.stood_on(on) else None

    def body_of_symbol(self, letters: str) -> Body | None:
        """The only body that signs with these letters; None for ĐU, TU, UBND, which many share."""
        return self.by_symbol.get(letters)

    def term_on(self, issuer_id: str, day: str) -> str | None:
        """The term a Party number counts in on a day; None where congresses make it uncertain."""
        body = self.by_symbol.get(issuer_id)
        owner = "TW" if body is not None and body.level == "central" else issuer_id
        rows = self.terms.get(owner, self.terms["others"])
        begun = [r for r in rows if r["from"] <= day and day < r.get("until", "9999")]
        return begun[-1]["term"] if begun else None

    def plenum(self, number: int, term: str, kind: str = "Nghị quyết") -> tuple[dict[str, Any], ...]:
        """What a plenum issued of a kind; all of it where it issued none of that kind."""
        rows = tuple(r for r in self.plenums if r["number"] == number and r["term"] == term)
        letters = "KL" if kind == "Kết luận" else "NQ"
        return tuple(r for r in rows if f"-{letters}/" in r["symbol"]) or rows

    def known(self, kind: str | None, number: str, owner: str) -> tuple[Known, ...]:
        """Papers of the Centre of this kind, number and issuer's letters, one a term."""
        return self.papers.get((kind or "", number.lstrip("0"), owner), ())

    def law(self, name: str, year: str | None = None) -> tuple[Law, ...]:
        """Versions of a law by its name; with the year it is called by, those passed in that year."""
        rows = self.laws.get(fold(name), ())
        return tuple(r for r in rows if year is None or r.on.startswith(year))

    def replaced_by(self, so_ky_hieu: str, term: str | None = None) -> dict[str, str] | None:
        """The rule that replaced a paper, with the day; None where none is known."""
        rows = (r for r in self.replaced if r["old"] == so_ky_hieu)
        return next((r for r in rows if term is None or "term" not in r or r["term"] == term), None)

    def canonical(self, issuer_id: str, series: str, so_ky_hieu: str, kind: str | None = None) -> str | None:
        """Identity — `TW13:21-KL/TW`, `CP:30/2020/NĐ-CP`; None where the term or the year is unknown."""
        found = _SYMBOL.fullmatch(" ".join(so_ky_hieu.split()))
        if not found:
            return None
        printed = f"{found[1].zfill(2)}{found[2]}"
        owner = self._owner(printed, issuer_id)
        if not found[2].startswith("/"):
            return self._party(owner, series, printed, kind) if series else None
        if re.search(r"/(?:(?:19|20)\d\d/|(?:QH|UBTVQH)\d)", printed):
            return f"{owner}:{printed}"
        return f"{owner}:{printed}@{series}" if series else None

    def _party(self, owner: str, series: str, printed: str, kind: str | None) -> str:
        """With the symbol the catalogue knows: Quy định 08-QĐ/TW of khóa XII is 08-QĐi/TW."""
        number, _dash, symbol = printed.partition("-")
        same = (k for k in self.known(kind, number, owner) if k.term == series)
        known = next(same, None)
        term = "" if owner[-1:].isdigit() else term_number(series)  # a team is called by its decision: ĐKT27
        return f"{owner}{term}:{number}-{known.symbol if known else symbol}"

    def _owner(self, printed: str, issuer_id: str) -> str:
        """The issuer in the identity: the National Assembly's term, the body known, or the letters."""
        congress = _QH.search(printed)
        if congress:
            return congress[1]
        if issuer_id and not issuer_id.startswith("unit:"):
            return issuer_id
        letters = letters_of(printed)
        body = self.body_of_symbol(letters)
        return body.id if body is not None else letters


def term_number(term: str) -> str:
    """ "khóa XIII" → "13"; "2025-2030" → "2025"."""
    last = term.split()[-1]
    if not set(last) <= set(_ROMAN):
        return last.split("-")[0]
    values = [_ROMAN[letter] for letter in last]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-a if a < b else a for a, b in pairs))


def letters_of(printed: str) -> str:
    """The issuer's letters in a symbol: ĐUK of 07-NQ/ĐUK, BNV of 15/QĐ-BNV, UBND of 3637/UBND-VX."""
    if "-" in printed.split("/")[0]:
        return printed.rsplit("/", 1)[-1]
    parts = printed.rsplit("/", 1)[-1].split("-")
    is_kind = len(parts) > 1 and parts[0] in _STATE_KINDS
    return parts[1] if is_kind else parts[0]


_STATE_KINDS = frozenset((
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "BGN",
    "BTT", "GM", "NĐ", "TT", "TTLT", "VBHN", "PL", "L", "KL", "NQLT", "QCPH", "HDLN", "HDLT",
))  # fmt: skip


def _without_short_names(bodies: tuple[Body, ...], names: list[str]) -> tuple[Body, ...]:
    def clear(alias: str) -> bool:
        return not any(name.startswith(f"{fold(alias)} ") for name in names)

    return tuple(replace(b, aliases=tuple(a for a in b.aliases if clear(a))) for b in bodies)


def _index(bodies: tuple[Body, ...]) -> dict[str, Any]:
    """The bodies by folded name, and the words their names open with."""
    found: dict[str, Body] = {}
    for body in bodies:
        for name in (body.name, *body.aliases):
            found.setdefault(fold(name), body)
    return {"by_name": found, "openings": frozenset(name.partition(" ")[0] for name in found)}


@cache
def default() -> Catalogue:
    """The catalogue shipped with dondoc."""
    bodies = tuple(_body(row) for row in _data("bodies.toml")["body"])
    kinds = tuple(Kind(r["name"], tuple(r["party"]), tuple(r["state"])) for r in _data("kinds.toml")["kind"])
    terms = {key: tuple(rows) for key, rows in _data("terms.toml").items()}
    plenums, papers = tuple(_data("plenums.toml")["plenum"]), _data("papers.toml")
    found = Catalogue(
        kinds, bodies, terms, plenums, {}, _laws(), tuple(papers["replaced"]), **_index(bodies),
        by_symbol={letters: body for body in bodies for letters in (body.id, *body.symbols)},
        by_kind={fold(kind.name): kind for kind in kinds},
    )  # fmt: skip
    return replace(found, papers=_papers(found, (*papers["paper"], *plenums)))


def _papers(catalogue: Catalogue, rows: tuple[dict[str, Any], ...]) -> dict[tuple[str, str, str], tuple[Known, ...]]:
    found: dict[tuple[str, str, str], tuple[Known, ...]] = {}
    for row in rows:
        number, _dash, symbol = row["symbol"].partition("-")
        letters = symbol.rsplit("/", 1)[-1]
        kind = row.get("kind") or ("Kết luận" if symbol.startswith("KL") else "Nghị quyết")
        term = row.get("term") or catalogue.term_on(letters, row["on"]) or ""
        known = Known(kind, number, symbol, term, row["on"], tuple(row["about"]))
        key = (kind, number.lstrip("0"), letters)
        found[key] = (*found.get(key, ()), known)
    return found


def _laws() -> dict[str, tuple[Law, ...]]:
    found: dict[str, tuple[Law, ...]] = {}
    for row in _data("laws.toml")["law"]:
        key = fold(row["name"])
        found[key] = (*found.get(key, ()), Law(row["name"], row["number"], row["on"], row["from"]))
    return found


def _body(row: dict[str, Any]) -> Body:
    return Body(
        row["id"], row["name"], tuple(row["aliases"]), tuple(row["symbols"]), row["system"], row.get("level", ""),
        row.get("congress", ""), row.get("from", ""), row.get("until", ""),
    )  # fmt: skip


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dondoc.reading") / "data" / name).read_text("utf-8"))
