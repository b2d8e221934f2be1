"""Trang Ai được làm gì, Cần xem lại quyền, Bộ quyền của chức danh — what they say, to whom, in how many questions."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from python_calamine import CalamineWorkbook

from dondoc.access.actions import close_account
from dondoc.access.models import Grant, Person, User
from dondoc.obligations.models import Assignment
from dondoc.units import actions as units
from dondoc.units.models import Holding, PostKind, Unit
from tests.cast import AT, BEGAN, TODAY, Cast, a_person, client_of
from tests.making import an_assignment
from tests.web.story import clock

pytestmark = [pytest.mark.acts, pytest.mark.table]
DAY = timedelta(days=1)


def asked(cast: Cast, role: str, name: str = "rights", **query: Any) -> Any:
    """The page as read at the hour of the cast."""
    return looked(client_of(cast, role), name, **query)


def looked(client: Client, name: str, **query: Any) -> Any:
    with clock(AT):
        return client.get(reverse(name), {key: str(value) for key, value in query.items()})


def words(answer: Any, of: str = "//main") -> str:
    return " ".join(
        " ".join(text for node in html.fromstring(answer.content).xpath(of) for text in node.itertext()).split()
    )


def test_who_may_confirm_the_work_of_a_cell_is_told_in_one_look(cast: Cast) -> None:
    """At the giver, with the person, the post, since when; and that the cell itself may not."""
    an_assignment(cast)
    answer = asked(cast, "leader", unit=cast.cell.public_id, act="implementation.approve")
    said = words(answer, '//*[@id="givers"]')
    assert "Đảng ủy Cục Thử nghiệm 1 việc đang mở Xác nhận hoàn thành Kiều Đình Thạc" in said
    assert "Kiều Đình Thạc giữ chức danh Bí thư, Đảng ủy Cục Thử nghiệm; từ 01/01/2020" in said
    assert "Bạch Công Lễ" not in words(answer, "//section")


def test_who_keeps_the_tree_is_told_who_may_and_nothing_of_the_work(cast: Cast) -> None:
    an_assignment(cast)
    said = words(asked(cast, "admin", unit=cast.cell.public_id, act="implementation.approve"), '//*[@id="givers"]')
    assert "Kiều Đình Thạc" in said
    assert "việc đang mở" not in said


def test_work_given_by_a_unit_of_another_line_asks_that_unit(cast: Cast) -> None:
    """The cell moved after it was given work: who gave it still confirms it."""
    an_assignment(cast, unit=cast.cell, by=cast.leader)
    Assignment.objects.update(giver=cast.home)
    said = words(asked(cast, "leader", unit=cast.cell.public_id), '//*[@id="givers"]')
    assert "Chi bộ Vụ Hành chính 1 việc đang mở" in said
    assert "Ông Thị Mận" in said


def test_when_nobody_may_is_said_with_the_day(cast: Cast) -> None:
    last = TODAY + 4 * DAY
    holding = Holding.objects.get(pk=cast.doer.holding_id)
    units.vacate_post(holding=holding, by=cast.admin, at=AT, until_on=last)
    now = words(asked(cast, "admin", unit=cast.cell.public_id, act="documents.direct"))
    assert "Từ 29/11/2026 không còn ai được giao quyền “Cho ý kiến chỉ đạo” ở đây." in now
    later = words(asked(cast, "admin", unit=cast.cell.public_id, act="documents.direct", day="29/11/2026"))
    assert "Ngày 29/11/2026 không ai được giao quyền “Cho ý kiến chỉ đạo” tại Chi bộ NN-A03." in later
    assert "Cho ý kiến chỉ đạo" in words(asked(cast, "admin", unit=cast.cell.public_id, day="29/11/2026"), '//*[@id="nobody"]')  # fmt: skip


def test_a_person_reads_their_own_rights_from_their_account(cast: Cast) -> None:
    client = client_of(cast, "stranger")
    page = html.fromstring(client.get(reverse("me")).content)
    (link,) = page.xpath('//a[contains(@href, "/rights/")]/@href')
    said = words(client.get(link))
    assert "Ông Thị Mận được làm gì" in said
    assert "Chi bộ Vụ Hành chính chỉ tại đơn vị; giữ chức danh Bí thư, Chi bộ Vụ Hành chính" in said


def test_a_stranger_cannot_ask_of_what_they_do_not_see(cast: Cast) -> None:
    """Not told that it exists: the same sentence as for a code of nothing."""
    person = Person.objects.get(pk=cast.doer.person_id).public_id
    for query in ({"person": person}, {"unit": cast.cell.public_id}, {"person": "khongcoai9"}):
        answer = asked(cast, "stranger", **query)
        assert answer.status_code == 422
        assert "Bạch Công Lễ" not in answer.content.decode()
        assert "NN-A03" not in answer.content.decode()


def test_an_account_that_is_locked_is_said_beside_the_name(cast: Cast) -> None:
    close_account(user=cast.user("doer"), unit=cast.root, by=cast.admin, at=AT)
    assert "Bạch Công Lễ tài khoản đã khóa" in words(asked(cast, "admin", unit=cast.cell.public_id))


def test_the_answer_is_taken_along_whole(cast: Cast) -> None:
    answer = asked(cast, "admin", unit=cast.cell.public_id, **{"as": "xlsx"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    texts = [row for row in rows if row[1] == "Tiếp nhận"]
    assert ["Nhiệm vụ", "Tiếp nhận", "Chi bộ NN-A03", "Bạch Công Lễ"] in [row[:4] for row in texts]
    assert len(texts) == 4
    confirm = {(row[2], row[3]) for row in rows if row[1] == "Xác nhận hoàn thành"}
    assert ("Đảng ủy bộ phận NN-A", "Nghiêm Thị Sen") in confirm
    assert not any(who == "Bạch Công Lễ" for _where, who in confirm), "a cell does not confirm what it was given"


def _questions(cast: Cast, role: str) -> dict[str, int]:
    found, client = {}, client_of(cast, role)
    client.get(reverse("language"))  # the session is on the list before it is counted
    for query in (
        {"unit": cast.cell.public_id}, {"unit": cast.cell.public_id, "act": "implementation.approve"},
        {"act": "obligations.accept"}, {"person": Person.objects.get(pk=cast.people[role].person_id).public_id},
        {"unit": cast.cell.public_id, "day": "01/06/2026"},
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert looked(client, "rights", **query).status_code == 200
        found[str(sorted(query))] = len(queries)
    return found


@pytest.mark.parametrize("role", ["admin", "leader", "doer"])
def test_a_question_asks_as_much_with_many_grants_as_with_few(cast: Cast, role: str) -> None:
    a_person(cast, "p", "Phan Văn Đầu", cast.cell, "CHUYEN_VIEN")  # whoever is named is told: one writing
    a_person(cast, "q", "Phan Thị Đầu", cast.root, "CAP_UY_VIEN")
    few = _questions(cast, role)
    for n in range(12):
        a_person(cast, f"p{n}", f"Phan Văn Số {n}", cast.cell, "CHUYEN_VIEN")
        a_person(cast, f"q{n}", f"Phan Thị Số {n}", cast.root, "CAP_UY_VIEN")
    assert _questions(cast, role) == few
    assert max(few.values()) <= 22, few


@pytest.mark.long
@pytest.mark.alone
def test_ten_thousand_grants_are_asked_in_a_moment(cast: Cast) -> None:
    """Thirty cells, twelve people in each: a unit's answer is of its own line, an act's is a page."""
    kind = PostKind.objects.get(pk="BI_THU")
    for n in range(30):
        cell = units.establish(name=f"Chi bộ số {n}", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
        seat = units.create_post(unit=cell, kind=kind, by=cast.setup, at=AT)
        first = Person.objects.create(full_name=f"Phan Văn {n}")
        held = units.fill_post(post=seat, person=first, by=cast.setup, at=AT, from_on=BEGAN)
        given = list(held.grants.all())
        others = [Person.objects.create(full_name=f"Phan Thị {n} {m}") for m in range(11)]
        Grant.objects.bulk_create(
            Grant(person=person, act=g.act, unit=cell, below=g.below, from_on=BEGAN, because=held)
            for person in others for g in given
        )  # fmt: skip
    assert Grant.objects.count() > 10_000
    with connection.cursor() as cursor:  # as a database does by itself that was filled over years
        cursor.execute("ANALYZE")
    many = _questions(cast, "admin")
    assert max(many.values()) <= 22, many
    page = html.fromstring(asked(cast, "admin", act="obligations.accept").content)
    assert len(page.xpath("//tbody/tr")) == 50
    client = client_of(cast, "admin")
    for name in ("rights_review", "post_kinds"):
        with CaptureQueriesContext(connection) as queries:
            assert looked(client, name, days=30).status_code == 200
        assert len(queries) <= 45, name


def listed(cast: Cast, key: str, **query: Any) -> str:
    return words(asked(cast, "admin", "rights_review", list=key, **query), "//tbody")


def test_access_to_be_looked_at_again_says_what_is_so(cast: Cast) -> None:
    """Each list by what makes it: an account, a post, a grant; a line opens the person's rights."""
    User.objects.filter(pk=cast.leader.account_id).update(last_login=AT - 100 * DAY)
    User.objects.filter(pk=cast.deputy.account_id).update(last_login=AT - 2 * DAY)
    units.create_post(unit=cast.home, kind=PostKind.objects.get(pk="VAN_THU"), by=cast.setup, at=AT)
    units.vacate_post(holding=Holding.objects.get(pk=cast.head.holding_id), by=cast.admin, at=AT, until_on=TODAY - DAY)
    units.vacate_post(holding=Holding.objects.get(pk=cast.above.holding_id), by=cast.admin, at=AT, until_on=TODAY + 9 * DAY)  # fmt: skip
    close_account(user=cast.user("doer"), unit=cast.root, by=cast.admin, at=AT)
    assert listed(cast, "dormant", days=30) == "Kiều Đình Thạc Bí thư, Đảng ủy Cục Thử nghiệm đăng nhập 16/08/2026"
    assert listed(cast, "ending", days=8) == ""
    assert "Nghiêm Thị Sen giữ chức danh Bí thư, Đảng ủy bộ phận NN-A đến hết 03/12/2026" in listed(
        cast, "ending", days=9
    )
    assert listed(cast, "empty") == (
        "Trưởng ban Ban Tổ chức Đảng ủy trống từ sau 23/11/2026 Văn thư Chi bộ Vụ Hành chính chưa từng có người giữ"
    )
    assert listed(cast, "nopost") == "Tống Văn Hạo không giữ chức danh nào chưa đăng nhập"
    assert listed(cast, "closed") == "Bạch Công Lễ Bí thư, Chi bộ NN-A03 chưa đăng nhập"
    assert "Kiều Đình Thạc" not in listed(cast, "never")
    assert listed(cast, "many") == ""
    assert "Kiều Đình Thạc" in listed(cast, "both")
    assert "Ông Thị Mận" not in listed(cast, "root")


def test_how_long_is_the_offices_to_say(cast: Cast) -> None:
    said = words(asked(cast, "admin", "rights_review"))
    assert said.count("Cơ quan chưa nói bao nhiêu ngày") == 2
    assert asked(cast, "admin", "rights_review", days="mười").status_code == 422
    assert asked(cast, "admin", "rights_review", list="dormant").status_code == 404
    assert asked(cast, "admin", "rights_review", list="khac").status_code == 404


def sent(cast: Cast, address: str, form: dict[str, str]) -> Any:
    """Send a form, read what would be, send it again as seen."""
    client = client_of(cast, "admin")
    with clock(AT):
        seen = client.post(address, form)
        hidden = html.fromstring(seen.content).xpath("//input[@type='hidden' and @name='seen']/@value")
        assert hidden, words(seen)
        return seen, client.post(address, form | {"seen": hidden[0], "once": address}, follow=True)


def test_filling_and_leaving_a_post_show_what_opens_and_closes_first(cast: Cast) -> None:
    holding = Holding.objects.get(pk=cast.doer.holding_id)
    before = Grant.objects.count()
    leaving = reverse("vacate_post", args=[holding.public_id])
    with clock(AT):
        seen = client_of(cast, "admin").post(leaving, {"until_on": "24/11/2026"})
    assert "Cho ý kiến chỉ đạo" in words(seen, '//*[@id="closes"]')
    assert "Cho ý kiến chỉ đạo" in words(seen, '//*[@id="nobody"]')
    assert "Tiếp nhận" not in words(seen, '//*[@id="nobody"]')
    assert Holding.objects.get(pk=holding.pk).until_on is None, "only looked at"
    sent(cast, leaving, {"until_on": "24/11/2026"})
    assert Holding.objects.get(pk=holding.pk).until_on == TODAY
    person = Person.objects.get(pk=cast.stranger.person_id)
    form = {"person": person.public_id, "from_on": "25/11/2026", "until_on": ""}
    seen, _after = sent(cast, reverse("fill_post", args=[holding.post.public_id]), form)
    assert "Tiếp nhận và mọi cấp dưới" in words(seen, '//*[@id="opens"]')
    assert Grant.objects.count() == before + PostKind.objects.get(pk="BI_THU").rights.count()


def test_the_rights_of_a_post_are_set_seen_and_applied(cast: Cast) -> None:
    address = reverse("post_kind", args=["VAN_THU"])
    with clock(AT):
        page = html.fromstring(client_of(cast, "admin").get(address).content)
    form = {box.get("name"): (box.xpath("./option[@selected]/@value") or [""])[0] for box in page.xpath("//select")}
    form |= {"title": "Văn thư", "rank": "60", "documents.withdraw": "alone", "obligations.assign": ""}
    seen, _after = sent(cast, address, form)
    assert words(seen, '//*[@id="opens"]') == "Mở Văn bản Rút khỏi sổ"
    assert words(seen, '//*[@id="closes"]') == "Đóng Nhiệm vụ Giao nhiệm vụ và mọi cấp dưới"
    assert "giữ nguyên cho tới khi áp dụng" in words(seen)
    mine = Grant.objects.on(TODAY).filter(person=cast.clerk.person_id)
    assert mine.filter(act="obligations.assign").exists(), "not yet applied"
    assert "Áp dụng cho 1 người đang giữ" in words(asked(cast, "admin", "post_kinds"))
    with clock(AT):
        after = client_of(cast, "admin").post(
            reverse("apply_post_kind", args=["VAN_THU"]), {"once": "mot"}, follow=True
        )
    assert "Đã áp dụng cho 1 người: mở 1 quyền, đóng 1 quyền." in words(after)
    assert set(mine.filter(act__in=["documents.withdraw", "obligations.assign"]).values_list("act", flat=True)) == {"documents.withdraw"}  # fmt: skip


def test_what_a_release_brings_is_proposed_and_filled_in(cast: Cast) -> None:
    """An office's bundle is its own: a right of a newer release is offered, never set by itself."""
    kind = PostKind.objects.get(pk="VAN_THU")
    kind.rights.filter(act="documents.pass_over").delete()
    assert "Bản này đề nghị thêm 1 quyền" in words(asked(cast, "admin", "post_kinds"))
    with clock(AT):
        answer = client_of(cast, "admin").get(reverse("post_kind", args=["VAN_THU"]), {"proposed": 1})
    page = html.fromstring(answer.content)
    assert page.xpath("//select[@name='documents.pass_over']/option[@selected]/@value") == ["alone"]
    assert not kind.rights.filter(act="documents.pass_over").exists()


def test_a_kind_of_post_of_the_offices_own(cast: Cast) -> None:
    seen, after = sent(cast, reverse("new_post_kind"), {"title": "Thư ký", "rank": "55", "access.see": "below"})
    assert words(seen, '//*[@id="opens"]') == "Mở Người, tài khoản, quyền xem Xem và mọi cấp dưới"
    kind = PostKind.objects.get(title="Thư ký")
    assert list(kind.rights.values_list("act", "below")) == [("access.see", True)]
    with clock(AT):
        again = client_of(cast, "admin").post(reverse("new_post_kind"), {"title": "Thư ký", "rank": "5"})
    assert "Đã có loại chức danh này." in words(again)
    assert after.status_code == 200


def test_a_move_shows_who_will_reach_the_unit_and_who_no_longer(cast: Cast) -> None:
    form = {"parent": cast.board.public_id, "number": "7-QĐ/ĐU", "on": "24/11/2026"}
    with clock(AT):
        seen = client_of(cast, "admin").post(reverse("move_unit", args=[cast.cell.public_id]), form)
    said = words(seen)
    assert "Tống Văn Hạo, Trưởng ban, Ban Tổ chức Đảng ủy: 1 quyền, kể cả xem" in said
    below = PostKind.objects.get(pk="BI_THU").rights.filter(below=True).count()
    assert f"Nghiêm Thị Sen, Bí thư, Đảng ủy bộ phận NN-A: {below} quyền, kể cả xem" in said
    assert Unit.objects.get(pk=cast.cell.pk).parent_id == cast.branch.pk
    assert date(2026, 11, 24) == TODAY
