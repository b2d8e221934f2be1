"""Nhà — an empty migrate on each database, and what a web process weighs after its first page."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import table, wall

_MEMORY = (
    "import re, django; django.setup(); from django.test import Client; from django.core.wsgi import get_wsgi_application; "
    "get_wsgi_application(); Client().get('/accounts/login/'); print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
)
CLUSTER = Path(__file__).parent.parent / "tools" / "postgres.sh"


@contextmanager
def a_database(name: str) -> Iterator[str | None]:
    """The address of an empty database: "" for SQLite, None where PostgreSQL cannot be installed."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "sqlite":
            yield ""
            return
        Path(folder).chmod(0o755)
        started = subprocess.run(
            ["bash", CLUSTER, "start", folder + "/pg"], capture_output=True, text=True, check=False
        )
        yield started.stdout.strip() if started.returncode == 0 else None
        subprocess.run(["bash", CLUSTER, "stop", folder + "/pg"], check=False)


def environment(address: str, folder: str) -> dict[str, str]:
    return {**os.environ, "DONDOC_DATA": folder, "DONDOC_DATABASE_URL": address, "DONDOC_HOSTS": "testserver,127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "dondoc.config.settings"}  # fmt: skip


def run(databases: list[str]) -> None:
    """Print the figures of the house at rest."""
    rows: list[tuple[object, ...]] = []
    for name in databases:
        with a_database(name) as address:
            rows.append(
                (f"migrate trên {name} trống, giây", "chưa chạy" if address is None else _migrate(name, address))
            )
    with tempfile.TemporaryDirectory() as folder:
        env = environment("", folder)
        subprocess.run([sys.executable, "-m", "dondoc.cli", "init"], env=env, check=True, capture_output=True)
        first = subprocess.run([sys.executable, "-c", _MEMORY], env=env, capture_output=True, text=True, check=True)
    table("Nhà", ("gì", "số"), [*rows, ("một tiến trình web sau trang đầu, MiB", first.stdout.strip())])


def _migrate(name: str, address: str) -> float:
    def once() -> None:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "django", "migrate", "-v0"]
            subprocess.run(command, env=environment(address, folder), check=True)

    if name == "sqlite":
        return wall(once, 3)
    from time import perf_counter

    begin = perf_counter()
    once()
    return perf_counter() - begin
