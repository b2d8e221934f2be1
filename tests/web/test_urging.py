"""Trang đôn đốc — counts open their rows whatever the office has set; files; silence; what an urged unit sees of the others."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from dondoc.regulations.actions import set_figure
from dondoc.urging.actions.reminding import remind_due
from dondoc.urging.actions.silencing import silence
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_entry
from tests.urging.making import late, urged

pytestmark = pytest.mark.acts


def test_the_pages_of_urging(cast: Cast) -> None:
    entry = an_entry(cast)
    works = [late(cast, entry=entry), late(cast, entry=entry, unit=cast.home), late(cast, entry=entry)]
    office, doer = client_of(cast, "office"), client_of(cast, "doer")
    assert _counts(office) == {"": 3, "late": 3}, "nothing is set: nothing is proposed, and what is late is counted"
    assert "Quá hạn bao lâu thì có văn bản đôn đốc" in office.get(reverse("urging")).content.decode()
    set_figure(
        key="urging.urge_after", amount=7, unit="calendar_day", from_on=TODAY, ground="Quy chế", by=cast.leader, at=AT
    )
    assert _counts(office) == {"": 3, "proposed": 3, "URGE": 3, "late": 3}
    silence(assignments=works[2:], reason="Chờ", by=cast.leader, at=AT)
    assert _counts(office) == {"": 3, "proposed": 2, "URGE": 2, "late": 3, "silenced": 1}
    for state, count in _counts(office).items():
        assert len(office.get(reverse("urging") + f"?state={state}").context["listing"].rows) == count, state
    assert office.get(reverse("urging") + "?as=xlsx").content[:2] == b"PK"
    assert _counts(doer) == {"": 0}, "who was urged urges nobody"
    form = office.get(
        reverse("issue_urge") + "".join(f"{'&' if n else '?'}pick={w.public_id}" for n, w in enumerate(works[:2]))
    )
    assert form.context["form"].initial["rung"] == "URGE"
    _seen_by_each(cast, urged(cast, works[:2]).public_id, office, doer)


def test_the_journal_calls_a_reminder_by_its_name_though_it_has_no_number(cast: Cast) -> None:
    late(cast)
    assert remind_due(AT) == 1
    said = client_of(cast, "leader").get(reverse("journal") + "?act=urging.remind").content.decode()
    about = said.partition("<strong>nhắc việc</strong>")[2][:200]
    assert ">nhắc việc</a>" in about
    assert "None" not in about


def _counts(client: Client) -> dict[str, int]:
    return {key: count for key, _name, count, _current in client.get(reverse("urging")).context["counts"]}


def _seen_by_each(cast: Cast, code: str, office: Client, doer: Client) -> None:
    page = reverse("urge", args=[code])
    assert "Chi bộ Vụ Hành chính" in office.get(page).content.decode()
    assert "Chi bộ Vụ Hành chính" not in doer.get(page).content.decode(), "another unit's work"
    assert "Vụ Hành chính" not in _words(doer.get(page + "?as=docx").content)
    assert "Vụ Hành chính" in _words(office.get(page + "?as=docx").content)
    assert [row[1:] for row in doer.get(reverse("urges")).context["lines"]] == [(1, 0, 0)]
    assert [row[1:] for row in office.get(reverse("urges") + "?state=unanswered").context["lines"]] == [(2, 0, 0)]
    assert list(office.get(reverse("urges") + "?state=answered").context["lines"]) == []
    assert client_of(cast, "head").get(page).status_code == 404


def _words(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in made.paragraphs), *cells])
