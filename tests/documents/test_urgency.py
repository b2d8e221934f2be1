"""Độ khẩn — one form however it is spelled, chosen and not typed, first on the desk and marked by its word."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from django.urls import reverse

from dondoc.documents.actions.registering import register
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Paper
from dondoc.documents.urgency import degree_of, kept
from dondoc.web.desk.queries import filled, kinds
from dondoc.web.documents.fields import ByHandForm
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_entry, fields

pytestmark = pytest.mark.acts


@pytest.mark.parametrize(
    ("said", "degree"),
    [("hỏa tốc", "HỎA TỐC"), ("Hoả  Tốc", "HỎA TỐC"), (unicodedata.normalize("NFD", "thượng khẩn"), "THƯỢNG KHẨN"),
     ("Khẩn.", "KHẨN"), ("hỏa tốc hẹn giờ", "HỎA TỐC HẸN GIỜ"), ("thường", ""), ("khẩn trương", ""), ("", "")],
)  # fmt: skip
def test_a_degree_is_known_however_it_is_spelled(said: str, degree: str) -> None:
    assert degree_of(said) == degree


def test_what_is_no_degree_stays_as_it_was_read() -> None:
    assert kept(" Rất  gấp ") == "Rất gấp"


def test_the_same_paper_registered_again_as_more_urgent_is_so(cast: Cast) -> None:
    register(register=cast.incoming, issuer=cast.khoi, fields=fields(urgency="khẩn"), by=cast.clerk, at=AT, on=TODAY)
    other = open_register(unit=cast.board, direction="IN", name="Sổ của ban", series="2026", by=cast.setup, at=AT,
                          from_on=date(2026, 1, 1), suffix="")  # fmt: skip
    register(register=other, issuer=cast.khoi, fields=fields(urgency="hỏa tốc"), by=cast.setup, at=AT, on=TODAY)
    assert Paper.objects.get().urgency == "HỎA TỐC"


def test_the_degree_is_chosen_and_what_the_reader_read_is_among_the_choices(cast: Cast) -> None:
    def choices(read: str) -> list[str]:
        field = ByHandForm(actor=cast.clerk, initial={"urgency": read}).fields["urgency"]
        return [value for value, _word in field.choices]  # type: ignore[attr-defined]

    assert choices("") == ["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HỎA TỐC HẸN GIỜ"]
    assert choices("Hoả tốc") == choices("")
    assert choices("Rất gấp")[-1] == "Rất gấp"


def test_an_urgent_paper_stands_first_on_the_desk_by_its_word_and_once(cast: Cast) -> None:
    an_entry(cast, "30")
    for number, said in (("31", "khẩn"), ("32", "Hoả tốc")):
        register(
            register=cast.incoming,
            issuer=cast.khoi,
            fields=fields(number, urgency=said),
            by=cast.clerk,
            at=AT,
            on=TODAY,
        )
    trays = filled(kinds(cast.clerk, AT))
    assert (trays[0].key, [item.urgency for item in trays[0].items]) == ("urgent", ["HỎA TỐC", "KHẨN"])
    assert [tray.total for tray in trays if tray.key == "entries"] == [1]
    page = client_of(cast, "clerk").get(reverse("register_page", args=[cast.incoming.public_id])).content.decode()
    assert page.count("HỎA TỐC") == 1
    assert Paper.objects.filter(urgency="KHẨN").count() == 1
