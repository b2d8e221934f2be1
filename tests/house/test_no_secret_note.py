"""Không nhập nội dung mật — every form into which words can be typed says so, once and in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tracked import SOURCE

TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)
WORDS = re.compile(r"_field\.html|<textarea(?![^>]*hidden)|_obligation_card\.html|<input(?![^>]*type=\")[^>]*name=")
NOTE = re.compile(r"_no_secret\.html|Không nhập nội dung mật")

# A person's own sign-in: nothing of the work is typed there.
OWN = ("account/", "mfa/")


def silent(template: str) -> list[str]:
    """The forms that ask for words and do not say what may not be typed."""
    return [form[:80] for form in FORM.findall(template) if WORDS.search(form) and not NOTE.search(form)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(SOURCE / "web" / "templates")))
def test_a_form_with_words_says_what_is_not_typed(path: Path) -> None:
    name = str(path.relative_to(SOURCE / "web" / "templates"))
    assert name.startswith(OWN) or not silent(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("form", "bites"),
    [
        ('{% include "components/_field.html" %}', True),
        ('<textarea name="text"></textarea>', True),
        ('<input id="note" name="note">', True),
        ('{% include "components/_field.html" %}{% include "components/_no_secret.html" %}', False),
        ('<input type="hidden" name="once">', False),
        ('<textarea name="rows" hidden></textarea>', False),
    ],
)
def test_the_rule_bites(form: str, bites: bool) -> None:
    assert bool(silent(f'<form method="post">{form}</form>')) is bites


def test_the_common_form_says_it() -> None:
    assert "_no_secret.html" in (SOURCE / "web" / "templates" / "components" / "_form.html").read_text("utf-8")
