"""Chữ của chỉ báo — its name, how it is counted, what cannot be said of it and why, which threshold bears on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dondoc.mirror import rules
from dondoc.shared.acts import Label


@dataclass(frozen=True, slots=True)
class Words:
    """Lời của một chỉ báo — `sides` are the lists its figures open: address word → heading."""

    label: Label
    rule: Label
    why_unknown: Label
    threshold: str = ""
    needs_dates: bool = False
    unit: Label = "%"


HEALTH: dict[str, Words] = {
    "I21.due": Words(_("Việc có hạn"), _("việc biết hạn / việc được giao trong kỳ"), "", "mirror.dated"),
    "I21.owner": Words(_("Nhiệm vụ có đơn vị chủ trì"), _("nhiệm vụ đã giao cho ít nhất một đơn vị / nhiệm vụ của phạm vi xác nhận trong kỳ"), ""),
    "I21.product": Words(_("Việc ghi sản phẩm"), _("việc mà nhiệm vụ ghi sản phẩm / việc được giao trong kỳ"), ""),
    "I21.evidence": Words(_("Việc báo xong có minh chứng"), _("việc có minh chứng / việc đã báo xong, giao trong kỳ"), ""),
}  # fmt: skip

INDICATORS: dict[str, Words] = {
    "I1": Words(
        _("Độ trễ kế hoạch"),
        _("từ ngày đơn vị nhận văn bản đến ngày ban hành kế hoạch, trung vị; chỉ kế hoạch là văn bản đã vào sổ, gắn làm minh chứng; không có ngày nhận thì tính từ ngày ban hành văn bản"),
        _("chưa thấy văn bản kế hoạch làm minh chứng, hoặc không có ngày để tính"),
        "mirror.plan_lag", unit=_("ngày"),
    ),
    "I2": Words(
        _("Tỷ lệ muộn"),
        _("việc xong muộn hoặc quá hạn / việc có hạn đến hết ngày tính, trong kỳ"),
        _("không có hạn, hoặc đã báo cáo mà chưa được xác nhận"),
        "mirror.late_share", needs_dates=True,
    ),
    "I5": Words(
        _("Đơn vị đã triển khai"),
        _("đơn vị có kế hoạch, cập nhật, minh chứng hoặc báo cáo ghi ngày / đơn vị được giao việc trong kỳ"),
        "", "mirror.coverage",
    ),
    "I6": Words(
        _("Tính thường xuyên"),
        _("tháng có ít nhất một hoạt động ghi ngày / tháng kể từ khi được giao việc, trong kỳ"),
        "", "mirror.regularity",
    ),
    "I12": Words(
        _("Báo cáo định kỳ đúng hạn"),
        _("kỳ báo cáo đúng hạn / kỳ đã báo cáo hoặc đã qua hạn, trong kỳ soi"),
        _("việc định kỳ chưa mở kỳ nào, hoặc không hiểu cách lặp"),
        "mirror.on_time",
    ),
    "I17": Words(
        _("Tự báo xong, chưa được xác nhận"),
        _("việc đã báo xong mà chưa được xác nhận / việc đã báo xong, giao trong kỳ"),
        "", "mirror.unconfirmed",
    ),
}  # fmt: skip

WORDS = HEALTH | INDICATORS

CLASSES: dict[str, Label] = {
    rules.IN_TIME: _("xong đúng hạn"),
    rules.DONE_LATE: _("xong muộn"),
    rules.IN_TERM: _("còn trong hạn"),
    rules.OPEN_LATE: _("quá hạn"),
    rules.UNCONFIRMED: _("đã báo cáo, chưa có xác nhận"),
    rules.UNDATED: _("đang mở, không có hạn"),
    rules.DONE_UNDATED: _("xong, không có hạn"),
}
