"""Soi cả cây — the mirror of a root with so many units and works, beside the same figures in plain SQL, in one run on one database.

Run by `python -m bench mirror`, in a process with a data folder and a database of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from bench.measure import busy, table
from bench.units import _fetched, _grow, _set_up

TURNS = 3
LIMIT = 1.5
PAST = 90  # days before today that are looked back at
DONE = "('SUBMITTED', 'REPORTED', 'UNANSWERED')"
ALIVE = "a.state NOT IN ('WITHDRAWN', 'HANDED_BACK')"
INSIDE = "u.path >= %(from)s AND u.path < %(to)s"
WORKS = f"FROM obligations_assignment a JOIN units_unit u ON u.id = a.unit_id WHERE {ALIVE} AND {INSIDE}"
PROOF = "implementation_proving"
ACTS = ("implementation_plan", "implementation_note", PROOF, "implementation_report")


def main(size: int, works: int) -> None:
    """Build the tree and the works, then ask both."""
    cast = _set_up()
    _grow(cast, size)
    _fill(cast, works)
    from django.db import connection

    _agree(cast)

    if connection.vendor == "postgresql":  # the processor's time of workers beside it would not be seen
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    _compare(cast, works)


def _fill(cast: Any, works: int) -> None:
    from django.db import connection, transaction

    from bench.filling import BASE, _book, _insert, _lay_out, fill
    from bench.rooms import fill_rooms
    from dondoc.cli.house import learn_sizes
    from dondoc.implementation.models import Evidence, Note, Proving
    from dondoc.obligations.models import ObligationStep
    from dondoc.units.models import Unit

    begin = perf_counter()
    tops = list(Unit.objects.filter(parent=cast.board).order_by("path")[:5])
    _lay_out([_book(cast, unit, year) for year, unit in enumerate([cast.root] * 5 + tops)])
    fill(cast, 0, works)
    share = f"{BASE} + n"
    step = {"thing": share, "on": "'2021-12-01'", "step": "'start'", "to_state": "'CONFIRMED'", "account_id": "1",
            "person_id": "1", "holding_id": "1"}  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        said = {"assignment": share, "on": "'2026-03-01'", "text": "'Báo cáo'"}
        shown = {
            "id": share,
            "unit": str(cast.root.pk),
            "on": said["on"],
            "text": said["text"],
            "kind": "'WORDS'",
            "keeper": "'Văn phòng'",
        }
        cursor.execute(_insert(Evidence, "num WHERE n % 2 = 0", shown))
        proved = {"assignment": share, "evidence": share, "on": said["on"]}
        cursor.execute(_insert(Proving, "num WHERE n % 2 = 0", proved))
        cursor.execute(_insert(ObligationStep, "num", step))
        cursor.execute(_insert(Note, "num WHERE n % 3 = 0", said))
    fill_rooms(cast, works)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    learn_sizes()
    print(f"{works:,} việc: nạp {perf_counter() - begin:.0f} s", file=sys.stderr)


def _agree(cast: Any) -> None:
    """Both give the same answers, or nothing is measured; each figure of the rooms has rows."""
    from bench.plain import figures, past, rows, three
    from tests.cast import TODAY

    ours = {one.key: one for one in _mirror(cast).indicators}
    for key, statements in figures().items():
        told, found = three(cast, TODAY, statements)(), ours[key]
        assert told == (found.numerator, found.denominator, found.unknown), (key, told, found)
        assert found.denominator, key
    before = _mirror(cast, PAST)
    assert dict(rows(cast, before.scope.day, past(before.scope.day))) == {k: n for k, n in before.classes.items() if n}
    print("Hai bên cùng một câu trả lời.", file=sys.stderr)


def _mirror(cast: Any, back: int = 0) -> Any:
    """Of the whole tree, today or so many days ago."""
    from dataclasses import replace

    from dondoc.mirror.queries import Mirror
    from dondoc.mirror.scope import Scope
    from tests.cast import AT, TODAY

    day = TODAY - timedelta(days=back)
    return Mirror(replace(cast.leader, memo={}), Scope(cast.root, day, AT), is_today=not back)


def _compare(cast: Any, works: int) -> None:
    """Each part of the page, and the whole of it."""
    from django.db import connection

    lines, ours_all, plain_all = [], 0.0, 0.0
    for name, ours, plain in _parts(cast):
        times = [(busy(run, _beside(), TURNS)) for run in (ours, plain)]
        ours_all, plain_all = ours_all + times[0], plain_all + times[1]
        lines.append((name, times[1] * 1000, times[0] * 1000, times[0] / times[1]))
    lines.append(("cả trang", plain_all * 1000, ours_all * 1000, ours_all / plain_all))
    said = f"{works:,}".replace(",", ".")
    table(f"Soi đơn vị gốc, {said} việc ({connection.vendor}; bận của bộ xử lý, trung vị {TURNS} lần)",
          ("phần", "SQL tự viết, ms", "dondoc, ms", "lần"), lines)  # fmt: skip
    whole = ours_all / plain_all
    print(f"\nCả trang {whole:.2f} lần, giới hạn {LIMIT}: {'đạt' if whole <= LIMIT else 'KHÔNG ĐẠT'}.", flush=True)


def _beside() -> list[int]:
    from django.db import connection

    return [connection.connection.info.backend_pid] if connection.vendor == "postgresql" else []


def _parts(cast: Any) -> list[tuple[str, Callable[[], Any], Callable[[], Any]]]:
    """A part: what dondoc asks for it, freshly, and the same by hand."""
    from bench.plain import figures, past, rows, three
    from tests.cast import AT, TODAY

    def mirror() -> Any:
        return _mirror(cast)

    def both(*keys: str) -> Callable[[], Any]:
        runs = [three(cast, TODAY, figures()[key]) for key in keys]
        return lambda: [run() for run in runs]

    day = TODAY - timedelta(days=PAST)
    return [
        ("loại, I2, I4, I11, I12 một lần, I17, I21", lambda: mirror()._told(), _run(cast, _tallies(TODAY, AT), _days_out())),
        ("I21 chủ trì", lambda: mirror()._owned(), _run(cast, _owned())),
        ("I1", lambda: mirror()._plans(), _run(cast, *_plans())),
        ("I3", lambda: mirror().edges, _run(cast, _edges(TODAY))),
        ("I4 nội dung trống", lambda: mirror()._untouched(), _run(cast, _silent())),
        ("I5, I6", lambda: _regular(mirror()), _run(cast, _days(), _months(TODAY))),
        ("I11 định kỳ, I12, quán triệt, đôn đốc, chỉ tiêu", lambda: _rest(mirror()), both("I11.periods", "I12", "Q1", "Q2", "Q3", "D1", "C1")),
        ("cam kết", lambda: mirror().members, both("I8", "I8.review")),
        ("kiểm tra, giám sát", lambda: mirror().inspected, both("I16", "I18", "I19", "I20", "I7", "I13", "I13.files")),
        (f"loại, {PAST} ngày trước", lambda: _mirror(cast, PAST).classes, lambda: rows(cast, day, past(day))),
    ]  # fmt: skip


def _regular(mirror: Any) -> Any:
    return mirror._coverage(), mirror.regular


def _rest(mirror: Any) -> Any:
    from dondoc.mirror import studies, urges
    from dondoc.mirror.words import NEWS_COMING

    return (
        *(mirror._periods(key) for key in (NEWS_COMING, "I12")),
        mirror.studies,
        studies.attendance(mirror.sessions),
        urges.in_time(mirror.urged),
        mirror.aimed,
    )


def _run(cast: Any, *statements: str) -> Callable[[], Any]:
    runs = [_fetched(sql, {"from": cast.root.path, "to": cast.root.end}) for sql in statements]
    return lambda: [run() for run in runs]


def _quarter(name: str, day: Any) -> str:
    from dondoc.mirror.scope import quarters

    whens = " ".join(f"WHEN {name} >= '{first}' THEN {n}" for n, first in reversed(list(enumerate(quarters(day), 1))))
    return f"CASE WHEN {name} IS NULL THEN -1 WHEN {name} > '{day}' THEN 9 {whens} ELSE 0 END"


def _tallies(day: Any, at: datetime) -> str:
    from bench.plain import begun

    klass = (
        f"CASE WHEN a.state = 'DONE' THEN CASE WHEN a.done_late IS NULL THEN 'x' WHEN a.done_late THEN 'l' ELSE 't' END "
        f"WHEN a.state IN {DONE} THEN 'u' WHEN a.due_on IS NULL THEN 'n' WHEN a.due_on < '{day - timedelta(days=1)}' THEN 'o' "
        f"WHEN a.due_on < '{day}' AND u.hours_from_hanoi >= -10 THEN 'o' ELSE 'i' END"
    )
    return (
        f"SELECT {klass}, {_quarter('a.on', day)}, {_quarter('a.due_on', day)}, o.product = '', "
        f"CASE WHEN {begun('news')} THEN 1 WHEN {begun('report')} THEN 2 ELSE 0 END, "
        f"e.assignment_id IS NOT NULL, COUNT(*) FROM obligations_assignment a JOIN units_unit u ON u.id = a.unit_id "
        f"JOIN obligations_obligation o ON o.id = a.obligation_id LEFT JOIN (SELECT DISTINCT assignment_id FROM {PROOF} "
        f"WHERE withdrawn_on IS NULL) e ON e.assignment_id = a.id WHERE {ALIVE} AND {INSIDE} GROUP BY 1, 2, 3, 4, 5, 6"
    ).replace("a.on", 'a."on"')


def _owned() -> str:
    """Each database as it does it best: a row asked by the index, or all joined at once."""
    from django.db import connection

    if connection.vendor == "sqlite":
        owned = f"EXISTS (SELECT 1 FROM obligations_assignment a WHERE a.obligation_id = o.id AND {ALIVE})"
        given = ""
    else:
        owned = "g.obligation_id IS NOT NULL"
        given = f"LEFT JOIN (SELECT DISTINCT a.obligation_id FROM obligations_assignment a WHERE {ALIVE}) g ON g.obligation_id = o.id "
    return (
        f'SELECT s."on", COUNT(*), SUM(CASE WHEN {owned} THEN 1 ELSE 0 END) FROM obligations_obligation o JOIN units_unit u '
        f"ON u.id = o.unit_id JOIN obligations_obligationstep s ON s.thing_id = o.id AND s.step = 'start' {given}WHERE {INSIDE} GROUP BY 1"
    )


def _plans() -> tuple[str, str]:
    """Papers at units; the works whose words ask for a plan."""
    from django.db import connection

    like = "LIKE" if connection.vendor == "sqlite" else "ILIKE"
    names = " OR ".join(f"o.product {like} '{name}%%'" for name in ("Kế hoạch", "Chương trình"))
    words = [f"{deed} {name}" for deed in ("xây dựng", "ban hành") for name in ("kế hoạch", "chương trình")]
    asked = (
        " OR ".join(f"o.text LIKE '%%{said}%%'" for said in words)
        if like == "LIKE"
        else f"o.text ~* '{'|'.join(words)}'"
    )
    held = f"{WORKS.replace(' WHERE', ' JOIN obligations_obligation o ON o.id = a.obligation_id WHERE')}"
    return (
        f"SELECT COUNT(*) FROM (SELECT DISTINCT o.paper_id, a.unit_id {held}) x",
        f"SELECT o.paper_id, a.unit_id, a.id, a.due_on {held} AND ({names} OR {asked})",
    )


def _edges(day: Any) -> str:
    return (
        f'SELECT {_quarter("a.on", day)}, COALESCE(p.on, n.on), n.on, a.on, LENGTH(u.path), COUNT(*) FROM obligations_assignment a '
        f"JOIN units_unit u ON u.id = a.unit_id JOIN obligations_obligation o ON o.id = a.obligation_id JOIN documents_entry n "
        f"ON n.id = o.entry_id LEFT JOIN obligations_assignment p ON p.id = a.parent_id WHERE {ALIVE} AND {INSIDE} GROUP BY 1, 2, 3, 4, 5"
    ).replace("a.on", 'a."on"').replace("p.on", 'p."on"').replace("n.on", 'n."on"')  # fmt: skip


def _acted() -> str:
    return " UNION ALL ".join(f"SELECT assignment_id FROM {name}" for name in ACTS)


def _silent() -> str:
    return (
        f"SELECT COUNT(*) FROM (SELECT a.obligation_id FROM obligations_assignment a JOIN units_unit u ON u.id = a.unit_id LEFT JOIN "
        f"(SELECT DISTINCT assignment_id FROM ({_acted()}) y) e ON e.assignment_id = a.id WHERE {ALIVE} AND {INSIDE} "
        f"GROUP BY a.obligation_id HAVING MAX(e.assignment_id) IS NULL) x"
    )


def _days() -> str:
    """Every day on which something was done."""
    return " UNION ".join(
        f'SELECT e."on" FROM {name} e JOIN obligations_assignment a ON a.id = e.assignment_id JOIN units_unit u ON u.id = a.unit_id '
        f"WHERE {ALIVE} AND {INSIDE}" for name in ACTS
    )  # fmt: skip


def _months(day: Any) -> str:
    """By quarter the units given work and those that acted; by month the units that acted, and of how many months of each
    span so many were kept: what units did is gathered once."""
    from django.db import connection

    month = "substr({}, 1, 7)" if connection.vendor == "sqlite" else "to_char({}, 'YYYY-MM')"
    last = f"MAX(CASE WHEN a.state = 'DONE' THEN a.done_on ELSE {_day(day)} END)"
    acts = " UNION ".join(
        f"""SELECT a.unit_id AS unit, {month.format('e."on"')} AS month FROM {name} e JOIN obligations_assignment a ON a.id = e.assignment_id
        JOIN units_unit u ON u.id = a.unit_id WHERE {ALIVE} AND {INSIDE}""" for name in ACTS
    )  # fmt: skip
    return f"""WITH given AS MATERIALIZED (SELECT a.unit_id AS unit, {_quarter('a."on"', day)} AS q, MIN(a."on") AS begun, {last} AS ended
            {WORKS} GROUP BY 1, 2),
        acts AS MATERIALIZED ({acts}), busy AS MATERIALIZED (SELECT DISTINCT unit FROM acts),
        spans AS MATERIALIZED (SELECT unit, {month.format("MIN(begun)")} AS begun, {month.format("MAX(ended)")} AS ended FROM given GROUP BY 1),
        kept AS (SELECT s.unit, s.begun, s.ended, COUNT(m.month) AS n FROM spans s LEFT JOIN acts m ON m.unit = s.unit
            AND m.month BETWEEN s.begun AND s.ended GROUP BY 1, 2, 3)
        SELECT CAST(g.q AS varchar), '', COUNT(*), COUNT(b.unit) FROM given g LEFT JOIN busy b ON b.unit = g.unit GROUP BY 1
        UNION ALL SELECT 'all', '', COUNT(*), COUNT(b.unit) FROM spans s LEFT JOIN busy b ON b.unit = s.unit
        UNION ALL SELECT m.month, '', COUNT(*), 0 FROM spans s JOIN acts m ON m.unit = s.unit AND m.month BETWEEN s.begun AND s.ended
            GROUP BY 1
        UNION ALL SELECT begun, ended, n, COUNT(*) FROM kept GROUP BY 1, 2, 3"""


def _day(day: Any) -> str:
    from django.db import connection

    return f"'{day}'" if connection.vendor == "sqlite" else f"DATE '{day}'"


def _days_out() -> str:
    """Days from when news was asked for to when it was reported, of what is done."""
    from bench.plain import begun

    told = """(SELECT s."on" FROM obligations_assignmentstep s WHERE s.thing_id = a.id AND s.to_state IN ('SUBMITTED', 'REPORTED')
        ORDER BY s.id DESC LIMIT 1)"""
    return f"""SELECT a."on", {told} FROM obligations_assignment a JOIN units_unit u ON u.id = a.unit_id JOIN obligations_obligation o
        ON o.id = a.obligation_id WHERE a.state = 'DONE' AND a.done_late IS NOT NULL AND {INSIDE} AND {begun("news")}"""


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
