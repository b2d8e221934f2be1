"""Bộ quyền của chức danh — each kind of post with its bundle: a table of acts, seen before it is set, given to present holders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, plate_of
from dondoc.units import actions
from dondoc.units.actions.applying import apply_post_kind
from dondoc.units.bundles import Bundle, grantable, key_of, proposed
from dondoc.units.models import PostKind
from dondoc.units.opening import Opening, Pending, if_bundled, pending
from dondoc.web.access.words import by_room
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField
from dondoc.web.loading import actor_of, keyed, now_of
from dondoc.web.pages import page
from dondoc.web.reorganising.looking import previewed

DEFINE = "units.define_post_kind"
REACH = [
    ("", gettext_lazy("không")),
    ("alone", gettext_lazy("chỉ tại đơn vị")),
    ("below", gettext_lazy("và mọi cấp dưới")),
]


def _bundle(kind: PostKind) -> Bundle:
    return {right.act: right.below for right in kind.rights.all()}


def _more(kind: PostKind, bundle: Bundle) -> Bundle:
    """What this release proposes, over what the office set: it only adds."""
    return bundle | {act: below or bundle.get(act, False) for act, below in proposed(kind.key).items()}


@require_GET
@login_required
def kinds(request: HttpRequest) -> HttpResponse:
    """Các loại chức danh — what each may do, how many hold it; for who sets them, what this release proposes besides."""
    actor = actor_of(request)
    may_define = may(actor, DEFINE, actions.root())
    now = Q(posts__holdings__from_on__lte=actor.today) & (
        Q(posts__holdings__until_on=None) | Q(posts__holdings__until_on__gte=actor.today)
    )
    rows = (
        PostKind.objects.visible_to(actor)
        .annotate(held=Count("posts__holdings", filter=now))
        .prefetch_related("rights")
    )
    shown = [
        (kind, in_rooms(_bundle(kind)), _left(kind, actor) if may_define else None)
        for kind in rows.order_by("rank", "key")
    ]
    return page(request, "units/kinds.html", {"kinds": shown, "may_define": may_define})


def _left(kind: PostKind, actor: Actor) -> tuple[int, int]:
    """Rights this release proposes and the bundle lacks; holders whose grants differ from it."""
    bundle = _bundle(kind)
    return len(if_bundled(bundle, _more(kind, bundle)).opens), len(pending(kind, bundle, actor.today))


def in_rooms(bundle: Bundle) -> list[tuple[Label, list[tuple[Label, bool]]]]:
    return [(room, [(plate_of(act).label, bundle[act]) for act in acts]) for room, acts in by_room(bundle)]


class KindForm(forms.Form):
    """Bộ quyền — an act a row; whether present holders are given it at once."""

    title = TextField(label=gettext_lazy("Chức danh"), max_length=100)
    rank = forms.IntegerField(label=gettext_lazy("Thứ tự"), min_value=1, max_value=999, initial=50,
                              help_text=gettext_lazy("Nhỏ đứng trước, trong danh sách và khi chọn chức danh"))  # fmt: skip
    apply = forms.BooleanField(label=gettext_lazy("Áp dụng ngay cho người đang giữ chức danh này"), required=False)

    def __init__(self, *args: Any, bundle: Bundle, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["apply"]
        self.rooms = by_room({*grantable(), *bundle})
        for _room, acts in self.rooms:
            for act in acts:
                reach = "" if act not in bundle else "below" if bundle[act] else "alone"
                self.fields[act] = forms.ChoiceField(
                    label=str(plate_of(act).label), choices=REACH, initial=reach, required=False
                )

    def plain(self) -> list[Any]:
        return [self[name] for name in ("title", "rank", "apply") if name in self.fields]

    def in_rooms(self) -> list[tuple[Label, list[Any]]]:
        return [(room, [self[act] for act in acts]) for room, acts in self.rooms]

    def bundle(self) -> Bundle:
        """The acts chosen."""
        acts = [act for _room, names in self.rooms for act in names]
        return {act: self.cleaned_data[act] == "below" for act in acts if self.cleaned_data.get(act)}


@require_http_methods(["GET", "POST"])
@login_required
def kind(request: HttpRequest, key: str) -> HttpResponse:
    """Đặt quyền cho một loại chức danh."""
    actor, row = actor_of(request), keyed(PostKind.objects.visible_to(actor_of(request)), key)
    old = _bundle(row)
    shown = _more(row, old) if request.GET.get("proposed") else old
    form = KindForm(request.POST or None, bundle=shown, is_new=False, initial={"title": row.title, "rank": row.rank})

    def preview(said: dict[str, Any]) -> dict[str, Any]:
        new = form.bundle()
        return told(if_bundled(old, new)) | given(pending(row, new, actor.today), bool(said["apply"]))

    def run(said: dict[str, Any]) -> str:
        facts = {"title": said["title"], "rank": said["rank"], "rights": form.bundle()}
        changed = actions.define_post_kind(key=row.key, by=actor, at=now_of(request), **facts)
        return _applied(request, changed, actor) if said["apply"] else reverse("post_kinds")

    return previewed(request, form, preview, run, act=DEFINE, where=actions.root(), about=row, back=reverse("post_kinds"),
                     template="units/kind.html", extra={"is_proposed": shown != old})  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def new_kind(request: HttpRequest) -> HttpResponse:
    """Thêm một loại chức danh."""
    actor = actor_of(request)
    form = KindForm(request.POST or None, bundle={}, is_new=True)

    def preview(said: dict[str, Any]) -> dict[str, Any]:
        key_of(said["title"])
        return told(if_bundled({}, form.bundle()))

    def run(said: dict[str, Any]) -> str:
        facts = {"title": said["title"], "rank": said["rank"], "rights": form.bundle()}
        actions.define_post_kind(key=key_of(said["title"]), by=actor, at=now_of(request), **facts)
        return reverse("post_kinds")

    return previewed(request, form, preview, run, act=DEFINE, where=actions.root(), about=None, back=reverse("post_kinds"),
                     template="units/kind.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def apply_kind(request: HttpRequest, key: str) -> HttpResponse:
    """Áp dụng bộ quyền cho người đang giữ — who would be given what, first."""
    actor, row = actor_of(request), keyed(PostKind.objects.visible_to(actor_of(request)), key)
    form = forms.Form(request.POST or None)

    def run(said: dict[str, Any]) -> str:
        return _applied(request, row, actor)

    waiting = given(pending(row, _bundle(row), actor.today), True)
    return act_page(request, form, run, act="units.apply_post_kind", right=DEFINE, where=actions.root(), about=row,
                    back=reverse("post_kinds"), template="units/kind_apply.html", extra={"preview": waiting})  # fmt: skip


def _applied(request: HttpRequest, row: PostKind, actor: Actor) -> str:
    done = apply_post_kind(kind=row, by=actor, at=now_of(request))
    said = _("Đã áp dụng cho %(holders)s người: mở %(opened)s quyền, đóng %(closed)s quyền.")
    messages.success(request, said % {"holders": done.holders, "opened": done.opened, "closed": done.closed})
    return reverse("post_kinds")


def told(opening: Opening) -> dict[str, Any]:
    """Mở và đóng, by room."""
    return {name: [(room, [right for act in acts for right in rights if right.act == act]) for room, acts in by_room(r.act for r in rights)]
            for name, rights in (("opens", opening.opens), ("closes", opening.closes), ("nobody", opening.nobody))}  # fmt: skip


def given(waiting: list[Pending], is_applied: bool) -> dict[str, Any]:
    """Người đang giữ — whom it reaches, with how much."""
    return {
        "holders": waiting, "is_applied": is_applied, "opened": sum(len(row.missing) for row in waiting),
        "closed": sum(len(row.surplus) for row in waiting),
    }  # fmt: skip
