"""Ngắt khi đang ký, đang kết thúc — an act is begun in a process of its own that dies at its n-th statement: python -m tests.long.concluding."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")


def dying_at(statement: int, deed: Callable[[], Any]) -> bool:
    """Whether the deed came to its end: a child does it, and is killed just before its n-th statement reaches the database.

    Raises RuntimeError where it neither ended nor was killed: what the deaths before left is no state to begin from.
    """
    from django.db import connection

    connection.close()
    child = os.fork()
    if child:
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise RuntimeError(f"could not be done again after it was killed before statement {statement - 1}")
        return os.WIFEXITED(status)
    left = count(1)

    def meet(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(left) == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(meet):
            deed()
        connection.close()
        os._exit(0)
    finally:
        os._exit(1)


def looked(case: Any) -> dict[str, Any]:
    """All that signing and closing write of a case, and whether the journal is whole."""
    from dondoc.inspecting.models import Case
    from dondoc.journal.queries import Line, verify

    case = Case.objects.get(pk=case.pk)
    acts = Line.objects.filter(act__in=("inspecting.sign_notice", "inspecting.close")).values_list("act", flat=True)
    return {
        "state": case.state, "notice": case.notice_id is not None, "frozen": bool(case.notice_hash), "monitor": case.monitor_id is not None,
        "in_dossier": case.dossier.filter(what="NOTICE").count(), "verifiers": case.findings.filter(verifier__isnull=False).count(),
        "steps": list(case.steps.order_by("id").values_list("step", flat=True)), "acts": list(acts.order_by("id")), "broken": verify().broken,
    }  # fmt: skip


def killed(case: Any, deed: Callable[[], Any]) -> Iterator[dict[str, Any]]:
    """What stands after each death, the last after the deed came to its end."""
    for statement in count(1):
        ended = dying_at(statement, deed)
        yield looked(case)
        if ended:
            return


def main() -> dict[str, Any]:
    from dondoc.cli.ready import prepare_place
    from dondoc.inspecting.actions import concluding, remedying
    from dondoc.inspecting.lifecycle import RAIL, State
    from dondoc.inspecting.queries import debts_of
    from tests.cast import AT, TODAY, a_house
    from tests.inspecting.making import WALK, a_case, a_paper, archived

    prepare_place()
    cast = a_house()
    case = a_case(cast, State.NOTICE_DRAFTED)
    paper, debts = a_paper(cast, "Thông báo", TODAY), debts_of(case, cast.leader).count()

    def sign() -> None:
        concluding.sign_notice(case=case, paper=paper, monitor=cast.board, debts=debts, by=cast.leader, at=AT)

    def close() -> None:
        remedying.close(case=case, reason="Đã khắc phục xong", by=cast.head, at=AT)

    before, signing = looked(case), list(killed(case, sign))
    case.refresh_from_db()
    for state in RAIL[RAIL.index(State.NOTICE_SIGNED) + 1 : RAIL.index(State.CLOSED)]:
        WALK[state](cast, case)
        case.refresh_from_db()
    archived(cast, case)
    case.refresh_from_db()
    open_still, closing = looked(case), list(killed(case, close))
    return {"sign": [before, *signing], "close": [open_still, *closing]}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(main()), flush=True)
