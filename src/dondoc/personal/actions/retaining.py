"""Hành vi giữ và xóa theo hạn — a legal hold is laid and ended; what is due and not held goes, in parts, counted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.journal.chain import canonical
from dondoc.personal.declared import expiring, purposes
from dondoc.personal.holding import Erasure, LegalHold, Over
from dondoc.personal.retaining import due_rows, free_rows, holds_on, retained
from dondoc.reading.text import one_line
from dondoc.regulations.queries import keeper
from dondoc.regulations.rules import check_ground
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit

JOB = "personal.carry_out_erasure"
PART = 500  # rows of one transaction
Tell = Callable[[str], None]


@act("personal.lay_hold", gettext_lazy("Ra lệnh giữ dữ liệu"))
def lay_hold(
    *, from_on: date, by: Actor, at: datetime, person: Person | None = None, unit: Unit | None = None,
    paper: Paper | None = None, purpose: str = "", until_on: date | None = None, paper_number: str = "",
    paper_on: date | None = None, ground: str = "",
) -> LegalHold:  # fmt: skip
    """Ra lệnh giữ dữ liệu — over one person, unit, paper or purpose, on a paper or a ground; nothing of it is erased meanwhile."""
    house = keeper()
    require(by, "personal.lay_hold", house)
    over = _over(person, unit, paper, purpose)
    check_ground(paper_number, paper_on, ground, by.today)
    if until_on is not None and until_on < from_on:
        raise Refused(_("Ngày hết lệnh giữ phải từ ngày bắt đầu trở đi."))
    row: LegalHold = LegalHold.objects.create(
        house=house, over=over, person=person, unit=unit, paper=paper, purpose=purpose, from_on=from_on, until_on=until_on,
        paper_number=one_line(paper_number), paper_on=paper_on, ground=one_line(ground), at=at,
    )  # fmt: skip
    write("personal.lay_hold", row, by=by, at=at, on=from_on, unit=house, over=over)
    return row


@act("personal.end_hold", gettext_lazy("Kết thúc lệnh giữ dữ liệu"))
def end_hold(*, hold: LegalHold, reason: str, by: Actor, at: datetime) -> None:
    """Kết thúc lệnh giữ — its rows are due again by their own figures; the order and the reason stay."""
    require(by, "personal.end_hold", hold.house)
    check_reason(reason)
    rows = LegalHold.objects.filter(pk=hold.pk, ended_at__isnull=True)
    if not rows.update(ended_at=at, ended_because=one_line(reason)[:300]):
        raise Refused(_("Lệnh giữ này đã kết thúc."))
    write("personal.end_hold", hold, by=by, at=at, unit=hold.house)


@act("personal.erase_due", gettext_lazy("Xóa dữ liệu hết hạn giữ"))
def erase_due(*, keys: Sequence[str], by: Actor, at: datetime) -> Erasure:
    """Xóa dữ liệu hết hạn giữ — of the kinds chosen what is due and not held; behind the pages where it is much."""
    house = keeper()
    require(by, "personal.erase_due", house)
    lines = [line for one in retained(at) for line in one.lines if line.kind.key in keys and line.free]
    if not lines:
        raise Refused(_("Không có dòng nào hết hạn giữ mà không bị lệnh giữ, ở các loại đã chọn."))
    row: Erasure = Erasure.objects.create(
        house=house, keys=[line.kind.key for line in lines], expected=sum(line.free for line in lines), at=at,
        **by.who,
    )  # fmt: skip
    write("personal.erase_due", row, by=by, at=at, unit=house, kinds=row.keys, expected=row.expected)
    if row.expected > PART:
        queue.ask(JOB, {"erasure": row.pk}, by=by, at=at)
    else:
        carry_out(row, by=by, at=at)
    return row


@act("personal.finish_erasing", gettext_lazy("Ghi kết quả xóa dữ liệu hết hạn"))
def finish_erasing(*, row: Erasure, by: Actor, at: datetime) -> None:
    """Ghi kết quả xóa — once all parts are done: counts by kind, what was held, the hash; by who asked for it."""
    if (by.account_id, by.person_id) != (row.account_id, row.person_id):
        raise Refused(_("Chỉ ghi kết quả cho người đã yêu cầu xóa."))
    row.held = {line.kind.key: line.held for one in retained(at) for line in one.lines if line.kind.key in row.keys}
    if not Erasure.objects.filter(pk=row.pk, done_at__isnull=True).update(done_at=at, held=row.held):
        raise Refused(_("Lần xóa này đã xong."))
    row.done_at = at
    write("personal.finish_erasing", row, by=by, at=at, unit=row.house, counts=row.counts, held=row.held, hash=row.hash)


def carry_out(row: Erasure, *, by: Actor, at: datetime, tell: Tell | None = None) -> None:
    """Xóa từng phần — each a transaction with its count and hash; broken off anywhere, it goes on with what is left.

    Holds are asked before every part: one laid meanwhile keeps what has not gone yet.
    """
    for key in row.keys:
        while _some(row, key, at):
            if tell is not None:
                tell(_("Đã xóa %(n)s trong khoảng %(all)s dòng.") % {"n": row.total, "all": row.expected})
    finish_erasing(row=row, by=by, at=at)


def _some(row: Erasure, key: str, at: datetime) -> int:
    kind = expiring()[key]
    rows = due_rows(kind, at)
    if rows is None:
        return 0
    with transaction.atomic():
        free = free_rows(kind, rows, holds_on(hanoi_day(at)))
        ids: list[Any] = list(free.order_by("pk").values_list("pk", flat=True)[:PART])
        if not ids:
            return 0
        kind.erase(ids)
        row.counts[key] = row.counts.get(key, 0) + len(ids)
        row.hash = hashlib.sha256((row.hash + canonical([key, ids])).encode()).hexdigest()
        row.save(update_fields=["counts", "hash"])
    return len(ids)


def _over(person: Person | None, unit: Unit | None, paper: Paper | None, purpose: str) -> str:
    """Over which one thing."""
    told = {Over.PERSON: person, Over.UNIT: unit, Over.PAPER: paper, Over.PURPOSE: purpose}
    found = [over for over, thing in told.items() if thing]
    if len(found) != 1:
        raise Refused(_("Chọn đúng một: người, đơn vị, văn bản hoặc mục đích."))
    if purpose and purpose not in purposes():
        raise Refused(_("Không có mục đích ấy."))
    return found[0]
