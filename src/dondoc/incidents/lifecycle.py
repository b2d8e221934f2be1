"""Vòng đời sự cố — hidden at once, removed by a job, closed when what is left to hands is done; or given back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class State(models.TextChoices):
    """Trạng thái của một sự cố."""

    HIDDEN = "HIDDEN", _("đã ẩn, chờ xóa")
    REMOVING = "REMOVING", _("đang xóa")
    REMOVED = "REMOVED", _("đã xóa, còn việc làm bằng tay")
    CLOSED = "CLOSED", _("đã đóng")
    LIFTED = "LIFTED", _("đã gỡ ẩn, không phải nội dung mật")


_S = State

INCIDENT = Lifecycle(
    initial=_S.HIDDEN,
    steps=[
        Step("remove", "incidents.remove", _("Xóa hẳn"), frozenset({_S.HIDDEN}), _S.REMOVING),
        Step("stop", "incidents.remove", _("Dừng lại để xem chỗ mới tìm thấy"), frozenset({_S.REMOVING}), _S.HIDDEN),
        Step("finish", "incidents.finish", _("Xóa xong"), frozenset({_S.REMOVING}), _S.REMOVED),
        Step("lift", "incidents.lift", _("Gỡ ẩn"), frozenset({_S.HIDDEN}), _S.LIFTED),
        Step("close", "incidents.close", _("Đóng sự cố"), frozenset({_S.REMOVED}), _S.CLOSED),
    ],
)  # fmt: skip

OPEN = (_S.HIDDEN, _S.REMOVING)  # the content lies sealed, under a key that can still be destroyed
