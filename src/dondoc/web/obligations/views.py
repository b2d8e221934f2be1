"""Nhiệm vụ — the list, one obligation with its cascade, giving it, changing it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may, reaches
from dondoc.documents.models import Entry, LeaderDirection, Paper
from dondoc.obligations.actions import assigning, confirming
from dondoc.obligations.models import Assignment, AssignmentQuerySet, Obligation
from dondoc.obligations.past import first_confirmed, obligations_as_of
from dondoc.obligations.queries import Standing, has_it
from dondoc.practices.models import Practice
from dondoc.practices.queries import of_passage
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import named_on
from dondoc.web.asof import Look, NotThen, looking
from dondoc.web.documents.fields import ObligationForm
from dondoc.web.doing import act_page
from dondoc.web.forms import FEW, DayField, PastDayField, TextField, UnitsField, area
from dondoc.web.groups import ToManyForm
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, the_assignment, the_entry, the_obligation
from dondoc.web.obligations import central, filters, periods
from dondoc.web.obligations.lines import list_lines
from dondoc.web.obligations.picture import cascade_picture
from dondoc.web.pages import page
from dondoc.web.pouring import read_once
from dondoc.web.story import told

COLUMNS: tuple[Column[tuple[Assignment, Standing]], ...] = (
    Column(gettext_lazy("Số nhiệm vụ"), 14, lambda line: line[0].obligation.nv),
    Column(gettext_lazy("Nội dung"), 60, lambda line: line[0].obligation.text),
    Column(gettext_lazy("Văn bản"), 18, lambda line: str(line[0].obligation.paper)),
    Column(gettext_lazy("Đơn vị"), 32, lambda line: line[0].unit.name),
    Column(gettext_lazy("Nơi giao"), 32, lambda line: line[0].giver.name),
    Column(gettext_lazy("Ngày giao"), 12, lambda line: line[0].on),
    Column(gettext_lazy("Hạn"), 12, lambda line: line[0].due_on or _("chưa có hạn")),
    Column(gettext_lazy("Tình trạng"), 24, lambda line: str(line[1].label)),
    Column(gettext_lazy("Ngày hoàn thành"), 14, lambda line: line[0].done_on or ""),
)


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Nhiệm vụ đã giao — “Nhiệm vụ quá hạn của các đơn vị ngoài nước”."""
    actor, look = actor_of(request), looking(request, by_entry=True)
    said = filters.asked(request, actor)
    if said.state == filters.LATE_PERIODS:
        return periods.index(request, actor, said, look)
    (rows, ids), named = filters.narrowed(actor, said, look), [thing for thing in (said.unit, said.paper) if thing]
    title = filters.in_words(said, look)
    if request.GET.get("as") == "central":
        sent = as_file(
            request, title, central.COLUMNS, central.sendable(rows), lambda taken: list_lines(taken, look), form="csv"
        )
        assert sent is not None
        return sent
    if file := work_file(request, title, rows, look, *named):
        return file
    listing = bounded(request, rows, ids)
    context = {"listing": listing, "lines": list_lines(listing.rows, look, *named), "said": said, "title": title,
               "filters": filters.sentence(said), "kept": [*said.kept, *look.query],
               "late_periods": periods.counted(actor, said, look) if said.state == "late" else 0}  # fmt: skip
    return page(request, "obligations/list.html", context)


def work_file(
    request: HttpRequest, title: str, rows: AssignmentQuerySet, look: Look, *named: Any
) -> HttpResponse | None:
    """Các việc ra tệp — papers and units, few beside the rows, are read once a part and not once a row."""

    def lines(taken: list[Assignment]) -> list[tuple[Assignment, Standing]]:
        read_once(taken, "unit", "giver")
        read_once([row.obligation for row in taken], "paper")
        return list_lines(taken, look, *named)

    bare = rows.annotate(came_from=models.Value(""))  # told on the page alone
    return as_file(request, title, COLUMNS, bare.select_related(None).select_related("obligation"), lines)


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một nhiệm vụ — its words, from which paper, who owes what down the tree."""
    actor, obligation, look = actor_of(request), the_obligation(request, code), looking(request)
    owed = Assignment.objects.visible_to(actor).filter(obligation=obligation)
    amendments = list(obligation.amendments.select_related("paper").order_by("from_on", "id"))
    if look.past:
        _check_confirmed(obligation, look)
        amendments = [row for row in amendments if row.from_on <= look.past]
    acts = ("assign", "correct", "amend", "end")
    context = {
        "obligation": obligation, "paper": obligation.paper,
        "offered": {} if look.past else {name: may(actor, f"obligations.{name}", obligation.unit) for name in acts},
        "is_open": obligation.state == "CONFIRMED", "cascade": cascade_picture(owed, look), "amendments": amendments,
        "practices": 0 if look.past else of_passage(Practice.objects.visible_to(actor).confirmed(), obligation).count(),
        "may_propose": not look.past and not obligation.secrecy and bool(reaches(actor, "practices.propose")),
        "story": told("obligations.obligation", obligation.pk, look.past),
    }  # fmt: skip
    return page(request, "obligations/obligation.html", context)


def _check_confirmed(obligation: Obligation, look: Look) -> None:
    """Put back as of the day looked at; NotThen where it was not yet confirmed."""
    assert look.past is not None
    if not obligations_as_of([obligation], look.past):
        said = _("Vào ngày %(day)s nhiệm vụ này chưa có.") % {"day": f"{look.past:%d/%m/%Y}"}
        raise NotThen(said, first_confirmed(obligation))
    named_on(look.past, obligation)


class AssignForm(ToManyForm):
    """Giao nhiệm vụ."""

    asked = TextField(label=_("Yêu cầu thêm"), widget=area(2), max_length=1000, required=False)
    due_reason = TextField(
        label=_("Lý do của hạn"), max_length=300, required=False,
        help_text=_("Chỉ khi hạn của cấp trên đã qua, chưa rõ hoặc đang xin gia hạn"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, holder: Unit, directions: Any, but: Collection[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(actor).working()
        self.fields["units"] = UnitsField(units=units, label=_("Giao cho"))
        self.offer_groups(units, holder, but)
        self.fields["partners"] = UnitsField(units=units, label=_("Phối hợp"), required=False)
        self.fields["due_on"] = DayField(today=actor.today, label=_("Hạn"), required=False)
        self.fields["direction"] = forms.ModelChoiceField(
            directions, label=_("Theo ý kiến chỉ đạo"), required=False, to_field_name="public_id",
            initial=directions.last(), empty_label=_("không"),
        )  # fmt: skip
        self.order_fields(["groups", "units", "due_on", "direction", "partners", "asked", "due_reason"])


@require_http_methods(["GET", "POST"])
@login_required
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Giao nhiệm vụ — to one or many units; from an assignment (?from=) it cascades that share."""
    actor, obligation = actor_of(request), the_obligation(request, code)
    parent = the_assignment(request, request.GET["from"]) if request.GET.get("from") else None
    directions = _directions(actor, obligation.paper)
    form = AssignForm(
        request.POST or None, actor=actor, holder=parent.unit if parent else obligation.unit,
        directions=directions, but=has_it(obligation, parent), initial=_proposed(obligation, parent, directions.last()),
    )  # fmt: skip

    def run(said: dict[str, Any]) -> None:
        for unit in said.pop("units"):
            assigning.assign(
                obligation=obligation, unit=unit, parent=parent, by=actor, at=now_of(request),
                **said,
            )  # fmt: skip

    back = reverse("assignment", args=[parent.public_id]) if parent else reverse("obligation", args=[code])
    return act_page(
        request,
        form,
        run,
        act="obligations.assign",
        where=parent.unit if parent else obligation.unit,
        back=back,
        about=obligation,
        thing=parent or obligation,
    )


def _named(duty: Obligation) -> str:
    """As a line to choose: number, due day, words."""
    due = _("hạn %(day)s") % {"day": f"{duty.due_on:%d/%m/%Y}"} if duty.due_on else _("chưa có hạn")
    return f"{duty.nv} ({due}): {Truncator(duty.text).chars(200)}"


class AssignManyForm(AssignForm):
    """Giao nhiều nhiệm vụ của một văn bản."""

    def __init__(self, *args: Any, obligations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["obligations"] = forms.ModelMultipleChoiceField(
            obligations, label=_("Nhiệm vụ"), widget=forms.CheckboxSelectMultiple,
            to_field_name="public_id", initial=list(obligations.filter(assignments=None)),
        )  # fmt: skip
        self.fields["obligations"].label_from_instance = _named  # type: ignore[attr-defined]
        self.fields["due_on"].help_text = _(
            "Bỏ trống: mỗi nhiệm vụ theo hạn của nó. Ví dụ: 15/12/2026, 15/12, mai, cuối quý"
        )
        for name in ("asked", "partners"):
            del self.fields[name]
        self.order_fields(["obligations", "groups", "units", "due_on", "direction", "due_reason"])


@require_http_methods(["GET", "POST"])
@login_required
def assign_many(request: HttpRequest, code: str) -> HttpResponse:
    """Giao — one paper's obligations to many units at once; each keeps its own due day if none is said."""
    actor, entry = actor_of(request), the_entry(request, code)
    paper, directions = entry.paper, _directions(actor, entry.paper)
    open_ones = Obligation.objects.visible_to(actor).filter(paper=paper, state="CONFIRMED").order_by("id")
    form = AssignManyForm(
        request.POST or None, actor=actor, holder=entry.unit, directions=directions,
        obligations=open_ones, initial=_from_direction(directions.last()),
    )  # fmt: skip

    def run(said: dict[str, Any]) -> None:
        assigning.assign_many(by=actor, at=now_of(request), leaves_given=bool(request.POST.getlist("groups")), **said)

    return act_page(request, form, run, act="obligations.assign_many", right="obligations.assign", where=entry.unit, about=paper,
                    thing=entry, back=reverse("paper", args=[paper.public_id]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Đính chính — we recorded it wrongly."""
    obligation = the_obligation(request, code)
    form = ObligationForm(request.POST or None, initial=_values(obligation))

    def run(said: dict[str, Any]) -> None:
        changed = {k: v for k, v in said.items() if getattr(obligation, k) != v}
        confirming.correct(obligation=obligation, by=actor_of(request), at=now_of(request), **changed)

    return act_page(request, form, run, act="obligations.correct", where=obligation.unit, about=obligation,
                    back=reverse("obligation", args=[code]))  # fmt: skip


class AmendForm(ObligationForm):
    """Sửa đổi theo văn bản — which paper, from which day."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Theo văn bản"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"))


class PaperField(forms.CharField):
    """Văn bản đã vào sổ — by its number and symbol, among those one sees."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        kwargs.setdefault("help_text", _("Số, ký hiệu của văn bản đã vào sổ"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        found = Paper.objects.visible_to(self.actor).filter(
            models.Q(so_ky_hieu__iexact=words.strip()) | models.Q(public_id=words.strip())
        )
        paper = found.order_by("-issued_on", "-id").first()
        if paper is None:
            raise forms.ValidationError(_("Không thấy văn bản này trong sổ. Vào sổ trước."))
        return paper


@require_http_methods(["GET", "POST"])
@login_required
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Sửa đổi — changed by a newer paper from a day; what it was stays readable."""
    obligation, actor = the_obligation(request, code), actor_of(request)
    form = AmendForm(request.POST or None, actor=actor, initial=_values(obligation))

    def run(said: dict[str, Any]) -> None:
        paper, from_on = said.pop("paper"), said.pop("from_on")
        changed = {k: v for k, v in said.items() if getattr(obligation, k) != v}
        confirming.amend(obligation=obligation, paper=paper, from_on=from_on, by=actor,
                         at=now_of(request), **changed)  # fmt: skip

    return act_page(request, form, run, act="obligations.amend", where=obligation.unit, about=obligation,
                    back=reverse("obligation", args=[code]))  # fmt: skip


class CarryForm(forms.Form):
    """Chuyển tiếp — sang văn bản nào."""

    def __init__(self, *args: Any, entries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"] = EntryField(entries=entries, label=_("Sang văn bản"))


class EntryField(forms.CharField):
    """Văn bản trong sổ của đơn vị — picked from the newest, or by its number and symbol where there are many."""

    def __init__(self, *, entries: Any, **kwargs: Any) -> None:
        self.entries = entries
        rows = list(entries[: FEW + 1])
        if len(rows) <= FEW:
            choices = [(row.public_id, f"{row.paper} · {Truncator(row.paper.title).chars(90)}") for row in rows]
            kwargs["widget"] = forms.Select(choices=[("", "—"), *choices])
        else:
            kwargs.setdefault("help_text", _("Số, ký hiệu của văn bản đã vào sổ"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        words = super().clean(value).strip()
        entry = self.entries.filter(models.Q(public_id=words) | models.Q(paper__so_ky_hieu__iexact=words)).first()
        if entry is None:
            raise forms.ValidationError(_("Không thấy văn bản này trong sổ của đơn vị. Vào sổ trước."))
        return entry


@require_http_methods(["GET", "POST"])
@login_required
def carry_over(request: HttpRequest, code: str) -> HttpResponse:
    """Chuyển tiếp — the duty goes on under a newer paper of the same register-keeper."""
    obligation, actor = the_obligation(request, code), actor_of(request)
    newer = Entry.objects.visible_to(actor).standing().filter(unit=obligation.unit).for_list()
    form = CarryForm(request.POST or None,
                     entries=newer.exclude(pk=obligation.entry_id).order_by("-on", "-id"))  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        new = confirming.carry_over(obligation=obligation, entry=said["entry"], by=actor, at=now_of(request))
        return reverse("obligation", args=[new.public_id])

    return act_page(request, form, run, act="obligations.carry_over", right="obligations.end", where=obligation.unit, about=obligation,
                    back=reverse("obligation", args=[code]))  # fmt: skip


class EndForm(forms.Form):
    """Kết thúc nhiệm vụ."""

    reason = TextField(label=_("Lý do"), widget=area(3), max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Theo văn bản"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)


@require_http_methods(["GET", "POST"])
@login_required
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Kết thúc — by a person, with a reason; nothing ends by itself."""
    obligation, actor = the_obligation(request, code), actor_of(request)
    form = EndForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        confirming.end(obligation=obligation, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="obligations.end", where=obligation.unit, about=obligation,
                    back=reverse("obligation", args=[code]))  # fmt: skip


@require_GET
@login_required
def cascade(request: HttpRequest, code: str) -> HttpResponse:
    """Cây giao việc của một phần việc — the share and what stands below it."""
    actor, assignment, look = actor_of(request), the_assignment(request, code), looking(request)
    owed = Assignment.objects.visible_to(actor).filter(obligation=assignment.obligation_id)
    if look.past:
        _check_confirmed(assignment.obligation, look)
    context = {"obligation": assignment.obligation, "assignment": assignment, "cascade": cascade_picture(owed, look)}
    return page(request, "obligations/cascade.html", context)


def _directions(actor: Actor, paper: Paper) -> models.QuerySet[LeaderDirection]:
    rows = LeaderDirection.objects.visible_to(actor).filter(entry__paper=paper)
    return rows.select_related("leader__post__kind", "leader__post__unit", "lead").order_by("on", "id")


def _from_direction(direction: LeaderDirection | None) -> dict[str, Any]:
    if direction is None:
        return {}
    lead = [direction.lead.public_id] if direction.lead else []
    return {"units": lead, "due_on": direction.due_on}


def _proposed(obligation: Obligation, parent: Assignment | None, direction: LeaderDirection | None) -> dict[str, Any]:
    """The due day of the share above, of the leader's direction, or of the paper — in that order."""
    said = _from_direction(None if parent else direction)
    due = parent.due_on if parent else said.get("due_on") or obligation.due_on
    return {**said, "due_on": due}


def _values(obligation: Obligation) -> dict[str, Any]:
    names = ("text", "kind", "actors", "partners", "product", "provision", "due_text", "due_on", "recurs")
    return {name: getattr(obligation, name) for name in names}
