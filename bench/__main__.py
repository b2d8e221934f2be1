"""python -m bench [reading] [pages] [house] [--rows 100,10000] — prints a Markdown table a part."""

from __future__ import annotations

import argparse

from bench import house, pages, reading


def main() -> None:
    """Run the parts asked for, all when none is."""
    asked = argparse.ArgumentParser()
    asked.add_argument("parts", nargs="*", choices=["reading", "pages", "house", []], default=[])
    asked.add_argument("--rows", default="100,10000")
    options = asked.parse_args()
    wanted = options.parts or ["reading", "house", "pages"]
    if "reading" in wanted:
        reading.run()
    if "house" in wanted:
        house.run()
    if "pages" in wanted:
        pages.run([int(n) for n in options.rows.split(",")])


if __name__ == "__main__":
    main()
