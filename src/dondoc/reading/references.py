"""Viện dẫn — mentions of other papers, by identity and not by string.

Anchored at the number and looked at outward: the type word before it, the date and issuer after.
The kind comes from the type word, never from the symbol alone (QĐ is Quyết định or Quy định).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dondoc.reading.catalogue import Catalogue, term_number
from dondoc.reading.model import Header, Reference
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.shadow import Shadow

_TYPES = (
    "Nghị quyết|Quyết định|Quy định|Quy chế|Kết luận|Chỉ thị|Hướng dẫn|Thông báo kết luận|Thông báo|Thông tri|Kế hoạch|"
    "Chương trình hành động|Chương trình|Báo cáo|Tờ trình|Công văn|Đề án|Nghị định|Thông tư liên tịch|Thông tư|Pháp lệnh|"
    "Bộ luật|Luật|Công điện|Quy trình|Thông cáo"
)
TYPE = rf"(?P<type>(?i:{_TYPES}))"
_PARTY = (
    r"(?P<number>\d{1,5}[a-zđ]?)\s?-\s?(?P<kind>(?:QĐNS|QĐi|QĐ|NQ|KLNS|KL|HD|CT|TBKL|TB|CV|KH|TTr|BC|CTr|Ctr|CTHĐ|QC|ĐA|TT|TC|BB|GM|QT|PA|LKG))"
    r"\s?[/-]\s?(?P<owner>T\.?Ư|T\.?W|[A-ZĐƯ][A-Za-zĐđƯư]{0,14})"
)
_STATE = (
    r"(?P<number2>\d{1,5}[a-zđ]?)\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol2>(?:QH\d+|UBTVQH\d+|[A-ZĐ][A-Za-zĐđ]{0,6}"
    r"\s?-\s?[A-ZĐƯ][A-Za-zĐđƯư]{0,12}(?:-[A-ZĐƯ]{1,10})*))"
)
_NUMBERED = re.compile(rf"(?<![\w/.,-])(?:{_PARTY}|{_STATE})(?![\w/])")
_BEFORE = re.compile(rf"{TYPE}\s+(?:số\s*:?\s*)?$")
_BEFORE_BARE = re.compile(r"(?:số|Số)\s*:?\s*$")
_DATE = re.compile(
    r",?\s*(?:ngày|ký ngày)\s+(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))"
)
_OF = re.compile(
    r",?\s*của\s+((?:[A-ZĐÀ-Ỹ][\wà-ỹđ]*)(?:\s+(?:[A-ZĐÀ-Ỹ][\wà-ỹđ]*|các|cơ quan|và|trung ương|khối|bộ phận|ngoài nước))*)"
)
_TERM = re.compile(r",?\s*(khóa\s+[IVX]+)\b")
_SESSION = re.compile(
    r"(?P<type>[Nn]ghị quyết)\s+(?:Hội nghị\s+)?(?:lần thứ\s+(?P<nth>[\wà-ỹ]+)\s+)?(?:Ban Chấp hành\s+)?(?P<tw>Trung ương|Trung|TW|T\.Ư|TƯ)\s*"
    r"(?P<number>\d{1,2})?(?:\s*,?\s*(?P<terms>khóa\s+[IVX]+(?:(?:\s*,\s*|\s+và\s+)(?:khóa\s+)?[IVX]+\b)*))?"
)
_CONGRESS = re.compile(
    r"[Nn]ghị quyết\s+Đại hội\s+(?:đại biểu\s+)?(?:toàn quốc\s+)?(?:Đảng\s+)?(?:lần thứ\s+)?(?P<term>[IVX]+)\b(?:\s+của\s+(?P<of>Đảng bộ [A-ZĐ]\w*|Đảng))?"
)
_ALIAS = re.compile(
    rf"\(\s*(?:(?:sau đây|dưới đây)\s+)?(?:(?:gọi|viết)\s+(?:tắt|chung)\s+là\s*:?\s*)(?P<name>[^()]{{3,80}})\)"
    rf"|\((?P<short>{TYPE.replace('type', 'stype')}\s+(?:số\s+)?(?:\d{{1,5}}|Trung ương\s+\d{{1,2}}))\s*\)"
)
_USE = re.compile(rf"{TYPE}\s+(?:số\s+)?(?P<number>\d{{1,5}})(?![\d\w]|\s?[-/]\s?[\wĐ])")
_GROUP = re.compile(r"[Cc]ác\s+(?:văn bản|nghị quyết|quy định|chỉ thị|kết luận)\s+(?:nêu\s+)?trên")
_LAW = re.compile(
    r"(?P<type>Luật|Bộ luật|Pháp lệnh)\s+(?P<name>[A-ZĐÀ-Ỹ][\wà-ỹđ]*(?:\s+(?!số\b|năm\b|ngày\b|và\b|quy\b|được\b|này\b)[\wà-ỹđ]+){0,9})\s+(?:năm\s+(?P<year>\d{4})|số\s+(?P<number>\d+/\d{4}/QH\d+))"
)
_PROVISION = re.compile(
    r"((?:điểm\s+[a-zđ]\)?,?\s+)?(?:khoản\s+\d+,?\s+)?Điều\s+\d+|(?:điểm|mục|khoản)\s+[\dIVX.]+[a-zđ]?)(?:\s+(?:của\s+)?)$",
    re.IGNORECASE,
)
_RELATIONS = (
    ("replaces", re.compile(r"thay thế(?: cho)?\s*$")),
    ("repeals", re.compile(r"(?:bãi bỏ|hủy bỏ)\s*$")),
    ("amends", re.compile(r"(?:sửa đổi,? bổ sung|sửa đổi|bổ sung)(?: một số (?:điều|nội dung)(?: của)?)?\s*$")),
    ("based_on", re.compile(r"(?:Căn cứ|căn cứ)(?: vào)?\s*$")),
    ("implements", re.compile(r"(?:thực hiện|triển khai|quán triệt|thi hành|cụ thể hóa)(?: (?:thắng lợi|nghiêm|tốt|có hiệu quả))?\s*$", re.IGNORECASE)),
)  # fmt: skip
_TW = re.compile(r"T\.?[ƯW]|TƯ")
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
             "chín": 9, "mười": 10}  # fmt: skip


def find_references(
    text: str, paragraphs: Sequence[Paragraph], header: Header, catalogue: Catalogue
) -> tuple[Reference, ...]:
    """All mentions, in the order of the text; the paper's own number at its head is none."""
    return _Finder(text, header, catalogue).find()


class _Finder:
    """Một lượt đọc viện dẫn — what was met before serves what comes after."""

    def __init__(self, text: str, header: Header, catalogue: Catalogue) -> None:
        self.shadow = Shadow(text)
        self.words = self.shadow.text.replace("\n", " ")
        self.original = text
        self.catalogue = catalogue
        self.day = header.issued_on.value if header.issued_on else None
        self.own = header.so_ky_hieu
        self.dates: dict[str, str] = {}
        self.terms: dict[str, str] = {}

    def find(self) -> tuple[Reference, ...]:
        found = [*self._numbered(), *self._sessions(), *self._congresses(), *self._laws()]
        found = _apart(found)
        found += _apart_from(found, [*self._aliases(found)])
        found += _apart_from(found, [*self._uses(found)])
        found += _apart_from(found, [*self._groups()])
        return tuple(sorted(found, key=lambda r: (r.start, r.end)))

    def _numbered(self) -> Iterator[Reference]:
        for match in _NUMBERED.finditer(self.words):
            if self.own and self.own.start is not None and self.shadow.at(match.start()) == self.own.start:
                continue
            row = self._one(match)
            if row is not None:
                yield row

    def _one(self, match: re.Match[str]) -> Reference | None:
        before = self.words[max(0, match.start() - 60) : match.start()]
        typed = _BEFORE.search(before)
        if typed is None and not _BEFORE_BARE.search(before) and match["year"] is None and match["kind"] is None:
            if match["symbol2"] and "-" not in match["symbol2"]:
                return None
        start = match.start() - (len(before) - typed.start()) if typed else match.start()
        kind = self._kind(typed["type"] if typed else "", match["kind"] or "")
        printed, party = self._printed(match), match["kind"] is not None
        end, day, issuer, term = self._after(match.end())
        day = day or self.dates.get(printed)
        if day:
            self.dates.setdefault(printed, day)
        return self._reference(start, match.end(), end, printed, kind, day, issuer, term, party, bool(typed))

    def _reference(
        self, start: int, stop: int, end: int, printed: str, kind: str | None, day: str | None,
        issuer: str | None, term: str | None, party: bool, typed: bool,
    ) -> Reference:  # fmt: skip
        by: dict[str, str] = {}
        owner = _owner_of(printed, party)
        body = self.catalogue.body_named(issuer) if issuer else None
        owner_id = body.id if body and not body.id.startswith("unit:") and body.id != "TW" else owner
        series = self._series(printed, owner, day, term, party, by)
        number, symbol = re.match(r"(\d+[a-zđ]?)[-/](.*)", printed).groups()  # type: ignore[union-attr]
        return Reference(
            start=self.shadow.at(start), end=self.shadow.at(stop), full_start=self.shadow.at(start),
            full_end=self.shadow.at(end), surface=self._cut(start, stop),
            canonical=self.catalogue.canonical(owner_id, series or "", _official(printed, kind)),
            kind="full", type=kind, number=number.lstrip("0") or number, symbol=symbol, issuer=issuer or owner,
            term=series, issued_on=day, provision=self._provision(start), relation=self._relation(start),
            by=by, sure=typed and (series is not None or not party),
        )  # fmt: skip

    def _cut(self, start: int, stop: int) -> str:
        return self.original[self.shadow.at(start) : self.shadow.at(stop)]

    def _kind(self, word: str, symbol: str) -> str | None:
        if word:
            known = self.catalogue.kind_named(word)
            return known.name if known else word.capitalize()
        kinds = self.catalogue.kinds_of_symbol(symbol)
        return kinds[0].name if len(kinds) == 1 else None

    def _printed(self, match: re.Match[str]) -> str:
        if match["kind"]:
            owner = _TW.sub("TW", match["owner"].replace(".", ""))
            return f"{match['number'].zfill(2)}-{match['kind']}/{owner}"
        year = f"{match['year']}/" if match["year"] else ""
        symbol = re.sub(r"\s", "", match["symbol2"])
        return f"{match['number2'].zfill(2)}/{year}{symbol}"

    def _after(self, at: int) -> tuple[int, str | None, str | None, str | None]:
        """Date, issuer and term behind a number: (end, ISO day, issuer's name, term)."""
        day = issuer = term = None
        window = self.words[at : at + 220]
        place = 0
        for _turn in range(3):
            rest = window[place:]
            if day is None and (found := _DATE.match(rest)):
                d, m, y = found[1], found[2] or found[4], found[3] or found[5]
                day = f"{y}-{int(m):02d}-{int(d):02d}"
            elif issuer is None and (found := _OF.match(rest)):
                issuer = _trim(found[1])
                found = re.match(re.escape(rest[: found.start(1)] + issuer), rest)
            elif term is None and (found := _TERM.match(rest)):
                term = " ".join(found[1].split())
            if found is None:
                break
            place += found.end()
        return at + place, day, issuer, term

    def _series(
        self, printed: str, owner: str, day: str | None, term: str | None, party: bool, by: dict[str, str]
    ) -> str | None:
        if not party:
            return day[:4] if day else None
        if term:
            return term
        if day:
            by["term"] = "rule"
            self.terms.setdefault(printed, self.catalogue.term_on(owner, day) or "")
            return self.catalogue.term_on(owner, day)
        if self.terms.get(printed):
            by["term"] = "antecedent"
            return self.terms[printed]
        by["term"] = "rule"
        return self.catalogue.term_on(owner, self.day) if self.day else None

    def _provision(self, start: int) -> str | None:
        found = _PROVISION.search(self.words[max(0, start - 60) : start])
        return " ".join(found[1].split()) if found else None

    def _relation(self, start: int) -> str:
        """What the words just before say; "Quyết định này thay thế Quyết định số…" included."""
        before = self.words[max(0, start - 50) : start]
        clean = _PROVISION.sub("", before)
        return next((name for name, words in _RELATIONS if words.search(clean)), "cites")

    def _sessions(self) -> Iterator[Reference]:
        for match in _SESSION.finditer(self.words):
            number = int(match["number"]) if match["number"] else _ORDINALS.get((match["nth"] or "").lower())
            if number is None or (match["tw"] == "Trung" and match["terms"] is None):
                continue
            terms = ["khóa " + r for r in re.findall(r"[IVX]+", match["terms"])] if match["terms"] else [None]
            for term in terms:
                yield self._session(match, number, term)

    def _session(self, match: re.Match[str], number: int, term: str | None) -> Reference:
        by: dict[str, str] = {}
        if term is None:
            term = self.terms.get(f"TW{number}")
            by["term"] = "antecedent"
        else:
            self.terms[f"TW{number}"] = term
        rows = self.catalogue.plenum(number, term) if term else ()
        about = [r for r in rows if r.get("about") and r["about"] in self.words[match.end() : match.end() + 80]]
        rows = tuple(about) if len(about) == 1 else rows
        names = tuple(f"TW{term_number(term)}:{r['symbol']}" for r in rows) if term else ()
        start, stop = self.shadow.at(match.start()), self.shadow.at(match.end())
        symbol = rows[0]["symbol"] if len(rows) == 1 else None
        by["number"] = "catalogue"
        return Reference(
            start, stop, self._cut(match.start(), match.end()), start, stop, names[0] if len(names) == 1 else None,
            "session" if match["terms"] else "alias_use", candidates=names if len(names) != 1 else (), type="Nghị quyết",
            number=symbol.split("-")[0].lstrip("0") if symbol else None, symbol=symbol.split("-")[1] if symbol else None,
            issuer="Ban Chấp hành Trung ương", term=term, relation=self._relation(match.start()), by=by,
            alias_of=None if match["terms"] or len(names) != 1 else names[0], sure=len(names) == 1 and bool(match["terms"]),
        )  # fmt: skip

    def _congresses(self) -> Iterator[Reference]:
        for match in _CONGRESS.finditer(self.words):
            of_centre = match["of"] in (None, "Đảng")
            body = None if of_centre else self.catalogue.body_named(match["of"])
            owner = "" if of_centre else (body.id if body else match["of"])
            name = (
                f"ĐH{term_number('khóa ' + match['term'])}:NQ"
                if of_centre
                else f"{owner}:ĐH{term_number('khóa ' + match['term'])}:NQ"
            )
            start, stop = self.shadow.at(match.start()), self.shadow.at(match.end())
            yield Reference(
                start, stop, self._cut(match.start(), match.end()), start, stop, name, "congress",
                type="Nghị quyết", term=f"khóa {match['term']}", issuer=match["of"] or "Đảng",
                relation=self._relation(match.start()), sure=of_centre,
            )  # fmt: skip

    def _laws(self) -> Iterator[Reference]:
        for match in _LAW.finditer(self.words):
            if match["number"]:
                continue  # the number is found by itself, with its type word too far: kept below
            start, stop = self.shadow.at(match.start()), self.shadow.at(match.end())
            yield Reference(
                start, stop, self._cut(match.start(), match.end()), start, stop, None, "titled",
                type=match["type"], issuer="Quốc hội", relation=self._relation(match.start()),
                provision=self._provision(match.start()), by={"year": "text"},
            )  # fmt: skip

    def _aliases(self, found: Sequence[Reference]) -> Iterator[Reference]:
        """An alias belongs to the outermost paper of its clause with that type and number."""
        for match in _ALIAS.finditer(self.words):
            group = "name" if match["name"] else "short"
            before = [r for r in found if self.shadow.here(r.end) <= match.start()][-8:]
            target = self._meant(match[group], [r for r in before if match.start() - self.shadow.here(r.end) < 700])
            if target is None:
                continue
            start, stop = match.span(group)
            row = replace(
                target, start=self.shadow.at(start), end=self.shadow.at(stop), full_start=self.shadow.at(start),
                full_end=self.shadow.at(stop), surface=self._cut(start, stop), kind="alias_def",
                alias_of=target.canonical, provision=None, relation="cites", issued_on=None, sure=target.sure,
            )  # fmt: skip
            self.aliases.append((match[group], row))
            yield row

    @property
    def aliases(self) -> list[tuple[str, Reference]]:
        if not hasattr(self, "_named"):
            self._named: list[tuple[str, Reference]] = []
        return self._named

    def _meant(self, name: str, before: Sequence[Reference]) -> Reference | None:
        number = re.search(r"\d+", name)
        kind = next((t for t in _TYPES.split("|") if name.lower().startswith(t.lower())), None)
        session = "Trung ương" in name
        for row in reversed(before):
            same_kind = kind is None or (row.type or "").lower() == kind.lower()
            if session and row.kind == "session":
                return row
            if same_kind and not session and number and row.number == (number[0].lstrip("0") or "0"):
                return row
        return before[-1] if before and number is None else None

    def _uses(self, found: Sequence[Reference]) -> Iterator[Reference]:
        """`Kết luận số 21` — a short form of a paper named elsewhere in this one."""
        known: dict[tuple[str, str], Reference] = {}
        for row in found:
            if row.type and row.number and row.kind in ("full", "session", "alias_def"):
                known.setdefault((row.type.lower(), row.number), row)
        for match in _USE.finditer(self.words):
            target = known.get((match["type"].lower(), match["number"].lstrip("0") or "0"))
            if target is None or self.words[match.end() : match.end() + 12].lstrip().startswith(("khóa", "của Đảng")):
                continue
            start, stop = self.shadow.at(match.start()), self.shadow.at(match.end())
            yield replace(
                target, start=start, end=stop, full_start=start, full_end=stop, kind="alias_use",
                surface=self._cut(match.start(), match.end()), alias_of=target.canonical, sure=False,
                provision=self._provision(match.start()), relation=self._relation(match.start()),
                issued_on=None, by={"number": "antecedent"},
            )  # fmt: skip

    def _groups(self) -> Iterator[Reference]:
        for match in _GROUP.finditer(self.words):
            start, stop = self.shadow.at(match.start()), self.shadow.at(match.end())
            yield Reference(start, stop, self._cut(match.start(), match.end()), start, stop, None, "anaphor")


def _owner_of(printed: str, party: bool) -> str:
    """The issuer's letters in a symbol."""
    if party:
        return printed.rsplit("/", 1)[-1]
    parts = printed.rsplit("/", 1)[-1]
    return "QH" if parts.startswith("QH") else parts.split("-")[1] if "-" in parts else parts


def _official(printed: str, kind: str | None) -> str:
    """The printed form of the identity: as printed, but QĐi only where it is printed so."""
    return printed


_STOPS = re.compile(r"\s+(?:và|các)$")


def _trim(name: str) -> str:
    """A body's name without a conjunction left at its end."""
    return _STOPS.sub("", " ".join(name.split()))


def _apart(rows: list[Reference]) -> list[Reference]:
    """Of mentions that overlap the longest stays; equal spans (several papers) stay together."""
    kept: list[Reference] = []
    for row in sorted(rows, key=lambda r: (r.start, -(r.end - r.start))):
        last = kept[-1] if kept else None
        if last is None or row.start >= last.end or (row.start, row.end) == (last.start, last.end):
            kept.append(row)
    return kept


def _apart_from(found: Sequence[Reference], rows: list[Reference]) -> list[Reference]:
    """Those that touch none already found."""
    taken = sorted((r.start, r.end) for r in found)
    free: list[Reference] = []
    place = 0
    for row in sorted(_apart(rows), key=lambda r: r.start):
        while place < len(taken) and taken[place][1] <= row.start:
            place += 1
        if place == len(taken) or taken[place][0] >= row.end:
            free.append(row)
    return free
