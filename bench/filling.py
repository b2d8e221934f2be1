"""Đổ dữ liệu — a tree of 500 units five deep, and rows of the shape the acts write, made by the database itself.

An obligation and its assignment a number `n`, twenty to a paper. Unit, state and due day turn at coprime
lengths, so that every unit has every state and every year.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection, models, transaction

from dondoc.access.models import Share
from dondoc.cli.house import learn_sizes
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Copy, Entry, LeaderDirection, Paper, Reading, Register, RegisterNumber, Upload
from dondoc.implementation.models import Extension
from dondoc.journal.queries import Line
from dondoc.obligations.models import Assignment, AssignmentStep, DueDay, Obligation, Partner
from dondoc.units import actions as units
from dondoc.units.models import Unit
from tests.cast import AT, BEGAN, TODAY, Cast, a_house, a_person

UNITS, DAYS, BASE = 500, 1831, 10_000  # rows made here are numbered from BASE
LAST = 2_000_000_000  # lines of the journal downwards from here: what acts write between two fillings stands above
# Of 97: 58 done, 23 given or accepted, 5 waiting, 4 reported, 2 no longer waited for, 2 handed back, 3 withdrawn.
STATE = """CASE WHEN n % 97 < 58 THEN 'DONE' WHEN n % 97 < 66 THEN 'ISSUED' WHEN n % 97 < 81 THEN 'ACCEPTED'
    WHEN n % 97 < 86 THEN 'SUBMITTED' WHEN n % 97 < 90 THEN 'REPORTED' WHEN n % 97 < 92 THEN 'UNANSWERED'
    WHEN n % 97 < 94 THEN 'HANDED_BACK' ELSE 'WITHDRAWN' END"""
DONE, ASKING, SENT = "n % 97 < 58", "n % 97 BETWEEN 58 AND 80", "(n % 97 < 58 OR n % 97 BETWEEN 81 AND 91)"
DUE = "CASE WHEN n % 11 > 0 THEN due.day END"  # every eleventh has no due day known
PLACES = " JOIN book ON book.k = n / 20 % 10 JOIN place ON place.book = book.k AND place.k = "
PAPERS = "num JOIN book ON book.k = n / 20 % 10 JOIN due ON due.k = n % 1831 WHERE n % 20 = 0"
DUTIES = f"num {PLACES} n % book.size JOIN due ON due.k = n % 1831"
HELPED = f"num {PLACES} (n + 50) % book.size WHERE n % 31 = 0"


def found() -> Cast:
    """The cast, and below its root 5, 25, 125 and 344 units; the root and the five below it keep registers."""
    with transaction.atomic():
        cast = a_house()
        tree = [cast.root]
        for n in range(1, UNITS):
            tree.append(units.establish(name=f"Chi bộ số {n:03}", kind="CHI_BO", parent=tree[(n - 1) // 5 if n < 156 else 31 + n % 125],
                                        is_abroad=n % 2 == 1, on=BEGAN, by=cast.setup, at=AT))  # fmt: skip
        for role, name, unit in (("branch", "Lục Thị Vừng", tree[8]), ("cell", "Tiêu Văn Mẩy", tree[-1])):
            cast.people[role] = a_person(cast, role, name, unit, "BI_THU")
        books = [_book(cast, unit, year) for year, unit in enumerate([cast.root] * 5 + tree[1:6])]
        _lay_out(books)
    return cast


def _book(cast: Cast, keeper: Unit, year: int) -> Register:
    return open_register(unit=keeper, direction="IN", name="Sổ văn bản đến", series=str(2010 + year),
                         by=cast.setup, at=AT, from_on=date(2022, 1, 1))  # fmt: skip


def _lay_out(books: list[Register]) -> None:
    """What rows are drawn from: days, registers, and the units below each register's keeper."""
    with connection.cursor() as cursor:
        for table in ("num (n bigint)", "due (k bigint PRIMARY KEY, day date)", "place (book bigint, k bigint, unit bigint)",
                      "book (k bigint PRIMARY KEY, id bigint, keeper bigint, size bigint)"):  # fmt: skip
            cursor.execute(f"CREATE TEMP TABLE {table}")
        days = [(k, (TODAY + timedelta(days=k - 1500)).isoformat()) for k in range(DAYS)]
        cursor.executemany("INSERT INTO due VALUES (%s, %s)", days)
        for place, book in enumerate(books):
            below = list(Unit.objects.below(book.unit).order_by("path").values_list("pk", flat=True))
            cursor.execute("INSERT INTO book VALUES (%s, %s, %s, %s)", [place, book.pk, book.unit_id, len(below)])
            cursor.executemany("INSERT INTO place VALUES (%s, %s, %s)", [(place, k, pk) for k, pk in enumerate(below)])
        cursor.execute("CREATE INDEX place_k ON place (book, k)")


def fill(cast: Cast, first: int, last: int) -> None:
    """The rows of the numbers from first to last: some ten seconds of the database for a million."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM num")
        if connection.vendor == "postgresql":  # keys are right by the way they are made: not asked row by row
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("WITH RECURSIVE up (n) AS (SELECT %s UNION ALL SELECT n + 1 FROM up WHERE n + 1 < %s) "
                       "INSERT INTO num SELECT n FROM up", [first, last])  # fmt: skip
        for model, source, values in _rows(cast.khoi.pk, cast.leader.holding_id or 0):
            cursor.execute(_insert(model, source, values))
        _index_words(cursor)
    _learn_sizes()


def _learn_sizes() -> None:
    """What the databases do by themselves in use: SQLite by the worker's day, PostgreSQL by its vacuum."""
    learn_sizes()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _rows(outside: int, leader: int) -> list[tuple[type[models.Model], str, dict[str, str]]]:
    paper, me, doer = f"{BASE} + n - n % 20", f"{BASE} + n", "place.unit"
    said = {"account_id": "1", "person_id": "1", "holding_id": "1"}
    return [
        (Paper, PAPERS, {"issuer": f"{outside}", "series": "'2025-2030'", "kind": "'Kết luận'", "number": me,
                         "so_ky_hieu": "n || '-KL/ĐUK'", "canonical": "''", "issued_on": "due.day",
                         "title": "'Về tăng cường quản lý đảng viên ở ngoài nước, số ' || n"}),
        (Reading, PAPERS, {"sha256": me, "reader": "'1'", "catalogue": "'1'", "format": "'docx'", "body": "'{}'",
                           "text": "'Báo cáo kết quả quản lý đảng viên ở ngoài nước ' || n || due.day"}),
        (Copy, PAPERS, {"paper": me, "unit": "book.keeper", "sha256": me, "size": "1000", "format": "'docx'",
                        "file_name": "'ket-luan.docx'", "reading": me}),
        (RegisterNumber, PAPERS, {"register": "book.id", "number": "n / 200 + 1", "state": "'ISSUED'"}),
        (Entry, PAPERS, {"register": "book.id", "number": me, "unit": "book.keeper", "paper": me, "on": "due.day",
                         "state": "CASE WHEN n / 20 % 29 = 0 THEN 'REGISTERED' ELSE 'CONFIRMED' END"}),
        (Upload, PAPERS, {"unit": "book.keeper", "file_name": "'ket-luan.docx'", "sha256": me, "reading": me, "paper": me,
                          "state": "CASE WHEN n / 20 % 83 = 0 THEN 'READ' ELSE 'REGISTERED' END"}),
        (LeaderDirection, PAPERS, {"entry": me, "leader": f"{leader}", "on": "due.day", "text": "'Giao chi bộ'",
                                   "is_entered": "TRUE", "is_carried": "n / 20 % 97 > 0"}),
        (Obligation, DUTIES, {"is_given": "TRUE", "paper": paper, "entry": paper, "unit": "book.keeper", "year": "2026", "number": "n + 1",
                              "text": "'Nhiệm vụ ' || n || ': rà soát, tổng hợp và báo cáo kết quả thực hiện'",
                              "due_on": DUE}),
        (Assignment, DUTIES, {"obligation": me, "unit": doer, "on": "'2021-12-01'", "due_on": DUE, "first_due_on": DUE,
                              "giver": f"CASE WHEN place.unit = book.keeper THEN {outside} ELSE book.keeper END",
                              "direction": paper, "state": STATE, "submitted_on": f"CASE WHEN {SENT} THEN due.day END",
                              "done_on": f"CASE WHEN {DONE} THEN due.day END",
                              "done_late": f"CASE WHEN {DONE} AND n % 11 > 0 THEN n % 7 = 0 END"}),
        (AssignmentStep, DUTIES, {"id": f"4 * ({me})", "step": "'start'", "to_state": "'ISSUED'", "thing": me,
                                  "on": "'2021-12-01'", **said}),
        (AssignmentStep, f"{DUTIES} WHERE {SENT}", {"id": f"4 * ({me}) + 1", "step": "'submit'", "thing": me,
                                                    "to_state": "'SUBMITTED'", "on": "due.day", **said}),
        (AssignmentStep, f"{DUTIES} WHERE {DONE}", {"id": f"4 * ({me}) + 2", "step": "'approve'", "thing": me,
                                                    "to_state": "'DONE'", "on": "due.day", **said}),
        (DueDay, DUTIES, {"assignment": me, "due_on": DUE, "because": "'obligations.assign'", "on": "'2021-12-01'"}),
        (Extension, f"{DUTIES} WHERE n % 37 = 0", {"assignment": me, "on": "due.day", "due_on": "due.day", "reason": "'x'",
                                                  "state": f"CASE WHEN {ASKING} AND n % 10 = 0 THEN 'ASKED' ELSE 'GRANTED' END"}),
        (Partner, HELPED, {"assignment": me, "unit": doer}),
        *(_shown(kind, number, thing, source)
          for number, (kind, thing, source) in enumerate((
              ("documents.paper", paper, DUTIES), ("obligations.obligation", me, DUTIES),
              ("documents.paper", paper, HELPED), ("obligations.obligation", me, HELPED),
              ("obligations.assignment", me, HELPED)))),
        (Line, DUTIES, {"id": f"{LAST} - n", "chain": doer, "seq": me, "act": "'obligations.assign'", "kind": "'obligations.assignment'",
                        "thing_id": me, "unit": doer, "door": "'web'", "on": "'2021-12-01'", "payload_hash": f"'{'0' * 64}'",
                        "previous": f"'{'0' * 64}'", "hash": f"'{'0' * 64}'", **said}),
        (Line.payload.related.related_model, "num", {"entry": f"{LAST} - n", "salt": "'0'", "body": "'{}'"}),
    ]  # fmt: skip


def _shown(kind: str, number: int, thing: str, source: str) -> tuple[type[models.Model], str, dict[str, str]]:
    return Share, source, {"id": f"5 * ({BASE} + n) + {number}", "kind": f"'{kind}'", "thing_id": thing,
                           "unit": "place.unit", "because": "'obligations.assign'"}  # fmt: skip


def _insert(model: type[models.Model], source: str, values: dict[str, str]) -> str:
    """INSERT … SELECT of every column: what is said, else what a new row has."""
    values = {"id": f"{BASE} + n", "at": "'2026-11-24 03:00:00'", **values}
    fields = [f for f in model._meta.concrete_fields if not f.generated]
    gone = values.keys() - {"id", "at"} - {f.name for f in fields}
    assert not gone, f"{model._meta.label} has no {gone}"
    columns = ", ".join(f'"{f.column}"' for f in fields)
    chosen = ", ".join(values.get(f.name) or _new(f) for f in fields)
    return f"INSERT INTO {model._meta.db_table} ({columns}) SELECT {chosen} FROM {source}"


def _new(field: Any) -> str:
    if field.name == "public_id":  # ten characters, scattered as random ones are
        return f"'N' || substr(CAST(1000000000 + ({BASE} + n) * 387420489 % 1000000000 AS text), 2)"
    if field.null:
        return "NULL"
    value = field.get_default()
    return f"'{value}'" if isinstance(value, str) else str(value).upper()


def _index_words(cursor: Any) -> None:
    words = "'bao cao ket qua quan ly dang vien o ngoai nuoc ' || n"
    if connection.vendor == "sqlite":
        cursor.execute(
            f"INSERT INTO documents_search (rowid, words) SELECT {BASE} + n, {words} FROM num WHERE n % 20 = 0"
        )
    else:
        cursor.execute(
            f"INSERT INTO documents_search SELECT {BASE} + n, to_tsvector('simple', {words}) FROM num WHERE n % 20 = 0"
        )
