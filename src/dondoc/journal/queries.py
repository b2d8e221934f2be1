"""Tra nhật ký — the story of a thing, and whether the chains still hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from dondoc.journal import chain
from dondoc.journal.models import Entry, Head, Payload, Seal

Line = Entry  # what other rooms call a line; only this room touches the table


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kết quả kiểm tra — `broken` is the first row that does not hold, None when all do."""

    entries: int
    chains: int
    seals: int
    erased: int
    broken: str | None
    head: str  # value of the last seal, printed on reports


def story(
    kind: str, thing_id: int, limit: int = 50, until: date | None = None, known_by: datetime | None = None
) -> models.QuerySet[Entry]:
    """Nhật ký của một việc — newest first, with payloads; as of a day: what had happened by then (and was entered by T)."""
    rows = Entry.objects.filter(kind=kind, thing_id=thing_id).select_related("payload", "unit")
    if until is not None:
        rows = rows.filter(on__lte=until)
    if known_by is not None:
        rows = rows.filter(at__lte=known_by)
    return rows.order_by("-id")[:limit]


def story_of(act: str, kind: str) -> models.QuerySet[Entry]:
    """Mọi lần một hành vi trên một loại — a condition for another room's query."""
    return Entry.objects.filter(act=act, kind=kind)


def lines(where: models.Q) -> models.QuerySet[Entry]:
    """Dòng nhật ký trong một phạm vi — newest first; the caller says what is seen."""
    return Entry.objects.filter(where).select_related("unit").order_by("-id")


def gathered_lines(where: models.Q) -> models.QuerySet[Entry, tuple[int]]:
    """Their ids in the same order, for few among many: sorted by what no index holds, so that none is walked."""
    return Entry.objects.filter(where).alias(by=models.F("pk") + 0).order_by("-by").values_list("pk")


def facts_of(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Lời của các dòng — what each told, by its id; of one whose words were erased nothing."""
    rows: Any = Payload.objects.filter(entry__in=list(ids)).values_list("entry", "body")
    return dict(rows)


def head_value() -> str:
    """The value printed on reports and packages: the last seal's hash, "" before the first."""
    return Seal.objects.order_by("-day").values_list("hash", flat=True).first() or ""


def last_seal() -> date | None:
    """The last day that was sealed."""
    return Seal.objects.order_by("-day").values_list("day", flat=True).first()


def first_day() -> date | None:
    """The day of the first line of all: since when this installation is in use."""
    return Entry.objects.order_by("id").values_list("on", flat=True).first()


def verify() -> Verdict:
    """Kiểm tra nhật ký — walk every chain and every seal; names the first broken row."""
    last: dict[int, tuple[int, str]] = {}
    hashes: dict[int, dict[int, str]] = {}
    wanted = _sealed_points()
    count = 0
    for entry in Entry.objects.order_by("chain", "seq").iterator(2000):
        count += 1
        seq, previous = last.get(entry.chain, (0, chain.GENESIS))
        if entry.seq != seq + 1 or entry.previous != previous or not _holds(entry):
            return _verdict(count, last, f"dòng {entry.pk} (chuỗi {entry.chain}, số {entry.seq})")
        last[entry.chain] = (entry.seq, entry.hash)
        if (entry.chain, entry.seq) in wanted:
            hashes.setdefault(entry.chain, {})[entry.seq] = entry.hash
    return _verdict(count, last, next(_troubles(last, hashes), None))


def _holds(entry: Entry) -> bool:
    return entry.hash == chain.entry_hash(entry.previous, chain.fixed_part(entry))


def _sealed_points() -> set[tuple[int, int]]:
    return {
        (int(number), point[0])
        for heads in Seal.objects.values_list("heads", flat=True)
        for number, point in heads.items()
    }


def _troubles(last: dict[int, tuple[int, str]], hashes: dict[int, dict[int, str]]) -> Iterator[str]:
    """What is wrong beyond the links: a cut tail, a changed payload, a seal that no longer fits."""
    for head in Head.objects.order_by("chain"):
        if last.get(head.chain, (0, chain.GENESIS)) != (head.seq, head.hash):
            yield f"đuôi chuỗi {head.chain} (phải đến số {head.seq})"
    erased = Entry.objects.filter(act="journal.erase_payload").values("thing_id")
    gone = Entry.objects.filter(payload__isnull=True).exclude(pk__in=erased).order_by("pk").first()
    if gone is not None:
        yield f"nội dung dòng {gone.pk} bị mất mà không có hành vi xóa"
    for row in Payload.objects.select_related("entry").order_by("pk").iterator(2000):
        if row.entry.payload_hash != chain.payload_hash(row.salt, row.body):
            yield f"nội dung dòng {row.pk} (chuỗi {row.entry.chain}, số {row.entry.seq})"
    previous = chain.GENESIS
    for seal in Seal.objects.order_by("day"):
        fits = all(hashes.get(int(n), {}).get(p[0]) == p[1] for n, p in seal.heads.items() if p[0])
        good = seal.hash == chain.seal_hash(previous, seal.day, seal.heads)
        if not fits or not good or seal.previous != previous:
            yield f"niêm phong ngày {seal.day:%d/%m/%Y}"
        previous = seal.hash


def _verdict(count: int, last: dict[int, tuple[int, str]], broken: str | None) -> Verdict:
    erased = Entry.objects.filter(payload__isnull=True).count()
    return Verdict(count, len(last), Seal.objects.count(), erased, broken, head_value())
