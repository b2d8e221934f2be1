"""Điểm danh — the members of a unit at one session, for who calls its roll; nobody above it sees a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.access.models import Person
from dondoc.pledging.models import Pledge
from dondoc.pledging.queries import may_be_listed
from dondoc.shared.actor import Actor
from dondoc.studying.actions.calling import call_roll, drop_roll
from dondoc.studying.models import ROLL, Attendance, Sitting
from dondoc.studying.words import PRESENT, Came
from dondoc.web.doing import act_page
from dondoc.web.forms import TextField, area
from dondoc.web.loading import actor_of, now_of
from dondoc.web.personal.looking import shown
from dondoc.web.studying.loading import the_session


class RollForm(forms.Form):
    """Điểm danh — each member a line; who is not named here is added by his full name."""

    more = TextField(label=gettext_lazy("Người khác có mặt"), widget=area(2), max_length=2000, required=False,
                     help_text=gettext_lazy("Mỗi dòng một họ tên hoặc tên đăng nhập, viết đủ"))  # fmt: skip

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        session: Sitting,
        people: dict[str, Person],
        before: dict[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.others = Person.objects.granted(actor, ROLL, session.meeting.unit.path).offered()
        ways = [("", _("không phải dự")), *((one.value, capfirst(str(one.label))) for one in Came)]
        for code, who in people.items():
            self.fields[code] = forms.ChoiceField(
                label=str(who), choices=ways, required=False, initial=before.get(who.pk, "")
            )
        self.order_fields([*people, "more"])

    def clean_more(self) -> list[Person]:
        """Each written in full: nobody browses the list of all people from here."""
        return [self._named(line.strip()) for line in self.cleaned_data["more"].splitlines() if line.strip()]

    def _named(self, words: str) -> Person:
        found = list(self.others.filter(account__username=words.lower())) or list(self.others.called(words)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("“%(name)s”: có nhiều người cùng họ tên. Ghi tên đăng nhập.") % {"name": words}
            )
        raise forms.ValidationError(
            _("“%(name)s”: chưa có ai tên này. Nhờ người giữ danh sách người ghi tên trước.") % {"name": words}
        )

    def came(self) -> dict[Person, str]:
        said = self.cleaned_data
        called = {who: said[code] for code, who in self.people.items() if said.get(code)}
        return {**called, **dict.fromkeys(said.get("more", ()), Came.CAME.value)}


@require_http_methods(["GET", "POST"])
@login_required
def roll(request: HttpRequest, code: str) -> HttpResponse:
    """Điểm danh một buổi."""
    actor, row = actor_of(request), the_session(request, code)
    people = _people(actor, row)
    shown(request, "studying.roll", [who.pk for who in people.values()])
    form = RollForm(request.POST or None, actor=actor, session=row, people=people, before=_before(actor, row, people))

    def run(_said: dict[str, Any]) -> None:
        call_roll(session=row, came=form.came(), by=actor, at=now_of(request))

    return act_page(request, form, run, act=ROLL, where=row.meeting.unit, about=row.meeting, back=_back(row))


@require_http_methods(["GET", "POST"])
@login_required
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Xóa điểm danh."""
    actor, row = actor_of(request), the_session(request, code)

    def run(_said: dict[str, Any]) -> None:
        drop_roll(session=row, by=actor, at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="studying.drop_roll", right=ROLL,
                    where=row.meeting.unit, about=row.meeting, back=_back(row))  # fmt: skip


def _back(row: Sitting) -> str:
    return reverse("study_meeting", args=[row.meeting.public_id])


def _before(actor: Actor, row: Sitting, people: dict[str, Person]) -> dict[int, str]:
    """What stands in the form first: what was called; else that all came, and to a make-up those who were away."""
    rolls = Attendance.objects.visible_to(actor).filter(session__meeting=row.meeting, session__replaced_at__isnull=True)
    called = dict(rolls.filter(session=row).values_list("person", "came"))
    if called:
        return called
    if not row.makes_up:
        return {who.pk: Came.CAME for who in people.values()}
    away = rolls.filter(session__makes_up=False).exclude(came__in=PRESENT).values_list("person", flat=True)
    return dict.fromkeys(away, Came.CAME)


def _people(actor: Actor, row: Sitting) -> dict[str, Person]:
    """Who may stand on the roll: who was called before, the cell's own list of the year, who holds a post there."""
    unit = row.meeting.unit
    listed = Pledge.objects.visible_to(actor).standing().filter(season__unit=unit, season__year=row.on.year)
    called = Attendance.objects.visible_to(actor).filter(session__meeting__unit=unit)
    ids = {*listed.values_list("person", flat=True), *called.values_list("person", flat=True)}
    ids |= {who.pk for who in may_be_listed(unit, row.on)}
    rows = Person.objects.granted(actor, ROLL, unit.path).offered().filter(pk__in=ids).order_by("sort_key", "id")
    return {who.public_id: who for who in rows}


def called(request: HttpRequest, actor: Actor, session: Sitting) -> list[Attendance]:
    """Điểm danh của một buổi, như người này được thấy — that he looked is told to those named."""
    rows = Attendance.objects.visible_to(actor).filter(session=session).select_related("person")
    found = list(rows.order_by("person__sort_key", "id"))
    shown(request, "studying.roll", [row.person_id for row in found])
    return found
