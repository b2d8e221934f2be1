"""Nạp — one word of a person; then row after row by the rooms' own acts, each whole or not at all, none twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.actions.registering import file, issue, register
from dondoc.documents.fields import Header, fields_from
from dondoc.documents.models import Entry
from dondoc.importing.actions.establishing import enter_unit
from dondoc.importing.actions.taking import ask
from dondoc.importing.actions.together import enter_together, found_in, gift_of, sort_out
from dondoc.importing.lifecycle import IMPORT, ImportState
from dondoc.importing.models import FILED, WRITES, Import, Kind, Line, Outcome, Verdict, counts
from dondoc.importing.naming import kind_of
from dondoc.importing.queries import Here, at_hand, at_work, cells_of, parts
from dondoc.importing.rules import Book, Judged, Known, Task
from dondoc.importing.tree import place_of
from dondoc.importing.values import ERROR, Cells
from dondoc.journal.actions import write
from dondoc.obligations.actions.assigning import give_each, withdraw_assignment
from dondoc.obligations.actions.confirming import confirm_many, correct, end
from dondoc.obligations.models import Obligation
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, or_refuse
from dondoc.shared.calendar import hanoi_day
from dondoc.units.actions import issuer_named
from dondoc.units.models import Unit

PART = 100  # rows between two words of how far it is: a short write on a shared disk


@act("importing.confirm", gettext_lazy("Nạp các dòng đúng"))
def confirm(*, sheet: Import, by: Actor, at: datetime) -> None:
    """Nạp — every row that can be entered; those with errors are left, and counted. Once begun it is ended, by whom it may be."""
    require(by, sheet.right("importing.confirm"), sheet.unit)
    if (
        sheet.state != ImportState.WRITING or at_work(sheet) is not None
    ):  # else its job was broken off for good: it goes on
        _begin(sheet, by, at)
    ask(sheet, "importing.write", by=by, at=at)
    waiting = sheet.lines.filter(verdict__in=WRITES, outcome=Outcome.NONE).count()
    write("importing.confirm", sheet, by=by, at=at, unit=sheet.unit, rows=waiting)


def _begin(sheet: Import, by: Actor, at: datetime) -> None:
    """One sheet of a unit at a time: two with the same rows would each find them missing."""
    if not sheet.lines.filter(verdict__in=WRITES).exists():
        raise Refused(_("Không có dòng nào để ghi: các dòng đều đã có, hoặc có lỗi."))
    with or_refuse(_("Một bảng khác của đơn vị đang được ghi. Chờ bảng ấy xong rồi nạp.")):
        IMPORT.take(sheet, "confirm", by=by, at=at, on=hanoi_day(at))


def write_rows(sheet: Import, *, by: Actor, now: Callable[[], datetime], tell: Callable[[str], None]) -> None:
    """Ghi từng dòng (việc nền) — a row that was written says so in the same transaction, so that none is written twice."""
    meant = sheet.lines.filter(verdict__in=WRITES)
    total, done, here = meant.count(), meant.exclude(outcome=Outcome.NONE).count(), Here(sheet, by)
    # begun, it goes on at the first row that waits; else from the top, for rows that are here already are forgotten too
    first = meant.filter(outcome=Outcome.NONE).order_by("place").values_list("place", flat=True).first()
    for rows in parts(sheet, PART, after=first - 1 if first and done else 0):
        waiting = [line for line in rows if line.verdict in WRITES and line.outcome == Outcome.NONE]
        tell(f"{done}/{total}")
        _take_part(waiting, sheet, here, now)
        _forget(rows)
        done += len(waiting)
    finish(sheet=sheet, by=by, at=now())


def _forget(rows: Sequence[Line]) -> None:
    """The words of rows that stood in the registers before: they are there."""
    here = [line.pk for line in rows if line.verdict == Verdict.SAME and line.cells]
    Line.objects.filter(pk__in=here).update(cells=[], said={})


def _take_part(part: Sequence[Line], sheet: Import, here: Here, now: Callable[[], datetime]) -> None:
    """In rounds: what is here is asked, rows that lean on no other of the round are entered, the others in the next."""
    waiting = [(line, cells_of(line, sheet, here.by)) for line in part]
    while waiting:
        known = here.known([cells for _line, cells in waiting])
        turn = sort_out([(line, cells, here.judge(cells, known)) for line, cells in waiting])
        if not enter_together(turn.together, by=here.by, at=now()):
            turn.alone[:0] = [(line, cells) for line, cells, _task in turn.together]
        _take_alone(turn.alone, known, sheet, here, now)
        waiting = turn.later


def _take_alone(
    rows: Sequence[tuple[Line, Cells]], known: Known, sheet: Import, here: Here, now: Callable[[], datetime]
) -> None:
    for n, (line, cells) in enumerate(rows):
        if _take(line, cells, known, sheet, here, now()) == Verdict.CREATES:
            known = here.known([cells for _line, cells in rows[n + 1 :]])


def _take(line: Line, cells: Cells, known: Known, sheet: Import, here: Here, at: datetime) -> str:
    """One row, by itself: written, or left with what a rule said."""
    try:
        with transaction.atomic():
            return _enter(line, cells, known, sheet, here, at)
    except Refused as refused:
        here.issuers.clear()  # what was found may have been put back with the row
        column = str(next(iter(sheet.field_at())))
        said = {**line.said, column: ["error", str(refused)]}
        Line.objects.filter(pk=line.pk, outcome=Outcome.NONE).update(outcome=Outcome.LEFT, said=said)
        return Verdict.WRONG


def _enter(line: Line, cells: Cells, known: Known, sheet: Import, here: Here, at: datetime) -> str:
    judged = here.judge(cells, known)  # anew: what others entered since it was looked at counts
    if judged.verdict not in (*WRITES, Verdict.SAME):
        raise Refused("; ".join(sentence for what, sentence in cells.said.values() if what == ERROR))
    made: dict[str, object] = {**at_hand(sheet, judged)}
    if judged.verdict != Verdict.SAME:
        made = _made(judged, sheet, here, at)
    if not Line.objects.filter(pk=line.pk, outcome=Outcome.NONE).update(
        outcome=Outcome.WRITTEN, cells=[], said={}, **made
    ):
        raise Refused(_("Dòng này đã được ghi."))
    if isinstance(unit := made.get("made"), Unit):
        here.tree.put(place_of(unit))
    return judged.verdict if judged.task is None or judged.task.source else Verdict.CREATES


def _made(judged: Judged, sheet: Import, here: Here, at: datetime) -> dict[str, object]:
    if judged.unit is not None:
        return {"made": enter_unit(judged.unit, by=here.by, at=at)}
    if judged.task and judged.verdict == Verdict.CHANGED:
        return _correct(judged.task, here.by, at)
    return _enter_task(judged.task, sheet, here, at) if judged.task else _enter_line(judged.book, sheet, here.by, at)


def _enter_task(task: Task, sheet: Import, here: Here, at: datetime) -> dict[str, object]:
    by, today = here.by, hanoi_day(at)
    entry = Entry.objects.get(pk=task.source) if task.source else _source(task, sheet, by, at)
    duty = _corrected(task, by, at) if task.duty else confirm_many(found=[found_in(task, entry)], by=by, at=at)[0]
    if task.is_done and not task.goes_on:
        end(obligation=duty, reason=_done_before(task.done_on), by=by, at=at, on=today)
    elif not duty.assignments.filter(unit=task.unit).exclude(state__in=["WITHDRAWN", "HANDED_BACK"]).exists():
        _give(task, duty, by, at)
    return {"entry": entry, "obligation": duty}


def _correct(task: Task, by: Actor, at: datetime) -> dict[str, object]:
    """Of a share that is here already the sheet changes the duty's product, and nothing else."""
    duty = _corrected(task, by, at)
    return {"entry": duty.entry, "obligation": duty}


def _corrected(task: Task, by: Actor, at: datetime) -> Obligation:
    assert task.duty is not None  # met by the row
    duty = Obligation.objects.select_related("paper__issuer", "unit").get(pk=task.duty)
    if task.corrects:
        correct(obligation=duty, product=task.product, by=by, at=at)
    return duty


def _give(task: Task, duty: Obligation, by: Actor, at: datetime) -> None:
    """Giao phần việc — what came in done is withdrawn at once, with its story: it was never work to be done here."""
    units = Unit.objects.in_bulk([task.unit, *task.partners])
    (share,) = give_each(gifts=[gift_of(task, duty, units)], by=by, at=at)
    if task.is_done:
        withdraw_assignment(assignment=share, reason=_done_before(task.done_on), by=by, at=at)


def _done_before(day: date | None) -> str:
    """Lý do kết thúc — with the day, where the sheet says it: no proof of it is here."""
    if day is None:
        return _("Đã xong trước khi nạp, theo bảng; không có minh chứng ở đây.")
    return _("Đã xong ngày %(day)s, trước khi nạp, theo bảng; không có minh chứng ở đây.") % {"day": f"{day:%d/%m/%Y}"}


def _source(task: Task, sheet: Import, by: Actor, at: datetime) -> Entry:
    """Ghi văn bản giao — on paper only, its subject as the sheet says it, or that the sheet does not."""
    today = hanoi_day(at)
    issuer = issuer_named(name=task.issuer, by=by, at=at, on=task.issued_on or today)
    header = Header(kind=kind_of(task.so_ky_hieu), so_ky_hieu=task.so_ky_hieu, issued_on=task.issued_on, issuer_name=task.issuer,
                    issuer_id=issuer.issuer_id_in_catalogue, title=task.title or _("(bảng nạp không ghi trích yếu)"))  # fmt: skip
    return register(register=sheet.book, issuer=issuer, fields=fields_from(header), by=by, at=at, on=today)


def _enter_line(book: Book | None, sheet: Import, by: Actor, at: datetime) -> dict[str, object]:
    """Một dòng của sổ cũ — under the number it has there."""
    assert book is not None
    own = sheet.kind == Kind.OUTGOING
    issuer = sheet.unit if own else issuer_named(name=book.issuer, by=by, at=at, on=book.issued_on or book.on)
    header = Header(kind=book.kind or kind_of(book.so_ky_hieu), so_ky_hieu=book.so_ky_hieu, issued_on=book.issued_on,
                    issuer_name=book.issuer, issuer_id=issuer.issuer_id_in_catalogue, title=book.title, urgency=book.urgency)  # fmt: skip
    fields = fields_from(header, secrecy=book.secrecy)
    told = {"register": sheet.book, "fields": fields, "by": by, "at": at, "on": book.on, "as_number": book.number}
    entry = issue(**told) if own else register(issuer=issuer, **told)  # type: ignore[arg-type]
    if not own and sheet.defaults.get(FILED):
        file(entry=entry, by=by, at=at)
    return {"entry": entry}


@act("importing.finish", gettext_lazy("Nạp xong"))
def finish(*, sheet: Import, by: Actor, at: datetime) -> None:
    """Nạp xong — the words of what was entered stand in the registers and no longer here; those left stay to be corrected."""
    require(by, sheet.right("importing.confirm"), sheet.unit)
    written = sheet.lines.filter(outcome=Outcome.WRITTEN)
    told = {"written": written.count(), "left": sheet.lines.filter(outcome=Outcome.LEFT).count(), **counts(sheet)}
    IMPORT.take(sheet, "finish", by=by, at=at, on=hanoi_day(at), ended_at=at)
    write("importing.finish", sheet, by=by, at=at, unit=sheet.unit, rows=told)
