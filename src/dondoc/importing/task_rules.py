"""Xem một dòng giao việc — its cells and what is here of its paper, its duty, its units. Plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.rules import Duty, Given, Judged, Known, Named, Source, Task, key_of, say_issuer, verdict_of_new
from dondoc.importing.values import CHANGE, CREATE, ERROR, WARNING, Cells, names_in
from dondoc.reading.text import fold


def judge_task(cells: Cells, known: Known) -> Judged:
    """Xem một dòng giao việc — every cell is read, so that all its errors are told at once."""
    text = cells.text("text", _("Cần ghi nội dung nhiệm vụ."))
    so_ky_hieu = cells.text(
        "so_ky_hieu", _("Cần ghi số, ký hiệu văn bản giao: không có nhiệm vụ nào không có văn bản.")
    )
    issued_on = cells.day("issued_on")
    issuer, title, provision = cells.text("issuer"), cells.text("title"), cells.text("provision")
    due, product, is_done = cells.due("due", issued_on), cells.text("product"), cells.is_done("state")
    unit, partners = _doer(cells, known), _partners(cells, known)
    if issued_on and issued_on > cells.today:
        cells.say("issued_on", ERROR, _("Ngày văn bản ở sau hôm nay."))
    source = _source(cells, known, so_ky_hieu, issued_on, issuer)
    duty = source.duties.get(text) if source else None
    task = Task(text, unit.pk if unit else None, tuple(p.pk for p in partners), cells.text("partners"), unit.name if unit else "",
                due, product, so_ky_hieu, issued_on, issuer, title, provision, is_done,
                source.entry if source else None, duty.pk if duty else None,
                bool(duty and product and product != duty.product))  # fmt: skip
    key = key_of(so_ky_hieu, issued_on or "", text, unit.pk if unit else "")
    verdict = _verdict_of(cells, task, source, duty, known.may_end)
    return Judged(verdict, key, task=task if verdict != "WRONG" else None)


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


def _verdict_of(cells: Cells, task: Task, source: Source | None, duty: Duty | None, may_end: bool) -> str:
    if cells.is_wrong:
        return "WRONG"
    if duty is not None:
        return _met(cells, task, duty)
    if task.is_done and not may_end:
        cells.say(
            "state",
            ERROR,
            _("Việc đã xong thì được ghi rồi kết thúc: nhờ người có quyền “Kết thúc nhiệm vụ” nạp bảng."),
        )
        return "WRONG"
    if task.is_done:
        cells.say("state", WARNING, _("Sẽ ghi rồi kết thúc; chưa có minh chứng nên không tính là hoàn thành."))
    return verdict_of_new(cells, source)


def _met(cells: Cells, task: Task, duty: Duty) -> str:
    """The duty is here already: given to this unit, to others, or ended."""
    share = next((g for g in duty.given if g.unit == task.unit), None)
    if duty.is_ended:
        if task.is_done or share:
            return "SAME"
        cells.say("text", ERROR, _("Nhiệm vụ này đã kết thúc trong phần mềm."))
        return "WRONG"
    if share is None and task.is_done:
        cells.say("state", ERROR, _("Nhiệm vụ này đang mở trong phần mềm. Xác nhận xong ở trang nhiệm vụ, không qua bảng."))  # fmt: skip
        return "WRONG"
    if share is None:
        if task.due.on and duty.due_on and task.due.on > duty.due_on:
            cells.say("due", ERROR, _("Hạn sau hạn của nhiệm vụ (%(day)s).") % {"day": f"{duty.due_on:%d/%m/%Y}"})
            return "WRONG"
        return verdict_of_new(cells, Source(0, None, True))
    return _compared(cells, task, duty, share)


def _compared(cells: Cells, task: Task, duty: Duty, share: Given) -> str:
    if task.due.on != share.due_on and task.due.on is not None:
        day = f"{share.due_on:%d/%m/%Y}" if share.due_on else _("chưa có")
        cells.say("due", WARNING, _("Hạn đang giao là %(day)s. Bảng không đổi hạn: dùng Gia hạn ở trang nhiệm vụ.") % {"day": day})  # fmt: skip
    if task.product and task.product != duty.product:
        cells.say("product", CHANGE, _("Đang ghi: %(words)s") % {"words": duty.product or "—"})
        return "CHANGED"
    return "SAME"
