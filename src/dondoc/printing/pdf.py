"""In PDF — a Sheet in the official form as a tagged PDF whose text can be copied and read aloud."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import typst

from dondoc.printing.fonts import face
from dondoc.printing.forms import Form, form_named
from dondoc.printing.model import Line, Sheet, Table
from dondoc.printing.wording import (
    SAMPLE,
    addressee_lines,
    article_parts,
    basis_text,
    cell_text,
    clean,
    column_widths,
    letter_subject,
    listed,
    number_line,
    place_line,
)


def render_pdf(sheet: Sheet) -> bytes:
    """In ra PDF — PDF/UA-1 with a text layer in NFC; the same Sheet gives the same bytes.

    Raises ValueError for a form that forms.toml does not hold.
    """
    form = form_named(sheet.form)
    made = datetime.fromisoformat(sheet.issued_on or "2000-01-01").replace(tzinfo=UTC)
    family, fonts = face()
    printed = typst.Compiler(font_paths=fonts).compile(
        files("dondoc.printing").joinpath("paper.typ").read_bytes(),
        sys_inputs={"paper": json.dumps({"font": family, **_paper(sheet, form)}, default=str)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=made,
    )
    return bytes(printed)  # type: ignore[arg-type]


def render_slip(title: str, lines: Sequence[str]) -> bytes:
    """Một tờ báo — lines of plain text on a page of their own, where a file itself cannot be shown."""
    family, fonts = face()
    said = {"title": clean(title), "lines": json.dumps([clean(line) for line in lines if line]), "font": family}
    template = files("dondoc.printing").joinpath("slip.typ").read_bytes()
    return bytes(typst.Compiler(font_paths=fonts).compile(template, sys_inputs=said, format="pdf"))  # type: ignore[arg-type]


def _paper(sheet: Sheet, form: Form) -> dict[str, Any]:
    """What paper.typ lays out: every value a text, so nothing in a paper is read as typst."""
    return {
        "form": form,
        "title": clean(f"{sheet.kind} {sheet.subject}".strip()),
        "author": clean(sheet.issuer),
        "mark": SAMPLE if sheet.sample else "",
        "parent": clean(sheet.parent_issuer).upper(),
        "issuer": clean(sheet.issuer).upper(),
        "number": number_line(sheet, form),
        "letter": "" if sheet.kind else letter_subject(sheet, form),
        "level": clean(sheet.level).upper(),
        "urgency": clean(sheet.urgency).upper(),
        "place": place_line(sheet),
        "kind": clean(sheet.kind).upper(),
        "subject": clean(sheet.subject),
        "addressees": addressee_lines(sheet, form),
        "body": [_part(part, form) for part in sheet.body],
        "recipients": listed(sheet.recipients, form),
        "authority": clean(sheet.authority),
        "post": clean(sheet.signer_post).upper(),
        "signer": clean(sheet.signer),
        "signatures": [{"post": clean(one.post).upper(), "name": clean(one.name)} for one in sheet.signatures],
        "foot": [clean(text) for text in sheet.foot],
    }


def _part(part: Line | Table, form: Form) -> dict[str, Any]:
    if isinstance(part, Table):
        return {
            "role": "table",
            "caption": clean(part.caption),
            "columns": [
                {"title": clean(c.title), "width": width, "align": c.align}
                for c, width in zip(part.columns, column_widths(part, form), strict=True)
            ],
            "rows": [[cell_text(cell) for cell in row] for row in part.rows],
            "total": [cell_text(cell) for cell in part.total or ()],
        }
    text = clean(part.text)
    label, rest = article_parts(text) if part.role == "article" else ("", text)
    rest = basis_text(rest, form) if part.role == "basis" else rest
    return {"role": part.role, "label": label, "text": rest}
