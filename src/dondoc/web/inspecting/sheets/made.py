"""Một văn bản in — of what it is asked, what a slot of its form says, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dondoc.documents.models import Paper
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.teams import Seat
from dondoc.printing.model import Column, Line, Signature, Table
from dondoc.printing.slots import Value, Values
from dondoc.shared.actor import Actor

Heads = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hỏi gì — of which case, which part of it, for whom, when."""

    case: Case
    part: Body | None
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """Một ô — how it is told; the columns of a table; whose persons it names."""

    tell: Callable[[Asked], Value]
    sort: str = "words"  # words | several | table | part
    heads: Heads = ()
    named: Callable[[Asked], Iterable[int]] | None = None


Slots = dict[str, Slot]


@dataclass(frozen=True, slots=True)
class Made:
    """Ra gì — the words and tables of the paper; what its slots say, for a form of the office's own."""

    kind: str
    subject: str
    body: tuple[Line | Table, ...]
    values: Values
    recipients: tuple[str, ...] = ()
    paper: Paper | None = None  # the registered one, where it became one
    signer_post: str = ""
    signer: str = ""
    addressees: tuple[str, ...] = field(default_factory=tuple)
    people: tuple[int, ...] = ()  # whom it names: that they were looked at is told
    issuer: str = ""  # where it is the team's: under the body that set it up
    signatures: tuple[Signature, ...] = ()  # minutes: all who sign


def table(caption: str, heads: Heads, rows: Iterable[Sequence[str | None]]) -> Table:
    columns = tuple(Column(title, width, "right" if title == "TT" else "left") for title, width in heads)
    return Table(columns, tuple((place, *row) for place, row in enumerate(rows, 1)), caption=caption)


def named(paper: Paper | None) -> str:
    """Số, ngày của một văn bản."""
    if paper is None:
        return "…"
    return f"{paper.kind} số {paper.so_ky_hieu}" + (f", ngày {day(paper.issued_on)}" if paper.issued_on else "")


def day(on: date | None) -> str:
    return f"{on:%d/%m/%Y}" if on else "…/…/……"


def verb(case: Case) -> str:
    """Kiểm tra hay giám sát."""
    return "giám sát" if case.sort.supervises else "kiểm tra"


def objects(case: Case) -> tuple[str, ...]:
    return tuple(body.unit.name for body in case.bodies.select_related("unit").order_by("id"))


def team_name(case: Case) -> str:
    """Đoàn, theo quyết định nào — as the issuer of what is the team's own."""
    number = f" THEO {named(case.decision).split(',')[0]}" if case.decision else ""
    return f"ĐOÀN {verb(case)}{number}"


def seats(case: Case) -> list[Seat]:
    """Thành viên đoàn hiện nay."""
    return list(case.team.seats.filter(until_on__isnull=True).for_list()) if case.team else []


def scope(asked: Asked) -> tuple[str, ...] | None:
    """Văn bản trong phạm vi — of one that the reader may not open its number alone."""
    rows = [one.paper for one in asked.case.scope.select_related("paper").order_by("id")]
    seen = set(
        Paper.objects.visible_to(asked.actor).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True)
    )
    return tuple(f"{named(one)} {one.title if one.pk in seen else ''}".strip() for one in rows) or None


def examined(case: Case) -> str:
    return f"từ ngày {day(case.examined_from)} đến ngày {day(case.examined_until)}"
