"""Độ mật — a paper's level changed or ended by a decision."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents import rules
from dondoc.documents.models import Entry, LevelChange, Paper
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act, check_come
from dondoc.shared.profile import may_hold


@act("documents.change_level", gettext_lazy("Đổi độ mật"))
def change_level(*, entry: Entry, level: str, number: str, on: date, by: Actor, at: datetime) -> None:
    """Đổi độ mật — to another level; a held paper only as high as this installation may hold."""
    _change("documents.change_level", entry, level, number, on, by, at)


@act("documents.declassify", gettext_lazy("Giải mật"))
def declassify(*, entry: Entry, number: str, on: date, by: Actor, at: datetime) -> None:
    """Giải mật — from a day, by a decision; a stub stays a stub: what it stood for was never here."""
    _change("documents.declassify", entry, "", number, on, by, at)


def _change(name: str, entry: Entry, level: str, number: str, on: date, by: Actor, at: datetime) -> None:
    require(by, name, entry.unit)
    check_come(on, at)
    paper = Paper.objects.select_for_update().get(pk=entry.paper_id)
    rules.check_level_change(paper.secrecy, level, number)
    rules.check_level(level, is_stub=paper.is_stub, may_hold=may_hold(level))
    LevelChange.objects.create(
        paper=paper, from_level=paper.secrecy, to_level=level, number=number.strip(), on=on, at=at
    )
    paper.secrecy = level
    paper.save(update_fields=["secrecy"])
    write(name, entry, by=by, at=at, on=on, unit=entry.unit, paper=paper.pk, fields=["secrecy"])
