"""Điền biểu mẫu Word — an office's own DOCX whose «slots» take what the records say; everything else stays as it was drawn.

Word cuts a line into runs wherever its reader paused; a slot cut apart is joined first, and takes the looks of its first
sign. A row of a table with «table: column» is printed once for each row of that table.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE as TO
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from dondoc.printing import wordxml as x
from dondoc.printing.docx import restamped
from dondoc.printing.forms import Form
from dondoc.printing.model import Line, Table
from dondoc.printing.numbering import Numbering, W
from dondoc.printing.slots import NOTHING, SLOT, Value, cased, counted, key, names, parted, spread
from dondoc.printing.wording import cell_text, clean
from dondoc.printing.wordparts import block

MOST_BYTES = 20_000_000  # of a form unpacked
_CARRIED = {TO.OLE_OBJECT, TO.PACKAGE, TO.A_F_CHUNK, TO.CONTROL}
_OUTSIDE = (
    "attachedTemplate",
    "mailMerge",
)  # of Word's own settings: where the form came from, on its author's machine
_P, _T, _TR, _TC, _TBL = (qn(f"w:{tag}") for tag in ("p", "t", "tr", "tc", "tbl"))
Element = Any  # lxml's


class NotAForm(ValueError):
    """Không dùng làm biểu mẫu được — with what to do."""


def open_form(data: bytes) -> Doc:
    """Mở biểu mẫu — raises NotAForm for what is no DOCX, is too large unpacked, or brings more than words and pictures."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = sum(one.file_size for one in packed.infolist())
            if sizes > MOST_BYTES:
                raise NotAForm("Biểu mẫu quá lớn. Bỏ bớt hình rồi tải lại.")
        form = Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as problem:
        if isinstance(problem, NotAForm):
            raise
        raise NotAForm("Không mở được tệp này như một tệp Word. Lưu biểu mẫu thành .docx rồi tải lại.") from problem
    _cut_off(form)
    links = [link for part in form.part.package.iter_parts() for link in part.rels.values()]
    if any(_is_carried(link) for link in links):
        raise NotAForm("Biểu mẫu có macro, tệp nhúng hoặc hình liên kết từ ngoài. Bỏ những thứ ấy rồi tải lại.")
    return form


def _cut_off(form: Doc) -> None:
    """What Word's settings name outside the file is forgotten: opening a printed paper calls nothing."""
    settings = form.settings.element
    for one in [one for one in settings if etree.QName(one).localname in _OUTSIDE]:
        settings.remove(one)
    part = form.part._settings_part  # python-docx shows the element alone
    for name in [name for name, link in part.rels.items() if link.is_external]:
        del part.rels[name]


def _is_carried(link: Any) -> bool:
    outside = link.is_external and link.reltype != TO.HYPERLINK
    return link.reltype in _CARRIED or outside or "vbaProject" in link.reltype


@dataclass(frozen=True, slots=True)
class Known:
    """Các ô một văn bản có — by the key of its name: words, several, table or part; the columns of a table."""

    sorts: Mapping[str, str]
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)


def check_form(data: bytes, known: Known) -> set[str]:
    """Xem biểu mẫu có điền được không — the keys of the slots it uses; raises NotAForm with what to mend."""
    used: set[str] = set()
    for line in (line for part in _parts(open_form(data)) for line in part.iter(_P)):
        text = _text(line)
        said = {parted(name)[0]: None for name in names(text)}
        for name in names(text):
            _check_slot(name, line, text, known)
        several = [name for name in said if known.sorts.get(name) == "several"]
        if len(several) > 1:
            raise NotAForm(f"Một dòng chỉ dùng một danh sách, nhưng một dòng có «{several[0]}» và «{several[1]}».")
        used |= said.keys()
    return used


def _check_slot(name: str, line: Element, text: str, known: Known) -> None:
    (table, column), name = parted(name), key(name)
    sort = known.sorts.get(table)
    if sort is None or (column and sort != "table"):
        near = get_close_matches(name, known.sorts, 1)
        raise NotAForm(f"Văn bản này không có ô «{name}»." + (f" Có lẽ là «{near[0]}»." if near else ""))
    if column and column not in known.columns.get(table, ()):
        raise NotAForm(f"Bảng «{table}» không có cột «{column}»; các cột: {', '.join(sorted(known.columns[table]))}.")
    if column and next(line.iterancestors(_TR), None) is None:
        raise NotAForm(f"Ô «{name}» phải nằm trong một hàng của bảng.")
    if not column and sort in ("table", "part") and not SLOT.fullmatch(text.strip()):
        raise NotAForm(f"Ô «{name}» phải đứng một mình trên một dòng.")


def fill_docx(data: bytes, values: Mapping[str, Value], form: Form, marks: Sequence[str] = ()) -> bytes:
    """Điền biểu mẫu — the Word file with its slots filled; `marks` stand on top where the form does not bear them.

    `form` gives the measures of a table or a part put in whole. Raises NotAForm as `open_form`, KeyError for a slot that
    nobody tells.
    """
    doc = open_form(data)
    numbering = Numbering(x.twips(form["body"]["indent"]))
    for part in _parts(doc):
        rows = [row for row in part.iter(_TR) if _grid(row)]
        in_rows = {line for row in rows for line in row.iter(_P)}
        lines = [line for line in part.iter(_P) if line not in in_rows]  # before any is filled: a value is no form
        for row in rows:
            _fill_row(row, values)
        for line in reversed(lines):  # a box within a line before the line
            _fill_line(line, values, lambda value: _whole(value, form, numbering))
    _mark(doc, marks)
    core = doc.core_properties
    core.author = core.last_modified_by = core.comments = ""  # who drew the form is not who wrote the paper
    made = io.BytesIO()
    doc.save(made)
    return restamped(made.getvalue())


def _parts(doc: Doc) -> Iterator[Element]:
    """What is printed: the body, the heads and the feet of its pages."""
    yield doc.element.body
    for link in doc.part.rels.values():
        if link.reltype in (TO.HEADER, TO.FOOTER):
            yield link.target_part.element  # type: ignore[attr-defined]


def _texts(line: Element) -> list[Element]:
    """The text of a line, without that of lines within it (a box)."""
    return [one for one in line.iter(_T) if next(one.iterancestors(_P)) is line]


def _text(line: Element) -> str:
    return "".join(one.text or "" for one in _texts(line))


def _join(line: Element) -> None:
    """A slot cut apart by Word is put whole where it begins."""
    texts = _texts(line)
    ends, at = [], 0
    for one in texts:
        at += len(one.text or "")
        ends.append(at)
    whole = _text(line)
    for found in reversed(list(SLOT.finditer(whole))):
        first = next(place for place, end in enumerate(ends) if end > found.start())
        last = next(place for place, end in enumerate(ends) if end >= found.end())
        if first == last:
            continue
        begins, ends_in = found.start() - (ends[first] - len(texts[first].text)), found.end() - ends[last - 1]
        texts[first].text = texts[first].text[:begins] + found[0]
        texts[last].text = texts[last].text[ends_in:]
        for between in texts[first + 1 : last]:
            between.text = ""


def _grid(row: Element) -> str:
    """The table whose rows this one stands for; "" for none."""
    said = (parted(name) for line in row.iter(_P) for name in names(_text(line)))
    return next((table for table, column in said if column), "")


def _fill_row(row: Element, values: Mapping[str, Value]) -> None:
    name = _grid(row)
    table = values[name]
    assert isinstance(table, Table), name  # `check_form`
    titles = [key(column.title) for column in table.columns]
    rows = [dict(zip(titles, map(cell_text, cells), strict=True)) for cells in table.rows]
    for said in rows or [_nothing(row, titles)]:
        made = copy.deepcopy(row)
        for line in made.iter(_P):
            _join(line)
            _put(line, lambda slot, said=said: said[parted(slot)[1]] if parted(slot)[1] else _beside(slot, values))  # type: ignore[misc]
        row.addprevious(made)
    row.getparent().remove(row)


def _nothing(row: Element, titles: Sequence[str]) -> dict[str, str]:
    """An empty table has one row, and its first slot says so."""
    used = [parted(name)[1] for line in row.iter(_P) for name in names(_text(line))]
    return {**dict.fromkeys(titles, ""), **dict.fromkeys([column for column in used if column][:1], NOTHING)}


def _beside(slot: str, values: Mapping[str, Value]) -> str:
    """A slot of the paper in a row of a table: several stand in one line."""
    value = values[slot]
    return cased(slot, "; ".join(map(str, value)) if isinstance(value, tuple) else value or "")


def _fill_line(line: Element, values: Mapping[str, Value], whole: Callable[[Value], str]) -> None:
    text = _text(line)
    if not names(text):
        return
    alone = SLOT.fullmatch(text.strip())
    value = values[alone[1]] if alone else None
    if isinstance(value, Table) or (value and isinstance(value, tuple) and not isinstance(value[0], str)):
        for one in parse_xml(f"<w:body {W}>{whole(value)}</w:body>"):
            line.addprevious(one)
        _leave(line)
        return
    _join(line)
    said = spread(text, values)
    if said is None:
        _put(line, lambda _slot: NOTHING, only=True)
        return
    for place, tell in enumerate(said, 1):
        made = copy.deepcopy(line)
        _count(made, place)
        _put(made, tell)
        line.addprevious(made)
    _leave(line)


def _leave(line: Element) -> None:
    """Takes a line away; a cell keeps one, as Word asks."""
    parent = line.getparent()
    others = [one for one in parent if one is not line and one.tag in (_P, _TBL)]
    if parent.tag == _TC and not any(one.tag == _P for one in others):
        for one in _texts(line):
            one.text = ""
        return
    parent.remove(line)


def _count(line: Element, place: int) -> None:
    first = next(iter(_texts(line)), None)
    if first is not None:
        first.text = counted(first.text or "", place)


def _put(line: Element, tell: Callable[[str], str], *, only: bool = False) -> None:
    """What each slot says, in its place; `only`: instead of the whole line."""
    for place, one in enumerate(_texts(line)):
        text = one.text or ""
        said = (tell("") if place == 0 else "") if only else SLOT.sub(lambda found: clean(tell(found[1])), text)
        if said != text:
            _write(one, said)


def _write(one: Element, said: str) -> None:
    """Lines within the words are breaks."""
    first, *more = said.split("\n")
    one.text = first
    one.set(qn("xml:space"), "preserve")
    for text in reversed(more):
        one.addnext(parse_xml(f'<w:t {W} xml:space="preserve"/>'))
        one.getnext().text = text
        one.addnext(parse_xml(f"<w:br {W}/>"))


def _whole(value: Any, form: Form, numbering: Numbering) -> str:
    parts: Sequence[Line | Table] = (value,) if isinstance(value, Table) else value
    said = (Line(NOTHING),) if isinstance(value, Table) and not value.rows else parts
    return "".join(block(one, form, numbering) for one in said)


def _mark(doc: Doc, marks: Sequence[str]) -> None:
    there = " ".join(_text(line) for part in _parts(doc) for line in part.iter(_P))
    for mark in reversed([mark for mark in marks if mark not in there]):
        doc.element.body.insert(0, parse_xml(x.para(x.run(mark, 12, bold=True), align="center").replace("<w:p>", f"<w:p {W}>", 1)))  # fmt: skip
