"""Văn bản quy định — the rules of a topic through time: which followed which, which holds."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.regulations.rulesets import RuleSet, book
from dondoc.regulations.words import Certainty
from dondoc.web.asof import looking
from dondoc.web.loading import actor_of
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.pictures import Span, timeline


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Văn bản qua thời gian — drawn, and as a table; those of other bodies apart."""
    actor, look, known = actor_of(request), looking(request), book()
    day = look.past or actor.today
    topic = request.GET.get("topic", "")
    topic = topic if topic in known.topics else next(iter(known.topics))
    rules = [rule for rule in known.rules.values() if rule.topic == topic]
    ours = [rule for rule in rules if not rule.binds]
    counted = {rule.id: sum(g.rule.id == rule.id for rows in known.gives.values() for g in rows) for rule in rules}
    topics = [Choice(key, title) for key, title in known.topics.items()]
    holding = sum(rule.holds(day) for rule in ours)
    title = _("%(holding)s trong %(all)s văn bản đang áp dụng") % {"holding": holding, "all": len(ours)}
    context = {
        "rows": [(rule, rule.holds(day), counted[rule.id]) for rule in ours],
        "elsewhere": [(rule, True, counted[rule.id]) for rule in rules if rule.binds], "finding": title,
        "picture": timeline(_chains(ours, day), day, title), "day": day, "filters": [Filter(_("Văn bản về"), "topic", topic, topics)],
        "kept": look.query, "topic": known.topics[topic],
    }  # fmt: skip
    return page(request, "regulations/rules.html", context)


def _chains(rules: list[RuleSet], day: date) -> list[tuple[str, list[Span]]]:
    """The spans of each chain, in the order of the data."""
    found: dict[str, list[Span]] = {}
    for rule in rules:
        until = f"{rule.until_on:%d/%m/%Y}" if rule.until_on else _("nay")
        said = f"{rule.number} · {rule.title} · {rule.from_on:%d/%m/%Y} – {until}"
        sure = rule.certainty is not Certainty.UNCONFIRMED
        found.setdefault(rule.chain, []).append(
            Span(rule.number, said, rule.from_on, rule.until_on, f"#{rule.id}", rule.holds(day), sure)
        )
    return list(found.items())
