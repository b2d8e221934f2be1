"""Bảng quyền — one row a page: who gets it, who is told it is another's (403), for whom it is not there (404).

How a unit stands to the thing (inside it, above, beside, its partner) has its own table, `relations.py`.
The last test fails when an address has no row in either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dondoc.access.actions.linking import link_identity
from dondoc.commending.actions import register
from dondoc.coordinating.actions.asking import ask as ask_partners
from dondoc.coordinating.actions.regulating import Words, add_line, enter
from dondoc.documents.actions.directing import direct
from dondoc.documents.actions.registers import reserve_number
from dondoc.documents.actions.uploads import upload
from dondoc.documents.models import Copy, Entry
from dondoc.exchange.actions import make, trust
from dondoc.exchange.models import Package
from dondoc.implementation.actions import extending, proving
from dondoc.implementation.proving import Proof
from dondoc.importing.actions.taking import upload as take_sheet
from dondoc.incidents.actions.opening import open_incident
from dondoc.incidents.models import ByHand, Incident
from dondoc.inspecting.actions.programming import tell_programme
from dondoc.obligations.models import Assignment
from dondoc.personal.actions.bases import set_basis
from dondoc.personal.actions.requesting import ask
from dondoc.personal.assessments import Part
from dondoc.planning.actions.commenting import comment
from dondoc.planning.actions.drafting import draft
from dondoc.planning.actions.rounds import ask_comments
from dondoc.pledging.actions.happening import Text
from dondoc.pledging.actions.happening import hand_in as pledge_in
from dondoc.pledging.actions.listing import keep_list
from dondoc.programmes.actions.adopting import add_item
from dondoc.programmes.actions.carrying import make_obligation
from dondoc.programmes.actions.exempting import set_not_applicable
from dondoc.regulations.actions import correct_calendar, set_figure, set_place
from dondoc.reminding.actions.feeding import open_feed
from dondoc.reminding.actions.occurring import open_due
from dondoc.reminding.models import Feed, Mailbox, Occurrence
from dondoc.reorganising.actions.merging import merge
from dondoc.reports.actions import issue
from dondoc.shared import files, signing
from dondoc.studying.actions.asking import ask as ask_study
from dondoc.studying.actions.holding import Held, hold_session
from dondoc.units.actions import establish
from dondoc.units.actions.delegating import delegate
from dondoc.units.actions.handing import hand_over
from dondoc.units.actions.succeeding import hand_post_over
from dondoc.units.models import Holding, Unit
from dondoc.units.rules import Decision
from dondoc.urging.actions.silencing import silence
from tests.cast import AT, BEGAN, TODAY, Cast, a_person, the_house
from tests.inspecting.making import a_told_case
from tests.inspecting.test_statistics import frozen
from tests.inspecting.test_watching import a_reminder, a_watch
from tests.kept import once
from tests.making import an_assignment, an_entry
from tests.personal.making import a_breach, protected
from tests.planning.making import a_paper
from tests.practices.making import a_practice
from tests.programmes.making import a_programme, a_target, a_value
from tests.reminding.making import monthly
from tests.urging.making import late, urged
from tests.web.relations import RELATED, RELATED_VERBS, RELATIONS
from tests.web.test_inspection_forms import laid, word

pytestmark = pytest.mark.wide

ROLES = ("anonymous", "stranger", "doer", "leader", "clerk", "admin")
# every page answers who leads on PostgreSQL too; the rest of the table there in `make long`
KEPT = pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.round if role == "leader" else pytest.mark.table) for role in ROLES]
)
SIGN_IN = 302


@dataclass
class World:
    """Nhà nhỏ với mỗi thứ một cái."""

    cast: Cast
    share: Assignment
    things: dict[str, Any]


@pytest.fixture
def world(db: None, settings: Any) -> World:
    """GET changes nothing, so a role walks the whole table in one."""
    settings.DONDOC_LDAP_URL = "ldap://127.0.0.1:9"
    return once(_world)


def _world() -> World:
    """One of everything."""
    cast = the_house()
    share = an_assignment(cast, upto="accepted", partners=[_relations(cast)])
    return World(cast, share, _things(cast, share))


def _relations(cast: Cast) -> Unit:
    """Who stands inside, beside and joined to the share of the cell abroad; the partner, in another branch."""
    beside = establish(name="Chi bộ NN-A04", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN)
    partner = establish(name="Chi bộ Vụ Lễ tân", kind="CHI_BO", parent=cast.root, by=cast.setup, at=AT, on=BEGAN)
    for role, name, unit, post in (
        ("inside", "Quách Văn Lợi", cast.cell, "CAP_UY_VIEN"),
        ("beside", "Thân Thị Nhiên", beside, "BI_THU"),
        ("partner", "Giáp Văn Ruộng", partner, "BI_THU"),
    ):
        cast.people[role] = a_person(cast, role, name, unit, post)
    return partner


def _things(cast: Cast, share: Assignment) -> dict[str, Any]:
    """One of each thing a page shows, by the name used in the table."""
    duty = share.obligation
    entry = Entry.objects.get(pk=duty.entry_id)
    proof = proving.add_evidence(assignment=share, kind="FILE", text="Tệp", data=b"x", file_name="a.txt",
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
    given = delegate(giver=holding, person=cast.user("above").person, acts=["obligations.accept"], from_on=TODAY,
                     until_on=date(2026, 12, 31), reason="Đi công tác", by=cast.doer, at=AT)  # fmt: skip
    passed = hand_post_over(holding=Holding.objects.get(pk=cast.head.holding_id), person=cast.user("stranger").person,
                            last_on=TODAY, from_on=date(2026, 11, 25), by=cast.admin, at=AT)  # fmt: skip
    tied = link_identity(user=cast.user("doer"), source="LDAP", subject="le.bach", unit=cast.root, by=cast.admin, at=AT)
    book = cast.incoming
    figure = set_figure(key="members.quitting", amount=3, unit="month", from_on=TODAY, ground="Thường trực Đảng ủy",
                        by=cast.leader, at=AT)  # fmt: skip
    moved = correct_calendar(off_on=date(2026, 12, 31), ground="Thường trực Đảng ủy", by=cast.clerk, at=AT)
    week = set_place(units=[cast.cell], week=[5, 6], ground="Chi bộ báo", by=cast.doer, at=AT)[0]
    incident = _an_incident(cast)
    key = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    partner = trust(
        name="Nơi gửi", key=key.decode(), seen=signing.fingerprint(key), ground="Biên bản", by=cast.office, at=AT
    )
    make(unit=cast.root, since=TODAY, until=TODAY, receiver="networked", by=cast.clerk, at=AT)
    monthly(cast, number="43")
    open_due(AT)
    Mailbox.objects.create(user=cast.user("doer"), email="chibo@vidu.vn", on=TODAY, at=AT)
    token = open_feed(holding=holding, by=cast.doer, at=AT)
    behind, quiet = (late(cast, entry=an_entry(cast, number)) for number in ("41", "42"))
    return {
        "linked": tied,
        "period": Occurrence.objects.get(), "feed": Feed.objects.get(), "token": SimpleNamespace(public_id=token),
        "day": SimpleNamespace(public_id="2026-12-15"), "report": SimpleNamespace(public_id="report"),
        "urge": urged(cast, [behind]), "silence": silence(assignments=[quiet], reason="Chờ", by=cast.leader, at=AT)[0],
        "figure": figure, "correction": moved[0], "week": week,
        "breach": a_breach(cast), "part": Part.RISKS, **protected(cast),
        "partner": partner, "package": Package.objects.get(),
        "sheet": take_sheet(register=book, kind="TASKS", data=b"a", file_name="giao-viec.csv", by=cast.clerk, at=AT),
        "incident": incident, "paper_kind": SimpleNamespace(public_id="paper"), "hand": incident.by_hand.get(),
        "place": incident.places.get(kind="documents.leaderdirection"),
        "upload": upload(unit=cast.root, data=b"chu", file_name="a.txt", by=cast.clerk, at=AT),
        "register": book, "outgoing": cast.outgoing, "entry": entry, "paper": entry.paper, "copy": copy,
        "obligation": duty, "assignment": share, "evidence": proof, "proving": proof.provings.get(), "extension": asked,
        "unit": cast.cell, "root": cast.root, "post": holding.post, "holding": holding,
        "person": cast.user("doer").person, "issued": issue(unit=cast.root, day=TODAY, by=cast.leader, at=AT),
        "reorganisation": merged, "key": SimpleNamespace(public_id="obligations.assignment.unit"), "handed": handed,
        "delegation": given, "takeover": passed, "tray": SimpleNamespace(public_id="late"), "reserved": reserve_number(register=book, reason="Chờ ký", by=cast.clerk, at=AT),
        "data_request": ask(kind="RESTRICT", asked="", by=cast.doer, at=AT), "about": SimpleNamespace(key="access.user"),
        **_programme(cast, entry), **_studying(cast), **_inspecting(cast), "practice": a_practice(cast), "merit": register(unit=cast.cell, year=TODAY.year, form="Tập thể tiên tiến", by=cast.doer, at=AT),
        **_pledging(cast), **_planning(cast), **_coordinating(cast),
        "purpose": set_basis(key="people", basis="STATE", from_on=TODAY, ground="Thường trực Đảng ủy", by=cast.leader, at=AT),
    }  # fmt: skip


def _an_incident(cast: Cast) -> Incident:
    """Of a paper of its own, with one place beside it and one thing left to hands."""
    entry = an_entry(cast, "19")
    direct(entry=entry, text="Xem kỹ", by=cast.leader, at=AT, on=TODAY)
    incident = open_incident(unit=cast.root, things=[entry.paper], level="MẬT", ground="Báo", found_on=TODAY, found_by="Văn thư",
                             by=cast.office, at=AT)  # fmt: skip
    ByHand.objects.create(incident=incident, what="printed")
    return incident


def _programme(cast: Cast, entry: Entry) -> dict[str, Any]:
    """A programme of the branch above the cell abroad, of which its cells record figures: one of each of its things."""
    programme = a_programme(cast, entry, unit=cast.branch, is_open=True)
    item = a_target(cast, programme, way="SUM", across="CHILDREN")
    deed = add_item(programme=programme, kind="TASK", text="Kiện toàn", by=cast.leader, at=AT)
    value = a_value(cast, item, 3, unit=cast.cell, by=cast.doer, proof=Proof("FILE", data=b"x", file_name="so.txt"))
    exemption = set_not_applicable(item=item, unit=cast.cell, reason="Mới lập", paper=entry.paper, from_on=TODAY,
                                   by=cast.leader, at=AT)  # fmt: skip
    return {"programme": programme, "target": item, "deed": deed, "value": value, "exemption": exemption,
            "carrying": make_obligation(item=deed, by=cast.leader, at=AT)}  # fmt: skip


def _studying(cast: Cast) -> dict[str, Any]:
    """A paper that the branch above the cell abroad asks its cells to study, and what that cell held."""
    asking = ask_study(entry=an_entry(cast, "51"), unit=cast.branch, by=cast.leader, at=AT)
    held = Held(TODAY, present=8, total=9)
    meeting = hold_session(unit=cast.cell, papers=[asking.paper], held=held, by=cast.doer, at=AT)
    return {"asking": asking, "studied": asking.paper, "meeting": meeting, "session": meeting.sessions.get()}


def _pledging(cast: Cast) -> dict[str, Any]:
    """The list of the cell abroad, with its secretary's own commitment handed in as a file."""
    person = cast.user("doer").person
    season = keep_list(unit=cast.cell, year=TODAY.year, people=[person] if person else [], by=cast.doer, at=AT)
    own = season.pledges.get()
    step = pledge_in(pledge=own, on=TODAY, text=Text(b"chu", "cam-ket.txt"), by=cast.doer, at=AT)
    return {"season": season, "pledge": own, "pledge_step": step}


def _planning(cast: Cast) -> dict[str, Any]:
    """A plan of the branch, of which its cell is asked, and a draft of it with one item."""
    paper = a_paper(cast, "52")[0].paper
    plan = draft(unit=cast.branch, paper=paper, title="Thực hiện kết luận", by=cast.above, at=AT)
    version = ask_comments(plan=plan, units=[cast.cell], until_on=TODAY, by=cast.above, at=AT)
    asked = version.asked.get()
    said = comment(asked=asked, text="Rõ", by=cast.doer, at=AT)
    written = draft(unit=cast.branch, paper=paper, title="Chương trình", kind="PROGRAMME", by=cast.above, at=AT)
    return {"plan": plan, "plan_version": version, "asked": asked, "comment": said, "plan_item": written.items.get()}


def _coordinating(cast: Cast) -> dict[str, Any]:
    """A regulation of the branch that names its cell, and a request of the branch to it by its one line."""
    row = enter(unit=cast.branch, paper=a_paper(cast, "53")[0].paper, from_on=TODAY, by=cast.above, at=AT)
    words = Words("Trao đổi thông tin", responsible=cast.branch, partners=(cast.cell,))
    line = add_line(regulation=row, words=words, by=cast.above, at=AT)
    asked = ask_partners(
        unit=cast.branch, kind="OPINION", text="Cho ý kiến", units=[cast.cell], line=line, by=cast.above, at=AT
    )
    return {"coordination": row, "matrix_line": line, "partner_request": asked, "reply": asked.replies.get()}


def _inspecting(cast: Cast) -> dict[str, Any]:
    """A case of the committee: the cell abroad is inspected and was told, the clerk sits in the team."""
    case, watch = a_told_case(cast), a_watch(cast)
    tell_programme(programme=case.line.programme, on=TODAY, by=cast.leader, at=AT)
    return {"print_what": SimpleNamespace(public_id="outline"), "inspection": case, "inspected": case.bodies.get(unit=cast.cell), "inspections_of": case.line.programme, "line": case.line,
            "team": case.team, "seat": case.team.seats.get(role="SECRETARY"), "watch": watch, "reminder": a_reminder(cast, watch), "statistics": frozen(cast), "office_form": laid(cast, word("Kế hoạch"))}  # fmt: skip


# name of the address, its things → statuses in the order of ROLES
# anonymous stranger doer leader clerk admin
TABLE: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "desk": ((), (302, 200, 200, 200, 200, 200)),
    "search": ((), (302, 200, 200, 200, 200, 200)),
    "upload": ((), (302, 403, 403, 403, 200, 403)),
    "upload_page": (("upload",), (302, 404, 404, 200, 200, 404)),
    "upload_recognise": (("upload",), (302, 404, 404, 403, 200, 404)),
    "upload_unmarked": (("upload",), (302, 404, 404, 403, 200, 404)),
    "upload_level": (("upload",), (302, 404, 404, 403, 200, 404)),
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
    "entry_level": (("entry",), (302, 404, 404, 403, 403, 404)),
    "entry_declassify": (("entry",), (302, 404, 404, 403, 403, 404)),
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
    "schedule": ((), (302, 200, 200, 200, 200, 200)),
    "schedule_day": (("day",), (302, 200, 200, 200, 200, 200)),
    "open_feed": ((), (302, 200, 200, 200, 200, 200)),
    "revoke_feed": (("feed",), (302, 404, 200, 404, 404, 404)),
    "take_letters": ((), (302, 200, 200, 200, 200, 200)),
    "stop_letters": ((), (302, 404, 200, 404, 404, 404)),
    "feed": (("token",), (200, 200, 200, 200, 200, 200)),
    "occurrence_act": (("period", "report"), (302, 404, 200, 200, 403, 404)),
    "urging": ((), (302, 200, 200, 200, 200, 200)),
    "issue_urge": ((), (302, 200, 200, 200, 200, 403)),
    "urges": ((), (302, 200, 200, 200, 200, 200)),
    "silence_urging": ((), (302, 200, 200, 200, 403, 403)),
    "resume_urging": (("silence",), (302, 404, 403, 200, 403, 404)),
    "urge": (("urge",), (302, 404, 200, 200, 200, 404)),
    "receive_urge": (("urge",), (302, 404, 200, 200, 403, 404)),
    "answer_urge": (("urge",), (302, 404, 200, 200, 403, 404)),
    "withdraw_urge": (("urge",), (302, 404, 403, 200, 403, 404)),
    "assignment": (("assignment",), (302, 404, 200, 200, 200, 404)),
    "cascade": (("assignment",), (302, 404, 200, 200, 200, 404)),
    "evidence": (("evidence",), (302, 404, 200, 200, 200, 404)),
    "evidence_list": ((), (302, 200, 200, 200, 200, 200)),
    "evidence_file": (("evidence",), (302, 404, 200, 200, 200, 404)),
    "reuse_evidence": (("evidence",), (302, 404, 200, 200, 403, 404)),
    "take_off_evidence": (("proving",), (302, 404, 200, 200, 403, 404)),
    "withdraw_evidence": (("evidence",), (302, 404, 200, 200, 403, 404)),
    "decide_extension": (("extension",), (302, 404, 403, 200, 403, 404)),
    "pledges": ((), (302, 200, 200, 200, 200, 200)),
    "start_pledges": ((), (302, 200, 200, 200, 403, 403)),
    "count_pledges": ((), (302, 200, 200, 200, 403, 403)),
    "pledge_season": (("season",), (302, 404, 200, 200, 200, 404)),
    "put_on_pledges": (("season",), (302, 404, 200, 403, 403, 404)),
    "pledge": (("pledge",), (302, 404, 200, 404, 404, 404)),
    "pledge_hand_in": (("pledge",), (302, 404, 200, 404, 404, 404)),
    "pledge_amend": (("pledge",), (302, 404, 200, 404, 404, 404)),
    "pledge_record": (("pledge",), (302, 404, 200, 404, 404, 404)),
    "pledge_take_off": (("pledge",), (302, 404, 200, 404, 404, 404)),
    "pledge_file": (("pledge_step",), (302, 404, 200, 404, 404, 404)),
    "strike_pledge": (("pledge_step",), (302, 404, 200, 404, 404, 404)),
    "studying": ((), (302, 200, 200, 200, 200, 200)),
    "ask_study": ((), (302, 200, 200, 200, 200, 403)),
    "study": (("asking",), (302, 404, 200, 200, 200, 404)),
    "report_study": (("asking",), (302, 404, 200, 200, 403, 404)),
    "withdraw_asking": (("asking",), (302, 404, 403, 200, 403, 404)),
    "decide_study": (("studied",), (302, 404, 200, 200, 403, 404)),
    "study_meetings": ((), (302, 200, 200, 200, 200, 200)),
    "hold_study": ((), (302, 200, 200, 200, 200, 403)),
    "study_meeting": (("meeting",), (302, 404, 200, 200, 200, 404)),
    "add_make_up": (("meeting",), (302, 404, 200, 200, 403, 404)),
    "record_reflections": (("meeting",), (302, 404, 200, 200, 403, 404)),
    "correct_study_session": (("session",), (302, 404, 200, 200, 403, 404)),
    "withdraw_study_session": (("session",), (302, 404, 200, 200, 403, 404)),
    "call_study_roll": (("session",), (302, 404, 200, 403, 403, 404)),
    "drop_study_roll": (("session",), (302, 404, 200, 403, 403, 404)),
    "inspections": ((), (302, 200, 200, 200, 200, 200)),
    "propose_inspection": ((), (302, 200, 200, 200, 403, 403)),
    "decide_inspections": ((), (302, 200, 200, 200, 403, 403)),
    "inspection_kinds": ((), (302, 200, 200, 200, 200, 200)),
    "inspection_programmes": ((), (302, 200, 200, 200, 200, 200)),
    "adopt_inspections": ((), (302, 200, 200, 200, 403, 403)),
    "inspection_programme": (("inspections_of",), (302, 200, 200, 200, 404, 404)),
    "add_inspection_line": (("inspections_of",), (302, 403, 403, 200, 404, 404)),
    "tell_inspections": (("inspections_of",), (302, 403, 403, 200, 404, 404)),
    "withdraw_inspections": (("inspections_of",), (302, 403, 403, 200, 404, 404)),
    "withdraw_inspection_line": (("line",), (302, 403, 403, 200, 404, 404)),
    "form_inspection_team": ((), (302, 200, 200, 200, 403, 403)),
    "inspection_statistics": ((), (302, 200, 200, 200, 200, 200)),
    "freeze_statistics": ((), (302, 200, 200, 200, 200, 200)),
    "inspection_report": (("statistics",), (302, 404, 404, 200, 404, 404)),
    "inspection_forms": ((), (302, 200, 200, 200, 200, 200)),
    "lay_inspection_form": ((), (302, 200, 200, 200, 200, 403)),
    "common_inspection_form": (("print_what",), (302, 200, 200, 200, 200, 200)),
    "inspection_form": (("office_form",), (302, 404, 404, 200, 200, 404)),
    "withdraw_inspection_form": (("office_form",), (302, 404, 404, 200, 200, 404)),
    "inspection_watches": ((), (302, 200, 200, 200, 200, 200)),
    "assign_watch": ((), (302, 200, 200, 200, 403, 403)),
    "inspection_watch": (("watch",), (302, 404, 200, 200, 404, 404)),
    "remark_watched": (("watch",), (302, 404, 403, 403, 404, 404)),
    "end_watch": (("watch",), (302, 404, 403, 200, 404, 404)),
    "answer_reminder": (("reminder",), (302, 404, 200, 403, 404, 404)),
    "inspection_team": (("team",), (302, 404, 404, 200, 200, 404)),
    "inspection_seat": (("team",), (302, 404, 404, 200, 403, 404)),
    "inspection_unseat": (("seat",), (302, 404, 404, 200, 403, 404)),
    "inspection": (("inspection",), (302, 404, 200, 200, 200, 404)),
    "inspection_self_report": (("inspection", "inspected"), (302, 404, 200, 200, 200, 404)),
    "inspection_print": (("inspection", "print_what"), (302, 404, 200, 200, 200, 404)),
    "inspection_dossier": (("inspection",), (302, 404, 404, 200, 200, 404)),
    "inspection_notebook": (("inspection",), (302, 404, 404, 200, 200, 404)),
    "inspection_from_records": (("inspection", "inspected"), (302, 404, 200, 403, 403, 404)),
    "merits": ((), (302, 200, 200, 200, 200, 200)),
    "register_merit": ((), (302, 200, 200, 200, 403, 403)),
    "merit": (("merit",), (302, 404, 200, 200, 200, 404)),
    "propose_merit": (("merit",), (302, 404, 200, 200, 403, 404)),
    "grant_merit": (("merit",), (302, 404, 403, 200, 403, 404)),
    "refuse_merit": (("merit",), (302, 404, 403, 200, 403, 404)),
    "withdraw_merit": (("merit",), (302, 404, 200, 200, 403, 404)),
    "practices": ((), (302, 200, 200, 200, 200, 200)),
    "propose_practice": ((), (302, 200, 200, 200, 200, 403)),
    "practice": (("practice",), (302, 404, 200, 200, 200, 404)),
    "amend_practice": (("practice",), (302, 404, 200, 200, 403, 404)),
    "confirm_practice": (("practice",), (302, 404, 403, 200, 403, 404)),
    "send_back_practice": (("practice",), (302, 404, 403, 200, 403, 404)),
    "withdraw_practice": (("practice",), (302, 404, 200, 200, 403, 404)),
    "use_practice": (("practice",), (302, 404, 200, 200, 403, 404)),
    "coordinating": ((), (302, 200, 200, 200, 200, 200)),
    "coordination_map": ((), (302, 200, 200, 200, 200, 200)),
    "coordination_counts": ((), (302, 200, 200, 200, 200, 200)),
    "coordination_regulations": ((), (302, 200, 200, 200, 200, 200)),
    "ask_coordination": ((), (302, 200, 200, 200, 200, 403)),
    "enter_coordination": ((), (302, 200, 200, 200, 200, 403)),
    "coordination_regulation": (("coordination",), (302, 404, 200, 200, 200, 404)),
    "add_coordination_line": (("coordination",), (302, 404, 403, 200, 403, 404)),
    "end_coordination": (("coordination",), (302, 404, 403, 200, 403, 404)),
    "replace_coordination_line": (("matrix_line",), (302, 404, 403, 200, 403, 404)),
    "end_coordination_line": (("matrix_line",), (302, 404, 403, 200, 403, 404)),
    "coordination_request": (("partner_request",), (302, 404, 200, 200, 200, 404)),
    "withdraw_coordination": (("partner_request",), (302, 404, 403, 200, 403, 404)),
    "receive_coordination": (("reply",), (302, 404, 200, 200, 403, 404)),
    "answer_coordination": (("reply",), (302, 404, 200, 200, 403, 404)),
    "plans": ((), (302, 200, 200, 200, 200, 200)),
    "draft_plan": ((), (302, 200, 200, 200, 403, 403)),
    "plan": (("plan",), (302, 404, 200, 200, 200, 404)),
    "change_plan": (("plan",), (302, 404, 403, 200, 403, 404)),
    "copy_plan_duties": (("plan",), (302, 404, 403, 200, 403, 404)),
    "add_plan_item": (("plan",), (302, 404, 403, 200, 403, 404)),
    "change_plan_item": (("plan_item",), (302, 404, 404, 200, 403, 404)),
    "drop_plan_item": (("plan_item",), (302, 404, 404, 200, 403, 404)),
    "ask_plan_comments": (("plan",), (302, 404, 403, 200, 403, 404)),
    "close_plan_round": (("plan",), (302, 404, 403, 200, 403, 404)),
    "plan_version": (("plan_version",), (302, 404, 200, 200, 200, 404)),
    "comment_plan": (("asked",), (302, 404, 200, 200, 403, 404)),
    "agree_plan": (("asked",), (302, 404, 200, 200, 403, 404)),
    "answer_plan_comment": (("comment",), (302, 404, 403, 200, 403, 404)),
    "issue_plan": (("plan",), (302, 404, 403, 200, 403, 404)),
    "give_plan": (("plan",), (302, 404, 403, 200, 200, 404)),
    "withdraw_plan": (("plan",), (302, 404, 403, 200, 403, 404)),
    "programmes": ((), (302, 200, 200, 200, 200, 200)),
    "adopt_programme": ((), (302, 200, 200, 200, 200, 403)),
    "programme": (("programme",), (302, 404, 200, 200, 200, 404)),
    "withdraw_programme": (("programme",), (302, 404, 403, 200, 403, 404)),
    "programme_found": (("programme",), (302, 404, 403, 200, 403, 404)),
    "add_programme_item": (("programme",), (302, 404, 403, 200, 403, 404)),
    "add_target": (("programme",), (302, 404, 403, 200, 403, 404)),
    "programme_sheet": (("programme",), (302, 404, 200, 200, 200, 404)),
    "programme_item": (("target",), (302, 404, 200, 200, 200, 404)),
    "amend_target": (("target",), (302, 404, 403, 200, 403, 404)),
    "withdraw_programme_item": (("target",), (302, 404, 403, 200, 403, 404)),
    "not_applicable": (("target",), (302, 404, 403, 200, 403, 404)),
    "record_value": (("target",), (302, 404, 200, 200, 200, 404)),
    "make_obligation": (("deed",), (302, 404, 403, 200, 403, 404)),
    "link_obligation": (("deed",), (302, 404, 403, 200, 403, 404)),
    "apply_again": (("exemption",), (302, 404, 403, 200, 403, 404)),
    "unlink_obligation": (("carrying",), (302, 404, 404, 200, 403, 404)),
    "correct_value": (("value",), (302, 404, 200, 200, 403, 404)),
    "withdraw_value": (("value",), (302, 404, 200, 200, 403, 404)),
    "value_file": (("value",), (302, 404, 200, 200, 200, 404)),
    "mirror": ((), (302, 200, 200, 200, 200, 200)),
    "mirror_rows": ((), (302, 404, 404, 404, 404, 404)),  # of no figure named
    "mirror_paper": (("paper",), (302, 404, 200, 200, 200, 404)),
    "progress": ((), (302, 200, 200, 200, 200, 200)),
    "issue_report": ((), (302, 200, 200, 200, 403, 403)),
    "issued_report": (("issued",), (302, 404, 404, 200, 200, 404)),
    "regulations": ((), (302, 200, 200, 200, 200, 200)),
    "rules": ((), (302, 200, 200, 200, 200, 200)),
    "figure": (("figure.key",), (302, 200, 200, 200, 200, 200)),
    "set_figure": (("figure.key",), (302, 403, 403, 200, 403, 403)),
    "withdraw_figure": (("figure",), (302, 403, 403, 200, 403, 403)),
    "retention": ((), (302, 404, 404, 200, 404, 404)),
    "erase_due": ((), (302, 404, 404, 403, 404, 404)),
    "erasure": (("erasure",), (302, 404, 404, 200, 404, 404)),
    "holds": ((), (302, 404, 404, 200, 404, 404)),
    "lay_hold": ((), (302, 404, 404, 403, 404, 404)),
    "end_hold": (("hold",), (302, 404, 404, 403, 404, 404)),
    "assessment": ((), (302, 404, 404, 200, 404, 404)),
    "freeze_assessment": ((), (302, 404, 404, 403, 404, 404)),
    "write_assessment": (("part.value",), (302, 404, 404, 403, 404, 404)),
    "assessment_version": (("assessed",), (302, 404, 404, 200, 404, 404)),
    "exports": ((), (302, 404, 404, 200, 404, 404)),
    "export_people": ((), (302, 404, 404, 403, 404, 404)),
    "export": (("export",), (302, 404, 404, 200, 404, 404)),
    "open_codes": (("export",), (302, 404, 404, 403, 404, 404)),
    "drop_key": (("export",), (302, 404, 404, 403, 404, 404)),
    "breaches": ((), (302, 200, 200, 200, 404, 404)),
    "record_breach": ((), (302, 200, 200, 200, 403, 403)),
    "breach": (("breach",), (302, 404, 404, 200, 404, 404)),
    "amend_breach": (("breach",), (302, 404, 404, 200, 404, 404)),
    "notify_breach": (("breach",), (302, 404, 404, 403, 404, 404)),
    "inform_persons": (("breach",), (302, 404, 404, 403, 404, 404)),
    "close_breach": (("breach",), (302, 404, 404, 403, 404, 404)),
    "calendar": ((), (302, 200, 200, 200, 200, 200)),
    "calendar_year": (("correction.on.year",), (302, 200, 200, 200, 200, 200)),
    "correct_calendar": ((), (302, 403, 403, 403, 200, 403)),
    "withdraw_correction": (("correction",), (302, 403, 403, 403, 200, 403)),
    "places": ((), (302, 200, 200, 200, 200, 200)),
    "set_place": ((), (302, 200, 200, 200, 200, 403)),
    "place": (("unit",), (302, 404, 200, 200, 200, 200)),
    "withdraw_place": (("week",), (302, 404, 200, 200, 200, 403)),
    "imports": ((), (302, 200, 200, 200, 200, 200)),
    "take_sheet": ((), (302, 403, 403, 403, 200, 403)),
    "import": (("sheet",), (302, 404, 404, 200, 200, 404)),
    "sheet_columns": (("sheet",), (302, 404, 404, 403, 200, 404)),
    "enter_sheet": (("sheet",), (302, 404, 404, 403, 200, 404)),
    "drop_sheet": (("sheet",), (302, 404, 404, 403, 200, 404)),
    "packages": ((), (302, 200, 200, 200, 200, 200)),
    "make_package": ((), (302, 403, 403, 403, 200, 403)),
    "look_package": ((), (302, 403, 403, 403, 200, 403)),
    "trust_partner": ((), (302, 403, 403, 403, 403, 403)),
    "distrust_partner": (("partner",), (302, 404, 404, 403, 403, 404)),
    "package": (("package",), (302, 404, 404, 200, 200, 404)),
    "installation": ((), (302, 200, 200, 200, 200, 200)),
    "isolate": ((), (302, 403, 403, 403, 403, 200)),
    "end_isolation": ((), (302, 403, 403, 403, 403, 200)),
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
    "hand_post_over": (("holding",), (302, 404, 403, 403, 403, 200)),
    "post_holds": (("holding", "tray"), (302, 404, 404, 404, 404, 200)),
    "end_post": (("post",), (302, 404, 403, 403, 403, 200)),
    "delegate": (("holding",), (302, 404, 200, 403, 403, 200)),
    "delegation": (("delegation",), (302, 404, 200, 200, 200, 200)),
    "withdraw_delegation": (("delegation",), (302, 404, 200, 403, 403, 200)),
    "takeover": (("takeover",), (302, 404, 404, 200, 200, 200)),
    "settle_handed": (("handed",), (302, 404, 404, 200, 404, 404)),
    "decline_handed": (("handed",), (302, 404, 404, 200, 404, 404)),
    "people": ((), (302, 404, 404, 404, 404, 200)),
    "register_person": ((), (302, 404, 404, 404, 404, 200)),
    "person": (("person",), (302, 404, 404, 404, 404, 200)),
    "correct_name": (("person",), (302, 404, 404, 404, 404, 200)),
    "open_account": (("person",), (302, 404, 404, 404, 404, 200)),
    "reset_password": (("person",), (302, 404, 404, 404, 404, 200)),
    "reset_factors": (("person",), (302, 404, 404, 404, 404, 200)),
    "identities": (("person",), (302, 404, 404, 404, 404, 200)),
    "unlink_identity": (("person", "linked.source"), (302, 404, 404, 404, 404, 200)),
    "close_account": (("person",), (302, 404, 404, 404, 404, 200)),
    "reopen_account": (("person",), (302, 404, 404, 404, 404, 200)),
    "rights": ((), (302, 200, 200, 200, 200, 200)),
    "rights_review": ((), (302, 404, 404, 404, 404, 200)),
    "post_kinds": ((), (302, 200, 200, 200, 200, 200)),
    "post_kind": (("post.kind_id",), (302, 403, 403, 403, 403, 200)),
    "new_post_kind": ((), (302, 403, 403, 403, 403, 200)),
    "apply_post_kind": (("post.kind_id",), (302, 403, 403, 403, 403, 200)),
    "identity": (("person",), (302, 404, 404, 404, 404, 200)),
    "look_up_person": ((), (302, 404, 404, 404, 404, 200)),
    "my_identity": ((), (302, 200, 200, 200, 200, 200)),
    "me": ((), (302, 200, 200, 200, 200, 200)),
    "change_password": ((), (302, 302, 302, 302, 302, 302)),
    "my_data": ((), (302, 200, 200, 200, 200, 200)),
    "my_looks": ((), (302, 200, 200, 200, 200, 200)),
    "ask_data": ((), (302, 200, 200, 200, 200, 200)),
    "my_data_rows": (("about.key",), (302, 200, 200, 200, 200, 200)),
    "data_requests": ((), (302, 404, 404, 200, 200, 404)),
    "enter_data_request": ((), (302, 403, 403, 200, 200, 403)),
    "data_request": (("data_request",), (302, 404, 200, 200, 404, 404)),
    "data_request_looks": (("data_request",), (302, 404, 403, 200, 404, 404)),
    "drop_looks": ((), (302, 403, 403, 200, 403, 403)),
    "purposes": ((), (302, 200, 200, 200, 200, 200)),
    "purpose": (("purpose.key",), (302, 200, 200, 200, 200, 200)),
    "set_basis": (("purpose.key",), (302, 403, 403, 200, 403, 403)),
    "withdraw_basis": (("purpose",), (302, 403, 403, 200, 403, 403)),
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
    "tie_identity": ((), (302, 302, 302, 302, 302, 302)),
    "unlink_own_identity": (("linked",), (302, 302, 302, 302, 302, 302)),
    "openid_connect_callback": (("unit",), (404, 404, 404, 404, 404, 404)),
    "mfa_list_webauthn": ((), (302, 200, 200, 200, 200, 200)),
    "mfa_add_webauthn": ((), (302, 302, 302, 302, 302, 302)),
    "mfa_edit_webauthn": (("unit.pk",), (302, 302, 302, 302, 302, 302)),
    "mfa_remove_webauthn": (("unit.pk",), (302, 302, 302, 302, 302, 302)),
    "mfa_login_webauthn": ((), (302, 302, 302, 302, 302, 302)),
    "mfa_reauthenticate_webauthn": ((), (302, 302, 302, 302, 302, 302)),
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

# one row a verb of a data request's page
DATA_VERBS: dict[str, tuple[int, ...]] = dict.fromkeys(
    ("answer", "extend", "third_party", "fulfil", "refuse", "lift"), (302, 404, 403, 200, 404, 404)
)

# addresses that only take a form; a GET is refused, a POST by a stranger finds nothing
POSTED = ("choose_post", "do_many", "review_mark", "review_keep", "review_confirm", "end_sessions", "end_session", "language",
          "openid_connect_login",
          "export_journal", "my_data_file", "data_request_copy", "take_package", "tick_pledge")  # fmt: skip


def _client(world: World, role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(world.cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _path(world: World, name: str, things: tuple[str, ...]) -> str:
    return reverse(name, args=[_argument(world, thing) for thing in things])


def _paths(world: World) -> dict[str, str]:
    """The address of every row, and of every verb of the share."""
    acts = {_verb(verb): reverse("assignment_act", args=[world.share.public_id, verb]) for verb in VERBS}
    return {name: _path(world, name, row[0]) for name, row in TABLE.items()} | acts


def _verb(verb: str) -> str:
    return f"act {verb}"


def _argument(world: World, thing: str) -> Any:
    key, _dot, attribute = thing.partition(".")
    return attrgetter(attribute or "public_id")(world.things[key])


@KEPT
def test_who_gets_which_page(world: World, role: str) -> None:
    client, place = _client(world, role), ROLES.index(role)
    wanted = {name: row[1][place] for name, row in TABLE.items()}
    wanted |= {_verb(verb): row[place] for verb, row in VERBS.items()}
    assert {name: client.get(path).status_code for name, path in _paths(world).items()} == wanted


@pytest.mark.table
@pytest.mark.parametrize("role", RELATIONS)
def test_who_stands_where_gets_which_page(world: World, role: str) -> None:
    client, place = _client(world, role), RELATIONS.index(role)
    wanted = {name: row[place] for name, row in RELATED.items()}
    wanted |= {_verb(verb): row[place] for verb, row in RELATED_VERBS.items()}
    assert {name: client.get(path).status_code for name, path in _paths(world).items()} == wanted


@pytest.mark.table
@pytest.mark.parametrize("role", ["stranger", "admin", "beside", "partner"])
def test_a_stranger_posts_into_nothing(world: World, role: str) -> None:
    client = _client(world, role)
    for name in ("review_mark", "review_keep", "review_confirm"):
        assert client.post(_path(world, name, ("entry",)), {}).status_code == 404, name


@pytest.mark.table
@pytest.mark.parametrize("role", ROLES)
def test_who_gets_the_form_that_settles_a_data_request(world: World, role: str) -> None:
    client, place = _client(world, role), ROLES.index(role)
    paths = {
        verb: reverse("data_request_act", args=[world.things["data_request"].public_id, verb]) for verb in DATA_VERBS
    }
    got = {verb: client.get(path).status_code for verb, path in paths.items()}
    assert got == {verb: row[place] for verb, row in DATA_VERBS.items()}


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("stranger", 404), ("doer", 200), ("leader", 200), ("clerk", 200), ("admin", 403)],
)
@pytest.mark.table
def test_who_sees_a_units_journal_may_take_it_along(world: World, role: str, status: int) -> None:
    form = {"unit": world.cast.cell.public_id}
    assert _client(world, role).post(reverse("export_journal"), form).status_code == status


@pytest.mark.table
def test_what_only_takes_a_form_refuses_a_get(world: World) -> None:
    client, got = _client(world, "leader"), {}
    for name in POSTED:
        things = (
            ("entry",)
            if name.startswith("review") or name in ("end_session", "openid_connect_login")
            else ("data_request",)
            if name.startswith("data_request")
            else ("pledge",)
            if name == "tick_pledge"
            else ()
        )
        path = reverse(name, args=["accept"]) if name == "do_many" else _path(world, name, things)
        got[name] = client.get(path).status_code
    assert got == dict.fromkeys(POSTED, 405)


# the acts of a case of inspection: by verb and side in test_inspecting.py
INSPECTED = ("inspection_act", "inspection_part")

# refused, and handed to nobody: the right is asked at no one unit, or the matter is not one to be handed round
NOT_HANDED = {
    "inspection_from_records",
    "propose_inspection",
    "decide_inspections",
    "adopt_inspections",
    "add_inspection_line",
    "tell_inspections",
    "withdraw_inspections",
    "withdraw_inspection_line",
    "form_inspection_team",
    "lay_inspection_form",
    "assign_watch",
    "remark_watched",
    "end_watch",
    "answer_reminder",
    "inspection_seat",
    "inspection_unseat",
    "issue_urge",
    "silence_urging",
    "adopt_programme",
    "ask_study",
    "draft_plan",
    "ask_coordination",
    "enter_coordination",
    "hold_study",
    "start_pledges",
    "count_pledges",
    "upload",
    "open_register",
    "issue_report",
    "establish",
    "establish_outside",
    "register_merit",
    "propose_practice",
    "record_breach",
    "erase_due",
    "lay_hold",
    "freeze_assessment",
    "write_assessment",
    "export_people",
    "set_figure",
    "correct_calendar",
    "set_place",
    "units_import",
    "post_kind",
    "new_post_kind",
    "apply_post_kind",
    "enter_data_request",
    "drop_looks",
    "set_basis",
    "isolate",
    "end_isolation",
    "take_sheet",
    "make_package",
    "look_package",
    "trust_partner",
    "distrust_partner",
}


@pytest.mark.table
@pytest.mark.parametrize("role", ["doer", "leader", "clerk", "admin"])
def test_what_one_sees_and_may_not_do_can_be_handed_to_who_may(world: World, role: str) -> None:
    client, place = _client(world, role), ROLES.index(role)
    refused = {name: row for name, row in TABLE.items() if row[1][place] == 403 and name not in NOT_HANDED}
    paths = {name: _path(world, name, row[0]) for name, row in refused.items()}
    paths |= {verb: reverse("assignment_act", args=[world.share.public_id, verb])
              for verb, row in VERBS.items() if row[place] == 403}  # fmt: skip
    silent = [name for name, path in paths.items() if b'name="hand_over"' not in client.get(path).content]
    assert silent == []


@pytest.mark.table
def test_a_refusal_names_the_post_that_may(world: World) -> None:
    path = reverse("assignment_act", args=[world.share.public_id, "approve"])
    said = _client(world, "doer").get(path).content.decode()
    assert "Bí thư, Đảng ủy Cục Thử nghiệm" in said


@pytest.mark.table
def test_every_count_and_hit_passes_the_same_filter(db: None) -> None:
    """A stranger's lists, search, reports and exports say nothing of what he does not see."""
    world = _world()  # made anew: what is searched in is no row that is put back
    leader, stranger = _client(world, "leader"), _client(world, "stranger")
    for name in ("desk", "registers", "obligations", "mirror", "progress", "units", "journal"):
        said = stranger.get(reverse(name)).content.decode()
        assert world.share.public_id not in said, name
        assert "15-KL/ĐUK" not in said, name
    hits = [who.get(reverse("search"), {"q": "quan ly dang vien"}).content.decode() for who in (leader, stranger)]
    assert ["15-KL/ĐUK" in said for said in hits] == [True, False]


@pytest.mark.table
def test_who_keeps_the_tree_is_told_nothing_of_the_work(world: World) -> None:
    """Not zero, not a number: what one may not see is said to be so."""
    said = _client(world, "admin").get(reverse("units")).content.decode()
    assert "không được xem" in said
    assert "?unit=" not in said


@pytest.mark.table
def test_every_address_has_a_row() -> None:
    known = {*TABLE, *POSTED, "assignment_act", "data_request_act", *INSPECTED}
    assert set(_names(get_resolver().url_patterns)) == known
    assert set(RELATED) == set(TABLE), "a row in tests/web/relations.py"
    assert set(RELATED_VERBS) == set(VERBS), "a row in tests/web/relations.py"


def _names(patterns: list[Any]) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.append(str(pattern.name))
    return found
