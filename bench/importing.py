"""Nạp — a task sheet of many rows from the file to the registers, by the jobs that do it in an office; broken off on the way."""

from __future__ import annotations

import argparse
import io
import os
import signal
import subprocess
import sys
import time
from typing import Any

from bench.measure import table
from bench.units import _set_up

UNITS, A_PAPER = 40, 200  # doers; tasks of one paper
HEADS = ["TT", "Nội dung công việc", "Chủ trì", "Thời hạn hoàn thành", "Sản phẩm", "Số, ký hiệu văn bản", "Ngày văn bản",
         "Cơ quan ban hành"]  # fmt: skip
WORKER = "import django; django.setup(); from dondoc.jobs.worker import work; from django.utils import timezone; work(timezone.now, lambda: False, is_long=True)"


def sheet(rows: int) -> bytes:
    """So many rows, no two alike; each paper has its own number."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        page = book.add_worksheet("Giao việc")
        page.write_row(0, 0, HEADS)
        for n in range(rows):
            paper = n // A_PAPER + 1
            page.write_row(n + 1, 0, [
                str(n + 1), f"Rà soát, tổng hợp và báo cáo kết quả chuyên đề số {n + 1} về công tác đảng viên ở ngoài nước",
                f"Chi bộ số {n % UNITS:03}", f"{n % 27 + 1:02d}/12/2026", "Báo cáo", f"{paper}-KL/ĐUK",
                f"{paper % 27 + 1:02d}/03/2026", "Đảng ủy Khối Thử nghiệm",
            ])  # fmt: skip
    return made.getvalue()


def run(rows: int, kills: int) -> None:
    """Print what each of the three jobs takes, its memory, and what is in the registers at the end."""
    from django.db import transaction
    from django.utils import timezone

    cast = _set_up()
    from dondoc.importing.actions import looking, taking, writing
    from dondoc.importing.models import Import, counts
    from dondoc.journal.queries import verify
    from dondoc.obligations.models import Assignment, Obligation
    from dondoc.units import actions as units
    from tests.cast import BEGAN

    now = timezone.now
    with transaction.atomic():
        for n in range(UNITS):
            units.establish(
                name=f"Chi bộ số {n:03}", kind="CHI_BO", parent=cast.root, on=BEGAN, by=cast.setup, at=now()
            )
    data = sheet(rows)
    row = taking.upload(register=cast.incoming, kind="TASKS", data=data, file_name="bang.xlsx", by=cast.clerk, at=now())
    told: list[tuple[Any, ...]] = [("tệp, MB", len(data) // 2**20, "", "", "")]
    told.append(("đọc bảng", *_until(row, "COLUMNS", rows, kills)))
    looking.say_columns(sheet=row, columns=row.field_at(), by=cast.clerk, at=now())
    told.append(("xem từng dòng", *_until(row, "READY", rows, kills)))
    writing.confirm(sheet=row, by=cast.clerk, at=now())
    told.append(("ghi", *_until(row, "DONE", rows, kills)))
    table(
        f"Nạp {rows} dòng, mỗi việc nền bị tắt {kills} lần",
        ("việc", "giây", "dòng/giây", "MB bộ nhớ lớn nhất", "bị tắt"),
        told,
    )
    begin = time.perf_counter()
    journal = verify()
    print(f"\nNhiệm vụ {Obligation.objects.count()}, việc giao {Assignment.objects.count()}, "
          f"dòng của bảng {counts(Import.objects.get(pk=row.pk))}, đã ghi {row.lines.filter(outcome='WRITTEN').count()}; "
          f"nhật ký {journal.entries} dòng, {'đúng' if journal.broken is None else journal.broken} "
          f"({time.perf_counter() - begin:.0f} giây)")  # fmt: skip


def _until(row: Any, state: str, rows: int, kills: int) -> tuple[int, int, int, int]:
    """A worker, killed so many times and started again, until the sheet is there."""
    from datetime import timedelta

    from django.utils import timezone

    from dondoc.jobs.models import Job

    begin, most = time.perf_counter(), 0
    marks = [n * rows // (kills + 1) for n in range(1, kills + 1)]
    worker = _worker()
    while row.state != state:
        time.sleep(0.1)
        row.refresh_from_db()
        most = max(most, _memory(worker.pid))
        job = Job.objects.get(public_id=row.job_id)
        if job.state == "FAILED" or worker.poll() is not None:
            raise SystemExit(f"{job.state} {job.error}")
        if marks and _done(job.progress) >= marks[0]:
            marks.pop(0)
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))  # two minutes later
            worker = _worker()
        print(f"\r{row.state} {job.progress} {time.perf_counter() - begin:.0f} s", end="", file=sys.stderr, flush=True)
    os.kill(worker.pid, signal.SIGKILL)
    took = time.perf_counter() - begin
    return round(took), round(rows / took), most, kills - len(marks)


def _done(progress: str) -> int:
    told = progress.split("/")[0]
    return int(told) if told.isdecimal() else 0


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER])


def _memory(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except OSError:
        return 0


def main() -> None:
    """python -m bench.importing [rows] [kills]"""
    asked = argparse.ArgumentParser()
    asked.add_argument("rows", type=int, nargs="?", default=10_000)
    asked.add_argument("kills", type=int, nargs="?", default=3)
    options = asked.parse_args()
    run(options.rows, options.kills)


if __name__ == "__main__":
    main()
