"""Ngắt giữa chừng — the real server and its worker are killed a dozen times under load; nothing is half done, nothing lost."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dondoc.jobs.queue import LEASE
from tests.long.conftest import Run
from tests.long.crowd import Crowd, Deed
from tests.long.serving import House
from tests.papers import directive_docx

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]
KILLS = 12
KINDS = {"upload", "assign", "accept", "evidence", "submit"}
SECRET = "MẬT\nĐẢNG ỦY KHỐI THỬ NGHIỆM\nSố 99-KL/ĐUK\nĐiều kín đáo số "


def _chains(world: dict[str, Any]) -> dict[str, list[Iterator[Deed]]]:
    halves = [world["duties"][0::2], world["duties"][1::2]], [world["shares"][0::2], world["shares"][1::2]]
    return {
        "clerk": [_uploads(world["unit"])],
        "leader": [_assigns(half, world["doer"]) for half in halves[0]],
        "doer": [_reports(half) for half in halves[1]],
    }


def _uploads(unit: str) -> Iterator[Deed]:
    """A word file, plain words, a marked paper and a broken one, in turn; no two alike."""
    word = directive_docx()
    for n in range(60):
        plain = (
            f"ĐẢNG ỦY KHỐI THỬ NGHIỆM\nSố {n}-KL/ĐUK\nKẾT LUẬN\nGiao các chi bộ báo cáo trước ngày 15/12/2026.".encode()
        )
        name, data = [
            ("a.docx", word),
            ("b.txt", plain),
            ("c.txt", f"{SECRET}{n}".encode()),
            (f"d{n}.pdf", b"%PDF-1.4 hong"),
        ][n % 4]
        yield Deed("upload", "", "/uploads/new/", {"unit": unit}, (name, data))
        time.sleep(0.4)  # reading takes longer than sending


def _assigns(duties: list[str], unit: str) -> Iterator[Deed]:
    for duty in duties:
        yield Deed("assign", duty, f"/obligations/{duty}/assign/", {"units": unit, "due_on": "10/12/2026"})


def _reports(shares: list[str]) -> Iterator[Deed]:
    for n, share in enumerate(shares):
        base = f"/assignments/{share}"
        yield Deed("accept", share, f"{base}/accept/", {})
        yield Deed("evidence", f"Danh sách {share}", f"{base}/evidence/", {"text": f"Danh sách {share}", "on": "24/11/2026"},
                   ("danh-sach.txt", f"Danh sách {share} {n}".encode()))  # fmt: skip
        yield Deed("submit", share, f"{base}/submit/", {"text": "Đã xong", "on": "24/11/2026"})


def test_killed_a_dozen_times_nothing_is_half_done_and_nothing_lost(
    place: dict[str, str], run: Run, tmp_path: Path
) -> None:
    chance = random.Random(seed := random.randrange(10**6))
    print(f"seed {seed}")
    Path(place["DONDOC_DATA"]).mkdir()
    world, house = _world(run, "build"), House(place)
    crowd = Crowd(house.port, _chains(world))
    try:
        for _turn in range(KILLS):
            house.start()
            time.sleep(chance.uniform(0.2, 4))
            house.kill(chance)
        house.start()
        _all_met(crowd)
        crowd.finish()
        _all_answered(run)
    finally:
        house.stop()
    said = tmp_path / "done.json"
    said.write_text(json.dumps([{"kind": deed.kind, "key": deed.key} for deed in crowd.done]))
    kinds = {deed.kind for deed in crowd.done}
    print(f"{len(crowd.done)} việc, gửi lại {crowd.asked_again} lần")
    assert kinds == KINDS
    assert crowd.refused == []
    assert _world(run, "check", str(said)) == []


def _world(run: Run, *words: str) -> Any:
    return json.loads(run("tests.long.world", *words).splitlines()[-1])


def _all_met(crowd: Crowd) -> None:
    """The last start is left alone until each kind was answered once: a first reading takes longer than most of the others lived."""
    until = time.monotonic() + 60
    time.sleep(3)
    while {deed.kind for deed in crowd.done} != KINDS and time.monotonic() < until:
        time.sleep(0.2)


def _all_answered(run: Run) -> None:
    """A lease of a killed worker runs out, another takes the job; nothing stays unread."""
    until = time.monotonic() + LEASE.total_seconds() + 120
    while _world(run, "waiting"):
        assert time.monotonic() < until, "an upload never got its answer"
        time.sleep(2)
