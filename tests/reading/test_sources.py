"""Nguồn — what each kind of file gives, and every failure by its name."""

from __future__ import annotations

import codecs
import io
import random
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.printing.scan import render_scan
from dondoc.reading import read
from dondoc.reading.model import Unreadable
from tests.papers import directive
from tests.reading.making import HEAD, W, a_docx, numbered, numbering, p

LIST = numbering(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode(),
        codecs.BOM_UTF8 + HEAD.encode(),
        HEAD.encode("utf-16"),
        HEAD.encode("utf-16-le"),
        HEAD.encode("utf-16-be"),
        unicodedata.normalize("NFD", HEAD).encode(),
        HEAD.replace("\n", "\r\n").encode(),
    ],
)
def test_every_text_encoding_reads_alike_and_offsets_point_into_the_file(data: bytes) -> None:
    reading = read(data, name="a.txt")
    header = reading.header
    assert header.so_ky_hieu and header.so_ky_hieu.value == "21-KL/ĐUK"
    assert header.issued_on and header.issued_on.value == "2026-11-10"
    assert reading.text is not None
    printed = reading.text[header.issued_on.start : header.issued_on.end]
    assert unicodedata.normalize("NFC", printed) == "ngày 10 tháng 11 năm 2026"


def test_numbers_that_exist_only_in_words_numbering_are_read() -> None:
    body = numbered("NHIỆM VỤ") + numbered("Rà soát", level=1) + numbered("Danh sách", level=2)
    body += numbered("Báo cáo", level=1) + numbered("TỔ CHỨC THỰC HIỆN") + numbered("Giao việc", level=1)
    text = read(a_docx(body, **{"word__numbering.xml": LIST})).text
    assert text == "I. NHIỆM VỤ\n1. Rà soát\na) Danh sách\n2. Báo cáo\nII. TỔ CHỨC THỰC HIỆN\n1. Giao việc"


def test_a_list_may_start_elsewhere_and_be_of_a_style() -> None:
    nums = (
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
    )
    styles = (
        f"<w:styles xmlns:w='{W}'><w:style w:styleId='Base'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='Muc'><w:basedOn w:val='Base'/></w:style></w:styles>"
    )
    body = p("Một", "<w:pStyle w:val='Muc'/>") + p("Hai", "<w:pStyle w:val='Muc'/>") + numbered("Năm", num=2)
    parts = {"word__numbering.xml": numbering(("decimal", "%1."), nums=nums), "word__styles.xml": styles}
    assert read(a_docx(body, **parts)).text == "1. Một\n2. Hai\n5. Năm"


def test_deleted_words_are_left_out_and_a_text_box_is_read_once() -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice><w:txbxContent>{p('Trong hộp')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('Trong hộp')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    kept = "<w:p><w:r><w:t>Còn lại</w:t></w:r><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del></w:p>"
    assert read(a_docx(kept + box)).text == "Còn lại\nTrong hộp"


@pytest.mark.parametrize("render", [render_docx, render_pdf])
def test_a_paper_reads_the_same_from_word_and_pdf(render: object) -> None:
    reading = read(render(directive()), name="x")  # type: ignore[operator]
    header = reading.header
    values = [v.value if v else None for v in (header.so_ky_hieu, header.kind, header.issued_on, header.place)]
    assert values == ["21-KL/ĐUK", "Kết luận", "2026-11-10", "Hà Nội"]
    assert [o.due is not None for o in reading.obligations] == [True, True, True, True]
    assert header.signers[0].name == "Hoàng Mẫn Chi"


def test_an_article_is_read_without_its_furniture() -> None:
    page = (
        "<!doctype html><html><head><title>Kiểm tra việc thực hiện Kết luận</title></head><body><nav>Trang chủ Liên hệ</nav>"
        "<article><h1>Kiểm tra việc thực hiện Kết luận</h1><p>Đoàn kiểm tra yêu cầu Văn phòng Đảng ủy tiếp tục rà soát việc thực hiện "
        "Kết luận số 21-KL/TW ngày 25/10/2021 trong các chi bộ ngoài nước và báo cáo kết quả.</p><p>Bên cạnh kết quả đạt được, việc xây dựng "
        "kế hoạch còn chậm, chưa toàn diện ở một số chi bộ.</p></article><footer>Bản quyền</footer></body></html>"
    )
    reading = read(page.encode(), name="bai.html")
    assert reading.text is not None
    assert "Trang chủ" not in reading.text
    assert [r.canonical for r in reading.references] == ["TW13:21-KL/TW"]


def _zip(**names: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in names.items():
            file.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("EMPTY", b""),
        ("EMPTY", b"  \n "),
        ("UNKNOWN_FORMAT", b"MZ\x00\x01\x02" * 9),
        ("UNKNOWN_FORMAT", _zip(a=b"x")),
        ("UNKNOWN_FORMAT", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("UNKNOWN_FORMAT", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Về EncryptedPackage".encode("utf-16-le")),
        ("LEGACY_ENCODING_UNSURE", b"Ch\xed th\xde \xb8\xb9 v\xd2 vi\xd6c"),
        ("MACROS", a_docx(p("x"), **{"word__vbaProject.bin": "x"})),
        ("UNREADABLE", _zip(**{"word__document.xml": ENTITY + b"<a/>"})),
        ("UNREADABLE", b"PK\x03\x04" + b"\x00" * 50),
        ("UNREADABLE", b"%PDF-1.7 hong"),
        ("BOMB", _zip(**{"word__document.xml": b"<a>" + b" " * 70 * 2**20 + b"</a>"})),
        ("NO_TEXT_LAYER", render_scan(directive())),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_failures_have_names_and_say_what_to_do(code: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        read(data, name="x")
    assert told.value.code == code
    assert told.value.message.endswith(".")


def test_a_file_over_the_limit_is_told_its_size() -> None:
    from dondoc.reading.sources import read_source

    with pytest.raises(Unreadable, match="1 MB"):
        read_source(b"x" * (2**20 + 1), largest=2**20)


@pytest.mark.parametrize("data", [render_docx(directive()), render_pdf(directive())], ids=["docx", "pdf"])
def test_a_damaged_file_is_an_answer_and_never_another_error(data: bytes) -> None:
    chance = random.Random(7)
    for _turn in range(40):
        broken = bytearray(data[: chance.randrange(20, len(data))] if chance.random() < 0.3 else data)
        for _bite in range(chance.randrange(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read(bytes(broken), name="x")
        except Unreadable as problem:
            assert problem.message


@given(st.text(max_size=400))
def test_any_text_can_be_read_and_every_span_is_inside(text: str) -> None:
    try:
        reading = read(text.encode("utf-8", "surrogatepass"), name="x.txt")
    except Unreadable:
        return
    length = len(reading.text or "")
    for row in (*reading.references, *reading.obligations, *reading.findings, *reading.targets):
        assert 0 <= row.start <= row.end <= length


FRENCH = (
    "Le président de la République française a été reçu à l’hôtel où se tenait la réunion préparatoire des délégués."
)


@pytest.mark.parametrize("text", [FRENCH, HEAD, "àé" * 3])
def test_other_languages_are_no_old_code_page(text: str) -> None:
    for data in (text.encode(), a_docx(p(text))):
        assert "LEGACY_ENCODING" not in [w.code for w in read(data).warnings]
