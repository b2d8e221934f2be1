"""Ngắt khi đang gửi thư — a run is begun in a process that dies at its n-th statement, then done again: python -m tests.long.lettering.

After each death the letters of the day are forgotten, and an urgent paper is entered; the mail host is a real one, outside what dies.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import timedelta
from itertools import count
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
BOXES = ("leader", "doer", "above")


def main() -> dict[str, Any]:
    from django.conf import settings

    from dondoc.cli.ready import prepare_place
    from dondoc.reminding.actions.writing import AGAIN, alert_now, take_letters, write_today
    from dondoc.reminding.models import Letter
    from tests.cast import AT, TODAY, a_house
    from tests.long.concluding import dying_at
    from tests.making import an_assignment, an_entry, an_obligation
    from tests.reminding.mailing import a_mail_host
    from tests.reminding.test_reminding import urgent

    prepare_place()
    cast = a_house()
    duty = an_obligation(cast, an_entry(cast))
    for unit in (cast.cell, cast.branch):
        an_assignment(cast, obligation=duty, unit=unit, due_on=TODAY)
    told: dict[str, list[Counter[str]]] = {"daily": [], "alert": []}
    with a_mail_host(settings) as box:
        for role in BOXES:
            take_letters(email=f"{role}@vidu.vn", by=cast.people[role], at=AT)

        def killed(name: str, deed: Any, first: Any, again: Any) -> None:
            """At a later statement each time, until the deed comes to its end."""
            for statement in count(1):
                box.letters.clear()
                at = first(statement)
                ended = dying_at(statement, lambda at=at: deed(at))
                deed(at + again)
                told[name].append(Counter(to for tos, _letter in box.letters for to in tos))
                if ended:
                    return

        def forgotten(_n: int) -> Any:
            Letter.objects.all().delete()
            return AT + timedelta(days=1)  # the day itself is one of rest

        killed("daily", write_today, forgotten, timedelta(0))

        def entered(n: int) -> Any:
            urgent(cast, str(100 + n), "KHẨN")
            return AT

        killed("alert", alert_now, entered, AGAIN + timedelta(minutes=1))
    return {name: [dict(one) for one in found] for name, found in told.items()}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main()))
