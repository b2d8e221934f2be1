"""Đơn vị — the tree, a unit's page, its posts and who holds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.models import Person
from dondoc.access.rights import SEE, may, reaches
from dondoc.documents.models import Paper
from dondoc.documents.queries import here_by
from dondoc.obligations.models import overdue_at
from dondoc.obligations.queries import open_and_late
from dondoc.reorganising.models import Reorganisation
from dondoc.reorganising.queries import count_passed, under_way
from dondoc.shared.actor import Actor
from dondoc.units import actions
from dondoc.units.dated import Change, Succession
from dondoc.units.delegations import Delegation
from dondoc.units.models import Holding, Kind, Post, PostKind, Tree, Unit, UnitName, UnitQuerySet
from dondoc.units.opening import if_filled, if_vacated
from dondoc.units.queries import above_on, below_on, choose, ended_since, keeper_of, stood_on
from dondoc.units.rolling import standing
from dondoc.units.takeovers import Takeover
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PastDayField, PersonField, TextField, UnitField
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one, the_unit
from dondoc.web.obligations import filters
from dondoc.web.obligations.lines import list_lines
from dondoc.web.obligations.views import work_file
from dondoc.web.pages import page
from dondoc.web.reorganising.looking import previewed
from dondoc.web.story import told
from dondoc.web.units.kinds import told as told_rights
from dondoc.web.units.tree import ours

UnitLine = tuple[Unit, tuple[int, int] | None]
TREE: tuple[Column[UnitLine], ...] = (
    Column(gettext_lazy("Đơn vị"), 60, lambda line: "  " * (line[0].depth - 1) + line[0].name),
    Column(gettext_lazy("Mã"), 12, lambda line: line[0].code),
    Column(gettext_lazy("Loại"), 20, lambda line: line[0].get_kind_display()),
    Column(gettext_lazy("Khu vực"), 16, lambda line: line[0].region if line[0].is_abroad else _("trong nước")),
    Column(gettext_lazy("Đang mở"), 10, lambda line: line[1][0] if line[1] else _("không được xem")),
    Column(gettext_lazy("Quá hạn"), 10, lambda line: line[1][1] if line[1] else _("không được xem")),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Cây đơn vị — with what is open and late in each, on the day looked at; found by name or code, with or without dấu."""
    actor, look = actor_of(request), looking(request)
    rows = ours(actor)
    query = request.GET.get("q", "")[:100]
    shown = rows.filter(pk__in=[u.pk for u in choose(query, rows, limit=200)]) if query else rows
    listed = _then(shown, look.past) if look.past else shown.for_list()

    def counted(taken: Sequence[Unit]) -> list[UnitLine]:
        counts = _counts(actor, [unit.pk for unit in taken], look)
        seen = reaches(actor, SEE)
        lines = [(u, counts.get(u.pk, (0, 0)) if any(r.holds(u.path) for r in seen) else None) for u in taken]
        if look.past:
            stood_on(look.past, taken)
            for unit in taken:
                unit.as_it_stood(look.past, path=unit.path_then, ended_on=None)  # type: ignore[attr-defined]
        return lines

    if file := as_file(request, _("Cây đơn vị"), TREE, listed, counted):
        return file
    listing = bounded(request, listed)
    context = {"listing": listing, "lines": counted(listing.rows), "q": query,
               "may_establish": rows.granted(actor, "units.establish").exists()}  # fmt: skip
    return page(request, "units/tree.html", context)


def _then(rows: UnitQuerySet, day: date) -> UnitQuerySet:
    """Those that stood on a day, in the order of the tree of then."""
    places = standing(rows, day).filter(unit=OuterRef("pk")).order_by("-from_on", "-id")
    stood = rows.annotate(path_then=Subquery(places.values("path")[:1])).filter(path_then__isnull=False)
    return stood.order_by("path_then", "id")


def _counts(actor: Actor, ids: list[int], look: Look) -> dict[int, tuple[int, int]]:
    """Open and late by unit; of a past day, of whom the work then was."""
    if not look.past:
        return open_and_late(actor, ids, look.moment)
    rows, _ids = filters.narrowed(actor, filters.Asked(), look)
    late = overdue_at(look.moment, "state_then", "due_then")
    found: Any = rows.order_by().filter(unit_then__in=ids).values_list("unit_then")  # type: ignore[misc]
    return {pk: (n, k) for pk, n, k in found.annotate(n=Count("pk"), k=Count("pk", filter=late))}


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một đơn vị — its name and place, posts, what it owes, on the day looked at."""
    actor, unit, look = actor_of(request), the_unit(request, code), looking(request)
    day = look.past or actor.today
    if day < unit.began_on and look.past:
        raise NotThen(_("Vào ngày %(day)s đơn vị này chưa có.") % {"day": f"{day:%d/%m/%Y}"}, unit.began_on)
    sees = any(reach.holds(unit.path) for reach in reaches(actor, SEE))
    open_ = filters.Asked(unit=unit, alone=True)
    (rows, ids), posts = filters.narrowed(actor, open_, look), _posts(unit, actor, day)
    if file := work_file(request, filters.in_words(open_, look), rows, look):
        return file
    listing = bounded(request, rows, ids)
    if look.past:
        stood_on(day, [unit])
    reorganised = None if look.past else under_way(unit, actor)
    changes = _changes(unit, day)
    context = {
        "unit": unit, "below": max(below_on(unit, day).count() - 1, 0), "above": above_on(unit, day), "posts": posts,
        "is_ended": ended_since(unit, day), "changes": changes,
        "kin": _kin(unit, actor, day) if any(deed for _row, deed in changes) else [],
        "under_way": reorganised, "so_far": count_passed(reorganised.deed) if reorganised else 0,
        "listing": listing, "lines": list_lines(listing.rows, look), "sees": sees,
        "is_outside": unit.tree == Tree.OUTSIDE, "papers": _issued(unit, actor, look),
        "offered": {} if look.past else _offered(unit, actor),
        "delegations": _delegations(unit, actor, day),
        "takeovers": Takeover.objects.visible_to(actor).filter(outgoing__post__unit=unit, last_on__lte=day).for_list().order_by("-id")[:5],
        "names": _names(unit, day), "story": told("units.unit", unit.pk, look.past),
    }  # fmt: skip
    return page(request, "units/unit.html", context)


def _names(unit: Unit, day: date) -> list[tuple[UnitName, date | None]]:
    """The names it had by a day, and until when; the one borne then has no end yet."""
    rows = unit.names.filter(from_on__lte=day).order_by("from_on", "id")
    return [(row, row.until_on if row.until_on and row.until_on < day else None) for row in rows]


def _issued(unit: Unit, actor: Actor, look: Look) -> list[Paper]:
    """The newest papers of a body outside, of those one sees (of a past day: that had come by then)."""
    if unit.tree != Tree.OUTSIDE:
        return []
    seen = Paper.objects.visible_to(actor).filter(issuer=unit, is_stub=False)
    rows = list(seen.order_by(F("issued_on").desc(nulls_last=True), "-id")[:100])
    here = here_by(seen, actor, look.past) if look.past else {row.pk for row in rows}
    return [row for row in rows if row.pk in here][:20]


def _changes(unit: Unit, day: date) -> list[tuple[Change, str]]:
    """What became of it by a day, newest first; with the reorganisation it was part of. One query."""
    part = Exists(Reorganisation.objects.filter(public_id=OuterRef("deed")))
    rows = unit.changes.filter(on__lte=day).annotate(is_part=part).select_related("paper").order_by("-on", "-id")
    return [(row, row.deed if row.is_part else "") for row in rows[:20]]  # type: ignore[attr-defined]


def _kin(unit: Unit, actor: Actor, day: date) -> list[tuple[str, Unit]]:
    """Whom it came after, who came after it, of the units one sees."""
    rows = Succession.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), on__lte=day)
    seen = Unit.objects.visible_to(actor)
    before = seen.filter(pk__in=rows.filter(to_unit=unit).values("from_unit")).order_by("path", "id")
    after = seen.filter(pk__in=rows.filter(from_unit=unit).values("to_unit")).order_by("path", "id")
    return [(_("Nhận việc của"), one) for one in before] + [(_("Việc chuyển sang"), one) for one in after]


ORGANISED = {"change": "units.change", "move": "units.move", "merge": "reorganising.merge",
             "split": "reorganising.split", "dissolve": "reorganising.dissolve"}  # fmt: skip


def _offered(unit: Unit, actor: Actor) -> dict[str, bool]:
    """What may be done with it: nothing but restoring once it ended; the root is not reorganised."""
    if unit.ended_on is not None:
        return {"restore": may(actor, "units.restore", unit)}
    acts = ("create_post", "establish", "fill_post", "vacate_post", "hand_post_over", "end_post", "delegate")
    offered = {a: may(actor, f"units.{a}", unit) for a in acts} | {
        "rename": may(actor, "units.rename", keeper_of(unit))
    }
    if unit.tree != Tree.OUTSIDE:
        offered["change"] = may(actor, "units.change", unit)
    if unit.parent_id is not None:
        offered |= {name: may(actor, act, unit) for name, act in ORGANISED.items()}
    return offered


def _delegations(unit: Unit, actor: Actor, day: date) -> list[Delegation]:
    """What holders of its posts delegated: today in force and to come; of a past day, in force then."""
    rows = Delegation.objects.visible_to(actor).filter(giver__post__unit=unit)
    rows = rows.on(day) if day < actor.today else rows.lasting(day)
    return list(rows.for_list().order_by("from_on", "id"))


def _posts(unit: Unit, actor: Actor, day: date) -> list[tuple[Post, list[Holding]]]:
    """The posts of a unit and who holds them; of a past day those somebody had held by then."""
    posts = Post.objects.visible_to(actor).filter(unit=unit).exclude(ended_on__lt=day)
    if day < actor.today:
        posts = posts.filter(Exists(Holding.objects.visible_to(actor).filter(post=OuterRef("pk"), from_on__lte=day)))
    rows = list(posts.select_related("kind", "unit").order_by("kind__rank", "id"))
    held = Holding.objects.visible_to(actor).on(day).filter(post__in=rows).select_related("person")
    by_post: dict[int, list[Holding]] = {}
    for holding in held.order_by("id"):
        by_post.setdefault(holding.post_id, []).append(holding)
    return [(post, by_post.get(post.pk, [])) for post in rows]


class EstablishForm(forms.Form):
    """Lập đơn vị."""

    name = TextField(label=gettext_lazy("Tên đơn vị"), max_length=200,
                     help_text=gettext_lazy("Đơn vị ngoài nước chỉ ghi mã, không ghi tên nước"))  # fmt: skip
    short = TextField(label=gettext_lazy("Tên ngắn"), max_length=60, required=False)
    code = TextField(label=gettext_lazy("Mã"), max_length=30, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=[c for c in Kind.choices if c[0] != Kind.BEN_NGOAI])
    is_abroad = forms.BooleanField(label=gettext_lazy("Ở ngoài nước"), required=False)
    region = TextField(label=gettext_lazy("Khu vực"), max_length=60, required=False)
    hours_from_hanoi = forms.DecimalField(
        label=gettext_lazy("Lệch giờ so với Hà Nội"), min_value=-19, max_value=7, decimal_places=2,
        help_text=gettext_lazy("Ví dụ: -6 khi nơi ấy chậm hơn Hà Nội 6 giờ"),
        initial=0, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.granted(actor, "units.establish").working()
        self.fields["parent"] = UnitField(units=units, label=_("Trực thuộc"))
        self.fields["on"] = DayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)
        self.order_fields(["parent", "kind", "name", "short", "code", "on"])


@require_http_methods(["GET", "POST"])
@login_required
def establish(request: HttpRequest) -> HttpResponse:
    """Lập đơn vị."""
    actor = actor_of(request)
    under = Unit.objects.visible_to(actor).filter(public_id=request.GET.get("under", "")).first()
    form = EstablishForm(request.POST or None, actor=actor, initial={"parent": under})

    def run(said: dict[str, Any]) -> str:
        said["hours_from_hanoi"] = said["hours_from_hanoi"] or 0
        unit = actions.establish(by=actor, at=now_of(request), **said)
        return reverse("unit", args=[unit.public_id])

    return act_page(request, form, run, act="units.establish", back=reverse("units"))


class OutsideForm(forms.Form):
    """Ghi cơ quan bên ngoài."""

    name = TextField(label=gettext_lazy("Tên cơ quan"), max_length=200)
    short = TextField(label=gettext_lazy("Tên ngắn"), max_length=60, required=False)


@require_http_methods(["GET", "POST"])
@login_required
def establish_outside(request: HttpRequest) -> HttpResponse:
    """Ghi cơ quan bên ngoài — an issuer or partner."""
    actor = actor_of(request)

    def run(said: dict[str, Any]) -> None:
        actions.establish_outside(by=actor, at=now_of(request), on=actor.today, **said)

    return act_page(request, OutsideForm(request.POST or None), run,
                    act="units.establish_outside", back=reverse("units"))  # fmt: skip


class RenameForm(forms.Form):
    """Đổi tên."""

    name = TextField(label=gettext_lazy("Tên mới"), max_length=200)
    short = TextField(label=gettext_lazy("Tên ngắn"), max_length=60, required=False)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=today, label=_("Từ ngày"), initial=today)


@require_http_methods(["GET", "POST"])
@login_required
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Đổi tên — papers and reports of before keep the name of then."""
    actor, unit = actor_of(request), the_unit(request, code)
    form = RenameForm(request.POST or None, today=actor.today, initial={"name": unit.name, "short": unit.short})

    def run(said: dict[str, Any]) -> None:
        actions.rename(unit=unit, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="units.rename", where=keeper_of(unit), about=unit,
                    back=reverse("unit", args=[code]))  # fmt: skip


class DayForm(forms.Form):
    """Một ngày."""

    def __init__(
        self, *args: Any, today: Any, name: str, label: str, field: type[DayField] = DayField, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = field(today=today, label=label, initial=today)


class PostForm(forms.Form):
    """Lập chức danh."""

    kind = forms.ModelChoiceField(
        PostKind.objects.order_by("rank", "key"), label=gettext_lazy("Chức danh"), empty_label="—"
    )


@require_http_methods(["GET", "POST"])
@login_required
def create_post(request: HttpRequest, code: str) -> HttpResponse:
    """Lập chức danh."""
    unit = the_unit(request, code)

    def run(said: dict[str, Any]) -> None:
        actions.create_post(unit=unit, kind=said["kind"], by=actor_of(request), at=now_of(request))

    return act_page(request, PostForm(request.POST or None), run, act="units.create_post",
                    where=unit, about=unit, back=reverse("unit", args=[code]))  # fmt: skip


class FillForm(forms.Form):
    """Phân công giữ chức danh."""

    is_acting = forms.BooleanField(label=gettext_lazy("Quyền (tạm giữ)"), required=False)
    is_concurrent = forms.BooleanField(label=gettext_lazy("Kiêm nhiệm"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = actor.today
        self.fields["person"] = PersonField(people=Person.objects.kept_by(actor).offered(), label=_("Người"))
        self.fields["from_on"] = DayField(today=today, label=_("Từ ngày"), initial=today)
        self.fields["until_on"] = DayField(today=today, label=_("Đến ngày"), required=False)
        self.order_fields(["person", "from_on", "until_on"])


@require_http_methods(["GET", "POST"])
@login_required
def fill_post(request: HttpRequest, code: str) -> HttpResponse:
    """Phân công — the rights of the post come with it, and go with it."""
    actor = actor_of(request)
    post = one(Post.objects.visible_to(actor).select_related("unit", "kind"), code)
    form = FillForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        actions.fill_post(post=post, by=actor, at=now_of(request), **said)

    def preview(said: dict[str, Any]) -> dict[str, Any]:
        who = _("%(person)s, từ %(day)s") % {"person": said["person"], "day": f"{said['from_on']:%d/%m/%Y}"}
        return told_rights(if_filled(post, said["person"], said["from_on"])) | {"said": who}

    return previewed(request, form, preview, run, act="units.fill_post", where=post.unit, about=post,
                     back=reverse("unit", args=[post.unit.public_id]), template="units/filling.html")  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def vacate_post(request: HttpRequest, code: str) -> HttpResponse:
    """Thôi giữ chức danh — the work stays with the post."""
    actor = actor_of(request)
    rows = Holding.objects.visible_to(actor).select_related("post__unit", "post__kind", "person")
    holding = one(rows, code)
    form = DayForm(request.POST or None, today=actor.today, name="until_on", label=_("Ngày cuối"))

    def run(said: dict[str, Any]) -> None:
        actions.vacate_post(holding=holding, by=actor, at=now_of(request), **said)

    def preview(said: dict[str, Any]) -> dict[str, Any]:
        last = _("ngày cuối %(day)s") % {"day": f"{said['until_on']:%d/%m/%Y}"}
        return told_rights(if_vacated(holding, said["until_on"])) | {"said": last}

    return previewed(request, form, preview, run, act="units.vacate_post", where=holding.post.unit, about=holding,
                     back=reverse("unit", args=[holding.post.unit.public_id]), template="units/filling.html")  # fmt: skip
