"""Quy tắc nạp — what is known of a row and what may be said of it; the judging in task_rules, book_rules. Plain values only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.values import CREATE, ERROR, WARNING, Cells, Deadline
from dondoc.reading.text import fold
from dondoc.shared.acts import Refused

FAR = 5000  # numbers of a register left out between two rows: more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Named:
    """Đơn vị ở đây — by one of its names."""

    pk: int
    name: str
    is_below: bool  # the sheet's unit or below it: work may be laid on it


@dataclass(frozen=True, slots=True)
class Given:
    """Việc đã giao — to which unit, due when; `is_over` where it was withdrawn or handed back."""

    unit: int
    due_on: date | None
    name: str = ""  # the unit's, folded: known of a unit that is not seen but for its work
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """Nhiệm vụ đã có của một văn bản; of another unit's register (`is_own` false) only what was given is known."""

    pk: int
    product: str
    due_on: date | None
    is_ended: bool
    given: tuple[Given, ...] = ()
    text: str = ""
    nv: str = ""
    paper: str = ""
    entry: int | None = None
    is_own: bool = True
    issued_on: date | None = None  # the paper's day
    is_held: bool = False  # by some unit, whether the rows name it or not


@dataclass(frozen=True, slots=True)
class Source:
    """Văn bản giao đã có trong sổ của đơn vị."""

    entry: int
    issued_on: date | None
    is_highest: bool
    duties: Mapping[str, Sequence[Duty]] = field(default_factory=dict)  # words → those that say so


@dataclass(frozen=True, slots=True)
class Known:
    """Những gì đã có — of what the rows of a sheet name."""

    units: Callable[[str], Sequence[Named]]
    near: Callable[[str], str]  # a name like it, "" for none
    sources: Mapping[str, Sequence[Source]]  # số ký hiệu, folded
    issuers: Callable[[str], bool]
    numbered: Mapping[str, Sequence[Duty]] = field(default_factory=dict)  # số nhiệm vụ, folded
    may_create: bool = True  # issuers that are not known
    may_end: bool = True  # duties that are done already
    goes_on: Callable[[Task, Duty | None], bool] = lambda _task, _duty: False  # by another row's unit, says the sheet
    lines: Mapping[int, Written] = field(default_factory=dict)  # number of the register → its line
    papers: Mapping[str, int] = field(default_factory=dict)  # số ký hiệu + day, folded → number of its line
    next_number: int = 1
    rows: int = 0
    may_hold: Callable[[str], bool] = lambda level: not level
    split: Callable[[str, str], tuple[str, str]] = lambda words, _so_ky_hieu: ("", words)  # kind and subject of a cell


@dataclass(frozen=True, slots=True)
class Written:
    """Dòng sổ đã có dưới một số; without words where the number was voided or is kept back."""

    so_ky_hieu: str = ""
    issued_on: date | None = None
    title: str = ""
    issuer: str = ""
    on: date | None = None
    kind: str = ""
    entry: int | None = None
    is_stub: bool = False  # of a secret paper: number and days alone
    is_line: bool = True
    is_free: bool = False  # a number of before the software, that no line has taken


@dataclass(frozen=True, slots=True)
class Task:
    """Một dòng giao việc đã hiểu."""

    text: str
    unit: int | None
    partners: tuple[int, ...]
    partner_names: str
    unit_name: str
    due: Deadline
    product: str
    so_ky_hieu: str
    issued_on: date | None
    issuer: str
    title: str
    provision: str
    is_done: bool
    source: int | None = None  # the line of its paper, None where it is still to be registered
    duty: int | None = None
    corrects: bool = False  # the duty that is here has another product
    done_on: date | None = None  # as the sheet says it, of what was done before
    goes_on: bool = False  # done by this unit; others still do it, so the duty is not ended


@dataclass(frozen=True, slots=True)
class Book:
    """Một dòng sổ đã hiểu."""

    number: int
    on: date
    issuer: str
    so_ky_hieu: str
    issued_on: date | None
    kind: str
    title: str
    secrecy: str
    urgency: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Một dòng đơn vị đã hiểu — of which unit (None: a new one), under which, what it says, from when, by which decision."""

    unit: int | None
    parent: int | None
    facts: Mapping[str, object]  # name, short name, code, kind, place: those it says
    on: date | None
    number: str
    decided_on: date | None
    deeds: tuple[str, ...]  # establish, or move, rename, change


@dataclass(frozen=True, slots=True)
class Judged:
    """Kết quả xem một dòng — verdict, its identity, its values where they can be entered, and what is `here` of it already."""

    verdict: str
    key: str
    task: Task | None = None
    book: Book | None = None
    unit: UnitRow | None = None
    here: int | None = None  # the duty, the line of the register, or the unit


def key_of(*parts: object) -> str:
    """Nhận ra một dòng — the same words with or without dấu, on the same day, for the same unit."""
    return hashlib.sha256("|".join(fold(str(part)) if isinstance(part, str) else str(part) for part in parts).encode()).hexdigest()  # fmt: skip


def say_issuer(cells: Cells, known: Known, issuer: str) -> None:
    """Cơ quan ban hành — known, to be added, or for another to add."""
    if issuer and not known.issuers(issuer):
        if known.may_create:
            cells.say("issuer", CREATE, _("Sẽ thêm."))
        else:
            cells.say("issuer", ERROR, _("Chưa có cơ quan ban hành này. Nhờ người được thêm cơ quan bên ngoài."))


def verdict_of_new(cells: Cells, source: Source | None) -> str:
    """Mới — with its paper where that is not here, with what a person should look at."""
    if any(what == WARNING for what, _said in cells.said.values()):
        return "WARNED"
    return "CREATES" if source is None or any(w == CREATE for w, _s in cells.said.values()) else "NEW"


def paper_key(so_ky_hieu: str, issued_on: date | None, issuer: str) -> str:
    return f"{fold(so_ky_hieu)}|{issued_on or ''}|{fold(issuer)}"


def check_kind(kind: str, direction: str) -> None:
    """The sheet of a register goes into a register of that way."""
    if (kind, direction) not in {("INCOMING", "IN"), ("OUTGOING", "OUT"), ("TASKS", "IN"), ("UNITS", "")}:
        raise Refused(_("Chọn sổ đúng chiều với bảng: sổ đến cho bảng văn bản đến, sổ đi cho bảng văn bản đi."))
