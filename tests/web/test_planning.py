"""Trang kế hoạch — from the paper to the issued form; hints for the writer alone; who is asked sees a version; trays, files, as of a day."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from dondoc.obligations.models import Obligation
from dondoc.planning.actions import drafting, rounds
from dondoc.planning.models import Asked, Comment, Item, Plan, Version
from dondoc.units.models import Holding
from tests.cast import AT, Cast, client_of
from tests.planning.making import FIRST, SECOND, a_paper, a_plan, a_round

pytestmark = pytest.mark.acts
BODY = "Gợi ý cho người soạn"


def test_who_was_asked_reads_the_words_it_was_asked_about_not_those_being_written(cast: Cast) -> None:
    plan = a_plan(cast, opening="Lời mở đầu của bản gửi đi")
    a_round(cast, plan, cast.home)
    rounds.close_round(plan=plan, by=cast.leader, at=AT)
    said = {"title": "Tên đang viết lại", "opening": "Lời đang viết lại", "kind": "PLAN"}
    drafting.change(plan=plan, by=cast.leader, at=AT, **said)
    stranger, page = client_of(cast, "stranger"), reverse("plan", args=[plan.public_id])
    listed = (reverse("plans"), reverse("plan_version", args=[plan.versions.get().public_id]))
    for seen in (page, page + "?day=25/11/2026", *listed):
        told = stranger.get(seen).content.decode()
        assert "Thực hiện kết luận về quản lý đảng viên ngoài nước" in told, seen
        assert "đang viết lại" not in told, seen
    printed = _words(stranger.get(page + "?as=docx").content)
    assert "Lời mở đầu của bản gửi đi" in printed
    assert "đang viết lại" not in printed
    leader = client_of(cast, "leader")
    assert "Tên đang viết lại" in leader.get(page).content.decode()
    assert "Tên đang viết lại" not in leader.get(page + "?day=24/11/2026").content.decode()


def _words(data: bytes) -> str:
    return "\n".join(row.text for row in Document(io.BytesIO(data)).paragraphs)


def _trays(client: Client) -> dict[str, int]:
    return {
        tray.key: tray.total for tray in client.get(reverse("desk")).context["trays"] if tray.key.startswith("plan")
    }


def test_a_plan_from_the_paper_to_the_issued_form(cast: Cast) -> None:
    leader, above, doer = client_of(cast, "leader"), client_of(cast, "above"), client_of(cast, "doer")
    office, stranger = client_of(cast, "office"), client_of(cast, "stranger")
    entry, _dated, _open = a_paper(cast)
    paper = reverse("paper", args=[entry.paper.public_id])
    form = reverse("draft_plan") + f"?paper={entry.paper.public_id}"
    assert form in leader.get(paper).content.decode()
    assert leader.get(form).context["form"].initial["paper"] == entry.paper.so_ky_hieu
    said = {
        "unit": cast.root.public_id,
        "paper": entry.paper.so_ky_hieu,
        "kind": "PLAN",
        "title": "Thực hiện kết luận",
        "once": "a",
    }
    leader.post(form, said)
    plan = Plan.objects.get()
    page = reverse("plan", args=[plan.public_id])
    shown = leader.get(page).content.decode()
    for words in (FIRST, SECOND, BODY, "quý IV/2026", "1 mục chưa có hạn", 'class="picture"', "chưa rõ"):
        assert words in shown, words
    clerk = client_of(cast, "clerk").get(page).content.decode()
    assert FIRST in clerk
    assert BODY not in clerk, "hints are the writer's alone"
    assert page in leader.get(paper).content.decode()
    assert _trays(leader) == {"plans": 1}
    _write(leader, plan, _open)
    _round(leader, above, stranger, cast, plan, page)
    issue = reverse("issue_plan", args=[plan.public_id])
    assert office.post(issue, {"paper": cast.outgoing.public_id, "on": "24/11/2026", "once": "i"}).status_code == 302
    shown = leader.get(page).content.decode()
    for words in ("01-KH/ĐU", "Ban hành 0 ngày sau khi nhận văn bản (24/11/2026)", "Bản ban hành"):
        assert words in shown, words
    assert BODY not in shown, "hints end with the draft"
    final = Version.objects.get(until_on=None)
    for address in (page, reverse("plan_version", args=[final.public_id])):
        assert above.get(address).status_code == 200
        assert doer.get(address).status_code == 404
    for form_, head in (("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        assert leader.get(page + f"?as={form_}").content.startswith(head), form_
    assert leader.get(reverse("plans") + "?as=xlsx").content.startswith(b"PK")
    assert "chưa có kế hoạch này" in leader.get(page + "?day=01/11/2026").content.decode()
    _as_of(leader, cast, page, paper)
    for state in ("open", "issued", "withdrawn"):
        assert len(leader.get(reverse("plans") + f"?state={state}").context["listing"].rows) == (state == "issued")


def _write(leader: Client, plan: Plan, duty: Obligation) -> None:
    """Completed from the page; what was refused is kept; what was dropped is offered again."""
    first, second = plan.items.order_by("number")
    change = reverse("change_plan_item", args=[first.public_id])
    said = {
        "text": first.text,
        "owner_words": "Chánh Văn phòng",
        "due_on": "31/12/2026",
        "due_precision": "quarter",
        "product": "Quy chế",
    }
    assert leader.post(change, {**said, "text": "", "once": "b"}).status_code == 422
    leader.post(change, {**said, "once": "c"})
    assert Item.objects.get(pk=first.pk).due_precision == "quarter"
    leader.post(reverse("drop_plan_item", args=[second.public_id]), {"once": "d"})
    copy = reverse("copy_plan_duties", args=[plan.public_id])
    assert copy in leader.get(reverse("plan", args=[plan.public_id])).content.decode()
    leader.post(copy, {"duties": [duty.public_id], "once": "e"})
    assert [row.text for row in plan.items.standing().order_by("number")] == [FIRST, SECOND]


def _round(leader: Client, above: Client, stranger: Client, cast: Cast, plan: Plan, page: str) -> None:
    """Sent to two; one comments on an item, one agrees; the writer answers; the next version says what changed."""
    ask = reverse("ask_plan_comments", args=[plan.public_id])
    units = [cast.branch.public_id, cast.home.public_id]
    leader.post(ask, {"units": units, "until_on": "30/11/2026", "asks": "Mốc thời gian", "once": "f"})
    version = Version.objects.get()
    assert (_trays(above), _trays(stranger)) == ({"plan_comments": 1}, {"plan_comments": 1})
    shown = stranger.get(page).content.decode()
    assert FIRST in shown
    assert "Góp ý dự thảo" in shown
    assert "Nhật ký</h2>" not in shown, "who else was asked and did what is the writer's to know"
    assert "chưa giao" in shown
    assert SECOND in shown
    assert shown.count("chưa giao") == 1, "of work given to a unit one does not see nothing is said"
    for client, unit, name, body in (
        (above, cast.branch, "comment_plan", {"text": "Lùi đến quý I", "item": version.items.get(number=1).public_id}),
        (stranger, cast.home, "agree_plan", {}),
    ):
        asked = Asked.objects.get(unit=unit)
        assert client.post(reverse(name, args=[asked.public_id]), {**body, "once": name}).status_code == 302
    assert (_trays(above), _trays(stranger), _trays(leader)) == ({}, {}, {"plan_answers": 1})
    told = leader.get(reverse("plan_version", args=[version.public_id])).content.decode()
    for words in ("Lùi đến quý I", "thống nhất", "Mốc thời gian"):
        assert words in told, words
    assert "Lùi đến quý I" not in stranger.get(reverse("plan_version", args=[version.public_id])).content.decode()
    leader.post(reverse("close_plan_round", args=[plan.public_id]), {"once": "g"})
    row = Comment.objects.get()
    answer = reverse("answer_plan_comment", args=[row.public_id])
    assert leader.post(answer, {"answer": "NO", "why": "", "once": "h"}).status_code == 409
    leader.post(answer, {"answer": "YES", "why": "", "once": "h2"})
    item = plan.items.standing().order_by("number").first()
    assert item is not None
    drafting.change_item(item=item, words=drafting.Words(FIRST, product="Quy chế sửa đổi"), by=cast.leader, at=AT)
    post = Holding.objects.get(pk=cast.deputy.holding_id).post
    offered = str(leader.get(ask).context["form"]["posts"])
    assert post.public_id in offered
    assert "Quản trị" not in offered, "who may not comment is not asked"
    leader.post(ask, {"units": units[:1], "posts": [post.public_id], "until_on": "30/11/2026", "once": "j"})
    deputy, office = client_of(cast, "deputy"), client_of(cast, "office")
    assert (_trays(deputy), _trays(office)) == ({"plan_comments": 1}, {}), (
        "what one post was asked is on its desk alone"
    )
    assert deputy.get(page).context["offers"][0][0] == "Góp ý dự thảo"
    again = leader.get(reverse("plan_version", args=[Version.objects.get(number=2).public_id])).content.decode()
    assert "Đổi so với bản trước" in again
    assert "(chủ trì, hạn, sản phẩm)" in again
    assert stranger.get(reverse("plan_version", args=[Version.objects.get(number=2).public_id])).status_code == 404
    leader.post(reverse("close_plan_round", args=[plan.public_id]), {"once": "k"})


def _as_of(leader: Client, cast: Cast, page: str, paper: str) -> None:
    """As of the day before, where the first steps are told to have been taken then, the paper is not there yet."""
    plan = Plan.objects.get()
    plan.steps.exclude(step="issue").update(on=date(2026, 11, 23))
    then = leader.get(page + "?day=23/11/2026").content.decode()
    assert "đang soạn" in then
    assert "01-KH/ĐU" not in then
    assert "Rút kế hoạch" not in then, "the past offers no acts"
    assert "01-KH/ĐU" not in leader.get(paper + "?day=23/11/2026").content.decode()
