"""Điều đang soi — unit, part, period, day and the moment until which data count, kept in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dondoc.access.rights import SEE, reaches
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import PARTS, PERIODS, Scope
from dondoc.shared.actor import Actor
from dondoc.units.models import Tree, Unit
from dondoc.units.queries import acting_unit
from dondoc.web.asof import Look
from dondoc.web.forms import FEW, unit_label
from dondoc.web.obligations.filters import Choice, Filter

KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Asked:
    """Câu hỏi — the mirror, and the words of the address that ask for the same."""

    mirror: Mirror
    query: dict[str, str]
    known: str

    def url(self, look: Look, **more: str) -> str:
        """Where the rows of a figure are listed."""
        return look.url("mirror_rows", **self.query, **({KNOWN: self.known} if self.known else {}), **more)


def asked(request: HttpRequest, actor: Actor, look: Look) -> Asked | None:
    """What the address asks for; None where no unit is one's own or named, or one sees no work at all."""
    seen = Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE)
    unit = seen.filter(public_id=request.GET.get("unit", "")).first() or acting_unit(actor)
    if unit is None or not reaches(actor, SEE):
        return None
    known = known_by(request.GET.get(KNOWN, ""), look.now)
    part, period = _one_of(request, "part", PARTS), _one_of(request, "period", PERIODS)
    day = look.past or actor.today
    scope = Scope(unit, day, known or look.now, part, period)
    query = {"unit": unit.public_id, "part": part, "period": period}
    return Asked(Mirror(actor, scope, not look.past and known is None), query, known.isoformat() if known else "")


def known_by(words: str, now: datetime) -> datetime | None:
    """Theo số liệu nhập đến — a moment of before now, as an address of this page says it."""
    try:
        at = datetime.fromisoformat(words[:40].replace(" ", "+"))
    except ValueError:
        return None
    return at if at.tzinfo is not None and at < now else None


def _one_of(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    said = request.GET.get(name, "")
    return said if said in known else ""


def filters(actor: Actor, said: Asked) -> list[Filter]:
    """“Soi *Đảng bộ …*, *đơn vị và mọi đơn vị bên dưới*, *từ đầu*”."""
    scope = said.mirror.scope
    parts = [Choice("", _("đơn vị và mọi đơn vị bên dưới")), Choice("own", _("riêng đơn vị")),
             Choice("below", _("các đơn vị bên dưới"))]  # fmt: skip
    periods = [Choice("", _("từ đầu")), Choice("year", _("năm nay")), Choice("quarter", _("quý này"))]
    found = [Filter(_("gồm"), "part", scope.part, parts), Filter(_("kỳ"), "period", scope.period, periods)]
    rows = list(Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE).order_by("path", "id")[: FEW + 1])
    if not 1 < len(rows) <= FEW:
        return found
    units = [Choice(row.public_id, unit_label(row)) for row in rows]
    return [Filter(_("Soi việc của"), "unit", scope.unit.public_id, units), *found]
