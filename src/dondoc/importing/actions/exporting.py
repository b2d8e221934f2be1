"""Ra tệp — a list, a report taken along as a file: which page, in which form, how many rows; never its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy

from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act
from dondoc.units.models import Unit

ACT = "importing.export"


@act(ACT, gettext_lazy("Tải ra tệp"))
def export(
    *, page: str, things: Sequence[str], form: str, rows: int, by: Actor, at: datetime, unit: Unit | None = None,
    about: models.Model | None = None, filters: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Tải ra tệp — who sees the rows may take them along: no right is asked, it is told that they did.

    `unit` is the one acted for; whoever acts for none is told of in the installation's own chain. `about` is the thing
    whose page it is, where it is one; `filters` are codes, days and chosen states, of a typed word only that there was one.
    """
    write(
        ACT,
        about,
        by=by,
        at=at,
        unit=unit,
        page=page,
        things=list(things),
        form=form,
        rows=rows,
        filters=dict(filters or {}),
    )
