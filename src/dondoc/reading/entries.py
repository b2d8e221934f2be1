"""Mục của danh mục — one kind, one body, one known paper, one version of a law: frozen values."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = {"I": 1, "V": 5, "X": 10}
_OLD = re.compile(r"\d+[a-zđ]?/([A-ZĐƯ]{2,8})/[A-ZĐƯ]")
_QH = re.compile(r"[/-]((?:QH|UBTVQH)\d+)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """Loại văn bản — its official word and the symbols it bears in each system, some in a time only."""

    name: str
    party: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    dated: tuple[tuple[str, str, str], ...] = ()  # (symbol, from, until) of a symbol that had its time

    def bears(self, symbol: str, system: str = "", on: str | None = None) -> bool:
        """Whether it is written with this symbol; an unknown day excludes nothing."""
        symbols = (*(self.party if system != "state" else ()), *(self.state if system != "party" else ()))
        spans = [(start, end) for mark, start, end in self.dated if mark == symbol]
        return symbol in symbols and (on is None or not spans or any(_within(on, *span) for span in spans))


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
    gap: tuple[str, str] = ("", "")  # last day before and first day after it stood again

    def stood_on(self, day: str | None) -> bool:
        """Whether it existed on a day; an unknown day excludes nothing."""
        return day is None or (_within(day, self.from_, self.until) and not self.gap[0] < day < self.gap[1])

    @property
    def is_unit(self) -> bool:
        """A unit of the office's own, which has no identity beyond its installation."""
        return self.id.startswith("unit:")


@dataclass(frozen=True, slots=True)
class Known:
    """Văn bản đã biết — a paper by issuer, number, kind and term, with words of its title."""

    kind: str
    number: str
    symbol: str
    term: str
    on: str
    about: tuple[str, ...] = ()
    owner: str = "TW"

    @property
    def canonical(self) -> str:
        """TW12:04-NQ/TW"""
        return f"{self.owner}{term_number(self.term)}:{self.number.zfill(2)}-{self.symbol}"


@dataclass(frozen=True, slots=True)
class Law:
    """Luật — one version of a law by name: its number, the day it was passed, the day it began ("": unknown)."""

    name: str
    number: str
    on: str
    from_: str = ""

    @property
    def canonical(self) -> str:
        """QH15:33/2024/QH15"""
        return f"{congress_of(self.number) or 'QH'}:{self.number}"


def _within(day: str, start: str, end: str) -> bool:
    return start <= day and (not end or day <= end)


def congress_of(number: str) -> str | None:
    """The National Assembly's term in a number: QH15 of 33/2024/QH15, UBTVQH11 of 33/2007/PL-UBTVQH11."""
    found = _QH.search(number)
    return found[1] if found else None


def term_number(term: str) -> str:
    """ "khóa XIII" → "13"; "2025-2030" → "2025"."""
    last = term.split()[-1]
    if not set(last) <= set(_ROMAN):
        return last.split("-")[0]
    values = [_ROMAN[letter] for letter in last]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-a if a < b else a for a, b in pairs))


def letters_of(printed: str) -> str:
    """The issuer's letters in a symbol: ĐUK of 07-NQ/ĐUK, BNV of 15/QĐ-BNV, UBND of 3637/UBND-VX.

    Of a joint paper those of the body that leads, in whose series it counts (Hướng dẫn 36-HD/VPTW, II.1).
    """
    if "-" in printed.split("/")[0]:
        return printed.rsplit("/", 1)[-1].partition("-")[0]
    old = _OLD.match(printed)  # before 2002 the issuer stood before its unit: 1417/TC/TCĐN
    if old:
        return old[1]
    parts = printed.rsplit("/", 1)[-1].split("-")
    is_kind = len(parts) > 1 and parts[0] in _STATE_KINDS
    return parts[1] if is_kind else parts[0]


_STATE_KINDS = frozenset((
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "BGN",
    "BTT", "GM", "CH", "NĐ", "TT", "TTLT", "VBHN", "PL", "L", "KL", "NQLT", "QCPH", "HDLN", "HDLT",
))  # fmt: skip
