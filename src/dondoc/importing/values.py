"""Đọc ô — a cell's words as a day, a due, a number, a state; what is not understood is said of its own cell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.columns import words
from dondoc.reading.deadlines import due_in, from_first
from dondoc.reading.model import Due
from dondoc.reading.text import fold, nfc
from dondoc.shared.profile import LEVELS

ERROR, WARNING, CREATE, CHANGE, READ = "error", "warning", "create", "change", "read"
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})|(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_MONTH = re.compile(r"\d{1,2}[/.-]\d{4}")
_NOTHING = frozenset(
    {"", "khong", "chua", "chua ro", "n a", "chua co han", "chua co"}
)  # a cell that says it says nothing; dashes fold to ""
_NV = re.compile(r"nv (\d{1,6}) (\d{4})\b")  # folded
_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
_LONGEST = {"text": 4000, "title": 1000, "kind_title": 1000, "product": 500, "provision": 60, "so_ky_hieu": 80, "issuer": 200, "kind": 60, "partners": 500, "name": 200, "short": 60, "code": 30, "region": 60, "number": 80}  # fmt: skip
_FIRST_YEAR = 1900


@dataclass(slots=True)
class Cells:
    """Các ô của một dòng — by field; `said` gathers, by field, what is wrong or will happen."""

    values: dict[str, str]
    today: date
    said: dict[str, tuple[str, str]] = field(default_factory=dict)

    def say(self, name: str, what: str, sentence: str) -> None:
        """The first error of a cell stays; anything else gives way to it."""
        if name not in self.said or (what == ERROR and self.said[name][0] != ERROR):
            self.said[name] = (what, sentence)

    @property
    def is_wrong(self) -> bool:
        return any(what == ERROR for what, _sentence in self.said.values())

    def text(self, name: str, needed: str = "") -> str:
        """The words of a cell; `needed` is what is said where there are none."""
        value = plain(self.values.get(name, ""))
        if _BROKEN.fullmatch(value):
            self.say(name, ERROR, _("Công thức của ô bị lỗi."))
            return ""
        if not value and needed:
            self.say(name, ERROR, needed)
        if len(value) > _LONGEST.get(name, 1000):
            self.say(name, ERROR, _("Dài hơn %(n)s ký tự.") % {"n": _LONGEST.get(name, 1000)})
        return value

    def day(self, name: str, needed: str = "") -> date | None:
        """A whole day: dd/mm/yyyy, or as the spreadsheet keeps days."""
        value = self.text(name, needed)
        if fold(value) in _NOTHING:
            return None
        day = day_of(value)
        if day is None:
            self.say(name, ERROR, _("“%(words)s” không phải ngày. Ghi như 15/03/2026.") % {"words": value[:40]})
        return day

    def due(self, name: str, issued_on: date | None) -> Deadline:
        """Hạn — a day, or as papers say it: “Quý III/2026”, “trước 30/6/2026”, “hằng tháng”; the year from the paper's day."""
        value = self.text(name)
        if fold(value) in _NOTHING:
            return Deadline()
        if (day := day_of(value)) is not None:
            return Deadline(day, value, "day")
        found = _found(value, issued_on, self.today)
        if found is None and fold(value) == "thuong xuyen":
            return Deadline(None, value, "")
        if found is None:
            self.say(name, ERROR, self._not_understood(value))
            return Deadline()
        return _deadline(found, value)

    def _not_understood(self, value: str) -> str:
        if _read(value, self.today) is not None:  # no day of a paper to count its year from, and none of the run's
            return _("“%(words)s” không ghi năm, và không rõ ngày văn bản. Ghi như 15/03/2026.") % {"words": value[:40]}
        return _("Không hiểu hạn “%(words)s”. Ghi như 15/03/2026 hoặc Quý III/2026.") % {"words": value[:40]}

    def number(self, name: str, needed: str) -> int | None:
        value = self.text(name, needed)
        digits = value.lstrip("0") or value
        if not value:
            return None
        if not digits.isdecimal() or not 0 < int(digits) < 1_000_000:
            self.say(name, ERROR, _("“%(words)s” không phải số của sổ.") % {"words": value[:40]})
            return None
        return int(digits)

    def state(self, name: str) -> str:
        """“done”, “closed” or “open”, as the sheet says; words that are not known are a warning, and open."""
        value, states = fold(self.text(name)), words()["states"]
        found = next((said for said in ("done", "closed", "open") if value in states[said]), "")
        if not found:
            self.say(name, WARNING, _("Không hiểu trạng thái này: việc được giao như việc chưa xong."))
        return found or "open"

    def level(self, name: str) -> str:
        """Độ mật — "" for none; what is no level is an error, for it may be one."""
        value = self.text(name)
        if fold(value) in {*_NOTHING, "thuong", "khong mat", "binh thuong"}:
            return ""
        found = next((level for level in LEVELS if fold(level) == fold(value)), "")
        if not found:
            self.say(name, ERROR, _("Độ mật là Mật, Tối mật, Tuyệt mật hoặc để trống."))
        return found


@dataclass(frozen=True, slots=True)
class Deadline:
    """Hạn như trong ô."""

    on: date | None = None
    text: str = ""
    precision: str = ""
    recurs: str = ""


def _found(value: str, issued_on: date | None, today: date) -> Due | None:
    """What the words say by the paper's day; with a year of their own whenever that was. None where they name no time."""
    near = _read(value, issued_on or today)
    if near and (issued_on or not (near.on or near.until)):  # a rule alone is the same on any day
        return near
    return _read(value, None)


def _read(value: str, issued_on: date | None) -> Due | None:
    told = f"tháng {value}" if _SHORT_MONTH.fullmatch(value) else value
    due = due_in(told, issued_on.isoformat() if issued_on else None)
    return due if due and (due.on or due.until or due.recurs) else None


def _deadline(found: Due, value: str) -> Deadline:
    """A day beside a rule is that of its first period, and no last one."""
    end = found.on or found.until
    if found.recurs:
        return Deadline(None, value, found.precision or "", from_first(found.recurs, end))
    return Deadline(date.fromisoformat(end) if end else None, value, found.precision or "")


def plain(value: str) -> str:
    """As it is kept: composed, single spaces."""
    return " ".join(nfc(value).split())


def said_of(rows: Iterable[Cells], name: str) -> list[str]:
    """What the rows say there, as it is kept."""
    return sorted({plain(cells.values.get(name, "")) for cells in rows} - {""})


def day_of(value: str) -> date | None:
    """The day, None where the words are no whole day."""
    found = _DAY.fullmatch(value)
    if not found:
        return None
    if found[4]:
        year, month, day = int(found[4]), int(found[5]), int(found[6])
    else:
        year, month, day = int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1])
    try:
        return date(year, month, day) if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def duty_number(value: str) -> tuple[int, int] | None:
    """Number and year of “NV-12/2026”; None where the words are no number of a duty here."""
    found = _NV.match(fold(value))
    return (int(found[1]), int(found[2])) if found else None


def names_in(value: str) -> Iterator[str]:
    """Names of units in a cell: by line or semicolon."""
    return (name for part in re.split(r"[;\n]", value) if (name := part.strip(" .-–")))
