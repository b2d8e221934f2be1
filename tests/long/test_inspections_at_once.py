"""Mười cuộc trong một tuần — thirty people write at once, forty rows by twelve units each: no edit is lost, a step is taken once."""

from __future__ import annotations

import random
import threading
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from django.db import connections

from dondoc.inspecting.actions import reporting, working
from dondoc.inspecting.findings import Answer, OutlineRow
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Body, Case, CaseStep
from dondoc.inspecting.queries import answer_stamp
from dondoc.journal.queries import verify
from dondoc.shared.acts import Refused
from dondoc.units.actions import establish
from dondoc.units.models import Kind
from tests.cast import AT, BEGAN, TODAY, Cast, the_house
from tests.inspecting.making import a_case

pytestmark = [pytest.mark.long, pytest.mark.acts, pytest.mark.django_db(transaction=True)]
CASES, UNITS, ROWS, PEOPLE, EDITS = 10, 12, 40, 30, 20
Place = tuple[int, int]  # a body, a row


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return the_house()


def the_cases(cast: Cast, upto: str) -> list[Case]:
    """Each of twelve units, all told, with an outline of forty rows."""
    cells = [
        establish(parent=cast.branch, name=f"Chi bộ Mẫu {n}", kind=Kind.CHI_BO, on=BEGAN, by=cast.setup, at=AT)
        for n in range(UNITS - 2)
    ]
    cases = [a_case(cast, upto) for _n in range(CASES)]
    for case in cases:
        first = case.outline.count() + 1
        OutlineRow.objects.bulk_create(OutlineRow(case=case, number=n, text=f"Mục {n}") for n in range(first, ROWS + 1))
        Body.objects.bulk_create(Body(case=case, unit=cell, told_on=TODAY) for cell in cells)
    return cases


def together(run: Callable[[int], None], people: int) -> None:
    """So many at once; what one of them could not do for a fault is raised here."""
    faults: list[BaseException] = []

    def one(place: int) -> None:
        try:
            run(place)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    pool = [threading.Thread(target=one, args=(place,)) for place in range(people)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join(600)
    if faults:
        raise faults[0]


@pytest.mark.timeout(1800)
def test_thirty_who_write_at_once_lose_nothing_of_each_other(cast: Cast) -> None:
    cases = the_cases(cast, State.DEPLOYED)
    rows = {case.pk: list(case.outline.all()) for case in cases}
    bodies = [
        body
        for case in cases
        for body in case.bodies.filter(reported_on__isnull=True).select_related("case__body", "unit")
    ]
    assert len(bodies) == CASES * UNITS and all(len(found) == ROWS for found in rows.values())
    wrote: dict[Place, list[tuple[str, str]]] = defaultdict(list)
    met, lock = Counter[str](), threading.Lock()

    def write(person: int) -> None:
        chance = random.Random(person)
        for turn in range(EDITS):
            body = chance.choice(bodies[:3] if turn % 2 else bodies)  # half of them where others write too
            row = chance.choice(rows[body.case_id][:3] if turn % 2 else rows[body.case_id])
            place, seen = (body.pk, row.pk), answer_stamp(Answer.objects.filter(body=body, row=row).first())
            text = f"{person}.{turn}"
            try:
                reporting.answer_outline(body=body, row=row, text=text, by=cast.setup, at=AT, was=seen)
            except Refused as refused:
                assert "đã được người khác ghi" in str(refused)
                met["told"] += 1
                continue
            with lock:
                wrote[place].append((seen, text))

    together(write, PEOPLE)
    assert met["told"] > 0, "nobody met anybody: nothing was tried"
    for (body_pk, row_pk), told in wrote.items():
        seen = [was for was, _text in told]
        assert len(seen) == len(set(seen)), "two wrote over the same words, and one never saw the other's"
        last = Answer.objects.get(body=body_pk, row=row_pk)
        stamps = {answer_stamp(Answer(text=text, is_none=False, takes="")) for _was, text in told}
        assert stamps - set(seen) == {answer_stamp(last)}, "each was seen by who came next, the last one stands"
    assert Answer.objects.count() == len(wrote)
    assert sum(map(len, wrote.values())) + met["told"] == PEOPLE * EDITS
    assert verify().broken is None


@pytest.mark.timeout(1800)
def test_a_step_that_many_press_at_once_is_taken_once_in_each_case(cast: Cast) -> None:
    cases = [a_case(cast, State.REPORTED) for _n in range(CASES)]
    said, lock = Counter[str](), threading.Lock()

    def press(person: int) -> None:
        for case in cases:
            try:
                working.verify(case=Case.objects.get(pk=case.pk), by=cast.clerk, at=AT)
                word = "done"
            except Refused:
                word = "refused"
            with lock:
                said[word] += 1

    together(press, 6)
    assert said == {"done": CASES, "refused": 5 * CASES}
    assert CaseStep.objects.filter(step="verify").count() == CASES
    assert verify().broken is None
