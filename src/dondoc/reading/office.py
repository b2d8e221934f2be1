"""Danh mục của cơ quan — an office's own bodies, papers, laws and kinds, in a file of the shape of ours.

Every mistake is told in a sentence that says where it stands and what to do; a file with one is not used.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dondoc.reading.catalogue import VERSION, Catalogue, default
from dondoc.reading.entries import letters_of
from dondoc.reading.text import fold

Row = dict[str, Any]
LARGEST = 2 * 2**20


class WrongCatalogue(ValueError):
    """Danh mục có lỗi — the sentences, all of them at once."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def with_office(path: Path, known: Catalogue | None = None) -> Catalogue:
    """The catalogue (ours by default) with an office's file; raises WrongCatalogue. The version names the file."""
    known = known or default()
    data = _bytes(path)
    tables = _parsed(data, path.name)
    problems = tuple(_problems(tables, known))
    if problems:
        raise WrongCatalogue(*problems)
    return known.with_tables(tables, f"{VERSION}+{hashlib.sha256(data).hexdigest()[:8]}")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise WrongCatalogue(f"Không mở được tệp danh mục “{path}”. Kiểm tra tên, đường dẫn và quyền đọc.") from problem
    if len(data) > LARGEST:
        raise WrongCatalogue(f"Tệp danh mục “{path.name}” lớn hơn 2 MB. Chỉ ghi phần riêng của cơ quan.")
    return data


def _parsed(data: bytes, name: str) -> Row:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise WrongCatalogue(f"Tệp danh mục “{name}” không phải chữ UTF-8. Lưu lại với mã UTF-8.") from problem
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"line (\d+), column (\d+)", str(problem))
        where = f"dòng {place[1]}, cột {place[2]}" if place else "cuối tệp"
        raise WrongCatalogue(
            f"Tệp danh mục “{name}” sai cú pháp TOML ở {where}. Xem lại dấu nháy, dấu phẩy, ngoặc, mục ghi hai lần."
        ) from problem


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_party(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"\d+[a-zđ]?-[^\s/]+/\S+", value))


def _is_spans(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(span, list) and len(span) == 2 and all(end == "" or _is_day(end) for end in span)
        for span in value.values()
    )


_TEXT = (_is_text, "một dòng chữ trong dấu nháy")
_DAY = (_is_day, 'ngày có thật, viết theo mẫu "2026-01-31"')
_LIST = (_is_list, 'danh sách chữ, như ["ĐU Mẫu"]')
_PARTY = (_is_party, 'số và ký hiệu của Đảng, như "07-NQ/ĐUM"')
_YES = (lambda value: isinstance(value, bool), "true hoặc false")
_NUMBER = (lambda value: isinstance(value, int) and not isinstance(value, bool), "một số, như 4")
_SPANS = (_is_spans, 'khoảng ngày của từng ký hiệu, như { QĐi = ["2018-04-03", "2026-05-26"] }')
Check = tuple[Callable[[Any], bool], str]
# What a row of each table may say; the first names must stand.
_TABLES: dict[str, tuple[dict[str, Check], dict[str, Check]]] = {
    "body": ({"id": _TEXT}, {"name": _TEXT, "aliases": _LIST, "symbols": _LIST, "from": _DAY, "until": _DAY, "system": _TEXT,
             "congress": _TEXT, "level": _TEXT, "gap": _LIST, "confirmed": _YES}),
    "kind": ({"name": _TEXT}, {"party": _LIST, "state": _LIST, "dated": _SPANS, "confirmed": _YES}),
    "paper": ({"symbol": _PARTY, "on": _DAY}, {"kind": _TEXT, "term": _TEXT, "about": _LIST, "confirmed": _YES}),
    "plenum": ({"number": _NUMBER, "term": _TEXT, "symbol": _PARTY, "on": _DAY},
               {"kind": _TEXT, "about": _LIST, "usual": _YES, "confirmed": _YES}),
    "law": ({"name": _TEXT, "number": _TEXT, "on": _DAY}, {"from": _DAY, "confirmed": _YES}),
    "replaced": ({"old": _TEXT, "new": _TEXT, "on": _DAY}, {"term": _TEXT, "confirmed": _YES}),
}  # fmt: skip


def _problems(tables: Row, known: Catalogue) -> Iterator[str]:
    """All that is wrong; what compares rows only where each of them is sound."""
    wrong = list(_of_shape(tables)) or [*_of_bodies(tables.get("body", []), known), *_twice(tables)]
    yield from wrong or _of_papers(tables, known)


def _of_shape(tables: Row) -> Iterator[str]:
    for table, rows in tables.items():
        if table not in _TABLES:
            yield f"“{table}” không phải bảng của danh mục. Dùng: {', '.join(_TABLES)}."
        elif not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield f"“{table}” phải là danh sách dòng. Viết [[{table}]] trước mỗi dòng."
        else:
            for at, row in enumerate(rows, 1):
                yield from _of_row(table, at, row)


def _of_row(table: str, at: int, row: Row) -> Iterator[str]:
    must, may = _TABLES[table]
    where = f"{table}, dòng {at}"
    for name in must.keys() - row.keys():
        yield f"{where}: thiếu “{name}”. Ghi {must[name][1]}."
    for name, value in row.items():
        check = must.get(name) or may.get(name)
        if check is None:
            yield f"{where}: không có mục “{name}”. Dùng: {', '.join((*must, *may))}."
        elif not check[0](value):
            yield f"{where}: “{name}” phải là {check[1]}."
    first, last = row.get("from"), row.get("until")
    if _is_day(first) and _is_day(last) and last < first:  # type: ignore[operator]
        yield f"{where}: ngày cuối (until) trước ngày đầu (from). Sửa một trong hai ngày."


def _of_bodies(rows: list[Row], known: Catalogue) -> Iterator[str]:
    ours = {body.id for body in known.bodies}
    for at, row in enumerate(rows, 1):
        if "name" not in row and row["id"] not in ours:
            yield f"body, dòng {at}: danh mục chưa có cơ quan “{row['id']}”. Ghi thêm “name”."
        elif "name" not in row and "aliases" not in row:
            yield f"body, dòng {at}: ghi “aliases” (tên gọi thêm) hoặc “name”."


def _of_papers(tables: Row, known: Catalogue) -> Iterator[str]:
    """A kind the catalogue has, and a term where none follows from the day."""
    kinds = known.with_tables({"kind": tables.get("kind", []), "body": tables.get("body", [])})
    for at, row in enumerate(tables.get("paper", []), 1):
        kind = row.get("kind")
        if kind is None and not re.match(r"\d+[a-zđ]?-(?:NQ|KL)/", row["symbol"]):
            yield f"paper, dòng {at}: ghi “kind” (tên loại) cho {row['symbol']}."
        elif kind is not None and kinds.kind_named(kind) is None:
            yield f"paper, dòng {at}: không có loại văn bản “{kind}”. Sửa tên loại hoặc thêm một dòng kind."
        if "term" not in row and kinds.term_on(letters_of(row["symbol"]), row["on"]) is None:
            yield f'paper, dòng {at}: ngày {row["on"]} không cho biết nhiệm kỳ. Ghi “term”, như "2020-2025".'


def _twice(tables: Row) -> Iterator[str]:
    """What may stand once only."""
    bodies = tables.get("body", [])
    yield from _again("body", "id", [row["id"] for row in bodies])
    names = [(fold(name), name) for row in bodies for name in {row.get("name", ""), *row.get("aliases", ())} if name]
    count = Counter(folded for folded, _name in names)
    for name in dict.fromkeys(name for folded, name in names if count[folded] > 1):
        yield f"body: tên “{name}” của hai cơ quan. Giữ ở một nơi, nơi kia ghi tên đầy đủ."
    yield from _again("law", "number", [row["number"] for row in tables.get("law", [])])
    yield from _again("kind", "name", [row["name"] for row in tables.get("kind", [])])


def _again(table: str, name: str, values: list[str]) -> Iterator[str]:
    for value in [value for value, times in Counter(values).items() if times > 1]:
        yield f"{table}: “{name}” “{value}” ghi hai lần. Bỏ một dòng."
