"""Dòng đã có — which duty a row means, by its number or its words, and whether its unit has it. Plain values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.rules import Duty, Given, Known, Source, Task, verdict_of_new
from dondoc.importing.values import CHANGE, ERROR, WARNING, Cells, duty_number
from dondoc.reading.text import fold


@dataclass(frozen=True, slots=True)
class Met:
    """Nhiệm vụ gặp lại — the duty a row means, the unit's share of it, and whether another duty bears the same words."""

    duty: Duty
    share: Given | None = None
    is_one_of_many: bool = False


def by_number(cells: Cells, known: Known, text: str) -> Sequence[Duty] | None:
    """The duties of the row's number that say what the row says; None where it tells no number."""
    number = cells.text("nv")
    if duty_number(number) is None:
        return None
    found = known.numbered.get(fold(number), ())
    if not found:
        cells.say("nv", ERROR, _("Ở đây không có nhiệm vụ số này. Nhiệm vụ mới thì bỏ trống số."))
    same = [duty for duty in found if fold(duty.text) == fold(text)]
    if found and text and not same:
        cells.say("text", ERROR, _("Nhiệm vụ %(nv)s đang ghi: %(words)s. Bảng không sửa nội dung.") % {"nv": found[0].nv, "words": found[0].text[:200]})  # fmt: skip
    paper = fold(cells.values.get("so_ky_hieu", ""))
    its = [duty for duty in same if not paper or paper == fold(duty.paper)]
    if same and not its:
        cells.say("so_ky_hieu", ERROR, _("Nhiệm vụ %(nv)s là của văn bản %(paper)s.") % {"nv": same[0].nv, "paper": same[0].paper})  # fmt: skip
    return its


def meet(cells: Cells, known: Known, duties: Sequence[Duty], due_on: date | None, state: str) -> Met | None:
    """The duty of which the row's unit has a share, the likest first; else the one that may be given to it."""
    name = cells.text("unit")
    units = {unit.pk for unit in known.units(name)}
    held = [(d, g) for d in duties for g in d.given if g.unit in units or (name and g.name == fold(name))]
    if held and (len(units) < 2 or units <= {given.unit for _duty, given in held}):  # namesakes: each has its own
        duty, share = min(held, key=lambda pair: _unlike(pair, cells, due_on, state))
        return Met(duty, share, len({duty.pk for duty, _given in held}) > 1)
    own = [duty for duty in duties if duty.is_own]
    if duties and not own:
        cells.say("unit", ERROR, _elsewhere())
    elif len(own) > 1:
        cells.say("text", ERROR, _twins())
    return Met(own[0]) if own else None


def _unlike(pair: tuple[Duty, Given], cells: Cells, due_on: date | None, state: str) -> tuple[bool, bool, bool]:
    duty, share = pair
    product = cells.text("product")
    return share.is_over is not (state == "closed"), share.due_on != due_on, bool(product) and product != duty.product


def _elsewhere() -> str:
    return _("Nhiệm vụ này do đơn vị khác xác nhận: làm ở trang nhiệm vụ, không qua bảng.")


def _twins() -> str:
    return _("Văn bản có nhiều nhiệm vụ cùng nội dung này. Thêm cột số nhiệm vụ để nói rõ nhiệm vụ nào.")


def judge_met(cells: Cells, task: Task, met: Met, state: str, may_end: bool) -> str:
    """The duty is here already: given to this unit, to others, or ended."""
    share, duty = met.share, met.duty
    if duty.is_ended and (share or task.is_done):
        return "SAME"
    if share is not None and (not share.is_over or state in ("closed", "done")):
        return _compared(cells, task, met, share)
    _check_share(cells, task, duty, share)
    if task.is_done:
        say_done(cells, task, may_end)
    return "WRONG" if cells.is_wrong else verdict_of_new(cells, Source(0, None, True))


def say_done(cells: Cells, task: Task, may_end: bool) -> None:
    """Đã xong trước khi nạp — the whole duty, or the share of one unit of those that have it."""
    if not may_end:
        cells.say("state", ERROR, _("Việc đã xong thì được ghi rồi kết thúc: nhờ người có quyền “Kết thúc nhiệm vụ” nạp bảng."))  # fmt: skip
    elif task.goes_on:
        cells.say("state", WARNING, _("Sẽ ghi phần của đơn vị này là đã xong trước khi nạp; nhiệm vụ vẫn mở cho đơn vị khác."))  # fmt: skip
    else:
        cells.say("state", WARNING, _("Sẽ ghi rồi kết thúc; chưa có minh chứng nên không tính là hoàn thành."))


def _check_share(cells: Cells, task: Task, duty: Duty, share: Given | None) -> None:
    """A new share of a duty that is here."""
    if duty.is_ended:
        cells.say("text", ERROR, _("Nhiệm vụ này đã kết thúc trong phần mềm."))
    elif not duty.is_own:
        cells.say("unit", ERROR, _elsewhere())
    elif task.due.on and duty.due_on and task.due.on > duty.due_on:
        cells.say("due", ERROR, _("Hạn sau hạn của nhiệm vụ (%(day)s).") % {"day": f"{duty.due_on:%d/%m/%Y}"})
    elif share is not None:
        cells.say("unit", WARNING, _("Việc đã giao cho đơn vị này rồi rút hoặc trả lại. Nạp là giao lại."))
    if task.corrects and duty.product:
        cells.say("product", ERROR, one_product(duty.product))
    elif task.corrects:
        cells.say("product", CHANGE, _was(duty))


def _compared(cells: Cells, task: Task, met: Met, share: Given) -> str:
    duty = met.duty
    if task.due.on != share.due_on and task.due.on is not None:
        day = f"{share.due_on:%d/%m/%Y}" if share.due_on else _("chưa có")
        cells.say("due", WARNING, _("Hạn đang giao là %(day)s. Bảng không đổi hạn: dùng Gia hạn ở trang nhiệm vụ.") % {"day": day})  # fmt: skip
    if not task.corrects:
        return "SAME"
    if not duty.is_own or met.is_one_of_many:
        cells.say("product", ERROR, _elsewhere() if not duty.is_own else _twins())
        return "WRONG"
    cells.say("product", CHANGE, _was(duty))
    return "CHANGED"


def _was(duty: Duty) -> str:
    return _("Đang ghi: %(words)s") % {"words": duty.product or "—"}


def one_product(words: str) -> str:
    return _("Nhiệm vụ này ghi sản phẩm “%(words)s”, chung cho các đơn vị. Ghi như thế hoặc để trống.") % {"words": words[:200]}  # fmt: skip
