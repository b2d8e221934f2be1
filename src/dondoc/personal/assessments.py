"""Bảng hồ sơ đánh giá tác động — what people write of it, and its versions as they were frozen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.rights import inside, reaches
from dondoc.personal.breaching import OVERSEE, Added, AddedRow
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit


class AssessmentQuerySet(Added):
    def visible_to(self, actor: Actor) -> AssessmentQuerySet:
        return self if actor.is_setup else self.filter(inside("house__path", reaches(actor, OVERSEE)))


class Part(models.TextChoices):
    """Phần người phải viết — what no measuring can tell."""

    ACTIVITY = "ACTIVITY", _("Hoạt động xử lý và sự cần thiết")
    RECEIVERS = "RECEIVERS", _("Bên nhận dữ liệu, chuyển ra ngoài hệ thống")
    RISKS = "RISKS", _("Rủi ro đối với người có dữ liệu")
    REDUCED = "REDUCED", _("Biện pháp tổ chức, giảm rủi ro")
    CONTACT = "CONTACT", _("Bộ phận, người phụ trách bảo vệ dữ liệu")
    OPINION = "OPINION", _("Ý kiến, kết luận")


class AssessmentText(AddedRow):
    """Lời viết của hồ sơ đánh giá tác động — one part, as written at one time; the last stands."""

    house = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    text = models.TextField()

    objects = AssessmentQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.get_part_display())


class Assessment(AddedRow):
    """Hồ sơ đánh giá tác động đã lập — what was measured and written on a day, frozen with its hash."""

    house = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.IntegerField(unique=True)
    sheet = models.JSONField()
    hash = models.CharField(max_length=64)

    objects = AssessmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number}"
