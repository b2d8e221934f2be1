"""Gọi bằng tên — resolutions of plenums and congresses, laws, and papers with a day but no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from dondoc.reading.catalogue import Law, term_number
from dondoc.reading.model import Reference
from dondoc.reading.names import Name, name_at
from dondoc.reading.references import patterns as p
from dondoc.reading.references.numbered import iso
from dondoc.reading.references.page import GROUNDS, Page
from dondoc.reading.shadow import UPPER
from dondoc.reading.text import fold

_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
             "chín": 9, "mười": 10}  # fmt: skip
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_SHORT_NAMES = (("HĐND", "Hội đồng nhân dân"), ("UBND", "Ủy ban nhân dân"), ("QPPL", "quy phạm pháp luật"))
_LAW_NAME = re.compile(r"[\wà-ỹđ]+(?:[\s,-]+[\wà-ỹđ]+){0,17}")
_LAW_YEAR = re.compile(r"\s*,?\s*\(?(?:năm\s+)?(?P<year>(?:19|20)\d\d)\)?(?!\s?[/-]|\w)")
_GENERIC = re.compile(
    rf"(?P<name>[{UPPER}]\w*(?:,?\s+[^\W\d]\w*){{0,16}}?)\s+năm\s+(?P<year>(?:19|20)\d\d)(?!\d|\s?[/-])"
)
# A law the catalogue has not, by its day; inside the name of one that amends it, up to the next or to the end.
_LAW_OF_DAY = re.compile(rf"(?P<name>[{UPPER}]\w*(?:,?\s+(?!ngày|của|số)[^\W\d]\w*){{0,16}}?)(?=,?\s+ngày\s+\d)")
_AMENDED_LAW = re.compile(
    rf"(?P<name>[{UPPER}]\w*(?:,?\s+(?!ngày|của|số|năm)[^\W\d]\w*){{0,12}}?)(?=(?:\s+và|,)\s+(?:Bộ luật|Luật)\s|,?\s+(?:năm|ngày|số)\s+\d|\s*[;.])"
)
_CHARTER = re.compile(r"(?i:Điều lệ) Đảng(?:\s+Cộng sản Việt Nam)?(?!\s+(?:bộ|ủy|đoàn))")
_GAP = re.compile(r"\s+")
_OF = re.compile(r"\s+của\s+")


def named(page: Page) -> Iterator[Reference]:
    """One walk over the type words; what follows says which of these it is."""
    terms: dict[int, list[str]] = {}
    until = 0  # the end of what was read with the mention before
    for match in page.scanned():
        if match.start() < until:
            continue
        word = p.SHORT.get(match["type"]) or _official(page, match["type"])
        start, after = match.start(), match.end()
        rows = (
            list(_of_plenum(page, word, start, after, terms)) if word in ("Nghị quyết", "Kết luận", "Quy định") else []
        )
        if not rows and word == "Nghị quyết":
            rows = list(_of_congress(page, start, after))
        if not rows and word in _LAWS:
            rows = list(_amending(page, word, start, match.end("type")))
            rows = rows or [r for r in (_law(page, word, start, match.end("type")),) if r]
        until = page.shadow.here(max(row.end for row in rows)) if rows else until
        yield from rows or _without_number(page, word, start, match.end("type"))
    yield from _charters(page)


def _official(page: Page, word: str) -> str:
    return page.official(word)


def _of_plenum(page: Page, word: str, start: int, after: int, terms: dict[int, list[str]]) -> Iterator[Reference]:
    match = p.SESSION.match(page.words, after)
    if match is None:
        return
    number = int(match["number"]) if match["number"] else _ordinal(match["nth"])
    printed = [f"khóa {r}" for r in re.findall(rf"\b{p.ROMAN}\b", match["terms"])] if match["terms"] else []
    if number is None or (match["tw"] == "Trung" and not printed):
        return
    if not printed and (shared := p.SHARED_TERM.match(page.words, match.end())):
        printed = [f"khóa {r}" for r in re.findall(rf"\b{p.ROMAN}\b", shared["terms"])]
        span = (start, shared.end())
        for one in (number, *map(int, re.findall(r"\d+", shared["more"]))):
            yield from (_session(page, word, span, one, term, terms) for term in printed)
        return
    if printed:
        terms[number] = printed
    chosen: list[str | None] = [*printed] or [None]
    for term in chosen:
        row = _session(page, word, (start, match.end()), number, term, terms)
        if row.candidates and term is not None and p.MANY_BEFORE.search(page.before(start)):
            names = [name.partition(":") for name in row.candidates]  # "bốn nghị quyết của Hội nghị Trung ương 8"
            yield from (
                replace(row, canonical="".join(name), candidates=(), number=name[2].split("-")[0].lstrip("0"))
                for name in names
            )
        else:
            yield row


def _ordinal(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _ORDINALS.get(word.lower()) or _roman(word)


def _roman(word: str) -> int | None:
    return int(term_number(word)) if re.fullmatch(p.ROMAN, word) else None


def _session(
    page: Page, word: str, span: tuple[int, int], number: int, term: str | None, terms: dict[int, list[str]]
) -> Reference:
    by = {"number": "catalogue"}
    if term is None:
        by["term"] = "antecedent" if number in terms else "rule"
    ours = [term] if term else terms.get(number) or _all_terms(page, number, word)
    rows = [r for one in ours for r in _meant(page, span, page.catalogue.plenum(number, one, word))]
    names = tuple(dict.fromkeys(f"TW{term_number(r['term'])}:{r['symbol']}" for r in rows))
    if term is None and number not in terms:
        names = names if len(names) > 1 else (*names, "")
    only = rows[0] if len(names) == 1 else None
    early = term is None and only is not None
    return Reference(
        **page.spans(*span), surface=page.cut(*span), canonical=names[0] if len(names) == 1 else None,
        candidates=tuple(n for n in names if n) if len(names) > 1 else (), kind="alias_use" if early else "session",
        type=word, number=only["symbol"].split("-")[0].lstrip("0") if only else None,
        symbol=only["symbol"].split("-")[1] if only else None, issuer="Ban Chấp hành Trung ương",
        term=only["term"] if only else term, alias_of=names[0] if early else None,
        provision=page.provision(span[0]), by=by, sure=only is not None and term is not None,
    )  # fmt: skip


def _all_terms(page: Page, number: int, word: str) -> list[str]:
    """Terms whose plenum of that number had been held by the paper's day."""
    day = page.day or "9999"
    return list(dict.fromkeys(r["term"] for r in page.catalogue.plenums if r["number"] == number and r["on"] <= day))


def _meant(page: Page, span: tuple[int, int], rows: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    """Of several resolutions of one plenum: whose subject follows, else the one usually meant, else all."""
    if len(rows) < 2:
        return rows
    behind = fold(page.words[span[1] : span[1] + 160])
    said = tuple(r for r in rows if any(fold(words) in behind for words in r["about"]))
    usual = tuple(r for r in rows if r.get("usual"))
    return said[:1] or usual or rows


def _of_congress(page: Page, start: int, after: int) -> Iterator[Reference]:
    """Nghị quyết Đại hội XIII của Đảng; Nghị quyết lần thứ 12 của Đảng bộ Khối; never 12-NQ/TW."""
    event = p.CONGRESS.match(page.words, after)
    at = event.end() if event else after
    body = _congress_body(page, at)
    at = body.end if body else at
    nth = p.ORDINAL.match(page.words, at)
    period = p.PERIOD.match(page.words, at)
    end = nth.end() if nth else period.end() if period else at
    period = p.PERIOD.match(page.words, end) if nth else period
    more = p.MORE_CONGRESSES.match(page.words, end) if nth and body is None else None
    end = more.end() if more else end
    party = p.OF_PARTY.match(page.words, end)
    national = bool(party and party["party"])
    if party and not national and body is None:
        body = name_at(page.words, party.end(), page.catalogue, classes=False)
    end = party.end() if party and national else body.end if body and body.end > end else end
    if not _is_congress(event, nth, period, national, body is not None):
        return
    whose = body and (body.body, page.words[body.start : body.end])
    numbers = [nth["n"], *re.findall(p.ROMAN, more[0] if more else "")] if nth else [None]
    for number in numbers:
        yield _congress(page, (start, end), _ordinal(number), whose, max(end, period.end() if period else end))


def _congress_body(page: Page, at: int) -> Name | None:
    """Whose congress: "Chi bộ Đại sứ quán" before "lần thứ", "khóa", "nhiệm kỳ"; else the name that stands here."""
    if not page.words.startswith(("Đảng bộ", "Chi bộ"), at):
        return None
    whole = p.CONGRESS_BODY.match(page.words, at)
    if whole:
        return Name(at, whole.end(), page.catalogue.body_named(whole[0]))
    return name_at(page.words, at, page.catalogue, classes=False)


def _is_congress(event: Any, nth: Any, period: Any, national: bool, local: bool) -> bool:
    if event and event["event"]:
        return bool(nth) or (local and bool(period))
    return bool(nth) and (national or (local and bool(nth["nth"])))


def _congress(page: Page, span: tuple[int, int], number: int | None, body: Any, full: int) -> Reference:
    letters = "" if body is None else (body[0].congress if body[0] else None)
    name = f"ĐH{letters}{number}:NQ" if number and letters is not None and (letters or body is None) else None
    issuer = "Đảng" if body is None else " ".join(body[1].split())
    return Reference(
        **page.spans(*span, full), surface=page.cut(*span), canonical=name, kind="congress", type="Nghị quyết", issuer=issuer,
        term=f"Đại hội {_as_roman(number)}" if number else None, provision=page.provision(span[0]),
        by={"number": "text"}, sure=body is None,
    )  # fmt: skip


def _as_roman(number: int) -> str:
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + units[number % 10]


def _law(page: Page, word: str, start: int, after: int, *, is_dated: bool = True) -> Reference | None:
    """A law by its name, the longest the catalogue knows; with its year it is one paper."""
    rows: tuple[Law, ...] = ()
    name, end = _law_name(page, word, after)
    year = (_LAW_YEAR.match(page.words, end) or p.DATE.match(page.words, end)) if name and is_dated else None
    if name is None:
        generic = _unknown_law(page, after + 1, is_dated=is_dated) if word != "Hiến pháp" else None
        if generic is None:
            return None
        name, end = f"{word} {generic['name']}", generic.end()
    else:
        rows = page.catalogue.law(name, _year(year) if year else None)
        rows = tuple(r for r in rows if year and _day(year) == r.on) or rows  # two of one year: the day decides
        end = year.end() if year and "year" in year.groupdict() else end
    if re.match(r"\s+(?:số\s*:?\s*)?\d+/\d{4}/", page.words[end : end + 16]):
        return None
    said = year is not None and len(rows) == 1
    return Reference(
        **page.spans(start, end), surface=page.cut(start, end), kind="titled", type=word, issuer="Quốc hội",
        canonical=rows[0].canonical if said else None, candidates=() if said else _versions(page, rows),
        number=rows[0].number.split("/")[0].lstrip("0") if said and "/" in rows[0].number else None,
        symbol=rows[0].number.rsplit("/", 1)[-1] if said and "/" in rows[0].number else None, issued_on=rows[0].on if said else None,
        term=_year(year) if year else None, provision=page.provision(start),
        by={"number": "catalogue"} if rows else {}, sure=said,
    )  # fmt: skip


def _unknown_law(page: Page, at: int, *, is_dated: bool) -> re.Match[str] | None:
    """A law by its name and year, its name and day; one that is amended by its name alone."""
    forms = (_GENERIC, _LAW_OF_DAY) if is_dated else (_AMENDED_LAW,)
    return next((found for form in forms if (found := form.match(page.words, at))), None)


def _day(match: re.Match[str]) -> str | None:
    return None if "year" in match.groupdict() else iso(match)


def _amending(page: Page, word: str, start: int, after: int) -> Iterator[Reference]:
    """Luật sửa đổi, bổ sung một số điều của Luật A và Luật B — the law that amends, then those it amends."""
    lead = p.AMENDING.match(page.words, after)
    if lead is None:
        return
    inner: list[Reference] = []
    end = lead.end()
    while match := p.LAW_WORD.match(page.words, end if inner else lead.end()):
        row = _law(page, match["type"], match.start("type"), match.end("type"), is_dated=False)
        if row is None:
            break
        inner.append(row)
        end = page.shadow.here(row.end)
    if not inner:
        return
    day = _LAW_YEAR.match(page.words, end) or p.DATE.match(page.words, end)
    name = " ".join(page.words[start:end].split())
    rows = page.catalogue.law(name, _year(day)) if day else page.catalogue.law(name)
    only = rows[0] if len(rows) == 1 else None
    stop = day.end() if day and "year" in day.groupdict() else end
    yield Reference(
        **page.spans(start, stop, day.end() if day else stop), surface=page.cut(start, stop), kind="titled", type=word,
        issuer="Quốc hội", canonical=only.canonical if only else None, issued_on=iso(day) if day and stop == end else None,
        number=only.number.split("/")[0] if only else None, symbol=only.number.rsplit("/", 1)[-1] if only else None,
        term=_year(day) if day else None, provision=page.provision(start), by={"number": "catalogue"} if only else {},
    )  # fmt: skip
    yield from inner


def _year(match: re.Match[str]) -> str | None:
    """The year a law is called by, or that of the day it was passed."""
    return match["year"] if "year" in match.groupdict() else (iso(match) or "")[:4] or None


def _versions(page: Page, rows: tuple[Law, ...]) -> tuple[str, ...]:
    return tuple(r.canonical for r in rows if page.day is None or r.on <= page.day)


def _law_name(page: Page, word: str, after: int) -> tuple[str | None, int]:
    if word == "Hiến pháp":
        ours = p.CONSTITUTION.match(page.words, after)
        end = ours.end() if ours else after
        return ("Hiến pháp", end) if ours or _LAW_YEAR.match(page.words, after) else (None, after)
    gap = _GAP.match(page.words, after)
    names = _LAW_NAME.match(page.words, gap.end()) if gap else None
    if names is None:
        return None, after
    ends = [m.end() for m in re.finditer(r"\w+", names[0])]
    for end in reversed(ends):
        name = _in_full(f"{word} {names[0][:end]}")
        if fold(name) in page.catalogue.laws:
            return name, names.start() + end
    return None, after


def _in_full(name: str) -> str:
    """A law's name without short forms: HĐND, UBND, QPPL."""
    for short, words in _SHORT_NAMES:
        name = name.replace(short, words)
    return name


def _without_number(page: Page, word: str, start: int, after: int) -> Iterator[Reference]:
    """Thông báo ngày 12/3/2026 của Đảng ủy X — a day and an issuer are enough to look for it."""
    end = after
    of = _OF.match(page.words, end)
    name = name_at(page.words, of.end(), page.catalogue, classes=False) if of else None
    end = name.end if name else end
    day = p.DATE.match(page.words, end)
    if day is None or iso(day) is None or "ngày" not in day[0]:
        yield from _as_ground(page, word, start, after)
        return
    of = p.OF.match(page.words, day.end()) if name is None else None
    name = name or (name_at(page.words, of.end(), page.catalogue, classes=False) if of else None)
    if name is None:
        yield from _as_ground(page, word, start, after, iso(day), day.end())
        return
    issuer = " ".join(page.words[name.start : name.end].split())
    yield Reference(
        **page.spans(start, after, max(day.end(), name.end)), surface=page.cut(start, after), canonical=None,
        kind="unnumbered", type=word, issuer=issuer, issued_on=iso(day), provision=page.provision(start),
    )  # fmt: skip


def _as_ground(
    page: Page, word: str, start: int, after: int, day: str | None = None, end: int = 0
) -> Iterator[Reference]:
    """Căn cứ Quy chế làm việc của …; Xét Tờ trình ngày …; xem xét Báo cáo kết quả kiểm tra của … — no number, one paper."""
    if not page.words[start].isupper() or word in (*_LAWS, "Điều lệ"):
        return
    begin = page.starts[max(page.paragraph(start), 0)]
    before = page.words[max(begin, start - 40) : start]
    is_ground = page.on_grounds(page.paragraph(start)) and p.GROUND_BEFORE.search(before)
    if (is_ground and day is None and GROUNDS.match(page.words, begin)) or not (
        is_ground or p.HEARD_BEFORE.search(before)
    ):
        return
    named = p.UNNUMBERED.match(page.words, after)
    if named is None:
        return
    stop = after if day else named.end("name")
    of = p.OF.match(page.words, stop)
    name = name_at(page.words, of.end(), page.catalogue, classes=False) if of else None
    yield Reference(
        **page.spans(start, stop, max(stop, end, name.end if name else 0)), surface=page.cut(start, stop), canonical=None,
        kind="unnumbered" if day else "titled", type=word, issued_on=day,
        issuer=" ".join(page.words[name.start : name.end].split()) if name else None, provision=page.provision(start),
    )  # fmt: skip


def grounds(page: Page) -> Iterator[Reference]:
    """What a căn cứ calls by kind and name alone: "Quy chế làm việc", "Điều lệ Hội Chữ thập đỏ Việt Nam"."""
    for begin, end in pairwise((*page.starts, len(page.words))):
        for found in p.GROUND.finditer(page.words, begin, end) if GROUNDS.match(page.words, begin) else ():
            if found["type"] in _LAWS or (not found["name"] and found["type"] == "Điều lệ"):
                continue
            stop = found.end("all")
            of = p.OF.match(page.words, stop)
            name = name_at(page.words, of.end(), page.catalogue, classes=False) if of else None
            yield Reference(
                **page.spans(found.start("all"), stop, max(stop, name.end if name else 0)),
                surface=page.cut(found.start("all"), stop), canonical=None, kind="titled", type=page.official(found["type"]),
                issuer=" ".join(page.words[name.start : name.end].split()) if name else None,
                provision=page.provision(found.start("all")),
            )  # fmt: skip


def _charters(page: Page) -> Iterator[Reference]:
    for match in _CHARTER.finditer(page.words):
        yield Reference(
            **page.spans(*match.span()), surface=page.cut(*match.span()), canonical=None, kind="titled", type="Điều lệ",
            issuer="Đại hội đại biểu toàn quốc", provision=page.provision(match.start()),
        )  # fmt: skip
