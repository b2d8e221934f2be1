"""Yêu cầu về dữ liệu — the desk's list by due, one request with its days, and the acts that settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access.models import Person
from dondoc.access.rights import may
from dondoc.personal import forgetting
from dondoc.personal.actions import settling
from dondoc.personal.actions.keeping import drop_looks, oldest_kept, read_looks, take_copy
from dondoc.personal.actions.requesting import enter
from dondoc.personal.clocks import applied
from dondoc.personal.declared import abouts
from dondoc.personal.lifecycle import REQUEST, State
from dondoc.personal.looking import told
from dondoc.personal.models import ANSWER, Kind, Look, Request, at_root
from dondoc.personal.rules import STOPS
from dondoc.regulations.figures import Figure
from dondoc.regulations.queries import keeper
from dondoc.regulations.words import WORDS
from dondoc.shared.actor import Actor
from dondoc.shared.acts import plate_of
from dondoc.web.doing import act_page
from dondoc.web.forms import PastDayField, PersonField, TextField, area
from dondoc.web.lists import FILES, Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.obligations.filters import Choice, Filter
from dondoc.web.pages import page
from dondoc.web.personal.looking import in_file, session_of, shown
from dondoc.web.personal.mine import copy_of, with_posts
from dondoc.web.personal.standing import dues, line
from dondoc.web.personal.ways import ways
from dondoc.web.story import told as story_of

COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Số"), 14, lambda one: str(one["row"])),
    Column(gettext_lazy("Người yêu cầu"), 30, lambda one: in_file(one["row"].person)),
    Column(gettext_lazy("Loại"), 28, lambda one: one["row"].get_kind_display()),
    Column(gettext_lazy("Ngày nhận"), 12, lambda one: one["row"].received_on),
    Column(gettext_lazy("Hạn trả lời"), 12, lambda one: one["row"].reply_on or _("chưa đặt")),
    Column(gettext_lazy("Trả lời"), 16, lambda one: str(one["reply"].label) if one["reply"] else _("chưa đủ dữ liệu")),
    Column(gettext_lazy("Hạn thực hiện"), 12, lambda one: one["row"].due_on or _("chưa đặt")),
    Column(gettext_lazy("Thực hiện"), 16, lambda one: str(one["work"].label) if one["work"] else _("chưa đủ dữ liệu")),
    Column(gettext_lazy("Trạng thái"), 26, lambda one: one["row"].get_state_display()),
)


def the_request(request: HttpRequest, code: str) -> Request:
    return one(Request.objects.visible_to(actor_of(request)).for_list(), code)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Yêu cầu về dữ liệu — by what is due first; the late ones are told as late."""
    actor, now = actor_of(request), now_of(request)
    if not at_root(actor, ANSWER) and not at_root(actor, "personal.enter"):
        raise Http404
    state = request.GET.get("state", "")
    rows = Request.objects.granted(actor, ANSWER).for_list()
    rows = rows.filter(state=state) if state in State.values else rows if state == "all" else rows.open()
    rows = rows.soonest_first()

    def lines(taken: list[Request]) -> list[dict[str, Any]]:
        what = "requests.file" if request.GET.get("as") in FILES else "requests.list"
        shown(request, what, [row.person_id for row in taken])
        return [line(row, now) for row in taken]

    if file := as_file(request, _("Yêu cầu về dữ liệu cá nhân"), COLUMNS, rows, lines, of_people=True):
        return file
    listing = bounded(request, rows)
    choices = [
        Choice("", _("đang mở")),
        *(Choice(key, str(label)) for key, label in State.choices),
        Choice("all", _("tất cả")),
    ]
    context = {
        "listing": listing, "lines": lines(list(listing.rows)), "filters": [Filter(_("Xem yêu cầu"), "state", state, choices)],
        "may_enter": may(actor, "personal.enter", keeper()), "may_answer": at_root(actor, ANSWER),
        "may_drop": may(actor, "personal.drop_looks", keeper()), "oldest": oldest_kept(actor.today), "ways": ways(actor, "data_requests"),
    }  # fmt: skip
    return page(request, "personal/requests.html", context)


class EnterForm(forms.Form):
    """Nhập từ đơn giấy."""

    kind = forms.ChoiceField(label=gettext_lazy("Yêu cầu"), choices=[("", "—"), *Kind.choices])
    asked = TextField(label=gettext_lazy("Nội dung"), max_length=1000, required=False, widget=area(3),
                      help_text=gettext_lazy("Theo đơn. Không nhập nội dung mật."))  # fmt: skip
    paper_number = TextField(label=gettext_lazy("Số đơn, số đến"), max_length=80, required=False)
    has_third_party = forms.BooleanField(
        label=gettext_lazy("Bên xử lý hoặc bên thứ ba cũng phải thực hiện"), required=False
    )
    field_order = ("person", "kind", "asked", "paper_number", "paper_on", "received_on", "has_third_party")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = actor.today
        self.fields["person"] = PersonField(
            people=Person.objects.granted(actor, "personal.enter", keeper().path), label=_("Người yêu cầu")
        )
        self.fields["paper_on"] = PastDayField(today=today, label=_("Ngày ghi trên đơn"))
        self.fields["received_on"] = PastDayField(today=today, label=_("Ngày nhận"), initial=today)
        self.order_fields(self.field_order)


@require_http_methods(["GET", "POST"])
@login_required
def enter_page(request: HttpRequest) -> HttpResponse:
    """Nhập yêu cầu từ đơn giấy."""
    actor = actor_of(request)

    def run(said: dict[str, Any]) -> str:
        row = enter(by=actor, at=now_of(request), **said)
        seen = Request.objects.visible_to(actor).filter(pk=row.pk).exists()
        return reverse("data_request", args=[row.public_id]) if seen else reverse("data_requests")

    form = EnterForm(request.POST or None, actor=actor)
    return act_page(request, form, run, act="personal.enter", where=keeper(), back=reverse("data_requests"))


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một yêu cầu — what was asked, both days and how they stand, what is next."""
    actor, row, now = actor_of(request), the_request(request, code), now_of(request)
    shown(request, "request", [row.person_id])
    decides = row.person_id != actor.person_id
    offered = [
        (verb, plate_of(VERBS[verb].act).label) for verb in (step.name for step in REQUEST.offered_from(row.state))
        if decides and may(actor, VERBS[verb].act, row.unit) and not (verb == "extend" and (row.extended or not row.due_on))
    ]  # fmt: skip
    context = {
        "row": row, "dues": dues(row, now), "offered": offered, "is_mine": row.person_id == actor.person_id,
        "counts": erased(row), "may_copy": _may_copy(actor, row),
        "may_lift": decides and _is_restricting(row) and may(actor, "personal.lift", row.unit),
        "may_say_third_party": decides and row.is_open and row.kind in STOPS and not row.has_third_party
        and not row.done_late(now) and may(actor, "personal.say_third_party", row.unit),
        "may_read_looks": decides and may(actor, "personal.read_looks", row.unit),
        "story": story_of("personal.request", row.pk),
    }  # fmt: skip
    return page(request, "personal/request.html", context)


def _is_restricting(row: Request) -> bool:
    return row.state == State.DONE and row.kind in STOPS and row.person.restricted_on is not None


def _may_copy(actor: Actor, row: Request) -> bool:
    return row.kind == Kind.COPY and row.state == State.ANSWERED and row.person_id != actor.person_id and may(
        actor, "personal.fulfil", row.unit
    )  # fmt: skip


def erased(row: Request) -> list[tuple[str, int]]:
    """Đã xóa gì — the tables by their words, with how many rows."""
    words = {key: about.label for key, about in abouts().items()} | {"journal.payload": _("Lời trong nhật ký")}
    return [(str(words.get(key, key)), count) for key, count in row.counts.items()]


class AnswerForm(forms.Form):
    """Trả lời."""

    text = TextField(label=gettext_lazy("Nội dung trả lời"), max_length=1000, widget=area(4))

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày trả lời"), initial=actor.today)


class ExtendForm(forms.Form):
    """Gia hạn."""

    more = forms.IntegerField(label=gettext_lazy("Thêm bao nhiêu"), min_value=1, max_value=1000)
    reason = TextField(label=gettext_lazy("Lý do"), max_length=300, widget=area(2))

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = applied(row)[1].figure
        if isinstance(found, Figure):
            said = {"unit": _(WORDS[found.unit]), "cap": found.cap or 0}
            self.fields["more"].help_text = _("Tính bằng %(unit)s, nhiều nhất %(cap)s") % said


class ThirdPartyForm(forms.Form):
    """Có bên thứ ba — nothing to type."""

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class FulfilForm(forms.Form):
    """Thực hiện."""

    outcome = TextField(label=gettext_lazy("Đã làm gì"), max_length=1000, widget=area(4))

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row.kind == Kind.CORRECT:
            self.fields["full_name"] = TextField(label=_("Họ và tên đúng"), max_length=120, required=False,
                                                 help_text=_("Để trống nếu dữ liệu sai không phải là họ tên"))  # fmt: skip
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày thực hiện"), initial=actor.today)
        self.order_fields(["full_name", "outcome", "on"])


class RefuseForm(forms.Form):
    """Không thực hiện."""

    ground = TextField(label=gettext_lazy("Căn cứ không thực hiện"), max_length=500, widget=area(3))

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày trả lời"), initial=actor.today)


class LiftForm(forms.Form):
    """Thôi hạn chế."""

    reason = TextField(label=gettext_lazy("Lý do"), max_length=300, widget=area(2))

    def __init__(self, *args: Any, row: Request, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Verb:
    """Một việc làm được trên trang yêu cầu."""

    act: str
    form: Any
    run: Callable[..., None]


VERBS = {
    "answer": Verb("personal.answer", AnswerForm, settling.answer),
    "extend": Verb("personal.extend", ExtendForm, settling.extend),
    "third_party": Verb("personal.say_third_party", ThirdPartyForm, settling.say_third_party),
    "fulfil": Verb("personal.fulfil", FulfilForm, settling.fulfil),
    "refuse": Verb("personal.refuse", RefuseForm, settling.refuse),
    "lift": Verb("personal.lift", LiftForm, settling.lift),
}


@require_http_methods(["GET", "POST"])
@login_required
def do(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Trả lời, gia hạn, thực hiện, không thực hiện, thôi hạn chế — a form each; deletion shows first what goes and what stays."""
    actor, row = actor_of(request), the_request(request, code)
    if verb not in VERBS:
        raise Http404
    shown(request, "request", [row.person_id])
    one_ = VERBS[verb]

    def run(said: dict[str, Any]) -> None:
        one_.run(request=row, by=actor, at=now_of(request), **said)

    deletes = verb == "fulfil" and row.kind == Kind.DELETE and may(actor, one_.act, row.unit)
    extra = {"row": row, "fates": forgetting.fates(row.person, actor) if deletes else [], "verb": verb}
    return act_page(request, one_.form(request.POST or None, row=row, actor=actor), run, act=one_.act, where=row.unit,
                    about=row, back=reverse("data_request", args=[code]), template="personal/settle.html", extra=extra)  # fmt: skip


@require_POST
@login_required
def copy(request: HttpRequest, code: str) -> HttpResponse:
    """Lập bản sao để gửi người yêu cầu — for who has no account; the look is told to the person."""
    actor, row = actor_of(request), the_request(request, code)
    if not _may_copy(actor, row):
        raise Http404
    shown(request, "request.copy", [row.person_id])
    take_copy(person=row.person, by=actor, at=now_of(request), unit=row.unit)
    return copy_of(request, row.person)


class ReasonForm(forms.Form):
    """Vì sao xem."""

    reason = TextField(label=gettext_lazy("Lý do xem"), max_length=300,
                       help_text=gettext_lazy("Người có dữ liệu sẽ thấy lý do này"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def looks(request: HttpRequest, code: str) -> HttpResponse:
    """Nhật ký truy cập của người yêu cầu — asked with a reason each time; that it was read is told to the person."""
    actor, row = actor_of(request), the_request(request, code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and may(actor, "personal.read_looks", row.unit):
        read_looks(person=row.person, by=actor, at=now_of(request), session=session_of(request), **form.cleaned_data)
        found = list(
            told(Look.objects.granted(actor, "personal.read_looks").filter(whose=row.person)).order_by("-id")[:SHOWN]
        )
        context = {
            "lines": with_posts(request, found),
            "whose": row,
            "since": oldest_kept(actor.today),
            "listing": None,
        }
        return page(request, "personal/looks.html", context)

    def run(said: dict[str, Any]) -> None:
        raise Http404  # who may read was answered above

    return act_page(request, form, run, act="personal.read_looks", where=row.unit, about=row,
                    back=reverse("data_request", args=[code]))  # fmt: skip


SHOWN = 500


@require_http_methods(["GET", "POST"])
@login_required
def drop(request: HttpRequest) -> HttpResponse:
    """Xóa nhật ký truy cập hết hạn giữ."""

    def run(said: dict[str, Any]) -> None:
        count = drop_looks(by=actor_of(request), at=now_of(request))
        messages.success(request, _("Đã xóa %(n)s lượt xem hết hạn giữ.") % {"n": count})

    return act_page(request, forms.Form(request.POST or None), run, act="personal.drop_looks", where=keeper(),
                    back=reverse("data_requests"))  # fmt: skip
