"""Người và tài khoản — kept by whoever keeps the tree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access import actions
from dondoc.access.actions import linking
from dondoc.access.actions.codes import Slip
from dondoc.access.models import Person, Source, User
from dondoc.access.rights import reaches
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import seats_of
from dondoc.web.access.throttling import forget_tries
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
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
    return f"{row.called} ({row.from_on:%d/%m/%Y}{until})"


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
    rows = Person.objects.kept_by(actor_of(request)).select_related("account__code")
    query = request.GET.get("q", "")[:100]
    for word in fold(query).split():
        rows = rows.filter(search__contains=word)
    held = Holding.objects.select_related("post__unit", "post__kind").order_by("-from_on", "id")
    rows = rows.prefetch_related(Prefetch("holdings", held), "account__authenticator_set").order_by("sort_key", "id")
    if file := as_file(
        request, _("Người và tài khoản"), PEOPLE, rows.offered(), lambda taken: _told(request, taken), of_people=True
    ):
        return file
    listing = bounded(request, rows)
    shown(request, "people.list", [person.pk for person in listing.rows])
    return page(request, "access/people.html", {"listing": listing, "q": query, **_offered(actor_of(request))})


def _offered(actor: Actor) -> dict[str, bool]:
    """What an office that was there before these rights has not yet given is not offered."""
    return {
        "may_reset": bool(reaches(actor, "access.reset_factors")),
        "may_link": bool(sources() and reaches(actor, "access.link_identity")),
    }


def _said_of(people: list[Person], actor: Actor) -> list[str]:
    """Namesakes, each with the posts held: whether it is the same person can be told; of others' only that they are."""
    ids = [one.pk for one in people]
    mine = set(Person.objects.kept_by(actor).filter(pk__in=ids).values_list("pk", flat=True))
    seats = seats_of(mine, actor.today)
    none, other = _("chưa giữ chức danh nào"), _("ngoài phạm vi của đồng chí; hỏi quản trị cấp trên")
    held = {pk: "; ".join(row.called for row in seats.get(pk, [])) or none for pk in mine}
    return [f"{one}: {held.get(one.pk, other)}" for one in people]


def _told(request: HttpRequest, people: list[Person]) -> list[Person]:
    """The rows of the file; the persons are told that it was taken."""
    shown(request, "people.file", [person.pk for person in people])
    return people


class PersonForm(forms.Form):
    """Ghi tên người."""

    full_name = TextField(label=gettext_lazy("Họ và tên"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and "is_another" in self.data:
            self.ask_whether_another([])

    def ask_whether_another(self, namesakes: list[str]) -> None:
        """A box that stands here only once somebody is called so already; with who that is."""
        box = forms.BooleanField(label=gettext_lazy("Đây là người khác, trùng họ tên"), required=False)
        box.help_text = " · ".join(namesakes)
        self.fields["is_another"] = box


@require_http_methods(["GET", "POST"])
@login_required
def register_person(request: HttpRequest) -> HttpResponse:
    """Ghi tên người."""
    unit = _home(request, "access.register_person")

    actor, form = actor_of(request), PersonForm(request.POST or None)

    def run(said: dict[str, Any]) -> None:
        try:
            actions.register_person(unit=unit, by=actor, at=now_of(request), **said)
        except actions.Namesakes as found:
            form.ask_whether_another(_said_of(found.people, actor))
            raise

    return act_page(request, form, run, act="access.register_person", back=reverse("people"))


class AccountForm(forms.Form):
    """Mở tài khoản."""

    username = forms.SlugField(label=gettext_lazy("Tên đăng nhập"), max_length=60)


class ReasonForm(forms.Form):
    """Lý do."""

    reason = TextField(label=gettext_lazy("Lý do"), max_length=300)


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
    """Mở tài khoản — and the one-time code its owner signs in with first."""
    person, unit = _person(request, code), _home(request, "access.open_account")
    by, at = actor_of(request), now_of(request)

    def make(said: dict[str, Any]) -> Slip:
        user = actions.open_account(person=person, username=said["username"], unit=unit, by=by, at=at)
        return actions.reset_password(user=user, lasts=_lasts(), unit=unit, by=by, at=at)

    return _slip_page(request, AccountForm(request.POST or None), make, "access.open_account", person)


@require_http_methods(["GET", "POST"])
@login_required
def reset_password(request: HttpRequest, code: str) -> HttpResponse:
    """Cấp mã dùng một lần."""
    user, unit = _account(request, code), _home(request, "access.reset_password")

    def make(said: dict[str, Any]) -> Slip:
        return actions.reset_password(user=user, lasts=_lasts(), unit=unit, by=actor_of(request), at=now_of(request))

    return _slip_page(request, forms.Form(request.POST or None), make, "access.reset_password", user.person)


def _lasts() -> timedelta:
    return timedelta(hours=settings.DONDOC_CODE_HOURS)


def _slip_page(
    request: HttpRequest, form: forms.Form, make: Callable[[dict[str, Any]], Slip], act: str, about: Any
) -> HttpResponse:
    """The form; then, in answer to it and nowhere else, the slip: the code is in no address, session or table."""
    made: list[Slip] = []

    def run(said: dict[str, Any]) -> str:
        made.append(make(said))
        return reverse("people")

    answer = act_page(request, form, run, act=act, about=about, back=reverse("people"))
    if not made or answer.status_code != 302:
        return answer
    forget_tries(made[0].account)
    shown = page(request, "access/slip.html", {"slip": made[0], "site": request.build_absolute_uri("/")})
    shown["Cache-Control"] = "no-store"
    return shown


@require_http_methods(["GET", "POST"])
@login_required
def reset_factors(request: HttpRequest, code: str) -> HttpResponse:
    """Gỡ xác thực hai bước — for who lost the telephone or the key."""
    user, unit = _account(request, code), _home(request, "access.reset_factors")

    def run(said: dict[str, Any]) -> None:
        actions.factors.reset_factors(user=user, unit=unit, by=actor_of(request), at=now_of(request), **said)

    return act_page(request, ReasonForm(request.POST or None), run, act="access.reset_factors",
                    about=user.person, back=reverse("people"))  # fmt: skip


class IdentityForm(forms.Form):
    """Gắn danh tính — the sources this installation was told of."""

    source = forms.ChoiceField(label=gettext_lazy("Nguồn"))
    subject = TextField(label=gettext_lazy("Tên ở nguồn ấy"), max_length=255)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(one.value, one.label) for one in sources()]  # type: ignore[attr-defined]
        self.fields["subject"].help_text = _(
            "Thư mục: tên đăng nhập ở thư mục. Cổng đăng nhập chung: mã (sub) mà cổng cấp."
        )


def sources() -> list[Source]:
    """Nguồn danh tính đã khai — in the environment; none is on by itself."""
    told = {Source.OIDC: settings.DONDOC_OIDC_ISSUER, Source.LDAP: settings.DONDOC_LDAP_URL}
    return [source for source, address in told.items() if address]


@require_http_methods(["GET", "POST"])
@login_required
def identities(request: HttpRequest, code: str) -> HttpResponse:
    """Danh tính của một tài khoản — those tied, and to tie one."""
    user, unit = _account(request, code), _home(request, "access.link_identity")
    if not sources():
        raise Http404

    def run(said: dict[str, Any]) -> None:
        linking.link_identity(user=user, unit=unit, by=actor_of(request), at=now_of(request), **said)

    tied = list(user.identities.order_by("source"))
    return act_page(request, IdentityForm(request.POST or None), run, act="access.link_identity", about=user.person,
                    back=reverse("people"), template="access/identities.html",
                    extra={"identities": tied, "person": user.person})  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def unlink_identity(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """Bỏ gắn danh tính."""
    user, unit = _account(request, code), _home(request, "access.link_identity")
    row = user.identities.filter(source=source).first()
    if row is None:
        raise Http404

    def run(said: dict[str, Any]) -> None:
        linking.unlink_identity(identity=row, unit=unit, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="access.unlink_identity",
                    right="access.link_identity", about=user.person, back=reverse("people"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def close_account(request: HttpRequest, code: str) -> HttpResponse:
    """Khóa tài khoản."""
    user, unit = _account(request, code), _home(request, "access.close_account")

    def run(said: dict[str, Any]) -> None:
        actions.close_account(user=user, unit=unit, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="access.close_account",
                    about=user.person, back=reverse("people"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def reopen_account(request: HttpRequest, code: str) -> HttpResponse:
    """Mở lại tài khoản."""
    user, unit = _account(request, code), _home(request, "access.reopen_account")

    def run(said: dict[str, Any]) -> None:
        actions.reopen_account(user=user, unit=unit, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="access.reopen_account",
                    about=user.person, back=reverse("people"))  # fmt: skip


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
