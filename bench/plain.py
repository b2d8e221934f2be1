"""Cùng những con số ấy, SQL tự viết — of the rooms beside the works: hits, of how many, unknown; and the works of a past day.

Of the whole tree, today, for who sees it: each is asked for the answer dondoc gives, and has to give it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Three = tuple[int, int, int]
ALIVE = "a.state NOT IN ('WITHDRAWN', 'HANDED_BACK')"
INSIDE = "u.path >= %(from)s AND u.path < %(to)s"
CELL = f"u.kind IN ('CHI_BO', 'CHI_BO_TRUC_THUOC') AND u.ended_on IS NULL AND {INSIDE}"
CASE = "inspecting_case c ON c.id = b.case_id AND c.deployed_on <= %(day)s"
TOLD = "EXISTS (SELECT 1 FROM inspecting_casestep s WHERE s.thing_id = c.id AND s.to_state = 'ANNOUNCED')"

PERIODS = f"""SELECT SUM(CASE WHEN o.state <> 'DUE' AND o.reported_on <= o.due_on THEN 1 ELSE 0 END), COUNT(*) FROM reminding_occurrence o
    JOIN obligations_assignment a ON a.id = o.assignment_id JOIN units_unit u ON u.id = a.unit_id
    WHERE {ALIVE} AND {INSIDE} AND o.due_on <= %(day)s AND (o.state <> 'DUE' OR o.due_on < %(day)s)"""
UNOPENED = f"""SELECT COUNT(*) FROM obligations_obligation d JOIN obligations_assignment a ON a.obligation_id = d.id
    JOIN units_unit u ON u.id = a.unit_id LEFT JOIN reminding_occurrence o ON o.assignment_id = a.id
    WHERE {ALIVE} AND {INSIDE} AND d.recurs <> '' AND o.id IS NULL"""
ASKED = f"""FROM (SELECT k.due_on AS due, h.held, w.way FROM studying_asking k JOIN units_unit u ON u.id <> k.unit_id AND {CELL}
    LEFT JOIN (SELECT p.paper_id, m.unit_id, MIN(s."on") AS held FROM studying_meetingpaper p JOIN studying_meeting m ON m.id = p.meeting_id
        JOIN studying_sitting s ON s.meeting_id = m.id AND NOT s.makes_up AND s."on" <= %(day)s GROUP BY 1, 2) h
        ON h.paper_id = k.paper_id AND h.unit_id = u.id
    LEFT JOIN studying_decision w ON w.paper_id = k.paper_id AND w.unit_id = u.id AND h.held IS NULL) x"""
STUDIED = (
    f"SELECT SUM(CASE WHEN held IS NOT NULL THEN 1 ELSE 0 END), SUM(CASE WHEN way = 'NONE' THEN 0 ELSE 1 END) {ASKED}"
)
WAITS = "held IS NULL AND due < %(day)s AND way IN ('STUDY', 'SPREAD')"
STUDIED_LATE = f"""SELECT SUM(CASE WHEN held > due OR ({WAITS}) THEN 1 ELSE 0 END),
    SUM(CASE WHEN due IS NOT NULL AND held IS NOT NULL OR ({WAITS}) THEN 1 ELSE 0 END),
    SUM(CASE WHEN way = 'NONE' OR due >= %(day)s OR (due IS NOT NULL AND held IS NOT NULL) OR ({WAITS}) THEN 0 ELSE 1 END) {ASKED}"""
CAME = f"""SELECT SUM(CASE WHEN s.total >= 5 THEN s.present END), SUM(CASE WHEN s.total >= 5 THEN s.total END),
    SUM(CASE WHEN s.total < 5 THEN 1 ELSE 0 END) FROM studying_sitting s JOIN studying_meeting m ON m.id = s.meeting_id
    JOIN units_unit u ON u.id = m.unit_id WHERE NOT s.makes_up AND s."on" <= %(day)s AND {INSIDE}"""
ANSWERED = f"""SELECT SUM(CASE WHEN r.state = 'ANSWERED' AND r.answered_on <= g.answer_on THEN 1 ELSE 0 END),
    SUM(CASE WHEN g.answer_on <= %(day)s AND (r.state = 'ANSWERED' OR g.answer_on < %(day)s) THEN 1 ELSE 0 END),
    SUM(CASE WHEN g.answer_on IS NULL THEN 1 ELSE 0 END) FROM urging_urged r JOIN urging_urge g ON g.id = r.urge_id AND g.rung = 'URGE'
    JOIN units_unit u ON u.id = r.unit_id WHERE r.state <> 'WITHDRAWN' AND {INSIDE}"""
AIMS = """SELECT SUM(CASE WHEN v.value >= 25 THEN 1 ELSE 0 END), COUNT(v.id), COUNT(*) - COUNT(v.id) FROM programmes_item i
    LEFT JOIN programmes_value v ON v.item_id = i.id"""
SIZES = """LEFT JOIN (SELECT m.unit_id, MIN(s.total) AS total FROM studying_sitting s JOIN studying_meeting m ON m.id = s.meeting_id
    WHERE s."on" < %({end})s GROUP BY 1) z ON z.unit_id = p.unit_id"""
FEW = "m.n < 5 AND COALESCE(z.total, 0) < 5"
MUST = "LEFT JOIN pledging_tally m ON m.season_id = p.id AND m.stage = 'TOTAL'"
PLEDGED = f"""SELECT SUM(CASE WHEN {FEW} THEN 0 ELSE t.n END), SUM(CASE WHEN {FEW} THEN 0 ELSE m.n END),
    SUM(CASE WHEN p.id IS NULL OR ({FEW}) THEN 1 ELSE 0 END) FROM units_unit u LEFT JOIN pledging_season p ON p.unit_id = u.id AND p.year = %(year)s
    {MUST}
    LEFT JOIN pledging_tally t ON t.season_id = p.id AND t.stage = 'HANDED_IN' {SIZES.format(end="next")} WHERE {CELL}"""
REVIEWED = f"""SELECT SUM(CASE WHEN {FEW} THEN 0 ELSE r.n END), SUM(CASE WHEN {FEW} THEN 0 ELSE t.n END),
    SUM(CASE WHEN p.id IS NULL OR ({FEW}) THEN 1 ELSE 0 END) FROM units_unit u LEFT JOIN pledging_season p ON p.unit_id = u.id AND p.year = %(year)s - 1
    {MUST}
    LEFT JOIN pledging_tally t ON t.season_id = p.id AND t.stage = 'HANDED_IN'
    LEFT JOIN pledging_tally r ON r.season_id = p.id AND r.stage = 'YEAR_END' {SIZES.format(end="begin")} WHERE {CELL}"""
FOUND = f"""inspecting_finding f JOIN inspecting_case c ON c.id = f.case_id AND {TOLD} JOIN inspecting_body b ON b.id = f.body_id
    JOIN units_unit u ON u.id = b.unit_id AND {INSIDE}"""
REMEDIED = f"SELECT SUM(CASE WHEN f.closed_on <= %(day)s THEN 1 ELSE 0 END), COUNT(*) FROM {FOUND} WHERE f.answered <> 'ACCEPTED'"
AGAIN = f"""SELECT SUM(CASE WHEN x.first < x.told THEN 1 ELSE 0 END), COUNT(x.first), COUNT(*) - COUNT(x.first) FROM (
    SELECT f.id, c.announced_on AS told, MIN(e.first) AS first FROM {FOUND} LEFT JOIN inspecting_findingpaper p ON p.finding_id = f.id
    LEFT JOIN (SELECT b.unit_id, p.paper_id, MIN(c.announced_on) AS first FROM {FOUND} JOIN inspecting_findingpaper p ON p.finding_id = f.id
        WHERE f.answered <> 'ACCEPTED' GROUP BY 1, 2) e ON e.unit_id = b.unit_id AND e.paper_id = p.paper_id
    WHERE f.answered <> 'ACCEPTED' GROUP BY f.id, c.announced_on) x"""
LINES = f"""SELECT SUM(CASE WHEN x.done THEN 1 ELSE 0 END), COUNT(*) FROM (SELECT COALESCE(l.when_until, g.until_on) AS by_on,
    EXISTS (SELECT 1 FROM inspecting_case c WHERE c.line_id = l.id AND {TOLD}) AS done FROM inspecting_line l
    JOIN inspecting_inspectionprogramme g ON g.id = l.programme_id JOIN units_unit u ON u.id = g.body_id AND {INSIDE}) x
    WHERE x.done OR x.by_on < %(day)s"""
ACTS = " UNION ALL ".join(
    f'SELECT assignment_id, "on" FROM implementation_{name} WHERE "on" <= %(day)s' for name in ("plan", "note", "proving", "report")
)  # fmt: skip
OUTLINE = f"""SELECT SUM(x.done), SUM(x.asked), SUM(CASE WHEN x.asked > 0 THEN 0 ELSE 1 END) FROM (SELECT b.id,
    CASE WHEN {{sent}} THEN (SELECT COUNT(*) FROM inspecting_answer y WHERE y.body_id = b.id AND (y.shown_at IS NOT NULL OR EXISTS
        (SELECT 1 FROM inspecting_documentrequest q WHERE q.body_id = b.id AND q.row_id = y.row_id AND q.document_id IS NOT NULL
        AND q.supplied_on <= %(day)s))) ELSE 0 END AS done,
    CASE WHEN {{sent}} THEN (SELECT COUNT(*) FROM inspecting_outlinerow r WHERE r.case_id = c.id) ELSE 0 END AS asked
    FROM inspecting_body b JOIN {CASE} JOIN units_unit u ON u.id = b.unit_id AND {INSIDE}) x"""
SENT = """(c.report_due_on < %(day)s OR EXISTS (SELECT 1 FROM inspecting_document o WHERE o.body_id = b.id AND o.what = 'SELF_REPORT'
    AND o."on" <= %(day)s AND o.returned_at IS NULL))"""
FILES = f"""SELECT SUM(x.done), SUM(x.asked), SUM(CASE WHEN x.asked > 0 THEN 0 ELSE 1 END) FROM (SELECT b.id, COUNT(q.supplied_on) AS done,
    COUNT(q.id) AS asked FROM inspecting_body b JOIN {CASE} JOIN units_unit u ON u.id = b.unit_id AND {INSIDE}
    LEFT JOIN inspecting_documentrequest q ON q.body_id = b.id AND q.asked_on <= %(day)s AND q.withdrawn_on IS NULL
    AND (q.supplied_on <= %(day)s OR q.due_on < %(day)s) GROUP BY b.id) x"""


def figures() -> dict[str, tuple[str, ...]]:
    """By indicator, one or more statements of one row."""
    return {
        "I11.periods": (_of_news(PERIODS), _of_news(UNOPENED)), "I12": (PERIODS, UNOPENED), "Q1": (STUDIED,), "Q2": (STUDIED_LATE,), "Q3": (CAME,), "D1": (ANSWERED,), "C1": (AIMS,), "I8": (PLEDGED,),
        "I8.review": (REVIEWED,), "I16": (REMEDIED,), "I18": (AGAIN,), "I19": (LINES,), "I20": (_dossiers(),), "I7": (_before(),),
        "I13": (OUTLINE.format(sent=SENT),), "I13.files": (FILES,),
    }  # fmt: skip


def begun(product: str, name: str = "o") -> str:
    """The product begins with the words of its sort, in small letters or large."""
    from django.db import connection

    from dondoc.mirror.rules import PRODUCTS

    like = "LIKE" if connection.vendor == "sqlite" else "ILIKE"
    told = " OR ".join(f"{name}.product {like} '{word}%%'" for word in PRODUCTS[product])
    return f"{name}.product <> '' AND ({told})"


def _of_news(sql: str) -> str:
    return sql.replace(
        "WHERE", f"JOIN obligations_obligation w ON w.id = a.obligation_id AND {begun('news', 'w')} WHERE", 1
    )


def _dossiers() -> str:
    """Documents there, of the fifteen."""
    from dondoc.inspecting.kinds import dossier, kinds
    from tests.inspecting.making import KIND

    asked = dossier(kinds()[KIND])
    names = ", ".join(f"'{what}'" for what in asked)
    return f"""SELECT SUM(x.n), {len(asked)} * COUNT(*) FROM (SELECT c.id, COUNT(DISTINCT o.what) AS n FROM inspecting_case c
        JOIN units_unit u ON u.id = c.body_id AND {INSIDE} LEFT JOIN inspecting_document o ON o.case_id = c.id AND o.what IN ({names})
        AND o."on" <= %(day)s WHERE {TOLD} GROUP BY c.id) x"""


def _before() -> str:
    """Acts of the thirty days and of the year before the team came, of the inspected and all below."""
    from django.db import connection

    def ago(days: int) -> str:
        return f"date(c.deployed_on, '-{days} day')" if connection.vendor == "sqlite" else f"(c.deployed_on - {days})"

    end = "substr(u.path, 1, length(u.path) - 1) || '0'"
    return f"""SELECT SUM(x.hit), SUM(x.n), SUM(CASE WHEN x.n > 0 THEN 0 ELSE 1 END) FROM (SELECT b.id, COUNT(e.assignment_id) AS n,
        SUM(CASE WHEN e."on" >= {ago(30)} THEN 1 ELSE 0 END) AS hit FROM inspecting_body b JOIN {CASE} JOIN units_unit u ON u.id = b.unit_id
        AND {INSIDE} LEFT JOIN units_unit w ON w.path >= u.path AND w.path < {end} LEFT JOIN obligations_assignment a ON a.unit_id = w.id
        LEFT JOIN ({ACTS}) e ON e.assignment_id = a.id AND e."on" >= {ago(365)} AND e."on" < c.deployed_on GROUP BY b.id) x"""


def past(day: date) -> str:
    """The classes of the works as a past day ended, from the dated rows alone."""
    last = 'ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY id DESC) AS turn FROM {table} WHERE "on" <= %(day)s'
    steps = last.format(key="thing_id", table="obligations_assignmentstep")
    dues = last.format(key="assignment_id", table="obligations_dueday")
    return f"""SELECT CASE WHEN s.to_state = 'DONE' THEN CASE WHEN a.done_late IS NULL THEN 'done_undated' WHEN a.done_late THEN 'done_late'
        ELSE 'in_time' END WHEN s.to_state IN ('SUBMITTED', 'REPORTED', 'UNANSWERED') THEN 'unconfirmed' WHEN d.due_on IS NULL AND o.recurs LIKE 'FREQ=%%' THEN 'recurring' WHEN d.due_on IS NULL THEN 'undated'
        WHEN d.due_on < '{day - timedelta(days=1)}' OR (d.due_on < '{day}' AND u.hours_from_hanoi >= 0) THEN 'open_late' ELSE 'in_term' END, COUNT(*)
        FROM obligations_assignment a JOIN units_unit u ON u.id = a.unit_id AND {INSIDE} JOIN obligations_obligation o ON o.id = a.obligation_id
        JOIN (SELECT thing_id, to_state, {steps}) s ON s.thing_id = a.id AND s.turn = 1 AND s.to_state NOT IN ('WITHDRAWN', 'HANDED_BACK')
        JOIN (SELECT assignment_id, due_on, {dues}) d ON d.assignment_id = a.id AND d.turn = 1 GROUP BY 1"""


def rows(cast: Any, day: date, sql: str) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            {
                "from": cast.root.path,
                "to": cast.root.end,
                "day": day.isoformat(),
                "year": day.year,
                "begin": f"{day.year}-01-01",
                "next": f"{day.year + 1}-01-01",
            },
        )
        return list(cursor.fetchall())


def three(cast: Any, day: date, statements: tuple[str, ...]) -> Callable[[], Three]:
    """The numbers of the statements, one after another."""

    def run() -> Three:
        found = [int(n or 0) for sql in statements for n in rows(cast, day, sql)[0]]
        hit, of, unknown = (*found, 0, 0)[:3]
        return hit, of, unknown

    return run
