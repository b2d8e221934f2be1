"""Đọc cả kho — nothing lost, nothing read twice, nothing of a marked paper kept; the rows are the contract's."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dondoc.reading import corpus, read
from dondoc.reading.catalogue import default
from dondoc.reading.corpus import How, Local, Refusal, engines, parts, read_corpus
from dondoc.reading.corpus.sandbox import Sandbox
from tests.papers import directive_docx
from tests.reading.making import HEAD
from tests.reading.processes import children, command, lives, wait_for

DUTY = "1. Giao Văn phòng Đảng ủy báo cáo kết quả trước ngày 15/12/2026.\n"
pytestmark = pytest.mark.wide  # commands, each with a reader of its own
ONE = Local(1)
ROOT = Path(__file__).resolve().parents[2]


class _Kept(Sandbox):
    """A reader that waits for the next test: of what is the same for all, loading it takes longest."""

    def stop(self) -> None:
        pass


@pytest.fixture(scope="module")
def kept() -> Iterator[Sandbox]:
    reader = _Kept(How())
    yield reader
    Sandbox.stop(reader)


@pytest.fixture(autouse=True)
def _one_reader(kept: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a test says how a paper is read, the reader is its own."""
    monkeypatch.setattr(engines, "Sandbox", lambda how: kept if how == How() else Sandbox(how))


def text(number: int) -> bytes:
    return f"{HEAD}{DUTY}{number}\n".encode()


def rows(out: Path) -> list[dict[str, Any]]:
    """The rows of every part, by path; those of marked papers first."""
    found = [row for part in sorted(out.glob("*.parquet")) for row in pq.read_table(part).to_pylist()]
    return sorted(found, key=lambda row: row["path"] or "")


def folder(place: Path, papers: int = 3) -> Path:
    place.mkdir(parents=True)
    for number in range(papers):
        (place / f"{number:02}.txt").write_bytes(text(number))
    return place


def packed(place: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(place, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return place


def codes(out: Path) -> dict[str, str | None]:
    return {row["path"]: row["error"] and row["error"]["code"] for row in rows(out)}


def test_folders_archives_and_tables_become_one_row_a_paper(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho", 1)
    folder(kho / "tầng" / "sâu", 1)
    packed(kho / "gói.ZIP", {"thư mục/": b"", "thư mục/kl.docx": directive_docx()})
    pq.write_table(
        pa.table({"name": ["a.txt", None], "bytes": [text(1), None], "text": [None, HEAD]}), kho / "bảng.parquet"
    )
    totals = read_corpus(kho, tmp_path / "ra", engine=ONE)
    assert codes(tmp_path / "ra") == dict.fromkeys(
        [
            "kho/00.txt",
            "kho/bảng.parquet#0",
            "kho/bảng.parquet#1",
            "kho/gói.ZIP!/thư mục/kl.docx",
            "kho/tầng/sâu/00.txt",
        ]
    )
    assert (totals.papers, totals.unreadable) == (5, 0) and corpus.count(kho) == 5
    by_path = {row["path"]: row for row in rows(tmp_path / "ra")}
    assert by_path["kho/bảng.parquet#0"]["source"] == "a.txt"
    assert by_path["kho/gói.ZIP!/thư mục/kl.docx"]["header"]["so_ky_hieu"]["value"] == "21-KL/ĐUK"


def test_one_archive_or_one_table_is_a_corpus_too(tmp_path: Path) -> None:
    read_corpus(packed(tmp_path / "a.zip", {"x.txt": text(1)}), tmp_path / "1", engine=ONE)
    pq.write_table(pa.table({"text": [HEAD]}), tmp_path / "b.parquet")
    read_corpus(tmp_path / "b.parquet", tmp_path / "2", engine=ONE)
    assert [*codes(tmp_path / "1"), *codes(tmp_path / "2")] == ["a.zip!/x.txt", "b.parquet#0"]


def test_a_row_is_the_json_contract_with_the_outline_laid_flat(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "kl.docx").write_bytes(directive_docx())
    read_corpus(tmp_path / "kho", tmp_path / "ra", engine=ONE)
    [row] = rows(tmp_path / "ra")
    body = json.loads(json.dumps(read(directive_docx(), name="kl.docx").as_dict()))
    assert (row.pop("path"), row.pop("error")) == ("kho/kl.docx", None)
    assert [part["depth"] for part in row["outline"]] == [0, 1, 1, 1, 1, 0]
    assert [part["parent"] for part in row["outline"]] == [None, 0, 0, 0, 0, None]
    for reference in row["references"]:
        reference["by"] = dict(reference["by"])
    del row["outline"], body["outline"]
    assert row == body


def test_a_member_named_to_climb_out_stays_inside(tmp_path: Path) -> None:
    names = ["../../ngoài.txt", "/etc/x.txt", "..\\lui.txt", "a/./b/../c.txt", "ngoài.txt"]
    before = {place for place in tmp_path.parent.rglob("*") if tmp_path not in place.parents}
    read_corpus(packed(tmp_path / "z.zip", {n: text(i) for i, n in enumerate(names)}), tmp_path / "ra", engine=ONE)
    assert sorted(codes(tmp_path / "ra")) == sorted(
        ["z.zip!/ngoài.txt", "z.zip!/etc/x.txt", "z.zip!/lui.txt", "z.zip!/a/b/c.txt", "z.zip!/ngoài.txt#2"]
    )
    assert {place for place in tmp_path.parent.rglob("*") if tmp_path not in place.parents} == before
    assert {place.name for place in tmp_path.iterdir()} == {"z.zip", "ra", "data"}


def test_what_cannot_be_fetched_is_a_row_that_says_why(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho", 1)
    (kho / "hong.zip").write_bytes(b"PK\x03\x04 hong")
    (kho / "hong.parquet").write_bytes(b"PAR1 hong")
    pq.write_table(pa.table({"so": [1]}), kho / "la.parquet")
    packed(kho / "long.zip", {"trong.zip": b"PK"})
    good = packed(kho / "sai.zip", {"a.txt": text(1)}).read_bytes()
    (kho / "sai.zip").write_bytes(good.replace(b"21-KL", b"22-KL", 1))
    (kho / "khoa.zip").write_bytes(good.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
                                       .replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"))  # fmt: skip
    os.mkfifo(kho / "ong")
    (kho / "vong").symlink_to(kho)
    (kho / "mat").symlink_to(tmp_path / "khong-co")
    (kho / "rong.txt").touch()
    totals = read_corpus(kho, tmp_path / "ra", engine=ONE)
    assert codes(tmp_path / "ra") == {
        "kho/00.txt": None, "kho/hong.zip": "UNREADABLE", "kho/hong.parquet#0": "UNREADABLE", "kho/la.parquet": "UNKNOWN_FORMAT",
        "kho/long.zip!/trong.zip": "UNKNOWN_FORMAT", "kho/sai.zip!/a.txt": "UNREADABLE", "kho/khoa.zip!/a.txt": "ENCRYPTED",
        "kho/ong": "UNREADABLE", "kho/vong": "UNREADABLE", "kho/mat": "UNREADABLE", "kho/rong.txt": "EMPTY",
    }  # fmt: skip
    assert totals.papers == corpus.count(kho)
    again = read_corpus(kho, tmp_path / "ra", engine=ONE)
    assert again == totals and len(rows(tmp_path / "ra")) == totals.papers


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_bomb_in_an_archive_does_not_fill_the_process_that_opens_it(tmp_path: Path, how: int) -> None:
    declared, told = (64 * 2**20).to_bytes(4, "little"), (10).to_bytes(4, "little")
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", how) as file:
        file.writestr("bom.txt", bytes(64 * 2**20))
    (tmp_path / "bom.zip").write_bytes((tmp_path / "bom.zip").read_bytes().replace(declared, told))
    tracemalloc.start()
    [paper] = corpus.papers(tmp_path / "bom.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (paper.problem and paper.problem.code) == "UNREADABLE"
    assert peak < 8 * 2**20


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_any_damage_to_an_archive_is_a_paper_that_says_so(tmp_path: Path, how: int) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w", how) as file:
        file.writestr("a.txt", text(1))
        file.writestr("b/ư.txt", text(2))
    good, chance = (tmp_path / "z.zip").read_bytes(), Random(2026)
    for _turn in range(400):
        bad = bytearray(good)
        for _change in range(chance.choice([1, 2, 4])):
            bad[chance.randrange(len(bad))] = chance.choice([0, 255, chance.randrange(256)])
        (tmp_path / "z.zip").write_bytes(bad)
        assert len(list(corpus.papers(tmp_path / "z.zip"))) == corpus.count(tmp_path / "z.zip")


def test_a_folder_that_lets_nobody_in_is_told_and_a_deep_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "kho"
    for _level in range(1200):
        deep.mkdir()
        deep = deep / "s"
    deep.mkdir()
    (deep / "a.txt").write_bytes(text(1))
    (tmp_path / "kho" / "kin").mkdir()
    look = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: look(self if self.name != "kin" else self / "khong-vao-duoc"))
    found = [(paper.name, paper.problem and paper.problem.code) for paper in corpus.papers(tmp_path / "kho")]
    assert found == [("kin", "UNREADABLE"), ("a.txt", None)] and corpus.count(tmp_path / "kho") == 2
    subprocess.run(["rm", "-rf", tmp_path / "kho"], check=True)  # too deep for Python's own


@pytest.mark.long
def test_poison_is_a_row_and_the_run_goes_on(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho", 2)
    for name in ("ngu.txt", "quay.txt", "ngon.txt", "chet.txt", "loi.txt"):
        (kho / name).write_bytes(text(9))
    how = How(seconds=1, memory=1024, reader="tests.reading.poison:poisoned")
    read_corpus(kho, tmp_path / "ra", engine=Local(2, how))
    assert codes(tmp_path / "ra") == {
        "kho/00.txt": None, "kho/01.txt": None, "kho/chet.txt": "CRASHED", "kho/loi.txt": "UNREADABLE",
        "kho/ngon.txt": "MEMORY", "kho/ngu.txt": "TIMEOUT", "kho/quay.txt": "TIMEOUT",
    }  # fmt: skip
    assert {row["sha256"] for row in rows(tmp_path / "ra") if row["error"]} == {hashlib.sha256(text(9)).hexdigest()}


@pytest.mark.long
def test_a_reader_killed_from_outside_does_not_condemn_its_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DONDOC_TEST_LOG", str(tmp_path / "da-chet"))
    read_corpus(folder(tmp_path / "kho"), tmp_path / "ra", engine=Local(1, How(reader="tests.reading.poison:once")))
    assert (tmp_path / "da-chet").exists()
    assert set(codes(tmp_path / "ra").values()) == {None}


@pytest.mark.long
def test_a_reader_that_does_not_hear_its_alarm_is_ended_by_its_parent(tmp_path: Path) -> None:
    engine = Local(1, How(seconds=1, reader="tests.reading.poison:deaf"))
    read_corpus(folder(tmp_path / "kho", 1), tmp_path / "ra", engine=engine)
    assert codes(tmp_path / "ra") == {"kho/00.txt": "TIMEOUT"}


def test_a_reader_that_cannot_start_ends_the_run_and_blames_no_paper(tmp_path: Path) -> None:
    with pytest.raises(corpus.NoSandbox):
        read_corpus(folder(tmp_path / "kho"), tmp_path / "ra", engine=Local(1, How(reader="khong.co:gi")))
    assert rows(tmp_path / "ra") == []


def test_of_a_marked_paper_nothing_is_kept_and_its_row_is_written_once(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho", 2)
    secret = b"M\xe1\xba\xacT\n" + text(77)
    (kho / "ten-kin.txt").write_bytes(secret)
    packed(kho / "b.zip", {"cung-kin.txt": "TỐI MẬT\n".encode() + text(78)})
    for _turn in range(2):
        totals = read_corpus(kho, tmp_path / "ra", engine=ONE)
        assert (totals.papers, totals.marked, totals.unreadable) == (4, 2, 0)
    marked = [row for row in rows(tmp_path / "ra") if row["path"] is None]
    assert {row["header"]["secrecy"]["value"] for row in marked} == {"MẬT", "TỐI MẬT"}
    for row in marked:
        told = {key: value for key, value in row.items() if value is not None}
        assert set(told) == {"format", "reader", "catalogue", "header", "warnings"}
        assert [key for key, value in told["header"].items() if value is not None] == ["secrecy"]
    kept = b"".join(place.read_bytes() for place in (tmp_path / "ra").iterdir())
    plain = json.dumps(rows(tmp_path / "ra"), ensure_ascii=False).encode() + kept
    digest = hashlib.sha256(secret)
    for trace in (b"ten-kin", b"cung-kin", b"\n77\n", digest.hexdigest().encode(), digest.digest()):
        assert trace not in plain
    (kho / "them-kin.txt").write_bytes(secret)
    assert read_corpus(kho, tmp_path / "ra", engine=ONE).marked == 3


def test_a_changed_or_new_file_is_read_and_the_rest_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_TEST_LOG", str(tmp_path / "log"))
    engine = Local(1, How(reader="tests.reading.poison:slow"))
    kho = folder(tmp_path / "kho")
    read_corpus(kho, tmp_path / "ra", engine=engine)
    (kho / "01.txt").write_bytes(text(101))
    (kho / "09.txt").write_bytes(text(9))
    (tmp_path / "log").unlink()
    totals = read_corpus(kho, tmp_path / "ra", engine=engine)
    assert (tmp_path / "log").read_text("utf-8").split() == ["01.txt", "09.txt"]
    assert totals.papers == 5 == len({(row["path"], row["sha256"]) for row in rows(tmp_path / "ra")})


RUN = """
import sys
from pathlib import Path
from dondoc.reading.catalogue import default
from dondoc.reading.corpus import How, Local, read_corpus
read_corpus(Path(sys.argv[1]), Path(sys.argv[2]), engine=Local(2, How(reader="tests.reading.poison:slow")), part=32)
"""


@pytest.mark.long
def test_killed_in_the_middle_it_goes_on_and_loses_and_repeats_nothing(tmp_path: Path) -> None:
    kho, out, log = folder(tmp_path / "kho", 300), tmp_path / "ra", tmp_path / "log"
    run = [sys.executable, "-c", RUN, str(kho), str(out)]
    env = {**os.environ, "DONDOC_TEST_LOG": str(log), "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"}
    running = subprocess.Popen(run, env=env)
    wait_for(lambda: len(list(out.glob("part-*.parquet"))) >= 3)
    readers = children(running.pid)
    running.kill()
    running.wait()
    assert readers
    wait_for(lambda: not any(lives(pid) for pid in readers))
    whole = {part.name: part.read_bytes() for part in out.glob("part-*.parquet")}
    done = {row["source"] for row in rows(out)}
    assert 96 <= len(done) < 300 and not json.loads((out / "manifest.json").read_bytes())["complete"]
    (out / "part-000099.parquet.tmp").write_bytes(b"PAR1 half of a part")
    log.unlink()
    subprocess.run(run, env=env, check=True)
    assert not done & set(log.read_text("utf-8").split()), "what had a row was read again"
    assert [row["source"] for row in rows(out)] == [
        f"{number:02}.txt" for number in sorted(range(300), key=lambda n: f"{n:02}")
    ]
    assert {name: (out / name).read_bytes() for name in whole} == whole
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert (manifest["complete"], manifest["papers"], sum(manifest["parts"].values())) == (True, 300, 300)
    assert {place.name for place in out.iterdir()} == {*manifest["parts"], "manifest.json", ".lock"}


def test_the_results_may_stand_inside_the_corpus_and_are_not_read(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho")
    for _turn in range(2):
        assert read_corpus(kho, kho / "ra", engine=ONE).papers == 3 == corpus.count(kho, leave_out=kho / "ra")


def test_a_folder_with_something_else_or_of_another_reader_is_refused(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho")
    with pytest.raises(Refusal, match="tệp khác"):
        read_corpus(tmp_path / "kho", kho, engine=ONE)
    read_corpus(kho, tmp_path / "ra", engine=ONE)
    manifest = tmp_path / "ra" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"reader": "', '"reader": "9.'), "utf-8")
    with pytest.raises(Refusal, match="bản khác của bộ đọc"):
        read_corpus(kho, tmp_path / "ra", engine=ONE)
    assert len(rows(tmp_path / "ra")) == 3


def test_an_offices_own_catalogue_reads_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "rieng.toml").write_text('[[body]]\nid = "ĐUTN"\nname = "Đảng ủy Khối Thử nghiệm"\n', "utf-8")
    kho, out = str(folder(tmp_path / "kho", 1)), tmp_path / "ra"
    done = command(kho, str(out), "--catalogue", str(tmp_path / "rieng.toml"))
    assert done.returncode == 0, done.stderr.decode()
    [row] = rows(out)
    assert row["header"]["issuer"]["id"] == "ĐUTN"
    assert row["catalogue"] == json.loads((out / "manifest.json").read_bytes())["catalogue"] != default().version
    assert "danh mục" in command(kho, str(out)).stderr.decode()


def test_two_runs_do_not_write_into_one_folder(tmp_path: Path) -> None:
    kho = folder(tmp_path / "kho")
    with parts.Parts(tmp_path / "ra", default()), pytest.raises(Refusal, match="lần chạy khác"):
        read_corpus(kho, tmp_path / "ra", engine=ONE)


def test_a_damaged_part_is_named_and_its_papers_can_be_read_again(tmp_path: Path) -> None:
    kho, part = folder(tmp_path / "kho"), tmp_path / "ra" / "part-000001.parquet"
    read_corpus(kho, tmp_path / "ra", engine=ONE)
    part.write_bytes(part.read_bytes()[:200])
    with pytest.raises(Refusal, match=r"part-000001\.parquet"):
        read_corpus(kho, tmp_path / "ra", engine=ONE)
    part.unlink()
    assert read_corpus(kho, tmp_path / "ra", engine=ONE).papers == 3 == len(rows(tmp_path / "ra"))


def test_the_command_reads_and_tells_on_the_error_stream(tmp_path: Path) -> None:
    kho = str(folder(tmp_path / "kho"))
    for said in ("Đã đọc hết 3 văn bản: 0 không đọc được, 0 có dấu mật.", "Đọc tiếp: đã có 3 văn bản."):
        done = command(kho, str(tmp_path / "ra"))
        assert (done.returncode, done.stdout) == (0, b"")
        assert said in done.stderr.decode()


@pytest.mark.parametrize(
    ("args", "missing", "said"),
    [
        ((), "pyarrow", "pip install dondoc[corpus]"),
        (("--engine", "ray"), "ray", "pip install dondoc[ray]"),
    ],
)
def test_where_a_part_is_not_installed_it_says_what_to_install(
    tmp_path: Path, args: tuple[str, ...], missing: str, said: str
) -> None:
    done = command(str(folder(tmp_path / "kho")), str(tmp_path / "ra"), *args, missing=missing)
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert not (tmp_path / "ra").exists()


def test_wrong_arguments_are_2_and_a_refusal_is_1(tmp_path: Path) -> None:
    kho = str(folder(tmp_path / "kho"))
    assert command(kho, str(tmp_path / "ra"), "--address", "auto").returncode == 2
    assert "Không tìm thấy" in command(str(tmp_path / "khong"), str(tmp_path / "ra")).stderr.decode()
    (tmp_path / "tep").touch()
    done = command(kho, str(tmp_path / "tep"))
    assert done.returncode == 1
    assert "Không ghi được" in done.stderr.decode()
