"""Xóa theo yêu cầu — what goes, what stays and for which duty; the same list is shown before and counted after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dondoc.access.actions import erase_payload
from dondoc.access.models import Person
from dondoc.access.subjects import erase_name
from dondoc.journal.queries import Line, story
from dondoc.personal import rules
from dondoc.personal.declared import abouts, purposes
from dondoc.personal.holding import LegalHold, Over
from dondoc.personal.queries import held_about, subject_of
from dondoc.personal.retaining import holds_on, people_held
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.subject import Subject
from dondoc.units.models import Holding, Unit

NAME = "access.person"
KEEP_THE_NAME = ("posts", "acting")  # records that must say who
WORDS = "acting"  # the purpose of what the journal says of a person


@dataclass(frozen=True, slots=True)
class Fate:
    """Dữ liệu ấy sẽ ra sao — erased, or kept and why."""

    key: str
    label: Label
    count: int
    why: str  # "" where it goes
    is_held: bool = False  # by a legal hold, as long as it lasts

    @property
    def goes(self) -> bool:
        return not self.why


def fates(person: Person, by: Actor) -> list[Fate]:
    """Cái gì mất, cái gì còn — what would go stays under a legal hold; row counts are exact to a thousand."""
    holds = _holds_over(person, by)
    held = [one for found in held_about(subject_of(person)).values() for one in found]
    keeps = [purposes()[one.about.purpose].stays for one in held if one.about.purpose in KEEP_THE_NAME]
    found = []
    for one in held:
        why = "" if one.about.erase else purposes()[one.about.purpose].stays
        if one.about.key == NAME:
            why = keeps[0] if keeps else ""
        holding = [] if why else [row for row in holds if row.over != Over.PURPOSE or row.purpose == one.about.purpose]
        why = _because(holding, by) if holding else why
        found.append(Fate(one.about.key, one.about.label, one.count, why, bool(holding)))
    return found


def _holds_over(person: Person, by: Actor) -> list[LegalHold]:
    """Lệnh giữ chạm tới người này — over the person, a unit where a post is or was held, or a purpose."""
    return [row for row in holds_on(by.today) if row.over == Over.PURPOSE or person.pk in people_held([row])]


def _because(holds: list[LegalHold], by: Actor) -> str:
    """Vì sao giữ — the order, to whom it may be told; others learn only that a duty keeps it."""
    told = LegalHold.objects.visible_to(by).filter(pk__in=[row.pk for row in holds]).order_by("id").first()
    if told is None:
        return _("Cơ quan còn nghĩa vụ giữ; hỏi người phụ trách bảo vệ dữ liệu")
    return _("Lệnh giữ dữ liệu: %(ground)s") % {"ground": told.because}


def erase(person: Person, *, unit: Unit, by: Actor, at: datetime) -> dict[str, int]:
    """Xóa những gì không nghĩa vụ, lệnh giữ nào giữ — by each room's own hand; returns rows erased by key."""
    who, plan = subject_of(person), {fate.key: fate for fate in fates(person, by)}
    rules.check_anything_free([fate.is_held for fate in plan.values() if fate.goes or fate.is_held])
    done = {key: about.erase(who) for key, about in abouts().items() if about.erase and key in plan and plan[key].goes}
    kept = [row for row in _holds_over(person, by) if row.over != Over.PURPOSE or row.purpose == WORDS]
    lines = 0 if kept else _drop_words(who, by=by, at=at)
    if NAME in plan and plan[NAME].goes:
        erase_name(person=person, on=hanoi_day(at), unit=unit, by=by, at=at)
        done[NAME] = 1
    return {**done, **({"journal.payload": lines} if lines else {})}


def _drop_words(who: Subject, *, by: Actor, at: datetime) -> int:
    """Lời trong nhật ký về chính người ấy — lines about the person or the account that hold words, not only ids."""
    about = [("access.person", who.person_id), *(("access.user", pk) for pk in who.accounts)]
    lines = [line for kind, pk in about for line in story(kind, pk, limit=1000) if _has_words(line)]
    for line in lines:
        erase_payload(entry=line, ground="Yêu cầu xóa của chủ thể dữ liệu", by=by, at=at)
    return len(lines)


def _has_words(line: Line) -> bool:
    payload = getattr(line, "payload", None)
    return line.unit is not None and payload is not None and any(isinstance(v, str) for v in payload.body.values())


def posts_held(person: Person, by: Actor) -> int:
    """Chức danh đang giữ."""
    return Holding.objects.on(by.today).filter(person=person).count()
