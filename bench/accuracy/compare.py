"""So sánh — what the marks say and what the reader says, as comparable keys a field.

A key holds all that must be right: a reference its span and identity, an obligation its span, actors
and deadline. What is in both is a hit, only in the marks a miss, only in the reading a false one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from bench.accuracy.marks import Paper
from dondoc.reading.model import Due, Obligation, Provision, Reference, Value
from dondoc.reading.shadow import Shadow

Keys = Counter[Hashable]
Pair = tuple[Keys, Keys]  # as marked, as read
HEADER = ("parent_issuer", "issuer", "number", "symbol", "so_ky_hieu", "kind", "place", "issued_on", "subject",
          "urgency", "secrecy")  # fmt: skip
_LEVELS = {"full": 1, "alias_def": 1, "alias_use": 1, "session": 2, "congress": 2, "anaphor": 4}
_TERM = re.compile(r"(\b[^\d:|]+)20\d\d:")
_QUARRELS = ("DATE_CONFLICT", "TYPE_SYMBOL_MISMATCH", "CITED_AFTER_CITING", "REPLACED_RULE")


def fields(paper: Paper) -> Iterator[tuple[str, Pair]]:
    """Every field of a paper with its two sets of keys."""
    yield from _header(paper)
    yield from _outline(paper)
    yield from _references(paper)
    yield from _obligations(paper)
    yield "findings", _spanned(paper, "findings", paper.reading.findings, _finding)
    yield from _targets(paper)
    yield "people", (Counter((plain(p["name"]), plain(p.get("post"))) for p in paper.marks.get("people", ())),
                     Counter((plain(p.name), plain(p.post)) for p in paper.reading.people))  # fmt: skip
    yield "warnings", _warnings(paper)


def plain(words: str | None) -> str:
    """One spelling of a value: blanks folded, composed, tone marks in one place, any case."""
    return " ".join(Shadow(Shadow(words or "").text.casefold()).text.split())


def _header(paper: Paper) -> Iterator[tuple[str, Pair]]:
    marks, header = paper.marks.get("header", {}), paper.reading.header
    for name in HEADER:
        value: Value | None = getattr(header, name)
        yield f"header.{name}", (_one(marks.get(name), name), _one(value.value if value else None, name))
    yield "header.recipients", (Counter(map(plain, marks.get("recipients", ()))),
                                Counter(plain(r.value) for r in header.recipients))  # fmt: skip
    yield "header.signers", (
        Counter((plain(s["name"]), plain(s.get("post")), authority(s.get("authority"))) for s in marks.get("signers", ())),
        Counter((plain(s.name), plain(s.post), authority(s.authority)) for s in header.signers),
    )  # fmt: skip
    bases = {paper.reading.references[i].start for i in header.bases}
    marked = {_standing(paper, quote, bases) for quote in marks.get("bases", ())}
    yield "header.bases", (Counter(marked), Counter(bases))


def _standing(paper: Paper, quote: str, read: set[int]) -> int:
    """Where a base stands: of the places of its words (a subject may bear them too) the one that was read."""
    count = len(paper.places(quote))
    places = [start for start, _end in paper.spans({"quote": quote, "nth": list(range(1, max(count, 1) + 1))})]
    return next((place for place in places if place in read), places[0])


def authority(words: str | None) -> str:
    """T/M and TM. are one authority in two forms."""
    return "".join(c for c in (words or "") if c.isalpha()).upper()


def _one(value: str | None, name: str) -> Keys:
    said = plain(value)
    if name in ("number", "symbol", "so_ky_hieu"):  # blanks in a number are the typist's
        said = said.replace(" ", "").lstrip("0")
    return Counter([said] if value else [])


def _outline(paper: Paper) -> Iterator[tuple[str, Pair]]:
    marked, read = paper.marks.get("outline", ()), list(_flat(paper.reading.outline))
    yield (
        "outline",
        (Counter((m["level"], plain(m["label"])) for m in marked), Counter((p.level, plain(p.label)) for p in read)),
    )
    yield "outline.title", (Counter((plain(m["label"]), plain(m.get("title"))[:200]) for m in marked),
                            Counter((plain(p.label), plain(p.title)[:200]) for p in read))  # fmt: skip


def _flat(parts: Iterable[Provision]) -> Iterator[Provision]:
    for part in parts:
        yield part
        yield from _flat(part.children)


def _references(paper: Paper) -> Iterator[tuple[str, Pair]]:
    marked = [(span, m) for m in paper.marks.get("references", ()) for span in paper.spans(m)]
    found = paper.reading.references
    for name, levels in (("references 1–2", (1, 2)), ("references 3", (3,)), ("references 4", (4,))):
        yield (
            name,
            (
                Counter((*span, _identity(m)) for span, m in marked if m.get("level", 1) in levels),
                Counter((r.start, r.end, _name(r)) for r in found if _LEVELS.get(r.kind, 3) in levels),
            ),
        )
    met = {(r.start, r.end, _name(r)): r for r in found}
    both = [(m, met[key]) for span, m in marked if (key := (*span, _identity(m))) in met]
    for name, read in (("kind", lambda r: r.kind), ("relation", lambda r: r.relation), ("issued_on", lambda r: r.issued_on),
                       ("provision", lambda r: r.provision)):  # fmt: skip
        default = "cites" if name == "relation" else None
        yield (
            f"references.{name}",
            (
                Counter((i, plain(m.get(name, default))) for i, (m, _r) in enumerate(both) if m.get(name, default)),
                Counter((i, plain(read(r))) for i, (_m, r) in enumerate(both) if read(r)),
            ),
        )
    taken = Counter((r.start, r.end) for d in paper.marks.get("decoys", ()) for span in paper.spans(d)
                    for r in found if r.start < span[1] and span[0] < r.end and (r.start, r.end) not in {s for s, _m in marked})  # fmt: skip
    yield "decoys taken", (Counter(), taken)


def _identity(mark: dict[str, Any]) -> str:
    return _plain_name(mark.get("canonical") or "|".join(sorted(mark.get("candidates", ()))))


def _name(row: Reference) -> str:
    """The identity read; of a body without terms known to the catalogue its letters and number."""
    name = row.canonical or "|".join(sorted(row.candidates))
    if not name and row.number and row.symbol and "/" in row.symbol and row.kind in _LEVELS:
        name = f"{row.symbol.rsplit('/', 1)[-1]}:{row.number.zfill(2)}-{row.symbol}"
    return _plain_name(name)


def _plain_name(name: str) -> str:
    """Without a term that only follows from the day ("ĐU2025:"): the marks give one where it is printed."""
    return _TERM.sub(r"\1:", name)


def _obligations(paper: Paper) -> Iterator[tuple[str, Pair]]:
    marked = [(span, m) for m in paper.marks.get("obligations", ()) for span in paper.spans(m)]
    found = paper.reading.obligations
    yield "obligations", (Counter((*s, _actors(m.get("actors", ())), _marked_due(m.get("due"))) for s, m in marked),
                          Counter((o.start, o.end, _read_actors(o), _read_due(o.due)) for o in found))  # fmt: skip
    yield "obligations.span", (Counter(s for s, _m in marked), Counter((o.start, o.end) for o in found))
    met = {(o.start, o.end): o for o in found}
    both = [(m, met[s]) for s, m in marked if s in met]
    parts: dict[str, tuple[Callable[[dict[str, Any]], Hashable], Callable[[Obligation], Hashable]]] = {
        "kind": (lambda m: m.get("kind", "task"), lambda o: o.kind),
        "actors": (lambda m: _actors(m.get("actors", ())), _read_actors),
        "partners": (lambda m: _actors(m.get("partners", ())), lambda o: _actors(v.value for v in o.partners)),
        "due": (lambda m: _marked_due(m.get("due")), lambda o: _read_due(o.due)),
        "product": (lambda m: plain(m.get("product")), lambda o: plain(o.product)),
    }
    for name, (of_mark, of_read) in parts.items():
        yield f"obligations.{name}", (Counter((i, of_mark(m)) for i, (m, _o) in enumerate(both) if of_mark(m)),
                                      Counter((i, of_read(o)) for i, (_m, o) in enumerate(both) if of_read(o)))  # fmt: skip


def _actors(names: Iterable[str]) -> Hashable:
    return frozenset(map(plain, names))


def _read_actors(duty: Obligation) -> Hashable:
    return _actors(v.value for v in duty.actors)


def _marked_due(due: dict[str, Any] | None) -> Hashable:
    clock = (due or {}).get("clock") or {}
    return _when(due or {}, tuple(clock.get(name) for name in ("days", "unit", "starts")) if clock else None)


def _read_due(due: Due | None) -> Hashable:
    facts = (
        {"on": due.on, "from": due.from_, "until": due.until, "precision": due.precision, "recurs": due.recurs}
        if due
        else {}
    )
    return _when(facts, (due.clock.days, due.clock.unit, due.clock.starts) if due and due.clock else None)


def _when(due: dict[str, Any], clock: tuple[Any, ...] | None) -> Hashable:
    """What a deadline means, however it is written down: the words of one that is no date mean none.

    A day is its day, said as `on` or `until`; the first day of a period follows from its last; a
    rule of months is one whether it counts by the month or the year; its own precision says no more.
    """
    if due.get("recurs") or clock:
        rule = (due.get("recurs") or "").replace("FREQ=MONTHLY;BYMONTH=", "FREQ=YEARLY;BYMONTH=")
        return (rule, clock)
    last, first, precision = due.get("until") or due.get("on"), due.get("from"), due.get("precision")
    if last is None and first is None:
        return None
    return (last, first if precision == "day" or _spans_many(first, last, precision) else None, precision)


def _spans_many(first: str | None, last: str | None, precision: str | None) -> bool:
    """A period of more than one month, quarter, half or year: then where it begins is told too."""
    if not first or not last:
        return bool(first)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    return precision != "term" and months > {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(precision or "", 0)


def _spanned(paper: Paper, name: str, found: Iterable[Any], key: Callable[[Any], tuple[Hashable, ...]]) -> Pair:
    marked = Counter((*span, *key(m)) for m in paper.marks.get(name, ()) for span in paper.spans(m))
    return marked, Counter((f.start, f.end, *key(f)) for f in found)


def _finding(row: Any) -> tuple[Hashable, ...]:
    return (row["category"] if isinstance(row, dict) else row.category,)


def _targets(paper: Paper) -> Iterator[tuple[str, Pair]]:
    """One target a number: what must be right is which number, its value, unit and direction; its words apart."""
    marked = [(span, m) for m in paper.marks.get("targets", ()) for span in paper.spans(m)]
    read = [((t.start, t.end), asdict(t)) for t in paper.reading.targets]
    yield "targets", (Counter(_target(paper, s, t) for s, t in marked), Counter(_target(paper, s, t) for s, t in read))
    yield "targets.span", (Counter(s for s, _t in marked), Counter(s for s, _t in read))
    met = {_target(paper, s, t): t for s, t in read}
    both = [(m, met[key]) for s, m in marked if (key := _target(paper, s, m)) in met]
    yield "targets.by", (Counter((i, m["by"]) for i, (m, _t) in enumerate(both) if m.get("by")),
                         Counter((i, t["by"]) for i, (m, t) in enumerate(both) if t["by"] and m.get("by")))  # fmt: skip


def _target(paper: Paper, span: tuple[int, int], row: dict[str, Any]) -> Hashable:
    words = (paper.reading.text or "")[slice(*span)]
    value = (row.get("value") or "").replace(",", ".").lstrip("0")
    shown = row.get("met") or value
    printed = re.escape(shown).replace(r"\.", "[.,]")
    if shown.isdigit():  # "3.500" is printed, 3500 marked
        printed = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", r"[.]?", shown)
    figure = re.search(rf"(?<![\d/])0?{printed}(?![\d/])", words) if shown else None
    place = span[0] + figure.start() if figure else span[0]
    if row.get("met"):
        return (place, row["met"])
    return (place, value, plain(row.get("unit")), row.get("direction") or "=")


def _warnings(paper: Paper) -> Pair:
    """What must stand; of those not asked for only quarrels count as false: the others are advice."""
    marked = Counter(dict.fromkeys(paper.marks.get("warnings", ()), 1))
    found = Counter(dict.fromkeys((w.code for w in paper.reading.warnings), 1))
    return marked, Counter({c: n for c, n in found.items() if c in marked or c in _QUARRELS})
