"""Mã hóa — what a file under its own key costs beside a plain one, in time and memory; each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import table

SIZES = (1_000_000, 100_000_000)
TURNS = {1_000_000: 20, 100_000_000: 3}
_CHILD = """
import os, re, sys, time, hashlib
from pathlib import Path
import django
django.setup()
from django.conf import settings
from dondoc.shared import files, whole
how, size, turns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

def peak():
    return int(re.search(r"VmHWM:\\\\s+(\\\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

def plain_store(data):
    name = hashlib.sha256(data).hexdigest()
    whole.write(Path(settings.DONDOC_DATA) / "plain" / name, data)
    return name

def plain_load(name):
    data = (Path(settings.DONDOC_DATA) / "plain" / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == name
    return data

class Nowhere:
    def write(self, data):
        return len(data)

store, load = (plain_store, plain_load) if how == "plain" else (files.store, files.load)
if how == "poured":
    load = lambda name: files.copy(name, Nowhere())
files.store(b"first")
stored, loaded, names = [], [], []
for turn in range(turns):
    data = os.urandom(size)
    begin = time.perf_counter(); names.append(store(data)); stored.append(time.perf_counter() - begin)
del data
Path("/proc/self/clear_refs").write_text("5")
before = peak()
for name in names:
    begin = time.perf_counter(); held = load(name); loaded.append(time.perf_counter() - begin); del held
print(min(stored), min(loaded), peak() - before)
"""


def run() -> None:
    """Print the ratios: the machine's own speed cancels out."""
    rows: list[tuple[object, ...]] = []
    for size in SIZES:
        plain, sealed, poured = (_one(how, size) for how in ("plain", "sealed", "poured"))
        rows.append((f"{size // 10**6} MB", f"{sealed[0] / plain[0]:.1f}", f"{sealed[1] / plain[1]:.1f}",
                     f"{sealed[0] * 1000:.0f} / {sealed[1] * 1000:.0f}", f"{plain[2]:.0f}", f"{sealed[2]:.0f}", f"{poured[2]:.0f}"))  # fmt: skip
    table("Mỗi tệp một khóa", ("tệp", "cất, so với để nguyên", "lấy ra, so với để nguyên", "cất / lấy, ms",
                               "bộ nhớ khi lấy tệp để nguyên, MiB", "tệp mã hóa, MiB", "rót từng mảnh, MiB"), rows)  # fmt: skip


def _one(how: str, size: int) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "DONDOC_DATA": folder,
            "DONDOC_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "dondoc.config.settings",
        }
        command = [sys.executable, "-c", _CHILD.replace("\\\\", "\\"), how, str(size), str(TURNS[size])]
        done = subprocess.run(
            command, env=env, check=True, capture_output=True, text=True, cwd=Path(__file__).parent.parent
        )
    first, second, memory = map(float, done.stdout.split())
    return first, second, memory
