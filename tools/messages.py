"""Thông điệp — collect msgids into locale/en, compile every .po; no gettext tools are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path("src/dondoc/locale")


def compile_all() -> None:
    """Each .po to its .mo beside it."""
    for po in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


def collect() -> None:
    """New msgids enter locale/en, obsolete ones leave; what changed is marked fuzzy."""
    pot = LOCALE / "dondoc.pot"
    run = [sys.executable, "-m", "babel.messages.frontend"]
    subprocess.run([*run, "extract", "-F", "tools/babel.cfg", "-o", pot, "--no-location", "--omit-header", "src/dondoc"],
                   check=True)  # fmt: skip
    subprocess.run([*run, "update", "-i", pot, "-d", LOCALE, "-D", "django", "-l", "en", "--ignore-obsolete", "--omit-header"],
                   check=True)  # fmt: skip
    pot.unlink()


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        collect()
    compile_all()
