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
from dondoc.web.inspecting.sheets import ending, forms, minutes, opening, reporting
from dondoc.web.inspecting.sheets.made import Asked, Made, Slots

S = State
EVER = tuple(State)
CONCLUDED = (S.COMPLETED, S.CONSIDERED, S.NOTICE_DRAFTED, S.NOTICE_SIGNED, *FOLLOWED, S.CLOSED)


@dataclass(frozen=True, slots=True)
class Paper:
    """Một văn bản — its name, what its form may say, whose it is, from which states those inside print it, and the inspected."""

    label: Label
    slots: Slots
    issuer: Callable[[Case, Body | None], Unit]
    inside: tuple[str, ...]
    told: tuple[str, ...] = ()  # by the inspected, from the day they are told
    of_body: bool = False
    became: str = ""  # which paper of the case it is, once registered


def _body(case: Case, _part: Body | None) -> Unit:
    return case.body


def _own(case: Case, part: Body | None) -> Unit:
    return part.unit if part else case.body


PAPERS: dict[str, Paper] = {
    "decision": Paper(_("Quyết định"), opening.DECISION, _body, EVER, became="decision"),
    "plan": Paper(_("Kế hoạch"), opening.COMMON, _body, EVER, became="plan"),
    "outline": Paper(_("Đề cương báo cáo"), opening.COMMON, _body, EVER, (*ASKED, *DISPUTED)),
    "deployed": Paper(_("Biên bản triển khai"), minutes.DEPLOYED, _body, (S.PREPARED, *AT_WORK), of_body=True),
    "self-report": Paper(_("Báo cáo theo đề cương"), reporting.SELF_REPORT, _own, EVER, EVER, of_body=True),
    "worked": Paper(_("Biên bản làm việc với đối tượng"), minutes.WORKED, _body, AT_WORK, of_body=True),
    "verified": Paper(_("Biên bản thẩm tra, xác minh"), minutes.VERIFIED, _body, AT_WORK),
    "heard": Paper(_("Biên bản hội nghị thông qua dự thảo"), minutes.HEARD, _body, (S.DRAFTED, S.HEARD), of_body=True),
    "team-report": Paper(_("Báo cáo kết quả của đoàn"), reporting.TEAM_REPORT, _body, (*DISPUTED, *CONCLUDED)),
    "notice": Paper(_("Thông báo kết luận"), ending.NOTICE, _body, CONCLUDED, became="notice"),
    "announced": Paper(
        _("Biên bản công bố kết luận"), minutes.ANNOUNCED, _body, (S.NOTICE_SIGNED, *FOLLOWED), of_body=True
    ),
    "remedy": Paper(_("Kế hoạch, kết quả khắc phục"), ending.REMEDY, _own, FOLLOWED, FOLLOWED, of_body=True),
    "dossier": Paper(_("Mục lục hồ sơ"), ending.DOSSIER_LIST, _body, (*OPENED, *CONCLUDED)),
}


def make(what: str, asked: Asked) -> Made:
    """Văn bản của cuộc, theo mẫu chung."""
    one = PAPERS[what]
    return forms.made(what, one.slots, asked, getattr(asked.case, one.became) if one.became else None)


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


__all__ = ["PAPERS", "Asked", "Made", "Paper", "make", "printable"]
