"""Vòng đời văn bản trong sổ của một đơn vị, và của một tệp tải lên."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class EntryState(models.TextChoices):
    """Trạng thái của một dòng sổ."""

    REGISTERED = "REGISTERED", _("đã vào sổ")
    CONFIRMED = "CONFIRMED", _("đã xác nhận nhiệm vụ")
    FILED = "FILED", _("lưu, để biết")
    WITHDRAWN = "WITHDRAWN", _("đã rút")


class UploadState(models.TextChoices):
    """Trạng thái của một tệp tải lên."""

    QUARANTINED = "QUARANTINED", _("đang đọc")
    READ = "READ", _("đã đọc, chờ vào sổ")
    PICTURED = "PICTURED", _("có hình ảnh, cần trả lời về độ mật")
    NO_TEXT = "NO_TEXT", _("không đọc được chữ, cần trả lời về độ mật")
    MARKED = "MARKED", _("có dấu độ mật")
    UNREAD = "UNREAD", _("không đọc được")
    KEPT = "KEPT", _("đã giữ tệp, chờ vào sổ")
    REGISTERED = "REGISTERED", _("đã vào sổ")
    REFUSED = "REFUSED", _("đã từ chối")


_E, _U = EntryState, UploadState

ENTRY = Lifecycle(
    initial=_E.REGISTERED,
    steps=[
        Step("file", "documents.file", _("Lưu, để biết"), frozenset({_E.REGISTERED}), _E.FILED),
        Step("confirm", "obligations.confirm", _("Xác nhận nhiệm vụ"),
             frozenset({_E.REGISTERED, _E.FILED, _E.CONFIRMED}), _E.CONFIRMED),
        Step("withdraw", "documents.withdraw", _("Rút khỏi sổ"),
             frozenset({_E.REGISTERED, _E.FILED}), _E.WITHDRAWN),
    ],
)  # fmt: skip

QUARANTINE = (_U.QUARANTINED, _U.PICTURED, _U.NO_TEXT, _U.MARKED, _U.UNREAD)  # the file is still under its key
_OPEN = frozenset({_U.READ, _U.UNREAD, _U.KEPT})

UPLOAD = Lifecycle(
    initial=_U.QUARANTINED,
    steps=[
        Step("read", "documents.upload", _("Đọc"), frozenset({_U.QUARANTINED}), _U.READ),
        Step("ask", "documents.upload", _("Hỏi về độ mật"), frozenset({_U.QUARANTINED}), _U.NO_TEXT),
        Step("picture", "documents.upload", _("Hỏi về hình ảnh"), frozenset({_U.QUARANTINED}), _U.PICTURED),
        Step("mark", "documents.upload", _("Có dấu độ mật"), frozenset({_U.QUARANTINED}), _U.MARKED),
        Step("fail", "documents.upload", _("Không đọc được"), frozenset({_U.QUARANTINED}), _U.UNREAD),
        Step("recognise", "documents.recognise", _("Nhận dạng chữ"), frozenset({_U.NO_TEXT}), _U.QUARANTINED),
        Step("answer", "documents.say_unmarked", _("Không có dấu độ mật"),
             frozenset({_U.NO_TEXT, _U.UNREAD}), _U.KEPT),
        Step("see", "documents.say_unmarked", _("Hình ảnh không phải dấu độ mật"), frozenset({_U.PICTURED}), _U.READ),
        Step("release", "documents.release_mark", _("Nhận nhầm dấu mật"), frozenset({_U.MARKED}), _U.KEPT),
        Step("refuse", "documents.refuse_upload", _("Từ chối"),
             frozenset({_U.MARKED, _U.PICTURED, _U.NO_TEXT, _U.UNREAD, _U.READ, _U.KEPT}), _U.REFUSED),
        Step("register", "documents.register", _("Vào sổ"), _OPEN, _U.REGISTERED),
        Step("hide", "incidents.open", _("Bỏ vì sự cố"), frozenset({*QUARANTINE, *_OPEN}), _U.REFUSED),
    ],
)  # fmt: skip
