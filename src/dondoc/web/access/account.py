"""Tài khoản của tôi — my posts, where I am signed in, what happened to my account, my password."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dondoc.access import actions
from dondoc.access.actions import linking
from dondoc.access.actions.signing import end_sessions as end
from dondoc.access.models import How, LinkedIdentity, Session
from dondoc.access.sessions import renamed
from dondoc.journal.queries import Line, story
from dondoc.shared.acts import Label
from dondoc.units.delegations import Delegation
from dondoc.web.doing import act_page
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.story import Sentence, sentences

LATELY = 15  # lines of my account's story


class PasswordForm(forms.Form):
    """Mật khẩu — at least twelve signs, not a common word."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Ít nhất 12 ký tự, không phải mật khẩu phổ biến"),
    )  # fmt: skip


@require_GET
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Tài khoản của tôi — posts, sessions, second factor, what happened to the account."""
    actor = actor_of(request)
    own = Delegation.objects.visible_to(actor).of_person(actor.person_id).lasting(actor.today).for_list()
    rows = Session.objects.visible_to(actor)
    open_now = rows.open(now_of(request)).order_by("-seen_at", "id")
    context = {
        "person": request.user.person, "sessions": list(open_now), "here": request.session.session_key,  # type: ignore[union-attr]
        "has_second": get_adapter().is_mfa_enabled(request.user),
        "delegations": [(row, row.person_id == actor.person_id, row.holds(actor.today)) for row in own.order_by("id")],
        "identities": list(LinkedIdentity.objects.visible_to(actor).order_by("source")),
        "portal": settings.DONDOC_OIDC_NAME if settings.DONDOC_OIDC_ISSUER else "",
        "story": _lately(request.user.pk or 0),
    }  # fmt: skip
    return page(request, "access/me.html", context)


FACTORS: dict[str, Label] = {
    "totp": gettext_lazy("ứng dụng xác thực"), "webauthn": gettext_lazy("khóa truy cập"),
    "recovery_codes": gettext_lazy("mã dự phòng"),
}  # fmt: skip


def _lately(account: int) -> list[Sentence]:
    """What happened to an account, by what: “Đăng nhập (mật khẩu, ứng dụng xác thực)”."""
    lines = list(story("access.user", account, LATELY))
    return [replace(said, what=said.what + _by(line)) for said, line in zip(sentences(lines), lines, strict=True)]


def _by(line: Line) -> str:
    facts = line.payload.body if hasattr(line, "payload") else {}
    ways = [str(How(facts["how"]).label)] if facts.get("how") in How.values else []
    ways += [str(FACTORS[kind]) for kind in (facts.get("factor"), *facts.get("factors", ())) if kind in FACTORS]
    return f" ({', '.join(ways)})" if ways else ""


def _is_own_already(request: HttpRequest) -> bool:
    """Whether there is a password of one's own to ask first; who came with a code has none yet."""
    return not request.user.must_change_password  # type: ignore[union-attr]


@require_http_methods(["GET", "POST"])
@login_required
@reauthentication_required(enabled=_is_own_already)  # type: ignore[untyped-decorator]
def change_password(request: HttpRequest) -> HttpResponse:
    """Đổi mật khẩu — one's own; the other sessions end. After a one-time code one then begins to work."""
    given = request.user.must_change_password  # type: ignore[union-attr]
    why = _("Mã dùng một lần đã dùng xong. Đặt mật khẩu của riêng đồng chí rồi bắt đầu làm việc.")

    def run(said: dict[str, Any]) -> None:
        here = request.session.session_key or ""
        actions.change_password(user=request.user, here=here, by=actor_of(request), at=now_of(request), **said)  # type: ignore[attr-defined, arg-type]
        update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
        renamed(here, request.session.session_key or "")

    return act_page(request, PasswordForm(request.POST or None), run, act="access.change_password", right="",
                    back=reverse("desk" if given else "me"), extra={"hint": why} if given else None)  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def unlink_identity(request: HttpRequest, code: str) -> HttpResponse:
    """Bỏ gắn danh tính của mình."""
    row = one(LinkedIdentity.objects.visible_to(actor_of(request)).select_related("account"), code)

    def run(said: dict[str, Any]) -> None:
        linking.unlink_identity(identity=row, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="access.unlink_identity", right="",
                    about=row.get_source_display(), back=reverse("me"))  # fmt: skip


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Kết thúc các phiên khác — all but this one."""
    rows = Session.objects.visible_to(actor_of(request)).exclude(key=request.session.session_key)
    end(sessions=rows, by=actor_of(request), at=now_of(request))
    return redirect("me")


@require_POST
@login_required
def end_session(request: HttpRequest, code: str) -> HttpResponse:
    """Kết thúc một phiên — another of mine; this one ends by signing out."""
    row = one(Session.objects.visible_to(actor_of(request)).exclude(key=request.session.session_key), code)
    rows = Session.objects.visible_to(actor_of(request)).filter(pk=row.pk)
    end(sessions=rows, by=actor_of(request), at=now_of(request))
    return redirect("me")
