"""Văn bản in của một cuộc — which papers there are, whose each is, who may print it when; §3 of the field's notes.

What is printed is Vietnamese whatever language the reader chose: it is a paper, not a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dondoc.inspecting.lifecycle import ASKED, AT_WORK, DISPUTED, FOLLOWED, OPENED, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import Stand
from dondoc.shared.acts import Label
from dondoc.units.models import Unit
from dondoc.web.inspecting.sheets import ending, minutes, opening, reporting
from dondoc.web.inspecting.sheets.made import Asked, Made

S = State
EVER = tuple(State)
CONCLUDED = (S.COMPLETED, S.CONSIDERED, S.NOTICE_DRAFTED, S.NOTICE_SIGNED, *FOLLOWED, S.CLOSED)


@dataclass(frozen=True, slots=True)
class Paper:
    """Một văn bản — its name, how it is made, whose it is, from which states those inside print it, and the inspected."""

    label: Label
    make: Callable[[Asked], Made]
    issuer: Callable[[Case, Body | None], Unit]
    inside: tuple[str, ...]
    told: tuple[str, ...] = ()  # by the inspected, from the day they are told
    of_body: bool = False


def _body(case: Case, _part: Body | None) -> Unit:
    return case.body


def _own(case: Case, part: Body | None) -> Unit:
    return part.unit if part else case.body


PAPERS: dict[str, Paper] = {
    "decision": Paper(_("Quyết định"), opening.decision, _body, EVER),
    "plan": Paper(_("Kế hoạch"), opening.plan, _body, EVER),
    "outline": Paper(_("Đề cương báo cáo"), opening.outline, _body, EVER, (*ASKED, *DISPUTED)),
    "deployed": Paper(_("Biên bản triển khai"), minutes.deployed, _body, (S.PREPARED, *AT_WORK), of_body=True),
    "self-report": Paper(_("Báo cáo theo đề cương"), reporting.self_report, _own, EVER, EVER, of_body=True),
    "worked": Paper(_("Biên bản làm việc với đối tượng"), minutes.worked, _body, AT_WORK, of_body=True),
    "verified": Paper(_("Biên bản thẩm tra, xác minh"), minutes.verified, _body, AT_WORK),
    "heard": Paper(_("Biên bản hội nghị thông qua dự thảo"), minutes.heard, _body, (S.DRAFTED, S.HEARD), of_body=True),
    "team-report": Paper(_("Báo cáo kết quả của đoàn"), reporting.team_report, _body, (*DISPUTED, *CONCLUDED)),
    "notice": Paper(_("Thông báo kết luận"), ending.notice, _body, CONCLUDED),
    "announced": Paper(
        _("Biên bản công bố kết luận"), minutes.announced, _body, (S.NOTICE_SIGNED, *FOLLOWED), of_body=True
    ),
    "remedy": Paper(_("Kế hoạch, kết quả khắc phục"), ending.remedy, _own, FOLLOWED, FOLLOWED, of_body=True),
    "dossier": Paper(_("Mục lục hồ sơ"), ending.dossier, _body, (*OPENED, *CONCLUDED)),
}


def printable(case: Case, stand: Stand) -> Iterator[tuple[str, Paper, Body | None]]:
    """What one may print now; a report not yet sent is its writer's own."""
    for key, one in PAPERS.items():
        if not one.of_body:
            if case.state in (one.inside if stand.is_inside else one.told) and (stand.is_inside or stand.parts):
                yield key, one, None
            continue
        for part in case.bodies.select_related("unit__parent").order_by("id"):
            is_own = part in stand.parts and case.state in one.told
            is_sent = key != "self-report" or part.reported_on is not None
            if is_own or (stand.is_inside and is_sent and case.state in one.inside):
                yield key, one, part


__all__ = ["PAPERS", "Asked", "Made", "Paper", "printable"]
