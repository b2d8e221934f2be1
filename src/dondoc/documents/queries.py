"""Tra văn bản — registers with their gaps, what is offered on a paper, lineage, review items."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Lag
from django.utils.translation import gettext as _

from dondoc.access.rights import shared_by
from dondoc.documents.lifecycle import EntryState, UploadState
from dondoc.documents.models import (
    Direction,
    Entry,
    EntryStep,
    Paper,
    PaperLink,
    Reading,
    Register,
    RegisterNumber,
    ReviewMark,
    Upload,
)
from dondoc.jobs.models import Job
from dondoc.reading.deadlines import from_first, recurrence
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import day_ends_at
from dondoc.shared.lifecycle import state_on
from dondoc.units.models import Unit


def open_books(unit: Unit, actor: Actor) -> models.QuerySet[Register]:
    """Sổ đến đang dùng của một đơn vị — the newest series first."""
    books = Register.objects.visible_to(actor).filter(unit=unit, direction=Direction.IN)
    return books.filter(until_on__isnull=True).order_by("-series", "id")


def out_books(unit: Unit, actor: Actor) -> models.QuerySet[Register]:
    """Sổ đi đang dùng của một đơn vị — by name."""
    books = Register.objects.visible_to(actor).filter(unit=unit, direction=Direction.OUT)
    return books.filter(until_on__isnull=True).order_by("name", "-series", "id")


@dataclass(frozen=True, slots=True)
class Gap:
    """Số chưa rõ — a run of numbers of a series that no row accounts for."""

    first: int
    last: int


def has_book() -> bool:
    """Cơ quan đã mở sổ nào chưa — of the whole house: whether, and nothing of any."""
    return Register.objects.exists()


def has_line() -> bool:
    """Cơ quan đã vào sổ dòng nào chưa — as `has_book`."""
    return Entry.objects.exists()


def gaps(register: Register) -> list[Gap]:
    """Every number from the start is issued, reserved or void; what is not is shown."""
    before = models.Window(Lag("number", default=register.starts_at - 1), order_by="number")
    taken = RegisterNumber.objects.filter(register=register, number__gte=register.starts_at).annotate(before=before)
    found = taken.filter(number__gt=models.F("before") + 1).order_by("number")
    return [Gap(before + 1, number - 1) for before, number in found.values_list("before", "number")]


def with_lines(books: Sequence[Register]) -> Sequence[Register]:
    """Số dòng của từng sổ — `lines`, counted for these registers alone."""
    counted = Entry.objects.filter(register__in=[book.pk for book in books]).order_by().values("register")
    lines = {row["register"]: row["lines"] for row in counted.annotate(lines=models.Count("pk"))}
    for book in books:
        book.lines = lines.get(book.pk, 0)  # type: ignore[attr-defined]
    return books


@dataclass(frozen=True, slots=True)
class Item:
    """Một mục rà soát — a value read, its words, how sure, and what a person said of it."""

    key: str
    label: str
    value: str
    start: int | None
    end: int | None
    sure: bool
    verdict: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    doubt: str = ""  # why a person should look


def reading_of(row: Upload) -> Reading | None:
    """Bản đọc của một tệp tải lên — stored; or, until its picture is answered for, held in quarantine and never saved."""
    if row.state != UploadState.PICTURED:
        return row.reading
    body = json.loads(files.quarantined(row.reading_key))
    return Reading(format=body["format"], text=body["text"], body=body)


HEADER = (
    ("kind", "Loại văn bản"), ("so_ky_hieu", "Số, ký hiệu"), ("issuer", "Cơ quan ban hành"),
    ("issued_on", "Ngày ban hành"), ("subject", "Trích yếu"), ("place", "Nơi ban hành"),
    ("urgency", "Độ khẩn"),
)  # fmt: skip


def pages_of(row: Upload) -> tuple[int, int] | None:
    """Of a scan being recognised: pages done, pages in all; None while nothing is known."""
    if row.state != UploadState.QUARANTINED:
        return None
    told = Job.objects.filter(public_id=row.job_id).values_list("progress", flat=True).first()
    done, _slash, total = (told or "").partition("/")
    return (int(done), int(total)) if total else None


def header_items(reading: Reading, unit: Unit) -> list[Item]:
    """Các trường đầu văn bản — in the order of the register."""
    said, header = _marks(reading, unit), reading.body.get("header") or {}
    return [_item(f"header.{name}", label, header.get(name), said) for name, label in HEADER]


def obligation_items(reading: Reading, unit: Unit) -> list[Item]:
    """Nhiệm vụ đọc được — only what can be assigned, doubtful ones first, then as in the text."""
    said = _marks(reading, unit)
    signed = ((reading.body.get("header") or {}).get("issued_on") or {}).get("value")
    rows = [
        _obligation(f"obligations.{place}", row, said, signed)
        for place, row in enumerate(reading.body.get("obligations", []))
        if row["kind"] in ("task", "standing")
    ]
    return sorted(rows, key=lambda item: (item.sure, item.start or 0))


def reference_items(reading: Reading, unit: Unit) -> list[Item]:
    """Văn bản được viện dẫn — one a paper, by identity, with the strongest relation said of it."""
    said = _marks(reading, unit)
    seen: dict[str, tuple[int, dict[str, Any]]] = {}
    for place, row in enumerate(reading.body.get("references", [])):
        name = row.get("canonical") or row["surface"]
        kept = seen.get(name)
        if row["kind"] not in ("anaphor", "descriptive") and (
            kept is None or kept[1]["relation"] == "cites" != row["relation"]
        ):
            seen[name] = (place, row)
    return [_reference(f"references.{place}", row, said) for place, row in seen.values()]


def _marks(reading: Reading, unit: Unit) -> dict[str, ReviewMark]:
    if reading.pk is None:  # held in quarantine: nothing can be said of it yet
        return {}
    return {m.key: m for m in ReviewMark.objects.filter(reading=reading, unit=unit)}


def _item(key: str, label: str, read: dict[str, Any] | None, said: dict[str, ReviewMark]) -> Item:
    read, mark = read or {}, said.get(key)
    if key == "header.issued_on" and read:
        read = {**read, "value": "/".join(reversed(read["value"].split("-")))}
    facts = mark.value if mark else {}
    return Item(
        key, label, facts.get("value", read.get("value") or ""),
        facts.get("start", read.get("start")), facts.get("end", read.get("end")),
        bool(read.get("sure")), mark.verdict if mark else "", read,
    )  # fmt: skip


def _obligation(key: str, row: dict[str, Any], said: dict[str, ReviewMark], signed: str | None) -> Item:
    mark, due = said.get(key), row.get("due") or {}
    day = due.get("on") or due.get("until") or _counted(due.get("clock"), signed)
    facts = {
        "text": row["text"], "kind": row["kind"], "provision": row.get("provision") or "",
        "actors": "; ".join(a["value"] for a in row.get("actors", [])),
        "partners": "; ".join(p["value"] for p in row.get("partners", [])),
        "product": row.get("product") or "", "due_text": due.get("text") or "",
        "due_on": "" if due.get("recurs") else day,
        "due_precision": due.get("precision") or "", "recurs": from_first(due.get("recurs"), day),
    }  # fmt: skip
    printed = facts["due_text"]
    facts |= mark.value if mark else {}
    if facts["due_text"] != printed:  # said otherwise: what was read of the words before does not hold
        facts["recurs"] = recurrence(facts["due_text"])
    start, end = facts.pop("start", row["start"]), facts.pop("end", row["end"])
    return Item(key, "Nhiệm vụ", facts["text"], start, end, bool(row.get("sure")),
                mark.verdict if mark else "", facts, _doubt(row))  # fmt: skip


def _counted(clock: dict[str, Any] | None, signed: str | None) -> str:
    """The day of "30 ngày kể từ ngày ký"; working days and other events are a person's to count."""
    if not clock or not signed or (clock["unit"], clock["starts"]) != ("calendar", "signing"):
        return ""
    return (date.fromisoformat(signed) + timedelta(days=clock["days"])).isoformat()


def _doubt(row: dict[str, Any]) -> str:
    unknown = [actor["value"] for actor in row.get("actors", []) if not actor.get("id")]
    if row.get("sure"):
        return ""
    if not row.get("actors"):
        return _("không ghi ai thực hiện")
    return _("chưa rõ đơn vị “%(who)s”") % {"who": "”, “".join(unknown)} if unknown else _("lời giao việc chưa rõ")


def _reference(key: str, row: dict[str, Any], said: dict[str, ReviewMark]) -> Item:
    mark = said.get(key)
    facts = {"canonical": row.get("canonical") or "", "relation": row["relation"]}
    facts |= mark.value if mark else {}
    return Item(key, "Văn bản viện dẫn", row["surface"], row["start"], row["end"],
                bool(row.get("sure")), mark.verdict if mark else "", facts)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Một đoạn chữ — plain, or inside a mark (the key of the item it proves)."""

    text: str
    key: str = ""
    kind: str = ""  # header | obligations | references


@dataclass(frozen=True, slots=True)
class Sentence:
    """Một dòng của văn bản — numbered, so that words can be named without a mouse."""

    number: int
    start: int
    pieces: tuple[Piece, ...]


def sentences(text: str, items: Iterable[Item], first: int = 0, last: int | None = None) -> Iterator[Sentence]:
    """The lines of a text from `first` to `last` (numbers), cut where marks begin and end."""
    marks = sorted(
        (i.start, -i.end, i) for i in items if i.start is not None and i.end is not None
    )  # an outer mark comes before those inside it
    offset = 0
    for number, line in enumerate(text.split("\n")):
        if number >= first and (last is None or number < last):
            here = [m[2] for m in marks if m[0] < offset + len(line) and -m[1] > offset]
            yield Sentence(number + 1, offset, tuple(_cut(line, offset, here)))
        offset += len(line) + 1


def _cut(line: str, offset: int, marks: list[Item]) -> Iterator[Piece]:
    """Cut at every edge; a piece belongs to the narrowest mark over it."""
    edges = {0, len(line)}
    for mark in marks:
        edges |= {min(max(at - offset, 0), len(line)) for at in (mark.start or 0, mark.end or 0)}
    ordered = sorted(edges)
    for begin, end in itertools.pairwise(ordered):
        over = [m for m in marks if (m.start or 0) <= offset + begin and (m.end or 0) >= offset + end]
        narrow = min(over, key=lambda m: (m.end or 0) - (m.start or 0), default=None)
        key = narrow.key if narrow else ""
        yield Piece(line[begin:end], key, key.split(".")[0])


def links(paper: Paper, actor: Actor, day: date | None = None) -> tuple[list[PaperLink], list[PaperLink]]:
    """Liên hệ — out and in; of other papers only those the actor sees, else only their words.

    As of a day: those confirmed by then, of papers that were here by then.
    """
    rows = paper.links_out.select_related("target"), paper.links_in.select_related("source")
    if day is not None:
        rows = rows[0].filter(at__lt=day_ends_at(day)), rows[1].filter(at__lt=day_ends_at(day))
    out, came = (list(links.order_by("relation", "id")) for links in rows)
    others = {link.target_id for link in out if link.target_id} | {link.source_id for link in came}
    near = Paper.objects.visible_to(actor).filter(pk__in=others)
    seen = set(near.values_list("pk", flat=True)) if day is None else here_by(near, actor, day)
    for link in out:
        if link.target_id not in seen:
            link.target = None
    return out, [link for link in came if link.source_id in seen]


def here_by(papers: models.QuerySet[Paper], actor: Actor, day: date) -> set[int]:
    """Of these papers, those that stood in a register one sees, or were shown to one, by the end of a day."""
    ids = papers.values("pk")
    lined = Entry.objects.visible_to(actor).filter(paper__in=ids, on__lte=day).values_list("paper_id", flat=True)
    return set(lined) | shared_by(Paper, actor, ids, day_ends_at(day))


def entry_of(paper: Paper, actor: Actor, day: date | None = None) -> Entry | None:
    """The highest standing line of a paper the actor sees: what its acts are done on. As of a day: as it stood."""
    rows = Entry.objects.visible_to(actor).filter(paper=paper)
    if day is None:
        return rows.standing().for_list().order_by("unit__path", "id").first()
    then = rows.annotate(state_then=state_on(EntryStep, day)).exclude(state_then=EntryState.WITHDRAWN)
    row = then.filter(state_then__isnull=False).for_list().order_by("unit__path", "id").first()
    return row and row.as_it_stood(day, state=row.state_then)  # type: ignore[attr-defined]


def highest_entry(paper_id: int, unit: Unit) -> Entry | None:
    """Dòng sổ cao nhất — the standing line of a paper at this unit or above it, the highest first: where its duties are confirmed."""
    near = [unit.pk, *Unit.objects.above(unit).values_list("pk", flat=True)]
    rows = Entry.objects.standing().filter(paper=paper_id, unit__in=near).select_related("unit", "paper")
    return rows.order_by("unit__path", "id").first()
