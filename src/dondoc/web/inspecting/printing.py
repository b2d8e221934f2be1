"""In văn bản của một cuộc — the choice of who signs, then the paper as DOCX or PDF."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import stand
from dondoc.printing.forms import form_on
from dondoc.printing.model import Sheet
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding, Tree, Unit
from dondoc.units.signed import signed
from dondoc.web.documents.papers import download
from dondoc.web.inspecting.sheets import Asked, Made, Paper, printable
from dondoc.web.inspecting.views import the_case
from dondoc.web.loading import actor_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown
from dondoc.web.planning.views import FILES


class SignForm(forms.Form):
    """Ai ký — a holder of a post at the unit whose paper it is; nobody: the block is left blank."""

    authority = forms.CharField(label=gettext_lazy("Thẩm quyền ký"), max_length=120, required=False,
                                help_text=gettext_lazy("Ví dụ: T/M BAN THƯỜNG VỤ; để trống nếu chỉ có một cách"))  # fmt: skip

    def __init__(self, *args: Any, holders: list[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("để trống, ghi sau")), *((one.public_id, f"{one.person}, {one.called}") for one in holders)]
        self.fields["signer"] = forms.ChoiceField(label=_("Người ký"), choices=choices, required=False)
        self.order_fields(["signer", "authority"])


@require_GET
@login_required
def printed(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Một văn bản in — `?of=` one of the inspected, `?as=` the form; without it the page that asks who signs."""
    actor, case = actor_of(request), the_case(request, code)
    one, part = _the_paper(request, case, actor, what)
    issuer = one.issuer(case, part)
    made = one.make(Asked(case, part, actor, request.now))  # type: ignore[attr-defined]
    shown(request, "inspection.team", list(made.people))
    holders = [] if made.signer_post or made.signatures else list(_holders(issuer, actor))
    form = SignForm(request.GET or None, holders=holders)
    asked, refused = request.GET.get("as", ""), ""
    if asked in FILES and form.is_valid():
        try:
            return _file(case, issuer, made, what, asked, _block(form.cleaned_data, holders, issuer, made, actor))
        except Refused as problem:
            refused = str(problem)
    context = {"case": case, "label": one.label, "part": part, "form": form, "refused": refused, "made": made, "signs": bool(holders)}  # fmt: skip
    return page(request, "inspecting/print.html", context, status=400 if refused else 200)


def _the_paper(request: HttpRequest, case: Case, actor: Actor, what: str) -> tuple[Paper, Body | None]:
    of = request.GET.get("of", "")
    for key, one, part in printable(case, stand(case, actor)):
        if key == what and (part is None or part.public_id == of):
            return one, part
    raise Http404


def _holders(unit: Unit, actor: Actor) -> Any:
    rows = (
        Holding.objects.visible_to(actor)
        .on(actor.today)
        .filter(post__unit=unit)
        .select_related("person", "post__kind", "post__unit")
    )
    return rows.order_by("post__kind__rank", "id")


def _block(said: dict[str, Any], holders: list[Holding], unit: Unit, made: Made, by: Actor) -> dict[str, str]:
    chosen = next((one for one in holders if one.public_id == said["signer"]), None)
    if chosen is None:
        return {"authority": said["authority"], "signer_post": made.signer_post, "signer": made.signer}
    found = signed(chosen, unit, said["authority"], by)
    return {"authority": found["authority"], "signer_post": found["signer_post"], "signer": str(chosen.person)}


def _file(case: Case, unit: Unit, made: Made, what: str, form: str, block: dict[str, str]) -> HttpResponse:
    render, kind = FILES[form]
    paper, system = made.paper, "state" if unit.tree == Tree.ADMIN else "party"
    on = paper.issued_on if paper and paper.issued_on else case.at.date()
    over = unit.name if made.issuer else unit.parent.name if unit.parent else ""
    sheet = Sheet(
        kind=made.kind, subject=made.subject, issuer=made.issuer or unit.name, parent_issuer=over,
        number=paper.so_ky_hieu if paper else "", issued_on=paper.issued_on.isoformat() if paper and paper.issued_on else "",
        system=system, form=form_on(system, on)["id"], addressees=made.addressees, body=made.body, recipients=made.recipients,
        authority=block["authority"], signer_post=block["signer_post"], signer=block["signer"], signatures=made.signatures,
        level=case.secrecy, sample=settings.DONDOC_IS_DEMO,
    )  # fmt: skip
    return download(render(sheet), f"{what}-{case}.{form}".replace("/", "-"), kind)
