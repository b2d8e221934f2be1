"""Tính đến ngày — a page of a past day says what it said that evening; today is the last of the days."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dondoc.documents.actions.directing import enter_direction
from dondoc.implementation.actions import closing
from dondoc.implementation.models import Extension
from dondoc.implementation.past import extensions_as_of
from dondoc.obligations.actions import assigning
from dondoc.obligations.lifecycle import ASSIGNMENT
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import given_as_of, obligations_as_of
from dondoc.shared.acts import Refused
from dondoc.units.actions import rename
from dondoc.web.days import understand_past
from tests.cast import TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, evidence
from tests.ring import IS_LONG
from tests.web.story import DEEDS, FIRST, Story, evening, pages, read

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
MANY = 60 if IS_LONG else 2
EACH = 1 if IS_LONG else 3  # of the pages of an evening, one in so many; in `make long` all
deeds = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, len(DEEDS) - 1), st.integers(0, 11)), min_size=20, max_size=60
)


def _client(cast: Cast, role: str = "leader") -> Client:
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _begin(cast: Cast) -> Story:
    """Enough for every deed to find something to be done on."""
    story = Story(cast)
    story.register(0)
    story.confirm(3)
    story.assign(1)
    return story


def _live(story: Story, told: list[tuple[int, int, int]]) -> None:
    for wait, deed, turn in told:
        story.day += wait * DAY
        with suppress(Refused, ZeroDivisionError), transaction.atomic():
            DEEDS[deed](story, turn)


# A story written out: what each day changes is named beside it.
WEEKS = [(0, "assign", 0), (1, "accept", 0), (0, "note", 1), (1, "extend", 0), (1, "answer", 1), (1, "prove", 0),
         (1, "submit", 0), (1, "judge", 0), (1, "rename", 0), (0, "amend", 0), (1, "amend", 1), (1, "submit", 0),
         (1, "judge", 6), (0, "hand_back", 1), (2, "withdraw", 1), (1, "register", 0), (0, "link", 1), (1, "link", 4),
         (1, "rename", 1), (0, "link", 1), (1, "confirm", 4), (0, "assign", 5), (1, "end", 0)]  # fmt: skip


@pytest.mark.table
@pytest.mark.wide
def test_weeks_later_each_day_still_says_what_it_said_that_evening(cast: Cast) -> None:
    names = {deed.__name__: deed for deed in DEEDS}
    story, client = _begin(cast), _client(cast)
    said: dict[tuple[date, str], str] = {}
    for wait, deed, turn in [*WEEKS, (3, "rename", 2)]:
        for past in range(wait):
            day = story.day + past * DAY
            told = [
                page for page in pages(cast) if "/cascade/" not in page and "?state=" not in page
            ]  # told by any story
            told = told[day.toordinal() % EACH :: EACH]  # another third each evening
            said |= {(day, page): read(client, page, evening(day)) for page in told}
        story.day += wait * DAY
        names[deed](story, turn)
    now = evening(story.day + 5 * DAY)
    assert len(said) > 150 // EACH
    for (day, page), words in said.items():
        assert read(client, page, now, day) == words, (day, page)


@pytest.mark.table
@pytest.mark.wide
@pytest.mark.timeout(1800)  # many stories in the long ring, beside whatever else runs
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(told=deeds, back=st.integers(1, 12))
def test_any_story_is_told_the_same_of_a_past_day(cast: Cast, told: list[tuple[int, int, int]], back: int) -> None:
    """Halfway through any story the pages are read; at its end they say the same of that day."""
    with transaction.atomic():
        story, client = _begin(cast), _client(cast)
        _live(story, told[: len(told) // 2])
        day = story.day
        said = {page: read(client, page, evening(day)) for page in pages(cast)}
        story.day += back * DAY
        _live(story, told[len(told) // 2 :])
        now = evening(story.day)
        for page, words in said.items():
            assert read(client, page, now, day) == words, page
        _same_as_today(story.day)
        transaction.set_rollback(True)


def _same_as_today(day: date) -> None:
    """The dated rows lead to today's columns, field by field."""
    columns = ("state", "due_on", "done_late", "submitted_on", "done_on", "closed_because")
    today = {row.pk: [getattr(row, c) for c in columns] for row in Assignment.objects.all()}
    then = given_as_of(list(Assignment.objects.all()), day)
    assert {row.pk: [getattr(row, c) for c in columns] for row in then} == today
    fields = ("state", "text", "due_on", "ended_because")
    duties = obligations_as_of(list(Obligation.objects.all()), day)
    assert {row.pk: [getattr(row, f) for f in fields] for row in duties} == {
        row.pk: [getattr(row, f) for f in fields] for row in Obligation.objects.all()
    }
    asked = extensions_as_of(list(Extension.objects.all()), day)
    assert [(row.pk, row.state, row.answer) for row in asked] == list(
        Extension.objects.values_list("pk", "state", "answer")
    )


def test_what_is_entered_afterwards_of_a_past_day_counts_from_that_day(cast: Cast) -> None:
    """Accepted on the 28th, reported on the 28th as of the 26th: on the 27th it was already reported."""
    story = _begin(cast)
    story.day = FIRST + 4 * DAY
    share, who = story._share(0)
    assigning.accept(assignment=share, **who)
    story.prove(0)
    closing.submit(assignment=share, on=FIRST + 2 * DAY, **who)
    _same_as_today(story.day)
    then = [given_as_of([Assignment.objects.get(pk=share.pk)], FIRST + n * DAY)[0].state for n in range(5)]
    assert then == ["ISSUED", "ISSUED", "SUBMITTED", "SUBMITTED", "SUBMITTED"]


def test_no_page_of_a_day_before_a_renaming_bears_the_new_name(cast: Cast) -> None:
    story, client = _begin(cast), _client(cast)
    story.cascade(0) if Assignment.objects.filter(unit=cast.branch).exists() else story.assign(1)
    story.day += 3 * DAY
    for unit in (cast.root, cast.branch, cast.cell, cast.khoi, cast.board):
        rename(unit=unit, name=f"MỚI {unit.pk}", short="MỚI", on=story.day, by=cast.setup, at=story.at())
    now = evening(story.day + DAY)
    bearing = [page for page in pages(cast) if "MỚI" in read(client, page, now, FIRST)]
    assert bearing == []
    assert all("MỚI" in read(client, page, now) for page in pages(cast) if "/units/" in page)


def test_what_was_not_there_yet_is_said_calmly_and_since_when_it_is(cast: Cast) -> None:
    share, client = an_assignment(cast), _client(cast)
    paper, before = share.obligation.paper, "?day=01/03/2026"
    for page, words in (
        (f"/papers/{paper.public_id}/", "văn bản này chưa có"), (f"/obligations/{share.obligation.public_id}/", "nhiệm vụ này chưa có"),
        (f"/assignments/{share.public_id}/", "việc này chưa có"), (f"/papers/{paper.public_id}/lineage/", "văn bản này chưa có"),
    ):  # fmt: skip
        answer = client.get(page + before)
        said = answer.content.decode()
        assert answer.status_code == 404
        assert f"Vào ngày 01/03/2026 {words}." in said
        assert f"?day={TODAY:%d/%m/%Y}" in said
    assert client.get("/assignments/khongcogi0/?day=01/03/2026").content.decode().count("chưa có.") == 0


def test_who_may_not_see_a_thing_today_is_told_nothing_of_its_past(cast: Cast) -> None:
    share, stranger = an_assignment(cast), _client(cast, "stranger")
    page = f"/assignments/{share.public_id}/"
    plain, past = stranger.get(page), stranger.get(page + "?day=01/03/2026")
    assert (plain.status_code, past.status_code) == (404, 404)
    assert "01/03/2026" not in past.content.decode()


@pytest.mark.parametrize(
    ("words", "said"),
    [("abc", "Không hiểu ngày “abc”"), ("31/02/2026", "Không hiểu"), ("<b>", "“&lt;b&gt;”"), ("01/01/0001", "Không hiểu"),
     ("31/12/2099", "Ngày 31/12/2099 chưa tới"), ("cuối năm", "chưa tới")],
)  # fmt: skip
def test_a_day_to_come_or_not_understood_is_said_and_the_page_is_todays(cast: Cast, words: str, said: str) -> None:
    client, page = _client(cast), f"/units/{cast.cell.public_id}/"
    with_clock = {"day": words}
    answer = client.get(page, with_clock)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert "Trang này là của hôm nay." in text


def test_days_are_understood_looking_back() -> None:
    today = date(2026, 11, 26)
    said = {"15/12": date(2025, 12, 15), "26/11": today, "hôm qua": date(2026, 11, 25), "1.3.2026": date(2026, 3, 1),
            "cuối tháng trước": date(2026, 10, 31), "cuoi quy truoc": date(2026, 9, 30), "cuối năm ngoái": date(2025, 12, 31),
            "đầu năm": date(2026, 1, 1), "29/02": date(2024, 2, 29), "hôm nay": today, "31/04": None, "": None}  # fmt: skip
    assert {words: understand_past(words, today) for words in said} == said


def test_a_past_day_offers_no_act_and_its_links_keep_the_day(cast: Cast) -> None:
    share = an_assignment(cast, upto="submitted")
    story, client = Story(cast, day=TODAY), _client(cast)
    story.entries.append(share.obligation.entry)
    enter_direction(
        entry=share.obligation.entry, leader=_holding(cast), text="Làm", on=TODAY, lead=None, **story.by("clerk")
    )
    pages_ = [f"/papers/{share.obligation.paper.public_id}/", f"/obligations/{share.obligation.public_id}/",
              f"/assignments/{share.public_id}/", f"/units/{cast.cell.public_id}/", "/obligations/?state=all"]  # fmt: skip
    walked = ("/papers/", "/assignments/", "/obligations/")
    from lxml import html

    from tests.web.story import clock

    for page in pages_:
        with clock(evening(TODAY + 3 * DAY)):
            answer = client.get(page + ("&" if "?" in page else "?") + f"day={TODAY:%d/%m/%Y}")
        tree = html.fromstring(answer.content.decode())
        main = tree.get_element_by_id("content")
        assert 'class="past"' in answer.content.decode()
        assert main.xpath(".//*[contains(@class,'button')]") == []
        links = [a for a in main.xpath(".//a/@href") if a.startswith(walked) and "/copies/" not in a]
        assert links or "units" in page
        assert [a for a in links if f"day={TODAY:%d/%m/%Y}" not in a] == [], page


def _holding(cast: Cast):
    from dondoc.units.models import Holding

    return Holding.objects.get(pk=cast.leader.holding_id)


@pytest.mark.table
def test_a_page_of_a_past_day_asks_no_more_at_sixty_rows_than_at_two(cast: Cast) -> None:
    from tests.web.story import clock

    entry, client = an_entry(cast), _client(cast)
    share = an_assignment(cast, obligation=an_obligation(cast, entry))
    addresses = [f"/papers/{entry.paper.public_id}/", f"/assignments/{share.public_id}/", f"/units/{cast.cell.public_id}/",
                 "/obligations/", f"/obligations/{share.obligation.public_id}/"]  # fmt: skip

    def counts() -> dict[str, int]:
        found = {}
        for address in addresses:
            with clock(evening(TODAY + 2 * DAY)), CaptureQueriesContext(connection) as asked:
                assert client.get(address, {"day": f"{TODAY:%d/%m/%Y}", "state": "all"}).status_code == 200
            found[address] = len(asked)
        return found

    for n in range(2):
        evidence(cast, an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {n}"), upto="accepted"))
    client.get("/")  # that a session is in use is noted every five minutes: here
    few = counts()
    for n in range(2, 40):
        an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc {n}"))
        evidence(cast, share)
    assert counts() == few
    assert max(few.values()) <= 34, few


def test_nothing_follows_done() -> None:
    """The list of a past day takes *xong muộn* from what was written when the work was done."""
    assert ASSIGNMENT.offered_from("DONE") == []


def test_a_row_of_a_past_day_cannot_be_saved(cast: Cast) -> None:
    share = given_as_of([an_assignment(cast)], TODAY)[0]
    with pytest.raises(TypeError):
        share.save()
