"""Gói gửi, nhận — whom one trusts, what was made and taken in; a package is seen whole before it is taken in."""

from __future__ import annotations

import io
from tempfile import TemporaryFile
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Direction, Register
from dondoc.exchange import actions
from dondoc.exchange.checking import checked
from dondoc.exchange.models import Outcome, Package, PackageRow, Partner
from dondoc.exchange.packing import pack
from dondoc.exchange.queries import listed
from dondoc.exchange.rules import ISOLATED, NETWORKED, PAPERS, SHA256, STUBS, fingerprint_said
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.signing import fingerprint, public_key
from dondoc.units.actions import root
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, ReasonForm, TextField, UnitField, area
from dondoc.web.handing import turned_away
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.sending import do_once
from dondoc.web.taking import KINDS, handed
from dondoc.web.templatetags.words import luc

COLUMNS: tuple[Column[Package], ...] = (
    Column(gettext_lazy("Gói"), 20, str),
    Column(gettext_lazy("Chiều"), 12, lambda row: row.get_way_display()),
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
    Column(gettext_lazy("Nơi gửi"), 36, lambda row: row.partner.name if row.partner else ""),
    Column(gettext_lazy("Văn bản"), 10, lambda row: row.papers),
    Column(gettext_lazy("Tệp"), 10, lambda row: row.files),
    Column(gettext_lazy("Lúc"), 18, lambda row: luc(row.at)),
)
ROWS: tuple[Column[PackageRow], ...] = (
    Column(gettext_lazy("Dòng"), 8, lambda row: row.place),
    Column(gettext_lazy("Số, ký hiệu"), 24, lambda row: row.label),
    Column(gettext_lazy("Kết quả"), 30, lambda row: row.get_outcome_display()),
    Column(gettext_lazy("Ghi chú"), 60, lambda row: row.note),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Gói gửi, nhận — newest first; this installation's own fingerprint, to be read out by telephone."""
    actor = actor_of(request)
    rows = Package.objects.visible_to(actor).select_related("unit", "partner").order_by("-id")
    if file := as_file(request, _("Gói gửi, nhận"), COLUMNS, rows):
        return file
    listing = bounded(request, rows)
    may_make, may_take = (bool(reaches(actor, f"exchange.{name}")) for name in ("make", "take_in"))
    shown = may_make or may_take or may(actor, "exchange.trust", root())
    context = {
        "listing": listing, "partners": _partners(actor), "may_make": may_make, "may_take": may_take,
        "may_trust": may(actor, "exchange.trust", root()),
        "own": fingerprint_said(fingerprint(public_key())) if shown else "",
        "own_key": public_key().decode() if shown else "",
    }  # fmt: skip
    return page(request, "exchange/list.html", context)


def _partners(actor: Actor) -> list[tuple[Partner, str]]:
    rows = Partner.objects.visible_to(actor).order_by("ended_on", "name", "id")[:50]
    return [(row, fingerprint_said(row.fingerprint)) for row in rows]


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một gói — every row, and what became of it."""
    row = one(Package.objects.visible_to(actor_of(request)).select_related("unit", "partner", "register"), code)
    rows = row.rows.select_related("entry__paper", "upload").order_by("place")  # type: ignore[attr-defined]
    if file := as_file(request, f"Gói {row}", ROWS, rows, about=row):
        return file
    return page(request, "exchange/package.html", {"package": row, "listing": bounded(request, rows)})


class TrustForm(forms.Form):
    """Khóa công khai của nơi gửi."""

    name = TextField(label=gettext_lazy("Tên nơi gửi"), max_length=200)
    key = TextField(label=gettext_lazy("Khóa công khai"), widget=area(4), max_length=2000,
                    help_text=gettext_lazy("Nơi gửi in bằng lệnh: dondoc journal key"))  # fmt: skip
    seen = TextField(label=gettext_lazy("Dấu vân tay nghe qua điện thoại"), max_length=100,
                     help_text=gettext_lazy("Gõ lại từ người của nơi gửi đọc, không chép từ tệp"))  # fmt: skip
    ground = TextField(label=gettext_lazy("Căn cứ"), max_length=300)


@require_http_methods(["GET", "POST"])
@login_required
def trust(request: HttpRequest) -> HttpResponse:
    """Ghi nơi gửi được tin — its fingerprint typed from the telephone, not from the file."""

    def run(said: dict[str, Any]) -> None:
        actions.trust(by=actor_of(request), at=now_of(request), **said)

    return act_page(request, TrustForm(request.POST or None), run, act="exchange.trust", where=root(),
                    back=reverse("packages"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def distrust(request: HttpRequest, code: str) -> HttpResponse:
    """Thôi tin nơi gửi."""
    row = one(Partner.objects.visible_to(actor_of(request)).select_related("unit"), code)

    def run(said: dict[str, Any]) -> None:
        actions.distrust(partner=row, by=actor_of(request), at=now_of(request), **said)  # type: ignore[attr-defined, arg-type]

    return act_page(request, ReasonForm(request.POST or None), run, act="exchange.distrust", right="exchange.trust",
                    where=root(), about=row, back=reverse("packages"))  # fmt: skip


class MakeForm(forms.Form):
    """Gửi gì, cho ai."""

    receiver = forms.ChoiceField(label=gettext_lazy("Nơi nhận là"), choices=[
        (ISOLATED, gettext_lazy("máy độc lập")), (NETWORKED, gettext_lazy("máy nối mạng")),
    ])  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Gửi"), choices=[
        (PAPERS, gettext_lazy("văn bản và tệp")), (STUBS, gettext_lazy("chỉ dòng sổ, không văn bản")),
    ])  # fmt: skip
    with_numbers = forms.BooleanField(
        label=gettext_lazy("Chỉ dòng sổ: gửi cả số, ngày, nơi giữ (số không phải bí mật)"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(
            units=Unit.objects.granted(actor, "exchange.make"), label=gettext_lazy("Sổ của")
        )
        self.fields["since"] = PastDayField(today=actor.today, label=gettext_lazy("Từ ngày"))
        self.fields["until"] = PastDayField(today=actor.today, label=gettext_lazy("Đến hết ngày"), initial=actor.today)
        self.order_fields(["unit", "since", "until", "receiver", "kind", "with_numbers"])


@require_http_methods(["GET", "POST"])
@login_required
def make(request: HttpRequest) -> HttpResponse:
    """Làm gói gửi đi — the file is the answer; nothing of it is kept here but its digest."""
    actor = actor_of(request)
    turned = turned_away(request, "exchange.make", "exchange.make", None)
    if turned is not None:
        return turned
    form = MakeForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.make(by=actor, at=now_of(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            file = TemporaryFile()  # noqa: SIM115 — the answer closes it
            pack(found, file)
            file.seek(0)
            return handed(file, found.file_name, KINDS["zip"])
    return page(request, "exchange/make.html", {"form": form, "back": reverse("packages")},
                status=409 if form.errors else 200)  # fmt: skip


class TakeForm(forms.Form):
    """Tệp gói, và sổ sẽ vào."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.granted(actor, "exchange.take_in")
        books = Register.objects.visible_to(actor).filter(unit__in=units, direction=Direction.IN, until_on__isnull=True)
        self.fields["book"] = forms.ModelChoiceField(
            books.select_related("unit").order_by("unit__path", "-series", "id"), label=gettext_lazy("Vào sổ"),
            to_field_name="public_id", empty_label=None,
        )  # fmt: skip
        self.fields["file"] = forms.FileField(label=gettext_lazy("Tệp gói"))


@require_http_methods(["GET", "POST"])
@login_required
def look(request: HttpRequest) -> HttpResponse:
    """Nhận gói — looked at first, row by row; nothing is written, the file waits in quarantine an hour."""
    actor = actor_of(request)
    turned = turned_away(request, "exchange.take_in", "exchange.take_in", None)
    if turned is not None:
        return turned
    form = TakeForm(request.POST or None, request.FILES or None, actor=actor)
    context: dict[str, Any] = {"form": form, "back": reverse("packages")}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _looked_at(form.cleaned_data, actor)
        except Refused as refused:
            form.add_error(None, str(refused))
    return page(request, "exchange/take.html", context, status=409 if form.errors else 200)


def _looked_at(said: dict[str, Any], actor: Actor) -> dict[str, Any]:
    source, book = said["file"], said["book"]
    if source.size > settings.DONDOC_MAX_UPLOAD:
        raise Refused(_("Gói lớn quá mức nhận trên trang. Nhận bằng lệnh: dondoc package take"))
    found = checked(source)
    lines = list(listed(found, book, actor))
    source.seek(0)
    files.quarantine(source.read(), actions.held_as(found.digest, book))
    return {"found": found, "lines": lines, "book": book, "fresh": sum(line.outcome == Outcome.NEW for line in lines)}


@require_POST
@login_required
def take(request: HttpRequest) -> HttpResponse:
    """Nhận — what was looked at; its rows are entered in the background."""
    actor, digest = actor_of(request), request.POST.get("digest", "")
    book = one(Register.objects.visible_to(actor).select_related("unit"), request.POST.get("book", ""))
    if not SHA256.fullmatch(digest):
        raise Http404
    turned = turned_away(request, "exchange.take_in", "exchange.take_in", book.unit, book, reverse("take_package"))
    if turned is not None:
        return turned

    def run() -> str:
        data = files.quarantined(actions.held_as(digest, book))
        row = actions.take_in(found=checked(io.BytesIO(data)), book=book, by=actor, at=now_of(request))
        actions.hold(row, data, by=actor, at=now_of(request))
        return reverse("package", args=[row.public_id])

    return redirect(do_once(request, run))
