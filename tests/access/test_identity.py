"""Thông tin định danh — sealed in the table, opened for who keeps people and for the person; found by its whole number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from dondoc.access.actions.identity import look_up_person, record_identity
from dondoc.access.models import Draft, Identity, Person, User
from dondoc.journal.queries import Line
from dondoc.shared import keyring, rotating, sealed
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from tests.cast import AT, Cast

pytestmark = pytest.mark.acts
SAID: dict[str, Any] = {
    "born_on": date(1980, 11, 20), "id_number": "001080123456", "card_number": "40.012345", "phone": "0912 345 678",
    "address": "Số 9 phố Thử Nghiệm",
}  # fmt: skip
OPEN = ("1980-11-20", "20/11/1980", "001080123456", "40.012345", "40012345", "0912 345", "phố Thử Nghiệm")


def _who(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)


def _record(cast: Cast, of: Actor | None = None, **over: Any) -> Identity:
    person = _who(of or cast.doer)
    record_identity(person=person, unit=cast.root, by=cast.admin, at=AT, **(SAID | over))
    return Identity.objects.get(person=person)


def _raw() -> str:
    """Everything the database holds of the table, and of drafts and the journal."""
    with connection.cursor() as cursor:
        said = []
        for table in ("access_identity", "access_draft", "journal_payload", "shared_once", "django_session"):
            cursor.execute(f"SELECT * FROM {table}")
            said.append(str(cursor.fetchall()))
    return "".join(said)


def test_nothing_of_it_can_be_read_in_the_database(cast: Cast) -> None:
    row = _record(cast)
    assert (row.birthday, row.id_number, row.phone, row.address) == (
        date(1980, 11, 20),
        "001080123456",
        "0912 345 678",
        "Số 9 phố Thử Nghiệm",
    )
    raw = _raw()
    assert not [words for words in OPEN if words in raw]
    assert Line.objects.filter(act="access.record_identity").get().payload.body == {"fields": list(SAID)}


def test_the_same_value_is_written_differently_each_time_and_may_be_emptied(cast: Cast) -> None:
    first = dict(Identity.objects.filter(pk=_record(cast).pk).values()[0])
    with pytest.raises(Refused, match="Không có gì khác"):
        _record(cast)
    _record(cast, phone="0900000000")
    second = dict(Identity.objects.filter(pk=first["id"]).values()[0])
    assert first["phone"] != second["phone"]
    assert first["address"] == second["address"], "what did not change is not written again"
    row = _record(cast, born_on=None, id_number="", card_number="", phone="", address="")
    assert (row.birthday, row.id_number, row.id_number_key) == (None, "", "")


def test_a_value_moved_to_another_row_or_column_does_not_open(cast: Cast) -> None:
    one = _record(cast)
    other = _record(cast, cast.clerk, id_number="002080654321", card_number="", phone="0933333333")
    taken = Identity.objects.filter(pk=one.pk).values()[0]
    Identity.objects.filter(pk=other.pk).update(phone=taken["phone"])
    with pytest.raises(Refused, match="không mở được"):
        _ = Identity.objects.get(pk=other.pk).phone
    Identity.objects.filter(pk=one.pk).update(address=taken["phone"])
    with pytest.raises(Refused, match="không mở được"):
        _ = Identity.objects.get(pk=one.pk).address


def test_a_value_in_the_open_reaches_neither_a_filter_nor_an_update(cast: Cast) -> None:
    _record(cast)
    with pytest.raises(TypeError):
        Identity.objects.filter(phone="0912 345 678").exists()
    with pytest.raises(TypeError):
        Identity.objects.update(phone="0912 345 678")


@pytest.mark.parametrize("typed", ["001080123456", "001 080 123 456", "001.080-123456", "40.012345", "40012345"])
def test_a_person_is_found_by_the_whole_number_and_the_look_up_leaves_a_line_without_it(cast: Cast, typed: str) -> None:
    _record(cast)
    assert look_up_person(number=typed, unit=cast.root, by=cast.admin, at=AT) == _who(cast.doer)
    line = Line.objects.filter(act="access.look_up_person").get()
    assert (line.thing_id, line.payload.body) == (cast.doer.person_id, {})


@pytest.mark.parametrize("typed", ["00108012345", "1080123456", "", "  ", "%"])
def test_part_of_a_number_finds_nobody_and_is_told_in_the_journal_too(cast: Cast, typed: str) -> None:
    _record(cast)
    _record(cast, cast.clerk, id_number="", card_number="")
    assert look_up_person(number=typed, unit=cast.root, by=cast.admin, at=AT) is None
    assert Line.objects.filter(act="access.look_up_person").count() == 1


def test_a_number_is_one_persons(cast: Cast) -> None:
    row = _record(cast)
    with pytest.raises(Refused, match="căn cước này cho người khác"):
        _record(cast, cast.clerk, id_number="001 080 123456", card_number="")
    with pytest.raises(IntegrityError), transaction.atomic():  # two at once, past the question
        Identity.objects.create(person=_who(cast.clerk), id_number="001080123456")
    assert Identity.objects.get() == row


def test_who_does_not_keep_people_neither_writes_nor_looks_up_nor_sees(cast: Cast) -> None:
    _record(cast)
    for run in (lambda: record_identity(person=_who(cast.clerk), unit=cast.root, by=cast.clerk, at=AT, **SAID),
                lambda: look_up_person(number="001080123456", unit=cast.root, by=cast.leader, at=AT)):  # fmt: skip
        with pytest.raises(Refused, match="chưa được giao quyền"):
            run()
    seen = {
        name: Identity.objects.visible_to(getattr(cast, name)).count() for name in ("doer", "clerk", "leader", "admin")
    }
    assert seen == {"doer": 1, "clerk": 0, "leader": 0, "admin": 1}


def test_a_rotation_seals_it_anew_and_finds_it_at_every_moment(cast: Cast) -> None:
    _record(cast)
    old = keyring.ring().current
    new = keyring.add()

    def is_found() -> bool:
        return look_up_person(number="001080123456", unit=cast.root, by=cast.admin, at=AT) is not None

    assert is_found(), "what lies under the old key is found by it"
    _record(cast, phone="0911111111")
    with pytest.raises(Refused, match="dưới khóa cũ"):
        rotating.destroy_old()
    assert rotating.lock_anew().values == 4, "the telephone was written under the new one"
    rotating.destroy_old()
    assert is_found()
    row = Identity.objects.get()
    assert (row.address, row.phone) == (SAID["address"], "0911111111")
    assert {
        str(v).split(":")[1] for v in Identity.objects.values_list("phone", "address", "id_number", "born_on").get()
    } == {new.id}
    assert not list(sealed.left_under_old())
    assert old.id != new.id


def test_what_is_corrected_during_a_rotation_is_not_put_back(cast: Cast) -> None:
    row = _record(cast)
    keyring.add()
    left = list(sealed.left_under_old())
    _record(cast, address="Số 10 phố Khác", id_number="001080999999")
    for one, column in left:
        sealed.relock(one, column)
    row = Identity.objects.get()
    assert (row.address, row.id_number, row.phone) == ("Số 10 phố Khác", "001080999999", SAID["phone"])
    assert look_up_person(number="001080999999", unit=cast.root, by=cast.admin, at=AT) is not None
    assert look_up_person(number="001080123456", unit=cast.root, by=cast.admin, at=AT) is None


def test_without_the_master_key_it_is_not_shown_and_the_key_is_named(cast: Cast) -> None:
    row, known = _record(cast), keyring.ring().current.id
    keyring.place().unlink()
    with pytest.raises(keyring.KeyMissing, match=known):
        _ = Identity.objects.get(pk=row.pk).phone


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _client(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.account_id))
    return client


def _typed(**over: str) -> dict[str, str]:
    return {"born_on": "20/11/1980", "id_number": "001080123456", "card_number": "40.012345", "phone": "0912 345 678",
            "address": "Số 9 phố Thử Nghiệm", "once": "abc"} | over  # fmt: skip


def test_it_is_written_on_its_page_and_seen_by_the_person(cast: Cast) -> None:
    where = reverse("identity", args=[_who(cast.doer).public_id])
    assert _client(cast.admin).post(where, _typed()).status_code == 302
    shown = _client(cast.admin).get(where)
    assert 'value="001080123456"' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    mine = _client(cast.doer).get(reverse("my_identity")).content.decode()
    for words in ("20/11/1980", "001080123456", "40.012345", "0912 345 678", "Số 9 phố Thử Nghiệm"):
        assert words in mine
    assert "Chưa ghi thông tin định danh" in _client(cast.clerk).get(reverse("my_identity")).content.decode()
    assert _client(cast.clerk).get(where).status_code == 404


@pytest.mark.parametrize("draft", ["auto", "keep", None])
def test_what_was_typed_is_never_kept_as_a_draft_nor_offered_to_be(cast: Cast, draft: str | None) -> None:
    where = reverse("identity", args=[_who(cast.doer).public_id])
    said = _typed(born_on="hôm nọ") | ({"draft": draft} if draft else {})
    refused = _client(cast.admin).post(where, said)
    assert not Draft.objects.exists()
    assert not [words for words in OPEN if words in _raw()]
    if draft is None:
        assert refused.status_code == 422
        assert 'value="001080123456"' in refused.content.decode(), "and is still in its box"
        assert "data-keep" not in refused.content.decode()


def test_the_number_looked_up_stands_in_no_address(cast: Cast) -> None:
    _record(cast)
    client = _client(cast.admin)
    went = client.post(reverse("look_up_person"), {"number": "001080123456", "once": "x1"})
    assert went["Location"] == reverse("identity", args=[_who(cast.doer).public_id])
    nobody = client.post(reverse("look_up_person"), {"number": "009", "once": "x2"}, follow=True)
    assert "Chưa ghi số này cho ai." in nobody.content.decode()
    assert not [words for words in OPEN if words in _raw()]
    assert Line.objects.filter(act="access.look_up_person").count() == 2
