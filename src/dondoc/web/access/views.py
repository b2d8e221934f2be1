"""Người và tài khoản — kept by whoever keeps the tree; and what is mine."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access import actions
from dondoc.access.models import Person, User
from dondoc.access.rights import reaches
from dondoc.reading.text import fold
from dondoc.units.models import Holding, Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, one
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown


def _home(request: HttpRequest, act: str) -> Unit:
    """The unit whose people one keeps: where the right is held, highest first; 404 without it."""
    where = Unit.objects.granted(actor_of(request), act).order_by("path").first()
    if where is None:
        raise Http404
    return where


PEOPLE: tuple[Column[Any], ...] = (
    Column(gettext_lazy("Họ và tên"), 32, str),
    Column(gettext_lazy("Chức danh"), 70, lambda person: "; ".join(_held(row) for row in person.holdings.all())),
    Column(gettext_lazy("Tài khoản"), 20, lambda person: person.account.username if hasattr(person, "account") else ""),
    Column(gettext_lazy("Trạng thái"), 16, lambda person: _standing(person)),
)


def _held(row: Holding) -> str:
    until = f"–{row.until_on:%d/%m/%Y}" if row.until_on else ""
    return f"{row.post} ({row.from_on:%d/%m/%Y}{until})"


def _standing(person: Person) -> str:
    if not hasattr(person, "account"):
        return _("chưa có")
    return _("đang dùng") if person.account.is_active else _("đã khóa")


@require_GET
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Người và tài khoản — by tên; for those who keep accounts."""
    if not reaches(actor_of(request), "access.register_person"):
        raise Http404
    rows = Person.objects.kept_by(actor_of(request)).select_related("account")
    query = request.GET.get("q", "")[:100]
    for word in fold(query).split():
        rows = rows.filter(search__contains=word)
    held = Holding.objects.select_related("post__unit", "post__kind").order_by("-from_on", "id")
    rows = rows.prefetch_related(Prefetch("holdings", held)).order_by("sort_key", "id")
    if file := as_file(request, _("Người và tài khoản"), PEOPLE, rows.offered(), lambda taken: _told(request, taken)):
        return file
    listing = bounded(request, rows)
    shown(request, "people.list", [person.pk for person in listing.rows])
    return page(request, "access/people.html", {"listing": listing, "q": query})


def _told(request: HttpRequest, people: list[Person]) -> list[Person]:
    """The rows of the file; the persons are told that it was taken."""
    shown(request, "people.file", [person.pk for person in people])
    return people


class PersonForm(forms.Form):
    """Ghi tên người."""

    full_name = TextField(label=gettext_lazy("Họ và tên"), max_length=120)


@require_http_methods(["GET", "POST"])
@login_required
def register_person(request: HttpRequest) -> HttpResponse:
    """Ghi tên người."""
    unit = _home(request, "access.register_person")

    def run(said: dict[str, Any]) -> None:
        actions.register_person(unit=unit, by=actor_of(request), at=request.now, **said)  # type: ignore[attr-defined]

    return act_page(request, PersonForm(request.POST or None), run, act="access.register_person",
                    back=reverse("people"))  # fmt: skip


class PasswordForm(forms.Form):
    """Mật khẩu — at least twelve signs, not a common word."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Ít nhất 12 ký tự, không phải mật khẩu phổ biến"),
    )  # fmt: skip


class AccountForm(PasswordForm):
    """Mở tài khoản."""

    username = forms.SlugField(label=gettext_lazy("Tên đăng nhập"), max_length=60)
    field_order = ("username", "password")


def _person(request: HttpRequest, code: str) -> Person:
    person = one(Person.objects.kept_by(actor_of(request)).select_related("account"), code)
    shown(request, "person.account", [person.pk])
    return person


def _account(request: HttpRequest, code: str) -> User:
    person = _person(request, code)
    if not hasattr(person, "account"):
        raise Http404
    return person.account


@require_http_methods(["GET", "POST"])
@login_required
def open_account(request: HttpRequest, code: str) -> HttpResponse:
    """Mở tài khoản — with a first password its owner changes at the first sign-in."""
    person, unit = _person(request, code), _home(request, "access.open_account")

    def run(said: dict[str, Any]) -> None:
        actions.open_account(person=person, unit=unit, by=actor_of(request), at=request.now, **said)  # type: ignore[attr-defined]

    return act_page(request, AccountForm(request.POST or None), run, act="access.open_account",
                    about=person, back=reverse("people"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def reset_password(request: HttpRequest, code: str) -> HttpResponse:
    """Cấp lại mật khẩu."""
    user, unit = _account(request, code), _home(request, "access.reset_password")

    def run(said: dict[str, Any]) -> None:
        actions.reset_password(user=user, unit=unit, by=actor_of(request), at=request.now, **said)  # type: ignore[attr-defined]

    return act_page(request, PasswordForm(request.POST or None), run, act="access.reset_password",
                    about=user.person, back=reverse("people"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def close_account(request: HttpRequest, code: str) -> HttpResponse:
    """Khóa tài khoản."""
    user, unit = _account(request, code), _home(request, "access.close_account")

    def run(said: dict[str, Any]) -> None:
        actions.close_account(user=user, unit=unit, by=actor_of(request), at=request.now)  # type: ignore[attr-defined]

    return act_page(request, forms.Form(request.POST or None), run, act="access.close_account",
                    about=user.person, back=reverse("people"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def reopen_account(request: HttpRequest, code: str) -> HttpResponse:
    """Mở lại tài khoản."""
    user, unit = _account(request, code), _home(request, "access.reopen_account")

    def run(said: dict[str, Any]) -> None:
        actions.reopen_account(user=user, unit=unit, by=actor_of(request), at=request.now)  # type: ignore[attr-defined]

    return act_page(request, forms.Form(request.POST or None), run, act="access.reopen_account",
                    about=user.person, back=reverse("people"))  # fmt: skip


@require_GET
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Tài khoản của tôi — posts, what I may do and where, sessions, second factor."""
    context = {"sessions": len(_sessions(request)), "person": request.user.person}  # type: ignore[union-attr]
    return page(request, "access/me.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Đổi mật khẩu — one's own; the other sessions end. Where another gave it, one then begins to work."""
    given = request.user.must_change_password  # type: ignore[union-attr]
    why = _("Mật khẩu này do người khác đặt. Đặt mật khẩu của riêng đồng chí rồi bắt đầu làm việc.")

    def run(said: dict[str, Any]) -> None:
        actions.change_password(user=request.user, by=actor_of(request), at=request.now, **said)  # type: ignore[attr-defined, arg-type]
        update_session_auth_hash(request, request.user)  # type: ignore[arg-type]

    return act_page(request, PasswordForm(request.POST or None), run, act="access.change_password", right="",
                    back=reverse("desk" if given else "me"), extra={"hint": why} if given else None)  # fmt: skip


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Kết thúc các phiên khác — all but this one."""
    for session in _sessions(request):
        if session.session_key != request.session.session_key:
            session.delete()
    return redirect("me")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chọn ngôn ngữ — kept in a cookie."""
    chosen = request.POST.get("language", "vi")
    where = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure())
    response = redirect(where if safe else "/")
    if check_for_language(chosen):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 86400, samesite="Lax")
    return response


def _sessions(request: HttpRequest) -> list[Session]:
    """This account's sessions that have not run out."""
    mine = str(request.user.pk)
    rows = Session.objects.filter(expire_date__gt=request.now)  # type: ignore[attr-defined]
    return [row for row in rows if row.get_decoded().get("_auth_user_id") == mine]
