"""Chữ trong kho — composed (NFC), readable, and silent about where it was made."""

from __future__ import annotations

import re
import tomllib
import unicodedata

import pytest

from tests.house.tracked import ROOT, SOURCE, texts

# A host that serves packages, and a path of one machine. Written in pieces, so as not to find themselves.
HOSTS = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", "--extra-index" + "-url", "--index" + "-url"]))
MACHINE = re.compile(
    r"(?<![\w.~$}<])/(?:" + "|".join(["ro" + "ot", "wo" + "rk", "ho" + "me", "t" + "mp", "o" + "pt"]) + r")/\w"
)
DECOMPOSED_ON_PURPOSE: set[str] = set()


def test_every_text_is_nfc() -> None:
    found = [name for name, text in texts() if not unicodedata.is_normalized("NFC", text)]
    assert set(found) == DECOMPOSED_ON_PURPOSE


@pytest.mark.parametrize("what", [HOSTS, MACHINE], ids=["index-host", "machine-path"])
def test_nothing_names_a_host_or_a_machine(what: re.Pattern[str]) -> None:
    assert [(name, m.group()) for name, text in texts() for m in what.finditer(text)] == []


def test_a_machine_path_would_be_found() -> None:
    assert MACHINE.search("cd /" + "work/main")
    assert HOSTS.search("https://files.python" + "hosted.org/x")


def test_every_toml_parses() -> None:
    found = sorted([ROOT / "pyproject.toml", *SOURCE.rglob("*.toml")])
    assert len(found) > 5
    for path in found:
        assert tomllib.loads(path.read_text("utf-8")), path
