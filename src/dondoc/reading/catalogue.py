"""Danh mục — kinds, bodies, terms, plenums, known papers and laws as dated data with their sources.

A frozen value passed to every stage: the house hands its units at call time, an office its own file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from dondoc.reading import tables as rows_of
from dondoc.reading.entries import Body, Kind, Known, Law, congress_of, letters_of, term_number
from dondoc.reading.tables import Tables
from dondoc.reading.text import fold

__all__ = ["Body", "Catalogue", "Kind", "Known", "Law", "default", "letters_of", "term_number"]

VERSION = "2026-11.2"
_SYMBOL = re.compile(r"0*(\d+[a-zđ]?)\s*([-/].*)", re.IGNORECASE)
_PLENUM_KINDS = {"Kết luận": "-KL/", "Quy định": "-QĐ"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Danh mục — see the module; `version` is printed on every reading."""

    kinds: tuple[Kind, ...] = ()
    bodies: tuple[Body, ...] = ()
    congresses: tuple[dict[str, str], ...] = ()
    terms: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)
    plenums: tuple[dict[str, Any], ...] = ()
    papers: dict[tuple[str, str, str], tuple[Known, ...]] = field(default_factory=dict)
    laws: dict[str, tuple[Law, ...]] = field(default_factory=dict)
    replaced: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)
    version: str = VERSION
    by_name: dict[str, Body] = field(default_factory=dict, compare=False, repr=False)
    openings: frozenset[str] = field(default=frozenset(), compare=False, repr=False)  # first words of names
    by_symbol: dict[str, Body] = field(default_factory=dict, compare=False, repr=False)
    by_kind: dict[str, Kind] = field(default_factory=dict, compare=False, repr=False)

    def with_bodies(self, rows: list[dict[str, Any]]) -> Catalogue:
        """With an office's own units: {"id", "name", "aliases"}; its names come before ours.

        A short name of ours that begins one of theirs ("Đảng ủy Khối") no longer means our body, nor its letters.
        """
        own = rows_of.bodies({"body": rows})
        names = _by_name(own)
        short = {key for body in own for key in _openings_of(fold(body.name)) if self._is_short(key)}
        known = {name: body for name, body in self.by_name.items() if name not in short}
        meant = {"".join(word[0] for word in name.split()) for name in short}  # "Đảng ủy Khối" signs as ĐUK
        symbols = {letters: body for letters, body in self.by_symbol.items() if fold(letters) not in meant}
        return replace(
            self, bodies=own + self.bodies, by_name={**known, **names}, by_symbol=symbols,
            openings=self.openings | {name.partition(" ")[0] for name in names},
        )  # fmt: skip

    def _is_short(self, name: str) -> bool:
        """A name that is a body's alias and not its own."""
        return name in self.by_name and fold(self.by_name[name].name) != name

    def with_tables(self, tables: Tables, version: str = VERSION) -> Catalogue:
        """With the rows of an office's file, in the shape of ours; they come before ours."""
        known = replace(self._with_kinds(tables), version=version)._with_bodies_of(tables)
        plenums = (*rows_of.confirmed(tables.get("plenum", ())), *known.plenums)
        papers = rows_of.papers((*tables.get("paper", ()), *tables.get("plenum", ())), known.term_on, known.by_symbol)
        laws = _grouped(rows_of.laws(tables.get("law", ())), known.laws)
        replaced = {**known.replaced, **rows_of.replaced(tables.get("replaced", ()), laws.values())}
        return replace(known, plenums=plenums, papers=_numbered(papers, known.papers), laws=laws, replaced=replaced)

    def _with_kinds(self, tables: Tables) -> Catalogue:
        """A kind written again under its name takes the place of ours."""
        own = rows_of.kinds(tables.get("kind", ()))
        names = {kind.name for kind in own}
        kinds = (*own, *(kind for kind in self.kinds if kind.name not in names))
        return replace(
            self, kinds=kinds, by_kind={fold(kind.name): kind for kind in kinds},
            congresses=rows_of.congresses(tables) or self.congresses, terms={**rows_of.terms(tables), **self.terms},
        )  # fmt: skip

    def _with_bodies_of(self, tables: Tables) -> Catalogue:
        """Bodies of a file; one without a name adds to ours of that id."""
        ours = {body.id: body for body in self.bodies}
        more = [row for row in tables.get("body", ()) if "name" not in row]
        known = self.with_bodies([row for row in tables.get("body", ()) if "name" in row])
        own = {**tables, "body": ()}
        bodies = (*known.bodies, *rows_of.bodies(own))
        names = {**_by_name(rows_of.bodies(own)), **known.by_name}
        names |= {fold(alias): ours[row["id"]] for row in more for alias in row["aliases"]}
        symbols = {letters: body for body in reversed(bodies) for letters in (body.id, *body.symbols)}
        return replace(
            known, bodies=bodies, by_name=names, by_symbol={**self.by_symbol, **symbols},
            openings=frozenset(name.partition(" ")[0] for name in names),
        )  # fmt: skip

    def kind_named(self, words: str) -> Kind | None:
        """The kind of an official word, any case, with or without dấu."""
        return self.by_kind.get(fold(words))

    def kinds_of_symbol(self, symbol: str, system: str = "", on: str | None = None) -> tuple[Kind, ...]:
        """Kinds that bear a symbol (on a day); QĐ is Quyết định or Quy định, so it may be several."""
        return tuple(kind for kind in self.kinds if kind.bears(symbol, system, on))

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
        letters = _PLENUM_KINDS.get(kind, "-NQ/")
        return tuple(r for r in rows if letters in r["symbol"]) or rows

    def known(self, kind: str | None, number: str, owner: str) -> tuple[Known, ...]:
        """Papers of this kind, number and issuer's letters, one a term."""
        return self.papers.get((kind or "", number.lstrip("0"), owner), ())

    def law(self, name: str, year: str | None = None) -> tuple[Law, ...]:
        """Versions of a law by its name; with the year it is called by, those passed in that year."""
        rows = self.laws.get(fold(name), ())
        return tuple(r for r in rows if year is None or r.on.startswith(year))

    def replaced_by(self, so_ky_hieu: str, term: str | None = None, on: str | None = None) -> dict[str, str] | None:
        """The rule that replaced a paper, with the day; as of a day the one in force then. None: none known."""
        rows = self.replaced.get(so_ky_hieu, ())
        found = next((r for r in rows if term is None or "term" not in r or r["term"] == term), None)
        if found is None or on is None:
            return found
        if on < found["on"]:
            return None
        later = self.replaced_by(found["new"], self.term_on(letters_of(found["new"]), found["on"]), on)
        return {**found, "new": later["new"], "on": later["on"]} if later else found

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
        same = (k for k in self.known(kind, number, letters_of(printed)) if k.term == series)
        known = next(same, None)
        term = "" if owner[-1:].isdigit() else term_number(series)  # a team is called by its decision: ĐKT27
        return f"{owner}{term}:{number}-{known.symbol if known else symbol}"

    def _owner(self, printed: str, issuer_id: str) -> str:
        """The issuer in the identity: the National Assembly's term, the body known, or the letters."""
        congress = congress_of(printed)
        if congress:
            return congress
        if issuer_id and not issuer_id.startswith("unit:"):
            return issuer_id
        letters = letters_of(printed)
        body = self.body_of_symbol(letters)
        return body.id if body is not None else letters


def _by_name(bodies: tuple[Body, ...]) -> dict[str, Body]:
    """The bodies by folded name; of two that share one the first."""
    found: dict[str, Body] = {}
    for body in bodies:
        for name in (body.name, *body.aliases):
            found.setdefault(fold(name), body)
    return found


def _openings_of(name: str) -> list[str]:
    """The shorter names that a folded name begins with, word by word."""
    words = name.split()
    return [" ".join(words[:count]) for count in range(1, len(words))]


def _numbered(
    own: list[Known], ours: dict[tuple[str, str, str], tuple[Known, ...]]
) -> dict[tuple[str, str, str], tuple[Known, ...]]:
    """By kind, number and letters; a paper written again takes the place of ours."""
    found = dict(ours)
    for row in own:
        key = (row.kind, row.number.lstrip("0"), row.symbol.rsplit("/", 1)[-1])
        found[key] = (*(k for k in found.get(key, ()) if k.canonical != row.canonical), row)
    return found


def _grouped(own: list[Law], ours: dict[str, tuple[Law, ...]]) -> dict[str, tuple[Law, ...]]:
    """By folded name; a version written again takes the place of ours."""
    found = dict(ours)
    for law in own:
        key = fold(law.name)
        found[key] = (*(k for k in found.get(key, ()) if k.number != law.number), law)
    return found


@cache
def default() -> Catalogue:
    """The catalogue shipped with dondoc."""
    return Catalogue().with_tables(rows_of.shipped())
