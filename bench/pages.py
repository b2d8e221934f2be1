"""Trang — the main pages with so many obligations, on one database: milliseconds of the processor, queries.

Run by `python -m bench pages`, in a process with a data folder and a database of its own.
"""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

from bench.measure import busy, table, wall

LISTS = {
    "bàn làm việc": "/", "nhiệm vụ đang mở": "/obligations/", "quá hạn": "/obligations/?state=late",
    "chưa có hạn": "/obligations/?state=nodate", "chờ xác nhận": "/obligations/?state=waiting",
    "xong muộn": "/obligations/?state=done_late", "tất cả, trang 2": "/obligations/?state=all&page=2",
    "của đơn vị ngoài nước": "/obligations/?place=abroad", "cây đơn vị": "/units/", "một đơn vị": "UNIT",
    "các sổ": "/registers/", "một sổ": "REGISTER", "tìm: quản lý": "/search/?q=quan+ly", "nhật ký": "/journal/",
    "một phần việc": "ASSIGNMENT", "một văn bản": "PAPER",
}  # fmt: skip
ROLES = {"leader": "bí thư đảng ủy", "branch": "bí thư một nhánh (4%)", "cell": "bí thư một chi bộ (0,2%)"}
Found = dict[tuple[str, str], tuple[float, int]]


def main(sizes: list[int]) -> None:
    """Fill to each size and ask every page; the sheet at ten thousand, the server at the last size."""
    cast = _set_up()
    from bench.filling import fill
    from bench.serving import serve

    made, asked = 0, {}
    for size in sizes:
        begin = time.monotonic()
        fill(cast, made, size)
        made = size
        print(f"{size:,} nhiệm vụ: nạp {time.monotonic() - begin:.0f} s", file=sys.stderr)
        asked[size] = _ask(cast)
        if size == 10_000:
            _sheet(cast)
    _tell(asked)
    serve(cast, LISTS["nhiệm vụ đang mở"], made)


def _set_up() -> Any:
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    from bench.filling import found
    from dondoc.cli.ready import prepare_place

    logging.getLogger("django.request").setLevel(logging.ERROR)  # a page one may not see is skipped, not told
    setup_test_environment()
    prepare_place()
    return found()


def _ask(cast: Any) -> Found:
    return {(name, role): _median(cast, role, name) for role in ROLES for name in LISTS}


def _median(cast: Any, role: str, name: str) -> tuple[float, int]:
    """Median milliseconds of a page, the database's own with it, and its queries; (0, 0) where the person has none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, path = _client(cast, role), _address(name)
    with CaptureQueriesContext(connection) as queries:
        status = client.get(path).status_code
    asked = len(queries)
    return (busy(lambda: client.get(path), _beside()) * 1000, asked) if status == 200 else (0, 0)


def _beside() -> list[int]:
    """The process of PostgreSQL that answers this one; SQLite works in ours."""
    from django.db import connection

    return [connection.connection.info.backend_pid] if connection.vendor == "postgresql" else []


def _client(cast: Any, role: str) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _address(name: str) -> str:
    """One thing of each kind that all three see, or the first register."""
    from dondoc.documents.models import Register
    from dondoc.obligations.models import Assignment
    from dondoc.units.models import Unit

    last = Unit.objects.order_by("-pk").first()
    share = Assignment.objects.filter(unit=last).order_by("pk").first() or Assignment.objects.order_by("pk").first()
    known = {
        "UNIT": f"/units/{last.public_id}/", "REGISTER": f"/registers/{Register.objects.order_by('pk')[2].public_id}/",
        "ASSIGNMENT": f"/assignments/{share.public_id}/", "PAPER": f"/papers/{share.obligation.paper.public_id}/",
    }  # fmt: skip
    return known.get(LISTS[name], LISTS[name])


def _sheet(cast: Any) -> None:
    client = _client(cast, "leader")
    seconds = wall(lambda: client.get("/reports/progress/?as=xlsx"), 3)
    print(f"\nBáo cáo tiến độ 10.000 dòng, XLSX: {seconds:.1f} s")


def _tell(asked: dict[int, Found]) -> None:
    sizes = list(asked)
    rows = [
        (name, ROLES[role], *(round(asked[n][name, role][0]) for n in sizes), _from_to({asked[n][name, role][1] for n in sizes}),
         f"{asked[sizes[-1]][name, role][0] / asked[sizes[max(len(sizes) - 2, 0)]][name, role][0]:.1f}")
        for name, role in asked[sizes[0]] if all(asked[n][name, role][0] for n in sizes)
    ]  # fmt: skip
    heads = ("trang", "ai", *(f"{n:,}".replace(",", ".") for n in sizes), "câu hỏi", "lần")
    table("Trang, mili giây bận của bộ xử lý (trung vị 15 lần; trang và cơ sở dữ liệu)", heads, rows)


def _from_to(counts: set[int]) -> str:
    return "–".join(str(n) for n in sorted({min(counts), max(counts)}))


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1].split(",")])
