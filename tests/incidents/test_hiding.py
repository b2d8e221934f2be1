"""Ẩn, gỡ ẩn, tìm chỗ khác — in the act that opens an incident its words leave every row; given back, each says what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from dondoc.access.rights import NotAllowed
from dondoc.documents import search
from dondoc.documents.actions.uploads import upload
from dondoc.documents.models import Copy, Paper, Reading, Upload
from dondoc.incidents.actions import closing, removing
from dondoc.incidents.actions.finding import ask_look, include, leave
from dondoc.incidents.actions.opening import lift, open_incident
from dondoc.incidents.models import ByHand, Incident, Place
from dondoc.incidents.runs import cut, phrase_runs, runs_of, shared_runs
from dondoc.journal.queries import verify
from dondoc.obligations.models import Assignment, Obligation
from dondoc.printing.docx import render_docx
from dondoc.shared import files
from dondoc.shared.acts import Refused
from dondoc.shared.erasing import HIDDEN, text_columns
from tests.cast import TODAY, Cast, a_person
from tests.incidents import slipped
from tests.incidents.slipped import LATER, RUNS, Slipped, do_jobs, read_now, slip

pytestmark = pytest.mark.acts
QUOTES = {"implementation.note", "documents.paperlink"}  # in the work of another paper: a person decides


def opened(found: Slipped, **over: Any) -> Incident:
    facts: dict[str, Any] = {
        "unit": found.cast.root, "things": [found.paper], "level": "MẬT", "ground": "Báo của bộ phận bảo mật",
        "found_on": TODAY, "found_by": "Văn thư", "by": found.cast.office, "at": LATER,
    }  # fmt: skip
    return open_incident(**{**facts, **over})


def places() -> set[tuple[str, int]]:
    """Every row of every table that has some run of five words of it."""
    return {(kind, pk) for kind, pk, values in texts() if shared_runs(values, set(RUNS))}


def texts() -> Iterator[tuple[str, int, list[Any]]]:
    for model in apps.get_models():
        for pk, *values in model._base_manager.values_list("pk", *text_columns(model)):
            yield model._meta.label_lower, pk, values


@pytest.fixture
def found(cast: Cast) -> Slipped:
    return slip(cast)


def test_the_words_are_found_wherever_they_went(found: Slipped) -> None:
    assert {kind for kind, _pk in places()} == {
        "documents.paper", "documents.reading", "documents.copy", "documents.upload", "documents.reviewmark",
        "documents.leaderdirection", "documents.paperlink", "obligations.obligation", "obligations.amendment",
        "obligations.assignment", "implementation.plan", "implementation.note", "implementation.evidence",
        "implementation.extension", "implementation.report", "reports.issued", "units.handover", "access.draft",
    }  # fmt: skip


def test_opened_nothing_says_it_any_more(found: Slipped) -> None:
    incident = opened(found)
    assert {kind for kind, _pk in places()} == QUOTES
    paper = Paper.objects.get(pk=found.paper.pk)
    assert (paper.title, paper.kind, paper.issuer, paper.secrecy) == (HIDDEN, "Văn bản mật", found.cast.root, "MẬT")
    assert (paper.so_ky_hieu, paper.issued_on) == ("77-KL/ĐUK", date(2026, 11, 10))
    seen = Paper.objects.visible_to(found.cast.clerk)
    assert not search.matching(seen, "khoằm trạc").exists()
    assert search.matching(seen, "kế hoạch kiểm tra").exists()
    assert incident.contents.count() == 3
    assert verify().broken is None


def test_given_back_each_row_says_what_it_said(found: Slipped) -> None:
    before = dict(_columns())
    incident = opened(found)
    assert dict(_columns()) != before
    lift(incident=incident, reason="Đã hỏi cơ quan ban hành", by=found.cast.office, at=LATER)
    now = dict(_columns())
    assert {key: value for key, value in before.items() if not key[0].startswith("access.draft")} == {
        key: value for key, value in now.items() if key in before
    }
    assert search.matching(Paper.objects.visible_to(found.cast.clerk), "khoằm trạc").get() == found.paper
    assert files.load(Copy.objects.filter(paper=found.paper).order_by("id")[0].sha256)


def _columns() -> Iterator[tuple[tuple[str, Any], Any]]:
    for model in apps.get_models():
        if not model._meta.app_label.startswith(("incidents", "journal", "jobs")):
            for row in model._base_manager.values():
                yield (model._meta.label_lower, row[model._meta.pk.attname]), row


def test_a_number_that_is_itself_secret_goes_too(found: Slipped) -> None:
    opened(found, keeps_number=False)
    assert Paper.objects.get(pk=found.paper.pk).so_ky_hieu == ""
    assert found.paper.so_ky_hieu not in str(list(texts_of("reports.issued")))


def texts_of(kind: str) -> Iterator[Any]:
    return (values for one, _pk, values in texts() if one == kind)


def test_what_quotes_it_is_listed_and_a_person_decides(found: Slipped) -> None:
    incident = opened(found)
    do_jobs("incidents.look")
    waiting = {(place.kind, place.thing_id): place for place in incident.places.filter(state="SUSPECT")}
    quote = found.things["quote"]
    assert {kind for kind, _pk in waiting} == QUOTES, "an unlike paper's set phrases are not called up"
    with pytest.raises(Refused, match="chưa xem"):
        _remove(incident, found)
    incident.refresh_from_db()
    include(
        incident=incident,
        places=[waiting["implementation.note", quote.pk]],
        is_cut=True,
        by=found.cast.office,
        at=LATER,
    )
    quote.refresh_from_db()
    assert quote.text.startswith("Nghe nói ███ ██████") and quote.text.endswith("nên xin thêm người")
    link = next(place for key, place in waiting.items() if key[0] == "documents.paperlink")
    include(incident=incident, places=[link], by=found.cast.office, at=LATER)
    assert places() == set()
    lift(incident=Incident.objects.get(pk=incident.pk), reason="Không phải", by=found.cast.office, at=LATER)
    quote.refresh_from_db()
    assert quote.text == slipped.QUOTED


def _remove(incident: Incident, found: Slipped) -> None:
    from dondoc.incidents.actions.removing import remove

    incident.refresh_from_db()
    remove(incident=incident, decision="Ý kiến Thường trực", by=found.cast.office, at=LATER)


def test_what_was_hidden_with_the_rest_and_is_no_secret_is_left(found: Slipped) -> None:
    incident = opened(found)
    note = found.things["note"]
    place = incident.places.get(kind="implementation.note", thing_id=note.pk)
    leave(incident=incident, places=[place], reason="Không nói gì của văn bản", by=found.cast.office, at=LATER)
    note.refresh_from_db()
    assert note.text == slipped.NOTED
    with pytest.raises(Refused, match="gỡ ẩn cả sự cố"):
        paper = incident.places.get(kind="documents.paper")
        leave(incident=incident, places=[paper], reason="x", by=found.cast.office, at=LATER)


def test_the_same_file_of_another_paper_is_hidden_and_told(found: Slipped) -> None:
    cast = found.cast
    copy = Copy.objects.filter(paper=found.paper).order_by("id")[0]
    other = found.things["other"].paper
    Copy.objects.create(paper=other, unit=cast.root, sha256=copy.sha256, size=1, format="docx", file_name="nham.docx",
                        reading=copy.reading, at=LATER)  # fmt: skip
    incident = opened(found)
    do_jobs("incidents.look")
    assert not Copy.objects.filter(sha256=copy.sha256).exists()
    assert incident.contents.order_by("-holders")[0].holders >= 3
    assert incident.places.filter(kind="documents.paper", thing_id=other.pk, state="SUSPECT").exists()


def test_a_file_that_waits_leaves_at_once(cast: Cast) -> None:
    row = read_now(unit=cast.root, data=render_docx(slipped.sheet()), file_name="a.docx", by=cast.clerk, at=LATER)
    raw = upload(unit=cast.root, data="chữ chưa đọc".encode(), file_name="b.txt", by=cast.clerk, at=LATER)
    open_incident(unit=cast.root, things=[row, raw], level="CHƯA RÕ", ground="Báo", found_on=TODAY, found_by="Văn thư",
                  by=cast.clerk, at=LATER)  # fmt: skip
    assert places() == set()
    assert set(Upload.objects.values_list("state", "file_name", "sha256")) == {("REFUSED", "", "")}
    assert not Reading.objects.exclude(text="").exists()


def test_one_thing_alone_and_nothing_of_its_paper(found: Slipped) -> None:
    proof = found.things["proof"]
    opened(found, things=[proof], by=found.cast.leader)
    proof.refresh_from_db()
    assert proof.text == HIDDEN and proof.sha256.startswith("-")
    assert Obligation.objects.filter(text__contains="quỳn dẻo").exists()


def test_words_that_a_person_gives_are_looked_for_and_kept_nowhere(found: Slipped) -> None:
    incident = opened(found)
    plain = found.things["plain"]
    ask_look(incident=incident, phrases="MẬT\nrà soát xong", by=found.cast.office, at=LATER)
    do_jobs("incidents.look")
    assert Place.objects.get(kind="implementation.note", thing_id=plain.pk).state == "SUSPECT"
    assert "soat xong" not in str(
        [values for kind, _pk, values in texts() if kind.startswith(("jobs", "incidents", "journal"))]
    )


@pytest.mark.parametrize("role", ["doer", "head", "stranger", "admin"])
def test_who_may_not_open_one(found: Slipped, role: str) -> None:
    with pytest.raises(NotAllowed):
        opened(found, by=getattr(found.cast, role))


def test_only_once_and_only_what_carries_words(found: Slipped) -> None:
    opened(found)
    with pytest.raises(Refused, match="đã được ẩn"):
        opened(found, things=[Paper.objects.get(pk=found.paper.pk)])
    with pytest.raises(Refused, match="không mang nội dung"):
        opened(found, things=[found.cast.root])
    for lack in ({"ground": " "}, {"found_by": ""}, {"level": "x"}, {"found_on": date(2027, 1, 1)}):
        with pytest.raises(Refused):
            opened(found, things=[Assignment.objects.get(pk=found.share.pk)], **lack)


def test_runs_and_cutting() -> None:
    assert runs_of("Một hai ba bốn năm sáu") == {"mot hai ba bon nam", "hai ba bon nam sau"}
    assert runs_of("Một hai ba bốn") == set()
    assert phrase_runs("khoằm trạc\nmột") == {"khoam trac"}
    assert cut({"a": ["x Một HAI ba bốn, năm y"]}, {"mot hai ba bon nam"}) == {"a": ["x ███ ███ ██ ███, ███ y"]}


def test_who_was_only_shown_a_paper_hides_it_and_its_owner_disposes_of_it(found: Slipped) -> None:
    """Opened at the cell that was given the work: the office between may destroy, give back or close nothing of it."""
    cast = found.cast
    below = a_person(cast, "below", "Lục Thị Vừa", cast.branch, "CHANH_VAN_PHONG")
    incident = opened(found, unit=cast.cell, by=cast.doer)
    facts: dict[str, Any] = {"incident": incident, "by": below, "at": LATER}
    runs: list[Callable[[], None]] = [
        lambda: include(places=[], **facts),
        lambda: leave(places=[], reason="Chữ thường", **facts),
        lambda: removing.remove(decision="Quyết định 5", **facts),
        lambda: removing.resume(**facts),
        lambda: removing.clean_again(**facts),
        lambda: closing.tick(item=ByHand(incident=incident), on=TODAY, note="không có", by=below, at=LATER),
        lambda: closing.close(**facts),
        lambda: lift(reason="Không mật", **facts),
    ]
    for run in runs:
        with pytest.raises(Refused, match="ngoài phạm vi"):
            run()
    lift(incident=incident, reason="Không mật", by=cast.office, at=LATER)

    own = opened(found, unit=cast.cell, things=[found.things["proof"]], by=cast.doer)
    place = Place(incident=own, kind="documents.paper", thing_id=found.paper.pk, state="SUSPECT")
    with pytest.raises(Refused, match="ngoài phạm vi"):
        include(incident=own, places=[place], by=below, at=LATER)
    lift(incident=own, reason="Không mật", by=below, at=LATER)
