"""Nhật ký bằng câu — the story of a thing, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dondoc.access.models import Person
from dondoc.journal.queries import Line, story
from dondoc.shared.acts import plates
from dondoc.shared.calendar import hanoi_day
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding
from dondoc.units.queries import name_among, names_of
from dondoc.web.journal.taken import takings


@dataclass(frozen=True, slots=True)
class Sentence:
    """Một câu của nhật ký — who did what to what, when; the event's own day where it differs."""

    at: datetime
    on: date | None
    who: str
    what: str
    where: str
    about: str = ""
    url: str = ""
    by: str = ""  # the code of the holding under which it was done
    facts: str = ""  # of a file taken: its form and how many rows

    @property
    def deed(self) -> str:
        """The act as the verb of the sentence: who *giao nhiệm vụ* NV-12."""
        return self.what[:1].lower() + self.what[1:]

    @property
    def is_backfilled(self) -> bool:
        """Nhập sau — the event's day is earlier than the day of its entry, in Hà Nội."""
        return self.on is not None and self.on < hanoi_day(self.at)


def told(
    kind: str, thing_id: int, until: date | None = None, known_by: datetime | None = None, limit: int = 30
) -> list[Sentence]:
    """The story of one thing, as of a day only what had happened by then (and was entered by T). Two queries."""
    return sentences(story(kind, thing_id, limit, until, known_by))


def sentences(rows: Iterable[Line], things: Mapping[tuple[str, int], tuple[str, str]] | None = None) -> list[Sentence]:
    """Journal rows as sentences; people are named by their post, posts and units by the name of that day.

    `things` says what each line is about, and where that is (web.journal.things).
    """
    entries, labels = list(rows), plates()
    held = Holding.objects.filter(pk__in={e.holding_id for e in entries if e.holding_id})
    holdings = {h.pk: h for h in held.select_related("person", "post__unit", "post__kind")}
    alone = Person.objects.in_bulk({e.person_id for e in entries if e.person_id and e.holding_id not in holdings})
    given = Delegation.objects.filter(pk__in={e.delegation_id for e in entries if e.delegation_id}).for_list()
    delegations = {row.pk: row for row in given}
    from_posts = {row.giver.post.unit_id for row in given} | {h.post.unit_id for h in holdings.values()}
    files = takings(entries)
    names = names_of({e.unit_id for e in entries if e.unit_id} | from_posts)

    def unit(pk: int | None, day: date) -> str:
        row = name_among(names[pk], day) if pk in names else None
        return (row.short or row.name) if row else ""

    def post(holding: Holding, day: date) -> str:
        return f"{holding.styled}, {unit(holding.post.unit_id, day)}"

    def who(entry: Line) -> str:
        holding, given = holdings.get(entry.holding_id or 0), delegations.get(entry.delegation_id or 0)
        if holding is None:
            return str(alone.get(entry.person_id or 0) or _("Hệ thống"))
        said = f"{holding.person} ({post(holding, entry.on)})"
        return f"{said}, {_('theo ủy quyền của %(post)s') % {'post': post(given.giver, entry.on)}}" if given else said

    def about(entry: Line) -> tuple[str, str]:
        """The thing, else the list that was taken; of a file of a thing, what of it."""
        thing = (things or {}).get((entry.kind, entry.thing_id or 0), ("", ""))
        file = files.get(entry.pk)
        return thing if file is None or thing[0] else (file.words, file.url)

    def facts(entry: Line) -> str:
        file = files.get(entry.pk)
        if file is None:
            return ""
        return file.facts if about(entry)[0] == file.words else f"{file.words}, {file.facts}"

    return [
        Sentence(
            e.at, e.on if e.on != hanoi_day(e.at) else None, who(e),
            str(labels[e.act].label) if e.act in labels else e.act, unit(e.unit_id, e.on),
            *about(e), by=holdings[e.holding_id].public_id if e.holding_id in holdings else "", facts=facts(e),
        )
        for e in entries
    ]  # fmt: skip
