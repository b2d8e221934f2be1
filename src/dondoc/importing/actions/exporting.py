"""Ra tệp — a list taken along as a file: which page, in which form, how many rows; never its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import act
from dondoc.units.models import Unit


@act("importing.export", gettext_lazy("Tải danh sách ra tệp"))
def export(
    *, page: str, things: Sequence[str], form: str, rows: int, by: Actor, at: datetime, unit: Unit | None = None
) -> None:
    """Tải danh sách ra tệp — who sees the rows may take them along: no right is asked, it is told that they did.

    `unit` is the one acted for; whoever acts for none is told of in the installation's own chain.
    """
    write("importing.export", None, by=by, at=at, unit=unit, page=page, things=list(things), form=form, rows=rows)
