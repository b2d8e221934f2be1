"""Lấy ra để xem — a programme, an item, a figure, and what the machine found in a programme's paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from dondoc.documents.models import Reading
from dondoc.programmes.models import Carrying, Exemption, Item, Programme, Value
from dondoc.programmes.numbers import understood
from dondoc.programmes.queries import Carried, duties, duties_then
from dondoc.programmes.words import Direction, ItemKind
from dondoc.shared.actor import Actor
from dondoc.web.asof import Look
from dondoc.web.loading import actor_of, latest_reading, one

_LABEL = re.compile(r"^(?:\d{1,2}[.)]|[a-zđ]\)|[-–+])\s+")
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi|từng|một) năm", re.IGNORECASE)
_DIRECTIONS = {">=": Direction.AT_LEAST, "<=": Direction.AT_MOST, "=": Direction.EXACTLY}


def the_programme(request: HttpRequest, code: str) -> Programme:
    return one(Programme.objects.visible_to(actor_of(request)).for_list(), code)


def the_item(request: HttpRequest, code: str) -> Item:
    return one(Item.objects.visible_to(actor_of(request)).for_list(), code)


def carried(items: Sequence[Item], actor: Actor, look: Look) -> Carried:
    """Nhiệm vụ của từng mục — today, or on the day looked at."""
    past = look.past
    return duties_then(items, actor, past, look.now) if past else duties(items, actor, look.moment)


def the_value(request: HttpRequest, code: str) -> Value:
    return one(Value.objects.visible_to(actor_of(request)).for_list(), code)


def the_exemption(request: HttpRequest, code: str) -> Exemption:
    rows = Exemption.objects.visible_to(actor_of(request)).select_related("item__programme__unit", "unit")
    return one(rows, code)


def the_carrying(request: HttpRequest, code: str) -> Carrying:
    rows = Carrying.objects.visible_to(actor_of(request)).select_related("item__programme__unit", "obligation")
    return one(rows, code)


@dataclass(frozen=True, slots=True)
class Found:
    """Đoạn máy đọc được — a target or a duty of the paper with its own words; nothing until a person records it."""

    key: str  # "targets.3"
    reading: Reading
    start: int
    end: int
    words: str
    what: str
    initial: dict[str, Any] = field(default_factory=dict)
    item: Item | None = None  # recorded already


def found_in(programme: Programme, actor: Actor) -> list[Found]:
    """Các đoạn máy đọc được trong văn bản của chương trình — targets first, then duties, as in the text."""
    reading = latest_reading(programme.paper)
    if reading is None:
        return []
    rows = Item.objects.visible_to(actor).standing().filter(programme=programme, reading=reading).order_by("id")
    said = {(row.start, row.end): row for row in rows}
    return [_found(reading, kind, place, row, said, programme) for kind in ("targets", "obligations")
            for place, row in enumerate(reading.body.get(kind, [])) if _is_proposed(row)]  # fmt: skip


def _is_proposed(row: dict[str, Any]) -> bool:
    """Targets and duties; a share already reached (“5/6 chỉ tiêu”) is a result, a ban or a power no work."""
    return row.get("kind", "task") in ("task", "standing") and not row.get("met")


def found_one(programme: Programme, actor: Actor, key: str, kind: str) -> Found | None:
    """The passage an address names; None where it names none."""
    if not key:
        return None
    found = next((row for row in found_in(programme, actor) if row.key == key and key.startswith(kind)), None)
    if found is None:
        raise Http404
    return found


def _found(
    reading: Reading, kind: str, place: int, row: dict[str, Any], said: dict[tuple[int | None, int | None], Item], programme: Programme
) -> Found:  # fmt: skip
    start, end = row["start"], row["end"]
    item, words = said.get((start, end)), _line(reading.text, start, end)
    if kind == "targets":
        return Found(
            f"{kind}.{place}", reading, start, end, words, _("chỉ tiêu"), _target(row, reading.text, programme), item
        )
    initial = {
        "kind": ItemKind.TASK,
        "text": row["text"][:1].upper() + row["text"][1:],
        "provision": row.get("provision") or "",
    }
    return Found(f"{kind}.{place}", reading, start, end, words, _("nhiệm vụ"), initial, item)


def _line(text: str, start: int, end: int) -> str:
    """The whole lines in which a passage stands."""
    last = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else None].strip()


def _target(row: dict[str, Any], text: str, programme: Programme) -> dict[str, Any]:
    """What the reader saw of a target, as a form's first values: a person looks at each before it is recorded."""
    start, end = row["start"], row["end"]
    lead = re.split(r"[;\n]", text[max(start - 200, 0) : start])[-1]  # "Hằng năm, " stands before the measure
    words = _LABEL.sub("", " ".join((lead + text[start:end]).split()))
    initial = {
        "text": words[:1].upper() + words[1:], "measure": (row.get("measure") or words)[:500], "word": row.get("unit") or "",
        "direction": _DIRECTIONS.get(row.get("direction", ""), Direction.AT_LEAST),
        "value": understood(row.get("value") or ""), "is_yearly": bool(_YEARLY.search(words)),
    }  # fmt: skip
    year = str(row.get("by") or "")[:4]
    if year.isdecimal() and programme.from_on.year <= int(year) < programme.until_on.year:
        initial["by_on"] = date(int(year), 12, 31)
    return initial
