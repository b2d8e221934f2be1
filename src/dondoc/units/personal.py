"""Dữ liệu cá nhân của phòng đơn vị — who holds and held which post, what was handed between posts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.shared.subject import About, acted
from dondoc.units.delegations import Delegation
from dondoc.units.models import HandOver, HandOverStep, Holding
from dondoc.units.takeovers import Takeover

_TRAITS = "kind code region country from_on until_on"
PERSONAL = {
    "posts": {
        "Holding": "person from_on until_on", "Delegation": "giver person from_on until_on ended_on",
        "Takeover": "outgoing incoming last_on",
    },
    "acting": {
        "Delegation": "reason why_ended", "HandOver": "sender note answer answered_at", "HandOverStep": "account_id person_id holding_id",
    },
}  # fmt: skip
NOT_PERSONAL = {
    "Unit": ("tree kind name short code search sort_key path region country issuer_id_in_catalogue began_on ended_on", "an organisation"),
    "UnitName": ("name short search from_on until_on", "an organisation"),
    "UnitTrait": (_TRAITS, "an organisation"),
    "Placement": ("path from_on until_on", "an organisation"),
    "Change": ("what deed number decided_on issuer", "a decision on an organisation"),
    "Succession": ("deed ended_on", "organisations"),
    "Passed": ("deed kind role", "which thing passed between units"),
    "PostKind": ("key title", "a title"),
    "PostRight": ("act", "a right of a title"),
    "Delegation": ("number decided_on", "the paper it was given by"),
    "Takeover": ("number decided_on", "the decision it was done by"),
    "TakeoverLine": ("tray kind due_on", "which thing stood open"),
    "Post": ("ended_on", "a place at a unit, whoever holds it"),
    "HandOver": ("asked kind label address", "which act on which thing, by its number"),
}  # fmt: skip

ABOUT = (
    About("units.holding", "posts", _("Chức danh đã giữ"), lambda who: Holding.objects.filter(person=who.person_id),
          (("post__kind__title", _("Chức danh")), ("post__unit__name", _("Đơn vị")), ("from_on", _("Từ ngày")),
           ("until_on", _("Đến ngày")), ("is_acting", _("Quyền")), ("is_concurrent", _("Kiêm")))),
    About("units.delegation", "posts", _("Ủy quyền"), lambda who: Delegation.objects.of_person(who.person_id),
          (("giver__post__kind__title", _("Chức danh")), ("from_on", _("Từ ngày")), ("until_on", _("Đến ngày")),
           ("reason", _("Lý do")))),
    About("units.takeover", "posts", _("Bàn giao chức danh"),
          lambda who: Takeover.objects.filter(
              models.Q(outgoing__person=who.person_id) | models.Q(incoming__person=who.person_id)),
          (("outgoing__post__kind__title", _("Chức danh")), ("last_on", _("Ngày cuối của người trước")))),
    About("units.handover", "acting", _("Việc đã chuyển hoặc được chuyển"),
          lambda who: HandOver.objects.filter(
              models.Q(sender__person=who.person_id)
              | models.Q(post__in=Holding.objects.filter(person=who.person_id).values("post"))),
          (("at", _("Lúc")), ("label", _("Việc")), ("note", _("Lời nhắn")), ("answer", _("Trả lời")))),
    About("units.handoverstep", "acting", _("Bước của việc chuyển"), acted(HandOverStep),
          (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))),
)  # fmt: skip
