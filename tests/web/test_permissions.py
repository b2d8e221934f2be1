"""Bảng quyền — one row a page: who gets it, who is told it is another's (403), for whom it is not there (404).

The last test fails when an address has no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dondoc.documents.actions.directing import direct
from dondoc.documents.actions.registers import reserve_number
from dondoc.documents.actions.uploads import upload
from dondoc.documents.models import Copy, Entry
from dondoc.implementation.actions import doing, extending
from dondoc.incidents.actions.opening import open_incident
from dondoc.incidents.models import ByHand, Incident
from dondoc.obligations.models import Assignment
from dondoc.regulations.actions import correct_calendar, set_figure
from dondoc.reorganising.actions.merging import merge
from dondoc.reports.actions import issue
from dondoc.shared import files
from dondoc.units.actions import establish
from dondoc.units.actions.handing import hand_over
from dondoc.units.models import Holding
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_assignment, an_entry

pytestmark = pytest.mark.wide

ROLES = ("anonymous", "stranger", "doer", "leader", "clerk", "admin")
SIGN_IN = 302


@dataclass
class World:
    """Nhà nhỏ với mỗi thứ một cái."""

    cast: Cast
    share: Assignment
    things: dict[str, Any]


@pytest.fixture
def world(cast: Cast) -> World:
    """One of everything; GET changes nothing, so a role walks the whole table in one."""
    share = an_assignment(cast, upto="accepted")
    return World(cast, share, _things(cast, share))


def _things(cast: Cast, share: Assignment) -> dict[str, Any]:
    """One of each thing a page shows, by the name used in the table."""
    duty = share.obligation
    entry = Entry.objects.get(pk=duty.entry_id)
    proof = doing.add_evidence(assignment=share, kind="FILE", text="Tệp", data=b"x", file_name="a.txt",
                               by=cast.doer, at=AT)  # fmt: skip
    asked = extending.ask_extension(assignment=share, due_on=TODAY.replace(month=12, day=30),
                                    reason="Chờ", by=cast.doer, at=AT)  # fmt: skip
    copy = Copy.objects.create(paper=entry.paper, unit=cast.root, sha256=files.store(b"goc"), size=3,
                               format="txt", file_name="goc.txt", at=AT)  # fmt: skip
    holding = Holding.objects.get(pk=cast.doer.holding_id)
    chief = Holding.objects.get(pk=cast.leader.holding_id).post
    handed = hand_over(thing=share, asked="implementation.approve", unit=share.giver, post=chief, by=cast.doer, at=AT,
                       address=f"/assignments/{share.public_id}/approve/", label=duty.nv)  # fmt: skip
    old, new = (
        establish(name=f"Chi bộ {n}", kind="CHI_BO", parent=cast.board, by=cast.setup, at=AT, on=BEGAN) for n in "AB"
    )
    merged = merge(units=[old], into=new, on=TODAY, decision=Decision("9-QĐ/ĐU"), by=cast.admin, at=AT)
    book = cast.incoming
    figure = set_figure(key="members.quitting", amount=3, unit="month", from_on=TODAY, ground="Thường trực Đảng ủy",
                        by=cast.leader, at=AT)  # fmt: skip
    moved = correct_calendar(off_on=date(2026, 12, 31), ground="Thường trực Đảng ủy", by=cast.clerk, at=AT)
    incident = _an_incident(cast)
    return {
        "figure": figure, "correction": moved[0], "incident": incident, "paper_kind": SimpleNamespace(public_id="paper"), "hand": incident.by_hand.get(),
        "place": incident.places.get(kind="documents.leaderdirection"),
        "upload": upload(unit=cast.root, data=b"chu", file_name="a.txt", by=cast.clerk, at=AT),
        "register": book, "outgoing": cast.outgoing, "entry": entry, "paper": entry.paper, "copy": copy,
        "obligation": duty, "assignment": share, "evidence": proof, "extension": asked,
        "unit": cast.cell, "root": cast.root, "post": holding.post, "holding": holding,
        "person": cast.user("doer").person, "issued": issue(unit=cast.root, day=TODAY, by=cast.leader, at=AT),
        "reorganisation": merged, "key": SimpleNamespace(public_id="obligations.assignment.unit"), "handed": handed, "reserved": reserve_number(register=book, reason="Chờ ký", by=cast.clerk, at=AT),
    }  # fmt: skip


def _an_incident(cast: Cast) -> Incident:
    """Of a paper of its own, with one place beside it and one thing left to hands."""
    entry = an_entry(cast, "19")
    direct(entry=entry, text="Xem kỹ", by=cast.leader, at=AT, on=TODAY)
    incident = open_incident(unit=cast.root, things=[entry.paper], level="MẬT", ground="Báo", found_on=TODAY, found_by="Văn thư",
                             by=cast.office, at=AT)  # fmt: skip
    ByHand.objects.create(incident=incident, what="printed")
    return incident


# name of the address, its things → statuses in the order of ROLES
# anonymous stranger doer leader clerk admin
TABLE: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "desk": ((), (302, 200, 200, 200, 200, 200)),
    "search": ((), (302, 200, 200, 200, 200, 200)),
    "upload": ((), (302, 403, 403, 403, 200, 403)),
    "upload_page": (("upload",), (302, 404, 404, 200, 200, 404)),
    "upload_recognise": (("upload",), (302, 404, 404, 403, 200, 404)),
    "upload_unmarked": (("upload",), (302, 404, 404, 403, 200, 404)),
    "upload_release": (("upload",), (302, 404, 404, 403, 403, 404)),
    "upload_refuse": (("upload",), (302, 404, 404, 403, 200, 404)),
    "upload_register": (("upload",), (302, 404, 404, 403, 200, 404)),
    "registers": ((), (302, 200, 200, 200, 200, 200)),
    "open_register": ((), (302, 403, 403, 403, 200, 200)),
    "register_page": (("register",), (302, 404, 404, 200, 200, 404)),
    "register_numbers": (("register",), (302, 404, 404, 200, 200, 404)),
    "reserve_number": (("register",), (302, 404, 404, 403, 200, 404)),
    "pass_over": (("register",), (302, 404, 404, 403, 200, 404)),
    "void_number": (("register", "reserved.number"), (302, 404, 404, 403, 200, 404)),
    "register_by_hand": (("register",), (302, 404, 404, 403, 200, 404)),
    "register_stub": (("register",), (302, 404, 404, 403, 200, 404)),
    "issue": (("outgoing",), (302, 404, 404, 403, 200, 404)),
    "paper": (("paper",), (302, 404, 200, 200, 200, 404)),
    "paper_text": (("paper",), (302, 404, 404, 404, 404, 404)),
    "paper_lineage": (("paper",), (302, 404, 200, 200, 200, 404)),
    "paper_copy": (("paper", "copy"), (302, 404, 200, 200, 200, 404)),
    "review": (("entry",), (302, 404, 404, 302, 302, 404)),
    "confirm_by_hand": (("entry",), (302, 404, 404, 200, 200, 404)),
    "entry_file": (("entry",), (302, 404, 404, 200, 200, 404)),
    "entry_withdraw": (("entry",), (302, 404, 404, 403, 403, 404)),
    "entry_direct": (("entry",), (302, 404, 404, 200, 403, 404)),
    "entry_enter_direction": (("entry",), (302, 404, 404, 403, 200, 404)),
    "settle": (("entry",), (302, 404, 404, 200, 403, 404)),
    "assign_many": (("entry",), (302, 404, 404, 200, 200, 404)),
    "obligations": ((), (302, 200, 200, 200, 200, 200)),
    "obligation": (("obligation",), (302, 404, 200, 200, 200, 404)),
    "assign": (("obligation",), (302, 404, 403, 200, 200, 404)),
    "correct": (("obligation",), (302, 404, 403, 200, 200, 404)),
    "amend": (("obligation",), (302, 404, 403, 200, 403, 404)),
    "carry_over": (("obligation",), (302, 404, 403, 200, 403, 404)),
    "end_obligation": (("obligation",), (302, 404, 403, 200, 403, 404)),
    "assignment": (("assignment",), (302, 404, 200, 200, 200, 404)),
    "cascade": (("assignment",), (302, 404, 200, 200, 200, 404)),
    "evidence": (("evidence",), (302, 404, 200, 200, 200, 404)),
    "withdraw_evidence": (("evidence",), (302, 404, 200, 200, 403, 404)),
    "decide_extension": (("extension",), (302, 404, 403, 200, 403, 404)),
    "progress": ((), (302, 200, 200, 200, 200, 200)),
    "issue_report": ((), (302, 200, 200, 200, 403, 403)),
    "issued_report": (("issued",), (302, 404, 404, 200, 200, 404)),
    "regulations": ((), (302, 200, 200, 200, 200, 200)),
    "rules": ((), (302, 200, 200, 200, 200, 200)),
    "figure": (("figure.key",), (302, 200, 200, 200, 200, 200)),
    "set_figure": (("figure.key",), (302, 403, 403, 200, 403, 403)),
    "withdraw_figure": (("figure",), (302, 403, 403, 200, 403, 403)),
    "calendar": ((), (302, 200, 200, 200, 200, 200)),
    "calendar_year": (("correction.on.year",), (302, 200, 200, 200, 200, 200)),
    "correct_calendar": ((), (302, 403, 403, 403, 200, 403)),
    "withdraw_correction": (("correction",), (302, 403, 403, 403, 200, 403)),
    "units": ((), (302, 200, 200, 200, 200, 200)),
    "unit": (("unit",), (302, 404, 200, 200, 200, 200)),
    "establish": ((), (302, 403, 403, 403, 403, 200)),
    "establish_outside": ((), (302, 403, 403, 403, 200, 200)),
    "rename_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "units_picture": ((), (302, 200, 200, 200, 200, 200)),
    "units_compare": ((), (302, 200, 200, 200, 200, 200)),
    "units_import": ((), (302, 403, 403, 403, 403, 200)),
    "unit_posts": (("unit",), (302, 404, 200, 200, 200, 200)),
    "unit_holds": (("unit", "key"), (302, 404, 200, 200, 200, 200)),
    "change_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "restore_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "move_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "merge_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "split_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "reorganisations": ((), (302, 200, 200, 200, 200, 200)),
    "reorganisation": (("reorganisation",), (302, 404, 404, 200, 200, 200)),
    "undo_reorganisation": (("reorganisation",), (302, 404, 404, 403, 403, 200)),
    "resume_reorganisation": (("reorganisation",), (302, 404, 404, 403, 403, 200)),
    "reorganisation_rows": (("reorganisation", "key"), (302, 404, 404, 200, 200, 200)),
    "end_unit": (("unit",), (302, 404, 403, 403, 403, 200)),
    "create_post": (("unit",), (302, 404, 403, 403, 403, 200)),
    "fill_post": (("post",), (302, 404, 403, 403, 403, 200)),
    "vacate_post": (("holding",), (302, 404, 403, 403, 403, 200)),
    "settle_handed": (("handed",), (302, 404, 404, 200, 404, 404)),
    "decline_handed": (("handed",), (302, 404, 404, 200, 404, 404)),
    "people": ((), (302, 404, 404, 404, 404, 200)),
    "register_person": ((), (302, 404, 404, 404, 404, 200)),
    "open_account": (("person",), (302, 404, 404, 404, 404, 200)),
    "reset_password": (("person",), (302, 404, 404, 404, 404, 200)),
    "close_account": (("person",), (302, 404, 404, 404, 404, 200)),
    "reopen_account": (("person",), (302, 404, 404, 404, 404, 200)),
    "me": ((), (302, 200, 200, 200, 200, 200)),
    "change_password": ((), (302, 200, 200, 200, 200, 200)),
    "incidents": ((), (302, 200, 200, 200, 200, 200)),
    "open_incident": (("paper_kind", "paper"), (302, 404, 200, 200, 200, 404)),
    "incident": (("incident",), (302, 404, 404, 200, 200, 404)),
    "incident_places": (("incident",), (302, 404, 404, 200, 200, 404)),
    "incident_decide": (("incident",), (302, 404, 404, 403, 403, 404)),
    "incident_leave": (("incident", "place.pk"), (302, 404, 404, 403, 403, 404)),
    "incident_look": (("incident",), (302, 404, 404, 200, 200, 404)),
    "incident_lift": (("incident",), (302, 404, 404, 403, 403, 404)),
    "incident_remove": (("incident",), (302, 404, 404, 403, 403, 404)),
    "incident_resume": (("incident",), (302, 404, 404, 403, 403, 404)),
    "incident_clean": (("incident",), (302, 404, 404, 403, 403, 404)),
    "incident_close": (("incident",), (302, 404, 404, 403, 403, 404)),
    "incident_tick": (("hand",), (302, 404, 404, 403, 403, 404)),
    "journal": ((), (302, 200, 200, 200, 200, 200)),
    "account_login": ((), (200, 302, 302, 302, 302, 302)),
    "account_logout": ((), (302, 200, 200, 200, 200, 200)),
    "account_reauthenticate": ((), (302, 200, 200, 200, 200, 200)),
    "mfa_index": ((), (302, 200, 200, 200, 200, 200)),
    "mfa_authenticate": ((), (302, 302, 302, 302, 302, 302)),
    "mfa_reauthenticate": ((), (302, 302, 302, 302, 302, 302)),
    "mfa_activate_totp": ((), (302, 302, 302, 302, 302, 302)),
    "mfa_deactivate_totp": ((), (302, 404, 404, 404, 404, 404)),
    "mfa_view_recovery_codes": ((), (302, 404, 404, 404, 404, 404)),
    "mfa_generate_recovery_codes": ((), (302, 302, 302, 302, 302, 302)),
    "mfa_download_recovery_codes": ((), (302, 404, 404, 404, 404, 404)),
}

# one row a verb of an assignment's page
VERBS: dict[str, tuple[int, ...]] = {
    "accept": (302, 404, 200, 200, 403, 404),
    "plan": (302, 404, 200, 200, 403, 404),
    "note": (302, 404, 200, 200, 403, 404),
    "evidence": (302, 404, 200, 200, 403, 404),
    "extend": (302, 404, 200, 200, 403, 404),
    "hand-back": (302, 404, 200, 200, 403, 404),
    "submit": (302, 404, 200, 200, 403, 404),
    "approve": (302, 404, 403, 200, 403, 404),
    "send-back": (302, 404, 403, 200, 403, 404),
    "report-up": (302, 404, 200, 403, 403, 404),
    "answer": (302, 404, 200, 403, 403, 404),
    "unanswered": (302, 404, 200, 403, 403, 404),
    "withdraw": (302, 404, 403, 200, 403, 404),
}

# addresses that only take a form; a GET is refused, a POST by a stranger finds nothing
POSTED = ("choose_post", "do_many", "review_mark", "review_keep", "review_confirm", "end_sessions", "language",
          "export_journal")  # fmt: skip


def _client(world: World, role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(world.cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _path(world: World, name: str, things: tuple[str, ...]) -> str:
    return reverse(name, args=[_argument(world, thing) for thing in things])


def _argument(world: World, thing: str) -> Any:
    key, _dot, attribute = thing.partition(".")
    return attrgetter(attribute or "public_id")(world.things[key])


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_which_page(world: World, role: str) -> None:
    client, place = _client(world, role), ROLES.index(role)
    wanted = {name: row[1][place] for name, row in TABLE.items()}
    got = {name: client.get(_path(world, name, row[0])).status_code for name, row in TABLE.items()}
    assert got == wanted


@pytest.mark.parametrize("role", ROLES)
def test_who_gets_the_form_of_a_verb(world: World, role: str) -> None:
    client, place = _client(world, role), ROLES.index(role)
    paths = {verb: reverse("assignment_act", args=[world.share.public_id, verb]) for verb in VERBS}
    got = {verb: client.get(path).status_code for verb, path in paths.items()}
    assert got == {verb: row[place] for verb, row in VERBS.items()}


@pytest.mark.parametrize("role", ["stranger", "admin"])
@pytest.mark.parametrize("name", ["review_mark", "review_keep", "review_confirm"])
def test_a_stranger_posts_into_nothing(world: World, name: str, role: str) -> None:
    path = _path(world, name, ("entry",))
    assert _client(world, role).post(path, {}).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("stranger", 404), ("doer", 200), ("leader", 200), ("clerk", 200), ("admin", 403)],
)
def test_who_sees_a_units_journal_may_take_it_along(world: World, role: str, status: int) -> None:
    form = {"unit": world.cast.cell.public_id}
    assert _client(world, role).post(reverse("export_journal"), form).status_code == status


@pytest.mark.parametrize("name", POSTED)
def test_what_only_takes_a_form_refuses_a_get(world: World, name: str) -> None:
    things = ("entry",) if name.startswith("review") else ()
    path = reverse(name, args=["accept"]) if name == "do_many" else _path(world, name, things)
    assert _client(world, "leader").get(path).status_code == 405


# refused, and handed to nobody: the right is asked at no one unit
NOT_HANDED = {
    "upload",
    "open_register",
    "issue_report",
    "establish",
    "establish_outside",
    "set_figure",
    "correct_calendar",
    "units_import",
}


@pytest.mark.parametrize("role", ["doer", "leader", "clerk", "admin"])
def test_what_one_sees_and_may_not_do_can_be_handed_to_who_may(world: World, role: str) -> None:
    client, place = _client(world, role), ROLES.index(role)
    refused = {name: row for name, row in TABLE.items() if row[1][place] == 403 and name not in NOT_HANDED}
    paths = {name: _path(world, name, row[0]) for name, row in refused.items()}
    paths |= {verb: reverse("assignment_act", args=[world.share.public_id, verb])
              for verb, row in VERBS.items() if row[place] == 403}  # fmt: skip
    silent = [name for name, path in paths.items() if b'name="hand_over"' not in client.get(path).content]
    assert silent == []


def test_a_refusal_names_the_post_that_may(world: World) -> None:
    path = reverse("assignment_act", args=[world.share.public_id, "approve"])
    said = _client(world, "doer").get(path).content.decode()
    assert "Bí thư, Đảng ủy Cục Thử nghiệm" in said


def test_every_count_and_hit_passes_the_same_filter(world: World) -> None:
    """A stranger's lists, search, reports and exports say nothing of what he does not see."""
    stranger = _client(world, "stranger")
    for name in ("desk", "registers", "obligations", "progress", "units", "journal"):
        said = stranger.get(reverse(name)).content.decode()
        assert world.share.public_id not in said, name
        assert "15-KL/ĐUK" not in said, name
    hits = stranger.get(reverse("search"), {"q": "quan ly dang vien"}).content.decode()
    assert "15-KL/ĐUK" not in hits


def test_who_keeps_the_tree_is_told_nothing_of_the_work(world: World) -> None:
    """Not zero, not a number: what one may not see is said to be so."""
    said = _client(world, "admin").get(reverse("units")).content.decode()
    assert "không được xem" in said
    assert "?unit=" not in said


def test_every_address_has_a_row() -> None:
    known = {*TABLE, *POSTED, "assignment_act"}
    assert set(_names(get_resolver().url_patterns)) == known


def _names(patterns: list[Any]) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.append(str(pattern.name))
    return found
