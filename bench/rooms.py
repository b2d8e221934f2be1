"""Đổ các phòng — periods, urging, studying, commitments, targets, inspections: some rows by acts, the others made of them by the database.

Every number turns at a length of its own, so that each figure has what hits, what does not, and what cannot be said.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from bench.filling import BASE, DUTIES, _insert
from dondoc.inspecting.findings import Answer, Document, Finding, FindingPaper, OutlineRow
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body, Case, CaseStep, ScopePaper
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.requests import DocumentRequest
from dondoc.obligations.models import Counter
from dondoc.pledging.models import Season, Tally
from dondoc.reminding.models import Occurrence, OccurrenceStep
from dondoc.studying.models import Asking, Decision, Meeting, MeetingPaper, Sitting
from dondoc.units.models import Unit
from dondoc.urging.models import Urge, Urged, UrgedStep
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import PLACE, a_case, a_line
from tests.making import an_assignment, an_entry, an_obligation
from tests.programmes.making import a_programme, a_target, a_value
from tests.studying.making import an_asking
from tests.urging.making import urged

CELLS = "num JOIN cell ON cell.k = n"
PERIOD, CALLED = "n % 20 = 3", "n % 50 = 7"  # works that come round; works that were urged
KEPT = "n % 3 > 0"  # of those, told
SAID = "CASE WHEN n % 5 = 0 THEN due.day ELSE date('2026-11-20') END"


def fill_rooms(cast: Cast, works: int) -> None:
    """The rooms beside the works, over the units and works there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE cell (k bigint PRIMARY KEY, unit bigint)")
        cells = Unit.objects.below(cast.root).filter(kind="CHI_BO").order_by("path").values_list("pk", flat=True)
        cursor.executemany("INSERT INTO cell VALUES (%s, %s)", list(enumerate(cells)))
        Counter.objects.create(
            unit=cast.root, year=TODAY.year, next_number=works + 1
        )  # after the numbers that were made
        urges, askings = _begin(cast)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        for model, source, values in [*_periods(), *_urged(urges), *_studied(askings), *_pledged(TODAY.year)]:
            cursor.execute(_insert(model, source, values))
        cursor.execute(
            f"UPDATE obligations_obligation SET recurs = 'FREQ=WEEKLY;BYDAY=MO', product = CASE (id - {BASE}) % 20 WHEN 3 THEN 'Bản tin tuần' ELSE '' END WHERE id >= {BASE} AND (id - {BASE}) % 20 IN (3, 4)"
        )
        _inspected(cast, cursor, max(10, len(cells) // 100))


def _begin(cast: Cast) -> tuple[list[Urge], list[Asking]]:
    """By acts: a programme of thirty targets, three urgings, three papers to be studied."""
    programme = a_programme(cast)
    for n in range(30):
        target = a_target(cast, programme, f"Chỉ tiêu {n}")
        if n % 5:
            a_value(cast, target, 20 + n % 9)
    share = an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "90001")))
    urges = [
        urged(cast, [share], on=TODAY - timedelta(days=3), answer_on=day)
        for day in (TODAY - timedelta(days=1), TODAY, None)
    ]
    dues = (TODAY - timedelta(days=9), TODAY - timedelta(days=1), None)
    askings = [
        an_asking(cast, an_entry(cast, str(90010 + n)), due_on=due, due_source="mục 2" if due else "")
        for n, due in enumerate(dues)
    ]
    return urges, askings


Made = tuple[type[models.Model], str, dict[str, str]]


def _periods() -> list[Made]:
    """A period of each twentieth work; the work after it comes round too, and has none."""
    me, step = f"{BASE} + n", {"thing": f"{BASE} + n", "on": "'2021-12-01'"}
    state = f"CASE WHEN {KEPT} THEN 'REPORTED' ELSE 'DUE' END"
    told = f"CASE WHEN {KEPT} THEN {SAID} END"
    where = f"{DUTIES} WHERE {PERIOD}"
    return [
        (Occurrence, where, {"assignment": me, "due_on": "due.day", "state": state, "reported_on": told}),
        (OccurrenceStep, where, {**step, "id": f"2 * ({me})", "step": "'start'", "to_state": "'DUE'"}),
        (
            OccurrenceStep,
            f"{where} AND {KEPT}",
            {**step, "id": f"2 * ({me}) + 1", "step": "'report'", "to_state": "'REPORTED'", "on": SAID},
        ),
    ]


def _urged(urges: list[Urge]) -> list[Made]:
    me, urge = (
        f"{BASE} + n",
        "CASE n / 50 % 3 " + " ".join(f"WHEN {n} THEN {row.pk}" for n, row in enumerate(urges)) + " END",
    )
    where, day = f"{DUTIES} WHERE {CALLED}", f"'{TODAY - timedelta(days=1)}'"
    step = {"thing": me, "on": f"'{TODAY - timedelta(days=3)}'"}
    answered = f"CASE WHEN {KEPT} THEN date({day}) END"
    return [
        (Urged, where, {"urge": urge, "assignment": me, "unit": "place.unit", "state": f"CASE WHEN {KEPT} THEN 'ANSWERED' ELSE 'SENT' END",
                        "received_on": answered, "answered_on": answered}),
        (UrgedStep, where, {**step, "id": f"2 * ({me})", "step": "'start'", "to_state": "'SENT'"}),
        (UrgedStep, f"{where} AND {KEPT}", {**step, "id": f"2 * ({me}) + 1", "step": "'answer'", "to_state": "'ANSWERED'", "on": day}),
    ]  # fmt: skip


def _studied(askings: list[Asking]) -> list[Made]:
    """Two cells of three held a session, of one paper each; every fifth of the rest decided not to, the others have yet to."""
    me, paper = (
        f"{BASE} + n",
        "CASE n % 3 " + " ".join(f"WHEN {n} THEN {row.paper_id}" for n, row in enumerate(askings)) + " END",
    )
    held, rest = f"{CELLS} WHERE n % 9 < 6", f"{CELLS} WHERE n % 9 > 5"
    on = f"CASE WHEN n % 4 = 0 THEN date('{TODAY}') ELSE date('{TODAY - timedelta(days=20)}') END"
    return [
        (Meeting, held, {"unit": "cell.unit", "on": on}),
        (MeetingPaper, held, {"meeting": me, "paper": paper}),
        (Sitting, held, {"meeting": me, "on": on, "form": "'IN_PERSON'", "present": "3 + n % 4", "total": "CASE WHEN n % 7 > 0 THEN 4 + n % 8 + 2 ELSE 4 END"}),
        (Decision, rest, {"unit": "cell.unit", "paper": paper, "way": "CASE WHEN n % 5 = 0 THEN 'NONE' ELSE 'STUDY' END", "reason": "'Đã kết hợp'",
                          "on": f"'{TODAY - timedelta(days=30)}'"}),
    ]  # fmt: skip


def _pledged(year: int) -> list[Made]:
    """Nine cells of ten told their number; some are few."""
    found: list[Made] = []
    for back in (0, 1):
        me, where = f"2 * ({BASE} + n) + {back}", f"{CELLS} WHERE n % 10 > {back}"
        total, count = (
            "3 + n % 17",
            {"season": f"2 * ({BASE} + n) + {back}", "on": f"'{year - back}-12-01'" if back else "'2026-02-01'"},
        )
        stages = (("TOTAL", total), ("HANDED_IN", f"({total}) - n % 3"), ("YEAR_END", f"({total}) - 3"))[: 2 + back]
        found.append(
            (
                Season,
                where,
                {
                    "id": me,
                    "unit": "cell.unit",
                    "year": str(year - back),
                    "keeps_list": "FALSE",
                    "public_id": _code(f"S{back}"),
                },
            )
        )
        found += [(Tally, where, {**count, "id": f"6 * ({BASE} + n) + {3 * back + place}", "stage": f"'{stage}'", "n": n, "public_id": _code(f"{place}{back}")}) for place, (stage, n) in enumerate(stages)]  # fmt: skip
    return found


def _code(first: str) -> str:
    """A public id of ten characters where a table is filled more than once for a number."""
    return f"'{first}' || substr(CAST(100000000 + n AS text), 2)"


COPIED: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Line, "cases", ()), (Case, "", ("line",)), (CaseStep, "thing", ("thing",)), (ScopePaper, "case", ("case",)), (OutlineRow, "case", ("case",)),
    (Body, "case", ("case",)), (Answer, "row__case", ("row", "body")), (Document, "case", ("case", "body")),
    (Finding, "case", ("case", "body", "row")), (FindingPaper, "finding__case", ("finding",)),
    (DocumentRequest, "case", ("case", "body", "row", "document")),
)  # fmt: skip
DAYS = {CaseStep: ("on",), Case: ("deployed_on", "announced_on"), Document: ("on",)}


def _inspected(cast: Cast, cursor: Any, many: int) -> None:
    """Three cases walked by acts — closed, announced, deployed and asked for documents — and so many like them elsewhere."""
    from dondoc.inspecting.actions.asking import ask_documents, supply

    made = [a_case(cast, state, line=a_line(cast, when_until=TODAY - timedelta(days=1))) for state in (State.CLOSED, State.ANNOUNCED, State.DEPLOYED)]  # fmt: skip
    for body in made[2].bodies.all():
        asked = [ask_documents(body=body, text=f"Sổ {n}", due_on=TODAY, by=cast.clerk, at=AT) for n in range(2)]
        supply(
            request=asked[0],
            doc=PLACE,
            on=TODAY,
            by=cast.doer if body.unit_id == cast.cell.pk else cast.stranger,
            at=AT,
        )
    stride = 1 + max(model.objects.aggregate(n=Max("pk"))["n"] or 0 for model, _path, _keys in COPIED)  # type: ignore[attr-defined]
    for model, path, keys in COPIED:
        rows = model._default_manager.filter(**{f"{path or 'pk'}__in": [case.pk for case in made]})
        cursor.execute(_copied(model, rows, keys, stride, f"n BETWEEN 1 AND {many // 3}"))


def _copied(model: type[models.Model], rows: Any, keys: tuple[str, ...], stride: int, where: str) -> str:
    """Each of these rows again so often, a stride of ids further; of another unit and day each time."""
    table, far = model._meta.db_table, f"{BASE} + n * {stride}"
    said = {"id": f"{far} + t.id"} | {key: f"{far} + t.{key}_id" for key in keys}
    said |= {
        day: f"CASE WHEN t.{_quoted(day)} IS NULL THEN NULL ELSE (SELECT day FROM due WHERE k = 1500 - n % 400) END"
        for day in DAYS.get(model, ())
    }
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    if any(field.name == "public_id" for field in fields):
        said["public_id"] = f"'K' || substr(CAST(1000000000 + {far} + t.id AS text), 2)"
    if model is Body:
        said["unit"] = "(SELECT unit FROM cell WHERE k = (n * 7 + t.id) % (SELECT COUNT(*) FROM cell))"
    chosen = ", ".join(said.get(field.name) or f't."{field.column}"' for field in fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    ids = ", ".join(map(str, rows.values_list("pk", flat=True))) or "0"
    return f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table} t, num WHERE t.id IN ({ids}) AND {where}"


def _quoted(name: str) -> str:
    return f'"{name}"'
