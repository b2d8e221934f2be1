"""Bản cài đặt — `dondoc init` with its root unit and administrator, on SQLite: done once for all workers of a run."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

INIT = ("init", "--unit", "Đảng ủy Cục Thử nghiệm", "--admin", "Đàm Quang Sửu")


@dataclass(frozen=True)
class Installed:
    """The data folder as the command left it, and what it said."""

    folder: Path
    said: str

    def copy(self, to: Path) -> Path:
        """For a test to change."""
        return shutil.copytree(self.folder, to)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "installed"
    with open(place.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits, and finds it made
        if not place.exists():
            _make(place.with_suffix(".new")).rename(place)
    return Installed(place / "data", (place / "said").read_text("utf-8"))


def _make(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    env = {**os.environ, "DONDOC_DATA": str(place / "data"), "DONDOC_DATABASE_URL": "", "DONDOC_IS_DEMO": ""}
    done = subprocess.run(
        [sys.executable, "-m", "dondoc.cli", *INIT], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (place / "said").write_text(done.stdout, "utf-8")
    return place
