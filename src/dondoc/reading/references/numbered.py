"""Số, ký hiệu — mentions with a printed number, in the spellings that writers really use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dondoc.reading.catalogue import Body, Known, letters_of
from dondoc.reading.model import Reference
from dondoc.reading.names import name_at
from dondoc.reading.references import patterns as p
from dondoc.reading.references.page import Page
from dondoc.reading.text import fold

_FIGURE = re.compile(r"(?<!\d)\d+(?=[a-zđ]?\s?[-/])")  # what a kind's letters or a year may follow
Seen = dict[tuple[str, str], list[Reference]]
_STATE_OWNERS = frozenset(("CP", "TTg", "UBND", "HĐND", "CTN", "QH"))
_PARTY_OWNERS = re.compile(r"TW|TU|HU|QU|ThU|ĐU[A-ZĐƯ]*|CB|(?:VP|BTC|BTG|BTGDV|UBKT|BNC|BĐN)(?:TW|TU|ĐU|HU|QU|ĐUK)")


@dataclass(slots=True)
class Printed:
    """Số ký hiệu — as printed and put in order: Party `21-KL/TW`, State `30/2020/NĐ-CP`."""

    start: int
    stop: int
    number: str
    symbol: str
    so: str
    letters: str
    kind: str  # the kind's letters
    party: bool


@dataclass(slots=True)
class After:
    """Ngày, cơ quan, khóa — what follows a number, and where it ends."""

    end: int
    day: str | None = None
    year: str | None = None
    issuer: str | None = None
    body: Body | None = None
    term: str | None = None


def numbered(page: Page) -> list[Reference]:
    """All of them; "Nghị quyết số 18, 19-NQ/TW" gives two."""
    found: list[Reference] = []
    seen: Seen = {}
    for match in _printed_numbers(page.words):
        printed = _printed(match)
        if _is_own(page, printed) or _is_head(page, printed):
            continue
        row = _one(page, printed, found[-1] if found else None, seen)
        if row is None:
            continue
        shared = list(_sharing(page, printed, row))
        if shared:  # "các Kết luận số 105, 106 và 109-KL/TU": one span names all of them
            row = replace(row, start=shared[0].start, full_start=shared[0].start, surface=shared[0].surface)
        found += [*shared, row]
        if row.canonical:
            seen.setdefault((row.type or "", printed.so), []).append(row)
    return list(_settled(found))


def _printed_numbers(words: str) -> Iterator[re.Match[str]]:
    """Tried at figures only: a text has few, and the pattern is slow elsewhere."""
    end = 0
    for figure in _FIGURE.finditer(words):
        match = p.NUMBERED.match(words, figure.start()) if figure.start() >= end else None
        if match:
            yield match
            end = match.end()


def _settled(found: Sequence[Reference]) -> Iterator[Reference]:
    """A mention without day or term is the paper that another one names with it, where only one does."""
    told: dict[tuple[str | None, str | None], dict[str, Reference]] = {}
    for row in found:
        if row.canonical and _tells_term(row):
            told.setdefault((row.number, row.symbol), {}).setdefault(row.canonical, row)
    for row in found:
        same = [r for r in told.get((row.number, row.symbol), {}).values() if row.type in (None, r.type)]
        if not _tells_term(row) and len(same) == 1:
            known = same[0]
            by = {**row.by, "term": "antecedent", **({"issued_on": "antecedent"} if known.issued_on else {})}
            yield replace(
                row, canonical=known.canonical, candidates=(), term=known.term, issued_on=known.issued_on,
                type=known.type, by=by, sure=row.sure and row.canonical == known.canonical,
            )  # fmt: skip
        else:
            yield row


def _tells_term(row: Reference) -> bool:
    """Whether the mention itself prints its day or its term."""
    return row.issued_on is not None or (row.term is not None and "term" not in row.by)


def _is_own(page: Page, printed: Printed) -> bool:
    """The paper's own number, at its head or where an annex names it: "(kèm theo Quyết định số …)"."""
    own = page.header.so_ky_hieu
    if own is None:
        return False
    if own.start is not None and page.shadow.at(printed.start) == own.start:
        return True
    after = p.DATE.match(page.words, printed.stop)
    same_day = page.header.issued_on is None or after is None or iso(after) == page.header.issued_on.value
    return same_day and _plain(own.value) == _plain(printed.so)


def _plain(number: str) -> str:
    return re.sub(r"\W", "", number).lstrip("0").upper()


def _is_head(page: Page, printed: Printed) -> bool:
    """A number line of the head: a joint paper has two, a scan spoils its "Số"."""
    kind = page.header.kind
    is_above = kind is not None and kind.start is not None and page.shadow.at(printed.stop) <= kind.start
    return is_above and p.LINE_OF_NUMBER.search(page.before(printed.start)) is not None


def _printed(match: re.Match[str]) -> Printed:
    """134/KL-TW is put in the Party's order, 98-NQ/CP in the State's: writers mix them."""
    if match["kind"]:
        number, kind, owner, party = match["number"], match["kind"], p.centre(match["owner"]), True
        party = owner not in _STATE_OWNERS
        symbol = f"{kind}/{owner}" if party else f"{kind}-{owner}"
        so = f"{number.zfill(2)}-{symbol}" if party else f"{number.zfill(2)}/{symbol}"
        lead = owner.partition("-")[0] if party else owner  # a joint paper counts in the lead body's series
        return Printed(match.start(), match.end(), number, symbol, so, lead, kind, party)
    number, symbol = match["number2"], re.sub(r"\s", "", match["symbol2"]).replace("_", "-")
    symbol = p.PLAIN_D.sub(lambda found: found[0].replace("D", "Đ"), symbol)
    kind, _dash, owner = symbol.partition("-")
    if (
        match["year"] is None
        and owner
        and _PARTY_OWNERS.fullmatch(p.centre(owner))
        and re.fullmatch(p.PARTY_KINDS, kind)
    ):
        symbol = f"{kind}/{p.centre(owner)}"
        return Printed(
            match.start(), match.end(), number, symbol, f"{number.zfill(2)}-{symbol}", p.centre(owner), kind, True
        )
    year = f"{match['year']}/" if match["year"] else ""
    so = f"{number.zfill(2)}/{year}{symbol}"
    return Printed(match.start(), match.end(), number, symbol, so, letters_of(so), kind if owner else "", False)


def _one(page: Page, printed: Printed, last: Reference | None, seen: Seen) -> Reference | None:
    typed = _type_before(page, printed)
    joined = _joined(page, printed, last) if typed is None else None
    if typed is None and joined is None and not _is_paper(page, printed):
        return None
    start, word = typed or (printed.start, joined)
    kind = _kind(page, word, printed)
    after = _after(page, printed.stop, printed.letters)
    by: dict[str, str] = {}
    who = _identity(page, printed, kind, after, seen, by)
    if joined and last is not None and who.canonical is None and not who.candidates and last.term:
        who = Identity(
            page.catalogue.canonical(_owner(page, printed, after), last.term, printed.so, kind), (), last.term
        )
        by["term"] = "antecedent"
    told = typed is not None and who.canonical is not None
    return Reference(
        **page.spans(start, printed.stop, after.end), surface=page.cut(start, printed.stop),
        canonical=who.canonical, candidates=who.candidates, kind="full", type=kind,
        number=printed.number.lstrip("0") or "0", symbol=printed.symbol, issuer=after.issuer or printed.letters,
        term=who.term, issued_on=after.day, provision=page.provision(start), by=by,
        sure=told and (not printed.party or after.term is not None or after.day is not None),
    )  # fmt: skip


def _type_before(page: Page, printed: Printed) -> tuple[int, str] | None:
    """(where the mention starts, its type word); a far type word stays outside the span."""
    before = page.words[max(0, printed.start - 160) : printed.start]
    paper = p.PAPER_BEFORE.search(before[-30:])
    if paper:  # "văn bản số 3637/UBND-VX": the symbol says of what kind
        word = _only(page, printed) or ("" if page.catalogue.kinds_of_symbol(printed.kind) else "Công văn")
        return printed.start - len(before[-30:]) + paper.start(), word
    if "/QH" in printed.so or "UBTVQH" in printed.so:
        law = p.LAW_BEFORE.search(before)
        if law:
            return printed.start - len(before) + law.start(), law["type"]
    near = p.TYPE_BEFORE.search(before[-60:])
    if near:
        return printed.start - len(before[-60:]) + near.start(), p.SHORT.get(near["type"], near["type"])
    far = p.FAR_BEFORE.search(before[-130:])
    return (printed.start, far["type"]) if far else _spoilt(page, printed, before[-30:])


def _spoilt(page: Page, printed: Printed, before: str) -> tuple[int, str] | None:
    """A kind whose letters a scanner spoilt, right before "số": the same without marks and blanks."""
    for pattern in p.SPOILT_BEFORE:
        found = pattern.search(before)
        bare = fold(found["type"]).replace(" ", "") if found else ""
        kind = next((t for t in p.TYPES if fold(t).replace(" ", "") == bare), None)
        if found and kind:
            return printed.start - len(before) + found.start(), kind
    return None


def _joined(page: Page, printed: Printed, last: Reference | None) -> str | None:
    """The type word of the mention before, handed on by "và", "," and the like."""
    if last is None or last.type is None:
        return None
    place = page.shadow.here(last.full_end)
    if printed.start - place > 20 or not p.JOINED.fullmatch(page.words, place, printed.start):
        return None
    kinds = page.catalogue.kinds_of_symbol(printed.kind)
    return last.type if not kinds or last.type in {k.name for k in kinds} else None


def _is_paper(page: Page, printed: Printed) -> bool:
    """Without a type word: a known kind's letters, or a year; never a licence or a contract."""
    before = page.before(printed.start)
    if p.NOT_A_PAPER.search(before):
        return False
    if "/20" in printed.so or "/19" in printed.so or "/QH" in printed.so:
        return True
    known = bool(page.catalogue.kinds_of_symbol(printed.kind, "party" if printed.party else "state"))
    return known or bool(p.NUMBER_WORD.search(before) and page.catalogue.body_of_symbol(printed.letters))


def _kind(page: Page, word: str | None, printed: Printed) -> str | None:
    if word:
        return page.official(word)
    return _only(page, printed)


def _only(page: Page, printed: Printed) -> str | None:
    """The one kind of a symbol, or the plain one of those that share it: Kế hoạch, not Kế hoạch phối hợp."""
    kinds = page.catalogue.kinds_of_symbol(printed.kind, "party" if printed.party else "state")
    plain = min((kind.name for kind in kinds), key=len, default=None)
    return plain if plain and all(kind.name.startswith(plain) for kind in kinds) else None


def _after(page: Page, at: int, letters: str = "") -> After:
    """Date, issuer and term behind a number, in any order."""
    found = After(at)
    for _turn in range(4):
        match = p.DATE.match(page.words, found.end) or p.BARE_DATE.match(page.words, found.end)
        if found.day is None and match:
            found.day = iso(match)
            if found.day is None:
                break
        elif found.issuer is None and (match := p.OF.match(page.words, found.end)):
            congress = p.OF_CONGRESS.match(page.words, match.end()) if letters == "ĐH" else None
            if congress:
                found.issuer, found.term = " ".join(congress["name"].split()), f"Đại hội {congress['n']}"
                found.end = congress.end()
                continue
            name = name_at(page.words, match.end(), page.catalogue, classes=False)
            if name is None:
                break
            found.issuer, found.body = " ".join(page.words[name.start : name.end].split()), name.body
            found.end = name.end
            continue
        elif found.term is None and (match := p.TERM.match(page.words, found.end)):
            found.term = " ".join(match["term"].replace(" - ", "-").split()).removeprefix("nhiệm kỳ ")
        elif found.year is None and found.day is None and (match := p.YEAR.match(page.words, found.end)):
            found.year = match["year"]
        else:
            break
        found.end = match.end()
    return found


def iso(match: re.Match[str]) -> str | None:
    """The ISO day of a printed one; None for 31/02."""
    groups = match.groupdict()
    parts = [next(v for k, v in groups.items() if k[0] == letter and v) for letter in "ymd"]
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Identity:
    """Danh tính — one name, or the names that remain, and the term or year."""

    canonical: str | None = None
    candidates: tuple[str, ...] = ()
    term: str | None = None

    @classmethod
    def among(cls, names: Iterable[str], term: str | None) -> Identity:
        """One name decides; several are all kept."""
        rows = tuple(dict.fromkeys(names))
        return cls(rows[0], (), term) if len(rows) == 1 else cls(None, rows, None)


def _identity(page: Page, printed: Printed, kind: str | None, after: After, seen: Seen, by: dict[str, str]) -> Identity:
    """By the text, else an earlier mention here, else the catalogue, else the paper's own day."""
    owner = _owner(page, printed, after)
    series = _series(page, printed, after, owner, by)
    if series is not None:
        return Identity(page.catalogue.canonical(owner, series, printed.so, kind), (), series or None)
    earlier = [r for r in seen.get((kind or "", printed.so), []) if r.canonical]
    if earlier:
        by["term"] = "antecedent"
        return Identity.among([r.canonical or "" for r in earlier], earlier[0].term)
    if not printed.party:
        return Identity(page.catalogue.canonical(owner, "", printed.so, kind))
    return _undated(page, printed, kind, owner, by)


def _series(page: Page, printed: Printed, after: After, owner: str, by: dict[str, str]) -> str | None:
    """The term or year that the mention itself gives; "" where its day falls between two terms."""
    if not printed.party:
        return after.day[:4] if after.day else after.year
    if after.term:
        return after.term
    day = after.day or (f"{after.year}-07-01" if after.year else None)
    if day is None:
        return None
    by["term"] = "rule"
    return page.catalogue.term_on(owner or printed.letters, day) or ""


def _undated(page: Page, printed: Printed, kind: str | None, owner: str, by: dict[str, str]) -> Identity:
    """A Party number without date or term: what its title says, else the paper's own day, else all known."""
    known: tuple[Known, ...] = page.catalogue.known(kind, printed.number, printed.letters)
    near = page.near(printed.start, printed.stop, known)
    if len(near) == 1:
        by["term"] = "catalogue"
        return Identity(near[0].canonical, (), near[0].term)
    by["term"] = "rule"
    term = page.catalogue.term_on(owner or printed.letters, page.day) if page.day else None
    ours = page.catalogue.canonical(owner, term, printed.so, kind) if term else None
    past = [k.canonical for k in known if page.day is None or (k.on <= page.day and not _is_gone(page, k))]
    if ours is None:
        return Identity(None, tuple(past))
    return Identity.among([ours, *past], term)


def _is_gone(page: Page, known: Known) -> bool:
    """Whether another paper had replaced it by the day of this one."""
    gone = page.catalogue.replaced_by(f"{known.number.zfill(2)}-{known.symbol}", known.term, on=page.day)
    return gone is not None


def _owner(page: Page, printed: Printed, after: After) -> str:
    """The issuer's identity: the printed name where it fits the letters, else the letters' only bearer."""
    body = after.body
    if body is None or body.is_unit or (after.day and not body.stood_on(after.day)):
        return ""
    if printed.letters in ("TW", "HNTW") or body.id == "TW":
        return "TW" if printed.letters in ("TW", "HNTW") else ""
    only = page.catalogue.body_of_symbol(printed.letters)
    return only.id if only is not None else body.id


def _sharing(page: Page, printed: Printed, row: Reference) -> Iterator[Reference]:
    """Nghị quyết số 18, 19-NQ/TW — the numbers before that share the symbol; each its own paper."""
    at = page.shadow.here(row.start)
    before = page.words[max(0, printed.start - 80) : printed.start]
    match = p.SHARED.search(before) if at == printed.start else None
    if match is None:
        return
    start = printed.start - len(before) + match.start()
    after = _after(page, printed.stop, printed.letters)
    kind = _kind(page, match["type"], printed)
    for found in re.finditer(r"\d+", match["numbers"]):
        so = f"{found[0].zfill(2)}{printed.so[len(printed.number.zfill(2)) :]}"
        by: dict[str, str] = {}
        who = _identity(
            page,
            replace(printed, number=found[0], so=so),
            kind,
            After(after.end, None, None, after.issuer, after.body, after.term),
            {},
            by,
        )
        if row.canonical and (after.day or who.canonical is None):  # the day is of the last; the term of them all
            who = Identity(f"{row.canonical.split(':')[0]}:{so}", (), row.term)
        yield replace(
            row, **page.spans(start, printed.stop, page.shadow.here(row.full_end)), surface=page.cut(start, printed.stop),
            number=found[0].lstrip("0"), canonical=who.canonical, candidates=who.candidates, term=who.term, type=kind,
            by={**row.by, **by, "symbol": "text"}, sure=False,
        )  # type: ignore[arg-type]  # fmt: skip
