"""Vòng đời của một cuộc — the steps P0–P4, C1–C7, E1–E6, F1–F4, Z with their loops and side exits, in one table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class State(models.TextChoices):
    """Cuộc đang ở đâu."""

    PROPOSED = "PROPOSED", _("đang đề xuất")
    SUBMITTED = "SUBMITTED", _("đã trình")
    DECIDED = "DECIDED", _("đã ký quyết định, kế hoạch")
    PREPARED = "PREPARED", _("đoàn đã chuẩn bị")
    DEPLOYED = "DEPLOYED", _("đã triển khai")
    REPORTED = "REPORTED", _("đã nhận báo cáo của đối tượng")
    VERIFYING = "VERIFYING", _("đang thẩm tra, xác minh")
    DRAFTED = "DRAFTED", _("đã có dự thảo báo cáo")
    HEARD = "HEARD", _("đã họp thông qua dự thảo")
    COMPLETED = "COMPLETED", _("đoàn đã báo cáo")
    CONSIDERED = "CONSIDERED", _("đã xem xét, kết luận")
    NOTICE_DRAFTED = "NOTICE_DRAFTED", _("đã có dự thảo thông báo")
    NOTICE_SIGNED = "NOTICE_SIGNED", _("đã ký thông báo kết luận")
    ANNOUNCED = "ANNOUNCED", _("đã công bố kết luận")
    REMEDY_PLANNED = "REMEDY_PLANNED", _("đã có kế hoạch khắc phục")
    REMEDYING = "REMEDYING", _("đang khắc phục")
    REMEDY_REPORTED = "REMEDY_REPORTED", _("đã báo cáo khắc phục")
    VERIFIED = "VERIFIED", _("đã xác nhận khắc phục")
    CLOSED = "CLOSED", _("đã kết thúc theo dõi")
    SUSPENDED = "SUSPENDED", _("tạm dừng")
    CANCELLED = "CANCELLED", _("đã hủy")
    TRANSFERRED = "TRANSFERRED", _("đã chuyển cơ quan khác")
    CONVERTED = "CONVERTED", _("đã chuyển kiểm tra dấu hiệu vi phạm")


S = State
RAIL = (
    S.PROPOSED, S.SUBMITTED, S.DECIDED, S.PREPARED, S.DEPLOYED, S.REPORTED, S.VERIFYING, S.DRAFTED, S.HEARD, S.COMPLETED,
    S.CONSIDERED, S.NOTICE_DRAFTED, S.NOTICE_SIGNED, S.ANNOUNCED, S.REMEDY_PLANNED, S.REMEDYING, S.REMEDY_REPORTED,
    S.VERIFIED, S.CLOSED,
)  # fmt: skip
EXITS = (S.CANCELLED, S.TRANSFERRED, S.CONVERTED)
OVER = (*EXITS, S.CLOSED)
BEFORE_WORK = (S.PROPOSED, S.SUBMITTED, S.DECIDED, S.PREPARED)  # before C1
RUNNING = tuple(state for state in RAIL if state not in (S.PROPOSED, S.SUBMITTED, S.CLOSED))
AT_WORK = (S.DEPLOYED, S.REPORTED, S.VERIFYING, S.DRAFTED, S.HEARD)
OPENED = (S.DECIDED, S.PREPARED, *AT_WORK)  # decided, and the team's report not signed
ASKED = (S.DECIDED, S.PREPARED, S.DEPLOYED)  # the inspected have their outline to answer
DISPUTED = (S.VERIFYING, S.DRAFTED, S.HEARD)  # what was found is explained, and the explanation answered
FOLLOWED = (
    S.ANNOUNCED,
    S.REMEDY_PLANNED,
    S.REMEDYING,
    S.REMEDY_REPORTED,
    S.VERIFIED,
)  # F: what was found is being put right
PUBLISHED = (*FOLLOWED, S.CLOSED)  # its notice was announced
TOLD = (
    S.DEPLOYED,
    S.REPORTED,
    S.HEARD,
    *FOLLOWED,
    S.CLOSED,
)  # steps the inspected take part in: they are told of these


def _step(name: str, label: object, sources: tuple[State, ...], target: State, act: str = "") -> Step:
    return Step(name, f"inspecting.{act or name}", label, frozenset(sources), target)  # type: ignore[arg-type]


CASE = Lifecycle(
    initial=S.PROPOSED,
    steps=[
        _step("submit", _("Trình quyết định, kế hoạch"), (S.PROPOSED,), S.SUBMITTED),
        _step("return_proposal", _("Yêu cầu làm lại đề xuất"), (S.SUBMITTED,), S.PROPOSED),
        _step("decide", _("Ghi quyết định, kế hoạch"), (S.SUBMITTED,), S.DECIDED),
        _step("prepare", _("Đoàn chuẩn bị xong"), (S.DECIDED,), S.PREPARED),
        _step("deploy", _("Triển khai quyết định"), (S.PREPARED,), S.DEPLOYED),
        _step("accept_report", _("Nhận báo cáo của đối tượng"), (S.DEPLOYED,), S.REPORTED),
        _step("return_report", _("Yêu cầu bổ sung báo cáo"), (S.DEPLOYED, S.REPORTED, S.VERIFYING), S.DEPLOYED),
        _step("verify", _("Bắt đầu thẩm tra, xác minh"), (S.REPORTED,), S.VERIFYING),
        _step("draft", _("Ghi dự thảo báo cáo"), (S.VERIFYING, S.REPORTED, S.HEARD), S.DRAFTED),
        _step("hear", _("Ghi hội nghị thông qua dự thảo"), (S.DRAFTED,), S.HEARD),
        _step("verify_more", _("Thẩm tra, xác minh bổ sung"), (S.DRAFTED, S.HEARD), S.VERIFYING),
        _step("complete", _("Trưởng đoàn ký báo cáo"), (S.HEARD,), S.COMPLETED),
        _step("return_to_team", _("Trả đoàn thẩm tra thêm"), (S.COMPLETED,), S.VERIFYING),
        _step("consider", _("Ghi họp xem xét, kết luận"), (S.COMPLETED,), S.CONSIDERED),
        _step("draft_notice", _("Ghi dự thảo thông báo"), (S.CONSIDERED,), S.NOTICE_DRAFTED),
        _step("return_notice", _("Yêu cầu sửa dự thảo thông báo"), (S.NOTICE_DRAFTED,), S.CONSIDERED),
        _step("sign_notice", _("Ghi thông báo kết luận"), (S.NOTICE_DRAFTED,), S.NOTICE_SIGNED),
        _step("announce", _("Công bố kết luận"), (S.NOTICE_SIGNED,), S.ANNOUNCED),
        _step("send_plan", _("Gửi kế hoạch khắc phục"), (S.ANNOUNCED,), S.REMEDY_PLANNED),
        _step("return_plan", _("Yêu cầu sửa kế hoạch khắc phục"), (S.REMEDY_PLANNED,), S.ANNOUNCED),
        _step("accept_plan", _("Nhận kế hoạch khắc phục"), (S.REMEDY_PLANNED,), S.REMEDYING),
        _step("report_remedy", _("Báo cáo khắc phục"), (S.REMEDYING,), S.REMEDY_REPORTED),
        _step("return_remedy", _("Yêu cầu khắc phục tiếp"), (S.REMEDY_REPORTED, S.REMEDYING), S.REMEDYING),
        _step("verify_remedy", _("Xác nhận khắc phục"), (S.REMEDY_REPORTED,), S.VERIFIED),
        _step("close", _("Kết thúc theo dõi"), (S.VERIFIED, S.ANNOUNCED), S.CLOSED),
        _step("suspend", _("Tạm dừng"), RUNNING, S.SUSPENDED),
        *(_step(f"resume_{state}", _("Tiếp tục"), (S.SUSPENDED,), state, act="resume") for state in RUNNING),
        _step("cancel", _("Hủy"), BEFORE_WORK, S.CANCELLED),
        _step("transfer", _("Chuyển cơ quan khác"), RUNNING, S.TRANSFERRED),
        _step("convert", _("Chuyển kiểm tra dấu hiệu vi phạm"), (*AT_WORK, S.COMPLETED, S.CONSIDERED), S.CONVERTED),
    ],
)
