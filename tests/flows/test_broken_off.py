"""Ngắt ở từng câu lệnh — whatever write fails, nothing of the act stays: no row, no line, no half step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from dondoc.documents.actions import uploads
from dondoc.documents.actions.registering import register
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Upload
from dondoc.implementation.actions import closing, extending
from dondoc.obligations.actions.assigning import accept
from dondoc.reading import read
from dondoc.reorganising.actions.merging import merge
from dondoc.shared import files
from dondoc.units.actions.handing import hand_over
from dondoc.units.models import Holding
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_assignment, an_obligation, evidence, fields
from tests.ring import IS_LONG

pytestmark = pytest.mark.acts
Run = Callable[[], Any]
FEW = 40  # an act of more writes is broken off at every fourth, in `make long` at each


class Broken(Exception):
    """The power went out here."""


def _upload(cast: Cast) -> Upload:
    return uploads.upload(unit=cast.root, data="Báo cáo".encode(), file_name="a.txt", by=cast.clerk, at=AT)


def _taking(cast: Cast, **over: Any) -> Run:
    row = _upload(cast)
    body = read("Số 21-KL/ĐUK\nGiao chi bộ báo cáo trước 15/12/2026".encode(), name="a.txt").as_dict() | over

    def take() -> None:
        files.quarantine(b"lai", row.public_id)  # a try that was put back had forgotten it
        uploads.take_reading(row=row, body=body, by=cast.clerk, at=AT)

    return take


def _failing(cast: Cast) -> Run:
    row = _upload(cast)
    return lambda: uploads.take_failure(row=row, code="UNREADABLE", message="hỏng", by=cast.clerk, at=AT)


def _assigning(cast: Cast) -> Run:
    duty = an_obligation(cast)
    return lambda: an_assignment(cast, obligation=duty, partners=[cast.home])


def _accepting(cast: Cast) -> Run:
    share = an_assignment(cast)
    return lambda: accept(assignment=share, by=cast.doer, at=AT)


def _submitting(cast: Cast) -> Run:
    share = an_assignment(cast, upto="accepted")
    evidence(cast, share)
    return lambda: closing.submit(assignment=share, by=cast.doer, at=AT)


def _confirming(cast: Cast) -> Run:
    share = an_assignment(cast, upto="submitted")
    return lambda: closing.approve(assignment=share, by=cast.leader, at=AT)


def _extending(cast: Cast) -> Run:
    share = an_assignment(cast, upto="accepted")
    row = extending.ask_extension(
        assignment=share, due_on=TODAY.replace(month=12, day=14), reason="Chờ", by=cast.doer, at=AT
    )
    return lambda: extending.decide_extension(extension=row, granted=True, answer="", by=cast.leader, at=AT)


def _registering(cast: Cast) -> Run:
    return lambda: register(
        register=cast.incoming, issuer=cast.khoi, fields=fields("15"), by=cast.clerk, at=AT, on=TODAY
    )


def _merging(cast: Cast) -> Run:
    share = an_assignment(cast, upto="accepted", partners=[cast.home])
    hand_over(thing=share, asked="implementation.approve", unit=share.giver, by=cast.doer, at=AT, label=share.obligation.nv,
              post=Holding.objects.get(pk=cast.leader.holding_id).post, address=f"/assignments/{share.public_id}/approve/")  # fmt: skip
    open_register(unit=cast.cell, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=BEGAN)
    keep = [Holding.objects.get(pk=cast.doer.holding_id)]
    return lambda: merge(units=[cast.cell], into=cast.home, on=TODAY, decision=Decision("1-QĐ/ĐU"), keep=keep,
                         by=cast.admin, at=AT)  # fmt: skip


DEEDS: dict[str, Callable[[Cast], Run]] = {
    "read": _taking, "marked": lambda cast: _taking(cast, header={"secrecy": {"value": "MẬT"}}),
    "pictured": lambda cast: _taking(cast, warnings=[{"code": "PICTURES", "message": "có hình"}]),
    "unread": _failing, "assigned": _assigning, "accepted": _accepting, "submitted": _submitting,
    "confirmed": _confirming, "extended": _extending, "registered": _registering,
    "merged": _merging,
}  # fmt: skip


@pytest.mark.parametrize("name", DEEDS)
def test_broken_off_at_any_write_nothing_stays(cast: Cast, name: str) -> None:
    deed = DEEDS[name](cast)
    rows = _everything()
    writes = _run(deed, at=0)
    assert writes >= 2
    assert _everything() == rows, "the try itself was put back"
    for at in range(1, writes + 1, 1 if writes <= FEW or IS_LONG else 4):
        _run(deed, at=at)
        assert _everything() == rows, f"{name}: something stays when write {at} of {writes} fails"


def _run(deed: Run, at: int) -> int:
    """Do it, failing at that write; done whole (0), it is put back. How many writes there were."""
    count = 0

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
            count += 1
            if count == at:
                raise Broken
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(wrapper):
            if at:
                deed()
            else:
                _put_back(deed)
    except Broken:
        pass
    return count


def _put_back(deed: Run) -> None:
    with transaction.atomic():
        deed()
        transaction.set_rollback(True)


def _everything() -> dict[str, list[Any]]:
    """Every row of every table of the house."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("dondoc."):
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
                found[model._meta.db_table] = cursor.fetchall()
    return found
