"""Văn bản đi lập trong phần mềm — one choice for its number; dated from a place, which is offered again; by the form of its system."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from dondoc.documents.actions.registering import issue as issue_paper
from dondoc.documents.actions.registers import open_register
from dondoc.documents.rules import Fields
from dondoc.planning.models import Plan
from dondoc.reports.models import Issued
from dondoc.reports.sheets import sheet, thawed
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_assignment
from tests.planning.making import a_plan
from tests.web.story import clock

pytestmark = pytest.mark.acts
DATED = "Hà Nội, ngày 24 tháng 11 năm 2026"
SIGNED = {"signer": "", "authority": ""}


def words(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells])


def files(client: Client, address: str) -> list[str]:
    return [" ".join(words(client.get(f"{address}?as={form}").content).split()) for form in ("docx", "pdf")]


def post(client: Client, address: str, **said: Any) -> Any:
    with clock(AT):
        return client.post(address, {"once": "mot-lan", **SIGNED, **said})


def issued_plan(cast: Cast) -> Plan:
    plan = a_plan(cast)
    way = reverse("issue_plan", args=[plan.public_id])
    paper = cast.outgoing.public_id
    assert post(client_of(cast, "office"), way, paper=paper, on="24/11/2026", place="Hà Nội").status_code == 302
    return Plan.objects.get()


def test_a_plan_is_dated_from_its_place_and_signed_by_a_post(cast: Cast) -> None:
    plan = issued_plan(cast)
    for said in files(client_of(cast, "office"), reverse("plan", args=[plan.public_id])):
        assert DATED in said
        assert "BÍ THƯ" in said, "nobody was chosen: the post that signs first stands, its name left blank"


def test_the_number_of_a_plan_is_one_choice_and_must_be_made(cast: Cast) -> None:
    plan, office = a_plan(cast), client_of(cast, "office")
    open_register(unit=cast.root, direction="OUT", name="Sổ công văn", series="2026", kinds=["Công văn"],
                  from_on=date(2026, 1, 1), by=cast.setup, at=AT)  # fmt: skip
    way = reverse("issue_plan", args=[plan.public_id])
    form = office.get(way).context["form"]
    codes = [code for code, _words in form.fields["paper"].choices]
    assert codes == [cast.outgoing.public_id, "entry"], "a register of other papers is not offered"
    assert "register" not in form.fields
    assert form.fields["paper"].initial == cast.outgoing.public_id
    refused = post(office, way, paper="entry", on="24/11/2026")
    assert "Ghi văn bản đã vào sổ đi, hoặc chọn lấy số mới." in refused.content.decode()
    assert Plan.objects.get().state == "DRAFT"


def test_who_takes_no_number_names_the_paper_and_its_day_is_not_asked(cast: Cast) -> None:
    plan, leader = a_plan(cast), client_of(cast, "leader")
    fields = Fields(kind="Kế hoạch", title="Kế hoạch ký tay", issued_on=date(2026, 11, 20))
    standing = issue_paper(register=cast.outgoing, fields=fields, by=cast.clerk, at=AT, on=date(2026, 11, 20))
    way = reverse("issue_plan", args=[plan.public_id])
    assert {"paper", "on"} & set(leader.get(way).context["form"].fields) == set()
    assert post(leader, way, entry="", place="Hà Nội").status_code == 422
    assert post(leader, way, entry=standing.public_id, place="Hà Nội").status_code == 302
    assert "Hà Nội, ngày 20 tháng 11 năm 2026" in files(leader, reverse("plan", args=[plan.public_id]))[0]


def test_a_report_is_dated_from_its_place_on_the_day_it_was_made(cast: Cast) -> None:
    an_assignment(cast)
    office = client_of(cast, "office")
    made = post(office, reverse("issue_report"), unit=cast.root.public_id, day="23/11/2026", place="Hà Nội")
    for said in files(office, made.headers["Location"]):
        assert DATED in said
        assert "tính đến ngày 23/11/2026" in said
    for said in files(office, reverse("progress")):
        assert DATED not in said, "what was not issued is dated by hand"


def test_the_place_is_offered_again_on_every_paper_of_the_unit(cast: Cast) -> None:
    issued_plan(cast)
    office = client_of(cast, "office")
    for name in ("issue_report", "issue_urge"):
        assert office.get(reverse(name)).context["form"].initial["place"] == "Hà Nội", name
    assert client_of(cast, "above").get(reverse("issue_report")).context["form"].initial["place"] == ""


def test_a_report_of_an_administrative_unit_has_the_form_of_the_state(cast: Cast) -> None:
    post(client_of(cast, "office"), reverse("issue_report"), unit=cast.root.public_id, day=f"{TODAY:%d/%m/%Y}")
    row = Issued.objects.get()
    for tree, form in (("party", "05-HD/VPTW"), ("admin", "30/2020/NĐ-CP")):
        printed = sheet(thawed(row), Unit(name="Vụ Mẫu", tree=tree), signed=row)
        assert (printed.system, printed.form) == ("state" if tree == "admin" else "party", form)
