"""Nhà — an empty migrate, and the memory of a worker that serves."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from bench.measure import table, wall

_MEMORY = (
    "import re, django; django.setup(); from django.test import Client; from django.core.wsgi import get_wsgi_application; "
    "get_wsgi_application(); Client().get('/accounts/login/'); print(int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"
)


def run() -> None:
    """Print the figures of the house at rest."""
    migrate = wall(_migrate, 3)
    folder = tempfile.mkdtemp()
    subprocess.run([sys.executable, "-m", "dondoc.cli", "init"], env=_env(folder), check=True, capture_output=True)
    memory = subprocess.run(
        [sys.executable, "-c", _MEMORY], env=_env(folder), capture_output=True, text=True, check=True
    )
    table(
        "House",
        ("what", "figure"),
        [
            ("empty migrate (SQLite), seconds", migrate),
            ("a web process after its first page, MiB", memory.stdout.strip()),
        ],
    )


def _migrate() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=_env(folder), check=True)


def _env(folder: str) -> dict[str, str]:
    return {
        **os.environ,
        "DONDOC_DATA": folder,
        "DONDOC_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "dondoc.config.settings",
        "DONDOC_HOSTS": "testserver",
    }
