"""Cách làm hay ở cơ quan mẫu — told by a cell abroad for a work it has shown, confirmed by the committee, used by two cells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.implementation.models import Evidence
from dondoc.practices.actions.deciding import confirm
from dondoc.practices.actions.proposing import Told, propose
from dondoc.practices.actions.using import use
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

USERS = 2


def load_practices(house: House, today: date) -> None:
    """Nạp cách làm hay — where a unit abroad has shown what it did."""
    from dondoc.demo.load import moment

    shown = Evidence.objects.filter(withdrawn_on__isnull=True, level="", unit__is_abroad=True)
    proof = shown.select_related("unit").filter(provings__isnull=False).order_by("id").first()
    if proof is None or proof.secrecy:
        return
    by, day = house.actors["chanhvanphong"], today - timedelta(days=60)
    row = propose(unit=proof.unit, told=_told(proof), by=by, at=moment(day))
    confirm(practice=row, by=by, at=moment(day + timedelta(days=4)))
    others = Unit.objects.working().filter(is_abroad=True, kind=row.unit.kind).exclude(pk=row.unit_id).order_by("path")
    for turn, unit in enumerate(others[:USERS]):
        on = day + timedelta(days=20 + turn)
        use(practice=row, unit=unit, by=by, at=moment(on), on=on, note="Chia hai phiên, biên bản gộp")


def _told(proof: Evidence) -> Told:
    work = proof.provings.select_related("assignment__obligation__paper").order_by("id")[0]
    return Told(
        name="Họp chi bộ trực tuyến hai phiên theo múi giờ",
        problem="Đảng viên làm việc ở hai nước lệch nhau sáu giờ; họp chung một phiên thì phần lớn vắng hoặc họp lúc đêm khuya.",
        done="Chia mỗi kỳ sinh hoạt thành hai phiên trong cùng một ngày, cùng tài liệu và nghị quyết dự thảo. "
             "Phiên sau nghe tóm tắt phiên trước. Biên bản gộp, biểu quyết cộng cả hai phiên.",
        result="Ba kỳ liền đủ số dự theo quy định; biên bản gửi cấp trên trong ba ngày.",
        place="Các chi bộ có đảng viên ở nhiều nước", obligation=work.assignment.obligation, evidence=[proof],
    )  # fmt: skip
