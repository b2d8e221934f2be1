"""Quy tắc nạp — a row's cells and what is here already → what would become of it. Plain values only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.values import CHANGE, CREATE, ERROR, WARNING, Cells, Deadline, names_in
from dondoc.reading.text import fold
from dondoc.shared.acts import Refused

FAR = 5000  # numbers of a register left out between two rows: more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Named:
    """Đơn vị ở đây — by one of its names."""

    pk: int
    name: str
    is_below: bool  # the sheet's unit or below it: work may be laid on it


@dataclass(frozen=True, slots=True)
class Given:
    """Việc đã giao — to which unit, due when."""

    unit: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Duty:
    """Nhiệm vụ đã có của một văn bản."""

    pk: int
    product: str
    due_on: date | None
    is_ended: bool
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Văn bản giao đã có trong sổ của đơn vị."""

    entry: int
    issued_on: date | None
    is_highest: bool
    duties: Mapping[str, Duty] = field(default_factory=dict)  # words → duty


@dataclass(frozen=True, slots=True)
class Known:
    """Những gì đã có — of what the rows of a sheet name."""

    units: Callable[[str], Sequence[Named]]
    near: Callable[[str], str]  # a name like it, "" for none
    sources: Mapping[str, Sequence[Source]]  # số ký hiệu, folded
    issuers: Callable[[str], bool]
    may_create: bool = True  # issuers that are not known
    may_end: bool = True  # duties that are done already
    lines: Mapping[int, Written] = field(default_factory=dict)  # number of the register → its line
    papers: Mapping[str, int] = field(default_factory=dict)  # số ký hiệu + day, folded → number of its line
    next_number: int = 1
    rows: int = 0
    may_hold: Callable[[str], bool] = lambda level: not level


@dataclass(frozen=True, slots=True)
class Written:
    """Dòng sổ đã có dưới một số; without words where the number was voided or is kept back."""

    so_ky_hieu: str = ""
    issued_on: date | None = None
    title: str = ""
    issuer: str = ""
    on: date | None = None
    is_line: bool = True
    is_free: bool = False  # a number of before the software, that no line has taken


@dataclass(frozen=True, slots=True)
class Task:
    """Một dòng giao việc đã hiểu."""

    text: str
    unit: int | None
    partners: tuple[int, ...]
    partner_names: str
    unit_name: str
    due: Deadline
    product: str
    so_ky_hieu: str
    issued_on: date | None
    issuer: str
    title: str
    provision: str
    is_done: bool
    source: int | None = None  # the line of its paper, None where it is still to be registered
    duty: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Một dòng sổ đã hiểu."""

    number: int
    on: date
    issuer: str
    so_ky_hieu: str
    issued_on: date | None
    kind: str
    title: str
    secrecy: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Kết quả xem một dòng — verdict, its identity, and its values where they can be entered."""

    verdict: str
    key: str
    task: Task | None = None
    book: Book | None = None


def key_of(*parts: object) -> str:
    """Nhận ra một dòng — the same words with or without dấu, on the same day, for the same unit."""
    return hashlib.sha256("|".join(fold(str(part)) if isinstance(part, str) else str(part) for part in parts).encode()).hexdigest()  # fmt: skip


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
                source.entry if source else None, duty.pk if duty else None)  # fmt: skip
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
    _issuer(cells, known, issuer)


def _issuer(cells: Cells, known: Known, issuer: str) -> None:
    if issuer and not known.issuers(issuer):
        if known.may_create:
            cells.say("issuer", CREATE, _("Sẽ thêm."))
        else:
            cells.say("issuer", ERROR, _("Chưa có cơ quan ban hành này. Nhờ người được thêm cơ quan bên ngoài."))


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
    return _new(cells, source)


def _new(cells: Cells, source: Source | None) -> str:
    if any(what == WARNING for what, _said in cells.said.values()):
        return "WARNED"
    return "CREATES" if source is None or any(w == CREATE for w, _s in cells.said.values()) else "NEW"


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
        return _new(cells, Source(0, None, True))
    return _compared(cells, task, duty, share)


def _compared(cells: Cells, task: Task, duty: Duty, share: Given) -> str:
    if task.due.on != share.due_on and task.due.on is not None:
        day = f"{share.due_on:%d/%m/%Y}" if share.due_on else _("chưa có")
        cells.say("due", WARNING, _("Hạn đang giao là %(day)s. Bảng không đổi hạn: dùng Gia hạn ở trang nhiệm vụ.") % {"day": day})  # fmt: skip
    if task.product and task.product != duty.product:
        cells.say("product", CHANGE, _("Đang ghi: %(words)s") % {"words": duty.product or "—"})
        return "CHANGED"
    return "SAME"


def judge_book(cells: Cells, known: Known, *, outgoing: bool, own_issuer: str) -> Judged:
    """Xem một dòng sổ — by its number in the register; what is written there already stays."""
    number = cells.number("number", _("Cần ghi số của sổ."))
    on = cells.day("on", _("Cần ghi ngày."))
    issued_on = on if outgoing else cells.day("issued_on")
    issuer = own_issuer if outgoing else cells.text("issuer", _("Cần ghi cơ quan ban hành."))
    so_ky_hieu, kind = cells.text("so_ky_hieu"), cells.text("kind")
    title, urgency, secrecy = (
        cells.text("title", _("Cần ghi trích yếu.")),
        cells.text("urgency"),
        cells.level("secrecy"),
    )
    _check_days(cells, on, issued_on)
    if not known.may_hold(secrecy):  # a row that said so as it came is not here at all
        cells.say("secrecy", ERROR, _("Bản cài đặt này không được giữ văn bản ở độ mật ấy."))
    if len(urgency) > 20:
        cells.say("urgency", ERROR, _("Độ khẩn dài hơn 20 ký tự."))
    key = key_of(number or "")
    if cells.is_wrong or number is None or on is None:
        return Judged("WRONG", key)
    book = Book(number, on, issuer, so_ky_hieu, issued_on, kind, title, secrecy, urgency)
    there = known.lines.get(number)
    verdict = _same_line(cells, book, there) if there and not there.is_free else _new_line(cells, book, known, outgoing)
    return Judged(verdict, key, book=book if verdict != "WRONG" else None)


def _check_days(cells: Cells, on: date | None, issued_on: date | None) -> None:
    if on and on > cells.today:
        cells.say("on", ERROR, _("Ngày ở sau hôm nay."))
    if on and issued_on and issued_on > on:
        cells.say("issued_on", ERROR, _("Ngày ban hành sau ngày đến. Kiểm tra lại hai ngày."))


def _same_line(cells: Cells, book: Book, there: Written) -> str:
    """A line of this number stands: the same, or another – which is corrected on its own page, not by a sheet."""
    if not there.is_line:
        cells.say("number", ERROR, _("Số này trong sổ đang để dành hoặc đã bỏ."))
        return "WRONG"
    told: list[tuple[str, object, object]] = [
        ("so_ky_hieu", fold(book.so_ky_hieu), fold(there.so_ky_hieu)), ("title", fold(book.title), fold(there.title)),
        ("issuer", fold(book.issuer), fold(there.issuer)), ("issued_on", book.issued_on, there.issued_on), ("on", book.on, there.on),
    ]  # fmt: skip
    for column, new, old in told:
        if new and new != old:
            shown = f"{old:%d/%m/%Y}" if isinstance(old, date) else getattr(there, column) or "—"
            cells.say(column, ERROR, _("Sổ đang ghi: %(words)s. Sửa ở trang văn bản; bảng không sửa dòng đã ghi.") % {"words": shown})  # fmt: skip
    return "WRONG" if cells.is_wrong else "SAME"


def _new_line(cells: Cells, book: Book, known: Known, outgoing: bool) -> str:
    taken = known.papers.get(paper_key(book.so_ky_hieu, book.issued_on, book.issuer)) if book.so_ky_hieu else None
    if taken is not None and taken != book.number:
        cells.say("so_ky_hieu", ERROR, _("Văn bản này đã có trong sổ, số %(n)s.") % {"n": taken})
    if book.number > known.next_number + known.rows + FAR:
        cells.say("number", ERROR, _("Số này cách số tiếp theo của sổ (%(n)s) quá xa.") % {"n": known.next_number})
    if not outgoing:
        _issuer(cells, known, book.issuer)
    return "WRONG" if cells.is_wrong else _new(cells, Source(0, None, True))


def paper_key(so_ky_hieu: str, issued_on: date | None, issuer: str) -> str:
    return f"{fold(so_ky_hieu)}|{issued_on or ''}|{fold(issuer)}"


def check_kind(kind: str, direction: str) -> None:
    """The sheet of a register goes into a register of that way."""
    if (kind, direction) not in {("INCOMING", "IN"), ("OUTGOING", "OUT"), ("TASKS", "IN")}:
        raise Refused(_("Chọn sổ đúng chiều với bảng: sổ đến cho bảng văn bản đến, sổ đi cho bảng văn bản đi."))
