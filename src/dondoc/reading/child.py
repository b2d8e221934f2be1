"""Tiến trình con — one file on standard input, one JSON object on standard output.

The house runs this with limits of memory and time; it is `dondoc read --json -` with the
house's own units and its office's file added to the catalogue. A bad file is an answer, never a traceback.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from dondoc.reading import catalogue as catalogues
from dondoc.reading import read
from dondoc.reading.model import Unreadable
from dondoc.reading.office import WrongCatalogue, with_office

_BROKEN = "Danh mục riêng của cơ quan có lỗi nên văn bản chưa được đọc. Báo người quản trị sửa tệp:"


def main() -> int:
    """Read stdin, print the contract's object (or {"error": …})."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--name")
    asked.add_argument("--office", type=Path)
    asked.add_argument("--catalogue", type=Path)
    options = asked.parse_args()
    try:
        known = with_office(options.catalogue) if options.catalogue else catalogues.default()
    except WrongCatalogue as problem:
        return _say({"error": {"code": "CATALOGUE", "message": f"{_BROKEN} {problem.problems[0]}"}})
    if options.office:
        known = known.with_bodies(json.loads(options.office.read_text("utf-8")))
    try:
        body = read(sys.stdin.buffer.read(), name=options.name, catalogue=known).as_dict()
    except Unreadable as problem:
        body = {"error": {"code": problem.code, "message": problem.message}}
    return _say(body)


def _say(body: dict[str, Any]) -> int:
    json.dump(body, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
