"""In DOCX — a Sheet in the official form of the Party or the State, as a Word file."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import partial

from docx import Document
from docx.document import Document as Doc
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from lxml import etree

from dondoc.printing import wordxml as x
from dondoc.printing.forms import Form, form_named
from dondoc.printing.model import Cell, Line, Sheet, Table
from dondoc.printing.numbering import Numbering, W
from dondoc.printing.wording import (
    SAMPLE,
    address_word,
    article_parts,
    basis_text,
    cell_text,
    clean,
    letter_subject,
    listed,
    number_line,
    place_line,
)
from dondoc.printing.wordstyles import BODY_STYLES, apply_styles

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
_PAGE_FIELD = (
    '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="{0}"/></w:rPr>'
    "<w:t>2</w:t></w:r></w:fldSimple>"
)
_centred = partial(x.para, align="center")


def render_docx(sheet: Sheet) -> bytes:
    """In ra DOCX — the paper as a Word file; the same Sheet gives the same bytes.

    Raises ValueError for a form that forms.toml does not hold.
    """
    form = form_named(sheet.form)
    doc = Document()
    apply_styles(doc, form)
    _set_page(doc, form, sheet.sample)
    _set_properties(doc, sheet)
    numbering = Numbering(x.twips(form["body"]["indent"]))
    blocks = [_head(sheet, form), *_opening(sheet, form)]
    blocks += [_block(part, form, numbering) for part in sheet.body]
    blocks += [x.para(""), _closing(sheet, form), *_foot(sheet)]
    _fill(doc, "".join(blocks))
    lists = doc.part.numbering_part.element
    lists[:] = numbering.elements()
    made = io.BytesIO()
    doc.save(made)
    return _restamped(made.getvalue())


def _head(sheet: Sheet, form: Form) -> str:
    """Phần đầu — the two-column table: who issues on the left, the country or Party right."""
    left_width, right_width = form["columns"]
    left = [_centred(x.run(sheet.parent_issuer, form["parent_size"]))] * bool(
        sheet.parent_issuer
    )
    left.append(_centred(x.run(sheet.issuer, form["issuer_size"], bold=True)))
    if form["issuer_mark"]:
        left.append(_centred(x.run(form["issuer_mark"], form["issuer_size"])))
    if form["issuer_rule"]:
        left.append(x.rule(form["issuer_rule"], left_width))
    left.append(_centred(x.run(number_line(sheet, form), form["number"]["size"])))
    if not sheet.kind:
        style = form["letter"]
        words = x.run(
            letter_subject(sheet, form), style["size"], italic=style["italic"]
        )
        left.append(_centred(words, before=3))
    if sheet.urgency:
        words = x.run(sheet.urgency.upper(), form["urgency_size"], bold=True)
        left.append(_centred(words, before=6))
    right = [
        _centred(x.run(n["text"], n["size"], bold=n["bold"])) for n in form["national"]
    ]
    right.append(x.rule(form["national_rule"], right_width))
    right.append(
        _centred(x.run(place_line(sheet), form["place_size"], italic=True), before=6)
    )
    cells = [x.cell("".join(left), left_width), x.cell("".join(right), right_width)]
    return x.table([x.row(cells)], form["columns"])


def _opening(sheet: Sheet, form: Form) -> list[str]:
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
    if not sheet.addressees:
        return []
    style, word = form["address"], address_word(sheet, form)
    run = partial(x.run, size=style["size"], italic=style["italic"])
    if len(sheet.addressees) == 1:
        name = clean(sheet.addressees[0]).rstrip(",;. ")
        return [_centred(run(f"{word}: {name},")), x.para("")]
    lines = [x.para(run(text), left=45) for text in listed(sheet.addressees)]
    return [x.para(run(f"{word}:"), left=30), *lines, x.para("")]


def _block(part: Line | Table, form: Form, numbering: Numbering) -> str:
    if isinstance(part, Table):
        return _table(part, form)
    text = clean(part.text)
    list_id, text = numbering.take(text) if part.numbering else (0, text)
    style = BODY_STYLES[part.role]
    if part.role == "article":
        label, rest = article_parts(text)
        return x.para(
            x.run(label, bold=True) * bool(label) + x.run(rest), style, number=list_id
        )
    text = basis_text(text, form) if part.role == "basis" else text
    return x.para(x.run(text), style, number=list_id)


def _table(table: Table, form: Form) -> str:
    size, room = form["table_size"], sum(form["columns"])
    weights = [
        max(column.width, 7) for column in table.columns
    ]  # "TT" must fit on one line
    widths = [weight * room / sum(weights) for weight in weights]

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


def _closing(sheet: Sheet, form: Form) -> str:
    """Nơi nhận và chữ ký — recipients on the left, who signs on the right."""
    style, width = form["recipients"], sum(form["columns"]) / 2
    word = x.run("Nơi nhận:", style["size"], bold=style["bold"], italic=style["italic"],
                 underline=style["underline"])  # fmt: skip
    left = [x.para(word)] * bool(sheet.recipients)
    left += [x.para(x.run(text, style["list"])) for text in listed(sheet.recipients)]
    authority, post = form["authority"], form["post"]
    right = [_centred(x.run(text, authority["size"], bold=authority["bold"]))
             for text in sheet.authority.split("\n") if text]  # fmt: skip
    right.append(
        _centred(x.run(sheet.signer_post.upper(), post["size"], bold=post["bold"]))
    )
    right += [_centred("")] * 4
    right.append(_centred(x.run(sheet.signer, form["signer_size"], bold=True)))
    cells = [x.cell("".join(left) or x.para(""), width), x.cell("".join(right), width)]
    return x.table([x.row(cells)], [width, width])


def _foot(sheet: Sheet) -> list[str]:
    """Ghi chú cuối — the last block of a body must be a paragraph, so one always stands."""
    return [x.para(x.run(text, 10, italic=True), before=3) for text in sheet.foot] or [
        x.para("")
    ]


def _fill(doc: Doc, blocks: str) -> None:
    """Parsed whole: moving 3,000 cells from one lxml tree to another takes 0.4 s."""
    section = etree.tostring(doc.element.body[-1], encoding="unicode")
    whole = f"<w:document {W}><w:body>{blocks}{section}</w:body></w:document>"
    doc.part._element = parse_xml(whole)


def _set_page(doc: Doc, form: Form, sample: bool) -> None:
    """Trang giấy — A4, margins, page number centred on top but not on page 1."""
    section, margins = doc.sections[0], form["margins"]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin, section.right_margin = (
        Mm(margins["left"]),
        Mm(margins["right"]),
    )
    section.top_margin, section.bottom_margin = (
        Mm(margins["top"]),
        Mm(margins["bottom"]),
    )
    section.header_distance = Mm(form["page_number"]["edge"])
    section.different_first_page_header_footer = True
    number = _centred(_PAGE_FIELD.format(form["page_number"]["size"] * 2))
    mark = _centred(x.run(SAMPLE, 9)) if sample else ""
    for header, parts in (
        (section.header, number + mark),
        (section.first_page_header, mark),
    ):
        header.is_linked_to_previous = False
        element = (
            header._element
        )  # python-docx has no way to give a header raw paragraphs
        element[:] = list(parse_xml(f"<w:hdr {W}>{parts or x.para('')}</w:hdr>"))


def _set_properties(doc: Doc, sheet: Sheet) -> None:
    made = datetime.fromisoformat(sheet.issued_on or "2000-01-01").replace(tzinfo=UTC)
    core = doc.core_properties
    core.title = clean(f"{sheet.kind} {sheet.subject}".strip())[:255]
    core.author = core.last_modified_by = clean(sheet.issuer)[:255]
    core.comments, core.language = "", "vi-VN"
    core.created = core.modified = made


def _restamped(packed: bytes) -> bytes:
    """The same Sheet gives the same bytes: the parts lose the hour they were packed at."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            new.writestr(part, old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
