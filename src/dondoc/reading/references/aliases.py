"""Tên gọi tắt — short forms: defined in brackets, used in another spelling, or never defined at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dondoc.reading.catalogue import Known
from dondoc.reading.model import Reference
from dondoc.reading.references import patterns as p
from dondoc.reading.references.numbered import iso
from dondoc.reading.references.page import Page

_SHORT_FORM = re.compile(
    rf"(?P<type>{p.ANY_TYPE}|{p.SHORTS})\s*(?:số\s+)?(?:(?P<number>\d{{1,4}})|(?:Trung ương|TW|TƯ)\s*(?P<plenum>\d{{1,2}}))?\b"
)
# A type word alone is the alias only where it names nothing else.
_ALONE = r"(?!\w|[”\"]|\s+(?:số|này|năm|ngày|\d|của|về|Trung ương|Đại hội)|\s?\d)"
_PIECE = re.compile(r"(?!và\s)[^\s,;()](?:(?!\s+và\s)[^,;()])*")
_ISSUED, _ISSUING = (
    ("Quy chế", "Quy định", "Quy trình", "Đề án", "Chương trình", "Kế hoạch"),
    ("Quyết định", "Nghị quyết"),
)
_CENTRE = re.compile(
    r"Bộ Chính trị|Ban Bí thư|(?:Ban Chấp hành |BCH )?(?:Trung ương|TW|T\.Ư)|Đảng(?!\s+(?:ủy|bộ))|Chính phủ"
)
_SEVERAL = re.compile(r",\s+và\s+|,\s+|\s+và\s+")
_NEAREST = 12
_BACK = 6  # paragraphs in which "trên" may look back
_UNCOUNTED = ("anaphor", "unnumbered", "titled")
_PASSING = ("Công văn", "Tờ trình", "Báo cáo", "Quyết định")  # named on the way, not what is to be carried out
_FAR = 15  # and one paper, named so
_REACH = 900  # a bracket closes the paper it names within its own clause


def defined(page: Page, found: Sequence[Reference]) -> Iterator[Reference]:
    """(Kế hoạch 03) belongs to the paper of that kind and number, not to the nearest one."""
    ends = [r.end for r in found]
    for match in p.ALIAS.finditer(page.words):
        group = "name" if match["name"] else "short"
        start, stop = match.span(group)
        place = page.shadow.at(start)
        before = found[max(0, bisect_right(ends, place) - _NEAREST) : bisect_right(ends, place)]
        reach = [r for r in before if place - r.full_end <= _REACH and r.kind != "alias_def"]
        if many := p.MANY.match(match[group]):  # "gọi chung là các Nghị quyết"
            yield from (
                _short(page, one, start, stop, "alias_def") for one in _all_of(page, many["what"], reach, start)
            )
            continue
        for begin, end in _pieces(page, start, stop):
            target = _target(page, page.words[begin:end], reach, is_told=group == "name")
            if target is not None:
                yield _short(page, target, begin, end, "alias_def")


def _pieces(page: Page, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The short forms of one bracket: "Kết luận 21, Quy định 37" are two."""
    parts = [m.span() for m in _PIECE.finditer(page.words, start, stop)]
    is_list = len(parts) > 1 and all(
        (m := _SHORT_FORM.match(page.words, *part)) and m["number"] and m.end() == part[1] for part in parts
    )
    yield from parts if is_list else [(start, stop)]


def _all_of(page: Page, what: str, reach: Sequence[Reference], place: int) -> list[Reference]:
    """The papers of that kind which the sentence names before the bracket, each once."""
    opening = max(page.words.rfind(sign, 0, place) for sign in (". ", "; - ", ": "))
    met: dict[str, Reference] = {}
    for row in reach:
        if page.shadow.here(row.start) > opening and what.lower() in ("văn bản", (row.type or "").lower()):
            met.setdefault(row.canonical or row.surface, row)
    return list(met.values()) if len(met) > 1 else []


def _short(page: Page, target: Reference, start: int, stop: int, kind: str) -> Reference:
    return replace(
        target, **page.spans(start, stop), surface=page.cut(start, stop), kind=kind, alias_of=target.canonical,
        provision=page.provision(start), relation="cites",
        by={name: "antecedent" for name in ("symbol", "term", "issued_on") if getattr(target, name)},
        sure=target.sure and kind == "alias_def",
    )  # type: ignore[arg-type]  # fmt: skip


def _target(page: Page, words: str, reach: Sequence[Reference], *, is_told: bool) -> Reference | None:
    """Of the papers before the bracket: the same kind and number, else the first of that kind in the clause.

    "Quyết định số 272 … ban hành Quy chế … (sau đây gọi tắt là Quy chế)": told so, it is the nearest decision.
    """
    short = _SHORT_FORM.match(words)
    if short is None or not reach:
        return None
    kind = p.SHORT.get(short["type"]) or _official(page, short["type"])
    same = [r for r in reach if page.sort(r.type) == page.sort(kind)]
    if short["number"]:
        number = short["number"].lstrip("0") or "0"
        rows = [r for r in reversed(same) if r.number == number] or [r for r in reversed(reach) if r.number == number]
        return rows[0] if rows else None  # "(gọi tắt là Quy chế 272)" of a Quyết định số 272
    if short["plenum"]:
        return next(
            (r for r in reversed(same) if r.kind in ("session", "alias_use") and short["plenum"] in r.surface), None
        )
    issued = [r for r in reach if r.kind == "full" and r.type in _ISSUING] if is_told and kind in _ISSUED else []
    return same[-1] if same else issued[-1] if issued else None


def _official(page: Page, word: str) -> str:
    return page.official(word)


def _by_name(page: Page, name: str, targets: Sequence[Reference]) -> Iterator[Reference]:
    """Uses of an alias without a number: the very words, with their capital, after the last definition."""
    if not name[:1].isupper() or len(name) < 5:
        return
    ends = [r.end for r in targets]
    words = re.compile(re.escape(name).replace("\\ ", r"\s+") + _ALONE)
    for match in words.finditer(page.words, page.shadow.here(ends[0])):
        target = targets[bisect_right(ends, page.shadow.at(match.start())) - 1]
        if not page.words[match.start() - 1].isalnum():
            yield _short(page, target, match.start(), match.end(), "alias_use")


def _by_names(page: Page, name: str, targets: Sequence[Reference]) -> Iterator[Reference]:
    """Uses of a name that stands for several papers: all of them at each place."""
    words = re.compile(f"[{name[0].upper()}{name[0].lower()}]" + re.escape(name[1:]).replace("\\ ", r"\s+") + _ALONE)
    for match in words.finditer(page.words, page.shadow.here(targets[0].end)):
        for target in targets:
            yield replace(_short(page, target, match.start(), match.end(), "alias_use"), sure=False)


def used(page: Page, found: Sequence[Reference]) -> Iterator[Reference]:
    """Kết luận 21, Kế hoạch số 03, NQ18 — when the paper was met with its symbol, or the catalogue knows it."""
    names: dict[str, list[Reference]] = {}
    for named in found:
        if named.kind == "alias_def" and not re.search(r"\d", named.surface):
            names.setdefault(" ".join(named.surface.split()), []).append(named)
    for name, targets in names.items():
        yield from _by_names(page, name, targets) if p.MANY.match(name) else _by_name(page, name, targets)
    for match in page.scanned():
        kind = p.SHORT.get(match["type"]) or _official(page, match["type"])
        yearly = p.YEARLY.match(page.words, match.end())
        if yearly and (row := _of_year(page, kind, match.start(), yearly)):
            yield row
            continue
        number = p.USE.match(page.words, match.end())
        says_number = "s" in match["tail"].lower()
        if number is None or (not says_number and p.UNITS.match(page.words, number.end())):
            continue
        row = _use(page, kind, match.start(), number, says_number)
        if row is None:
            continue
        yield row
        yield from _more(page, kind, number.end())


def _of_year(page: Page, kind: str, start: int, number: re.Match[str]) -> Reference | None:
    """Nghị định số 30/2020 — number and year, without the symbol that only one body bears or this paper has named."""
    value, year = number["number"].lstrip("0"), number["year"]
    rows = [r for r in page.met.get((page.sort(kind), value), []) if f"/{year}/" in (r.canonical or "")]
    if rows:
        return _short(page, rows[-1], start, number.end(), "alias_use")
    if kind != "Nghị định":
        return None
    name = f"CP:{value.zfill(2)}/{year}/NĐ-CP"
    return Reference(
        **page.spans(start, number.end()), surface=page.cut(start, number.end()), canonical=name, kind="alias_use",
        type=kind, number=value, symbol="NĐ-CP", issuer="CP", alias_of=name, provision=page.provision(start),
        by={"symbol": "rule"},
    )  # fmt: skip


def _use(page: Page, kind: str, start: int, number: re.Match[str], says_number: bool) -> Reference | None:
    value = number["number"].lstrip("0") or "0"
    rows = page.met.get((page.sort(kind), value), [])
    names = tuple(dict.fromkeys(r.canonical for r in rows if r.canonical))
    before = [r for r in rows if r.end <= page.shadow.at(start)] or rows
    if rows and len(names) <= 1:
        return _short(page, before[-1], start, number.end(), "alias_use")
    papers = _meant(page, number.end(), page.catalogue.known(kind, value, "TW"))
    known = tuple(k.canonical for k in papers)
    if not names and not says_number and not known:
        return None
    near = page.near(start, number.end(), papers) if not names else ()
    only = near[0].canonical if len(near) == 1 else known[0] if len(known) == 1 and not names else None
    return Reference(
        **page.spans(start, number.end()), surface=page.cut(start, number.end()), canonical=only, kind="alias_use",
        candidates=() if only else names or known, type=kind, number=value, alias_of=only,
        symbol=near[0].symbol if near and only else None, term=near[0].term if near and only else None,
        provision=page.provision(start), by={"symbol": "catalogue"} if only or known else {},
    )  # fmt: skip


def _meant(page: Page, end: int, known: tuple[Known, ...]) -> tuple[Known, ...]:
    """Of the centre's papers of a number those that the day, the term and the issuer printed behind it leave."""
    day, term = p.DATE.match(page.words, end), p.TERM.match(page.words, end)
    of = p.OF.match(page.words, day.end() if day else end)
    if of and not _CENTRE.match(page.words, of.end()):
        return ()
    term = term or (p.TERM.search(page.words, of.end(), of.end() + 45) if of else None)
    rows = [k for k in known if page.day is None or k.on <= page.day]
    on = iso(day) if day else None
    rows = [k for k in rows if k.on == on] if on else rows
    return tuple([k for k in rows if k.term == term["term"]] or rows if term else rows)


def _more(page: Page, kind: str, at: int) -> Iterator[Reference]:
    """…, 19 và 21 — further numbers of the same kind that this paper has named in full."""
    while match := p.MORE.match(page.words, at):
        rows = page.met.get((page.sort(kind), match["number"].lstrip("0")), [])
        if not rows:
            return
        yield _short(page, rows[-1], match.start("number"), match.end("number"), "alias_use")
        at = match.end()


def grouped(page: Page, found: Sequence[Reference], groups: Sequence[re.Match[str]]) -> Iterator[Reference]:
    """Các văn bản trên, hai nghị quyết này, Công văn nêu trên — the papers named a little before."""
    starts = [r.start for r in found]
    for match in groups:
        what = frozenset(_SEVERAL.split((match["what"] or match["one"]).lower()))  # "các chỉ thị, kết luận trên"
        if match["at"] and not match["one"][0].isupper():
            continue
        said = (match["count"] or "0").lower()
        count = (int(said) if said.isdigit() else p.COUNTS.get(said, 0)) if match["what"] else 1
        rows = _named_before(
            page, found[: bisect_left(starts, page.shadow.at(match.start()))], match.start(), what, count
        )
        for row in rows:
            anaphor = _short(page, row, match.start(), match.end(), "anaphor")
            yield replace(anaphor, by={"number": "antecedent"}, sure=False)


def _named_before(
    page: Page, before: Sequence[Reference], place: int, what: frozenset[str], count: int
) -> list[Reference]:
    """The last `count` papers of that kind; without a count all of the nearest paragraph that names several.

    Of those the ones to be carried out, where several are: a letter or a proposal among them is not meant.
    """
    here = page.paragraph(place)
    met: dict[object, Reference] = {}
    asked: set[object] = set()
    at = here
    for row in reversed(before):
        number = page.paragraph(page.shadow.here(row.start))
        if here - number > (_FAR if count == 1 else _BACK) or (not count and len(met) > 1 and number < at):
            break
        name = _sameness(row)
        if row.relation in ("implements", "based_on"):
            asked.add(name)
        if row.kind in _UNCOUNTED or name in met or not ({"văn bản", _word(row.type)} & what):
            continue
        met[name], at = row, number
        if count and len(met) == count:
            break
    if count and len(met) < count:
        return []
    rows = sorted(met.values(), key=lambda r: r.start)
    meant = [row for row in rows if _sameness(row) in asked or row.type not in _PASSING]
    return meant if not count and len(meant) > 1 else rows


def _sameness(row: Reference) -> object:
    """What two mentions of one paper share, also where only one of them has its term."""
    return (row.type, row.number, row.symbol) if row.number and row.symbol else row.canonical or row.surface


def _word(kind: str | None) -> str:
    return (kind or "").lower()


def drafts(page: Page) -> Iterator[Reference]:
    """Dự thảo Báo cáo kết quả kiểm tra — a paper on its way, where it is looked at and not where it is asked for."""
    for match in p.DRAFT.finditer(page.words):
        before, is_titled = page.before(match.start()), match["type"][0].isupper()
        is_looked_at = (is_titled or match["what"]) and p.LOOKED_AT.search(before)
        is_named = is_titled and match[0][0] == "d" and not p.TO_BE_MADE.search(before)
        if not (is_looked_at or is_named):
            continue
        yield Reference(
            **page.spans(match.start(), match.end()), surface=page.cut(match.start(), match.end()), canonical=None,
            kind="unnumbered", type=_official(page, match["type"]), provision=page.provision(match.start()),
        )  # fmt: skip
