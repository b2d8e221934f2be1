"""Tự soát — the author's own ticks beside his own text: no act, no line of the journal, nothing anybody else can ask for.

As with what is typed and not sent (docs/decisions/0014-drafts.md), it is nobody's record.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.pledging.models import Pledge, Tick
from dondoc.pledging.words import Question
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused


def ticked(pledge: Pledge, by: Actor) -> set[str]:
    """Which the author ticked; nothing for anybody else."""
    return set(Tick.objects.visible_to(by).filter(pledge=pledge).values_list("question", flat=True))


@transaction.atomic
def tick(*, pledge: Pledge, questions: Collection[str], by: Actor) -> None:
    """Tự soát — what stands ticked now is all that is kept."""
    if not by.person_id or by.person_id != pledge.person_id:
        raise Refused(_("Phần tự soát chỉ của chính người viết."))
    Tick.objects.visible_to(by).filter(pledge=pledge).delete()
    kept = [one for one in Question.values if one in questions]
    Tick.objects.bulk_create(Tick(pledge=pledge, question=one) for one in kept)
