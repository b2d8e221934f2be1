"""Câu chữ của thể thức — the fixed wordings of a paper's parts, the same for DOCX and PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from dondoc.printing.forms import Form
from dondoc.printing.model import Cell, Column, Sheet, Table

SAMPLE = "VĂN BẢN MẪU – KHÔNG CÓ GIÁ TRỊ"
UNKNOWN = "chưa đủ dữ liệu"
BLANK = "…"
LONGEST = 20  # letters; a longer word is broken wherever the column ends
# What XML cannot hold, and the marks that turn the reading order of what follows.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\ufeff]"
)
_HAS_PREFIX = re.compile(r"(về|v/v)\s", re.IGNORECASE)


def clean(text: str) -> str:
    """Chữ in được — NFC, one kind of line end, nothing a file could choke on."""
    one_end = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", one_end))


def cell_text(cell: Cell) -> str:
    """Ô bảng — 1234 as "1.234", 0.5 as "0,5", a day as dd/mm/yyyy, None as unknown."""
    if cell is None:
        return UNKNOWN
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, int):
        return f"{cell:,}".replace(",", ".")
    if isinstance(cell, float):
        return f"{cell:,}".translate(str.maketrans(",.", ".,"))
    return clean(cell)


def column_widths(table: Table, form: Form) -> list[float]:
    """Bề rộng các cột — in millimetres, from margin to margin: what each column asks for, once a day or a word fits whole in its own.

    A letter takes the room of a figure, 0.18 mm for each point of its size; a heading is bold.
    """
    room, letter = sum(form["columns"]), form["table_size"] * 0.18
    values = [*table.rows, *([table.total] if table.total else [])]
    needs = [
        (_longest(column, [row[place] for row in values]) + 2) * letter for place, column in enumerate(table.columns)
    ]
    wants = [max(column.width * letter, need) for column, need in zip(table.columns, needs, strict=True)]
    over, spare = sum(wants) - room, sum(wants) - sum(needs)
    if over <= 0 or spare <= over:
        given = wants if over <= 0 else needs
        return [one * room / sum(given) for one in given]
    return [want - over * (want - need) / spare for want, need in zip(wants, needs, strict=True)]


def _longest(column: Column, cells: Iterable[Cell]) -> float:
    """The longest word of a column, in letters of its cells."""
    words = max((len(word) for cell in cells for word in cell_text(cell).split()), default=0)
    return min(max(words, 1.3 * max(map(len, clean(column.title).split()), default=0)), LONGEST)


def number_line(sheet: Sheet, form: Form) -> str:
    """Số và ký hiệu — a number not yet given leaves a dotted blank before its symbol."""
    number = clean(sheet.number)
    blank = BLANK * 2 if not number or number[0] in "-/" else ""
    return f"{form['number']['prefix']}{blank}{number}"


def place_line(sheet: Sheet) -> str:
    """Địa danh, ngày tháng năm — days under 10 and months 1, 2 take a leading zero."""
    if sheet.dated:
        return clean(sheet.dated)
    place = clean(sheet.place) or BLANK * 3
    if not sheet.issued_on:
        return f"{place}, ngày {BLANK} tháng {BLANK} năm {BLANK}"
    day = date.fromisoformat(sheet.issued_on)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def letter_subject(sheet: Sheet, form: Form) -> str:
    """Trích yếu công văn — "về việc …" for the Party, "V/v …" for the State."""
    subject = clean(sheet.subject)
    return subject if _HAS_PREFIX.match(subject) else form["letter"]["prefix"] + subject


def addressee_lines(sheet: Sheet, form: Form) -> list[str]:
    """Kính gửi (tờ trình của Đảng: Kính trình) — one line for one body, else a list under it."""
    style = form["address"]
    word = style["petition" if clean(sheet.kind).casefold() == "tờ trình" else "word"]
    if len(sheet.addressees) == 1:
        return [f"{word}: {_bare(sheet.addressees[0])}{style['end']}"]
    return [f"{word}:", *listed(sheet.addressees, form)] if sheet.addressees else []


def listed(items: Iterable[str], form: Form) -> list[str]:
    """Danh sách — "- A," "- B.": a dash before, the last one closed with a full stop."""
    bare = [_bare(item) for item in items]
    ends = [form["list_separator"]] * (len(bare) - 1) + ["."]
    return [f"- {text}{end}" for text, end in zip(bare, ends, strict=False)]


def _bare(item: str) -> str:
    return clean(item).strip().lstrip("-– ").rstrip(",;. ")


def basis_text(text: str, form: Form) -> str:
    """Căn cứ — with the dash the Party's form asks for."""
    prefix: str = form["basis"]["prefix"]
    return prefix + text.lstrip("-– ") if prefix else text


def article_parts(text: str) -> tuple[str, str]:
    """Điều — the bold label ("Điều 1.") and the rest."""
    label = re.match(r"Điều\s+\d+\w?\.", text)
    return (label[0], text[label.end() :]) if label else ("", text)
