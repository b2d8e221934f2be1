"""Đọc DOCX — Word's own numbering, tables, breaks, notes and boxes, as they would be printed."""

from __future__ import annotations

import io
import unicodedata
import zipfile

import pytest

from dondoc.reading import read
from dondoc.reading.model import Unreadable
from dondoc.reading.sources import read_source
from tests.reading.making import W, a_docx, numbered, numbering, p

NUM = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"


def _text(body: str, **parts: str) -> str | None:
    return read(a_docx(body, **parts)).text


def _cells(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimal", ["1.", "2.", "3."]), ("lowerLetter", ["a.", "b.", "c."]), ("upperLetter", ["A.", "B.", "C."]),
        ("lowerRoman", ["i.", "ii.", "iii."]), ("upperRoman", ["I.", "II.", "III."]), ("decimalZero", ["01.", "02.", "03."]),
        ("bullet", ["-", "-", "-"]), ("none", ["", "", ""]),
    ],
)  # fmt: skip
def test_every_form_of_number_is_printed_as_word_prints_it(form: str, labels: list[str]) -> None:
    body = numbered("x") * 3
    text = _text(body, **{"word__numbering.xml": numbering((form, "%1."))})
    assert text == "\n".join(f"{label} x".strip() for label in labels)


def test_a_deeper_level_restarts_under_each_upper_one_and_prints_its_path() -> None:
    body = "".join(numbered("x", level=level) for level in (0, 1, 1, 0, 1))
    text = _text(body, **{"word__numbering.xml": numbering(("upperRoman", "%1."), ("decimal", "%1.%2."))})
    assert text == "I. x\nI.1. x\nI.2. x\nII. x\nII.1. x"


def test_a_legal_number_prints_every_part_in_decimal() -> None:
    xml = numbering(("upperRoman", "%1."), ("decimal", "%1.%2.")).replace(
        "<w:lvlText w:val='%1.%2.'/>", "<w:isLgl/><w:lvlText w:val='%1.%2.'/>"
    )
    assert _text(numbered("x") + numbered("y", level=1), **{"word__numbering.xml": xml}) == "I. x\n1.1. y"


def test_a_level_that_never_restarts_is_counted_through_the_paper() -> None:
    xml = numbering(("upperRoman", "%1."), ("decimal", "Điều %2.")).replace(
        "Điều %2.'/>", "Điều %2.'/><w:lvlRestart w:val='0'/>"
    )
    body = "".join(numbered("x", level=level) for level in (0, 1, 1, 0, 1))
    assert _text(body, **{"word__numbering.xml": xml}) == "I. x\nĐiều 1. x\nĐiều 2. x\nII. x\nĐiều 3. x"


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1)'/></w:lvl></w:lvlOverride></w:num>"
    xml = numbering(("decimal", "%1."), nums=own)
    assert _text(numbered("x", 2) + numbered("y", 2), **{"word__numbering.xml": xml}) == "c) x\nd) y"


def test_a_style_finds_its_level_in_the_list_and_a_paragraph_may_refuse_it() -> None:
    xml = numbering(("upperRoman", "%1."), ("decimal", "%2.")).replace(
        "<w:lvlText w:val='%2.'/>", "<w:lvlText w:val='%2.'/><w:pStyle w:val='Khoan'/>"
    )
    styles = f"<w:styles xmlns:w='{W}'><w:style w:styleId='Khoan'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>"
    body = p("x", "<w:pStyle w:val='Khoan'/>") + p(
        "y", "<w:pStyle w:val='Khoan'/><w:numPr><w:numId w:val='0'/></w:numPr>"
    )
    assert _text(body, **{"word__numbering.xml": xml, "word__styles.xml": styles}) == "1. x\ny"


def test_a_list_is_reached_through_the_style_it_links_to() -> None:
    linked = (
        f"<w:numbering xmlns:w='{W}'><w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='DS'/></w:abstractNum>"
        "<w:abstractNum w:abstractNumId='1'><w:styleLink w:val='DS'/><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        f"<w:lvlText w:val='%1-'/></w:lvl></w:abstractNum>{NUM}</w:numbering>"
    )
    assert _text(numbered("x"), **{"word__numbering.xml": linked}) == "1- x"


def test_tables_are_read_row_by_row_with_their_coordinates() -> None:
    inner = f"<w:tbl>{_cells(p('trong'))}</w:tbl>"
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('rộng')}</w:tc>"
    body = f"<w:tbl>{_cells(p('a') + p('b'), p('c') + inner)}<w:tr>{wide}<w:tc>{p('d')}</w:tc></w:tr></w:tbl>"
    source = read_source(a_docx(body))
    assert [(source.text[q.start : q.end], q.table) for q in source.paragraphs] == [
        ("a", (0, 0, 0)), ("b", (0, 0, 0)), ("c", (0, 0, 1)), ("trong", (1, 0, 0)), ("rộng", (0, 1, 0)), ("d", (0, 1, 2)),
    ]  # fmt: skip


def test_a_soft_break_parts_a_heading_but_not_running_text() -> None:
    broken = "<w:p><w:pPr>{}</w:pPr><w:r><w:t>Quy định số</w:t><w:br/><w:t>339-QĐ/TW</w:t></w:r></w:p>"
    assert _text(broken.format("")) == "Quy định số 339-QĐ/TW"
    assert _text(broken.format("<w:jc w:val='center'/>")) == "Quy định số\n339-QĐ/TW"


def test_two_columns_made_with_a_tab_stand_apart() -> None:
    line = "<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>{}</w:t></w:r></w:p>"
    assert (
        _text(line.format("Số 21-KL/ĐUK", "Hà Nội, ngày 05 tháng 3 năm 2026"))
        == "Số 21-KL/ĐUK\nHà Nội, ngày 05 tháng 3 năm 2026"
    )
    assert _text(line.format("1.", "Rà soát")) == "1. Rà soát"


def test_notes_close_the_text_and_their_separators_are_left_out() -> None:
    notes = f"<w:footnotes xmlns:w='{W}'><w:footnote w:type='separator'>{p('---')}</w:footnote><w:footnote w:id='2'>{p('Kết luận số 21-KL/TW')}</w:footnote></w:footnotes>"
    ends = f"<w:endnotes xmlns:w='{W}'><w:endnote w:id='2'>{p('cuối')}</w:endnote></w:endnotes>"
    assert (
        _text(p("thân"), **{"word__footnotes.xml": notes, "word__endnotes.xml": ends})
        == "thân\nKết luận số 21-KL/TW\ncuối"
    )


def test_inserted_and_wrapped_blocks_are_read_and_a_box_in_a_box_once() -> None:
    inner = f"<w:p><w:r><w:pict><w:txbxContent>{p('trong')}</w:txbxContent></w:pict></w:r></w:p>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('ngoài')}{inner}</w:txbxContent></w:pict></w:r></w:p>"
    wrapped = f"<w:customXml>{p('một')}</w:customXml><w:sdt><w:sdtContent>{p('hai')}</w:sdtContent></w:sdt>"
    assert _text(wrapped + box) == "một\nhai\nngoài\ntrong"


def test_a_deleted_paragraph_takes_no_number() -> None:
    gone = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    text = _text(numbered("a") + gone + numbered("b"), **{"word__numbering.xml": numbering(("decimal", "%1."))})
    assert text == "1. a\n2. b"


def test_decomposed_letters_in_word_keep_their_table() -> None:
    source = read_source(a_docx(f"<w:tbl>{_cells(p(unicodedata.normalize('NFD', 'Đảng ủy')))}</w:tbl>"))
    assert (source.text, source.paragraphs[0].table) == ("Đảng ủy", (0, 0, 0))


def test_bold_switched_off_is_not_bold() -> None:
    run = "<w:p><w:r><w:rPr><w:b{}/></w:rPr><w:t>x</w:t></w:r></w:p>"
    body = run.format("") + run.format(" w:val='0'")
    assert [q.bold for q in read_source(a_docx(body)).paragraphs] == [True, False]


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>Số 1-BC/ĐUK</w:t><w:br/><w:t>MẬT</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Số 1-BC/ĐUK</w:t><w:tab/><w:t>TỐI MẬT</w:t></w:r></w:p>",
        f"<w:tbl>{_cells(p('Số 1-BC/ĐUK') + p('Mật'), p('Hà Nội'))}</w:tbl>",
        f"<w:p><w:r><w:t>Nội dung</w:t><w:pict><w:txbxContent>{p('TUYỆT MẬT')}</w:txbxContent></w:pict></w:r></w:p>",
    ],
    ids=["break", "tab", "cell", "box"],
)
def test_a_secret_mark_anywhere_on_the_page_stops_the_reading(body: str) -> None:
    assert read(a_docx(body)).text is None


def test_levels_beside_each_other_are_heads_of_columns_yet_a_mark_above_them_counts() -> None:
    table = f"<w:tbl>{_cells(p('Tuyệt mật'), p('Tối mật'), p('Mật'))}</w:tbl>"
    header = f"<w:hdr xmlns:w='{W}'>{p('MẬT')}</w:hdr>"
    assert read(a_docx(table)).text is not None
    assert read(a_docx(p("MẬT") + table)).text is None
    assert read(a_docx(table, **{"word__header1.xml": header})).text is None


def test_a_part_that_lies_about_its_size_is_not_unpacked_past_it() -> None:
    data = bytearray(a_docx(p("x" * 5000)))
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = (10).to_bytes(4, "little")
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        assert packed.infolist()[-1].file_size == 10
    with pytest.raises(Unreadable) as told:
        read(bytes(data))
    assert told.value.code == "UNREADABLE"


def _package(document: str | bytes, **parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {"word/document.xml": document, **parts}.items():
            file.writestr(name, text)
    return packed.getvalue()


def _document(body: str, namespace: str = W) -> str:
    return f"<w:document xmlns:w='{namespace}'><w:body>{body}</w:body></w:document>"


def test_a_strict_file_and_a_main_part_of_another_name_are_read() -> None:
    assert (
        read(_package(_document(p("Nội dung"), "http://purl.oclc.org/ooxml/wordprocessingml/main"))).text == "Nội dung"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = f"<Relationships><Relationship Type='{kind}' Target='/word/document2.xml'/></Relationships>"
    moved = {"_rels/.rels": links, "word/document2.xml": _document(p("Phần chính"))}
    assert read(_package(_document(p("Bản cũ")), **moved)).text == "Phần chính"


def test_words_printed_in_capitals_are_read_in_capitals() -> None:
    run = "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>kết luận</w:t></w:r><w:r><w:rPr><w:caps w:val='0'/></w:rPr><w:t> thường</w:t></w:r></w:p>"
    styles = f"<w:styles xmlns:w='{W}'><w:style w:styleId='Hoa'><w:rPr><w:caps/></w:rPr></w:style></w:styles>"
    text = _text(run + p("đảng ủy", "<w:pStyle w:val='Hoa'/>"), **{"word/styles.xml": styles})
    assert text == "KẾT LUẬN thường\nĐẢNG ỦY"
    assert _text(run.replace("kết luận", "mật").replace(" thường", "")) is None


@pytest.mark.parametrize("start", ["99999999999", "9" * 5000])
@pytest.mark.parametrize("form", ["upperRoman", "lowerLetter", "decimal"])
def test_a_list_that_starts_beyond_any_number_costs_nothing(form: str, start: str) -> None:
    xml = numbering((form, "%1.")).replace("<w:start w:val='1'/>", f"<w:start w:val='{start}'/>")
    text = _text(numbered("x"), **{"word/numbering.xml": xml})
    assert text is not None
    assert len(text) < 2000


DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize(
    "drawn",
    [
        "<v:textpath xmlns:v='urn:schemas-microsoft-com:vml' string='TỐI MẬT'/>",
        f"<a:p xmlns:a='{DRAWN}'><a:r><a:t>TỐI </a:t></a:r><a:r><a:t>MẬT</a:t></a:r></a:p>",
    ],
)
def test_a_mark_drawn_across_the_page_stops_the_reading(drawn: str) -> None:
    mark = read(a_docx(p("Nội dung") + f"<w:p><w:r><w:pict>{drawn}</w:pict></w:r></w:p>")).header.secrecy
    assert mark and mark.value == "TỐI MẬT"


MACRO = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
WIDE = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE x [<!ENTITY a 'b'>]>" + _document(p("Nội &a; dung"))


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("MACROS", _package(_document(p("x")), **{"[Content_Types].xml": MACRO})),
        ("UNREADABLE", _package(WIDE.encode("utf-16"))),
        ("EMPTY", a_docx("")),
        ("EMPTY", _package(f"<w:document xmlns:w='{W}'/>")),
        ("NO_TEXT_LAYER", a_docx(p(""), **{"word/media/image1.png": "x"})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_readable_paper_is_named(code: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        read(data, name="x.docx")
    assert told.value.code == code


def test_a_picture_under_a_secret_running_head_is_secret_and_not_merely_a_scan() -> None:
    head = f"<w:hdr xmlns:w='{W}'>{p('MẬT')}</w:hdr>"
    assert read(a_docx(p(""), **{"word/media/image1.png": "x", "word/header1.xml": head})).text is None


def test_a_cell_that_spans_nonsense_is_one_column_wide() -> None:
    odd = f"<w:tc><w:tcPr><w:gridSpan w:val='hai'/></w:tcPr>{p('a')}</w:tc>"
    source = read_source(a_docx(f"<w:tbl><w:tr>{odd}<w:tc>{p('b')}</w:tc></w:tr></w:tbl>"))
    assert [q.table for q in source.paragraphs] == [(0, 0, 0), (0, 0, 1)]
