"""Độ phủ từng văn bản — of the paper looked at, else of the newest, what was given by whether it has a proof, an act, nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dondoc.documents.models import Paper
from dondoc.mirror import matrix
from dondoc.mirror.queries import Mirror, papers
from dondoc.web.asof import Look
from dondoc.web.mirror.asking import Asked
from dondoc.web.mirror.matrix import MARKS, WORDS
from dondoc.web.pictures import Part, share

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Covered:
    """Một văn bản — its bar, shares with a proof, all, how many of its passages nobody has touched, of how many."""

    paper: Paper
    url: str
    picture: SafeString
    proved: int
    n: int
    silent: int
    passages: int


def covered(said: Asked, look: Look) -> list[Covered]:
    """Each opens its passages by units. One query a paper."""
    mirror = said.mirror
    found = [said.paper] if said.paper else papers(mirror.actor, NEWEST)
    return [_covered(paper, said, look) for paper in found]


def _covered(paper: Paper, said: Asked, look: Look) -> Covered:
    mirror = said.mirror
    counts = matrix.totals(Mirror(mirror.actor, replace(mirror.scope, paper=paper.pk), mirror.is_today)).values()
    proved, acted, n = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    url, title = (
        look.url("mirror_paper", paper.public_id, **said.beyond_paper),
        _("Việc của %(paper)s") % {"paper": paper},
    )
    told = {matrix.PROVED: proved, matrix.ACTED: acted - proved, matrix.NOTHING: n - acted}
    parts = [Part(MARKS[state], str(WORDS[state]), count, "") for state, count in told.items() if count]
    return Covered(paper, url, share(parts, title), proved, n, sum(not a for _p, a, _n in counts), len(counts))
