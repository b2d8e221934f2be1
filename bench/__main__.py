"""python -m bench [reading] [house] [sealing] [corpus] [pages] [units] [mirror] [importing] [lists] [--rows 100,10000,1000000] [--databases sqlite,postgresql] — Markdown."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile

from bench import corpus, house, reading, sealing


def main() -> None:
    """Run the parts asked for, all when none is."""
    asked = argparse.ArgumentParser()
    asked.add_argument(
        "parts",
        nargs="*",
        choices=["reading", "house", "sealing", "corpus", "pages", "units", "mirror", "importing", "lists", []],
        default=[],
    )
    asked.add_argument("--rows", default="100,10000,1000000")
    asked.add_argument("--databases", default="sqlite,postgresql")
    options = asked.parse_args()
    wanted, databases = (
        options.parts or ["reading", "house", "sealing", "corpus", "pages", "units", "mirror", "importing", "lists"],
        options.databases.split(","),
    )
    if "reading" in wanted:
        reading.run()
    if "house" in wanted:
        house.run(databases)
    if "sealing" in wanted:
        sealing.run()
    if "corpus" in wanted:
        corpus.speeds(1600, [1, 2], 3)
        subprocess.run([sys.executable, "-m", "bench.stream"], check=True)  # its memory is its own
    if "pages" in wanted:
        for name in databases:
            _alone(name, "bench.pages", options.rows)
    if "units" in wanted:
        for name in databases:
            _alone(name, "bench.units", "100000", "50000")
    if "mirror" in wanted:
        for name in databases:
            _alone(name, "bench.mirror", "100000", "1000000")
    if "importing" in wanted:
        for name in databases:
            _alone(name, "bench.importing", "10000", "2")
    if "lists" in wanted:
        for name in databases:
            _alone(name, "bench.lists", "10000,100000")


def _alone(name: str, part: str, *words: str) -> None:
    """In a process of its own: one database a process."""
    print(f"\n## {name}", flush=True)
    with house.a_database(name) as address, tempfile.TemporaryDirectory() as folder:
        if address is None:
            print("Chưa chạy: không cài được.")
            return
        subprocess.run([sys.executable, "-m", part, *words], env=house.environment(address, folder), check=True)


if __name__ == "__main__":
    main()
