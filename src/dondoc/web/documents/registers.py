"""Sổ văn bản — the series of a unit, their lines and their numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.documents.actions import registers as actions
from dondoc.documents.models import Direction, Entry, Paper, Register, RegisterNumber
from dondoc.documents.queries import gaps, with_lines
from dondoc.documents.search import matching
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, ReasonForm, TextField, UnitField
from dondoc.web.lists import Column, Listing, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page


def the_register(request: HttpRequest, code: str) -> Register:
    return one(Register.objects.visible_to(actor_of(request)).select_related("unit"), code)


BOOKS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Sổ"), 32, str),
    Column(gettext_lazy("Đơn vị"), 36, lambda book: book.unit.name),
    Column(gettext_lazy("Loại"), 16, lambda book: book.get_direction_display()),
    Column(gettext_lazy("Số dòng"), 10, lambda book: book.lines),
    Column(gettext_lazy("Số tiếp theo"), 10, lambda book: book.next_number),
)
LINES: tuple[Column[Entry], ...] = (  # the columns of a register on paper, as far as they are kept here
    Column(gettext_lazy("Ngày đến hoặc đi"), 14, lambda entry: entry.on),
    Column(gettext_lazy("Số"), 8, lambda entry: entry.number.number),
    Column(gettext_lazy("Tác giả"), 36, lambda entry: "" if entry.paper.is_stub else entry.paper.issuer.name),
    Column(gettext_lazy("Số, ký hiệu"), 18, lambda entry: entry.paper.so_ky_hieu),
    Column(gettext_lazy("Ngày, tháng"), 12, lambda entry: entry.paper.issued_on or ""),
    Column(gettext_lazy("Tên loại và trích yếu nội dung"), 70, lambda entry: f"{entry.paper.kind} {entry.paper.title}"),
    Column(gettext_lazy("Độ khẩn"), 12, lambda entry: entry.paper.urgency),
    Column(gettext_lazy("Trạng thái"), 24, lambda entry: entry.get_state_display()),
    Column(gettext_lazy("Ghi chú"), 30, lambda entry: _note(entry)),
)
NUMBERS: tuple[Column[RegisterNumber], ...] = (
    Column(gettext_lazy("Số"), 8, lambda row: row.number),
    Column(gettext_lazy("Tình trạng"), 24, lambda row: row.get_state_display()),
    Column(gettext_lazy("Văn bản hoặc lý do"), 70, lambda row: _held_by(row)),
)


def _note(entry: Entry) -> str:
    notes = (entry.paper.secrecy, _("bản giấy") if entry.is_paper_only else "", entry.withdrawn_because)
    return "; ".join(note for note in notes if note)


def _held_by(row: RegisterNumber) -> str:
    paper = row.entry.paper if hasattr(row, "entry") else None
    return f"{paper.kind} {paper.so_ky_hieu} {paper.title}" if paper else row.reason


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Các sổ — by unit, how many lines each."""
    actor = actor_of(request)
    rows = Register.objects.visible_to(actor).select_related("unit")
    rows = rows.order_by("unit__path", "direction", "-series", "name", "id")
    if file := as_file(request, _("Các sổ văn bản"), BOOKS, rows, with_lines):
        return file
    listing = bounded(request, rows)
    may_open = Unit.objects.granted(actor, "documents.open_register").exists()
    with_lines(listing.rows)
    return page(request, "documents/registers.html", {"listing": listing, "may_open": may_open})


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một sổ — its lines, newest first."""
    actor, register = actor_of(request), the_register(request, code)
    words = request.GET.get("words", "").strip()[:100]
    rows = Entry.objects.visible_to(actor).filter(register=register).for_list().order_by("-number__number", "-id")
    if words:
        rows = rows.filter(paper__in=matching(Paper.objects.all(), words).values("pk"))
    if file := as_file(
        request, f"{register}, {register.unit}", LINES, rows.order_by("number__number", "id"), about=register
    ):
        return file
    listing: Listing[Entry] = bounded(request, rows)
    offered = {name: may(actor, f"documents.{name}", register.unit) for name in ("register", "issue", "reserve_number")}
    context = {"register": register, "listing": listing, "offered": offered, "words": words,
               "incoming": register.direction == Direction.IN}  # fmt: skip
    return page(request, "documents/register.html", context)


@require_GET
@login_required
def numbers(request: HttpRequest, code: str) -> HttpResponse:
    """Các số — every number of the series: issued, reserved, void, or unaccounted for."""
    register = the_register(request, code)
    rows = register.numbers.select_related("entry__paper").order_by("-number", "-id")
    if file := as_file(request, _("Các số của %(book)s") % {"book": register}, NUMBERS, rows, about=register):
        return file
    may_void = may(actor_of(request), "documents.void_number", register.unit)
    may_pass = may(actor_of(request), "documents.pass_over", register.unit)
    context = {"register": register, "listing": bounded(request, rows), "gaps": gaps(register),
               "may_void": may_void, "may_pass": may_pass}  # fmt: skip
    return page(request, "documents/numbers.html", context)


class RegisterForm(forms.Form):
    """Mở sổ."""

    direction = forms.ChoiceField(label=_("Loại sổ"), choices=Direction.choices)
    name = TextField(label=_("Tên sổ"), max_length=120, help_text=_("Ví dụ: Sổ văn bản đến"))
    series = TextField(label=_("Khóa hoặc năm"), max_length=30, help_text=_("Ví dụ: 2026"))
    suffix = TextField(label=_("Phần sau số"), max_length=40, required=False,
                       help_text=_("Chỉ với sổ đi, ví dụ: -KH/ĐU"))  # fmt: skip
    kinds = TextField(label=_("Loại văn bản của sổ"), required=False,
                      help_text=_("Cách nhau bằng dấu chấm phẩy; bỏ trống: mọi loại"))  # fmt: skip
    starts_at = forms.IntegerField(label=_("Số bắt đầu"), min_value=1, initial=1)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.granted(actor, "documents.open_register")
        self.fields["unit"] = UnitField(units=units, label=_("Đơn vị"))
        self.fields["from_on"] = DayField(today=actor.today, label=_("Mở từ ngày"))


@require_http_methods(["GET", "POST"])
@login_required
def open_register(request: HttpRequest) -> HttpResponse:
    """Mở sổ — starts anywhere; numbers before it were issued before the software."""
    actor = actor_of(request)
    form = RegisterForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> str:
        kinds = [k.strip() for k in said.pop("kinds").split(";") if k.strip()]
        row = actions.open_register(**said, kinds=kinds, by=actor, at=now_of(request))
        return reverse("register_page", args=[row.public_id])

    return act_page(request, form, run, act="documents.open_register", back=reverse("registers"))


@require_http_methods(["GET", "POST"])
@login_required
def reserve(request: HttpRequest, code: str) -> HttpResponse:
    """Để dành số."""
    register = the_register(request, code)

    def run(said: dict[str, Any]) -> None:
        actions.reserve_number(register=register, reason=said["reason"], by=actor_of(request), at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="documents.reserve_number", where=register.unit,
                    back=reverse("register_numbers", args=[code]), about=register)  # fmt: skip


class PassForm(ReasonForm):
    """Ghi các số trước khi dùng phần mềm."""

    until = forms.IntegerField(label=_("Đến hết số"), min_value=1)
    field_order = ("until", "reason")


@require_http_methods(["GET", "POST"])
@login_required
def pass_over(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi các số đã dùng ngoài phần mềm — so that every number is accounted for."""
    register = the_register(request, code)

    def run(said: dict[str, Any]) -> None:
        actions.pass_over(register=register, by=actor_of(request), at=now_of(request), **said)

    return act_page(request, PassForm(request.POST or None), run, act="documents.pass_over", where=register.unit,
                    back=reverse("register_numbers", args=[code]), about=register)  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def void(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Bỏ số để dành — with a reason; the number stays in the register."""
    register = the_register(request, code)
    row = register.numbers.filter(number=number).select_related("register__unit").first()
    if row is None:
        raise Http404

    def run(said: dict[str, Any]) -> None:
        actions.void_number(number=row, reason=said["reason"], by=actor_of(request), at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="documents.void_number", where=register.unit,
                    back=reverse("register_numbers", args=[code]), about=register)  # fmt: skip
