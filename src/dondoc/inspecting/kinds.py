"""Loại kiểm tra, giám sát — from data/kinds.toml, each with the dated versions of its process. No database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from dondoc.regulations.rulesets import RuleSet, book
from dondoc.regulations.words import Certainty, Level


@dataclass(frozen=True, slots=True)
class Kind:
    """Một loại — its words, whether it inspects or supervises, which chains of rules say how it goes, which figures limit it."""

    key: str
    words: str
    verb: str
    statute: str
    trigger: str
    process: tuple[tuple[str, str], ...]  # (level or "", chain)
    certainty: Certainty
    seen: str
    period: str = ""
    examined: str = ""
    notice: str = ""
    case: bool = True

    def __str__(self) -> str:
        return self.words

    @property
    def supervises(self) -> bool:
        return self.verb == "supervise"

    def chains(self, level: str) -> list[str]:
        """The chains that may give its process at a level, the first first; a line without a level serves the others."""
        named = {at for at, _chain in self.process if at}
        return [chain for at, chain in self.process if at == level or (not at and level not in named)]

    def versions(self, level: str) -> list[RuleSet]:
        """Every version of its process at a level, the newest first."""
        found = [rule for rule in book().rules.values() if rule.chain in self.chains(level) and not rule.binds]
        return sorted(found, key=lambda rule: rule.from_on, reverse=True)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind, in the order of the file. A word it does not know, or one that is missing, is an error."""
    return {key: _kind(key, dict(row)) for key, row in _data()["kind"].items()}


def dossier(kind: Kind) -> list[str]:
    """Which documents the dossier of such a case has to have, or say that there are none."""
    return list(_data()["dossier"][kind.verb])


def rule_on(kind: Kind, level: str, day: date) -> RuleSet | None:
    """Quy định về quy trình có hiệu lực ngày ấy — None where none is loaded: unknown, never the nearest."""
    for chain in kind.chains(level):
        for rule in kind.versions(level):
            if rule.chain == chain and rule.holds(day):
                return rule
    return None


def rule_of(rule_id: str) -> RuleSet | None:
    """The version whose id was stored."""
    return book().rules.get(rule_id)


def newer(kind: Kind, level: str, rule_id: str, today: date) -> RuleSet | None:
    """Bản mới hơn — in force today where the case goes by another: it warns, and moves nothing."""
    now = rule_on(kind, level, today)
    return now if rule_id and now is not None and now.id != rule_id else None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("dondoc.inspecting") / "data" / "kinds.toml").read_text("utf-8"))


def _kind(key: str, row: dict[str, Any]) -> Kind:
    chains = {rule.chain for rule in book().rules.values()}
    process = tuple((line.get("level", ""), line["chain"]) for line in row.pop("process"))
    for level, chain in process:
        if chain not in chains:
            raise KeyError(f"{key}: không có dãy quy định “{chain}”")
        assert not level or Level(level)
    figures = {name: row[name] for name in ("period", "examined", "notice") if name in row}
    missing = [figure for figure in figures.values() if figure not in book().subjects]
    if missing:
        raise KeyError(f"{key}: không có con số {missing}")
    return Kind(key=key, process=process, certainty=Certainty(row.pop("certainty")), **row)
