"""Chia, tách — first the receivers, then who takes what, thing by thing; what is not chosen goes with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.reorganising import queries
from dondoc.reorganising.actions.splitting import Share, split
from dondoc.reorganising.actions.standing import New
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import choose
from dondoc.web.loading import actor_of, now_of, the_unit
from dondoc.web.reorganising.forms import SplitForm
from dondoc.web.reorganising.looking import TAKE, previewed
from dondoc.web.reorganising.wording import worded

MOST = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """Một thứ để chia — its box, its words, its page, and who was chosen."""

    box: str
    words: str
    url: str
    chosen: str


@require_http_methods(["GET", "POST"])
@login_required
def split_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Chia, tách."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = SplitForm(request.POST or None, actor=actor)

    def shown(said: dict[str, Any]) -> dict[str, Any]:
        heirs = _heirs(said, unit, actor)
        rest = heirs[0].name if said["ends"] else unit.name
        closes = (
            [_("%(unit)s kết thúc; mọi chức danh ở đó kết thúc theo, trừ người được chọn.") % {"unit": unit.name}]
            if said["ends"]
            else []
        )
        return {
            "passing": [(unit, queries.to_pass(unit, at_the_end=said["ends"]))],
            "choices": _choices(unit, actor, request), "heirs": [(str(n), heir.name) for n, heir in enumerate(heirs)],
            "rest": rest, "closes": closes,
            "opens": [_("%(heir)s: lập mới dưới %(parent)s.") % {"heir": h.name, "parent": h.parent} for h in heirs if isinstance(h, New)],
        }  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        shares = _shares(_heirs(said, unit, actor), unit, actor, request)
        row = split(unit=unit, shares=shares, ends=said["ends"], on=said["on"], decision=form.decision(), by=actor,
                    at=now_of(request))  # fmt: skip
        return reverse("reorganisation", args=[row.public_id])

    return previewed(request, form, shown, run, act="reorganising.split", where=unit, about=unit,
                     back=reverse("unit", args=[code]), template="reorganising/form.html")  # fmt: skip


def _heirs(said: dict[str, Any], unit: Unit, actor: Actor) -> list[Unit | New]:
    """A name or code of a unit that stands is that unit; any other is a new one beside the old."""
    names = list(dict.fromkeys(line.strip() for line in said["names"].splitlines() if line.strip()))
    if not 1 <= len(names) <= 20:
        raise Refused(_("Ghi từ 1 đến 20 đơn vị nhận, mỗi dòng một tên."))
    if unit.parent is None:
        raise Refused(_("%(unit)s là đơn vị gốc, không sắp xếp được.") % {"unit": unit.name})
    units = Unit.objects.granted(actor, "reorganising.split").working().exclude(pk=unit.pk)
    return [_heir(name, units, unit) for name in names]


def _heir(name: str, units: Any, unit: Unit) -> Unit | New:
    exact = [u for u in choose(name, units, limit=50) if name.lower() in (u.name.lower(), u.code.lower())]
    if len(exact) == 1:
        return exact[0]
    assert unit.parent is not None
    return New(name, unit.kind, unit.parent, is_abroad=unit.is_abroad, region=unit.region,
               hours_from_hanoi=unit.hours_from_hanoi)  # fmt: skip


def _things(unit: Unit, actor: Actor) -> dict[str, tuple[str, int, tuple[str, str]]]:
    """By box: the key, the id, the words and page — of what one sees, so many of a kind."""
    found: dict[str, tuple[str, int, tuple[str, str]]] = {}
    for key, thing in queries.things().items():
        if thing.at_the_end:
            continue
        ids = list(thing.to_pass(unit).order_by("pk").values_list("pk", flat=True)[:MOST])
        for pk, words in worded(thing.kind, ids, actor).items():
            found[f"{TAKE}{key}-{pk}"] = (key, pk, words)
    return found


def _choices(unit: Unit, actor: Actor, request: HttpRequest) -> list[tuple[str, list[Choice], int]]:
    """Under a heading each: units below, holders, and what is open; how many more there are that one cannot choose of."""
    groups: dict[str, list[Choice]] = {}
    for child in unit.children.filter(ended_on__isnull=True).order_by("path"):
        box = f"{TAKE}child-{child.public_id}"
        groups.setdefault(_("Đơn vị trực thuộc"), []).append(
            Choice(box, child.name, reverse("unit", args=[child.public_id]), request.POST.get(box, ""))
        )
    for held in queries.holders_of(unit, actor.today):
        box = f"{TAKE}held-{held.public_id}"
        words = f"{held.person} · {held.post.kind}"
        groups.setdefault(_("Tiếp tục giữ chức danh ấy tại nơi nhận"), []).append(
            Choice(box, words, "", request.POST.get(box, ""))
        )
    for box, (key, _pk, (words, url)) in _things(unit, actor).items():
        groups.setdefault(str(queries.things()[key].label), []).append(
            Choice(box, words, url, request.POST.get(box, ""))
        )
    counts = {line.label: line.count for line in queries.to_pass(unit, at_the_end=False)}
    titles = dict.fromkeys([*groups, *counts])
    return [(title, rows := groups.get(title, []), max(0, counts.get(title, 0) - len(rows))) for title in titles]


def _shares(heirs: list[Unit | New], unit: Unit, actor: Actor, request: HttpRequest) -> list[Share]:
    """What was chosen, heir by heir."""
    takes: list[dict[str, list[int]]] = [{} for _heir in heirs]
    children: list[list[Unit]] = [[] for _heir in heirs]
    keep: list[list[Holding]] = [[] for _heir in heirs]

    def chosen(box: str) -> int | None:
        place = request.POST.get(box, "")
        return int(place) if place.isdecimal() and int(place) < len(heirs) else None

    for box, (key, pk, _words) in _things(unit, actor).items():
        if (place := chosen(box)) is not None:
            takes[place].setdefault(key, []).append(pk)
    for child in unit.children.filter(ended_on__isnull=True):
        if (place := chosen(f"{TAKE}child-{child.public_id}")) is not None:
            children[place].append(child)
    for held in queries.holders_of(unit, actor.today):
        if (place := chosen(f"{TAKE}held-{held.public_id}")) is not None:
            keep[place].append(held)
    return [Share(heir, takes[n], children[n], keep[n]) for n, heir in enumerate(heirs)]
