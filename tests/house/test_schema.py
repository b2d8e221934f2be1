"""Cơ sở dữ liệu qua từng bước nâng cấp — is the one that the models say, and that the tests run on."""

from __future__ import annotations

import json

import pytest

from tests.long.conftest import Run, place, run
from tests.schema import described

__all__ = ["place", "run"]

pytestmark = [pytest.mark.acts, pytest.mark.wide]


@pytest.mark.long  # a minute of rendering models; what it tells beside the next test changes with a migration alone
def test_an_office_gets_step_by_step_the_database_that_the_models_say(run: Run) -> None:
    run("django", "migrate", "-v0", "--settings=dondoc.config.settings")
    _is_as_the_models_say(run)


def test_an_empty_database_is_laid_at_once_as_step_by_step(run: Run) -> None:
    run("dondoc.cli", "init")
    _is_as_the_models_say(run)
    listed = run("django", "showmigrations", "--settings=dondoc.config.settings")
    assert "[X]" in listed and "[ ]" not in listed


def _is_as_the_models_say(run: Run) -> None:
    assert len(described()) > 300
    ours = {tuple(row) for row in described()}
    office = {tuple(row) for row in json.loads(run("tests.schema"))}
    assert sorted(ours - office) == sorted(office - ours) == []
