"""Vòng đời của một bảng nạp — read, its columns confirmed, looked at, entered; nothing is entered before the last word."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.lifecycle import Lifecycle, Step


class ImportState(models.TextChoices):
    """Trạng thái của bảng nạp."""

    READING = "READING", _("đang đọc bảng")
    COLUMNS = "COLUMNS", _("chờ xác nhận cột")
    CHECKING = "CHECKING", _("đang xem từng dòng")
    READY = "READY", _("đã xem, chưa ghi gì")
    WRITING = "WRITING", _("đang ghi, chưa xong")
    DONE = "DONE", _("đã nạp xong")
    REFUSED = "REFUSED", _("không nhận bảng")
    DROPPED = "DROPPED", _("đã bỏ, không ghi gì")


_I = ImportState
WORKING = (_I.READING, _I.CHECKING, _I.WRITING)  # a job has it

IMPORT = Lifecycle(
    initial=_I.READING,
    steps=[
        Step("read", "importing.upload", _("Đọc bảng"), frozenset({_I.READING}), _I.COLUMNS),
        Step("refuse", "importing.upload", _("Không nhận bảng"), frozenset({_I.READING}), _I.REFUSED),
        Step("say_columns", "importing.say_columns", _("Xác nhận cột"), frozenset({_I.COLUMNS, _I.READY}), _I.CHECKING),
        Step("check", "importing.say_columns", _("Xem từng dòng"), frozenset({_I.CHECKING}), _I.READY),
        Step("give_up", "importing.say_columns", _("Không xem được"), frozenset({_I.CHECKING}), _I.COLUMNS),
        Step("confirm", "importing.confirm", _("Nạp"), frozenset({_I.READY}), _I.WRITING),
        Step("finish", "importing.confirm", _("Nạp xong"), frozenset({_I.WRITING}), _I.DONE),
        Step("drop", "importing.drop", _("Bỏ bảng"), frozenset({_I.COLUMNS, _I.READY}), _I.DROPPED),
    ],
)  # fmt: skip
