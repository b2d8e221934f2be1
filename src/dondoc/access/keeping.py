"""Người thuộc phạm vi — whose account, name and identity an actor keeps: the one rule, asked by pages and by acts.

A person is kept where every post and every right of theirs stands, now or yet to come: one that is
held above, or in another branch, and its holder's account is no longer for those below (decision 0026).
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.access.models import Grant, Person
from dondoc.access.rights import Reach, inside, main_root, may, reaches, require
from dondoc.journal.queries import story_of
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused


def kept(actor: Actor, act: str, who: str = "pk") -> Q:
    """Thuộc phạm vi — the condition over rows whose column `who` names a person; at the root, everybody."""
    if keeps_house(actor, act):
        return Q()
    where = reaches(actor, act)
    return _seated_inside(actor, where, who) if where else Q(pk__in=())


def keeps_house(actor: Actor, act: str) -> bool:
    """Giữ cả cơ quan — who holds the right at the root."""
    return actor.is_setup or (bool(reaches(actor, act)) and may(actor, act, main_root()))


def require_kept(actor: Actor, act: str, person: Person | None, unit: Any) -> None:
    """Kiểm tra phạm vi — the right at `unit`, and that the person is the actor's to keep by that very right."""
    require(actor, act, unit)
    if keeps_house(actor, act):
        return
    if person is None or not Person.objects.filter(kept(actor, act), pk=person.pk).exists():
        raise Refused(
            _("Người này giữ chức danh hoặc có quyền ngoài phạm vi của đồng chí. Việc này do quản trị cấp trên làm.")
        )


def _seated_inside(actor: Actor, where: list[Reach], who: str) -> Q:
    """Posts that last all inside; without one, all that ever were; without any, registered by a unit inside."""
    lasting = Q(until_on=None) | Q(until_on__gte=actor.today)
    seats, rights = _holdings().filter(person=OuterRef(who)), Grant.objects.filter(lasting, person=OuterRef(who))
    beside = seats.exclude(inside("post__unit__path", where))
    registered = story_of("access.register_person", "access.person").filter(
        inside("unit__path", where), thing_id=OuterRef(who)
    )
    seated = Exists(seats.filter(lasting)) & ~Exists(beside.filter(lasting))
    unseated = ~Exists(seats.filter(lasting)) & ~Exists(beside) & (Exists(seats) | Exists(registered))
    return Q(seated | unseated) & Q(~Exists(rights.exclude(inside("unit__path", where))))


def _holdings() -> QuerySet[Any]:
    """The holdings of posts, which stand above this room: known here by what a person holds."""
    return Person._meta.get_field("holdings").related_model._base_manager.all()  # type: ignore[union-attr,no-any-return]
