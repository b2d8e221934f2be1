"""Quyền thấy — of who commissions, leads, follows up; of the inspected. Of a unit alone, never of all below it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.shared.acts import right

SEE, RECEIVE = "inspecting.see", "inspecting.receive"
LAY_FORM, WITHDRAW_FORM = "inspecting.lay_form", "inspecting.withdraw_form"  # told here: the table asks who lays them


right(SEE, _("Xem cuộc kiểm tra, giám sát"))


right(RECEIVE, _("Nhận quyết định, kế hoạch với tư cách đối tượng"))
