"""Thông tin định danh — for who keeps people, and one's own; nothing of it is kept as a draft or stands in an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.actions.identity import look_up_person, record_identity
from dondoc.access.models import Identity, Person
from dondoc.web.access.views import _home, _person
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, TextField
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown

FIELDS = ("id_number", "card_number", "phone", "address")


class IdentityForm(forms.Form):
    """Ghi thông tin định danh."""

    keeps_no_draft = True
    id_number = TextField(label=gettext_lazy("Số căn cước"), max_length=20, required=False)
    card_number = TextField(label=gettext_lazy("Số thẻ đảng viên"), max_length=20, required=False)
    phone = TextField(label=gettext_lazy("Điện thoại"), max_length=40, required=False)
    address = TextField(label=gettext_lazy("Địa chỉ"), max_length=300, required=False)
    field_order = ("born_on", *FIELDS)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born_on"] = PastDayField(
            today=today, label=_("Ngày sinh"), required=False, help_text=_("Ví dụ: 20/11/1980")
        )
        self.order_fields(self.field_order)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def identity(request: HttpRequest, code: str) -> HttpResponse:
    """Thông tin định danh của một người — seen and corrected by who keeps people."""
    someone, unit, actor = _person(request, code), _home(request, "access.record_identity"), actor_of(request)
    row = Identity.objects.visible_to(actor).filter(person=someone).first() or Identity(person=someone)
    held = {"born_on": row.birthday, **{name: getattr(row, name) for name in FIELDS}}
    shown(request, "person.identity", [someone.pk])
    form = IdentityForm(request.POST or None, initial=held, today=actor.today)

    def run(said: dict[str, Any]) -> None:
        record_identity(person=someone, unit=unit, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="access.record_identity", about=someone, back=reverse("people"))


@never_cache
@require_GET
@login_required
def my_identity(request: HttpRequest) -> HttpResponse:
    """Thông tin định danh của tôi — what is held about oneself."""
    actor = actor_of(request)
    row = Identity.objects.visible_to(actor).filter(person=actor.person_id or 0).first()
    return page(request, "access/my_identity.html", {"identity": row})


class NumberForm(forms.Form):
    """Tra người theo số."""

    keeps_no_draft = True
    number = TextField(label=gettext_lazy("Số căn cước hoặc số thẻ đảng viên"), max_length=20,
                       help_text=gettext_lazy("Ghi đủ số; dấu cách, dấu chấm không sao"))  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def look_up(request: HttpRequest) -> HttpResponse:
    """Tra người theo số — the number is sent, never part of an address."""
    unit = _home(request, "access.look_up_person")

    def run(said: dict[str, Any]) -> str:
        found = look_up_person(unit=unit, by=actor_of(request), at=now_of(request), **said)
        if found is None:
            messages.info(request, _("Chưa ghi số này cho ai."))
            return reverse("look_up_person")
        if not Person.objects.kept_by(actor_of(request)).filter(pk=found.pk).exists():
            messages.info(request, _("Số này đã ghi cho một người ngoài phạm vi của đồng chí. Hỏi quản trị cấp trên."))
            return reverse("look_up_person")
        return reverse("identity", args=[found.public_id])

    return act_page(request, NumberForm(request.POST or None), run, act="access.look_up_person", back=reverse("people"))
