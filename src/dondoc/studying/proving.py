"""Buổi quán triệt làm minh chứng — handed down to the work it proves: which meeting, on which day, in words of counts alone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.implementation.models import Evidence, EvidenceKind
from dondoc.implementation.proving import Proof
from dondoc.studying.models import Meeting

KIND = Meeting._meta.label_lower


def proof_of(meeting: Meeting, text: str = "") -> Proof:
    """A meeting as a proof: it bears the level of the papers studied."""
    return Proof(
        EvidenceKind.SESSION,
        text.strip() or words(meeting),
        level=meeting.secrecy,
        thing=(KIND, meeting.pk),
        on=meeting.on,
    )


def words(meeting: Meeting) -> str:
    """Đợt quán triệt ngày nào, văn bản số nào — the numbers of papers, never their titles."""
    numbers = ", ".join(row.paper.so_ky_hieu for row in meeting.papers.all() if row.paper.so_ky_hieu)
    return f"{_('Đợt quán triệt')} {meeting} {numbers}".strip()[:500]


def meeting_of(evidence: Evidence) -> Meeting | None:
    """The meeting an evidence names; None of another kind."""
    if evidence.thing_kind != KIND or evidence.thing_id is None:
        return None
    return Meeting.objects.filter(pk=evidence.thing_id).first()
