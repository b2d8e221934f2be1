"""Trang xử lý nhiệm vụ còn mở — who is taken there, what the form keeps, and the fact shown until all is said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dondoc.documents.actions.reviewing import link
from dondoc.documents.intake import intake
from dondoc.documents.models import Entry
from dondoc.obligations.actions.settling import Decision, settle
from dondoc.obligations.models import Kept, Obligation
from dondoc.obligations.queries import unsettled
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_assignment, an_obligation
from tests.obligations.test_settling import a_replacement
from tests.papers import directive_docx

pytestmark = pytest.mark.acts
FACT = "Còn 2 nhiệm vụ của Kết luận 15-KL/ĐUK chưa xử lý."


def _page(client: Client, entry: Entry, query: str = "") -> str:
    return client.get(f"/entries/{entry.public_id}/settle/{query}").content.decode()


def _offered(said: str, how: str) -> int:
    return len(re.findall(rf'<input type="radio"[^>]*value="{how}"', said))


def _sent(*chosen: tuple[Obligation, str], **more: str) -> dict[str, str]:
    boxes = {f"{name}-{row.public_id}": value for row, how in chosen
             for name, value in (("how", how), ("text", row.text), ("due_on", f"{row.due_on:%d/%m/%Y}"), ("reason", ""))}  # fmt: skip
    return {"from_on": "01/11/2026", **boxes, **more}


def test_the_fact_stands_on_the_papers_page_and_the_way_to_it_for_who_may(cast: Cast) -> None:
    newer, rows = a_replacement(cast, 2)
    path = f"/papers/{newer.paper.public_id}/"
    seen = {role: client_of(cast, role).get(path).content.decode() for role in ("leader", "clerk")}
    assert [FACT in said for said in seen.values()] == [True, True]
    assert [f"/entries/{newer.public_id}/settle/" in said for said in seen.values()] == [True, False]
    settle(entry=newer, from_on=TODAY, by=cast.leader, at=AT, decisions=[Decision(r, "keep", {}) for r in rows])
    assert "chưa xử lý" not in client_of(cast, "leader").get(path).content.decode()


def test_it_waits_on_the_desk_of_who_may(cast: Cast) -> None:
    newer, _rows = a_replacement(cast, 2)
    way = f"/entries/{newer.public_id}/settle/"
    assert [way in client_of(cast, role).get("/").content.decode() for role in ("leader", "office", "clerk", "above")] == [
        True, True, False, False
    ]  # fmt: skip


@pytest.mark.parametrize(("role", "where"), [("office", "settle"), ("leader", "settle"), ("clerk", "papers")])
def test_who_may_is_taken_there_when_the_link_is_confirmed_in_the_review(cast: Cast, role: str, where: str) -> None:
    """The directive replaces Kết luận 05-KL/ĐUK, which has an open obligation here."""
    from tests.making import an_entry

    older = an_entry(cast, "5", so_ky_hieu="05-KL/ĐUK", series="2020-2025", canonical="", issued_on=date(2022, 9, 12))
    an_obligation(cast, older)
    newer = intake(unit=cast.root, data=directive_docx(), file_name="x.docx", by=cast.office, at=AT)
    link(source=newer.paper, unit=cast.root, surface="Kết luận số 05-KL/ĐUK", relation="replaces", target=older.paper,
         by=cast.clerk, at=AT)  # fmt: skip
    done = client_of(cast, role).post(f"/entries/{newer.public_id}/review/confirm/", {"once": "mot"})
    assert done.status_code == 302
    assert where in done["Location"]


def test_many_rows_are_settled_in_one_form(cast: Cast) -> None:
    newer, (one, two, three, four) = a_replacement(cast)
    client, path = client_of(cast, "leader"), f"/entries/{newer.public_id}/settle/"
    form = _sent((one, "keep"), (two, "carry"), (three, "amend"), (four, "end"),
                 **{f"due_on-{three.public_id}": "15/01/2027", f"reason-{four.public_id}": "Hết hiệu lực"})  # fmt: skip
    assert client.post(path, form)["Location"] == f"/papers/{newer.paper.public_id}/"
    three.refresh_from_db()
    assert (Kept.objects.count(), three.due_on, three.amendments.get().from_on) == (
        1,
        date(2027, 1, 15),
        date(2026, 11, 1),
    )
    assert Obligation.objects.filter(state="ENDED").count() == 2
    assert "Đã xử lý 4 nhiệm vụ." in client.get(f"/papers/{newer.paper.public_id}/").content.decode()


def test_what_is_not_chosen_stays_and_the_page_comes_again(cast: Cast) -> None:
    newer, (one, two) = a_replacement(cast, 2)
    client, path = client_of(cast, "leader"), f"/entries/{newer.public_id}/settle/"
    assert client.post(path, _sent((one, "keep"), (two, "")))["Location"] == path
    said = _page(client, newer)
    assert "Còn 1 nhiệm vụ chưa xử lý." in said
    assert (two.nv in said, one.nv in said) == (True, False)


def test_one_word_for_all_that_was_not_chosen_takes_only_what_it_can(cast: Cast) -> None:
    newer, (one, two, three) = a_replacement(cast, 3)
    an_assignment(cast, obligation=two)
    client = client_of(cast, "leader")
    client.post(f"/entries/{newer.public_id}/settle/", _sent((one, "keep"), (two, ""), (three, ""), rest="carry"))
    assert list(unsettled(newer, cast.leader)) == [two]
    assert (Kept.objects.get().obligation, newer.paper.obligations.get().carried_from) == (one, three)


def test_bad_input_keeps_what_was_typed_and_names_the_box(cast: Cast) -> None:
    newer, (one, two) = a_replacement(cast, 2)
    form = _sent(
        (one, "end"), (two, "amend"), **{f"text-{two.public_id}": two.text, f"reason-{two.public_id}": "để dành"}
    )
    answer = client_of(cast, "leader").post(f"/entries/{newer.public_id}/settle/", form)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi lý do kết thúc." in said
    assert "Sửa nội dung hoặc hạn, hoặc chọn để nguyên." in said
    assert "để dành" in said
    assert len(re.findall(r'value="(?:end|amend)"[^>]*checked', said)) == 2
    assert unsettled(newer, cast.leader).count() == 2


def test_two_people_at_once_the_second_is_told_and_nothing_of_his_is_done(cast: Cast) -> None:
    newer, (one, two) = a_replacement(cast, 2)
    settle(entry=newer, from_on=TODAY, by=cast.office, at=AT, decisions=[Decision(one, "keep", {})])
    answer = client_of(cast, "leader").post(
        f"/entries/{newer.public_id}/settle/", _sent((two, "keep"), (one, "end"), **{f"reason-{one.public_id}": "x"})
    )
    assert answer.status_code == 409
    assert f"{one.nv}: đã được xử lý" in answer.content.decode()
    assert list(unsettled(newer, cast.leader)) == [two]


def test_work_in_hand_is_shown_and_says_what_cannot_be_chosen(cast: Cast) -> None:
    newer, (one, two) = a_replacement(cast, 2)
    an_assignment(cast, obligation=one, upto="accepted")
    an_assignment(cast, obligation=two, upto="done")
    said = _page(client_of(cast, "leader"), newer)
    assert "đang làm" in said
    assert "xong đúng hạn" in said
    assert said.count("Còn đơn vị đang thực hiện") == 1
    assert (_offered(said, "end"), _offered(said, "keep")) == (1, 2)


@pytest.mark.table
def test_sixty_rows_are_paged_and_cost_what_three_do(cast: Cast) -> None:
    newer, rows = a_replacement(cast, 3)
    client = client_of(cast, "leader")
    with CaptureQueriesContext(connection) as few:
        _page(client, newer)
    older = rows[0].entry
    for n in range(57):
        an_assignment(cast, obligation=an_obligation(cast, older, text=f"Việc thêm {n}"))
    with CaptureQueriesContext(connection) as many:
        said = _page(client, newer)
    assert (_offered(said, "keep"), _offered(_page(client, newer, "?page=2"), "keep")) == (50, 10)
    assert len(many) <= len(few) + 1  # the shares, where there are some
    assert len(many) <= 16
