"""Xóa chữ của việc nền — a job says what to do by ids; what it refused with is the software's own sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.jobs.models import Job
from dondoc.shared.erasing import Erase, Scope

ERASES = (Erase(Job, "error"), Erase(Job, "progress"))

KEEPS = {
    "jobs.Job.kind": "the name of a job",
    "jobs.Job.payload": "ids",
    "jobs.Job.result": "ids",
}


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Jobs that are named one by one."""
    yield Job.objects.filter(pk__in=scope.of(Job))
