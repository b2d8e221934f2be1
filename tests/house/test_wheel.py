"""Gói thư viện — `pip install dondoc`, without the web: the wheel reads every kind of file, is typed, asks for no Django.

The wheel is built with hatchling from the lock and installed beside the library's part of the lock, from what the
lock's own installation left in the cache, else from the registry; where neither gives them, it is told by name.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dondoc.printing.pdf import render_pdf
from tests.house.tracked import ROOT, SOURCE
from tests.papers import directive, directive_docx
from tests.reading.making import HEAD

pytestmark = pytest.mark.wide  # builds, installs and starts

UV = ROOT / ".tools" / "bin" / "uv"
FORMATS = ("docx", "pdf", "doc", "rtf", "odt", "xlsx", "xls", "ods")
FILES = ROOT / "tests" / "reading" / "files"
READ = """
import sys, json, socket
sys.modules["django"] = None
def none(*_): raise OSError("no network here")
socket.socket.connect = none
from dondoc.reading import read
from pathlib import Path
readings = [read(Path(name).read_bytes(), name=Path(name).name) for name in sys.argv[1:]]
number = lambda value: value and value.value
print(json.dumps([[r.format, number(r.header.so_ky_hieu), len(r.obligations)] for r in readings]))
"""
TYPED = """
from dondoc.reading import Due, Reading, read

def first_due(reading: Reading) -> Due | None:
    return reading.obligations[0].due

wrong: int = read(b"").header.issued_on
"""


def _run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")} | more
    return subprocess.run(
        [str(w) for w in words], cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and what it requires, at the lock's versions."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    if not UV.exists():
        pytest.skip("chưa có .tools/bin/uv: chạy make setup")
    done = _run(UV, "venv", "--quiet", "--python", sys.executable, home)
    for way in (["--offline"], []):
        done = _run(UV, "pip", "install", "--quiet", *way, "-c", "requirements.lock", wheel, VIRTUAL_ENV=str(home))
        if done.returncode == 0:
            return home / "bin" / "python"
    pytest.skip(f"không có gói của thư viện trong bộ nhớ đệm, không ra được kho gói: {done.stderr.strip()[-300:]}")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One of each kind."""
    folder, page = tmp_path_factory.mktemp("files"), "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
    made = {
        "a.txt": HEAD.encode(), "a.docx": directive_docx(), "a.pdf": render_pdf(directive()),
        "a.html": f"<html><body><article>{page}</article></body></html>".encode(),
    }  # fmt: skip
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [*(folder / name for name in made), *sorted(FILES.iterdir())]


def test_the_wheel_has_its_data_its_types_and_its_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {str(path.relative_to(SOURCE.parent)) for path in (SOURCE / "reading").rglob("*.*") if path.suffix != ".pyc"}
    assert {"dondoc/reading/data/reading.schema.json", "dondoc/reading/htmlpage/page.css"} <= data
    assert {*data, "dondoc/py.typed"} <= names
    assert [n for n in names if n.endswith("/LICENSE")]
    assert [n for n in names if n.startswith(("tests/", "tools/", "gold/", "bench/")) or n.endswith(".pyc")] == []


def test_the_library_alone_has_no_django(python: Path) -> None:
    asked = "from importlib.util import find_spec; print([n for n in ('django', 'allauth', 'granian') if find_spec(n)])"
    done = _run(python, "-c", asked)
    assert done.stdout.strip() == "[]"


def test_it_reads_one_of_each_kind_without_django_and_without_a_network(python: Path, files: list[Path]) -> None:
    done = _run(python, "-I", "-c", READ, *files)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {kind for kind, _number, _duties in found} == {"txt", "html", *FORMATS}
    assert [kind for kind, number, duties in found if not number and not duties] == []


def test_its_command_reads_and_prints_the_schema(python: Path, files: list[Path], tmp_path: Path) -> None:
    command, page = python.with_name("dondoc"), tmp_path / "trang.html"
    done = _run(command, "read", files[1], "--html", page)
    assert done.returncode == 0, done.stderr
    assert "21-KL/ĐUK" in page.read_text("utf-8")
    assert json.loads(_run(command, "read", "--schema").stdout)["title"] == "Bản đọc"


def test_a_program_that_uses_it_is_type_checked(python: Path, tmp_path: Path) -> None:
    """`py.typed` is heard: the wrong line is found, and only it."""
    (tmp_path / "program.py").write_text(TYPED, "utf-8")
    done = _run(sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}",
                "--python-executable", python, tmp_path / "program.py")  # fmt: skip
    assert done.stdout.count("error:") == 1, done.stdout
    assert 'has type "Value | None", variable has type "int"' in done.stdout
