"""Danh mục của cơ quan — the office's own file: the page's example works, and each mistake is told in a sentence."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dondoc.cli import main
from dondoc.reading import read
from dondoc.reading.catalogue import VERSION, Catalogue, default
from dondoc.reading.office import WrongCatalogue, with_office

pytestmark = pytest.mark.wide  # in a process of its own

PAGE = Path(__file__).resolve().parents[2] / "docs" / "catalogue.md"
PAPER = """ĐẢNG ỦY BỘ MẪU
*
Số 21-CV/ĐUNVM

ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 20 tháng 4 năm 2026

Căn cứ Quy chế số 07-QC/ĐUNVM về quy chế làm việc và Luật Mẫu năm 2024,
Ban Tổ chức TW hướng dẫn các đơn vị trước ngày 30/6/2026.
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    found = re.search(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    path = tmp_path / "co-quan.toml"
    path.write_text(found[1], "utf-8")
    return path


def test_the_examples_of_the_page_print_what_it_says(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PAGE.read_text("utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(text, {"path": example}, "catalogue.md", str(PAGE), 0)
    found = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(examples)
    assert (found.failed, found.attempted) == (0, 7), capsys.readouterr().out


def test_every_table_and_field_the_page_names_is_taken(tmp_path: Path) -> None:
    named = re.search(r"Bảng và mục: (.*)", PAGE.read_text("utf-8"))
    assert named
    from dondoc.reading.office import _TABLES

    for table, (must, may) in _TABLES.items():
        listed = re.search(rf"`{table}` \(([^;)]*); ([^)]*)\)", named[1])
        assert listed, table
        assert listed[1].split(", ") == list(must)
        assert set(listed[2].split(", ")) == may.keys() - {"confirmed"}


def test_an_office_reads_by_its_own_names_papers_laws_and_kinds(example: Path) -> None:
    own = with_office(example)
    reading = read(PAPER.encode(), name="cv.txt", catalogue=own)
    assert reading.header.issuer and reading.header.issuer.id == "ĐUNVM"
    assert [r.canonical for r in reading.references] == ["ĐUNVM2020:07-QC/ĐUNVM", "QH15:99/2024/QH15"]
    assert [w.code for w in reading.warnings if w.code == "REPLACED_RULE"]
    assert {kind.name for kind in own.kinds_of_symbol("PGV")} == {"Phiếu giao việc"}
    assert re.fullmatch(rf"{re.escape(VERSION)}\+[0-9a-f]{{8}}", reading.catalogue)


def test_ours_stays_as_it_was_and_is_not_lost(example: Path) -> None:
    own = with_office(example)
    assert (default().body_named("Ban Tổ chức TW"), default().version) == (None, VERSION)
    assert own.plenum(4, "khóa XII")[0]["symbol"] == "04-NQ/TW"
    assert own.term_on("TW", "2024-05-05") == "khóa XIII"
    assert len(own.law("Luật Lưu trữ")) == 2


def test_the_command_and_the_child_take_the_file(example: Path, tmp_path: Path) -> None:
    paper = tmp_path / "cv.txt"
    paper.write_text(PAPER, "utf-8")
    said = CliRunner().invoke(main, ["read", "--json", "--catalogue", str(example), str(paper)])
    child = subprocess.run(
        [sys.executable, "-m", "dondoc.reading.child", "--name", "cv.txt", "--catalogue", str(example)],
        input=PAPER.encode(), capture_output=True, check=True,
    )  # fmt: skip
    for body in (json.loads(said.output), json.loads(child.stdout)):
        assert body["references"][0]["canonical"] == "ĐUNVM2020:07-QC/ĐUNVM"


MISTAKES = [
    ("bodys = []", "“bodys” không phải bảng của danh mục. Dùng: body, kind, paper, plenum, law, replaced."),
    ("body = 5", "“body” phải là danh sách dòng. Viết [[body]] trước mỗi dòng."),
    ("[[body]]\nname = 'Mẫu'", "body, dòng 1: thiếu “id”. Ghi một dòng chữ trong dấu nháy."),
    ("[[body]]\nid = 'M'\nname = 'Mẫu'\nalias = ['x']", "body, dòng 1: không có mục “alias”. Dùng: id, name, aliases"),
    ("[[body]]\nid = 'M'\nname = 'Mẫu'\naliases = 'x'", "body, dòng 1: “aliases” phải là danh sách chữ, như [\"ĐU Mẫu\"]."),
    ("[[body]]\nid = 'M'\nname = 'Mẫu'\nfrom = '2026-02-30'", "body, dòng 1: “from” phải là ngày có thật"),
    ("[[body]]\nid = 'M'\nname = 'Mẫu'\nfrom = '2026-02-01'\nuntil = '2025-02-01'",
     "body, dòng 1: ngày cuối (until) trước ngày đầu (from)."),
    ("[[body]]\nid = 'M'\naliases = ['x']", "body, dòng 1: danh mục chưa có cơ quan “M”. Ghi thêm “name”."),
    ("[[body]]\nid = 'BNG'", "body, dòng 1: ghi “aliases” (tên gọi thêm) hoặc “name”."),
    ("[[body]]\nid = 'M'\nname = 'A'\n[[body]]\nid = 'M'\nname = 'B'", "body: “id” “M” ghi hai lần. Bỏ một dòng."),
    ("[[body]]\nid = 'M'\nname = 'Ban Mẫu'\n[[body]]\nid = 'N'\nname = 'B'\naliases = ['BAN MẪU']", "của hai cơ quan."),
    ("[[paper]]\nsymbol = '7/QC-ĐUM'\non = '2021-01-05'", "paper, dòng 1: “symbol” phải là số và ký hiệu của Đảng"),
    ("[[paper]]\nsymbol = '07-QC/ĐUM'\non = '2021-01-05'", "paper, dòng 1: ghi “kind” (tên loại) cho 07-QC/ĐUM."),
    ("[[paper]]\nkind = 'Quy chẻ'\nsymbol = '07-QC/ĐUM'\non = '2021-01-05'", None),
    ("[[paper]]\nkind = 'Quy trế'\nsymbol = '07-QC/ĐUM'\non = '2021-01-05'", "không có loại văn bản “Quy trế”."),
    ("[[paper]]\nsymbol = '07-NQ/ĐUM'\non = '2025-06-01'", "paper, dòng 1: ngày 2025-06-01 không cho biết nhiệm kỳ."),
    ("[[law]]\nname = 'Luật Mẫu'\nnumber = '1'\non = 2024-01-01", "law, dòng 1: “on” phải là ngày có thật"),
    ("[[plenum]]\nnumber = '4'\nterm = 'khóa XIV'\nsymbol = '9-NQ/TW'\non = '2026-05-05'", "“number” phải là một số"),
    ("[[kind]]\nname = 'Phiếu'\ndated = { P = ['hôm qua', ''] }", "kind, dòng 1: “dated” phải là khoảng ngày"),
    ("[[body]\nid = 'M'", "sai cú pháp TOML ở dòng 1, cột 7."),
    ("[[body]]\nid = 'M'\nid = 'N'\nname = 'x'", "sai cú pháp TOML ở dòng 3"),
    ("id = \"M", "sai cú pháp TOML ở"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
def test_a_mistake_is_told_where_it_stands_and_what_to_do(text: str, sentence: str | None, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(text, "utf-8")
    if sentence is None:  # without dấu it is the same word
        assert isinstance(with_office(path), Catalogue)
        return
    with pytest.raises(WrongCatalogue) as told:
        with_office(path)
    assert sentence in str(told.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text("[[body]]\nname = 'Mẫu'\n[[law]]\nname = 'Luật Mẫu'\n", "utf-8")
    with pytest.raises(WrongCatalogue) as told:
        with_office(path)
    assert len(told.value.problems) == 3


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"\xff\xfe\x00", "không phải chữ UTF-8"), (b"#" * (2 * 2**20 + 1), "lớn hơn 2 MB"), (None, "Không mở được tệp")],
)
def test_a_file_that_cannot_be_used_says_why(data: bytes | None, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(WrongCatalogue, match=sentence):
        with_office(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text("[[body]]\nid = 'M'\nname = 'Ban Mẫu'\n", "utf-8-sig")
    assert with_office(path).body_named("ban mẫu") is not None


def test_the_command_stops_with_two_and_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text("bodys = []", "utf-8")
    said = CliRunner().invoke(main, ["read", "--catalogue", str(path), str(path)])
    assert (said.exit_code, "“bodys” không phải bảng" in said.output) == (2, True)


def test_the_child_answers_with_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text("bodys = []", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "dondoc.reading.child", "--catalogue", str(path)],
        input=PAPER.encode(), capture_output=True, check=True,
    )  # fmt: skip
    error = json.loads(done.stdout)["error"]
    assert (error["code"], "“bodys”" in error["message"]) == ("CATALOGUE", True)
