"""Chuyển người có quyền, trên trang — the refusal offers it, the desk of the post shows it, the sender is told."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Assignment
from dondoc.units.models import HandOver, Holding
from tests.cast import AT, Cast, a_person, client_of
from tests.making import an_assignment, an_entry, an_obligation

pytestmark = pytest.mark.acts
BUTTON = re.compile(r'<button name="hand_over" value="(\w+)">([^<]+)</button>')


@pytest.fixture
def share(cast: Cast) -> Assignment:
    return an_assignment(cast, upto="submitted")


def approval(share: Assignment) -> str:
    return reverse("assignment_act", args=[share.public_id, "approve"])


def press(cast: Cast, role: str, address: str, place: int = 0, note: str = "") -> tuple[int, str]:
    """Open the refusal, press one of its buttons; what came back."""
    client = client_of(cast, role)
    code, _words = BUTTON.findall(client.get(address).content.decode())[place]
    answer = client.post(address, {"hand_over": code, "note": note, "once": f"{role}{place}"}, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_refusal_offers_each_post_that_may(cast: Cast, share: Assignment) -> None:
    answer = client_of(cast, "doer").get(approval(share))
    assert answer.status_code == 403
    assert [words for _code, words in BUTTON.findall(answer.content.decode())] == [
        "Chuyển tới Bí thư, Đảng ủy Cục Thử nghiệm", "Chuyển tới Phó Bí thư, Đảng ủy Cục Thử nghiệm",
        "Chuyển tới Chánh Văn phòng, Đảng ủy Cục Thử nghiệm",
    ]  # fmt: skip


def test_what_one_may_not_see_offers_nothing(cast: Cast, share: Assignment) -> None:
    client = client_of(cast, "stranger")
    assert client.get(approval(share)).status_code == 404
    code = Holding.objects.get(pk=cast.leader.holding_id).post.public_id
    assert client.post(approval(share), {"hand_over": code}).status_code == 404
    assert not HandOver.objects.exists()


def test_it_goes_to_the_desk_of_the_post_and_is_settled_there(cast: Cast, share: Assignment) -> None:
    status, mine = press(cast, "doer", approval(share), note="Đã đủ minh chứng")
    assert status == 200
    assert "Tới Bí thư, Đảng ủy Cục Thử nghiệm, đang chờ từ" in mine
    leader, nv = client_of(cast, "leader"), share.obligation.nv
    desk = leader.get("/").content.decode()
    assert "Đồng nghiệp chuyển tới" in desk
    assert f'href="{approval(share)}">Xác nhận hoàn thành · {nv}</a>' in desk
    assert re.search(r"Bí thư, Chi bộ NN-A03 chuyển lúc [\d:]+ [\d/]+: Đã đủ minh chứng", desk)
    assert leader.get(approval(share)).status_code == 200
    row = HandOver.objects.get()
    for _twice in range(2):  # a double press is one act, and no error
        settled = leader.post(reverse("settle_handed", args=[row.public_id]), {"once": "abc"})
        assert settled["Location"] == "/"
    assert "Đồng nghiệp chuyển tới" not in leader.get("/").content.decode()
    assert "Đã chuyển người có quyền" not in client_of(cast, "doer").get("/").content.decode()


def test_a_no_comes_back_with_its_reason(cast: Cast, share: Assignment) -> None:
    press(cast, "doer", approval(share))
    leader, path = client_of(cast, "leader"), reverse("decline_handed", args=[HandOver.objects.get().public_id])
    assert leader.post(path, {"reason": ""}).status_code == 422
    leader.post(path, {"reason": "Đồng chí Phó Bí thư phụ trách", "once": "b"})
    desk = client_of(cast, "doer").get("/").content.decode()
    assert "Bí thư, Đảng ủy Cục Thử nghiệm không nhận: Đồng chí Phó Bí thư phụ trách" in desk


def test_the_same_again_is_said_to_wait_and_loses_no_word(cast: Cast, share: Assignment) -> None:
    client = client_of(cast, "doer")
    press(cast, "doer", approval(share))
    again = client.get(approval(share)).content.decode()
    assert "Đã chuyển tới Bí thư, Đảng ủy Cục Thử nghiệm lúc" in again
    code = HandOver.objects.get().post.public_id
    assert code not in dict(BUTTON.findall(again))
    answer = client.post(approval(share), {"hand_over": code, "note": "Nhắc lại ạ", "once": "c"})
    assert answer.status_code == 409
    assert "đang chờ, không phải chuyển nữa" in answer.content.decode()
    assert 'value="Nhắc lại ạ"' in answer.content.decode()


def test_only_the_posts_named_are_handed_to(cast: Cast, share: Assignment) -> None:
    """Another's code sent by hand hands nothing: the page comes again."""
    code = Holding.objects.get(pk=cast.stranger.holding_id).post.public_id
    assert client_of(cast, "doer").post(approval(share), {"hand_over": code}).status_code == 403
    assert not HandOver.objects.exists()


def test_who_does_not_see_the_thing_is_named_but_not_offered(cast: Cast, share: Assignment) -> None:
    """Chánh Văn phòng and Quản trị may rename the cell and see it: offered. A leader sees it; no work goes with it."""
    rename = reverse("rename_unit", args=[cast.cell.public_id])
    said = client_of(cast, "leader").get(rename).content.decode()
    assert [words for _code, words in BUTTON.findall(said)] == [
        "Chuyển tới Chánh Văn phòng, Đảng ủy Cục Thử nghiệm", "Chuyển tới Quản trị, Đảng ủy Cục Thử nghiệm",
    ]  # fmt: skip
    assert press(cast, "leader", rename, 1)[0] == 200
    assert "Đổi tên đơn vị · Chi bộ NN-A03" in client_of(cast, "admin").get("/").content.decode()


def test_the_label_is_a_number_never_words_of_papers_or_people(cast: Cast) -> None:
    entry = an_entry(cast, title="Về việc rất riêng của đồng chí Nguyễn Văn Mẫu")
    holding = Holding.objects.get(pk=cast.doer.holding_id)
    press(cast, "deputy", reverse("entry_withdraw", args=[entry.public_id]))
    press(cast, "leader", reverse("vacate_post", args=[holding.public_id]))
    assert [row.label for row in HandOver.objects.order_by("id")] == ["15-KL/ĐUK", "Bí thư, Chi bộ NN-A03"]


def test_what_names_the_share_goes_along_and_free_words_do_not(cast: Cast) -> None:
    """Giao tiếp xuống dưới needs its ?from=; what else stands in the address is left behind."""
    cast.people["member"] = a_person(cast, "member", "Phan Thị Mùi", cast.branch, "CAP_UY_VIEN")
    above = assign(obligation=an_obligation(cast), unit=cast.branch, due_on=None, by=cast.leader, at=AT)
    path = reverse("assign", args=[above.obligation.public_id])
    press(cast, "member", f"{path}?from={above.public_id}&q=loi+rieng")
    row = HandOver.objects.get()
    assert row.address == f"{path}?from={above.public_id}"
    assert str(row.post) == "Bí thư, Đảng ủy bộ phận NN-A"
    assert client_of(cast, "above").get(row.address).status_code == 200


def test_confirming_what_was_read_is_handed_as_the_review_page(cast: Cast) -> None:
    """The refusal answers a POST; what the colleague opens is the page itself."""
    entry = an_entry(cast)
    cast.people["expert"] = a_person(cast, "expert", "Phan Thị Mùi", cast.root, "CHUYEN_VIEN")
    address, client = reverse("review_confirm", args=[entry.public_id]), client_of(cast, "expert")
    said = client.post(address, {})
    assert said.status_code == 403
    code = BUTTON.findall(said.content.decode())[0][0]
    assert client.post(address, {"hand_over": code, "once": "a"}).status_code == 302
    assert HandOver.objects.get().address == reverse("review", args=[entry.public_id])


@pytest.mark.table
def test_the_desk_asks_as_much_at_nine_things_handed_as_at_one(cast: Cast, share: Assignment) -> None:
    def asked() -> int:
        client = client_of(cast, "leader")
        client.get("/")
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    press(cast, "doer", approval(share))
    one = asked()
    for n in range(8):
        other = an_assignment(cast, obligation=an_obligation(cast, text=f"Việc {n}", entry=an_entry(cast, str(40 + n))),
                              upto="submitted")  # fmt: skip
        press(cast, "doer", approval(other))
    assert asked() == one
