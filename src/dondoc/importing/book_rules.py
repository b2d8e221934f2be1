"""Xem một dòng sổ — by its number in the register; what is written there already stays. Plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.importing.rules import (
    FAR,
    Book,
    Judged,
    Known,
    Source,
    Written,
    key_of,
    paper_key,
    say_issuer,
    verdict_of_new,
)
from dondoc.importing.values import ERROR, Cells
from dondoc.reading.text import fold


def judge_book(cells: Cells, known: Known, *, outgoing: bool, own_issuer: str) -> Judged:
    """Xem một dòng sổ — by its number in the register; what is written there already stays."""
    number = cells.number("number", _("Cần ghi số của sổ."))
    there = known.lines.get(number or 0)
    if there and there.is_free:
        there = None
    on = cells.day("on", _("Cần ghi ngày."))
    issued_on = cells.day("issued_on")
    needed = "" if there and there.is_stub else _("Cần ghi cơ quan ban hành.")
    issuer = own_issuer if outgoing else cells.text("issuer", needed)
    (kind, title), secrecy = _kind_and_title(cells, known), cells.level("secrecy")
    if there is None:
        _check_days(cells, on, issued_on)
    if not known.may_hold(secrecy):  # a row that said so as it came is not here at all
        cells.say("secrecy", ERROR, _("Bản cài đặt này không được giữ văn bản ở độ mật ấy."))
    if len(urgency := cells.text("urgency")) > 20:
        cells.say("urgency", ERROR, _("Độ khẩn dài hơn 20 ký tự."))
    key = key_of(number or "")
    if cells.is_wrong or number is None or on is None:
        return Judged("WRONG", key)
    so_ky_hieu, dated = cells.text("so_ky_hieu"), issued_on or (on if outgoing else None)
    book = Book(number, on, issuer, so_ky_hieu, dated, kind, title, secrecy, urgency)
    verdict = _same_line(cells, book, there, outgoing) if there else _new_line(cells, book, known, outgoing)
    return Judged(verdict, key, book=book if verdict != "WRONG" else None, here=there.entry if there else None)


def _kind_and_title(cells: Cells, known: Known) -> tuple[str, str]:
    """Each from its own column; else both from the one column of a register in the usual form."""
    whole = cells.text("kind_title")
    kind, title = known.split(whole, cells.text("so_ky_hieu")) if whole else ("", "")
    title = cells.text("title", "" if title else _("Cần ghi trích yếu.")) or title
    return cells.text("kind") or kind, title


def _check_days(cells: Cells, on: date | None, issued_on: date | None) -> None:
    if on and on > cells.today:
        cells.say("on", ERROR, _("Ngày ở sau hôm nay."))
    if on and issued_on and issued_on > on:
        cells.say("issued_on", ERROR, _("Ngày ban hành sau ngày đến. Kiểm tra lại hai ngày."))


def _same_line(cells: Cells, book: Book, there: Written, outgoing: bool) -> str:
    """A line of this number stands: the same, or another – which is corrected on its own page, not by a sheet."""
    if not there.is_line:
        cells.say("number", ERROR, _("Số này trong sổ đang để dành hoặc đã bỏ."))
        return "WRONG"
    issuer = "" if outgoing else book.issuer
    told: list[tuple[str, object, object]] = [
        ("so_ky_hieu", fold(book.so_ky_hieu), fold(there.so_ky_hieu)), ("issuer", fold(issuer), fold(there.issuer)),
        ("issued_on", cells.day("issued_on"), there.issued_on), ("on", book.on, there.on),
    ]  # fmt: skip
    for column, new, old in told:
        if new and new != old:
            _say_written(cells, column, f"{old:%d/%m/%Y}" if isinstance(old, date) else getattr(there, column))
    whole = cells.text("kind_title")
    if not {fold(book.title), fold(whole)} & {fold(there.title), fold(f"{there.kind} {there.title}")}:
        _say_written(cells, *(("kind_title", f"{there.kind} {there.title}") if whole else ("title", there.title)))
    return "WRONG" if cells.is_wrong else "SAME"


def _say_written(cells: Cells, column: str, words: str) -> None:
    cells.say(column, ERROR, _("Sổ đang ghi: %(words)s. Sửa ở trang văn bản; bảng không sửa dòng đã ghi.") % {"words": words or "—"})  # fmt: skip


def _new_line(cells: Cells, book: Book, known: Known, outgoing: bool) -> str:
    taken = known.papers.get(paper_key(book.so_ky_hieu, book.issued_on, book.issuer)) if book.so_ky_hieu else None
    if taken is not None and taken != book.number:
        cells.say("so_ky_hieu", ERROR, _("Văn bản này đã có trong sổ, số %(n)s.") % {"n": taken})
    if book.number > known.next_number + known.rows + FAR:
        cells.say("number", ERROR, _("Số này cách số tiếp theo của sổ (%(n)s) quá xa.") % {"n": known.next_number})
    if not outgoing:
        say_issuer(cells, known, book.issuer)
    return "WRONG" if cells.is_wrong else verdict_of_new(cells, Source(0, None, True))
