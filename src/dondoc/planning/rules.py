"""Quy tắc của kế hoạch — plain values only: what may be sent, issued; hints; what changed; days from receipt to issue."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dondoc.planning.words import Answer, Lacks
from dondoc.reading.text import fold
from dondoc.shared.acts import Refused

Pieces = frozenset[tuple[str, ...]]
PIECE, ALIKE, SHORTEST = 3, 0.85, 8  # words of a piece; share of pieces in common; words a passage has at least


@dataclass(frozen=True, slots=True)
class Line:
    """Một mục như quy tắc thấy — which item, of which obligation, its words; `given` is what the paper itself says."""

    item: int
    text: str
    duty: int | None = None
    has_owner: bool = False
    due_on: date | None = None
    product: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """Một gợi ý — what, of which item, obligation or passage (`words`); with which other plan it is alike."""

    lacks: Lacks
    item: int | None = None
    duty: int | None = None
    other: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Một mục đã đổi — from one version to the next: added, dropped, or which of its words changed."""

    item: int
    what: str  # added | dropped | changed
    fields: tuple[str, ...] = ()


def hints(lines: Sequence[Line], duties: Iterable[int], others: Mapping[int, Iterable[str]]) -> list[Hint]:
    """Gợi ý cho người soạn — `duties` are the obligations that reach the unit; `others` texts of other units' issued plans."""
    held = {line.duty for line in lines}
    theirs = _pieces_of(others)
    found = [Hint(Lacks.LEFT_OUT, duty=duty) for duty in duties if duty not in held]
    for line in lines:
        found += [Hint(lacks, item=line.item) for lacks, is_so in (
            (Lacks.NO_OWNER, not line.has_owner), (Lacks.NO_DUE, line.due_on is None),
            (Lacks.NO_PRODUCT, not line.product.strip()),
        ) if is_so]  # fmt: skip
        other = _same_as(line.text, line.given, theirs)
        if other is not None:
            found.append(Hint(Lacks.SAME, item=line.item, other=other))
    return found


def same_words(text: str, others: Mapping[int, Iterable[str]]) -> list[Hint]:
    """Đoạn lời giống nhau — of what stands before and after the items, paragraph by paragraph."""
    theirs = _pieces_of(
        {plan: [part for said in texts for part in said.splitlines()] for plan, texts in others.items()}
    )
    found = [(part, _same_as(part, "", theirs)) for part in text.splitlines()]
    return [Hint(Lacks.SAME_WORDS, other=other, words=part) for part, other in found if other is not None]


def _pieces_of(others: Mapping[int, Iterable[str]]) -> list[tuple[int, Pieces]]:
    return [(plan, pieces(text)) for plan, texts in others.items() for text in texts]


def _same_as(text: str, given: str, theirs: Sequence[tuple[int, Pieces]]) -> int | None:
    """The first other plan with a passage alike; what only repeats the paper's own words is nobody's copy."""
    mine = pieces(text)
    if len(words(text)) < SHORTEST or alike(mine, pieces(given)):
        return None
    return next((plan for plan, passage in theirs if alike(mine, passage)), None)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def pieces(text: str) -> Pieces:
    """Runs of three words, without tone marks, case and signs."""
    said = words(text)
    return frozenset(tuple(said[n : n + PIECE]) for n in range(max(len(said) - PIECE + 1, 1 if said else 0)))


def alike(one: Pieces, other: Pieces) -> bool:
    """Equal, or nearly: most pieces of both are the same; those of very different length are not looked at."""
    short, long = sorted((len(one), len(other)))
    return short >= ALIKE * long > 0 and len(one & other) >= ALIKE * len(one | other)


def key_of(text: str) -> str:
    """The name of a passage's words: the same for the same words, whatever their case and signs."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()[:40]


Fields = Mapping[str, object]


def changes(before: Mapping[int, Fields], after: Mapping[int, Fields]) -> list[Change]:
    """Bản sau đổi gì so với bản trước — by item, in the order of the later; what was dropped comes last."""
    found = []
    for item, said in after.items():
        if item not in before:
            found.append(Change(item, "added"))
        elif other := tuple(name for name, value in said.items() if before[item].get(name) != value):
            found.append(Change(item, "changed", other))
    return found + [Change(item, "dropped") for item in before if item not in after]


def lag(received_on: date | None, issued_on: date) -> int | None:
    """Từ ngày nhận đến ngày ban hành — calendar days; None where the day of receipt is not known or lies later."""
    return None if received_on is None or received_on > issued_on else (issued_on - received_on).days


def check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Cần ghi nội dung của mục."))


def check_title(title: str) -> None:
    if not title.strip():
        raise Refused(_("Cần ghi trích yếu của kế hoạch."))


def check_some(items: int) -> None:
    """A plan that says nothing is neither sent round nor issued."""
    if not items:
        raise Refused(_("Kế hoạch chưa có mục nào."))


def check_round(units: int, until_on: date, today: date) -> None:
    if not units:
        raise Refused(_("Chọn ít nhất một đơn vị hoặc chức danh để xin ý kiến."))
    if until_on < today:
        raise Refused(_("Ngày hết hạn góp ý đã qua."))


def check_answer(answer: str, why: str) -> None:
    """What is not wholly taken is explained."""
    if answer != Answer.YES and not why.strip():
        raise Refused(_("Không tiếp thu, hoặc tiếp thu một phần: cần giải trình vì sao."))


def check_answered(waiting: int) -> None:
    if waiting:
        raise Refused(_("Còn %(n)s ý kiến chưa được trả lời. Trả lời từng ý kiến trước khi ban hành.") % {"n": waiting})


def check_day(on: date, today: date, source_on: date | None) -> None:
    if on > today:
        raise Refused(_("Ngày ban hành chưa tới."))
    if source_on is not None and on < source_on:
        raise Refused(
            _("Ngày ban hành trước ngày của văn bản được thực hiện (%(day)s).") % {"day": f"{source_on:%d/%m/%Y}"}
        )
