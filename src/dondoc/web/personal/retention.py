"""Xóa theo hạn, lệnh giữ — what is due by purpose, what is held and why; the act that erases, the orders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.models import Person
from dondoc.access.rights import may
from dondoc.documents.models import Paper
from dondoc.personal.actions import retaining as acts
from dondoc.personal.declared import expiring, purposes
from dondoc.personal.holding import Erasure, LegalHold
from dondoc.personal.looking import saw
from dondoc.personal.retaining import Retained, retained
from dondoc.regulations.queries import keeper
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PersonField, ReasonForm, TextField, UnitField
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.personal.looking import in_file, session_of
from dondoc.web.personal.ways import check_oversees, ways
from dondoc.web.regulations.setting import GroundForm
from dondoc.web.story import told


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Xóa theo hạn — by purpose; kept where no figure is set, by hand where no room can."""
    actor, now = actor_of(request), now_of(request)
    check_oversees(actor)
    found = retained(now)
    runs = Erasure.objects.visible_to(actor).order_by("-id")[:10]
    context = {
        "found": found, "free": sum(line.free for one_ in found for line in one_.lines), "runs": runs,
        "holds": LegalHold.objects.visible_to(actor).on(actor.today).count(), "ways": ways(actor, "retention"),
        "may_erase": may(actor, "personal.erase_due", keeper()),
    }  # fmt: skip
    return page(request, "personal/retention.html", context)


class EraseForm(forms.Form):
    """Chọn loại dữ liệu để xóa — only what is due and not held."""

    def __init__(self, *args: Any, found: list[Retained], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (line.kind.key, f"{line.kind.label}: {line.free:,}".replace(",", "."))
            for one_ in found for line in one_.lines if line.free
        ]  # fmt: skip
        self.fields["keys"] = forms.MultipleChoiceField(
            label=_("Loại dữ liệu, số dòng sẽ xóa"), choices=choices, widget=forms.CheckboxSelectMultiple()
        )


@require_http_methods(["GET", "POST"])
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Xóa dữ liệu hết hạn giữ."""
    actor, now = actor_of(request), now_of(request)
    check_oversees(actor)

    def run(said: dict[str, Any]) -> str:
        row = acts.erase_due(keys=said["keys"], by=actor, at=now)
        return reverse("erasure", args=[row.public_id])

    form = EraseForm(request.POST or None, found=retained(now))
    return act_page(request, form, run, act="personal.erase_due", where=keeper(), back=reverse("retention"))


@require_GET
@login_required
def erasure(request: HttpRequest, code: str) -> HttpResponse:
    """Một lần xóa — how many rows of each kind, what was held, the hash; no name."""
    actor = actor_of(request)
    row = one(Erasure.objects.visible_to(actor), code)
    lines = [
        (expiring()[key].label if key in expiring() else key, row.counts.get(key, 0), row.held.get(key))
        for key in row.keys
    ]
    context = {"row": row, "lines": lines, "story": told("personal.erasure", row.pk)}
    return page(request, "personal/erasure.html", context)


HOLDS: tuple[Column[LegalHold], ...] = (
    Column(gettext_lazy("Giữ dữ liệu của"), 20, lambda row: row.get_over_display()),
    Column(gettext_lazy("Là"), 40, lambda row: in_file(row.person) if row.person else row.thing),
    Column(gettext_lazy("Căn cứ"), 40, lambda row: row.because),
    Column(gettext_lazy("Từ ngày"), 12, lambda row: row.from_on),
    Column(gettext_lazy("Đến ngày"), 12, lambda row: row.until_on or _("đến khi kết thúc")),
    Column(gettext_lazy("Kết thúc"), 40, lambda row: row.ended_because),
)


@require_GET
@login_required
def holds(request: HttpRequest) -> HttpResponse:
    """Lệnh giữ — those in force first; who is named in one is told of this look only when it has ended."""
    actor = actor_of(request)
    check_oversees(actor)
    rows = LegalHold.objects.visible_to(actor).select_related("person", "unit", "paper").order_by("-ended_at", "-id")

    def seen(found: list[LegalHold]) -> list[LegalHold]:
        _saw(request, found)
        return found

    if file := as_file(request, _("Lệnh giữ dữ liệu"), HOLDS, rows, seen):
        return file
    listing = bounded(request, rows)
    seen(list(listing.rows))
    context = {"listing": listing, "today": actor.today, "ways": ways(actor, "holds"), "may_lay": may(actor, "personal.lay_hold", keeper()),
               "may_end": may(actor, "personal.end_hold", keeper())}  # fmt: skip
    return page(request, "personal/holds.html", context)


def _saw(request: HttpRequest, rows: list[LegalHold]) -> None:
    for row in rows:
        if row.person_id:
            saw([row.person_id], "holds", by=actor_of(request), at=now_of(request), session=session_of(request),
                under=("personal.legalhold", row.pk))  # fmt: skip


class HoldForm(GroundForm):
    """Ra lệnh giữ — one of four."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.actor = actor
        units = Unit.objects.visible_to(actor).exclude(tree="outside")
        self.fields |= {
            "person": PersonField(people=Person.objects.granted(actor, "personal.lay_hold", keeper().path), label=_("Giữ dữ liệu của người"), required=False),
            "unit": UnitField(units=units, label=_("Hoặc của đơn vị, với mọi cấp dưới"), required=False),
            "number": TextField(label=_("Hoặc của văn bản: số, ký hiệu"), max_length=80, required=False),
            "purpose": forms.ChoiceField(label=_("Hoặc của mục đích xử lý"), required=False, choices=[("", "—"), *((key, _(p.words)) for key, p in purposes().items())]),
            "from_on": DayField(today=actor.today, label=_("Từ ngày"), initial=actor.today),
            "until_on": DayField(today=actor.today, label=_("Đến hết ngày"), required=False, help_text=_("Để trống: giữ đến khi có lệnh kết thúc")),
        }  # fmt: skip
        self.order_fields(
            ["person", "unit", "number", "purpose", "paper_number", "paper_on", "ground", "from_on", "until_on"]
        )

    def paper(self) -> Paper | None:
        """The one paper of that number that one sees; Refused where none or several bear it."""
        number = self.cleaned_data["number"]
        if not number:
            return None
        found = list(Paper.objects.visible_to(self.actor).filter(so_ky_hieu__iexact=number)[:2])
        if len(found) != 1:
            raise Refused(_("Không thấy văn bản số này.") if not found else _("Có nhiều văn bản mang số này."))
        return found[0]


@require_http_methods(["GET", "POST"])
@login_required
def lay_hold(request: HttpRequest) -> HttpResponse:
    """Ra lệnh giữ dữ liệu."""
    actor = actor_of(request)
    check_oversees(actor)
    form = HoldForm(request.POST or None, actor=actor)

    def run(said: dict[str, Any]) -> None:
        told_ = {name: said[name] for name in said if name != "number"}
        acts.lay_hold(**told_, paper=form.paper(), by=actor, at=now_of(request))

    return act_page(request, form, run, act="personal.lay_hold", where=keeper(), back=reverse("holds"))


@require_http_methods(["GET", "POST"])
@login_required
def end_hold(request: HttpRequest, code: str) -> HttpResponse:
    """Kết thúc lệnh giữ dữ liệu."""
    actor = actor_of(request)
    row = one(LegalHold.objects.visible_to(actor).select_related("person", "unit", "paper"), code)

    def run(said: dict[str, Any]) -> None:
        acts.end_hold(hold=row, by=actor, at=now_of(request), **said)

    return act_page(request, ReasonForm(request.POST or None), run, act="personal.end_hold", where=row.house,
                    about=row.get_over_display(), thing=row, back=reverse("holds"))  # fmt: skip
