"""Lệnh quy định — which figures apply on a day; without a database what the rules say, with one what the office set too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dondoc.cli.ready import django_ready, now, refuse_unready
from dondoc.regulations.figures import Figure, Office, Unknown, applied
from dondoc.regulations.rulesets import Given, book
from dondoc.regulations.words import WORDS, Level
from dondoc.shared.calendar import hanoi_day

Row = tuple[Level | None, Figure | Unknown]


@click.command()
@click.argument("key", required=False)
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày áp dụng; mặc định hôm nay")
@click.option("--level", type=click.Choice([str(level) for level in Level]), help="Chỉ một cấp")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def regulations(key: str | None, on: datetime | None, level: str | None, as_json: bool) -> None:
    """Con số của quy định áp dụng một ngày; KEY là tên một con số, ví dụ inspection.period."""
    if key is not None and key not in book().subjects:
        raise click.ClickException(f"Không có con số tên “{key}”. Xem mọi tên: dondoc regulations")
    day = on.date() if on else hanoi_day(now())
    office, why_none = _office()
    rows = [row for name in ([key] if key else book().subjects) for row in _rows(name, day, level, office)]
    if as_json:
        told = {"on": str(day), "office": why_none or None, "figures": [_told(*row) for row in rows]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join([*_listed(rows), *(_history(key) if key else ())]))
    if why_none:
        click.echo(f"Chỉ theo văn bản, chưa tính số cơ quan đặt: {why_none}", err=True)


def _rows(key: str, day: date, level: str | None, office: Sequence[Office]) -> list[Row]:
    levels = [at for at in book().levels(key) if level in (None, at) or at is None]
    return [(at, applied(key, on=day, level=at, office=office)) for at in levels]


def _office() -> tuple[list[Office], str]:
    """What the office set, or why that cannot be told: the web part, the database or its tables are not there."""
    try:
        django_ready()
        from django.conf import settings
        from django.db import DatabaseError

        place = settings.DATABASES["default"]
        if place["ENGINE"].endswith("sqlite3") and not Path(place["NAME"]).exists():
            return [], "chưa có cơ sở dữ liệu."
        try:
            refuse_unready()
            from dondoc.regulations.queries import set_by_office

            return set_by_office(), ""
        except DatabaseError:
            return [], "không mở được cơ sở dữ liệu."
    except click.ClickException as problem:
        return [], problem.message


def _told(level: Level | None, found: Figure | Unknown) -> dict[str, Any]:
    """One row as data: what is unknown is null, with why."""
    given, subject = found.given, found.subject
    told: dict[str, Any] = {"key": subject.key, "words": subject.words, "level": level, "amount": None}
    told |= {"rule": given.rule.number, "rule_set": given.rule.id, "article": given.at} if given else {}
    if isinstance(found, Unknown):
        return told | {"why": str(found.why)}
    return told | {
        "amount": found.amount, "unit": str(found.unit), "bound": str(subject.bound), "cap": found.cap, "id": found.id,
        "certainty": str(found.certainty), "clock": subject.clock and str(subject.clock), "since": subject.since,
        "ground": found.office.ground if found.office else "",
    }  # fmt: skip


def _listed(rows: Sequence[Row]) -> list[str]:
    """A line a figure, under its topic."""
    said: list[str] = []
    topic = ""
    for level, found in rows:
        subject = found.subject
        if subject.topic != topic:
            topic = subject.topic
            said += [""] * bool(said) + [book().topics[topic]]
        at = f" ({WORDS[level]})" if level else ""
        said.append(f"  {subject.key}{at}: {subject.words}: {_value(found)}")
    return said


def _value(found: Figure | Unknown) -> str:
    rule = f", {found.given.rule.number}" if found.given else ""
    if isinstance(found, Unknown):
        return f"{WORDS[found.why]}{rule}"
    cap = f", gia hạn thêm nhiều nhất {found.cap}" if found.cap else ""
    whence = f", theo {found.office.ground}" if found.office else rule
    return f"{found.words}{cap}{whence}, {WORDS[found.certainty]}"


def _history(key: str) -> list[str]:
    """What each rule said, the newest first; then what other bodies chose."""
    ours = [given for level in book().levels(key) for given in reversed(book().ours(key, level))]
    others = [f"  {given.rule.binds}: {given.words} ({given.rule.number})" for given in book().elsewhere(key)]
    return ["", "Qua thời gian", *map(_past, ours), *(["", "Nơi khác, để tham khảo", *others] if others else ())]


def _past(given: Given) -> str:
    until = f"{given.last_on:%d/%m/%Y}" if given.last_on else "nay"
    at = f" {WORDS[given.level]}:" if given.level else ""
    said = (
        given.words if not given.is_open else "để mở" + (f" (số chưa xác nhận: {given.words})" if given.words else "")
    )
    return f"  {given.rule.from_on:%d/%m/%Y} – {until}:{at} {said}, {given.rule.number}, {WORDS[given.certainty]}"
