"""Tiến trình con — one file in, one JSON object out; asked over a pipe (`waiting`), or on standard input.

It is `dondoc read --json -` with the house's own units and its office's file added to the catalogue,
within limits of memory and time. A bad file is an answer, never a traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dondoc.reading import catalogue as catalogues
from dondoc.reading.model import Unreadable
from dondoc.reading.office import WrongCatalogue, with_office
from dondoc.reading.scans import Progress
from dondoc.reading.whole import read

_BROKEN = "Danh mục riêng của cơ quan có lỗi nên văn bản chưa được đọc. Báo người quản trị sửa tệp:"


def main() -> int:
    """Read stdin, print the contract's object (or {"error": …})."""
    json.dump(answer(sys.argv[1:], sys.stdin.buffer.read), sys.stdout, ensure_ascii=False)
    return 0


def answer(arguments: Sequence[str], content: Callable[[], bytes]) -> dict[str, Any]:
    """The contract's object (or {"error": …}) of what `content` gives, once this process has bounded itself."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--name")
    asked.add_argument("--office", type=Path)
    asked.add_argument("--catalogue", type=Path)
    asked.add_argument("--ocr", action="store_true")
    asked.add_argument("--tell", type=int, help="a descriptor that is told “pages done/pages in all”, a line a page")
    asked.add_argument("--seconds", type=int, default=resource.RLIM_INFINITY, help="of the processor, and of the clock")
    asked.add_argument("--memory", type=int, default=resource.RLIM_INFINITY, help="bytes of address space")
    asked.add_argument("--hold", action="append", default=[], help="a secret level read on, where it may be held")
    options = asked.parse_args(arguments)
    _bound(options.memory, options.seconds)
    try:
        known = with_office(options.catalogue) if options.catalogue else catalogues.default()
    except WrongCatalogue as problem:
        return {"error": {"code": "CATALOGUE", "message": f"{_BROKEN} {problem.problems[0]}"}}
    if options.office:
        known = known.with_bodies(json.loads(options.office.read_text("utf-8")))
    try:
        return _body(content(), options.hold, name=options.name, catalogue=known, ocr=options.ocr,
                     progress=_teller(options.tell))  # fmt: skip
    except Unreadable as problem:
        return {"error": {"code": problem.code, "message": problem.message}}


def _bound(memory: int, seconds: int) -> None:
    """Beyond these it is ended, whether or not anybody waits for it still."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(max(seconds, 0))


def _body(data: bytes, held: Sequence[str], **how: Any) -> dict[str, Any]:
    """The contract's object; a marked file is read on only at a level that may be held."""
    body = read(data, **how).as_dict()
    level = (body["header"].get("secrecy") or {}).get("value")
    return read(data, secret="read", **how).as_dict() if level in held else body


def _teller(descriptor: int | None) -> Progress | None:
    """What writes how far the pages are, where somebody listens."""

    def tell(done: int, total: int) -> None:
        os.write(descriptor or 0, f"{done}/{total}\n".encode())

    return None if descriptor is None else tell


if __name__ == "__main__":
    sys.exit(main())
