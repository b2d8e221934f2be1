"""Trang dữ liệu cá nhân — mine and nobody else's; who looked is told; a restricted person is offered and named to nobody."""

from __future__ import annotations

import ast
import io
import json
from datetime import date, datetime, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dondoc.access.actions import close_account
from dondoc.access.models import Person
from dondoc.journal.queries import story
from dondoc.personal.actions.requesting import ask, enter
from dondoc.personal.actions.retaining import lay_hold
from dondoc.personal.actions.settling import answer, fulfil
from dondoc.personal.declared import purposes
from dondoc.personal.looking import WHAT, saw
from dondoc.personal.models import Look, Request
from dondoc.shared.calendar import hanoi_day
from tests.cast import AT, TODAY, Cast
from tests.house.tracked import SOURCE, modules

pytestmark = pytest.mark.acts
BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(cast: Cast, role: str) -> Client:
    client = Client()
    client.force_login(cast.user(role), BACKEND)
    return client


def read(client: Client, name: str, *args: Any, **query: str) -> str:
    found = client.get(reverse(name, args=args), query)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def test_my_page_tells_every_purpose_and_no_other_person(cast: Cast) -> None:
    said = read(signed_in(cast, "doer"), "my_data")
    assert "Bạch Công Lễ" in said and "Kiều Đình Thạc" not in said
    for words in ("Từ đâu có", "Ai xem được", "Giữ đến khi nào", "chưa xác định", "chưa đặt; còn giữ"):
        assert words in said


@pytest.mark.parametrize("key", ["access.user", "access.session", "journal.entry", "units.holding", "access.grant"])
def test_each_kind_of_row_has_its_page(cast: Cast, key: str) -> None:
    client = signed_in(cast, "doer")
    ask(kind="COPY", asked="", by=cast.doer, at=AT)
    said = read(client, "my_data_rows", key)
    assert "<table" in said and "Kiều Đình Thạc" not in said
    assert not any(session.pk in said for session in Session.objects.all()), "the key of a session is nobody's to read"


def test_the_pages_of_rows_ask_the_same_at_one_and_at_many(cast: Cast) -> None:
    client = signed_in(cast, "doer")
    client.get(reverse("language"))  # the session is on the list before it is counted
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            read(client, "my_data_rows", "units.holding")
            read(client, "my_data_rows", "access.grant")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 24


def test_my_file_holds_what_my_page_holds_and_leaves_a_line(cast: Cast) -> None:
    answered = signed_in(cast, "doer").post(reverse("my_data_file"))
    with ZipFile(io.BytesIO(b"".join(answered.streaming_content))) as zipped:  # type: ignore[attr-defined]
        told = json.loads(zipped.read("du-lieu.json"))
    assert told["person"] == "Bạch Công Lễ" and told["data"]["units.holding"]
    assert "Bạch" not in answered["Content-Disposition"]
    assert story("access.person", cast.doer.person_id or 0)[0].act == "personal.take_copy"


def test_whoever_opens_the_list_of_people_is_told_to_each_of_them(cast: Cast) -> None:
    admin = signed_in(cast, "admin")
    for _again in range(2):
        read(admin, "people")
    admin.get(reverse("people"), {"as": "xlsx"})
    assert Look.objects.filter(what="people.list").count() == len(cast.people) - 1
    said = read(signed_in(cast, "doer"), "my_looks")
    assert said.count("Đàm Quang Sửu") == 2 and "Quản trị" in said
    assert "Tệp danh sách người và tài khoản" in said and "Chưa đặt giữ bao lâu" in said


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_who_is_named_in_a_file_is_told_with_how_many_others(
    cast: Cast, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.web.pouring.PART", 2)
    signed_in(cast, "admin").get(reverse("people"), {"as": form})
    assert set(Look.objects.values_list("what", "names")) == {("people.file", len(cast.people) - 1)}
    signed_in(cast, "leader").get(reverse("unit_posts", args=[cast.root.public_id]), {"as": form})
    posts = Look.objects.filter(what="posts.file")
    assert set(posts.values_list("names", flat=True)) == {posts.count()} and posts.count() > 2


def test_my_looks_go_to_a_workbook(cast: Cast) -> None:
    saw([cast.doer.person_id], "people.list", by=cast.admin, at=AT)
    data = signed_in(cast, "doer").get(reverse("my_looks"), {"as": "xlsx"}).content
    assert "Đàm Quang Sửu" in _words(data)


def test_who_reads_the_posts_of_a_branch_is_told_too(cast: Cast) -> None:
    read(signed_in(cast, "leader"), "unit_posts", cast.root.public_id)
    assert set(Look.objects.values_list("what", flat=True)) == {"posts.list"}
    assert cast.leader.person_id not in Look.objects.values_list("whose", flat=True)


def _restrict(cast: Cast, role: str) -> Request:
    row = ask(kind="RESTRICT", asked="", by=cast.people[role], at=AT)
    answer(request=row, text="Sẽ hạn chế", by=cast.office, at=AT)
    fulfil(request=row, outcome="Đã hạn chế", by=cast.office, at=AT)
    return row


def test_a_restricted_person_is_left_out_of_files_and_choosers_and_stays_on_pages(cast: Cast) -> None:
    _restrict(cast, "doer")
    admin, leader = signed_in(cast, "admin"), signed_in(cast, "leader")
    assert b"B\xe1\xba\xa1ch C\xc3\xb4ng L\xe1\xbb\x85" in admin.get(reverse("people")).content
    assert "Bạch Công Lễ" not in _words(admin.get(reverse("people"), {"as": "xlsx"}).content)
    posts = reverse("unit_posts", args=[cast.root.public_id])
    assert "Bạch Công Lễ" in leader.get(posts).content.decode()
    file = _words(leader.get(posts, {"as": "xlsx"}).content)
    assert "Bạch Công Lễ" not in file and "(đang hạn chế xử lý)" in file
    from dondoc.units.models import Holding

    seat = Holding.objects.get(pk=cast.doer.holding_id).post
    assert "Bạch Công Lễ" not in read(admin, "fill_post", seat.public_id)
    other = Holding.objects.get(pk=cast.clerk.holding_id).public_id
    assert "Bạch Công Lễ" not in read(admin, "hand_post_over", other)


def test_no_file_names_a_restricted_person(cast: Cast) -> None:
    """Neither rights, nor rights to be looked at again, requests, or orders to keep; their rows stay."""
    _restrict(cast, "doer")
    whom = Person.objects.get(pk=cast.doer.person_id)
    lay_hold(person=whom, from_on=TODAY, ground="Theo yêu cầu kiểm tra", by=cast.office, at=AT)
    close_account(user=cast.user("doer"), unit=cast.root, by=cast.admin, at=AT)
    admin, office = signed_in(cast, "admin"), signed_in(cast, "office")
    files = [
        admin.get(reverse("rights"), {"act": "obligations.accept", "as": "xlsx"}),
        admin.get(reverse("rights"), {"person": whom.public_id, "as": "xlsx"}),
        admin.get(reverse("rights_review"), {"list": "closed", "as": "xlsx"}),
        office.get(reverse("data_requests"), {"state": "all", "as": "xlsx"}),
        office.get(reverse("holds"), {"as": "xlsx"}),
    ]
    for found in files:
        said = _words(found.content)
        assert (
            "(đang hạn chế xử lý)" in said
            and "Bạch Công Lễ" not in said
            and "Bạch" not in found.headers["Content-Disposition"]
        )


def _words(data: bytes) -> str:
    """Every word of a workbook."""
    with ZipFile(io.BytesIO(data)) as book:
        return " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_the_desk_sees_late_as_late_and_unset_as_unset(cast: Cast) -> None:
    now = timezone.now()
    today = hanoi_day(now)
    late, fresh, unset = (
        enter(person=Person.objects.get(pk=cast.people[role].person_id), kind="COPY", asked="", received_on=on,
              by=_on(cast.clerk, today), at=now)
        for role, on in (("doer", today - timedelta(days=12)), ("head", today), ("stranger", date(2025, 12, 1)))
    )  # fmt: skip
    office = signed_in(cast, "office")
    said = read(office, "data_requests")
    assert said.index(str(late)) < said.index(str(fresh)) < said.index(str(unset)), "soonest first, unknown last"
    assert said.count("quá hạn") == 2, "its reply and its work"
    assert "chưa đủ dữ liệu" in said and "đúng hạn" not in said
    page = read(office, "data_request", unset.public_id)
    assert "chưa đặt" in page and "chưa nạp quy định nào cho ngày này" in page
    desk = read(office, "desk")
    assert "Yêu cầu về dữ liệu cá nhân" in desk and desk.count("YC-") == 3
    assert "Yêu cầu về dữ liệu cá nhân" not in read(signed_in(cast, "doer"), "desk")


def _on(actor: Any, day: date) -> Any:
    from dataclasses import replace

    return replace(actor, today=day, memo={})


def test_the_page_of_a_request_says_by_which_rule_and_calendar(cast: Cast) -> None:
    row = ask(kind="COPY", asked="", by=cast.doer, at=AT)
    said = read(signed_in(cast, "doer"), "data_request", row.public_id)
    assert "356/2025/NĐ-CP" in said and "lịch làm việc" in said and "26/11/2026" in said
    assert "Trả lời yêu cầu về dữ liệu</a>" not in said, "who asked does not decide"


def test_the_desk_settles_through_its_forms(cast: Cast) -> None:
    row = ask(kind="CORRECT", asked="Tên đúng là Bạch Công Lệ", by=cast.doer, at=timezone.now())
    office = signed_in(cast, "office")

    def press(verb: str, **said: str) -> Any:
        return office.post(
            reverse("data_request_act", args=[row.public_id, verb]),
            {"once": verb + said.get("text", ""), "on": "hôm nay", **said},
        )

    assert press("answer", text="").status_code == 422
    assert press("answer", text="Sẽ sửa").status_code == 302
    assert press("fulfil", outcome="Đã sửa", full_name="Bạch Công Lệ").status_code == 302
    row.refresh_from_db()
    assert row.state == "DONE" and Person.objects.get(pk=row.person_id).full_name == "Bạch Công Lệ"
    assert press("answer", text="Lần nữa").status_code == 409


def test_deletion_shows_first_what_goes_and_what_stays_and_why(cast: Cast) -> None:
    row = ask(kind="DELETE", asked="", by=cast.doer, at=AT)
    said = read(signed_in(cast, "office"), "data_request_act", row.public_id, "fulfil")
    assert "Sẽ xóa gì, giữ gì" in said and "không hoàn lại được" in said
    assert "Hồ sơ công việc phải nói được ai giữ chức danh nào" in said


def test_a_copy_for_who_has_no_account_is_made_by_the_desk_and_told(cast: Cast) -> None:
    row = ask(kind="COPY", asked="", by=cast.doer, at=AT)
    office, path = signed_in(cast, "office"), reverse("data_request_copy", args=[row.public_id])
    assert office.post(path).status_code == 404, "not before it is answered"
    answer(request=row, text="Sẽ gửi", by=cast.office, at=AT)
    assert office.post(path).status_code == 200
    assert signed_in(cast, "doer").post(path).status_code == 404
    assert Look.objects.filter(what="request.copy", whose=row.person).count() == 1


def test_who_protects_the_data_reads_who_looked_with_a_reason(cast: Cast) -> None:
    row = ask(kind="COPY", asked="", by=cast.doer, at=AT)
    saw([cast.doer.person_id], "people.list", by=cast.admin, at=AT)
    office, path = signed_in(cast, "office"), reverse("data_request_looks", args=[row.public_id])
    assert office.post(path, {"reason": ""}).status_code == 422
    said = office.post(path, {"reason": "Kiểm tra đơn"}).content.decode()
    assert "Đàm Quang Sửu" in said and "Kiểm tra đơn" in said


def test_a_request_without_words_the_law_does_not_ask_for_is_taken(cast: Cast) -> None:
    doer = signed_in(cast, "doer")
    sent = doer.post(reverse("ask_data"), {"kind": "COPY", "once": "a"})
    assert sent.status_code == 302 and Request.objects.get().kind == "COPY"
    again = doer.post(reverse("ask_data"), {"kind": "COPY", "once": "b"})
    assert again.status_code == 409 and "YC-1/" in again.content.decode()


def test_the_secretary_of_a_cell_answers_for_nobodys_data(cast: Cast) -> None:
    """The same post, another unit: neither the desk, nor the names of all, nor the word in the rail."""
    doer = signed_in(cast, "doer")
    assert doer.get(reverse("data_requests")).status_code == 404
    entered = doer.get(reverse("enter_data_request"))
    assert entered.status_code == 403 and "Vi Thị Ngần" not in entered.content.decode()
    assert reverse("data_requests") not in read(doer, "desk")
    assert reverse("data_requests") in read(signed_in(cast, "leader"), "desk")
    assert not Person.objects.granted(cast.doer, "personal.enter", cast.root.path).exists()
    assert Person.objects.granted(cast.clerk, "personal.enter", cast.root.path).exists()


def test_the_register_is_open_to_all_and_says_what_is_unset(cast: Cast) -> None:
    said = read(signed_in(cast, "doer"), "purposes")
    assert f"{len(purposes())} mục đích chưa xác định căn cứ xử lý" in said and "chưa xác nhận, chờ cơ quan đặt" in said
    office = signed_in(cast, "office")
    sent = {"basis": "STATE", "from_on": "hôm nay", "ground": "Họp Thường trực", "once": "x"}
    assert office.post(reverse("set_basis", args=["posts"]), sent).status_code == 302
    assert f"{len(purposes()) - 1} mục đích chưa xác định" in read(office, "purposes")
    assert "Họp Thường trực" in read(office, "purpose", "posts")


# ── who tells of people says who looked ──────────────────────────────────────────────────────────────────────────────

NAMES = {"Person", "Holding", "User"}
# file → functions that ask for people and log no look, and why.
UNLOGGED = {
    "cli/ready.py": {"actor_named": "who acts at the command line"},
    "web/journal/filters.py": {
        "asked": "one holding, to narrow the lines of the journal",
        "doer": "the name one types; the lines found are the journal's",
    },
    "web/reminding/acting.py": {"open_feed": "the post one acts under, one's own"},
    "web/access/persons.py": {"person": "whose page it is was found by `_person`, which logs the look"},
    "web/outgoing.py": {"signers": "a chooser: who may sign for the unit one acts for"},
    "web/units/delegating.py": {"delegate": "one holding, on the form of the act"},
    "web/units/succeeding.py": {
        "HandPostOverForm": "a chooser: one person is picked, and the act is in the journal",
        "the_holding": "one holding, on the form of the act",
    },
    "web/inspecting/printing.py": {"_holders": "a chooser: who may sign for the unit whose paper it is"},
    "web/personal/mine.py": {"with_posts": "the posts of those who looked, shown to whom they looked at"},
    "web/access/identity.py": {"look_up": "whether the one found may be shown: the page that shows it logs the look"},
    "web/access/views.py": {"_said_of": "namesakes, told by the act itself: of others' only that they are"},
    "web/access/backends.py": {
        "OneTimeCodeBackend": "the account that is being signed in, for itself",
        "DirectoryBackend": "the account that is being signed in, for itself",
    },
    "web/access/throttling.py": {"_written": "the account a lock is written of: nobody sees it here"},
    "web/personal/requests.py": {"EnterForm": "a chooser: one person is picked, and told by the request itself"},
    "web/personal/retention.py": {"HoldForm": "a chooser: one person is picked; told once the hold has ended (holds)"},
    "web/planning/forms.py": {"_holders": "a chooser: which posts of the unit are asked alone, an open fact of the office"},
    "web/pledging/forms.py": {"PersonForm": "a name written in full: nobody is listed; the list itself is logged (pledging.list)"},
    "web/studying/rolls.py": {
        "RollForm": "a name written in full: nobody is listed; the names on the form are logged (studying.roll)",
        "_people": "the names on the form, whose page logs the look (studying.roll)",
    },
    "web/story.py": {"sentences": "who did an act, in the journal of the work: it is not a page of people"},
    "web/units/tree.py": {"picture": "counts posts held, names nobody"},
    "web/units/views.py": {
        "_posts": "who holds which post of one unit: an open fact of the office, as on its door",
        "FillForm": "a chooser: one person is picked, and the act is in the journal",
        "vacate_post": "one holding, on the form of the act",
    },
}  # fmt: skip


def unlogged(tree: ast.Module) -> set[str]:
    """Functions and classes that start a query at people, and do not call `shown`."""
    return {top.name for top in tree.body if isinstance(top, ast.FunctionDef | ast.ClassDef)
            and _asks_people(top) and "shown" not in {n.id for n in ast.walk(top) if isinstance(n, ast.Name)}}  # fmt: skip


def _asks_people(top: ast.AST) -> bool:
    return any(
        isinstance(n, ast.Attribute) and n.attr == "objects" and ast.unparse(n.value) in NAMES for n in ast.walk(top)
    )


@pytest.mark.parametrize("path", modules("web", "cli"), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_page_that_tells_of_people_logs_the_look(path: Any) -> None:
    known = UNLOGGED.get(str(path.relative_to(SOURCE)), {})
    assert unlogged(ast.parse(path.read_text("utf-8"))) == set(known)


def test_the_rule_bites() -> None:
    assert unlogged(ast.parse("def people(r):\n    return Person.objects.kept_by(r)")) == {"people"}
    assert not unlogged(
        ast.parse("def people(r):\n    shown(r, 'people.list', [])\n    return Person.objects.kept_by(r)")
    )


def test_every_page_that_is_logged_has_its_words() -> None:
    calls = [n for path in modules("web") for n in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(n, ast.Call) and ast.unparse(n.func) == "shown"]  # fmt: skip
    named = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    assert len(calls) >= 6 and named <= set(WHAT)


def test_the_clock_of_a_look_is_the_doors(cast: Cast) -> None:
    before = timezone.now()
    read(signed_in(cast, "admin"), "people")
    moments: list[datetime] = list(Look.objects.values_list("at", flat=True))
    assert all(moment >= before for moment in moments)
