"""Rà soát — paper left, fields right; only what a person confirms enters.

Before the register: the header's fields and *Vào sổ*. After it: obligations and references.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.documents.actions import registering, reviewing
from dondoc.documents.models import Entry, Relation, Upload, Verdict
from dondoc.documents.queries import Item, header_items, obligation_items, reference_items, sentences
from dondoc.obligations.actions import confirming
from dondoc.obligations.models import Obligation
from dondoc.obligations.rules import Due
from dondoc.shared.acts import Refused
from dondoc.web.documents.fields import (
    ByHandForm,
    HeaderForm,
    IssueForm,
    ObligationForm,
    StubForm,
    issuer_of,
    read_header,
    to_fields,
)
from dondoc.web.documents.registers import the_register
from dondoc.web.doing import act_page
from dondoc.web.handing import turned_away
from dondoc.web.loading import actor_of, latest_reading, the_entry, the_upload
from dondoc.web.pages import page

SHOWN = 400  # lines of text beside the fields; the whole is on the paper's page, by part


@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Vào sổ từ tệp tải lên — what was read stands in the boxes, with the words it came from."""
    actor, row = actor_of(request), the_upload(request, code)
    items = header_items(row.reading, row.unit) if row.reading else []
    form = HeaderForm(request.POST or None, actor=actor, unit=row.unit,
                      initial=read_header(row, actor.today))  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        entry = _enter(request, row, said)
        if request.POST.get("then") == "file":
            registering.file(entry=entry, by=actor, at=request.now)  # type: ignore[attr-defined]
            return reverse("paper", args=[entry.paper.public_id])
        return reverse("review", args=[entry.public_id])

    return act_page(request, form, run, act="documents.register", where=row.unit, back=reverse("desk"), about=row,
                    template="documents/register_form.html", extra=_beside(row, items))  # fmt: skip


def _enter(request: HttpRequest, row: Upload, said: dict[str, Any]) -> Entry:
    actor = actor_of(request)
    with transaction.atomic():
        issuer = issuer_of(said, actor, request.now)  # type: ignore[attr-defined]
        return registering.register(
            register=said["register"], issuer=issuer, fields=to_fields(said, issuer), by=actor,
            at=request.now, on=said["on"], upload=row,  # type: ignore[attr-defined]
        )  # fmt: skip


def _beside(row: Upload, items: list[Item]) -> dict[str, Any]:
    if row.reading is None:
        return {"items": [], "sentences": [], "warnings": []}
    return {
        "items": items,
        "sentences": list(sentences(row.reading.text, items, 0, SHOWN)),
        "warnings": row.reading.body.get("warnings", []),
    }


@require_http_methods(["GET"])
@login_required
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Rà soát nhiệm vụ — doubtful ones first and open, sure ones folded and taken with one key."""
    entry = the_entry(request, code)
    reading = latest_reading(entry.paper)
    if reading is None:
        return redirect("confirm_by_hand", code)
    tasks, papers = obligation_items(reading, entry.unit), reference_items(reading, entry.unit)
    known = _confirmed(entry)
    forms_ = [(i, ObligationForm(prefix=i.key, initial=i.facts)) for i in tasks if (i.start, i.end) not in known]
    context = {
        "entry": entry, "paper": entry.paper, "reading": reading, "papers": papers,
        "doubtful": [pair for pair in forms_ if not pair[0].sure],
        "sure": [pair for pair in forms_ if pair[0].sure],
        "said": sum(1 for i in tasks if i.verdict) + len(known), "total": len(tasks),
        "known": known.values(), "relations": Relation.choices, "warnings": reading.body.get("warnings", []),
        "sentences": list(sentences(reading.text, [*tasks, *papers], 0, SHOWN)),
    }  # fmt: skip
    return page(request, "documents/review.html", context)


@require_POST
@login_required
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """Giữ ý kiến ngay — the page's script says each verdict here; leaving loses nothing."""
    entry = the_entry(request, code)
    reading = latest_reading(entry.paper)
    if reading is None:
        raise Http404
    try:
        said = json.loads(request.body)
        reviewing.mark(reading=reading, unit=entry.unit, key=str(said["key"]),
                       verdict=str(said["verdict"]), value=dict(said.get("value") or {}),
                       by=actor_of(request), at=request.now)  # type: ignore[arg-type, attr-defined]  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": _("Không hiểu ý kiến này. Tải lại trang.")}, status=422)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    return JsonResponse({"ok": True})


@require_POST
@login_required
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Xác nhận — every obligation ticked, with what was corrected; and the links between papers."""
    entry, actor = the_entry(request, code), actor_of(request)
    asked = "obligations.confirm"
    turned = turned_away(request, asked, asked, entry.unit, entry, reverse("review", args=[code]))
    if turned is not None:
        return turned
    reading = latest_reading(entry.paper)
    if reading is None:
        return redirect("confirm_by_hand", code)
    taken, problems = [], []
    for item in obligation_items(reading, entry.unit):
        if request.POST.get(f"{item.key}-take") != "on":
            continue
        form = ObligationForm(request.POST, prefix=item.key)
        if form.is_valid():
            taken.append((item, form.cleaned_data))
        else:
            problems.append(_("Mục %(key)s: kiểm tra lại các ô.") % {"key": item.key})
    if problems:
        raise Refused(" ".join(problems))
    with transaction.atomic():
        for item, said in taken:
            _confirm_one(request, entry, reading, item, said)
        for item in reference_items(reading, entry.unit):
            if request.POST.get(f"{item.key}-take") == "on":
                reviewing.link(
                    source=entry.paper, unit=entry.unit, surface=item.value, reading=reading,
                    relation=request.POST.get(f"{item.key}-relation", item.facts["relation"]),
                    canonical=item.facts["canonical"], start=item.start, end=item.end, by=actor,
                    at=request.now,  # type: ignore[attr-defined]
                )  # fmt: skip
    return redirect("paper", entry.paper.public_id)


def _confirm_one(request: HttpRequest, entry: Entry, reading: Any, item: Item, said: dict[str, Any]) -> None:
    actor = actor_of(request)
    facts = {name: said[name] for name in ("provision", "actors", "partners", "product", "kind")}
    due = Due(said["due_on"], said["due_text"], item.facts.get("due_precision", ""),
              item.facts.get("recurs", ""))  # fmt: skip
    confirming.confirm(entry=entry, text=said["text"], due=due, reading=reading, start=item.start,
                       end=item.end, by=actor, at=request.now, **facts)  # type: ignore[attr-defined]  # fmt: skip
    verdict = Verdict.ACCEPTED if said["text"] == item.value else Verdict.CORRECTED
    reviewing.mark(reading=reading, unit=entry.unit, key=item.key, verdict=verdict, by=actor,
                   at=request.now)  # type: ignore[attr-defined]  # fmt: skip


def _confirmed(entry: Entry) -> dict[tuple[int | None, int | None], Obligation]:
    return {(o.start, o.end): o for o in entry.paper.obligations.order_by("id")}


@require_http_methods(["GET", "POST"])
@login_required
def by_hand(request: HttpRequest, code: str) -> HttpResponse:
    """Vào sổ bằng tay — without a file: the paper is held on paper (bản giấy)."""
    actor, register = actor_of(request), the_register(request, code)
    form = ByHandForm(request.POST or None, actor=actor, initial={"on": actor.today})

    def run(said: dict[str, Any]) -> str:
        with transaction.atomic():
            issuer = issuer_of(said, actor, request.now)  # type: ignore[attr-defined]
            entry = registering.register(register=register, issuer=issuer, on=said["on"], by=actor,
                                         fields=to_fields(said, issuer), at=request.now)  # type: ignore[attr-defined]  # fmt: skip
        return reverse("paper", args=[entry.paper.public_id])

    return act_page(request, form, run, act="documents.register", where=register.unit, about=register,
                    back=reverse("register_page", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def stub(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi văn bản mật — number, date, keeper, each optional; nothing else."""
    actor, register = actor_of(request), the_register(request, code)
    form = StubForm(request.POST or None, actor=actor, initial={"on": actor.today})

    def run(said: dict[str, Any]) -> None:
        registering.register_stub(register=register, by=actor, at=request.now, **said)  # type: ignore[attr-defined]

    return act_page(request, form, run, act="documents.register_stub", right="documents.register", where=register.unit, about=register,
                    back=reverse("register_page", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Phát hành — takes the next number of the series, or a reserved one."""
    actor, register = actor_of(request), the_register(request, code)
    form = IssueForm(request.POST or None, actor=actor, register=register,
                     initial={"on": actor.today})  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        entry = registering.issue(register=register, fields=to_fields(said, register.unit),
                                  on=said["on"], reserved=said["reserved"], by=actor,
                                  at=request.now)  # type: ignore[attr-defined]  # fmt: skip
        return reverse("paper", args=[entry.paper.public_id])

    return act_page(request, form, run, act="documents.issue", where=register.unit, about=register,
                    back=reverse("register_page", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def by_hand_obligation(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi nhiệm vụ bằng tay — from a paper whose text was not read, or what the reader missed."""
    entry, actor = the_entry(request, code), actor_of(request)
    form = ObligationForm(request.POST or None)

    def run(said: dict[str, Any]) -> str:
        due = Due(said.pop("due_on"), said.pop("due_text"))
        confirming.confirm(entry=entry, due=due, by=actor, at=request.now, **said)  # type: ignore[attr-defined]
        return reverse("paper", args=[entry.paper.public_id])

    return act_page(request, form, run, act="obligations.confirm", where=entry.unit, about=entry.paper,
                    thing=entry, back=reverse("paper", args=[entry.paper.public_id]))  # fmt: skip
