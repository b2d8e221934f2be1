"""Bảng của danh mục — rows of TOML become entries: the shipped data and an office's file have one shape.

A row marked `confirmed = false` waits in the file until someone has held it against the original:
a wrong day of a paper would raise a false warning. Kinds and bodies so marked are used.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from typing import Any

from dondoc.reading.entries import Body, Kind, Known, Law
from dondoc.reading.text import fold

Row = dict[str, Any]
Tables = dict[str, Any]
_NAMES = ("kinds", "bodies", "terms", "plenums", "papers", "laws")
_TWO_SYSTEMS = "2025-01-24"  # Kết luận 121-KL/TW: ban cán sự đảng, đảng đoàn ended at the centre


def shipped() -> Tables:
    """The tables of dondoc's own files, together."""
    found: Tables = {}
    for name in _NAMES:
        found |= tomllib.loads((files("dondoc.reading") / "data" / f"{name}.toml").read_text("utf-8"))
    return found


def confirmed(rows: Iterable[Row]) -> list[Row]:
    """Rows that were held against the original."""
    return [row for row in rows if row.get("confirmed", True)]


def kinds(rows: Iterable[Row]) -> tuple[Kind, ...]:
    return tuple(
        Kind(r["name"], tuple(r.get("party", ())), tuple(r.get("state", ())),
             tuple((symbol, *span) for symbol, span in r.get("dated", {}).items()))
        for r in rows
    )  # fmt: skip


def bodies(tables: Tables) -> tuple[Body, ...]:
    """The bodies written out, and those that the two rules of the State's tree give."""
    written = [_body(row) for row in tables.get("body", ())]
    ministries = [body for row in tables.get("ministry", ()) for body in _of_ministry(row)]
    provinces = [body for row in tables.get("province", ()) for body in _of_province(row)]
    return (*written, *ministries, *provinces)


def _body(row: Row) -> Body:
    gap = tuple(row.get("gap", ("", "")))
    return Body(
        row["id"], row["name"], tuple(row.get("aliases", ())), tuple(row.get("symbols", ())), row.get("system", ""),
        row.get("level", ""), row.get("congress", ""), row.get("from", ""), row.get("until", ""), (gap[0], gap[1]),
    )  # fmt: skip


def _of_ministry(row: Row) -> Iterator[Body]:
    """The ministry, its Party committee, and the ban cán sự đảng it had until 2025."""
    own, name, since, until = row["id"], row["name"], row.get("from", ""), row.get("until", "")
    head = f"Bộ trưởng {name}"
    yield _body({"system": "state", "symbols": [own], **row, "aliases": [head, *row.get("aliases", ())]})
    party = (f"Đảng bộ {name}", f"Ban Thường vụ Đảng ủy {name}")
    yield Body(f"ĐU{own}", f"Đảng ủy {name}", party, (f"ĐU{own}",), "party", "", f"ĐB{own}", since, until)
    if since < _TWO_SYSTEMS:
        ended = min(until or _TWO_SYSTEMS, _TWO_SYSTEMS)
        yield Body(f"BCSĐ{own}", f"Ban cán sự đảng {name}", (), (f"BCSĐ{own}",), "party", "", "", since, ended)


def _of_province(row: Row) -> Iterator[Body]:
    """Tỉnh ủy (Thành ủy), HĐND, UBND — their names and short names follow from the province's."""
    name, since, until = row["name"], row.get("from", ""), row.get("until", "")
    city = row.get("city", False)
    full, party = f"{'thành phố' if city else 'tỉnh'} {name}", f"{'Thành' if city else 'Tỉnh'} ủy {name}"
    code = row.get("code") or fold(name).upper().replace(" ", "-")
    short = (f"TP {name}", *row.get("aliases", ())) if city else tuple(row.get("aliases", ()))
    known = (f"Đảng bộ {full}", f"Ban Thường vụ {party}", f"Ban Chấp hành Đảng bộ {full}", f"Thường trực {party}")
    yield Body(f"TU-{code}", party, known, (), "party", "province", f"ĐB{code}", since, until)
    for letters, words in (("HĐND", "Hội đồng nhân dân"), ("UBND", "Ủy ban nhân dân")):
        spelled = tuple(f"{letters} {form}" for form in (full, *short))
        yield Body(
            f"{letters}-{code}", f"{words} {full}", spelled, (), "state", "province", "", since, until
        )  # fmt: skip


def congresses(tables: Tables) -> tuple[Row, ...]:
    return tuple(tables.get("congress", ()))


def terms(tables: Tables) -> dict[str, tuple[Row, ...]]:
    """Terms of committees; those of the Central Committee follow from the congresses."""
    centre = tuple({"term": f"khóa {row['number']}", "from": row["from"]} for row in tables.get("congress", ()))
    return {"TW": centre, **{owner: tuple(rows) for owner, rows in tables.get("terms", {}).items()}}


def papers(rows: Iterable[Row], term_on: Callable[[str, str], str | None], owners: dict[str, Body]) -> list[Known]:
    """Known papers; the term is written, or follows from the day and the issuer's letters."""
    found = []
    for row in confirmed(rows):
        number, _dash, symbol = row["symbol"].partition("-")
        letters = symbol.rsplit("/", 1)[-1]
        kind = row.get("kind") or ("Kết luận" if symbol.startswith("KL") else "Nghị quyết")
        term = row.get("term") or term_on(letters, row["on"]) or ""
        owner = owners[letters].id if letters in owners else letters
        found.append(Known(kind, number, symbol, term, row["on"], tuple(row.get("about", ())), owner))
    return found


def laws(rows: Iterable[Row]) -> list[Law]:
    return [Law(r["name"], r["number"], r["on"], r.get("from", "")) for r in confirmed(rows)]


def replaced(rows: Iterable[Row], versions: Iterable[tuple[Law, ...]]) -> dict[str, tuple[Row, ...]]:
    """By what was replaced: the rows written, and of each law the version that followed."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in confirmed(rows):
        found[row["old"]] = (*found.get(row["old"], ()), row)
    for same in versions:
        in_order = sorted(same, key=lambda law: law.on)
        for old, new in pairwise(in_order):
            if new.from_:
                found.setdefault(old.number, ({"old": old.number, "new": new.number, "on": new.from_},))
    return found
