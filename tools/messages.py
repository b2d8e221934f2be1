"""Thông điệp — collect msgids into locale/en, compile every .po; no gettext tools are needed."""

from __future__ import annotations

import io
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dondoc"
LOCALE = SOURCE / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {"_": None, "N_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
            "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2)}  # fmt: skip
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


@cache
def wanted() -> Catalog:
    """Every msgid of the code and the templates."""
    found = Catalog(fuzzy=False)
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        for _line, message, _comments, context in extract("python", _as_python(path), KEYWORDS):
            found.add(message, context=context)
    return found


def _as_python(path: Path) -> io.BytesIO:
    """A template becomes the gettext calls it makes, as Django's own makemessages has it."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        from django.utils.translation.template import templatize

        text = f"({templatize(text)})"  # in brackets, where a line's indentation means nothing
    return io.BytesIO(text.encode())


def read(path: Path) -> Catalog:
    """The messages of one .po file."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parts[-3], domain="django")


def collect() -> None:
    """New msgids enter locale/en, obsolete ones leave; what resembles an old one is marked fuzzy."""
    kept = read(ENGLISH)
    kept.update(wanted())
    kept.obsolete.clear()
    write(ENGLISH, kept)


def write(path: Path, messages: Catalog) -> None:
    """Sorted, one line a message, a header without dates: only what changed shows in a diff."""
    body = io.BytesIO()
    write_po(body, messages, width=0, sort_output=True, omit_header=True, ignore_obsolete=True)
    header = HEADER.format(plurals=messages.plural_forms)
    path.write_bytes(header.encode() + body.getvalue())


def compile_all() -> None:
    """Each .po to its .mo beside it."""
    for po in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read(po))


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        collect()
    compile_all()
