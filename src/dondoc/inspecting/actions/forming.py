"""Biểu mẫu của cơ quan — a Word file laid in place of the common words of a paper, replaced by the next, or given up."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.inspecting.office_forms import OfficeForm
from dondoc.inspecting.rights import LAY_FORM, WITHDRAW_FORM
from dondoc.journal.actions import write
from dondoc.printing.filling import Known, NotAForm, check_form
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.profile import may_hold
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands


@act(LAY_FORM, gettext_lazy("Đặt biểu mẫu của cơ quan"))
def lay_form(
    *, unit: Unit, what: str, data: bytes, file_name: str, known: Known, level: str = "", by: Actor, at: datetime
) -> OfficeForm:
    """Đặt biểu mẫu — `known` are the slots of that paper, `level` the mark the file bears. The one in use is kept, and used no more.

    Raises Refused for what is no DOCX, carries more than words and pictures, or names a slot the paper does not have.
    """
    require(by, LAY_FORM, unit)
    if not may_hold(level):
        raise Refused(_("Biểu mẫu có dấu chỉ mức độ mật. Mức độ mật do phần mềm in theo cuộc; bỏ dấu ấy rồi tải lại."))
    if len(data) > settings.DONDOC_MAX_UPLOAD:
        raise Refused(_("Tệp quá lớn. Bỏ bớt hình trong biểu mẫu rồi tải lại."))
    try:
        check_form(data, known)
    except NotAForm as problem:
        raise Refused(str(problem)) from problem
    OfficeForm.objects.filter(unit=unit, what=what, withdrawn_at__isnull=True).update(withdrawn_at=at)
    row = OfficeForm.objects.create(
        unit=unit, what=what, sha256=files.store(data), file_name=files.bare_name(file_name, "bieu-mau.docx"), size=len(data), at=at
    )  # fmt: skip
    check_stands(unit)
    write(LAY_FORM, row, by=by, at=at, unit=unit, what=what, sha256=row.sha256)
    return row


@act(WITHDRAW_FORM, gettext_lazy("Thôi dùng biểu mẫu của cơ quan"))
def withdraw_form(*, form: OfficeForm, by: Actor, at: datetime) -> None:
    """Thôi dùng — its papers are printed by the form of the unit above again, or the common one."""
    require(by, WITHDRAW_FORM, form.unit)
    if not OfficeForm.objects.filter(pk=form.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
        raise Refused(_("Biểu mẫu này đã thôi dùng rồi."))
    write(WITHDRAW_FORM, form, by=by, at=at, unit=form.unit, what=form.what)
