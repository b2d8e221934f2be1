"""Con số của quy định — all of them, the open ones first; one with its history."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.access.rights import may
from dondoc.documents.office import house_catalogue
from dondoc.reading.text import fold
from dondoc.regulations.figures import Figure
from dondoc.regulations.models import OfficeFigure
from dondoc.regulations.queries import Line, keeper, lines
from dondoc.regulations.rulesets import Subject, book
from dondoc.regulations.words import WORDS, Level, said
from dondoc.web.asof import looking
from dondoc.web.lists import Column, Listing, as_file, query_of
from dondoc.web.loading import actor_of
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.story import told

FEW_OPEN = 8


def words_of(found: Any) -> str:
    """A figure in words, or what is missing of it."""
    if isinstance(found, Figure):
        return said(found.amount, found.unit, found.given.subject.bound, found.given.subject.of, say=_)
    return _(WORDS[found.why])


def _source(line: Line) -> str:
    if isinstance(line.found, Figure) and line.found.office:
        return line.found.office.ground
    return " ".join(part for part in (line.given.at, line.given.rule.number) if part) if line.given else ""


COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Điều"), 60, lambda line: line.subject.words),
    Column(gettext_lazy("Cấp"), 18, lambda line: _(WORDS[line.level]) if line.level else ""),
    Column(gettext_lazy("Áp dụng"), 28, lambda line: words_of(line.found)),
    Column(gettext_lazy("Theo"), 36, _source),
    Column(gettext_lazy("Mức chắc chắn"), 22, lambda line: _(WORDS[line.found.certainty]) if isinstance(line.found, Figure) else ""),
)  # fmt: skip


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Quy định — by topic, what applies on the day looked at; what waits for the office first."""
    actor, look = actor_of(request), looking(request)
    topic, how, words = (request.GET.get(name, "").strip()[:100] for name in ("topic", "how", "words"))
    day = look.past or actor.today
    shown = [line for line in lines(day) if _asked(line, topic, how, words)]
    if file := as_file(request, _("Con số của quy định ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}, COLUMNS, shown):
        return file
    listing = Listing(shown, 1, False, len(shown), False, query_of(request))
    waiting = [line for line in shown if line.is_open]
    is_whole = how == "open" or bool(words) or listing.is_printed
    context = {
        "listing": listing, "day": day, "waiting": waiting if is_whole else waiting[:FEW_OPEN], "open_count": len(waiting),
        "topics": _by_topic([] if how == "open" else [line for line in shown if not line.is_open]),
        "filters": _sentence(topic, how), "words": words, "kept": look.query,
        "may_set": not look.past and may(actor, "regulations.set_figure", keeper()), "catalogue": house_catalogue(),
    }  # fmt: skip
    return page(request, "regulations/list.html", context)


def _asked(line: Line, topic: str, how: str, words: str) -> bool:
    given = line.given
    told_by = f"{line.subject.words} {given.rule.number if given else ''} {line.subject.key}"
    return (
        topic in ("", line.subject.topic)
        and (how != "open" or line.is_open)
        and (how != "doubt" or line.may_be_set)
        and all(word in fold(told_by) for word in fold(words).split())
    )


def _sentence(topic: str, how: str) -> list[Filter]:
    """“Con số *chờ cơ quan đặt* về *kiểm tra, giám sát*”."""
    hows = [
        Choice("", _("mọi con số")),
        Choice("open", _("con số chờ cơ quan đặt")),
        Choice("doubt", _("con số chưa đối chiếu")),
    ]
    topics = [Choice("", _("mọi chủ đề")), *(Choice(key, title) for key, title in book().topics.items())]
    return [Filter(_("Xem"), "how", how, hows), Filter(_("về"), "topic", topic, topics)]


def _by_topic(shown: list[Line]) -> list[tuple[str, str, list[Line]]]:
    found = [
        (key, title, [line for line in shown if line.subject.topic == key]) for key, title in book().topics.items()
    ]
    return [row for row in found if row[2]]


def the_subject(key: str) -> Subject:
    """A subject by its key, or 404."""
    if key not in book().subjects:
        raise Http404
    return book().subjects[key]


@require_GET
@login_required
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Một con số — what applies, what each rule said since when, what the office set, what others chose."""
    actor, look, subject = actor_of(request), looking(request), the_subject(key)
    day = look.past or actor.today
    rows = list(OfficeFigure.objects.visible_to(actor).filter(key=key).order_by("-from_on", "-id"))
    givens = [given for level in book().levels(key) for given in reversed(book().ours(key, level))]
    context = {
        "subject": subject, "topic": book().topics[subject.topic], "lines": lines(day, key), "day": day,
        "givens": [(given, given.holds(day)) for given in givens], "elsewhere": book().elsewhere(key),
        "own": [(row, row.value, book().given(row.given), Level(row.level) if row.level else None) for row in rows],
        "may_set": not look.past and may(actor, "regulations.set_figure", keeper()),
        "may_withdraw": not look.past and may(actor, "regulations.withdraw_figure", keeper()),
        "story": [said for row in rows[:3] for said in told("regulations.officefigure", row.pk, look.past)],
    }  # fmt: skip
    return page(request, "regulations/figure.html", context)
