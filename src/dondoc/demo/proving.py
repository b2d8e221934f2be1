"""Minh chứng ở cơ quan mẫu — beside papers kept in a folder: a photo with its day, a registered paper and page, a session, one for two works."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from dondoc.documents.models import Entry
from dondoc.implementation.actions.proving import add_evidence, reuse_evidence
from dondoc.implementation.models import Evidence, EvidenceKind
from dondoc.obligations.lifecycle import WORKING
from dondoc.obligations.models import Assignment
from dondoc.studying.models import Meeting
from dondoc.studying.proving import proof_of

if TYPE_CHECKING:
    from dondoc.demo.load import House

KEPT = "Văn phòng Đảng ủy, cặp 2026"
EXIF, TAKEN = 0x8769, 0x9003
SESSIONS = 2


def shown_by(given: Assignment, day: date, turn: int) -> dict[str, Any]:
    """What a finished work is shown by, in turn: the original in a folder, a registered paper and page, a photo."""
    words = f"Báo cáo kết quả {given.obligation.nv}"
    if turn % 3 == 1 and (paper := _issued(given, day)) is not None:
        return {"kind": EvidenceKind.PAPER, "text": words, "paper": paper, "page": f"trang {1 + turn % 3}"}
    if turn % 3 == 2:
        return {
            "kind": EvidenceKind.FILE,
            "text": f"Ảnh hội nghị, {given.obligation.nv}",
            "data": photo(day),
            "file_name": "anh-hoi-nghi.jpg",
        }
    return {"kind": EvidenceKind.WORDS, "text": words, "keeper": KEPT}


def _issued(given: Assignment, day: date) -> Any:
    """The committee's own latest paper of then, where there is one without a mark."""
    rows = Entry.objects.standing().filter(register__direction="OUT", on__lte=day, paper__secrecy="")
    found = rows.select_related("paper").order_by("-on", "-id").first()
    return found.paper if found and found.on >= given.on else None


def photo(day: date) -> bytes:
    """A picture that bears the mark of the sample, taken on a day."""
    picture, out, said = Image.new("RGB", (640, 420), (232, 226, 214)), io.BytesIO(), Image.Exif()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 600, 380), outline=(120, 40, 40), width=6)
    for row in range(3):
        for seat in range(7):
            pen.ellipse((80 + seat * 72, 150 + row * 72, 120 + seat * 72, 190 + row * 72), fill=(150, 150, 150))
    pen.text((80, 70), "VAN BAN MAU - ANH MAU", fill=(120, 40, 40))
    said.get_ifd(EXIF)[TAKEN] = f"{day:%Y:%m:%d} 09:00:00"
    picture.save(out, "JPEG", exif=said)
    return out.getvalue()


def load_proofs(house: House, today: date) -> None:
    """Nạp minh chứng là buổi đã ghi, và một minh chứng cho hai việc — of units that have open work and have held a session."""
    _sessions(house, today)
    _twice(house, today)


def _sessions(house: House, today: date) -> None:
    from dondoc.demo.load import moment

    by, done = house.actors["chanhvanphong"], 0
    for meeting in Meeting.objects.standing().select_related("unit").prefetch_related("papers__paper").order_by("id"):
        work = (
            Assignment.objects.filter(unit=meeting.unit, state__in=WORKING, on__lte=meeting.on).order_by("id").first()
        )
        if work is None or meeting.secrecy or done == SESSIONS:
            continue
        proof = proof_of(meeting)
        add_evidence(
            assignment=work,
            kind=proof.kind,
            text=proof.text,
            thing=proof.thing,
            on=proof.on,
            by=by,
            at=moment(today, 7),
        )
        done += 1


def _twice(house: House, today: date) -> None:
    """The first that stands, of a unit with another work still open."""
    from dondoc.demo.load import moment

    for one in (
        Evidence.objects.standing()
        .filter(level="", provings__isnull=False)
        .select_related("unit")
        .order_by("id")
        .distinct()
    ):
        other = Assignment.objects.filter(unit=one.unit, state__in=WORKING, on__lte=one.on).exclude(
            provings__evidence=one
        )
        work = other.order_by("id").first()
        if work is not None:
            reuse_evidence(assignment=work, evidence=one, by=house.actors["chanhvanphong"], at=moment(today, 7))
            return
