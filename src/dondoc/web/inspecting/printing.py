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
from dondoc.inspecting.office_forms import OfficeForm, form_of
from dondoc.inspecting.queries import stand
from dondoc.printing.filling import NotAForm, fill_docx
from dondoc.printing.forms import form_named, form_on
from dondoc.printing.model import Sheet
from dondoc.printing.office_pdf import NoPdf, soffice, to_pdf
from dondoc.printing.pdf import render_pdf
from dondoc.printing.slots import Values
from dondoc.printing.wording import SAMPLE
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, Refused
from dondoc.units.models import Holding, Unit
from dondoc.units.signed import signed, signers
from dondoc.web.inspecting.sheets import PAPERS, Asked, Made, Paper, make, printable
from dondoc.web.inspecting.sheets.blank import head_values
from dondoc.web.inspecting.sheets.forms import people
from dondoc.web.inspecting.views import the_case
from dondoc.web.loading import actor_of, now_of
from dondoc.web.pages import page
from dondoc.web.personal.looking import shown
from dondoc.web.planning.views import FILES
from dondoc.web.taking import taken


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
    about = Asked(case, part, actor, now_of(request))
    made = make(what, about)
    own = form_of(issuer, what)
    shown(request, "inspection.team", list(made.people))
    holders = [] if made.signer_post or made.signatures else _holders(case, issuer, actor)
    form = SignForm(request.GET or None, holders=holders)
    asked, refused = request.GET.get("as", ""), ""
    ways = _ways(own)
    if asked in ways and form.is_valid():
        try:
            sheet = _sheet(case, issuer, made, _block(form.cleaned_data, holders, issuer, made, actor))
            values = made.values.also(head_values(sheet))
            data, form_ = _rendered(sheet, values, asked, own)
            name = f"{what}-{case}.{form_}".replace("/", "-")
            answer = taken(request, data, name, rows=sheet.lines, about=case)
            shown(
                request, "inspection.team", list(people(one.slots, values.asked(), about))
            )  # its own form may name others
            return answer
        except (Refused, NoPdf, NotAForm) as problem:
            refused = str(problem) or _("Chưa chuyển được sang PDF. Tải DOCX rồi lưu PDF từ Word.")
    context = {"case": case, "label": one.label, "part": part, "form": form, "refused": refused, "made": made, "signs": bool(holders),
               "own": own, "ways": ways.items()}  # fmt: skip
    return page(request, "inspecting/print.html", context, status=400 if refused else 200)


def common_pdf(about: Asked, what: str) -> tuple[bytes, Made]:
    """A paper of the case by the common form, nobody signing: what a bound dossier begins with."""
    made, issuer = make(what, about), PAPERS[what].issuer(about.case, about.part)
    block = {"authority": "", "signer_post": made.signer_post, "signer": made.signer}
    return render_pdf(_sheet(about.case, issuer, made, block)), made


def _the_paper(request: HttpRequest, case: Case, actor: Actor, what: str) -> tuple[Paper, Body | None]:
    of = request.GET.get("of", "")
    for key, one, part in printable(case, stand(case, actor)):
        if key == what and (part is None or part.public_id == of):
            return one, part
    raise Http404


def _holders(case: Case, unit: Unit, actor: Actor) -> list[Holding]:
    """Who may sign: of the body that ordered the case for those inside it; of another's paper those one may see."""
    rows = signers(unit, actor.today)
    if unit.pk == case.body_id and stand(case, actor).is_inside:
        return list(rows)
    return list(rows.filter(pk__in=Holding.objects.visible_to(actor).values("pk")))


def _block(said: dict[str, Any], holders: list[Holding], unit: Unit, made: Made, by: Actor) -> dict[str, str]:
    chosen = next((one for one in holders if one.public_id == said["signer"]), None)
    if chosen is None:
        return {"authority": said["authority"], "signer_post": made.signer_post, "signer": made.signer}
    found = signed(chosen, unit, said["authority"], by)
    return {"authority": found["authority"], "signer_post": found["signer_post"], "signer": str(chosen.person)}


def _sheet(case: Case, unit: Unit, made: Made, block: dict[str, str]) -> Sheet:
    paper, system = made.paper, unit.system
    on = paper.issued_on if paper and paper.issued_on else case.at.date()
    over = unit.name if made.issuer else unit.parent.name if unit.parent else ""
    return Sheet(
        kind=made.kind, subject=made.subject, issuer=made.issuer or unit.name, parent_issuer=over,
        number=paper.so_ky_hieu if paper else "", issued_on=paper.issued_on.isoformat() if paper and paper.issued_on else "",
        system=system, form=form_on(system, on)["id"], addressees=made.addressees, body=made.body, recipients=made.recipients,
        authority=block["authority"], signer_post=block["signer_post"], signer=block["signer"], signatures=made.signatures,
        level=case.secrecy, sample=settings.DONDOC_IS_DEMO,
    )  # fmt: skip


def _ways(own: OfficeForm | None) -> dict[str, Label]:
    """In ra thế nào — by the office's own form first; its PDF where LibreOffice is there to make it."""
    common: dict[str, Label] = {"docx": gettext_lazy("Tải DOCX"), "pdf": gettext_lazy("Tải PDF")}
    if own is None:
        return common
    pdf: dict[str, Label] = {"own-pdf": gettext_lazy("Tải PDF")} if soffice() else {}
    return {"own-docx": gettext_lazy("Tải DOCX"), **pdf, "docx": gettext_lazy("DOCX theo mẫu chung"), "pdf": gettext_lazy("PDF theo mẫu chung")}  # fmt: skip


def _rendered(sheet: Sheet, values: Values, asked: str, own: OfficeForm | None) -> tuple[bytes, str]:
    """The paper and its form: by the office's own form where that is asked."""
    form = asked.rpartition("-")[2]
    if own is None or asked == form:
        return FILES[form](sheet), form
    marks = [SAMPLE] * sheet.sample + [sheet.level.upper()] * bool(sheet.level)
    filled = fill_docx(files.load(own.sha256), values, form_named(sheet.form), marks)
    return (filled if form == "docx" else to_pdf(filled)), form
