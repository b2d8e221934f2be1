"""Lời của nhiệm vụ như cuối ngày D — what its product and words say, with amendments of later, or entered later, undone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from dondoc.mirror import rules
from dondoc.mirror.scope import Scope
from dondoc.obligations.models import Obligation
from dondoc.obligations.past import amended_since
from dondoc.planning.words import NAMED

# Of a rule that is understood (reminding.rules); what comes round otherwise has no day.
REPEATS = tuple(f"FREQ={often}" for often in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
# Việc yêu cầu ra kế hoạch: by its product, or by what its own words say
MADE = ("xây dựng kế hoạch", "ban hành kế hoạch", "xây dựng chương trình", "ban hành chương trình")


@dataclass(frozen=True, slots=True)
class Sense:
    """Một nghĩa — as a condition of the columns, and of one row whose words of then are put back."""

    columns: Callable[[str], Q]  # from what leads to the obligation
    row: Callable[[Obligation], bool]


def _begins(words: Collection[str]) -> Callable[[str], Q]:
    def columns(at: str) -> Q:
        found = Q()
        for word in written(words):
            found |= Q(**{f"{at}product__istartswith": word})
        return ~Q(**{f"{at}product": ""}) & found

    return columns


def written(words: Collection[str]) -> list[str]:
    """Hoa, thường — as they may stand: SQLite takes a small letter for its large one only where neither bears a mark."""
    if connection.vendor == "postgresql":
        return list(words)
    shapes = [shape for word in words for shape in (word, word[:1].upper() + word[1:], word.upper())]
    return list({_as_sqlite_sees(shape): shape for shape in reversed(shapes)}.values())


def _as_sqlite_sees(word: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in word)


def _repeats(at: str) -> Q:
    found = Q()
    for words in REPEATS:
        found |= Q(**{f"{at}recurs__startswith": words})
    return found


def _asks(at: str) -> Q:
    """By the product, or by the words."""
    found = _begins(NAMED)(at)
    if connection.vendor == "postgresql":  # which would make capitals of the words anew for each of them
        return found | Q(**{f"{at}text__iregex": "|".join(MADE)})
    for words in written(MADE):
        found |= Q(**{f"{at}text__icontains": words})
    return found


def _is_begun(row: Obligation, words: Collection[str]) -> bool:
    return row.product.lower().startswith(tuple(word.lower() for word in words))


HAS_PRODUCT = Sense(lambda at: ~Q(**{f"{at}product": ""}), lambda row: bool(row.product))
PRODUCTS = {
    product: Sense(_begins(words), lambda row, words=words: _is_begun(row, words))  # type: ignore[misc]
    for product, words in rules.PRODUCTS.items()
}
RECURS = Sense(_repeats, lambda row: row.recurs.startswith(REPEATS))
COMES_AGAIN = Sense(lambda at: ~Q(**{f"{at}recurs": ""}), lambda row: bool(row.recurs))  # by a rule understood or not
ASKS_A_PLAN = Sense(_asks, lambda row: _is_begun(row, NAMED) or any(words in row.text.lower() for words in MADE))


def amended(scope: Scope) -> list[Obligation]:
    """Những nhiệm vụ lời khác lúc ấy — few, mostly none."""
    return amended_since(scope.day, scope.known_by)


def meant(sense: Sense, changed: Collection[Obligation], at: str = "obligation") -> Q:
    """Of a work, what its obligation meant then; `at` leads to the obligation."""
    now = sense.columns(f"{at}__")
    if not changed:
        return now
    held = [row.pk for row in changed if sense.row(row)]
    return (now & ~Q(**{f"{at}__in": [row.pk for row in changed]})) | Q(**{f"{at}__in": held})
