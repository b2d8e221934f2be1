"""Danh sách ra tệp — the list of work as XLSX and CSV beside what xlsxwriter alone needs for the same cells, and its memory.

Run by `python -m bench lists`, in a process with a data folder and a database of its own.
"""

from __future__ import annotations

import csv
import gc
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.measure import busy, table

LIST = "/obligations/?state=all&as="
_DAY = re.compile(r"\d\d/\d\d/\d{4}")


def main(sizes: list[int]) -> None:
    """Fill to each size; the list of all of it in both forms, the same cells by xlsxwriter alone."""
    from bench.pages import _client, _set_up

    cast = _set_up()
    from bench.filling import fill

    client, made, rows = _client(cast, "leader"), 0, []
    for size in sizes:
        fill(cast, made, size)
        made = size
        rows.append(_measured(client, 5 if size <= 10_000 else 1))
    heads = ("dòng", "XLSX, giây", "xlsxwriter, giây", "lần", "CSV, giây", "thêm MiB khi lấy cả hai")
    table("Danh sách nhiệm vụ ra tệp (giây bận của bộ xử lý, trung vị; trang và cơ sở dữ liệu)", heads, rows)


def _measured(client: Any, turns: int) -> tuple[object, ...]:
    from bench.pages import _beside

    memory = _grown(client)
    cells = _cells(_taken(client, "csv"))
    ours, alone = busy(lambda: _taken(client, "xlsx"), _beside(), turns), busy(lambda: _alone(cells), [], turns)
    text, n = busy(lambda: _taken(client, "csv"), _beside(), turns), f"{len(cells) - 1:,}".replace(",", ".")
    return n, ours, alone, ours / alone, text, memory


def _taken(client: Any, form: str) -> bytes:
    answer = client.get(LIST + form)
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def _cells(data: bytes) -> list[list[str | datetime]]:
    """What the file says: words as words, days as days."""
    return [[_cell(word) for word in line] for line in csv.reader(io.StringIO(data.decode("utf-8-sig")))]


def _cell(word: str) -> str | datetime:
    return datetime.strptime(word, "%d/%m/%Y").replace(tzinfo=UTC) if _DAY.fullmatch(word) else word


def _alone(cells: list[list[str | datetime]]) -> None:
    """Every cell written once, with a look, row after row."""
    with xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True, "remove_timezone": True}) as book:
        sheet, text, day = (
            book.add_worksheet(),
            book.add_format({"border": 1}),
            book.add_format({"num_format": "dd/mm/yyyy"}),
        )
        for at, line in enumerate(cells):
            for place, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(at, place, cell, text)
                else:
                    sheet.write_datetime(at, place, cell, day)


def _grown(client: Any) -> int:
    """MiB above what the process has, at the highest; what goes out is let go as it is sent."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    for form in ("csv", "xlsx"):
        answer = client.get(LIST + form)
        for _part in answer.streaming_content if answer.streaming else ():
            pass
    return (_status("VmHWM") - before) // 1024


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1].split(",")])
