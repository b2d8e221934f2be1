"""Không cột chữ nào bị quên — every column that may bear words says how an incident erases it, or why it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from dondoc.shared.erasing import rooms, text_columns
from dondoc.shared.models import StepRow


def known() -> Iterator[str]:
    """app.Model.column of every text column of every table, Django's and others' too; steps bear names of steps alone."""
    for model in apps.get_models():
        if not issubclass(model, StepRow):
            yield from (f"{model._meta.label}.{name}" for name in text_columns(model))


def said() -> tuple[set[str], set[str]]:
    """What is erased, what is kept."""
    erased = {f"{one.model._meta.label}.{one.column}" for room in rooms() for one in room.ERASES}
    return erased, {name for room in rooms() for name in room.KEEPS}


def unsaid(columns: Iterator[str] | list[str]) -> list[str]:
    """Columns of which nobody says anything."""
    erased, kept = said()
    return sorted(set(columns) - erased - kept)


def test_every_column_of_words_is_erased_or_kept_for_a_reason() -> None:
    assert len(set(known())) > 120
    assert unsaid(known()) == []


def test_what_is_said_of_a_column_is_said_of_one_that_exists_and_once() -> None:
    erased, kept = said()
    also = {
        "documents.Paper.issuer_id",
        "documents.Paper.is_stub",
    }  # no words, but whose they are: a stub does not say it
    assert (erased | kept) - set(known()) - also == set()
    assert erased & kept == set()
    assert all(reason for room in rooms() for reason in room.KEEPS.values())


def test_the_rule_bites() -> None:
    assert unsaid([*known(), "documents.Paper.remark", "missions.Trip.aim"]) == [
        "documents.Paper.remark",
        "missions.Trip.aim",
    ]
