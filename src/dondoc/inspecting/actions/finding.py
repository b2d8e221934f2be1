"""Hạn chế, khuyết điểm — found by the team, explained by the inspected, answered in writing, asked for with five things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may, require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, check_unchanged, trace
from dondoc.inspecting.entitled import require_seat
from dondoc.inspecting.findings import Finding, FindingPaper, OutlineRow, RequestPaper, Strength
from dondoc.inspecting.lifecycle import DISPUTED, State
from dondoc.inspecting.models import Body, ScopePaper
from dondoc.inspecting.queries import may_owe
from dondoc.inspecting.words import Answered, Sort
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_come, check_reason
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

FIND, PRAISE, UNPRAISE, EXPLAIN, ANSWER, REQUEST = (
    "inspecting.find",
    "inspecting.praise",
    "inspecting.take_back_praise",
    "inspecting.explain",
    "inspecting.answer_explanation",
    "inspecting.lay_request",
)


@act(FIND, gettext_lazy("Ghi hạn chế, khuyết điểm"))
def find(
    *, body: Body, text: str, by: Actor, at: datetime, papers: Sequence[Paper] = (), row: OutlineRow | None = None, sort: str = "",
) -> Finding:  # fmt: skip
    """Ghi khuyết điểm — of one of the inspected, against papers of the scope; found after the conference it has to be heard too."""
    case = body.case
    require_seat(by, FIND, case)
    rules.check_text(text)
    check_at(case, (State.REPORTED, *DISPUTED))
    scope = set(ScopePaper.objects.filter(case=case).values_list("paper", flat=True))
    if {paper.pk for paper in papers} - scope:
        raise Refused(_("Văn bản này ngoài phạm vi cuộc. Cơ quan quyết định thay đổi phạm vi thì mới ghi được."))
    rules.check_row(case, row)
    if sort:
        rules.check_word(sort, Sort)
    found = Finding.objects.create(case=case, body=body, row=row, text=text.strip(), sort=sort, at=at)
    FindingPaper.objects.bulk_create(FindingPaper(finding=found, paper=paper) for paper in dict.fromkeys(papers))
    trace(FIND, case, by, at, finding=found.pk)
    return found


@act(PRAISE, gettext_lazy("Ghi ưu điểm"))
def praise(*, body: Body, text: str, by: Actor, at: datetime, row: OutlineRow | None = None) -> Strength:
    """Ghi ưu điểm — of one of the inspected, of a row of the outline where it belongs to one."""
    case = body.case
    require_seat(by, PRAISE, case)
    rules.check_text(text)
    check_at(case, (State.REPORTED, *DISPUTED))
    rules.check_row(case, row)
    said = Strength.objects.create(case=case, body=body, row=row, text=text.strip(), at=at)
    trace(PRAISE, case, by, at, strength=said.pk)
    return said


@act(UNPRAISE, gettext_lazy("Bỏ ưu điểm"))
def take_back_praise(*, strength: Strength, by: Actor, at: datetime) -> None:
    """Bỏ ưu điểm — written by mistake, or found otherwise; it stays in the trace."""
    require_seat(by, UNPRAISE, strength.case)
    check_at(strength.case, (State.REPORTED, *DISPUTED))
    if not Strength.objects.filter(pk=strength.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        raise Refused(_("Ưu điểm này đã bỏ."))
    trace(UNPRAISE, strength.case, by, at, strength=strength.pk)


@act(EXPLAIN, gettext_lazy("Giải trình"))
def explain(
    *, finding: Finding, on: date, by: Actor, at: datetime, text: str = "", declines: bool = False, was: str = ""
) -> None:
    """Giải trình — by the inspected, or written down by the team from the minutes; or that it does not explain."""
    case = finding.case
    if not may(by, EXPLAIN, finding.body.unit):
        require_seat(by, EXPLAIN, case)
    check_come(on, at)
    check_at(case, DISPUTED)
    if declines == bool(text.strip()):
        raise Refused(_("Ghi giải trình, hoặc chọn không giải trình; một trong hai."))
    check_unchanged(finding, was, "explanation")
    said = {"explanation": text.strip(), "declines": declines, "explained_on": on}
    if not Finding.objects.filter(pk=finding.pk, told_on__isnull=False, answered="").update(**said):
        raise Refused(_("Khuyết điểm này chưa nêu ở hội nghị, hoặc đoàn đã trả lời giải trình."))
    trace(EXPLAIN, case, by, at, on=on, finding=finding.pk)


@act(ANSWER, gettext_lazy("Trả lời giải trình"))
def answer_explanation(
    *, finding: Finding, answered: str, answer: str, by: Actor, at: datetime, text: str = ""
) -> None:  # fmt: skip
    """Trả lời giải trình — in writing: taken, and the finding is given up; in part, and it is worded anew; or not; and why."""
    case = finding.case
    require_seat(by, ANSWER, case)
    rules.check_word(answered, Answered)
    check_reason(answer)
    check_at(case, DISPUTED)
    if (answered == Answered.PARTLY) != bool(text.strip()):
        raise Refused(_("Tiếp thu một phần thì ghi lời văn sau khi sửa; ngoài ra lời văn không đổi."))
    rows = Finding.objects.filter(pk=finding.pk, explained_on__isnull=False, declines=False)
    was = rows.values_list("text", "heard_as").first()
    if was is None:
        raise Refused(_("Khuyết điểm này chưa có giải trình."))
    worded = {"text": text.strip(), "heard_as": was[1] or was[0]} if text.strip() else {}
    rows.update(answered=answered, answer=answer.strip(), **worded)
    trace(ANSWER, case, by, at, finding=finding.pk)


@act(REQUEST, gettext_lazy("Ghi yêu cầu khắc phục"))
def lay_request(
    *, finding: Finding, ask: str, owner: Unit, due_on: date, product: str, by: Actor, at: datetime,
    papers: Sequence[Paper] = (), cites: str = "", was: str = "", sort: str | None = None,
) -> None:  # fmt: skip
    """Yêu cầu — what, who, by when, which product; who verifies is named once for the whole notice. Of which sort the finding is,
    as it was worded in the end, may be said anew.

    It may cite directives beside the scope, by their paper or, where none is registered, by their words: what was found
    may not.
    """
    case = finding.case
    require(by, REQUEST, case.lead)
    check_at(case, (State.CONSIDERED, State.NOTICE_DRAFTED))
    if not Finding.objects.standing().filter(pk=finding.pk).exists():
        raise Refused(_("Khuyết điểm này đã bỏ khi tiếp thu giải trình."))
    rules.check_text(ask)
    if not product.strip():
        raise Refused(_("Ghi sản phẩm phải có."))
    if not may_owe(case).filter(pk=owner.pk).exists():
        raise Refused(_("Đơn vị khắc phục là đối tượng, hoặc một đơn vị bên dưới đối tượng."))
    check_stands(owner)
    check_unchanged(finding, was, "ask")
    if sort:
        rules.check_word(sort, Sort)
    asked = {
        "ask": ask.strip(),
        "owner": owner,
        "due_on": due_on,
        "product": product.strip()[:300],
        "cites": cites.strip()[:300],
    }
    Finding.objects.filter(pk=finding.pk).update(**asked, **({} if sort is None else {"sort": sort}))
    RequestPaper.objects.filter(finding=finding).delete()
    RequestPaper.objects.bulk_create(RequestPaper(finding=finding, paper=paper) for paper in dict.fromkeys(papers))
    trace(REQUEST, case, by, at, finding=finding.pk)
