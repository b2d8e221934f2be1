"""Mẫu trống — the common form of a paper as a Word file, its slots unfilled: what an office draws its own from."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.printing.docx import render_docx
from dondoc.printing.filling import Known
from dondoc.printing.forms import Form
from dondoc.printing.model import Column, Line, Sheet, Signature, Table
from dondoc.printing.slots import SLOT, Value, key
from dondoc.printing.wording import BLANK, place_line
from dondoc.web.inspecting.sheets.forms import words
from dondoc.web.inspecting.sheets.made import Slot, Slots

ISSUER, ABOVE, NUMBER, DATED, LEVEL = "cơ quan ban hành", "cơ quan cấp trên", "số, ký hiệu", "nơi, ngày tháng năm", "dấu chỉ độ mật"  # fmt: skip
AUTHORITY, POST, SIGNER = "thẩm quyền ký", "chức vụ người ký", "người ký"
HEAD = (ISSUER, ABOVE, NUMBER, DATED, LEVEL, AUTHORITY, POST, SIGNER)


def known(slots: Slots) -> Known:
    """Các ô của một văn bản — its own, and those of the head and foot of every paper."""
    sorts = {key(name): slot.sort for name, slot in slots.items()} | dict.fromkeys(HEAD, "words")
    columns = {key(name): frozenset(key(title) for title, _width in slot.heads) for name, slot in slots.items()}
    return Known(sorts, columns)


def head_values(sheet: Sheet) -> dict[str, Value]:
    """Ô của đầu và cuối văn bản, as the sheet says them."""
    number = sheet.number if sheet.number[:1] not in ("", "-", "/") else f"{BLANK * 2}{sheet.number}"
    return {
        ISSUER: sheet.issuer, ABOVE: sheet.parent_issuer or None, NUMBER: number, DATED: place_line(sheet),
        LEVEL: sheet.level or None, AUTHORITY: sheet.authority or None, POST: sheet.signer_post, SIGNER: sheet.signer,
    }  # fmt: skip


def blank_docx(what: str, slots: Slots, *, system: str, form: Form, sample: bool) -> bytes:
    """Mẫu chung thành tệp Word."""
    said = words()[what]
    sheet = Sheet(
        kind=said.kind, subject=said.subject, issuer=f"«{ISSUER}»", parent_issuer=f"«{ABOVE}»", number=f"«{NUMBER}»", dated=f"«{DATED}»",
        system=system, form=form["id"], addressees=said.addressees, body=tuple(_body(said.body, slots)), recipients=said.recipients,
        authority=f"«{AUTHORITY}»", signer_post=said.signer_post or f"«{POST}»", signer=said.signer or f"«{SIGNER}»",
        signatures=tuple(Signature(post, name) for post, name in said.signatures), level=f"«{LEVEL}»", sample=sample,
    )  # fmt: skip
    return render_docx(sheet)


def _body(lines: tuple[Line, ...], slots: Slots) -> Iterator[Line | Table]:
    """A table is drawn with one row of slots, which an office widens, names and orders as it likes."""
    for line in lines:
        alone = SLOT.fullmatch(line.text)
        slot = slots.get(alone[1]) if alone else None
        yield _table(alone[1], slot) if alone and slot and slot.heads else line


def _table(name: str, slot: Slot) -> Table:
    heads = tuple(Column(title, width, "right" if title == "TT" else "left") for title, width in slot.heads)
    return Table(heads, (tuple(f"«{name}: {title}»" for title, _width in slot.heads),))
