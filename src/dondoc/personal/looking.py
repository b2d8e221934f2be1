"""Nhật ký truy cập dữ liệu cá nhân — `saw` is the one way a door says who looked at whom.

One insert, no lock: the same look within a session and an hour is one row, kept so by the table itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import Person
from dondoc.personal.models import Look
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label

HOUR = 3600
StillOpen = Callable[[Collection[int]], Collection[int]]

# What may be looked at, and how the person concerned is told of it.
WHAT: dict[str, Label] = {
    "people.list": _("Danh sách người và tài khoản"),
    "people.file": _("Tệp danh sách người và tài khoản"),
    "person.account": _("Trang tài khoản của người này"),
    "person.identity": _("Thông tin định danh của người này"),
    "person.rights": _("Trang ai được làm gì"),
    "rights.file": _("Tệp ai được làm gì"),
    "rights.review": _("Danh sách quyền cần xem lại"),
    "posts.list": _("Danh sách chức danh và người giữ"),
    "posts.file": _("Tệp danh sách chức danh và người giữ"),
    "requests.list": _("Danh sách yêu cầu về dữ liệu"),
    "requests.file": _("Tệp danh sách yêu cầu về dữ liệu"),
    "request": _("Trang một yêu cầu về dữ liệu"),
    "request.copy": _("Bản sao dữ liệu lập theo yêu cầu"),
    "looks": _("Danh sách ai đã xem dữ liệu của người này"),
    "holds": _("Danh sách lệnh giữ dữ liệu"),
    "pledging.list": _("Danh sách cam kết của chi bộ"),
    "studying.roll": _("Điểm danh buổi quán triệt"),
    "pledging.text": _("Bản cam kết của người này"),
    "inspection.notebook": _("Người ghi sổ của đoàn kiểm tra, giám sát"),
    "inspection.team": _("Thành viên đoàn kiểm tra, giám sát"),
    "inspection.watches": _("Người theo dõi địa bàn"),
    "codes": _("Mã người của một lần xuất, được mở"),
}

# Kinds of case under which people are looked at → which of these ids are still open. A room that has such cases adds
# itself here; a look under a kind nobody answers for is withheld.
CASES: dict[str, StillOpen] = {}


def saw(
    people: Iterable[int | None], what: str, *, by: Actor, at: datetime, session: str = "", reason: str = "",
    under: tuple[str, int] | None = None, held_until: datetime | None = None,
) -> int:  # fmt: skip
    """Ghi lượt xem — of each of these persons but oneself. `under` names the case it was made for: the persons are not
    told while that is open, nor before `held_until`. Returns how many others were shown. KeyError on an unknown page."""
    if what not in WHAT:
        raise KeyError(what)
    others = sorted({pk for pk in people if pk and pk != by.person_id})
    if by.is_setup or not others:
        return 0
    kind, case = under or ("", None)
    rows = (
        Look(whose_id=pk, **by.who, door=by.door,
             what=what, names=len(others), reason=reason.strip()[:300], under_kind=kind, under_id=case,
             held_until=held_until, session=session, hour=int(at.timestamp()) // HOUR, at=at)
        for pk in others
    )  # fmt: skip
    Look.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    return len(others)


def told(looks: models.QuerySet[Look]) -> models.QuerySet[Look]:
    """Đã nói được — what the person looked at may be told by now, with the name of who looked."""
    viewer = Person.objects.filter(pk=models.OuterRef("person_id")).values("full_name")[:1]
    return looks.exclude(still_held(looks)).annotate(viewer=models.Subquery(viewer))


def still_held(looks: models.QuerySet[Look]) -> models.Q:
    """Chưa nói được — looks under a case that is still open, or whose time has not come."""
    held = models.Q(pk__in=())
    named = looks.exclude(under_kind="").order_by()
    for kind in named.values_list("under_kind", flat=True).distinct():
        cases = named.filter(under_kind=kind, under_id__isnull=False).values_list("under_id", flat=True)
        ids = {pk for pk in cases.distinct() if pk is not None}
        open_ = CASES[kind](ids) if kind in CASES else ids
        held |= models.Q(under_kind=kind, under_id__in=list(open_))
    return held | models.Q(held_until__gt=models.functions.Now())


def page_words(what: str) -> Label:
    """The page as the person is told of it."""
    return WHAT.get(what, what)
