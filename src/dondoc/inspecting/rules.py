"""Quy tắc kiểm tra, giám sát — what may not be forgotten, as pure functions on plain values; `Refused` in one sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from dondoc.inspecting.words import BOTH_SIDES, Conflict, Ruling, Start
from dondoc.regulations.counting import add_months
from dondoc.regulations.words import Clock
from dondoc.shared.acts import Refused
from dondoc.units.models import Kind as UnitKind

STAFF = (UnitKind.BAN, UnitKind.VAN_PHONG)  # a committee's boards and office: they inspect for it


@dataclass(frozen=True, slots=True)
class Doc:
    """Một tài liệu — a registered paper, or words naming the original and its keeper; of minutes, who signed."""

    paper: Any = None
    words: str = ""
    keeper: str = ""
    signed_by_both: bool = False
    unsigned_because: str = ""


def check_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Cần ghi nội dung."))


def check_word(word: str, among: type[TextChoices]) -> None:
    """Only what the house has a word for: another would pass every rule that looks for a known one."""
    if word not in among.values:
        raise Refused(_("Chọn một trong các điều đã nêu."))


def check_dates(from_on: date | None, until_on: date | None) -> None:
    if from_on is not None and until_on is not None and until_on < from_on:
        raise Refused(_("Ngày kết thúc trước ngày bắt đầu."))


def check_document(what: str, doc: Doc) -> None:
    """Somewhere there is an original; minutes bear both signatures, or say why the inspected did not sign."""
    if doc.paper is None and not (doc.words.strip() and doc.keeper.strip()):
        raise Refused(_("Chọn văn bản đã vào sổ, hoặc ghi bản giấy và nơi giữ."))
    if what in BOTH_SIDES and not doc.signed_by_both and not doc.unsigned_because.strip():
        raise Refused(_("Biên bản cần chữ ký hai bên; đối tượng chưa ký thì ghi vì sao."))


def check_objects(units: Sequence[Any], body: Any, lead: Any) -> None:
    """Nobody inspects itself or what stands above or beside it; who leads is the body, or a board or office of its committee."""
    if not units:
        raise Refused(_("Chọn ít nhất một đối tượng."))
    if any(unit.pk in (body.pk, lead.pk) for unit in units):
        raise Refused(_("Cơ quan quyết định, cơ quan chủ trì không là đối tượng của chính cuộc này."))
    over = body.parent if body.kind in STAFF and body.parent is not None else body
    if any(not unit.is_inside(over) for unit in units):
        raise Refused(_("Đối tượng phải là tổ chức cấp dưới của cơ quan quyết định."))
    if lead.pk not in (body.pk, over.pk) and (lead.parent_id != over.pk or lead.kind not in STAFF):
        raise Refused(_("Đơn vị chủ trì là cơ quan quyết định, hoặc một ban, văn phòng của cấp ủy ấy."))


def stamp(*said: Any) -> str:
    """Dấu của lời đang có — what a form was opened on; another once somebody has changed it."""
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def check_unchanged(was: str, now: str, words: str) -> None:
    """Two who write at a time: the second is told what the first has said, and loses nothing. "" for who saw no form."""
    if was and was != now:
        raise Refused(
            _("Trong lúc đồng chí viết, mục này đã được người khác ghi: “%(words)s”. Lời của đồng chí còn nguyên bên dưới; gửi lại thì thay lời ấy.")
            % {"words": words}
        )  # fmt: skip


def check_row(case: Any, row: Any) -> None:
    """A row of this case's own outline, or none."""
    if row is not None and row.case_id != case.pk:
        raise Refused(_("Dòng này không thuộc đề cương của cuộc."))


def check_outline(rows: int) -> None:
    if not rows:
        raise Refused(_("Kế hoạch chưa có đề cương báo cáo. Ghi đề cương rồi trình."))


def check_debts(shown: int, now: int) -> None:
    """Who goes on has seen what the inspected still owe from earlier: as many as there are now."""
    if shown != now:
        raise Refused(
            _("Đối tượng còn %(n)s khuyết điểm cũ chưa kết thúc theo dõi. Xem danh sách rồi xác nhận đã xem.")
            % {"n": now}
        )


def check_examined(years: int | None, from_on: date, until_on: date) -> None:
    """Mốc thời gian không lùi quá — asked only where a figure is known."""
    if years is not None and add_months(from_on, years * 12) < until_on:
        raise Refused(_("Mốc thời gian kiểm tra dài quá %(years)s năm.") % {"years": years})


def start_of(clock: Clock | None, said: str) -> str:
    """Thời hạn tính từ — the rule's word stands; where it says nothing, the decision's; neither: not known, and not guessed."""
    by_rule = {Clock.SIGNING: Start.SIGNING, Clock.RECEIPT: Start.REPORT}.get(clock) if clock else None
    if by_rule is not None and said and said != by_rule:
        raise Refused(_("Quy định đã nói thời hạn tính từ khi nào; quyết định không chọn khác được."))
    return by_rule or said


def check_declared(seats: Collection[int], said: dict[int, tuple[str, str]], overlapping: Collection[int]) -> None:
    """Before the first working day each member has declared, and what was declared or is on record was decided on."""
    if set(seats) - said.keys():
        raise Refused(_("Còn %(n)s thành viên chưa khai xung đột lợi ích.") % {"n": len(set(seats) - said.keys())})
    open_ = [pk for pk in seats if (said[pk][0] != Conflict.NONE or pk in overlapping) and not said[pk][1]]
    if open_:
        raise Refused(
            _("Còn %(n)s điều đã khai hoặc đã có trong hồ sơ chức danh chưa được cơ quan quyết định xem xét.")
            % {"n": len(open_)}
        )
    if any(said[pk][1] == Ruling.REPLACE for pk in seats):
        raise Refused(_("Có thành viên phải thôi tham gia mà chưa được thay bằng quyết định."))


def check_drafted(*, is_verified: bool, supervises: bool) -> None:
    """Only a supervision may do without verifying."""
    if not is_verified and not supervises:
        raise Refused(_("Cuộc kiểm tra phải thẩm tra, xác minh rồi mới có dự thảo báo cáo."))


def check_said(*, has_any: bool, is_none: bool) -> None:
    """Words, figures, or expressly none: no two of these and no silence."""
    if is_none and has_any:
        raise Refused(_("Chọn không có thì bỏ lời và số liệu; có thì bỏ chọn không có."))
    if not is_none and not has_any:
        raise Refused(_("Ghi trả lời, lấy số liệu, hoặc chọn không có."))


def check_answered(rows: int, answered: int) -> None:
    if answered < rows:
        raise Refused(_("Còn %(n)s dòng đề cương chưa trả lời. Không có thì ghi không có.") % {"n": rows - answered})


def check_completed(untold: int, unexplained: int, unanswered: int) -> None:
    """No report is final over the head of the inspected."""
    if untold:
        raise Refused(_("Còn %(n)s khuyết điểm chưa nêu ở hội nghị thông qua dự thảo.") % {"n": untold})
    if unexplained:
        raise Refused(
            _("Còn %(n)s khuyết điểm đối tượng chưa giải trình, cũng chưa nói không giải trình.") % {"n": unexplained}
        )
    if unanswered:
        raise Refused(_("Còn %(n)s giải trình chưa được đoàn trả lời bằng văn bản.") % {"n": unanswered})


def check_requested(without: int) -> None:
    if without:
        raise Refused(_("Còn %(n)s khuyết điểm chưa đủ việc phải làm, ai làm, thời hạn, sản phẩm.") % {"n": without})


def check_despite(warnings: Sequence[str], despite: str) -> None:
    """A notice that is warned of is signed for a reason that stands with it, or put right first."""
    if warnings and not despite.strip():
        raise Refused(
            _("Thông báo còn điểm chưa đạt: %(what)s. Sửa, hoặc ghi vì sao vẫn ký.") % {"what": "; ".join(warnings)}
        )


def check_archived(missing: Sequence[str]) -> None:
    if missing:
        raise Refused(
            _("Hồ sơ còn thiếu: %(what)s. Có thì ghi; không có thì ghi lý do.") % {"what": "; ".join(missing)}
        )


def check_closing(open_: int, *, has_findings: bool, is_verified: bool, is_archived: bool) -> None:
    """Closed by who follows it up, once nothing is left and the dossier is handed in."""
    if open_:
        raise Refused(_("Còn %(n)s khuyết điểm chưa được xác nhận đã khắc phục.") % {"n": open_})
    if has_findings and not is_verified:
        raise Refused(_("Đối tượng chưa báo cáo kết quả khắc phục."))
    if not is_archived:
        raise Refused(_("Hồ sơ cuộc này chưa nộp lưu."))
