"""Dữ liệu của tôi — what is held about me, who looked at it, what I ask; also as one file."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access.models import Person
from dondoc.personal.actions.keeping import oldest_kept, take_copy
from dondoc.personal.actions.requesting import ask
from dondoc.personal.copying import said, told_of, write_copy
from dondoc.personal.declared import abouts, purposes
from dondoc.personal.looking import page_words, told
from dondoc.personal.models import Kind, Look, Request
from dondoc.personal.queries import held_about, rows_of, subject_of
from dondoc.units.models import Holding
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField, area
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.personal.standing import line
from dondoc.web.taking import KINDS, handed
from dondoc.web.templatetags.words import luc

LOOKS = "personal.look"


def myself(request: HttpRequest) -> Person:
    """The person of this account; an account without one has no data to show."""
    person: Person | None = request.user.person  # type: ignore[union-attr]
    if person is None:
        raise Http404
    return person


@require_GET
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """Dữ liệu của tôi — by purpose: what, where it came from, who may see it, until when."""
    actor, person = actor_of(request), myself(request)
    held = held_about(subject_of(person))
    rows = [(purpose, told_of(purpose, actor.today), held[key]) for key, purpose in purposes().items()]
    mine = Request.objects.visible_to(actor).filter(person=person).for_list().order_by("-id")[:10]
    context = {
        "person": person, "purposes": rows, "looks": LOOKS,
        "requests": [line(row, now_of(request)) for row in mine],
    }  # fmt: skip
    return page(request, "personal/mine.html", context)


@require_GET
@login_required
def my_rows(request: HttpRequest, key: str) -> HttpResponse:
    """Các dòng về tôi trong một bảng — as the file gives them, a page at a time."""
    about = abouts().get(key)
    if about is None or not about.columns or key == LOOKS:
        raise Http404
    names = [name for name, _label in about.columns]
    joined = {path for path, _sep, _column in (name.rpartition("__") for name in names) if path}
    rows = rows_of(about, subject_of(myself(request))).reverse()
    listing = bounded(request, rows.select_related(*sorted(joined)) if joined else rows, has_file=False)
    lines = [[said(about, name, _value(row, name)) for name in names] for row in listing.rows]
    context = {"about": about, "heads": [label for _name, label in about.columns], "listing": listing, "lines": lines}
    return page(request, "personal/rows.html", context)


def _value(row: Any, name: str) -> Any:
    """A column of the row, or of what it points at."""
    for part in name.split("__"):
        row = getattr(row, part, None)
    return row


LOOK_COLUMNS: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Lúc"), 20, lambda row: luc(row.at)),
    Column(gettext_lazy("Người xem"), 32, lambda row: row.viewer or ""),
    Column(gettext_lazy("Ở đâu"), 50, lambda row: str(page_words(row.what))),
    Column(gettext_lazy("Số người cùng trang"), 12, lambda row: row.names),
    Column(gettext_lazy("Lý do"), 50, lambda row: row.reason),
)


@require_GET
@login_required
def my_looks(request: HttpRequest) -> HttpResponse:
    """Ai đã xem dữ liệu của tôi — newest first; what was seen under a case that is still open is not told yet."""
    actor = actor_of(request)
    rows = told(Look.objects.visible_to(actor)).order_by("-id")
    if file := as_file(request, _("Ai đã xem dữ liệu của tôi"), LOOK_COLUMNS, rows):
        return file
    listing = bounded(request, rows)
    context = {
        "listing": listing,
        "lines": with_posts(request, listing.rows),
        "since": oldest_kept(actor.today),
        "whose": None,
    }
    return page(request, "personal/looks.html", context)


def with_posts(request: HttpRequest, looks: Any) -> list[dict[str, Any]]:
    """Looks with the page in words and the post under which they were made."""
    held = Holding.objects.filter(pk__in={row.holding_id for row in looks if row.holding_id})
    posts = {row.pk: row.post for row in held.select_related("post__kind", "post__unit")}
    return [{"row": row, "where": page_words(row.what), "post": posts.get(row.holding_id)} for row in looks]


@require_POST
@login_required
def my_file(request: HttpRequest) -> HttpResponse:
    """Tải dữ liệu của tôi — JSON and HTML in one ZIP, written row by row."""
    person = myself(request)
    take_copy(person=person, by=actor_of(request), at=now_of(request))
    return copy_of(request, person)


def copy_of(request: HttpRequest, person: Person) -> HttpResponse:
    """The ZIP as an answer; the name of the file says no name of a person."""
    file = TemporaryFile()  # noqa: SIM115 — the answer closes it
    write_copy(person, file, now_of(request))
    file.seek(0)
    return handed(file, f"du-lieu-{person.public_id}.zip", KINDS["zip"])


class AskForm(forms.Form):
    """Gửi yêu cầu."""

    kind = forms.ChoiceField(label=gettext_lazy("Yêu cầu"), choices=Kind.choices, widget=forms.RadioSelect)
    asked = TextField(label=gettext_lazy("Nội dung"), max_length=1000, required=False, widget=area(4),
                      help_text=gettext_lazy("Chỉnh sửa thì ghi dữ liệu nào sai, đúng phải là gì. Không nhập nội dung mật."))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def ask_page(request: HttpRequest) -> HttpResponse:
    """Gửi yêu cầu về dữ liệu của mình."""
    myself(request)

    def run(told_: dict[str, Any]) -> str:
        row = ask(by=actor_of(request), at=now_of(request), **told_)
        return reverse("data_request", args=[row.public_id])

    form = AskForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    return act_page(request, form, run, act="personal.ask", right="", back=reverse("my_data"))
