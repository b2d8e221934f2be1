"""Trang chương trình — what a person would miss: rows of a count, words of the paper, figures of others, a past day."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from dondoc.programmes.models import Item
from dondoc.programmes.queries import score
from dondoc.units.actions import establish
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_entry
from tests.programmes.making import a_programme, a_target, a_value, five_of_six


def _client(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast.user(role))
    return client


@pytest.mark.django_db
def test_a_count_opens_its_rows_and_a_past_day_offers_nothing(cast: Cast) -> None:
    programme = five_of_six(cast)
    leader = _client(cast, "leader")
    whole = leader.get(reverse("programme_sheet", args=[programme.public_id])).content.decode()
    only = leader.get(reverse("programme_sheet", args=[programme.public_id]), {"judged": "MISSED"}).content.decode()
    assert [whole.count("<tr>"), only.count("<tr>")] == [7, 2]
    assert "Đến 31/12/2025: 98%; cần đạt 100%." in only
    past = leader.get(reverse("programme", args=[programme.public_id]), {"day": "30/06/2023"}).content.decode()
    assert "0/6" in past
    assert "Ghi chỉ tiêu" not in past
    assert leader.get(reverse("programme", args=[programme.public_id]), {"day": "30/06/2020"}).status_code == 404
    for form in ("docx", "xlsx"):
        assert leader.get(reverse("programme_sheet", args=[programme.public_id]), {"as": form}).content[:2] == b"PK"
    assert leader.get(reverse("programmes"), {"as": "xlsx"}).content[:2] == b"PK"


@pytest.mark.django_db
def test_a_unit_below_sees_its_own_figures_and_never_those_beside_it(cast: Cast) -> None:
    programme = a_programme(cast, an_entry(cast, "8", title="Về việc riêng của Đảng ủy"), is_open=True)
    item = a_target(cast, programme, way="REACHED", across="CELLS", word="%", value=Decimal(60), each_value=Decimal(90),
                    each_direction="AT_LEAST")  # fmt: skip
    a_value(cast, item, "91,5".replace(",", "."), unit=cast.cell, by=cast.doer)
    a_value(cast, item, "77.25", unit=cast.home, by=cast.stranger)
    said = _client(cast, "doer").get(reverse("programme_item", args=[item.public_id])).content.decode()
    assert "91,5" in said
    assert "77,25" not in said
    page = _client(cast, "doer").get(reverse("programme", args=[programme.public_id])).content.decode()
    assert "Về việc riêng của Đảng ủy" not in page
    whole = _client(cast, "leader").get(reverse("programme_item", args=[item.public_id])).content.decode()
    assert "77,25" in whole
    file = _client(cast, "leader").get(reverse("programme_item", args=[item.public_id]), {"as": "xlsx"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert [row[6] for row in rows if str(row[0]).startswith("Chi bộ")] == [91.5, 77.25]
    assert "50%" in whole


@pytest.mark.django_db
def test_what_cannot_be_understood_comes_back_with_a_sentence(cast: Cast) -> None:
    programme = a_programme(cast)
    leader = _client(cast, "leader")
    path = reverse("add_target", args=[programme.public_id])
    good = {"text": "Kết nạp", "measure": "Kết nạp", "direction": "AT_LEAST", "value": "25", "way": "DIRECT"}
    for wrong, sentence in (
        ({"value": "hai lăm"}, "Không hiểu số này"),
        ({"years": "2023 = nhiều"}, "Không hiểu dòng"),
        ({"years": "2023: 10\n2023: 12"}, "Không hiểu dòng"),
        ({"value": ""}, "Cần ghi mức phải đạt"),
        ({"by_on": "31/12/2031"}, "nằm ngoài thời gian"),
        ({"way": "SUM", "across": "CELLS"}, "không mở cho các đơn vị bên dưới"),
    ):
        answer = leader.post(path, {**good, **wrong})
        assert (answer.status_code in (409, 422), sentence in answer.content.decode()) == (True, True), wrong
    assert leader.post(path, {**good, "years": "2023: 10 \n2024: 17,5"}).status_code == 302
    aim = Item.objects.get().versions.get().aim()
    assert aim.years == ((2023, Decimal(10), None), (2024, Decimal("17.5"), None))
    shown = leader.get(reverse("amend_target", args=[Item.objects.get().public_id])).content.decode()
    assert "2024: 17,5" in shown
    assert date(2025, 12, 31) == programme.until_on


@pytest.mark.django_db
def test_a_sheet_asks_no_more_of_twenty_units_than_of_one(cast: Cast) -> None:
    programme = a_programme(cast, is_open=True)
    items = [a_target(cast, programme, f"Chỉ tiêu {n}", way="MEAN", across="CELLS") for n in range(3)]
    asked = []
    for many in (1, 20):
        for n in range(many):
            unit = establish(name=f"Chi bộ {many}-{n}", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
            for item in items:
                a_value(cast, item, n, unit=unit)
        with CaptureQueriesContext(connection) as seen:
            score(programme, TODAY, AT)
        asked.append(len(seen))
    assert asked[1] <= asked[0] + 1
    assert asked[1] < 25
