"""Biểu mẫu gửi đi — forms that no walk sends: what they say is kept, and what they leave out is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from dondoc.planning.models import Item as PlanItem
from dondoc.pledging.models import Happening
from dondoc.programmes.models import Exemption
from dondoc.reminding.models import Feed, Mailbox
from dondoc.studying.models import Decision
from dondoc.urging.models import Silence
from tests.cast import TODAY
from tests.kept import once
from tests.web.test_permissions import TABLE, World, _client, _path, _world

pytestmark = [pytest.mark.acts, pytest.mark.table]
ROOT = "the root"
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """With a mail host, and the plan that is still being written."""
    settings.EMAIL_HOST = "127.0.0.1"
    made = once(_world)
    made.things["plan"] = made.things["plan_item"].plan
    return made


def _send(world: World, role: str, name: str, said: dict[str, str], query: str = "") -> Any:
    form = {"once": name, **said} | ({"unit": world.cast.root.public_id} if said.get("unit") == ROOT else {})
    return _client(world, role).post(_path(world, name, TABLE[name][0]) + query, form)


# name of the address, who sends, what is said, what must be said (left out: nothing happens), what is kept then
FORMS: dict[str, tuple[str, dict[str, str], str, Callable[[World], Any], Any]] = {
    "take_letters": ("above", {"email": "dangbo@vidu.vn"}, "email",
                     lambda world: [row.email for row in Mailbox.objects.filter(user=world.cast.user("above"))], ["dangbo@vidu.vn"]),
    "resume_urging": ("leader", {"reason": "Đã hết vướng"}, "reason",
                      lambda world: Silence.objects.filter(lifted_because="Đã hết vướng", lifted_on__isnull=False).count(), 1),
    "decide_study": ("leader", {"unit": ROOT, "way": "NONE", "reason": "Không liên quan"}, "reason",
                     lambda world: list(Decision.objects.filter(unit=world.cast.root, way="NONE").values_list("reason", flat=True)), ["Không liên quan"]),
    "add_plan_item": ("above", {"text": "Mở lớp bồi dưỡng", "owner_words": "Chánh Văn phòng", "due_on": "20/12/2026", "due_precision": "day", "product": "Báo cáo"}, "text",
                      lambda world: list(PlanItem.objects.filter(text="Mở lớp bồi dưỡng").values_list("plan__title", "obligation", "product")), [("Chương trình", None, "Báo cáo")]),
    "not_applicable": ("above", {"reason": "Mới thành lập", "paper": "15-KL/ĐUK", "from_on": DAY}, "reason",
                       lambda world: list(Exemption.objects.filter(reason="Mới thành lập").values_list("unit", "from_on")), [(None, TODAY)]),
    "pledge_record": ("doer", {"stage": "NOTED", "on": DAY}, "stage",
                      lambda world: Happening.objects.filter(pledge=world.things["pledge"], stage="NOTED", on=TODAY).count(), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_what_is_sent_is_kept_and_what_is_left_out_is_asked_for(world: World, name: str) -> None:
    role, said, needed, kept, wanted = FORMS[name]
    before = kept(world)
    refused = _send(world, role, name, {**said, needed: ""})
    assert (refused.status_code in (409, 422), kept(world)) == (True, before)
    assert _send(world, role, name, said).status_code == 302
    assert kept(world) == wanted != before


def test_works_chosen_are_silenced_with_one_reason_and_shown_so(world: World) -> None:
    work = world.things["urge"].lines.get().assignment
    query = f"?pick={work.public_id}"
    assert _send(world, "leader", "silence_urging", {"reason": ""}, query).status_code == 422
    assert _send(world, "leader", "silence_urging", {"reason": "Chờ hướng dẫn"}, query).status_code == 302
    assert Silence.objects.get(assignment=work).reason == "Chờ hướng dẫn"
    assert (
        "Chờ hướng dẫn" in _client(world, "leader").get(reverse("assignment", args=[work.public_id])).content.decode()
    )


def test_letters_and_a_calendar_address_are_stopped_by_their_owner(world: World) -> None:
    feed = world.things["token"].public_id
    assert _client(world, "anonymous").get(reverse("feed", args=[feed])).status_code == 200
    assert _send(world, "doer", "revoke_feed", {}).status_code == 302
    assert Feed.objects.get().revoked_on is not None
    assert _client(world, "anonymous").get(reverse("feed", args=[feed])).status_code == 404
    assert _send(world, "doer", "stop_letters", {}).status_code == 302
    assert not Mailbox.objects.taking().filter(user=world.cast.user("doer")).exists()
