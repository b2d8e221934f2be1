"""Xem một dòng giao việc — its cells and what is here of its paper, its duty, its units. Plain values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.met_rules import Met, by_number, judge_met, meet, say_done
from dondoc.importing.rules import Duty, Judged, Known, Named, Source, Task, key_of, say_issuer, verdict_of_new
from dondoc.importing.values import CREATE, ERROR, READ, WARNING, Cells, day_of, names_in
from dondoc.reading.text import fold


def judge_task(cells: Cells, known: Known) -> Judged:
    """Xem một dòng giao việc — every cell is read, so that all its errors are told at once."""
    text = cells.text("text", _("Cần ghi nội dung nhiệm vụ."))
    numbered = by_number(cells, known, text)
    so_ky_hieu = _paper(cells) if numbered is None else ""
    issued_on, issuer = cells.day("issued_on"), cells.text("issuer")
    state, done_on = state_of(cells)
    source = _source(cells, known, so_ky_hieu, issued_on, issuer) if numbered is None else None
    due, product = cells.due("due", issued_on or _day_of_paper(source, numbered)), cells.text("product")
    duties = numbered if numbered is not None else source.duties.get(text, ()) if source else ()
    met = meet(cells, known, duties, due.on, state)
    unit = _held(met) or _doer(cells, known)
    duty, partners = met.duty if met else None, _partners(cells, known)
    _check_said(cells, issued_on, state, met)
    task = Task(text, unit.pk if unit else None, tuple(p.pk for p in partners), cells.text("partners"), unit.name if unit else "",
                due, product, so_ky_hieu, issued_on, issuer, cells.text("title"), cells.text("provision"), state == "done",
                source.entry if source else duty.entry if duty else None, duty.pk if duty else None,
                bool(duty and product and product != duty.product), done_on)  # fmt: skip
    task = replace(task, goes_on=task.is_done and (bool(duty and duty.is_held) or known.goes_on(task, duty)))
    verdict = _verdict_of(cells, task, source, met, state, known.may_end)
    _say_day(cells, due.on)
    told = task if verdict != "WRONG" else None
    return Judged(
        verdict, _key(task, numbered), task=told, here=duty.pk if duty and verdict in ("SAME", "CHANGED") else None
    )


def _day_of_paper(source: Source | None, numbered: Sequence[Duty] | None) -> date | None:
    """The day from which a due without its year is counted, where the sheet does not say it."""
    return source.issued_on if source else numbered[0].issued_on if numbered else None


def _say_day(cells: Cells, due_on: date | None) -> None:
    """Hạn đã hiểu — beside words that do not say the day themselves."""
    said = cells.text("due")
    if due_on and day_of(said) is None and f"{due_on:%d/%m/%Y}" not in said:
        cells.say("due", READ, _("Hiểu là %(day)s.") % {"day": f"{due_on:%d/%m/%Y}"})


def state_of(cells: Cells) -> tuple[str, date | None]:
    """Trạng thái — a day on which it was done says that it was, where no word says otherwise."""
    state, done_on = cells.state("state"), cells.day("done_on")
    if done_on and done_on > cells.today:
        cells.say("done_on", ERROR, _("Ngày hoàn thành ở sau hôm nay."))
    if done_on and not cells.text("state"):
        return "done", done_on
    if done_on and state == "open":
        cells.say("done_on", WARNING, _("Trạng thái nói là chưa xong: ngày này không được ghi."))
    return state, done_on if state == "done" else None


def _key(task: Task, numbered: Sequence[Duty] | None) -> str:
    if numbered is not None:
        return key_of("nv", task.duty or task.text, task.unit or "")
    return key_of(task.so_ky_hieu, task.issued_on or "", task.text, task.unit or "")


def _paper(cells: Cells) -> str:
    return cells.text("so_ky_hieu", _("Cần ghi số, ký hiệu văn bản giao: không có nhiệm vụ nào không có văn bản."))


def _held(met: Met | None) -> Named | None:
    """The unit that has its share: known by it, whether it is seen as a unit or not."""
    return Named(met.share.unit, met.share.name, True) if met and met.share else None


def _check_said(cells: Cells, issued_on: date | None, state: str, met: Met | None) -> None:
    if issued_on and issued_on > cells.today:
        cells.say("issued_on", ERROR, _("Ngày văn bản ở sau hôm nay."))
    if state == "closed" and not (met and met.share):
        cells.say("state", ERROR, _("Việc đã rút, đã hủy thì không nạp."))


def _doer(cells: Cells, known: Known) -> Named | None:
    name = cells.text("unit", _("Cần ghi đơn vị chủ trì."))
    found = _unit(cells, known, "unit", name) if name else None
    if found and not found.is_below:
        cells.say("unit", ERROR, _("Đơn vị này không thuộc đơn vị giao việc."))
    return found


def _partners(cells: Cells, known: Known) -> list[Named]:
    """One name, or several: a name may hold a comma, so the whole is tried before its parts."""
    value = cells.values.get("partners", "")
    if not cells.text("partners"):
        return []
    names = [value.strip()] if known.units(value) else list(names_in(value))
    names = [part for name in names for part in ([name] if known.units(name) else name.split(","))]
    found = (_unit(cells, known, "partners", name.strip()) for name in names if name.strip())
    return list({unit.pk: unit for unit in found if unit}.values())


def _unit(cells: Cells, known: Known, column: str, name: str) -> Named | None:
    found = known.units(name)
    if len(found) == 1:
        return found[0]
    if found:
        cells.say(column, ERROR, _("Có nhiều đơn vị tên “%(name)s”. Ghi mã đơn vị.") % {"name": name[:80]})
        return None
    near = known.near(name)
    sentence = _("Không có đơn vị “%(name)s”.") % {"name": name[:80]}
    cells.say(column, ERROR, f"{sentence} {_('Có phải: %(near)s?') % {'near': near}}" if near else sentence)
    return None


def _source(cells: Cells, known: Known, so_ky_hieu: str, issued_on: date | None, issuer: str) -> Source | None:
    """The line of its paper; else what is needed for one to be registered."""
    rows = known.sources.get(fold(so_ky_hieu), ())
    same = [row for row in rows if issued_on is None or row.issued_on is None or row.issued_on == issued_on]
    if len(same) > 1:
        cells.say("issued_on", ERROR, _("Sổ có nhiều văn bản mang số này. Ghi ngày văn bản."))
    elif same and not same[0].is_highest:
        cells.say("so_ky_hieu", ERROR, _("Đơn vị cấp trên cũng giữ văn bản này và là nơi xác nhận nhiệm vụ của nó."))
    if same:
        return same[0]
    clash = next((row for row in rows if row.issued_on and issued_on and row.issued_on.year == issued_on.year), None)
    if clash is not None:
        cells.say("issued_on", ERROR, _("Văn bản mang số này trong sổ có ngày %(day)s.") % {"day": f"{clash.issued_on:%d/%m/%Y}"})  # fmt: skip
    elif so_ky_hieu:
        _to_register(cells, known, issuer, issued_on)
    return None


def _to_register(cells: Cells, known: Known, issuer: str, issued_on: date | None) -> None:
    if not issuer:
        cells.say("so_ky_hieu", ERROR, _("Văn bản này chưa có trong sổ. Vào sổ trước, hoặc thêm cột cơ quan ban hành và ngày."))  # fmt: skip
        return
    if issued_on is None:
        cells.say("issued_on", ERROR, _("Văn bản này chưa có trong sổ: cần ghi ngày văn bản."))
    cells.say("so_ky_hieu", CREATE, _("Sẽ ghi vào sổ đến."))
    say_issuer(cells, known, issuer)


def _verdict_of(cells: Cells, task: Task, source: Source | None, met: Met | None, state: str, may_end: bool) -> str:
    if cells.is_wrong:
        return "WRONG"
    if met is not None:
        return judge_met(cells, task, met, state, may_end)
    if task.is_done:
        say_done(cells, task, may_end)
    return "WRONG" if cells.is_wrong else verdict_of_new(cells, source)
