"""Một văn bản in — what it is asked of, and what is said of it beside the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dondoc.documents.models import Paper
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.teams import Seat
from dondoc.printing.model import Column, Line, Signature, Table
from dondoc.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """Hỏi gì — of which case, which part of it, for whom, when."""

    case: Case
    part: Body | None
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """Ra gì — the words and tables of the paper; the registered paper where it became one."""

    kind: str
    subject: str
    body: tuple[Line | Table, ...]
    recipients: tuple[str, ...] = ()
    paper: Paper | None = None
    signer_post: str = ""
    signer: str = ""
    addressees: tuple[str, ...] = field(default_factory=tuple)
    people: tuple[int, ...] = ()  # whom it names: that they were looked at is told
    issuer: str = ""  # where it is the team's: under the body that set it up
    signatures: tuple[Signature, ...] = ()  # minutes: all who sign


def heading(text: str) -> Line:
    return Line(text, "heading")


def items(texts: Iterable[str], empty: str = "Không có.") -> list[Line]:
    """Numbered, each a paragraph of its own."""
    lines = [Line(f"{place}. {text}", "item") for place, text in enumerate(texts, 1)]
    return lines or [Line(empty)]


def table(caption: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[str | None]]) -> Table:
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


def objects(case: Case) -> list[str]:
    return [body.unit.name for body in case.bodies.select_related("unit").order_by("id")]


def team_name(case: Case) -> str:
    """Đoàn, theo quyết định nào — as the issuer of what is the team's own."""
    number = f" THEO {named(case.decision).split(',')[0]}" if case.decision else ""
    return f"ĐOÀN {verb(case)}{number}"


def seats(case: Case) -> list[Seat]:
    """Thành viên đoàn hiện nay."""
    return list(case.team.seats.filter(until_on__isnull=True).for_list()) if case.team else []


def scope(asked: Asked) -> list[str]:
    """Văn bản trong phạm vi — of one that the reader may not open its number alone."""
    rows = [one.paper for one in asked.case.scope.select_related("paper").order_by("id")]
    seen = set(
        Paper.objects.visible_to(asked.actor).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True)
    )
    return [f"{named(one)} {one.title if one.pk in seen else ''}".strip() for one in rows]


def examined(case: Case) -> str:
    return f"từ ngày {day(case.examined_from)} đến ngày {day(case.examined_until)}"
