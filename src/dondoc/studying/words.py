"""Chữ của phòng quán triệt — who is asked, what a unit decides, how a session is held, how it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.units.models import Kind as UnitKind

CELL_KINDS = (UnitKind.CHI_BO, UnitKind.CHI_BO_TRUC_THUOC)


class Across(models.TextChoices):
    """Những đơn vị nào được yêu cầu — of those below the unit that asks."""

    CELLS = "CELLS", _("các chi bộ")
    CHILDREN = "CHILDREN", _("các đơn vị trực thuộc")
    ALL = "ALL", _("mọi đơn vị bên dưới")


class Way(models.TextChoices):
    """Đơn vị quyết định — a paper is studied, spread, or asks nothing of this unit (with a reason)."""

    STUDY = "STUDY", _("quán triệt")
    SPREAD = "SPREAD", _("phổ biến")
    NONE = "NONE", _("không tổ chức, có lý do")


class Form(models.TextChoices):
    """Hình thức của buổi — how it was held."""

    IN_PERSON = "IN_PERSON", _("trực tiếp")
    ONLINE = "ONLINE", _("trực tuyến")
    MIXED = "MIXED", _("trực tiếp và trực tuyến")
    HANDED = "HANDED", _("gửi tài liệu, tự nghiên cứu")


class Came(models.TextChoices):
    """Một đảng viên ở một buổi — as the cell called its roll."""

    CAME = "CAME", _("có mặt")
    ONLINE = "ONLINE", _("dự trực tuyến")
    EXCUSED = "EXCUSED", _("vắng, có lý do")
    AWAY = "AWAY", _("vắng")


PRESENT = (Came.CAME, Came.ONLINE)


class Standing(models.TextChoices):
    """Đơn vị đang thế nào với văn bản ấy — the unknown is a value of its own: nothing was told."""

    STUDIED = "STUDIED", _("đã quán triệt")
    SPREAD = "SPREAD", _("đã phổ biến")
    NONE = "NONE", _("không tổ chức, có lý do")
    DECIDED = "DECIDED", _("đã quyết định, chưa tổ chức")
    UNDECIDED = "UNDECIDED", _("chưa cho biết")


DONE = (Standing.STUDIED, Standing.SPREAD)
