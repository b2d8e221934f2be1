"""Người, chức danh, ủy quyền trên trang — one person once, marks beside names, who has nothing more sees nothing more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dondoc.access.models import Person
from dondoc.shared.calendar import hanoi_day
from dondoc.units.actions import create_post, vacate_post
from dondoc.units.actions.delegating import delegate
from dondoc.units.actions.succeeding import hand_post_over
from dondoc.units.models import Holding, PostKind
from tests.cast import AT, Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts


def client(cast: Cast, role: str) -> Client:
    found = Client()
    found.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return found


def holding_of(cast: Cast, role: str) -> Holding:
    return Holding.objects.select_related("post__unit", "post__kind", "person").get(pk=cast.people[role].holding_id)


def test_a_namesake_is_told_with_his_posts_and_the_box_makes_another(cast: Cast) -> None:
    admin, address = client(cast, "admin"), reverse("register_person")
    assert b'name="is_another"' not in admin.get(address).content
    refused = admin.post(address, {"full_name": "Kiều Đình Thạc"})
    said = refused.content.decode()
    assert refused.status_code == 409 and 'name="is_another"' in said
    assert "Kiều Đình Thạc: Bí thư, Đảng ủy Cục Thử nghiệm" in said
    assert admin.post(address, {"full_name": "Kiều Đình Thạc"}).status_code == 409
    assert admin.post(address, {"full_name": "Kiều Đình Thạc", "is_another": "on"}).status_code == 302
    assert Person.objects.called("Kiều Đình Thạc").count() == 2


def test_a_persons_page_tells_posts_past_and_present_with_their_marks(cast: Cast) -> None:
    leader, day = holding_of(cast, "leader").person, hanoi_day(AT)
    hand_post_over(holding=holding_of(cast, "deputy"), person=leader, last_on=day, from_on=day, is_acting=True,
                   is_concurrent=True, by=cast.admin, at=AT)  # fmt: skip
    admin = client(cast, "admin")
    said = admin.get(reverse("person", args=[leader.public_id])).content.decode()
    assert "Quyền Phó Bí thư (kiêm)" in said and "Bí thư" in said and "leader" in said
    gone = admin.get(reverse("person", args=[holding_of(cast, "deputy").person.public_id])).content.decode()
    assert f"{day:%d/%m/%Y}" in gone
    assert "Quyền Phó Bí thư (kiêm)" in admin.get(reverse("people")).content.decode()
    assert "quyền, kiêm" not in gone


def test_posts_that_nobody_holds_are_listed_by_themselves(cast: Cast) -> None:
    create_post(unit=cast.cell, kind=PostKind.objects.get(pk="PHO_BI_THU"), by=cast.admin, at=AT)
    vacate_post(holding=holding_of(cast, "head"), by=cast.admin, at=AT, until_on=hanoi_day(AT))
    address = reverse("unit_posts", args=[cast.root.public_id])
    said = client(cast, "admin").get(address, {"empty": "1"}).content.decode()
    assert said.count("chưa có người giữ</span>") == 2
    assert "Kiều Đình Thạc" not in said


def test_one_acts_by_a_delegation_only_where_one_chose_it(cast: Cast) -> None:
    share, today = an_assignment(cast, upto="submitted"), hanoi_day(timezone.now())
    row = delegate(giver=holding_of(cast, "leader"), person=holding_of(cast, "head").person, acts=["implementation.approve"],
                   from_on=today, until_on=today + timedelta(days=3), reason="Đi công tác", by=cast.leader, at=AT)  # fmt: skip
    head, address = client(cast, "head"), reverse("assignment_act", args=[share.public_id, "approve"])
    assert "chọn ở đầu trang" in head.get(reverse("desk")).content.decode()
    assert head.get(address).status_code == 404
    head.post(reverse("choose_post"), {"holding": row.public_id})
    assert head.get(address).status_code == 200
    assert head.post(address, {"text": ""}).status_code == 302
    share.refresh_from_db()
    assert share.state == "DONE"
    said = head.get(reverse("assignment", args=[share.public_id])).content.decode()
    assert "Tống Văn Hạo (Trưởng ban, Ban Tổ chức Đảng ủy), theo ủy quyền của Bí thư, Đảng ủy Cục Thử nghiệm" in said
    assert head.get(reverse("delegate", args=[holding_of(cast, "head").public_id])).status_code in (403, 404)
    head.post(reverse("choose_post"), {"holding": holding_of(cast, "head").public_id})
    assert head.get(address).status_code == 404


def test_the_minutes_tell_each_only_what_he_sees_and_are_taken_as_a_file(cast: Cast) -> None:
    an_assignment(cast, upto="submitted")
    day = hanoi_day(timezone.now())
    admin = client(cast, "admin")
    form: dict[str, Any] = {
        "person": holding_of(cast, "stranger").person.public_id,
        "last_on": f"{day:%d/%m/%Y}",
        "starts": "same",
    }
    address = reverse("hand_post_over", args=[holding_of(cast, "leader").public_id])
    first = admin.post(address, form)
    assert "Chờ xác nhận hoàn thành" in first.content.decode()
    done = admin.post(address, {**form, "seen": first.context["seen"]})
    assert done.status_code == 302
    said = admin.get(done["Location"]).content.decode()
    assert "không được xem" in said and "quản lý đảng viên" not in said
    new = client(cast, "stranger")
    new.post(reverse("choose_post"), {"holding": Holding.objects.latest("pk").public_id})
    assert "quản lý đảng viên" in new.get(done["Location"]).content.decode()
    assert new.get(done["Location"], {"as": "xlsx"})["Content-Type"].endswith("sheet")
