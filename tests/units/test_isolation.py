"""Chế độ máy độc lập — by a decision, on a machine without a way out; off only when nothing secret is held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest
from django.db import IntegrityError, transaction

from dondoc.access.drafts import keep
from dondoc.access.rights import NotAllowed
from dondoc.cli.ready import refuse_connected
from dondoc.documents.actions.levels import declassify
from dondoc.documents.actions.registering import register, register_stub
from dondoc.implementation.actions import doing
from dondoc.journal.models import Entry as Line
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.held import secrets_held
from dondoc.shared.models import Isolation
from dondoc.shared.profile import current, highest, may_hold, refuses
from dondoc.units.actions import change
from dondoc.units.actions.isolating import end_isolation, isolate, note_network, watch
from tests.alone import LAN, WAY_OUT, alone, no_way_out, routes
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, fields

__all__ = ["no_way_out"]
pytestmark = pytest.mark.acts
FACTS = {"number": "12-QĐ/ĐU", "decided_on": date(2026, 11, 20), "issuer": "Ban Thường vụ", "place": "Phòng 101"}


def test_a_networked_installation_holds_no_level(cast: Cast) -> None:
    assert [may_hold(level) for level in ("", "MẬT", "TỐI MẬT", "TUYỆT MẬT")] == [True, False, False, False]


def test_an_isolated_one_holds_two_and_never_the_third(cast: Cast, no_way_out: Path) -> None:
    row = alone(cast)
    assert current() == row
    assert [may_hold(level) for level in ("", "MẬT", "TỐI MẬT", "TUYỆT MẬT")] == [True, True, True, False]
    assert not refuses(["Đã làm.\nMẬT\nchữ"])
    assert refuses(["MẬT\nchữ", "TUYỆT MẬT\nchữ"])
    assert Line.objects.filter(act="units.isolate", unit=cast.root).count() == 1


def test_only_who_may_switches_and_only_once(cast: Cast, no_way_out: Path) -> None:
    with pytest.raises(NotAllowed):
        isolate(**FACTS, by=cast.clerk, at=AT)
    alone(cast)
    with pytest.raises(Refused, match="đang ở chế độ máy độc lập"):
        isolate(**FACTS, by=cast.admin, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Isolation.objects.create(**FACTS, from_on=TODAY, at=AT)


@pytest.mark.parametrize(("name", "value"), [("number", " "), ("issuer", ""), ("place", ""), ("lan", "8.8.8.0/24"),
                                             ("lan", "10.0.0.0/4"), ("lan", "mạng trong nhà"),
                                             ("decided_on", date(2026, 12, 1))])  # fmt: skip
def test_the_decision_is_asked_whole(cast: Cast, no_way_out: Path, name: str, value: object) -> None:
    with pytest.raises(Refused):
        isolate(**{**FACTS, name: value}, by=cast.admin, at=AT)
    assert current() is None


def test_a_machine_with_a_way_out_is_refused(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes(tmp_path, monkeypatch, LAN, WAY_OUT)
    with pytest.raises(Refused, match="đường mạng ra ngoài"):
        isolate(**FACTS, by=cast.admin, at=AT)


def test_it_does_not_start_where_a_way_out_has_appeared(
    cast: Cast, no_way_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(cast)
    refuse_connected()
    routes(no_way_out, monkeypatch, WAY_OUT)
    with pytest.raises(click.ClickException, match="đường mạng ra ngoài"):
        refuse_connected()
    routes(no_way_out, monkeypatch, LAN)
    monkeypatch.setenv("DONDOC_OIDC_ISSUER", "https://8.8.8.8/realms/a")
    with pytest.raises(click.ClickException, match="8\\.8\\.8\\.8"):
        refuse_connected()


def test_a_networked_one_starts_with_a_way_out(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    routes(tmp_path, monkeypatch, WAY_OUT)
    refuse_connected()
    assert not watch(Actor.setup(TODAY), AT)


def test_the_worker_tells_when_a_way_out_appears_and_when_it_is_gone(
    cast: Cast, no_way_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(cast)
    by = Actor.setup(TODAY)
    assert not watch(by, AT)
    routes(no_way_out, monkeypatch, WAY_OUT)
    assert watch(by, AT)
    assert not watch(by, AT)  # told once
    assert not may_hold("MẬT")  # nothing more is taken in
    routes(no_way_out, monkeypatch, LAN)
    assert watch(by, AT)
    assert may_hold("MẬT")
    assert Line.objects.filter(act="units.note_network").count() == 2
    with pytest.raises(Refused):
        note_network(problem="x", by=cast.admin, at=AT)


def test_words_with_a_mark_are_kept_alone_and_refused_again_after(cast: Cast, no_way_out: Path) -> None:
    share = an_assignment(cast, upto="accepted")
    alone(cast)
    doing.note(assignment=share, text="MẬT\nNội dung", by=cast.doer, at=AT)
    keep(by=cast.doer, address="/a/", body={"text": ["TỐI MẬT\nNội dung"]}, token="t", at=AT)
    with pytest.raises(Refused, match="Không nhập nội dung mật"):
        doing.note(assignment=share, text="TUYỆT MẬT\nNội dung", by=cast.doer, at=AT)
    with pytest.raises(Refused, match="mức độ mật"):
        keep(by=cast.doer, address="/a/", body={"text": ["TUYỆT MẬT\nNội dung"]}, token="t", at=AT)
    with pytest.raises(Refused, match="Còn nội dung mật"):
        end_isolation(reason="Chuyển máy", by=cast.admin, at=AT)


def test_it_ends_only_once_nothing_secret_is_held(cast: Cast, no_way_out: Path) -> None:
    alone(cast)
    entry = register(register=cast.incoming, issuer=cast.khoi, fields=fields(secrecy="TỐI MẬT"), by=cast.clerk, at=AT,
                     on=TODAY)  # fmt: skip
    register_stub(register=cast.incoming, level="TUYỆT MẬT", by=cast.clerk, at=AT, on=TODAY)
    assert sum(secrets_held().values()) == 1
    with pytest.raises(Refused, match="Còn nội dung mật"):
        end_isolation(reason="Chuyển máy", by=cast.admin, at=AT)
    declassify(entry=entry, number="9-QĐ/ĐU", on=TODAY, by=cast.office, at=AT)
    end_isolation(reason="Chuyển máy", by=cast.admin, at=AT)
    assert current() is None
    assert not may_hold("MẬT")
    with pytest.raises(Refused, match="không ở chế độ"):
        end_isolation(reason="Lần nữa", by=cast.admin, at=AT)


def test_a_country_is_named_only_alone(cast: Cast, no_way_out: Path) -> None:
    with pytest.raises(Refused, match="Chỉ dùng mã"):
        change(unit=cast.cell, country="Nước A", on=TODAY, by=cast.admin, at=AT)
    alone(cast)
    change(unit=cast.cell, country="Nước A", on=TODAY, by=cast.admin, at=AT)
    assert cast.cell.country == "Nước A"


def test_what_is_put_together_takes_the_highest() -> None:
    assert highest(["", "MẬT", "TỐI MẬT"]) == "TỐI MẬT"
    assert highest(["TUYỆT MẬT", "MẬT"]) == "TUYỆT MẬT"
    assert highest([]) == ""
