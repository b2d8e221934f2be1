"""Trước khi ký thông báo kết luận — the seven things an appraiser looks at, from the rows of the case; and what was signed, as a digest.

What is wrong is said in words; what cannot be told (a notice of which no text is here) is unknown, and no defect.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.models import Paper, Reading
from dondoc.inspecting.findings import Document, Finding, Strength
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import debts_of, undone
from dondoc.inspecting.words import What
from dondoc.journal.chain import canonical
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label

BASES = (What.DECISION, What.OUTLINE, What.REPORT, What.CONSIDERED)
ROLES: dict[Label, tuple[str, ...]] = {
    gettext_lazy("Ủy ban kiểm tra"): ("uy ban kiem tra", "ubkt"), gettext_lazy("văn phòng"): ("van phong", "vp"), gettext_lazy("lưu"): ("luu",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """Một điều được soát — met, not met, or unknown; in words what is wrong."""

    label: Label
    is_met: bool | None
    why: str = ""


def checks(case: Case, actor: Actor, notice: Paper | None = None) -> list[Check]:
    """Bảy điều — as they stand now; of the paper itself only once there is one."""
    reading = _reading(notice or case.notice)
    return [
        _bases(case, notice or case.notice), _contradictions(case), _monitored(case), _days(case), _debts(case, actor),
        _recipients(case, reading), _requests(case),
    ]  # fmt: skip


def _reading(notice: Paper | None) -> Reading | None:
    return Reading.objects.filter(copies__paper=notice).order_by("-id").first() if notice else None


def _bases(case: Case, notice: Paper | None) -> Check:
    """Decision, plan, the team's report, the session that considered it; and that the paper cites the decision, where it was read."""
    held = set(Document.objects.filter(case=case, what__in=BASES, absent_because="").values_list("what", flat=True))
    lacking = [str(what.label) for what in BASES if what not in held]
    cites = notice is not None and notice.links_out.exists()
    if cites and case.decision and not notice.links_out.filter(target=case.decision).exists():  # type: ignore[union-attr]
        lacking.append(_("thông báo không viện dẫn %(decision)s") % {"decision": case.decision})
    return Check(_("Đủ căn cứ"), not lacking, "; ".join(lacking))


def _contradictions(case: Case) -> Check:
    """What is praised and what is found wanting in one row of the outline, of one unit."""
    praised = set(
        Strength.objects.filter(case=case, withdrawn_at__isnull=True, row__isnull=False).values_list("body", "row")
    )
    wanting = (
        Finding.objects.standing()
        .filter(case=case, row__isnull=False)
        .select_related("row")
        .order_by("row__number", "id")
    )
    both = dict.fromkeys(str(one.row) for one in wanting if (one.body_id, one.row_id) in praised)
    return Check(_("Ưu điểm không trái với khuyết điểm cùng nội dung"), not both, "; ".join(both))


def _monitored(case: Case) -> Check:
    """Who follows up is named when it is signed: the act asks it."""
    return Check(_("Có đơn vị theo dõi, xác nhận khắc phục"), True if case.monitor_id else None)


def _days(case: Case) -> Check:
    """Each request its own day: one late day for all hides what is urgent."""
    days = list(Finding.objects.standing().filter(case=case, due_on__isnull=False).values_list("due_on", flat=True))
    is_one = len(days) > 1 and len(set(days)) == 1
    return Check(
        _("Thời hạn riêng cho từng yêu cầu"), not is_one, f"{len(days)} × {days[0]:%d/%m/%Y}" if is_one else ""
    )


def _debts(case: Case, actor: Actor) -> Check:
    """Older findings not closed: they are looked at when it is signed; here how many there are."""
    owed = debts_of(case, actor).count()
    return Check(
        _("Khuyết điểm cũ chưa khắc phục"),
        None if owed else True,
        _("%(n)s còn mở, xem danh sách rồi xác nhận khi ký") % {"n": owed} if owed else "",
    )


def _recipients(case: Case, reading: Reading | None) -> Check:
    """Nơi nhận, as read from the paper: each of the inspected, who commissions inspections, the office, the archive."""
    said = (
        [str(one.get("value", "")) for one in reading.body.get("header", {}).get("recipients", ())] if reading else []
    )
    words = f" {fold(' ; '.join(said))} "
    if not said:
        return Check(_("Đủ nơi nhận"), None)
    asked = {
        body.unit.listed: tuple({fold(body.unit.name), fold(body.unit.listed)})
        for body in case.bodies.select_related("unit")
    }
    looked: list[tuple[Label, tuple[str, ...]]] = [*asked.items(), *ROLES.items()]
    lacking = [str(name) for name, forms in looked if not any(form in words for form in forms)]
    return Check(_("Đủ nơi nhận"), not lacking, "; ".join(lacking))


def _requests(case: Case) -> Check:
    """5 rõ — what, who, by when, which product; who checks is the monitor."""
    without = undone(case)["unrequested"]
    return Check(_("Yêu cầu đủ 5 rõ"), not without, _("%(n)s khuyết điểm chưa đủ") % {"n": without} if without else "")


def warnings(found: list[Check]) -> list[str]:
    """Điều chưa đạt, bằng chữ."""
    return [f"{one.label} ({one.why})" if one.why else str(one.label) for one in found if one.is_met is False]


def content_hash(case: Case) -> str:
    """Nội dung đã ký — SHA-256 over what the notice says of strengths, defects and requests; who owes a request may pass on."""
    strengths = Strength.objects.filter(case=case, withdrawn_at__isnull=True).order_by("id")
    findings = Finding.objects.standing().filter(case=case).prefetch_related("papers", "cited").order_by("id")
    plain = {
        "strengths": [[one.pk, one.text] for one in strengths],
        "findings": [_said(one) for one in findings],
    }
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def _said(one: Finding) -> list[object]:
    papers = sorted(paper.paper_id for paper in one.papers.all())
    cited = sorted(paper.paper_id for paper in one.cited.all())
    said = [one.pk, one.text, one.ask, str(one.due_on), one.product, papers]
    return (
        [*said, cited, one.cites] if cited or one.cites else said
    )  # a notice signed before citing was kept says the same
