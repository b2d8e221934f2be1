"""Con số áp dụng — which figure holds on a day, at a level: the rule's, the office's, or unknown. No Django, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dondoc.regulations.rulesets import Book, Given, RuleSet, Subject, book
from dondoc.regulations.words import Certainty, Level, Unit, Why, said


@dataclass(frozen=True, slots=True)
class Office:
    """Số cơ quan đặt — for what one rule leaves open, from a day, until the day before it was withdrawn from."""

    id: str
    given_id: str
    amount: int
    unit: Unit
    cap: int | None
    from_on: date
    ground: str
    withdrawn_from: date | None = None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.withdrawn_from is None or day < self.withdrawn_from)


@dataclass(frozen=True, slots=True)
class Figure:
    """Con số áp dụng — frozen: what it was on that day, by which rule, how sure. `id` is stored with what it computes."""

    given: Given
    amount: int
    unit: Unit
    cap: int | None
    certainty: Certainty
    office: Office | None = None
    is_known: Literal[True] = True

    @property
    def id(self) -> str:
        return self.given.id + (f"+{self.office.id}" if self.office else "")

    @property
    def rule(self) -> RuleSet:
        return self.given.rule

    @property
    def subject(self) -> Subject:
        return self.given.subject

    @property
    def words(self) -> str:
        return said(self.amount, self.unit, self.given.subject.bound, self.given.subject.of)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Chưa có số — the third value: neither zero nor a default. Says why, and which rule leaves it open."""

    subject: Subject
    level: Level | None
    why: Why
    given: Given | None = None
    is_known: Literal[False] = False


def applied(
    key: str, *, on: date, level: str | None = None, office: Iterable[Office] = (), known: Book | None = None
) -> Figure | Unknown:
    """Con số áp dụng ngày ấy, cấp ấy; KeyError on no such subject.

    What is confirmed stands. What is not, the office may have set: its figure stands then, for as long as that rule
    holds. A new rule asks anew.
    """
    known = known or book()
    subject, at = known.subjects[key], _level(known, key, level)
    if at is Why.LEVEL:
        return Unknown(subject, None, at)
    rows = known.ours(key, at)
    given = next((row for row in rows if row.holds(on)), None)
    if given is None:
        ended = any(row.ended and row.last_on and row.last_on < on for row in rows)
        return Unknown(subject, at, Why.ENDED if ended else Why.NO_RULE)
    own = _set_for(given, on, office)
    if own is not None and given.certainty is not Certainty.CONFIRMED:
        return Figure(given, own.amount, own.unit, own.cap, Certainty.OFFICE, own)
    if given.amount is None:
        return Unknown(subject, at, Why.OPEN, given)
    return Figure(given, given.amount, given.unit, given.cap, given.certainty)


def _level(known: Book, key: str, level: str | None) -> Level | Literal[Why.LEVEL] | None:
    """The level to look at: one answer for all levels serves each; where they differ, one must be named."""
    if None in known.levels(key):
        return None
    return Why.LEVEL if level is None else Level(level)


def _set_for(given: Given, on: date, office: Iterable[Office]) -> Office | None:
    """The newest the office set for this rule that holds on a day; of two from one day, the one entered last."""
    rows = [row for row in office if row.given_id == given.id and row.holds(on)]
    return max(rows, key=lambda row: row.from_on) if rows else None
