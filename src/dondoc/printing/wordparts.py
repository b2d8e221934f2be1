"""Các thành phần thể thức — each part of a paper as WordprocessingML, from the Sheet and its form."""

from __future__ import annotations

from functools import partial

from dondoc.printing import wordxml as x
from dondoc.printing.forms import Form
from dondoc.printing.model import Cell, Line, Sheet, Table
from dondoc.printing.numbering import Numbering
from dondoc.printing.wording import (
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
from dondoc.printing.wordstyles import BODY_STYLES

_centred = partial(x.para, align="center")


def head(sheet: Sheet, form: Form) -> str:
    """Phần đầu — the two-column table: who issues on the left, the country or Party right."""
    left_width, right_width = form["columns"]
    left = [_centred(x.run(sheet.parent_issuer.upper(), form["parent_size"]))] * bool(sheet.parent_issuer)
    left.append(_centred(x.run(sheet.issuer.upper(), form["issuer_size"], bold=True)))
    if form["issuer_mark"]:
        left.append(_centred(x.run(form["issuer_mark"], form["issuer_size"])))
    if form["issuer_rule"]:
        left.append(x.rule(form["issuer_rule"], left_width))
    left.append(_centred(x.run(number_line(sheet, form), form["number"]["size"])))
    if not sheet.kind:
        style = form["letter"]
        words = x.run(letter_subject(sheet, form), style["size"], italic=style["italic"])
        left.append(_centred(words, before=3))
    if sheet.level:
        left.append(_centred(x.run(f"[ {sheet.level.upper()} ]", form["urgency_size"], bold=True), before=6))
    if sheet.urgency:
        words = x.run(sheet.urgency.upper(), form["urgency_size"], bold=True)
        left.append(_centred(words, before=6))
    right = [_centred(x.run(n["text"], n["size"], bold=n["bold"])) for n in form["national"]]
    right.append(x.rule(form["national_rule"], right_width))
    right.append(_centred(x.run(place_line(sheet), form["place_size"], italic=True), before=6))
    cells = [x.cell("".join(left), left_width), x.cell("".join(right), right_width)]
    return x.table([x.row(cells)], form["columns"])


def opening(sheet: Sheet, form: Form) -> list[str]:
    """Tên loại, trích yếu, kính gửi — what stands between the head and the body."""
    blocks = [x.para("")]
    if sheet.kind:
        blocks.append(_centred(x.run(sheet.kind.upper(), form["kind_size"], bold=True)))
        blocks.append(_centred(x.run(sheet.subject, form["subject_size"], bold=True)))
        close, width = form["subject_close"], form["subject_rule"]
        blocks += [_centred(x.run(close, form["subject_size"]))] * bool(close)
        blocks += [x.rule(width, sum(form["columns"]))] * bool(width)
        blocks.append(x.para(""))
    return blocks + _addressees(sheet, form)


def _addressees(sheet: Sheet, form: Form) -> list[str]:
    style = form["address"]
    runs = [x.run(text, style["size"], italic=style["italic"]) for text in addressee_lines(sheet, form)]
    if len(runs) < 2:
        return [block for run in runs for block in (_centred(run), x.para(""))]
    return [
        x.para(runs[0], left=30),
        *(x.para(run, left=45) for run in runs[1:]),
        x.para(""),
    ]


def block(part: Line | Table, form: Form, numbering: Numbering) -> str:
    """Một khối của nội dung — a paragraph in the style of its role, or a table."""
    if isinstance(part, Table):
        return _table(part, form)
    text = clean(part.text)
    list_id, text = numbering.take(text) if part.numbering else (0, text)
    style = BODY_STYLES[part.role]
    if part.role == "article":
        label, rest = article_parts(text)
        return x.para(x.run(label, bold=True) * bool(label) + x.run(rest), style, number=list_id)
    if part.role == "blank":
        return x.para(x.run(text) + x.TAB, style, dotted_to=sum(form["columns"]))
    text = basis_text(text, form) if part.role == "basis" else text
    return x.para(x.run(text), style, number=list_id)


def _table(table: Table, form: Form) -> str:
    size, widths = form["table_size"], column_widths(table, form)

    def cells(values: tuple[Cell, ...], bold: bool = False) -> list[str]:
        return [
            x.cell(
                x.para(x.run(cell_text(value), size, bold=bold), align=column.align),
                width,
            )
            for value, column, width in zip(values, table.columns, widths, strict=True)
        ]

    titles = [
        x.cell(_centred(x.run(column.title, size, bold=True)), width)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    rows = [
        x.row(titles, header=True),
        *(x.row(cells(values)) for values in table.rows),
    ]
    rows += [x.row(cells(table.total, bold=True))] if table.total else []
    caption = [x.para(x.run(table.caption), "Caption")] if table.caption else []
    return "".join([*caption, x.table(rows, widths, borders=True), x.para("")])


def closing(sheet: Sheet, form: Form) -> str:
    """Nơi nhận và chữ ký — recipients on the left, who signs on the right."""
    if sheet.signatures:
        return _signatures(sheet, form)
    style, width = form["recipients"], sum(form["columns"]) / 2
    word = x.run("Nơi nhận:", style["size"], bold=style["bold"], italic=style["italic"],
                 underline=style["underline"])  # fmt: skip
    left = [x.para(word)] * bool(sheet.recipients)
    left += [x.para(x.run(text, style["list"])) for text in listed(sheet.recipients, form)]
    authority, post = form["authority"], form["post"]
    right = [_centred(x.run(text, authority["size"], bold=authority["bold"]))
             for text in sheet.authority.split("\n") if text]  # fmt: skip
    right.append(_centred(x.run(sheet.signer_post.upper(), post["size"], bold=post["bold"])))
    right += [_centred("")] * 4
    right.append(_centred(x.run(sheet.signer, form["signer_size"], bold=True)))
    cells = [x.cell("".join(left) or x.para(""), width), x.cell("".join(right), width)]
    return x.table([x.row(cells)], [width, width])


def _signatures(sheet: Sheet, form: Form) -> str:
    """Những bên ký biên bản — side by side; a row is never split between pages."""
    width = sum(form["columns"]) / len(sheet.signatures)
    cells = []
    for one in sheet.signatures:
        above = _centred(x.run(one.post.upper(), form["post"]["size"], bold=form["post"]["bold"]))
        beneath = _centred(x.run(one.name, form["signer_size"], bold=True))
        cells.append(x.cell(above + _centred("") * 4 + beneath, width))
    return x.table([x.row(cells)], [width] * len(cells))


def foot(sheet: Sheet) -> list[str]:
    """Ghi chú cuối — the last block of a body must be a paragraph, so one always stands."""
    return [x.para(x.run(text, 10, italic=True), before=3) for text in sheet.foot] or [x.para("")]
