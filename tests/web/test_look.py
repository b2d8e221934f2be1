"""Cái nhìn — the rules of the look that a machine can hold: contrast, weight, nothing inline, the unknown said."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

import dondoc.web
from dondoc.obligations.queries import Standing
from dondoc.web.pictures.shapes import SIGNS

WEB = Path(dondoc.web.__file__).parent
STATIC = WEB / "static" / "dondoc"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
CSS = (STATIC / "dondoc.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#\w+)", root)) for root in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
READ = [
    (ink, paper) for ink in ("ink", "soft", "accent", "late", "good", "wait") for paper in ("paper", "faint", "desk")
]
READ += [("accent-ink", "accent"), ("ink", "past"), ("soft", "past"), ("accent", "accent-soft"), ("ink", "accent-soft")]
READ += [("ink", mark) for mark in ("mark-o", "mark-r", "mark-h")]


def _light(colour: str) -> float:
    full = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), READ)
def test_words_stand_out_from_what_they_are_on(scheme: dict[str, str], ink: str, paper: str) -> None:
    dark, bright = sorted((_light(scheme[ink]), _light(scheme[paper])))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_nothing_inline_and_nothing_from_outside(template: Path) -> None:
    text = template.read_text("utf-8")
    assert text.startswith("{#"), "a template begins with what it is and its context"
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)", text)


BARE = re.compile(
    r"<td(?![^>]*data-label)[^>]*>\s*(?:\{% (?!include)[^%]*%\}|<(?:span|strong)[^>]*>)*"
    r"(?:\{\{[^}|]*\|(?:length\|)?(?:so|ngay|con_so_le)\b|\{% include \"components/_(?:due|told_count)\.html)"
)
SAID = {"pledging/list.html": 1}  # the one count that stands alone where none is told


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_number_on_a_phone_says_what_it_is(template: Path) -> None:
    """A table of cards has no head there: a count or a day needs its label."""
    name, found = str(template.relative_to(WEB / "templates")), []
    for table in re.findall(
        r"<table class=\"(?:[^\"]* )?cards\b[^>]*>.*?</table>", template.read_text("utf-8"), re.DOTALL
    ):
        if "<thead" in table:
            found += BARE.findall(table)
    assert len(found) == SAID.get(name, 0), found


def test_every_state_has_a_sign_and_a_colour() -> None:
    assert all(standing.value in SIGNS and f".s-{standing.value}" in CSS for standing in Standing)


def test_what_is_not_known_is_said() -> None:
    assert "chưa đủ dữ liệu" in render_to_string("components/_state.html", {"standing": ""})
    assert "chưa có hạn" in render_to_string("components/_due.html", {"due_on": None})
    assert "chưa đủ dữ liệu" in render_to_string(
        "components/_report_table.html",
        {
            "heads": ["Giao"],
            "rows": [(SimpleNamespace(paper="01-NQ/ĐU", unit="Ban", title=""), [("Giao", None, "")])],
            "total": [("Giao", None, "")],
        },
    )


def test_what_cannot_be_done_now_says_why_and_is_no_link() -> None:
    offers = [(SimpleNamespace(label="Xác nhận", is_primary=True, why_not="Chưa có báo cáo."), "/a/"),
              (SimpleNamespace(label="Đôn đốc", is_primary=False, why_not=""), "/b/")]  # fmt: skip
    page = render_to_string("components/_offers.html", {"offers": offers})
    assert re.findall(r'href="([^"]+)"', page) == ["/b/"]
    assert "Xác nhận: Chưa có báo cáo." in page


def test_the_look_weighs_little() -> None:
    packed = len(gzip.compress(CSS.encode())) + (STATIC / "fonts" / "inter-vi.woff2").stat().st_size
    assert packed <= 45_000
