"""Bộ quy định — rule sets and what each gives, from data/*.toml, checked whole when loaded. No Django, no database."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from dondoc.regulations.words import Bound, Certainty, Clock, Level, Unit, said

TOPICS = ("members", "inspection", "external", "personal_data", "documents", "urging", "mirror", "pledging")
Row = Mapping[str, Any]


class WrongRules(ValueError):
    """Dữ liệu quy định có lỗi — the sentences, all at once."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Bộ quy định — one rule: who issued it, when it holds; `binds` names another body whose own rule it is."""

    id: str
    topic: str
    chain: str
    number: str
    title: str
    issuer: str
    on: date
    from_on: date
    until_on: date | None
    certainty: Certainty
    seen: str = ""
    note: str = ""
    binds: str = ""

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Subject:
    """Câu hỏi — what a figure is about; the same through all rules that answer it."""

    key: str
    topic: str
    words: str
    unit: Unit
    bound: Bound = Bound.AT_MOST
    clock: Clock | None = None
    since: str = ""
    before: bool = False  # counted back from the event
    of: str = ""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Given:
    """Điều một quy định nói — its figure for a subject and level; `amount` None where the rule leaves it open.

    `told` is what is said of an open figure elsewhere: shown, never used.
    """

    subject: Subject
    rule: RuleSet
    certainty: Certainty
    amount: int | None = None
    told: int | None = None
    unit: Unit = Unit.CALENDAR_DAY
    level: Level | None = None
    cap: int | None = None
    cap_words: str = ""
    at: str = ""
    seen: str = ""
    note: str = ""
    until_on: date | None = None
    ended: str = ""

    @property
    def is_open(self) -> bool:
        return self.certainty is Certainty.UNCONFIRMED

    @property
    def id(self) -> str:
        """What is stored beside a date computed by it."""
        return f"{self.rule.id}#{self.subject.key}" + (f"/{self.level}" if self.level else "")

    @property
    def last_on(self) -> date | None:
        return min((day for day in (self.until_on, self.rule.until_on) if day), default=None)

    def holds(self, day: date) -> bool:
        return self.rule.holds(day) and (self.until_on is None or day <= self.until_on)

    @property
    def words(self) -> str:
        """The figure in words; of an open one what is told of it, "" where nothing is."""
        number = self.told if self.amount is None else self.amount
        return "" if number is None else said(number, self.unit, self.subject.bound, self.subject.of)


@dataclass(frozen=True, slots=True)
class Book:
    """Mọi quy định đã nạp."""

    topics: Mapping[str, str]
    subjects: Mapping[str, Subject]
    rules: Mapping[str, RuleSet]
    gives: Mapping[str, tuple[Given, ...]] = field(repr=False)

    def ours(self, key: str, level: Level | None = None) -> tuple[Given, ...]:
        """What binds this office for a subject at a level, the oldest first; KeyError on no such subject."""
        found = self.gives.get(self.subjects[key].key, ())
        return tuple(given for given in found if not given.rule.binds and given.level == level)

    def elsewhere(self, key: str) -> tuple[Given, ...]:
        """What other bodies gave themselves: examples."""
        return tuple(given for given in self.gives.get(key, ()) if given.rule.binds)

    def levels(self, key: str) -> tuple[Level | None, ...]:
        """The levels a subject is answered for; (None,) where one answer serves all."""
        found = {given.level for given in self.gives.get(key, ()) if not given.rule.binds}
        return tuple(level for level in (None, *Level) if level in found)

    def given(self, id: str) -> Given | None:
        """The one that bears an id."""
        key = id.partition("#")[2].partition("/")[0]
        return next((given for given in self.gives.get(key, ()) if given.id == id), None)


@cache
def book() -> Book:
    """Our own files; raises WrongRules."""
    folder = files("dondoc.regulations") / "data"
    return bind({topic: tomllib.loads((folder / f"{topic}.toml").read_text("utf-8")) for topic in TOPICS})


def bind(tables: Mapping[str, Row]) -> Book:
    """The tables as one book, without a mistake; raises WrongRules with every sentence."""
    try:
        made = _bound(tables)
    except (KeyError, ValueError, TypeError) as problem:
        raise WrongRules(f"Dữ liệu quy định thiếu hoặc sai một trường: {problem!r}.") from problem
    mistakes = list(problems(made))
    if mistakes:
        raise WrongRules("\n".join(mistakes))
    return made


def _bound(tables: Mapping[str, Row]) -> Book:
    subjects = {
        key: _subject(key, topic, row) for topic, table in tables.items() for key, row in table["figures"].items()
    }
    rows = [(topic, row) for topic, table in tables.items() for row in table.get("rule", ())]
    rules = _chained([_rule(topic, row) for topic, row in rows])
    gives: dict[str, list[Given]] = {key: [] for key in subjects}
    for rule, (_topic, row) in zip(rules, rows, strict=True):
        for said_ in row.get("gives", ()):
            gives[said_["key"]].append(_given(subjects[said_["key"]], rule, said_))
    ordered = {key: tuple(sorted(found, key=lambda g: g.rule.from_on)) for key, found in gives.items()}
    if len({rule.id for rule in rules}) != len(rules):
        raise ValueError("hai bộ quy định cùng id")
    topics = {topic: str(table["title"]) for topic, table in tables.items()}
    return Book(topics, subjects, {rule.id: rule for rule in rules}, ordered)


def _subject(key: str, topic: str, row: Row) -> Subject:
    clock = Clock(row["clock"]) if "clock" in row else None
    return Subject(key, topic, row["words"], Unit(row["unit"]), Bound(row.get("bound", "at_most")), clock,
                   row.get("since", ""), row.get("before", False), row.get("of", ""))  # fmt: skip


def _rule(topic: str, row: Row) -> RuleSet:
    return RuleSet(
        row["id"], topic, row["chain"], row["number"], row["title"], row["issuer"], row["on"], row["from"],
        row.get("until"), Certainty(row["certainty"]), row.get("seen", ""), row.get("note", ""), row.get("binds", ""),
    )  # fmt: skip


def _given(subject: Subject, rule: RuleSet, row: Row) -> Given:
    level = Level(row["level"]) if "level" in row else None
    return Given(
        subject, rule, Certainty(row["certainty"]), row.get("amount"), row.get("told"),
        Unit(row.get("unit", subject.unit)), level, row.get("cap"), row.get("cap_words", ""), row.get("at", ""),
        row.get("seen", ""), row.get("note", ""), row.get("until"), row.get("ended", ""),
    )  # fmt: skip


def _chained(rules: list[RuleSet]) -> list[RuleSet]:
    """Each rule ends the day before the next of its chain begins, unless its own end is written."""
    made = []
    for rule in rules:
        after = [other.from_on for other in rules if other.chain == rule.chain and other.from_on > rule.from_on]
        next_on = min(after, default=None)
        made.append(replace(rule, until_on=rule.until_on or (next_on - timedelta(days=1) if next_on else None)))
    return made


def problems(found: Book) -> Iterator[str]:
    """Every mistake in the data, each a sentence."""
    for rule in found.rules.values():
        if rule.until_on is not None and rule.until_on < rule.from_on:
            yield f"{rule.id}: hết hiệu lực trước khi có hiệu lực."
        if not (rule.seen or rule.note):
            yield f"{rule.id}: chưa ghi đọc ở đâu, cũng chưa có ghi chú."
    for given in (given for rows in found.gives.values() for given in rows):
        yield from _problems_of(given)
    for key in found.subjects:
        if not found.levels(key):
            yield f"{key}: không quy định nào nói đến."
        for level in found.levels(key):
            yield from _gaps(f"{key}{f'/{level}' if level else ''}", found.ours(key, level))


def _problems_of(given: Given) -> Iterator[str]:
    if given.certainty is Certainty.OFFICE:
        yield f"{given.id}: chỉ hành vi mới ghi “cơ quan đặt”."
    if given.is_open and given.amount is not None and not given.rule.binds:
        yield f"{given.id}: chưa xác nhận thì không có số được dùng; ghi vào told."
    if not given.is_open and given.amount is None:
        yield f"{given.id}: đã có nguồn thì phải có số."
    if (given.amount or 0) < 0 or (given.cap or 1) < 1:
        yield f"{given.id}: số âm, hoặc phần gia hạn bằng không."


def _gaps(name: str, rows: tuple[Given, ...]) -> Iterator[str]:
    """One after another without a hole or an overlap, and the last still open, or ended with its reason."""
    for before, after in pairwise(rows):
        last = before.last_on
        if last is None or last >= after.rule.from_on:
            yield f"{name}: {before.rule.id} và {after.rule.id} cùng áp dụng một ngày."
        elif last + timedelta(days=1) < after.rule.from_on and not before.ended:
            yield f"{name}: không có quy định nào giữa {before.rule.id} và {after.rule.id}."
    if rows and rows[-1].last_on is not None and not rows[-1].ended:
        yield f"{name}: {rows[-1].rule.id} hết hiệu lực mà không nói điều gì thay."
