"""Điều đang soi — unit, part, period, kept in the address with the day."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dondoc.access.rights import SEE, reaches
from dondoc.documents.models import Paper
from dondoc.mirror.queries import Mirror, papers
from dondoc.mirror.scope import PARTS, PERIODS, Scope
from dondoc.shared.actor import Actor
from dondoc.units.models import Kind, Tree, Unit
from dondoc.units.queries import acting_unit
from dondoc.web.asof import Look
from dondoc.web.forms import FEW, unit_label
from dondoc.web.obligations.filters import Choice, Filter

PAPERS = 30  # offered to choose from; of the others the paper's own page leads here


@dataclass(frozen=True, slots=True)
class Asked:
    """Câu hỏi — the mirror, and the words of the address that ask for the same."""

    mirror: Mirror
    query: dict[str, str]
    paper: Paper | None = None

    def url(self, look: Look, **more: str) -> str:
        """Where the rows of a figure are listed."""
        return look.url("mirror_rows", **self.query, **more)

    @property
    def beyond_paper(self) -> dict[str, str]:
        """The same of any paper: for pages whose address names one."""
        return {name: word for name, word in self.query.items() if name != "paper"}


def asked(request: HttpRequest, actor: Actor, look: Look, paper_code: str = "") -> Asked | None:
    """What the address asks for; None where no unit is one's own or named, or one sees no work at all."""
    seen = Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE)
    unit = seen.filter(public_id=request.GET.get("unit", "")).first() or acting_unit(actor)
    if unit is None or not reaches(actor, SEE):
        return None
    part, period = _one_of(request, "part", PARTS), _one_of(request, "period", PERIODS)
    level = _one_of(request, "level", tuple(Kind.values))
    paper = _paper(paper_code or request.GET.get("paper", ""), actor)
    day = look.past or actor.today
    scope = Scope(unit, day, look.now, part, period, paper.pk if paper else None, level)
    query = {"unit": unit.public_id, "part": part, "level": level, "period": period,
             "paper": paper.public_id if paper else ""}  # fmt: skip
    return Asked(Mirror(actor, scope, look.past is None), query, paper)


def _paper(code: str, actor: Actor) -> Paper | None:
    return Paper.objects.visible_to(actor).filter(public_id=code).first() if code else None


def _one_of(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    said = request.GET.get(name, "")
    return said if said in known else ""


def filters(actor: Actor, said: Asked) -> list[Filter]:
    """“Soi *Đảng bộ …*, *đơn vị và mọi đơn vị bên dưới*, *từ đầu*”."""
    scope = said.mirror.scope
    parts = [Choice("", _("đơn vị và mọi đơn vị bên dưới")), Choice("own", _("riêng đơn vị")),
             Choice("below", _("các đơn vị bên dưới"))]  # fmt: skip
    periods = [Choice("", _("từ đầu")), Choice("year", _("năm nay")), Choice("quarter", _("quý này"))]
    found = [Filter(_("gồm"), "part", scope.part, parts), *_levels(actor, scope.level), *_papers(actor, said.paper),
             Filter(_("kỳ"), "period", scope.period, periods)]  # fmt: skip
    rows = list(Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE).order_by("path", "id")[: FEW + 1])
    if not 1 < len(rows) <= FEW:
        return found
    units = [Choice(row.public_id, unit_label(row)) for row in rows]
    return [Filter(_("Soi việc của"), "unit", scope.unit.public_id, units), *found]


def _levels(actor: Actor, level: str) -> list[Filter]:
    """Cấp — the kinds of units one sees; no choice where there is one."""
    kinds = (
        Unit.objects.visible_to(actor).exclude(tree=Tree.OUTSIDE).order_by().values_list("kind", flat=True).distinct()
    )
    found = [Choice(kind.value, str(kind.label)) for kind in Kind if kind in set(kinds)]
    return [Filter(_("cấp"), "level", level, [Choice("", _("mọi cấp")), *found])] if len(found) > 1 else []


def _papers(actor: Actor, paper: Paper | None) -> list[Filter]:
    found = papers(actor, PAPERS)
    shown = found if paper is None or paper in found else [paper, *found]
    choices = [Choice("", _("mọi văn bản")), *(Choice(row.public_id, f"{row}"[:60]) for row in shown)]
    return [Filter(_("theo"), "paper", paper.public_id if paper else "", choices)] if shown else []
