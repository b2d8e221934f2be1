"""Nền của vòng dài — a house of its own, asked by commands as an office runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., str]


@pytest.fixture
def place(tmp_path: Path, transactional_db: None) -> Iterator[dict[str, str]]:
    """The environment of a house of its own, on the same kind of database as this run."""
    env = {**os.environ, "DONDOC_DATA": str(tmp_path / "house"), "DONDOC_DATABASE_URL": "", "PYTHONWARNINGS": "ignore"}
    if connection.vendor == "sqlite":
        yield env
        return
    base, name = settings.DATABASES["default"], f"house_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield env | {"DONDOC_DATABASE_URL": f"postgres://{base['USER']}@/{name}?host={base['HOST']}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def run(place: dict[str, str]) -> Run:
    """Run a module in a process of its own; what it printed."""

    def ask(module: str, *words: str) -> str:
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(command, env=place, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
        return done.stdout

    return ask
