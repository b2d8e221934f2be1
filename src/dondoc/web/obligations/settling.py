"""Nhiệm vụ còn mở theo văn bản bị thay thế, sửa đổi — one form for many rows, fifty a page, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from dondoc.access.rights import may
from dondoc.documents.models import Entry, Paper
from dondoc.obligations.actions.settling import Decision, How, settle
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.queries import Standing, standings, unsettled
from dondoc.shared.actor import Actor
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PastDayField, TextField, area
from dondoc.web.lists import SIZE, bounded
from dondoc.web.loading import actor_of, now_of, the_entry

OPEN_STANDINGS = {Standing.ISSUED, Standing.WORKING, Standing.WAITING, Standing.OVERDUE}


@dataclass(frozen=True, slots=True)
class Older:
    """Một văn bản cũ và số nhiệm vụ của nó chưa xử lý."""

    paper: Paper
    count: int


def older_papers(entry: Entry, actor: Actor) -> list[Older]:
    """Of which papers how many obligations wait for a word. Two queries, one where nothing waits."""
    counts = Counter(unsettled(entry, actor).values_list("paper", flat=True))
    papers = Paper.objects.visible_to(actor).filter(pk__in=counts).order_by("issued_on", "id") if counts else ()
    return [Older(paper, counts[paper.pk]) for paper in papers]


def after_links(entry: Entry, actor: Actor) -> str:
    """Where one goes once links are confirmed: to what is to settle, for who may; else to the paper."""
    if may(actor, "obligations.end", entry.unit) and unsettled(entry, actor).exists():
        return reverse("settle", args=[entry.public_id])
    return reverse("paper", args=[entry.paper.public_id])


class SettleForm(forms.Form):
    """Cách xử lý từng nhiệm vụ — what is not chosen stays unsettled."""

    def __init__(self, *args: Any, entry: Entry, actor: Actor, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        day = entry.paper.issued_on or entry.on
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Áp dụng từ ngày"), initial=day)
        self.fields["rest"] = forms.ChoiceField(
            label=_("Mọi mục chưa chọn ở trang này"), required=False,
            choices=[("", _("chưa xử lý")), (How.KEEP.value, How.KEEP.label), (How.CARRY.value, _("chuyển tiếp, nếu được"))],
        )  # fmt: skip
        for row in rows:
            duty, code = row.duty, row.duty.public_id
            self.fields[f"how-{code}"] = forms.ChoiceField(
                label=_("Xử lý"), choices=[(how.value, how.label) for how in row.ways], required=False, widget=forms.RadioSelect
            )  # fmt: skip
            self.fields[f"text-{code}"] = TextField(label=_("Nội dung"), initial=duty.text, widget=area(3), max_length=4000, required=False)  # fmt: skip
            self.fields[f"due_on-{code}"] = DayField(today=actor.today, label=_("Hạn"), initial=duty.due_on, required=False)  # fmt: skip
            self.fields[f"reason-{code}"] = TextField(label=_("Lý do kết thúc"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for row in self.rows:
            code, how = row.duty.public_id, said.get(f"how-{row.duty.public_id}")
            if how == How.END and not said.get(f"reason-{code}"):
                self.add_error(f"reason-{code}", _("Ghi lý do kết thúc."))
            if how == How.AMEND and f"due_on-{code}" in said and not self._changes(row.duty, said):
                self.add_error(f"text-{code}", _("Sửa nội dung hoặc hạn, hoặc chọn để nguyên."))
        return said

    def decisions(self) -> list[Decision]:
        said, rest = self.cleaned_data, self.cleaned_data["rest"]
        chosen = [
            (row.duty, said[f"how-{row.duty.public_id}"] or (rest if rest in row.ways else "")) for row in self.rows
        ]
        return [
            Decision(duty, how, self._changes(duty, said) if how == How.AMEND else {}, said[f"reason-{duty.public_id}"])
            for duty, how in chosen
            if how
        ]

    def _changes(self, duty: Obligation, said: dict[str, Any]) -> dict[str, Any]:
        new = {name: said.get(f"{name}-{duty.public_id}") for name in ("text", "due_on")}
        return {name: value for name, value in new.items() if value != getattr(duty, name)}

    def lines(self) -> list[tuple[Row, dict[str, BoundField]]]:
        """Each row with its boxes, for the page."""
        names = ("how", "text", "due_on", "reason")
        return [(row, {name: self[f"{name}-{row.duty.public_id}"] for name in names}) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Row:
    """Một nhiệm vụ còn mở — how its shares stand, what may be chosen, why not the rest."""

    duty: Obligation
    standings: Sequence[tuple[Standing, int]]
    ways: Sequence[How]
    why_not: str | Promise


@require_http_methods(["GET", "POST"])
@login_required
def settle_page(request: HttpRequest, code: str) -> HttpResponse:
    """Xử lý nhiệm vụ còn mở — by who may end; the page, or what of it is left, comes again until all is said."""
    entry, actor = the_entry(request, code), actor_of(request)
    waiting = unsettled(entry, actor).for_list().order_by("paper_id", "id")
    listing = bounded(request, waiting, has_file=False)
    duties = [*listing.rows, *_posted(request, entry, actor, listing.rows)]
    form = SettleForm(request.POST or None, entry=entry, actor=actor, rows=_rows(request, entry, actor, duties))

    def run(said: dict[str, Any]) -> str:
        chosen = form.decisions()
        settle(entry=entry, decisions=chosen, from_on=said["from_on"], by=actor, at=now_of(request))
        left = unsettled(entry, actor).count()
        messages.success(request, _told(len(chosen), left))
        return after_links(entry, actor)

    return act_page(
        request, form, run, act="obligations.settle", right="obligations.end", where=entry.unit, about=entry.paper, thing=entry,
        back=reverse("paper", args=[entry.paper.public_id]), template="obligations/settle.html",
        extra={"entry": entry, "listing": listing},
    )  # fmt: skip


def _told(done: int, left: int) -> str:
    words = ngettext("Đã xử lý %(n)s nhiệm vụ.", "Đã xử lý %(n)s nhiệm vụ.", done) % {"n": done}
    rest = ngettext("Còn %(n)s nhiệm vụ chưa xử lý.", "Còn %(n)s nhiệm vụ chưa xử lý.", left) % {"n": left}
    return f"{words} {rest}" if left else words


def _posted(request: HttpRequest, entry: Entry, actor: Actor, shown: Sequence[Obligation]) -> list[Obligation]:
    """Those a form speaks of that are not on the page any more: the act says why, nothing is dropped in silence."""
    named = [key.removeprefix("how-") for key in request.POST if key.startswith("how-")][:SIZE]
    gone = set(named) - {duty.public_id for duty in shown}
    if not gone:
        return []
    return list(
        Obligation.objects.visible_to(actor).for_list().filter(unit=entry.unit, public_id__in=gone).order_by("id")
    )


def _rows(request: HttpRequest, entry: Entry, actor: Actor, duties: Sequence[Obligation]) -> list[Row]:
    shares = Assignment.objects.visible_to(actor).filter(obligation__in=duties)
    counted = standings(shares, now_of(request))
    offered = {How.KEEP: True, How.CARRY: may(actor, "obligations.confirm", entry.unit),
               How.AMEND: may(actor, "obligations.amend", entry.unit), How.END: True}  # fmt: skip
    return [_row(duty, counted.get(duty.pk, {}), offered) for duty in duties]


def _row(duty: Obligation, counted: dict[Standing, int], offered: dict[How, bool]) -> Row:
    busy = sum(count for said, count in counted.items() if said in OPEN_STANDINGS)
    barred = (How.CARRY, How.END) if busy else ()
    ways = [how for how, has in offered.items() if has and how not in barred]
    return Row(duty, sorted(counted.items()), ways, _BUSY if busy else "")


_BUSY = gettext_lazy(
    "Còn đơn vị đang thực hiện: muốn chuyển tiếp hay kết thúc thì mở nhiệm vụ, xác nhận hoặc rút các việc đã giao trước."
)
