"""Không ai thấy điều chưa phải của mình — every page and every export of a case, as every role, at every state.

Words that are somebody's alone are laid into a case; whoever may not read them is sent to every address of the case and
to every place that gathers (desk, search, journal, lists, printed papers, the dossier), and they must not be found there.
The test first shows that those who may read them do find them.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.inspecting.actions import asking, finding, noting, preparing
from dondoc.inspecting.lifecycle import RAIL, State
from dondoc.inspecting.models import Case
from dondoc.web.inspecting.sheets import PAPERS
from dondoc.web.inspecting.verbs import CASE_VERBS, PART_VERBS
from tests.cast import AT, TODAY, Cast, client_of
from tests.inspecting.making import BOTH, WALK, a_proposal

pytestmark = pytest.mark.acts
ALL = ("clerk", "leader", "deputy", "office", "admin", "head", "above", "doer", "stranger")
TEAM, BODY, LEAD, INSPECTED, BESIDE = {"clerk", "deputy"}, {"leader", "deputy"}, {"head"}, "doer", "stranger"
INSIDE = TEAM | BODY | LEAD
NOTE, DIARY, KIN = "Gặp riêng ngoài giờ lúc chiều", "Buổi đầu ở trụ sở chi bộ", "Chị dâu công tác ở đó"
FOUND, STRENGTH, ASKED = "Ban hành kế hoạch chậm", "Duy trì sinh hoạt đều", "Sổ họp quý hai của chi bộ"
LATER = {FOUND, STRENGTH}  # of these the inspected hear at the conference, not before
STATES = RAIL[RAIL.index(State.DEPLOYED) :]
AFTER = RAIL[RAIL.index(State.DRAFTED) :]


def may_read(state: State) -> dict[str, set[str]]:
    """Who may find which words by then."""
    heard = RAIL.index(state) >= RAIL.index(State.HEARD)
    return {
        NOTE: TEAM, DIARY: TEAM | BODY | LEAD, KIN: BODY,
        FOUND: INSIDE | ({INSPECTED} if heard else set()), STRENGTH: INSIDE | ({INSPECTED} if heard else set()),
        ASKED: INSIDE | {INSPECTED},
    }  # fmt: skip


def to(cast: Cast, case: Case, state: State) -> None:
    """One step on; what is somebody's alone is said where it would be said."""
    if state == State.DEPLOYED:
        for body in case.bodies.all():
            preparing.tell_object(body=body, on=TODAY, by=cast.clerk, at=AT)
        said = preparing.declare(case=case, said="KIN", note=KIN, by=cast.deputy, at=AT)
        preparing.declare(case=case, said="NONE", by=cast.clerk, at=AT)
        preparing.rule_conflict(declaration=said, ruling="KEEP", ground="Thường trực", by=cast.leader, at=AT)
        preparing.deploy(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT)
    elif state == State.VERIFYING:
        WALK[state](cast, case)
        for text, is_diary in ((NOTE, False), (DIARY, True)):
            noting.write_entry(case=case, text=text, on=TODAY, is_diary=is_diary, by=cast.clerk, at=AT)
        body = case.bodies.get(unit=cast.cell)
        asking.ask_documents(body=body, text=ASKED, due_on=TODAY + timedelta(days=3), by=cast.clerk, at=AT)
        finding.praise(body=body, text=STRENGTH, by=cast.clerk, at=AT)
    else:
        WALK[state](cast, case)
    case.refresh_from_db()


def addresses(case: Case) -> Iterator[str]:
    """Every address of a case and of what belongs to it, printed or not; where its words might be gathered."""
    code = case.public_id
    yield reverse("inspection", args=[code])
    yield reverse("inspection_notebook", args=[code])
    yield reverse("inspection_dossier", args=[code])
    for body in case.bodies.all():
        yield reverse("inspection_self_report", args=[code, body.public_id])
        yield reverse("inspection_from_records", args=[code, body.public_id])
        yield from (f"{reverse('inspection_print', args=[code, key])}?as=docx&of={body.public_id}" for key in PAPERS)
    yield from (reverse("inspection_act", args=[code, name]) for name in CASE_VERBS)
    things = {
        "body": case.bodies, "finding": case.findings, "declaration": case.declarations, "request": case.requests,
        "strength": case.strengths,
    }  # fmt: skip
    for name, verb in PART_VERBS.items():
        yield from (reverse("inspection_part", args=[code, name, one.public_id]) for one in things[verb.of].all())
    for tray in ("open", "over"):
        yield f"{reverse('inspections')}?state={tray}"
        yield f"{reverse('inspections')}?state={tray}&as=xlsx"
    yield from (reverse(name) for name in ("desk", "journal", "mirror", "inspection_programmes", "schedule"))
    yield from (f"{reverse('search')}?q={words}" for words in (NOTE, DIARY, KIN, FOUND, STRENGTH, ASKED))


def read(client: Client, path: str) -> str:
    """What an answer says, unpacked as deep as it is packed; a search says back what it was asked, which is not told."""
    answer = client.get(path)
    if answer.status_code != 200:
        return ""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    said = _unpacked(data)
    if "?q=" in path:
        return said.replace(html.escape(path.split("?q=")[1]), "").replace(path.split("?q=")[1], "")
    return said


def _unpacked(data: bytes) -> str:
    if data[:2] != b"PK":
        return html.unescape(data.decode("utf-8", "ignore"))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "\n".join(_unpacked(packed.read(name)) for name in packed.namelist())


def found_by(client: Client, case: Case, words: set[str]) -> dict[str, str]:
    """Which of these words one finds, each with the address where."""
    places: dict[str, str] = {}
    for path in addresses(case):
        said = read(client, path)
        places |= {word: path for word in words - places.keys() if word in said}
    return places


def check(cast: Cast, case: Case, state: State, roles: Sequence[str]) -> None:
    readers = may_read(state)
    for role in roles:
        seen = found_by(client_of(cast, role), case, set(readers))
        wrong = {word: path for word, path in seen.items() if role not in readers[word]}
        assert not wrong, (state, role, wrong)
        if role in TEAM and state in AFTER:
            assert {NOTE, FOUND, ASKED} <= seen.keys(), "the test looks where they stand"
        if role == INSPECTED and RAIL.index(state) >= RAIL.index(State.HEARD):
            assert FOUND in seen


@pytest.mark.wide
@pytest.mark.table
@pytest.mark.timeout(600)
def test_who_may_not_read_it_finds_it_nowhere(cast: Cast) -> None:
    """Before the conference: the inspected, another inspected beside it, and a member who does find it."""
    _walk(cast, (State.DRAFTED,), ("doer", "stranger", "clerk"))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_at_every_state(cast: Cast) -> None:
    _walk(cast, STATES, ALL)


def _walk(cast: Cast, looked: Sequence[State], roles: Sequence[str]) -> None:
    case = a_proposal(cast)
    for state in RAIL[1:]:
        to(cast, case, state)
        if state in looked:
            check(cast, case, state, roles)
