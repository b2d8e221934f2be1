"""Bảng yêu cầu tài liệu — DocumentRequest: what the team asks of one of the inspected, by when; supplied, or expressly none."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.inspecting.findings import OutlineRow
from dondoc.shared.models import Row


class DocumentRequestQuerySet(models.QuerySet["DocumentRequest"]):
    def standing(self) -> DocumentRequestQuerySet:
        """Còn giữ — not taken back by the team."""
        return self.filter(withdrawn_on__isnull=True)

    def open(self) -> DocumentRequestQuerySet:
        """Chưa cung cấp, cũng chưa nói không có."""
        return self.standing().filter(supplied_on__isnull=True)


class DocumentRequest(Row):
    """Yêu cầu cung cấp tài liệu — with a day; what came stands in the dossier (`document`), or it is said why there is none.

    What comes late keeps both days; nothing that happens later moves them.
    """

    case = models.ForeignKey("inspecting.Case", models.PROTECT, related_name="requests")
    body = models.ForeignKey("inspecting.Body", models.PROTECT, related_name="requests")
    row = models.ForeignKey(OutlineRow, models.PROTECT, null=True, related_name="+")
    text = models.CharField(_("tài liệu cần cung cấp"), max_length=1000)
    asked_on = models.DateField(_("ngày yêu cầu"))
    due_on = models.DateField(_("hạn cung cấp"))
    supplied_on = models.DateField(_("ngày cung cấp"), null=True)
    document = models.ForeignKey("inspecting.Document", models.PROTECT, null=True, related_name="+")
    absent_because = models.CharField(_("vì sao không có"), max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(_("vì sao thôi yêu cầu"), max_length=500, blank=True)
    settled_at = models.DateTimeField(
        null=True
    )  # when it was entered that it is supplied, that there is none, or taken back
    at = models.DateTimeField()

    objects = DocumentRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("asked_on")), name="inspecting_asked_then_due"),
            models.CheckConstraint(
                condition=models.Q(supplied_on__isnull=True, document__isnull=True, absent_because="")
                | models.Q(supplied_on__isnull=False, document__isnull=False, absent_because="")
                | (models.Q(supplied_on__isnull=False, document__isnull=True) & ~models.Q(absent_because="")),
                name="inspecting_supplied_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (models.Q(withdrawn_on__isnull=False, supplied_on__isnull=True) & ~models.Q(withdrawn_because="")),
                name="inspecting_taken_back_unsupplied",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case", "id"], name="inspecting_requested_in")]

    def __str__(self) -> str:
        return self.text
