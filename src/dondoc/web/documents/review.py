"""Rà soát — paper left, fields right; only what a person confirms enters.

Before the register: the header's fields and *Vào sổ*. After it: obligations and references.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.access.rights import may
from dondoc.documents.actions import registering, reviewing, uploads
from dondoc.documents.actions.reviewing import Said
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Entry, Reading, Register, Relation, Upload, Verdict
from dondoc.documents.queries import (
    Item,
    header_items,
    obligation_items,
    out_books,
    reading_of,
    reference_items,
    sentences,
)
from dondoc.obligations.actions import confirming
from dondoc.obligations.models import Obligation
from dondoc.obligations.queries import CHANGES
from dondoc.obligations.rules import Due
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.models import Unit
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
from dondoc.web.loading import actor_of, latest_reading, now_of, the_entry, the_upload
from dondoc.web.obligations.settling import after_links
from dondoc.web.pages import page

MOST = 2000  # verdicts in one request: more than any paper has
OF_ITEMS = ("NO_ACTOR", "NO_DUE")  # said on the item's own card
ELSEWHERE = (*OF_ITEMS, "PICTURES")  # asked beside the button that enters the paper
SHOWN = 400  # lines of text beside the fields; the whole is on the paper's page, by part


@require_http_methods(["GET", "POST"])
@login_required
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Vào sổ từ tệp tải lên — what was read stands in the boxes, with the words it came from."""
    actor, row = actor_of(request), the_upload(request, code)
    reading = reading_of(row)
    form = HeaderForm(request.POST or None, actor=actor, row=row, initial=read_header(reading, actor.today))
    if request.method == "POST" and row.state == UploadState.PICTURED and form.is_valid():
        _answer_for_picture(request, row, form.cleaned_data.get("level", ""))

    def run(said: dict[str, Any]) -> str:
        entry = _enter(request, row, said)
        messages.success(request, _("Đã vào sổ: số %(number)s.") % {"number": entry.number})
        if request.POST.get("then") == "file":
            registering.file(entry=entry, by=actor, at=now_of(request))
            return reverse("paper", args=[entry.paper.public_id])
        return reverse("review", args=[entry.public_id])

    return act_page(request, form, run, act="documents.register", where=row.unit, back=reverse("desk"), about=row,
                    template="documents/register_form.html", extra=_beside(reading, row.unit) | {"out": _out(row, actor)})  # fmt: skip


def _out(row: Upload, actor: Actor) -> list[Register]:
    """Where this file may be issued, were it a paper of our own."""
    ready = row.state in (UploadState.READ, UploadState.KEPT) and may(actor, "documents.issue", row.unit)
    return list(out_books(row.unit, actor)[:30]) if ready else []


def _answer_for_picture(request: HttpRequest, row: Upload, level: str) -> None:
    """A fact of its own, kept whatever becomes of the registering that follows."""
    facts: dict[str, Any] = {"row": row, "by": actor_of(request), "at": now_of(request)}
    with contextlib.suppress(StepRefused):  # the same form sent twice: it was answered
        if level or row.secrecy:
            uploads.say_level(level=level, **facts)
        else:
            uploads.say_unmarked(**facts)


def _enter(request: HttpRequest, row: Upload, said: dict[str, Any]) -> Entry:
    actor = actor_of(request)
    with transaction.atomic():
        issuer = issuer_of(said, actor, now_of(request))
        return registering.register(
            register=said["register"], issuer=issuer, fields=to_fields(said, issuer), by=actor,
            at=now_of(request), on=said["on"], upload=row,
        )  # fmt: skip


def _beside(reading: Reading | None, unit: Unit) -> dict[str, Any]:
    if reading is None:
        return {"items": [], "sentences": [], "warnings": []}
    items = header_items(reading, unit)
    return {
        "items": items,
        "sentences": list(sentences(reading.text, items, 0, SHOWN)),
        "warnings": [w for w in reading.body.get("warnings", []) if w["code"] not in ELSEWHERE],
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
    known, warnings = _confirmed(entry), reading.body.get("warnings", [])
    cards = [_card(item, warnings) for item in tasks if (item.start, item.end) not in known]
    changing = [item for item in papers if item.facts["relation"] in CHANGES]
    context = {
        "entry": entry, "paper": entry.paper, "reading": reading, "relations": Relation.choices,
        "doubtful": [card for card in cards if not card.item.sure], "sure": [card for card in cards if card.item.sure],
        "sure_left": sum(1 for card in cards if card.item.sure and not card.item.verdict),
        "said": len(tasks) - sum(1 for card in cards if not card.item.verdict), "total": len(tasks),
        "known": list(known.values()), "confirmed": len(tasks) - len(cards),
        "changing": changing, "papers": [item for item in papers if item not in changing],
        "warnings": [w for w in warnings if w["code"] not in ELSEWHERE], "taken": request.session.get(f"taken:{code}"),
        "sentences": list(sentences(reading.text, [*tasks, *papers], 0, SHOWN)),
    }  # fmt: skip
    return page(request, "documents/review.html", context)


@dataclass(frozen=True, slots=True)
class Card:
    """Một nhiệm vụ trên trang rà soát — what was read, its boxes, and what the reader says of this one alone."""

    item: Item
    form: ObligationForm
    warnings: list[str]


def _card(item: Item, warnings: list[dict[str, Any]]) -> Card:
    own = [w["message"] for w in warnings if w["code"] in OF_ITEMS and (w["start"], w["end"]) == (item.start, item.end)]
    return Card(item, ObligationForm(prefix=item.key, initial=item.facts), own)


@require_POST
@login_required
def mark(request: HttpRequest, code: str) -> HttpResponse:
    """Giữ ý kiến ngay — the page's script says one verdict here or many at once; leaving loses nothing."""
    entry, reading = _read_entry(request, code)
    try:
        said = [
            Said(str(m["key"]), str(m["verdict"]), dict(m.get("value") or {}))
            for m in json.loads(request.body)["marks"]
        ]
        reviewing.mark_many(reading=reading, unit=entry.unit, marks=said[:MOST], by=actor_of(request), at=now_of(request))  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"message": _("Không hiểu ý kiến này. Tải lại trang.")}, status=422)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    return JsonResponse({"ok": True})


@require_POST
@login_required
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Giữ cả trang — without the script: what the form says, and all sure ones where that was pressed; one step back."""
    entry, reading = _read_entry(request, code)
    tasks, remembered = obligation_items(reading, entry.unit), f"taken:{code}"
    if "undo" in request.POST:
        marks = [Said(key, "") for key in request.session.pop(remembered, [])]
    else:
        marks = [said for item in tasks for said in _posted(request, item)]
        named = {said.key for said in marks}
        if "sure" in request.POST:
            sure = [item.key for item in tasks if item.sure and not item.verdict and item.key not in named]
            marks += [Said(key, Verdict.ACCEPTED) for key in sure]
            request.session[remembered] = sure
    reviewing.mark_many(reading=reading, unit=entry.unit, marks=marks, by=actor_of(request), at=now_of(request))  # fmt: skip
    return redirect("review", code)


def _posted(request: HttpRequest, item: Item) -> list[Said]:
    """What a form says of one item that was not said before: words changed are taken, as the script does."""
    form, take = ObligationForm(prefix=item.key, initial=item.facts), request.POST.get(f"{item.key}-take", "")
    posted = {name: request.POST.get(form.add_prefix(name)) for name in form.fields}
    shown = {name: str(form[name].value() or "") for name in form.fields}
    changed = {name: text for name, text in posted.items() if text is not None and _words(text) != _words(shown[name])}
    if changed and take != "off":
        return [Said(item.key, Verdict.CORRECTED, {name: text or "" for name, text in posted.items()})]
    verdict = {"on": Verdict.ACCEPTED, "off": Verdict.DROPPED}.get(take)
    is_said = item.verdict == verdict or (verdict == Verdict.ACCEPTED and item.verdict == Verdict.CORRECTED)
    return [Said(item.key, verdict)] if verdict and not is_said else []


def _words(text: str) -> str:
    return " ".join(text.split())


def _read_entry(request: HttpRequest, code: str) -> tuple[Entry, Reading]:
    entry = the_entry(request, code)
    reading = latest_reading(entry.paper)
    if reading is None:
        raise Http404
    return entry, reading


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
    items = obligation_items(reading, entry.unit)
    taken, problems = [], []
    for item in items:
        if request.POST.get(f"{item.key}-take") != "on":
            continue
        form = ObligationForm(request.POST, prefix=item.key, initial=item.facts)
        if form.is_valid():
            taken.append((item, form.cleaned_data))
        else:
            problems.append(
                _("“%(words)s…”: xem lại các ô, ngày ghi như 15/12/2026. Chưa xác nhận mục nào.")
                % {"words": item.value[:60]}
            )
    if problems:
        marks = [said for item in items for said in _posted(request, item)]
        reviewing.mark_many(reading=reading, unit=entry.unit, marks=marks, by=actor, at=now_of(request))
        messages.error(request, " ".join(problems))
        return redirect("review", code)
    with transaction.atomic():
        for item, said in taken:
            _confirm_one(request, entry, reading, item, said)
        dropped = [Said(item.key, Verdict.DROPPED) for item in items if request.POST.get(f"{item.key}-take") == "off"]
        reviewing.mark_many(reading=reading, unit=entry.unit, marks=dropped, by=actor, at=now_of(request))
        for item in reference_items(reading, entry.unit):
            if request.POST.get(f"{item.key}-take") == "on":
                reviewing.link(
                    source=entry.paper, unit=entry.unit, surface=item.value, reading=reading,
                    relation=request.POST.get(f"{item.key}-relation", item.facts["relation"]),
                    canonical=item.facts["canonical"], start=item.start, end=item.end, by=actor,
                    at=now_of(request),
                )  # fmt: skip
    messages.success(request, _told(len(taken), unreviewed(reading, entry)))
    return redirect(after_links(entry, actor))


def _told(taken: int, left: int) -> str:
    words = ngettext("Đã xác nhận %(n)s nhiệm vụ.", "Đã xác nhận %(n)s nhiệm vụ.", taken) % {"n": taken}
    rest = ngettext("Còn %(n)s mục chưa xem.", "Còn %(n)s mục chưa xem.", left) % {"n": left}
    return f"{words} {rest}" if left else words


def unreviewed(reading: Reading, entry: Entry) -> int:
    """Mục chưa xem — of what was read as asked, how many nobody took or dropped."""
    known = _confirmed(entry)
    items = obligation_items(reading, entry.unit)
    return sum(1 for item in items if not item.verdict and (item.start, item.end) not in known)


def _confirm_one(request: HttpRequest, entry: Entry, reading: Any, item: Item, said: dict[str, Any]) -> None:
    actor = actor_of(request)
    facts = {name: said[name] for name in ("provision", "actors", "partners", "product", "kind")}
    due = Due(said["due_on"], said["due_text"], item.facts.get("due_precision", ""), said["recurs"])
    confirming.confirm(entry=entry, text=said["text"], due=due, reading=reading, start=item.start,
                       end=item.end, by=actor, at=now_of(request), **facts)  # fmt: skip
    verdict = Verdict.ACCEPTED if said["text"] == item.value else Verdict.CORRECTED
    reviewing.mark(reading=reading, unit=entry.unit, key=item.key, verdict=verdict, by=actor,
                   at=now_of(request))  # fmt: skip


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
            issuer = issuer_of(said, actor, now_of(request))
            entry = registering.register(register=register, issuer=issuer, on=said["on"], by=actor,
                                         fields=to_fields(said, issuer), at=now_of(request))  # fmt: skip
        messages.success(request, _("Đã vào sổ: số %(number)s.") % {"number": entry.number})
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
        entry = registering.register_stub(register=register, by=actor, at=now_of(request), **said)
        messages.success(request, _("Đã vào sổ: số %(number)s.") % {"number": entry.number})

    return act_page(request, form, run, act="documents.register_stub", right="documents.register", where=register.unit, about=register,
                    back=reverse("register_page", args=[code]))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Phát hành — takes the next number of the series, or a reserved one; with the signed file where one was uploaded."""
    actor, register = actor_of(request), the_register(request, code)
    row = the_upload(request, request.GET["upload"]) if request.GET.get("upload") else None
    read = read_header(reading_of(row), actor.today) if row else {"on": actor.today}
    form = IssueForm(request.POST or None, actor=actor, register=register, initial=read)

    def run(said: dict[str, Any]) -> str:
        entry = registering.issue(register=register, fields=to_fields(said, register.unit), upload=row,
                                  on=said["on"], reserved=said["reserved"], by=actor,
                                  at=now_of(request))  # fmt: skip
        messages.success(request, _("Đã phát hành: %(so)s.") % {"so": entry.paper.so_ky_hieu})
        return reverse("paper", args=[entry.paper.public_id])

    extra = {"file": row, "hint": _number_to_come(register, str(read.get("so_ky_hieu", "")))}
    return act_page(request, form, run, act="documents.issue", where=register.unit, about=register,
                    back=reverse("register_page", args=[code]), extra=extra)  # fmt: skip


def _number_to_come(register: Register, printed: str) -> str:
    """Which number it will bear, and whether the file says another."""
    coming = f"{register.next_number:02d}{register.suffix}"
    said = _("Số sẽ cấp: %(so)s.") % {"so": coming}
    if printed and printed != coming:
        said += " " + _("Tệp ghi số %(so)s: xem lại số để dành, hoặc ghi các số đã dùng ngoài phần mềm.") % {
            "so": printed
        }
    return said


@require_http_methods(["GET", "POST"])
@login_required
def by_hand_obligation(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi nhiệm vụ bằng tay — from a paper whose text was not read, or what the reader missed."""
    entry, actor = the_entry(request, code), actor_of(request)
    form = ObligationForm(request.POST or None)

    def run(said: dict[str, Any]) -> str:
        due = Due(said.pop("due_on"), said.pop("due_text"), recurs=said.pop("recurs"))
        confirming.confirm(entry=entry, due=due, by=actor, at=now_of(request), **said)
        return reverse("paper", args=[entry.paper.public_id])

    return act_page(request, form, run, act="obligations.confirm", where=entry.unit, about=entry.paper,
                    thing=entry, back=reverse("paper", args=[entry.paper.public_id]))  # fmt: skip
