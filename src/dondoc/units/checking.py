"""Kiểm tra cây — whether paths, parents and dated rows say the same; each trouble is one sentence. Reads only."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from dondoc.units.dated import TRAITS, UnitTrait
from dondoc.units.models import STEP, Placement, Tree, Unit, UnitName

MOST = 20  # troubles told of one kind
_ABOVE = Substr("path", 1, Length("path") - STEP)


def troubles() -> Iterator[str]:
    """Điều sai của cây — none is the answer of a whole tree."""
    for say, rows in (
        (_("%(unit)s: đường dẫn không nằm trong đường dẫn của cấp trên."), _outside_parent()),
        (_("%(unit)s: là gốc mà đường dẫn có nhiều bậc."), Unit.objects.filter(parent=None).annotate(n=Length("path")).exclude(n=STEP)),
        (_("%(unit)s: đang hoạt động dưới một đơn vị đã kết thúc."), _under_ended()),
        (_("%(unit)s: chỗ đứng hôm nay không khớp với dòng vị trí đang mở."), _misplaced()),
        (_("%(unit)s: đã kết thúc mà còn dòng vị trí đang mở."), _ours().filter(ended_on__isnull=False, placements__until_on=None)),
        (_("%(unit)s: có hai vị trí cùng một ngày."), _twice()),
        (_("%(unit)s: không có đúng một tên đang dùng, hoặc tên ấy khác tên hôm nay."), _misnamed()),
        (_("%(unit)s: loại, mã, nơi đóng hôm nay không khớp với dòng đang mở."), _changed()),
        (_("%(unit)s: có lúc đứng ở một đường dẫn mà không đơn vị nào ở trên."), _in_the_air()),
    ):  # fmt: skip
        found = list(rows.order_by("id").distinct()[: MOST + 1])
        yield from (say % {"unit": f"{unit.name} ({unit.public_id})"} for unit in found[:MOST])
        if len(found) > MOST:
            yield "…"


def _ours() -> models.QuerySet[Unit]:
    return Unit.objects.exclude(tree=Tree.OUTSIDE)


def _outside_parent() -> models.QuerySet[Unit]:
    rows = Unit.objects.filter(parent__isnull=False).annotate(above=_ABOVE)
    return rows.exclude(above=models.F("parent__path"))


def _under_ended() -> models.QuerySet[Unit]:
    return _ours().filter(ended_on__isnull=True, parent__ended_on__isnull=False)


def _misplaced() -> models.QuerySet[Unit]:
    """Standing: one open row, at today's path. Ended: the last row is there."""
    open_ = Placement.objects.filter(unit=models.OuterRef("pk"), until_on__isnull=True, path=models.OuterRef("path"))
    any_open = Placement.objects.filter(unit=models.OuterRef("pk"), until_on__isnull=True).order_by()
    count = models.Subquery(any_open.values("unit").annotate(n=models.Count("pk")).values("n"))
    last = Placement.objects.filter(unit=models.OuterRef("pk")).order_by("-from_on", "-id").values("path")[:1]
    rows = _ours().annotate(n=count, last=models.Subquery(last))
    standing = models.Q(ended_on__isnull=True) & (~models.Exists(open_) | ~models.Q(n=1))
    return rows.filter(standing | (models.Q(ended_on__isnull=False) & ~models.Q(last=models.F("path"))))


def _twice() -> models.QuerySet[Unit]:
    """Two rows of one unit that share a day; an empty span (until before from) shares none."""
    full = models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on"))
    here = Placement.objects.filter(full)
    meets = models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.OuterRef("from_on"))
    other = here.filter(meets, unit=models.OuterRef("unit"), from_on__lte=models.OuterRef("from_on"))
    both = here.filter(models.Exists(other.exclude(pk=models.OuterRef("pk"))))
    return Unit.objects.filter(pk__in=both.values("unit"))


def _misnamed() -> models.QuerySet[Unit]:
    borne = UnitName.objects.filter(unit=models.OuterRef("pk"), until_on__isnull=True)
    count = models.Subquery(borne.order_by().values("unit").annotate(n=models.Count("pk")).values("n"))
    same = borne.filter(name=models.OuterRef("name"), short=models.OuterRef("short"))
    return Unit.objects.annotate(n=count).filter(~models.Q(n=1) | models.Q(n__isnull=True) | ~models.Exists(same))


def _changed() -> models.QuerySet[Unit]:
    same = UnitTrait.objects.filter(
        unit=models.OuterRef("pk"), until_on__isnull=True, **{name: models.OuterRef(name) for name in TRAITS}
    )
    return _ours().filter(~models.Exists(same))


def _in_the_air() -> models.QuerySet[Unit]:
    """On the first day of each row below a root, some unit stood at the path above it."""
    lasting = models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.OuterRef("from_on"))
    above = Placement.objects.filter(lasting, path=models.OuterRef("above"), from_on__lte=models.OuterRef("from_on"))
    full = models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on"))
    rows = Placement.objects.filter(full).annotate(above=_ABOVE, n=Length("path")).filter(n__gt=STEP)
    return Unit.objects.filter(pk__in=rows.exclude(models.Exists(above)).values("unit"))
