"""Từ của phòng kế hoạch — kinds of plan, how exact a due day is, what becomes of a comment, what a hint says."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Kind(models.TextChoices):
    """Thể loại."""

    PLAN = "PLAN", gettext_lazy("Kế hoạch")
    PROGRAMME = "PROGRAMME", gettext_lazy("Chương trình hành động")


NAMED = ("Kế hoạch", "Chương trình", "Chương trình hành động")  # kinds of paper that are a plan, whoever made them
PAPER_KINDS = {Kind.PLAN: "Kế hoạch", Kind.PROGRAMME: "Chương trình"}  # as the register names them


class Precision(models.TextChoices):
    """Hạn theo — as the reader says it of a paper."""

    DAY = "day", gettext_lazy("ngày")
    MONTH = "month", gettext_lazy("tháng")
    QUARTER = "quarter", gettext_lazy("quý")
    HALF = "half", gettext_lazy("nửa năm")
    YEAR = "year", gettext_lazy("năm")
    TERM = "term", gettext_lazy("nhiệm kỳ")


_ROMAN = ("I", "II", "III", "IV")


def due_said(on: date | None, precision: str) -> str:
    """Hạn bằng chữ — no more exact than it was said; "" where there is none."""
    if on is None:
        return ""
    said = {
        Precision.MONTH: f"{on:%m/%Y}",
        Precision.QUARTER: _("quý %(n)s/%(year)s") % {"n": _ROMAN[(on.month - 1) // 3], "year": on.year},
        Precision.HALF: (_("6 tháng đầu năm %(year)s") if on.month < 7 else _("6 tháng cuối năm %(year)s")) % {"year": on.year},
        Precision.YEAR: _("năm %(year)s") % {"year": on.year},
        Precision.TERM: _("hết nhiệm kỳ, %(year)s") % {"year": on.year},
    }  # fmt: skip
    return said.get(Precision(precision) if precision else Precision.DAY, f"{on:%d/%m/%Y}")


_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


def last_day(on: date | None, precision: str) -> date | None:
    """Ngày cuối của hạn — of the month, quarter, half or year that is said; else the day itself."""
    months = _MONTHS.get(Precision(precision)) if precision else None
    if on is None or months is None:
        return on
    month = -(-on.month // months) * months
    return date(on.year, month, monthrange(on.year, month)[1])


class Answer(models.TextChoices):
    """Tiếp thu hay không."""

    YES = "YES", gettext_lazy("tiếp thu")
    PART = "PART", gettext_lazy("tiếp thu một phần")
    NO = "NO", gettext_lazy("không tiếp thu")


class Lacks(models.TextChoices):
    """Gợi ý — what the writer may wish to look at again; nothing is refused by it."""

    LEFT_OUT = "LEFT_OUT", gettext_lazy("nhiệm vụ của văn bản chưa có trong kế hoạch")
    NO_OWNER = "NO_OWNER", gettext_lazy("mục chưa rõ ai chủ trì")
    NO_DUE = "NO_DUE", gettext_lazy("mục chưa có hạn")
    NO_PRODUCT = "NO_PRODUCT", gettext_lazy("mục chưa có sản phẩm")
    SAME = "SAME", gettext_lazy("mục giống kế hoạch đã ban hành của đơn vị khác")
    SAME_WORDS = (
        "SAME_WORDS",
        gettext_lazy("lời mở đầu hoặc tổ chức thực hiện giống kế hoạch đã ban hành của đơn vị khác"),
    )
