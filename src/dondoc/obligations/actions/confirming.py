"""Xác nhận — from a reading to the register of obligations; correct, amend, carry over, end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.lifecycle import ENTRY, EntryState
from dondoc.documents.models import Entry, Paper, Reading
from dondoc.journal.actions import Told, write, write_each
from dondoc.obligations import rules
from dondoc.obligations.lifecycle import OBLIGATION
from dondoc.obligations.models import Amendment, Assignment, Counter, Obligation
from dondoc.obligations.rules import Due
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

CORRECTABLE = frozenset({"text", "provision", "actors", "partners", "product", "due_text", "due_on", "kind", "recurs"})


@dataclass(frozen=True, slots=True)
class Found:
    """Nhiệm vụ tìm thấy — what a passage of a registered paper lays, before anybody confirmed it."""

    entry: Entry
    text: str
    kind: str = "task"
    due: Due | None = None
    reading: Reading | None = None
    start: int | None = None
    end: int | None = None
    provision: str = ""
    actors: str = ""
    partners: str = ""
    product: str = ""
    carried_from: Obligation | None = None


@act("obligations.confirm", gettext_lazy("Xác nhận nhiệm vụ"))
def confirm(
    *,
    entry: Entry,
    text: str,
    by: Actor,
    at: datetime,
    kind: str = "task",
    due: Due | None = None,
    reading: Reading | None = None,
    start: int | None = None,
    end: int | None = None,
    provision: str = "",
    actors: str = "",
    partners: str = "",
    product: str = "",
    carried_from: Obligation | None = None,
) -> Obligation:
    """Xác nhận nhiệm vụ — one passage of a registered paper becomes an obligation.

    Only the highest unit here that holds the paper confirms (house: Paper, Copy, Entry); the
    same passage is confirmed once, whoever presses first.
    """
    found = Found(entry, text, kind, due, reading, start, end, provision, actors, partners, product, carried_from)  # fmt: skip
    return confirm_many(found=[found], by=by, at=at)[0]


@act("obligations.confirm_many", gettext_lazy("Xác nhận nhiều nhiệm vụ"))
def confirm_many(*, found: Sequence[Found], by: Actor, at: datetime) -> list[Obligation]:
    """Xác nhận nhiều nhiệm vụ — passages of registered papers, all or none; each as if confirmed by itself."""
    entries = list({one.entry.pk: one.entry for one in found}.values())
    _check(found, entries, by)
    units = {entry.unit_id: entry.unit for entry in entries}
    numbers = {pk: iter(_numbers(unit, hanoi_day(at).year, sum(o.entry.unit_id == pk for o in found)))
               for pk, unit in sorted(units.items())}  # fmt: skip
    with or_refuse(_("Đoạn này đã có người xác nhận. Tải lại trang để xem.")):
        made = Obligation.objects.bulk_create(_row(one, next(numbers[one.entry.unit_id]), at) for one in found)
    check_stands(*units.values())
    _begin(made, entries, by=by, at=at)
    return made


def _check(found: Sequence[Found], entries: Sequence[Entry], by: Actor) -> None:
    for one in found:
        require(by, "obligations.confirm", one.entry.unit)
        rules.check_deed(one.text)
    if not all(is_highest(entry) for entry in entries):
        raise Refused(_("Đơn vị cấp trên cũng giữ văn bản này và là nơi xác nhận nhiệm vụ của nó."))


def _row(found: Found, number: int, at: datetime) -> Obligation:
    entry, due = found.entry, found.due or Due()
    row = Obligation(
        paper=entry.paper, entry=entry, unit=entry.unit, reading=found.reading, start=found.start,
        end=found.end, year=hanoi_day(at).year, number=number, kind=found.kind,
        text=found.text.strip(), provision=found.provision[:60], actors=found.actors[:500],
        partners=found.partners[:500], product=found.product[:500], due_text=due.text[:300],
        due_on=due.on, due_precision=due.precision, recurs=due.recurs,
        carried_from=found.carried_from, at=at,
    )  # fmt: skip
    row.fold_words()
    return row


def _begin(made: Sequence[Obligation], entries: Sequence[Entry], *, by: Actor, at: datetime) -> None:
    """Their first steps, and those of the papers' lines."""
    OBLIGATION.start_each(made, by=by, at=at, on=hanoi_day(at))
    for entry in entries:
        if entry.state != EntryState.CONFIRMED:
            ENTRY.take(entry, "confirm", by=by, at=at, on=hanoi_day(at))
    told = [Told(row, row.unit, facts={"paper": row.paper_id}) for row in made]
    write_each("obligations.confirm", told, by=by, at=at)


@act("obligations.correct", gettext_lazy("Đính chính nhiệm vụ"))
def correct(*, obligation: Obligation, by: Actor, at: datetime, **fields: Any) -> None:
    """Đính chính — we recorded it wrongly; it counts as never so. The journal keeps which fields."""
    require(by, "obligations.correct", obligation.unit)
    _set(obligation, fields)
    write("obligations.correct", obligation, by=by, at=at, unit=obligation.unit, fields=sorted(fields))


@act("obligations.amend", gettext_lazy("Sửa đổi nhiệm vụ theo văn bản"))
def amend(*, obligation: Obligation, paper: Paper, from_on: date, by: Actor, at: datetime, **fields: Any) -> Amendment:
    """Sửa đổi — changed by paper Y from day D; what it was stays readable, the first due day too."""
    require(by, "obligations.amend", obligation.unit)
    check_come(from_on, at)
    before = {name: _plain(getattr(obligation, name)) for name in fields}
    _set(obligation, fields)
    after = {name: _plain(value) for name, value in fields.items()}
    row = Amendment.objects.create(
        obligation=obligation, paper=paper, from_on=from_on, before=before, after=after, at=at
    )
    write("obligations.amend", obligation, by=by, at=at, on=from_on, unit=obligation.unit,
          paper=paper.pk, fields=sorted(fields))  # fmt: skip
    return row


@act("obligations.end", gettext_lazy("Kết thúc nhiệm vụ"))
def end(
    *, obligation: Obligation, reason: str, by: Actor, at: datetime, on: date,
    paper: Paper | None = None,
) -> None:  # fmt: skip
    """Kết thúc — a person ends it, with a reason and the paper that says so; nothing ends by itself."""
    require(by, "obligations.end", obligation.unit)
    if not reason.strip():
        raise Refused(_("Cần ghi lý do kết thúc."))
    check_come(on, at)
    if Assignment.objects.open().filter(obligation=obligation).exists():
        raise Refused(_("Còn đơn vị đang thực hiện. Rút hoặc xác nhận các việc đã giao trước."))
    OBLIGATION.take(obligation, "end", by=by, at=at, on=on, ended_because=reason.strip(),
                    ended_by_paper=paper)  # fmt: skip
    write("obligations.end", obligation, by=by, at=at, on=on, unit=obligation.unit,
          paper=paper.pk if paper else None)  # fmt: skip


@act("obligations.carry_over", gettext_lazy("Chuyển tiếp nhiệm vụ"))
def carry_over(*, obligation: Obligation, entry: Entry, by: Actor, at: datetime, due: Due | None = None) -> Obligation:
    """Chuyển tiếp — the same duty goes on under a newer paper: a new obligation that names the old."""
    new = confirm(
        entry=entry, text=obligation.text, kind=obligation.kind, by=by, at=at,
        due=due or Due(obligation.due_on, obligation.due_text, obligation.due_precision,
                       obligation.recurs),
        provision=obligation.provision, actors=obligation.actors, partners=obligation.partners,
        product=obligation.product, carried_from=obligation,
    )  # fmt: skip
    end(obligation=obligation, reason=_("Chuyển tiếp sang %(nv)s.") % {"nv": new.nv}, by=by, at=at,
        on=hanoi_day(at), paper=entry.paper)  # fmt: skip
    return new


def is_highest(entry: Entry) -> bool:
    """No unit above holds the paper in a standing line."""
    above = Unit.objects.above(entry.unit)
    return not Entry.objects.standing().filter(paper=entry.paper_id, unit__in=above).exists()


def _numbers(unit: Unit, year: int, count: int) -> Iterable[int]:
    """The next so many numbers of the unit's year: nobody else's."""
    Counter.objects.get_or_create(unit=unit, year=year)
    counter = Counter.objects.select_for_update().get(unit=unit, year=year)
    Counter.objects.filter(pk=counter.pk).update(next_number=counter.next_number + count)
    return range(counter.next_number, counter.next_number + count)


def _set(obligation: Obligation, fields: dict[str, Any]) -> None:
    if not fields or set(fields) - CORRECTABLE:
        raise Refused(_("Chọn trường cần sửa."))
    rules.check_deed(fields.get("text", obligation.text))
    for name, value in fields.items():
        setattr(obligation, name, value)
    obligation.save(update_fields=list(fields))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
