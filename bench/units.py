"""Cây 100.000 đơn vị — subtree questions beside the same range in plain SQL, in one run; a move, a merge in parts, on one database.

Run by `python -m bench units`, in a process with a data folder and a database of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from bench.measure import table

TURNS = 31
LIMIT = 1.5
COUNT = "SELECT COUNT(*) FROM units_unit WHERE path >= %s AND path < %s"
ROWS = "SELECT id, name FROM units_unit WHERE path >= %s AND path < %s ORDER BY path, id LIMIT 50"
ALL = "SELECT id FROM units_unit WHERE path >= %s AND path < %s"
PLACED = (
    "SELECT COUNT(*) FROM units_unit WHERE id IN (SELECT unit_id FROM units_placement WHERE path >= %s AND path < %s "
    "AND from_on <= %s AND (until_on IS NULL OR until_on >= %s))"
)


def main(size: int, work: int) -> None:
    """Build a tree, ask of subtrees of each size, then move a tenth of it and merge a unit that owes a great deal."""
    cast = _set_up()
    tops = _grow(cast, size)
    _subtrees(cast, tops)
    _changes(cast, tops, work)


def _set_up() -> Any:
    import django

    django.setup()
    from django.db import transaction

    from dondoc.cli.ready import prepare_place
    from tests.cast import a_house

    prepare_place()
    with transaction.atomic():
        return a_house()


def _grow(cast: Any, size: int) -> dict[str, Any]:
    """Ten below each, level by level, as the acts would have left them; the heads of subtrees of several sizes."""
    from django.db import connection, transaction

    from dondoc.cli.house import learn_sizes
    from dondoc.units.actions.placing import trait_of
    from dondoc.units.models import Placement, Unit, UnitName
    from dondoc.units.rules import step
    from tests.cast import BEGAN

    begin = perf_counter()
    above, made = [cast.board.path], 0
    with transaction.atomic():
        while made < size:
            paths = [path + step(n) for path in above for n in range(1, 11)][: size - made]
            Unit.objects.bulk_create(
                (Unit(tree="party", kind="CHI_BO", name=f"Chi bộ {path}", search=path, sort_key=path, path=path, began_on=BEGAN) for path in paths),
                batch_size=2000,
            )  # fmt: skip
            above, made = paths, made + len(paths)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE units_unit SET parent_id = (SELECT p.id FROM units_unit p WHERE p.path = SUBSTR(units_unit.path, 1, LENGTH(units_unit.path) - 5)) WHERE parent_id IS NULL AND LENGTH(path) > 5")  # fmt: skip
        rows = list(Unit.objects.filter(placements=None, names=None).exclude(tree="outside"))
        Placement.objects.bulk_create((Placement(unit=u, path=u.path, from_on=BEGAN) for u in rows), batch_size=2000)
        UnitName.objects.bulk_create(
            (UnitName(unit=u, name=u.name, search=u.search, from_on=BEGAN) for u in rows), batch_size=2000
        )
        type(trait_of(cast.board, BEGAN)).objects.bulk_create((trait_of(u, BEGAN) for u in rows), batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    learn_sizes()
    print(f"{Unit.objects.count():,} đơn vị: nạp {perf_counter() - begin:.0f} s", file=sys.stderr)
    first = cast.board.path
    heads = [first + "".join(step(1) for _level in range(depth)) for depth in range(4)]
    return {
        f"{Unit.objects.below(Unit.objects.get(path=path)).count():,}".replace(",", "."): Unit.objects.get(path=path)
        for path in heads
    }


def _in_turn(*runs: Callable[[], Any]) -> list[list[float]]:
    """Milliseconds of each, asked in turn so often: what else the machine does falls on all alike."""
    times: list[list[float]] = [[] for _run in runs]
    for turn in range(TURNS + 1):
        for place, run in enumerate(runs):
            begin = perf_counter()
            run()
            if turn:
                times[place].append((perf_counter() - begin) * 1000)
    return times


def _fetched(sql: str, values: Any) -> Callable[[], Any]:
    from django.db import connection

    def run() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()

    return run


def _subtrees(cast: Any, tops: dict[str, Any]) -> None:
    """The statement dondoc sends, bare, beside the range written by hand; and the whole call, with what Django adds to it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from dondoc.units.models import Unit
    from dondoc.units.queries import below_on
    from tests.cast import TODAY

    lines, worst = [], 0.0
    for size, unit in tops.items():
        ends = [unit.path, unit.end]
        asked: list[tuple[str, Callable[[], Any], str, list[Any]]] = [
            ("đếm", lambda unit=unit: Unit.objects.below(unit).count(), COUNT, ends),
            ("50 dòng đầu", lambda unit=unit: list(Unit.objects.below(unit).order_by("path", "id").values_list("id", "name")[:50]), ROWS, ends),
            ("mọi mã", lambda unit=unit: list(Unit.objects.below(unit).values_list("pk", flat=True)), ALL, ends),
            ("đếm, vào một ngày", lambda unit=unit: below_on(unit, TODAY).count(), PLACED, [*ends, TODAY, TODAY]),
        ]  # fmt: skip
        for name, ours, sql, values in asked:
            with CaptureQueriesContext(connection) as sent:
                ours()
            statement = sent[-1]["sql"].replace("%", "%%")
            bare, plain, whole = _in_turn(_fetched(statement, None), _fetched(sql, values), ours)
            ratio = median(a / b for a, b in zip(bare, plain, strict=True))
            worst = max(worst, ratio)
            lines.append((size, name, median(plain), median(bare), ratio, median(whole)))
    heads = ("đơn vị trong nhánh", "hỏi gì", "SQL tự viết, ms", "SQL của dondoc, ms", "lần", "cả lời gọi, ms")
    table(f"Nhánh của cây (trung vị {TURNS} lần, hỏi xen kẽ)", heads, lines)
    print(f"\nLần lớn nhất {worst:.2f}, giới hạn {LIMIT}: {'đạt' if worst <= LIMIT else 'KHÔNG ĐẠT'}.")
    if worst > LIMIT:
        raise SystemExit(1)


def _changes(cast: Any, tops: dict[str, Any], work: int) -> None:
    """How long the tree is held by a move, and the writer by the longest part of a merge."""
    from django.db import connection

    from dondoc.units import actions as units
    from dondoc.units.models import Unit
    from tests.cast import AT, TODAY

    lines: list[tuple[Any, ...]] = []
    for size, unit in list(tops.items())[:2][::-1]:
        begin = perf_counter()
        units.move(
            unit=Unit.objects.get(pk=unit.pk), parent=Unit.objects.get(pk=cast.home.pk), by=cast.setup, at=AT, on=TODAY
        )
        lines.append((f"chuyển nhánh {size} đơn vị sang cấp trên khác, ms", round((perf_counter() - begin) * 1000)))
    parts, total = _merge(cast, work)
    lines += [("sáp nhập đơn vị nợ {} việc, chuyển dần: cả lần, s".format(f"{work:,}".replace(",", ".")), round(total, 1)),
              ("  giao dịch dài nhất, ms", round(max(parts) * 1000)), ("  giao dịch giữa, ms", round(median(parts) * 1000))]  # fmt: skip
    table(f"Sắp xếp ({connection.vendor})", ("gì", "số"), lines)


def _merge(cast: Any, work: int) -> tuple[list[float], float]:
    """A cell that owes so much is merged as a job; how long each transaction held the writer."""
    from django.db import connection, transaction

    from dondoc.jobs.worker import work_once
    from dondoc.obligations.models import Assignment, AssignmentStep, Obligation
    from dondoc.reorganising.actions.merging import merge
    from dondoc.units.models import Unit
    from dondoc.units.rules import Decision
    from tests.cast import AT, TODAY
    from tests.making import an_entry, an_obligation

    entry = an_entry(cast)
    first = an_obligation(cast, entry)
    with transaction.atomic():
        duties = Obligation.objects.bulk_create(
            (Obligation(paper=entry.paper, entry=entry, unit=cast.root, year=2026, number=1000 + n, text=f"Việc {n}", at=AT) for n in range(work)),
            batch_size=1000,
        )  # fmt: skip
        shares = Assignment.objects.bulk_create(
            (Assignment(obligation=duty, unit=cast.cell, giver=cast.root, on=TODAY, at=AT) for duty in duties),
            batch_size=1000,
        )
        AssignmentStep.objects.bulk_create(
            (AssignmentStep(thing=row, step="start", to_state="ISSUED", on=TODAY, at=AT) for row in shares),
            batch_size=1000,
        )
    assert first.pk
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    merge(
        units=[Unit.objects.get(pk=cast.cell.pk)],
        into=Unit.objects.get(pk=cast.branch.pk),
        on=TODAY,
        by=cast.setup,
        at=AT,
        decision=Decision("1-QĐ"),
    )
    held: list[float] = []
    begin = perf_counter()
    with _timed(held):
        assert work_once(lambda: AT, is_long=True)
    total = perf_counter() - begin
    assert not Assignment.objects.filter(unit=cast.cell).exists()
    return held, total


class _timed:  # noqa: N801 - read as a word
    """Each outermost transaction, from its first statement to its end."""

    def __init__(self, held: list[float]) -> None:
        self.held, self.depth, self.begun = held, 0, 0.0

    def __enter__(self) -> None:
        from django.db import transaction

        self.was = transaction.Atomic.__enter__, transaction.Atomic.__exit__
        enter, leave, outer = *self.was, self

        def began(atomic: Any) -> Any:
            if outer.depth == 0:
                outer.begun = perf_counter()
            outer.depth += 1
            return enter(atomic)

        def ended(atomic: Any, *problem: Any) -> Any:
            done = leave(atomic, *problem)
            outer.depth -= 1
            if outer.depth == 0:
                outer.held.append(perf_counter() - outer.begun)
            return done

        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = began, ended  # type: ignore[method-assign]

    def __exit__(self, *problem: object) -> None:
        from django.db import transaction

        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = self.was  # type: ignore[method-assign]


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
