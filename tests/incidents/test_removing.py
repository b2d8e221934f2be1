"""Xóa hẳn — raw files of the database, the store, the quarantine, the index: every run is found before, none after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from dondoc.cli.house import learn_sizes
from dondoc.documents.models import Copy, Entry, Paper
from dondoc.implementation.models import Evidence
from dondoc.incidents import stages
from dondoc.incidents.actions.closing import close, tick
from dondoc.incidents.actions.finding import include
from dondoc.incidents.actions.removing import clean_again, remove, resume
from dondoc.incidents.models import Incident
from dondoc.incidents.reporting import facts_of, hash_of, sheet
from dondoc.incidents.runs import shared_runs
from dondoc.journal.queries import story, verify
from dondoc.printing.docx import render_docx
from dondoc.printing.pdf import render_pdf
from dondoc.shared import backups, files
from dondoc.shared.acts import Refused
from dondoc.shared.erasing import REMOVED
from tests.cast import TODAY, a_house
from tests.incidents import scanner
from tests.incidents.slipped import LATER, RUNS, Slipped, do_jobs, slip
from tests.incidents.test_hiding import opened, places

pytestmark = [pytest.mark.acts, pytest.mark.wide]
RARE = ("khoam", "moong", "suong", "suot")  # folded, of the paper's own text; each with an o: no code of a row has one


@pytest.fixture
def found(transactional_db: None) -> Slipped:
    """On disk, with the statistics that a server takes by itself."""
    scanner.uncompressed()
    made = slip(a_house())
    learn_sizes()
    return made


def ready(found: Slipped) -> Incident:
    """Opened, searched, every suspect taken in."""
    incident = opened(found)
    do_jobs("incidents.look")
    waiting = list(incident.places.filter(state="SUSPECT"))
    incident.refresh_from_db()
    for place in waiting:
        include(
            incident=incident,
            places=[place],
            is_cut=place.kind == "implementation.note",
            by=found.cast.office,
            at=LATER,
        )
    incident.refresh_from_db()
    return incident


def removed(found: Slipped, incident: Incident) -> Incident:
    remove(incident=incident, decision="Ý kiến của Thường trực Đảng ủy ngày 24/11/2026", by=found.cast.office, at=LATER)
    do_jobs("incidents.remove")
    return Incident.objects.get(pk=incident.pk)


def contents(found: Slipped) -> dict[str, set[str]]:
    """What the files in the store say, however the store keeps them."""
    names = [
        *Copy.objects.values_list("sha256", flat=True),
        *Evidence.objects.exclude(sha256="").values_list("sha256", flat=True),
    ]
    return {
        name: here
        for name in set(names)
        if not name.startswith("-")
        for here in [scanner.has_any(files.load(name), RUNS)]
        if here
    }


def test_every_run_is_found_before_and_none_after(found: Slipped) -> None:
    said = {run for here in scanner.in_database(RUNS).values() for run in here}
    packed = {run for here in contents(found).values() for run in here}
    assert said | packed == set(RUNS), "the scanner finds each run there is"
    assert len(contents(found)) == 3, "Word, PDF, and the evidence"
    assert len(said) > len(RUNS) * 0.8
    assert scanner.in_search(RUNS), "the index tells them, put together again"
    assert scanner.indexed(RARE) == set(RARE)
    assert scanner.words_in_database(RARE), "raw pages tell a word whole, but for what it shares with the word before"
    names = [row.sha256 for row in found.paper.copies.all()]
    incident = ready(found)
    assert places() == set()
    assert any(name.startswith("quarantine/sc-") for name in scanner.in_folder(RUNS)), "sealed, not yet destroyed"
    incident = removed(found, incident)
    assert (incident.state, incident.problem) == ("REMOVED", "")
    assert scanner.in_database(RUNS) == {}
    assert scanner.in_folder(RUNS) == {}
    assert scanner.in_search(RUNS) == set()
    assert scanner.indexed(RARE) == scanner.words_in_database(RARE) == set()
    assert contents(found) == {}
    for name in names:
        with pytest.raises(Refused):
            files.load(name)
    assert scanner.in_database(set(names)) == {}, "nor the digest of a file"


def test_what_remains_stands_and_proves_it(found: Slipped) -> None:
    steps = found.share.steps.count()
    incident = removed(found, ready(found))
    paper = Paper.objects.get(pk=found.paper.pk)
    assert (paper.title, paper.so_ky_hieu, paper.is_stub) == (REMOVED, "77-KL/ĐUK", True)
    assert Entry.objects.filter(paper=paper).count() == 2
    found.share.refresh_from_db()
    assert (found.share.state, found.share.steps.count(), found.share.obligation.text) == ("SUBMITTED", steps, REMOVED)
    found.things["issued"].refresh_from_db()
    assert found.things["issued"].hash
    assert [line.act for line in story("incidents.incident", incident.pk)][::-1] == [
        "incidents.open", "incidents.include", "incidents.include", "incidents.remove", "incidents.finish",
    ]  # fmt: skip
    assert incident.hash == hash_of(facts_of(incident))
    assert set(incident.stages.values_list("name", flat=True)) == set(stages.STAGES)
    assert incident.stages.get(name="database").notes == []
    assert verify().broken is None
    assert not list((Path(settings.DONDOC_DATA) / "quarantine").glob("sc-*"))


def test_the_report_says_what_was_done_and_nothing_of_the_secret(found: Slipped) -> None:
    backups.note(Path(settings.DONDOC_DATA) / "truoc.tar", "ab" * 32, LATER)
    incident = removed(found, ready(found))
    for data in (render_docx(sheet(incident)), render_pdf(sheet(incident))):
        assert scanner.has_any(data, RUNS) == set()
        assert scanner.has_any(data, ["bien ban", "viec lam bang tay"])
    hands = set(incident.by_hand.values_list("what", flat=True))
    assert {"backup", "backups", "disk", "printed", "downloads"} <= hands
    assert ("wal" in hands) is (connection.vendor == "postgresql")
    with pytest.raises(Refused, match="bằng tay chưa xong"):
        close(incident=incident, by=found.cast.office, at=LATER)
    for item in incident.by_hand.all():
        tick(item=item, on=TODAY, note="Đã hủy trước hai người", by=found.cast.office, at=LATER)
    close(incident=incident, by=found.cast.office, at=LATER)
    incident.refresh_from_db()
    assert incident.state == "CLOSED" and incident.hash == hash_of(facts_of(incident))
    assert story("incidents.incident", incident.pk)[0].payload.body == {"hash": incident.hash}


if connection.vendor == "postgresql":  # SQLite is a file of its own: there is no cluster, and nothing is left out

    def test_a_writer_in_another_database_of_the_cluster_is_waited_for(found: Slipped) -> None:
        """Snapshots reach back to it, and a table written anew would keep the old rows."""
        import psycopg

        own = connection.settings_dict
        incident = ready(found)
        with psycopg.connect(dbname="postgres", user=own["USER"], host=own["HOST"], autocommit=True) as other:
            other.execute("BEGIN")
            other.execute("SELECT txid_current()")
            ending = Timer(4, other.execute, ["COMMIT"])
            ending.start()
            removed(found, incident)
            ending.join()
        assert scanner.in_database(RUNS) == {}


class Broken(BaseException):
    """The power went out here."""


@pytest.mark.table
def test_broken_off_in_every_stage_it_goes_on_and_nothing_shows(
    found: Slipped, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = ready(found)
    remove(incident=incident, decision="Ý kiến của Thường trực", by=found.cast.office, at=LATER)
    for name, (label, do) in list(stages.STAGES.items()):
        monkeypatch.setitem(stages.STAGES, name, (label, partial(broken, do)))
        with pytest.raises(Broken):
            do_jobs("incidents.remove")
        assert places() == set()
        assert Incident.objects.get(pk=incident.pk).state == "REMOVING"
        monkeypatch.setitem(stages.STAGES, name, (label, do))
    resume(incident=incident, by=found.cast.office, at=LATER)
    do_jobs("incidents.remove")
    assert Incident.objects.get(pk=incident.pk).state == "REMOVED"
    assert scanner.in_database(RUNS) == scanner.in_folder(RUNS) == {}
    assert verify().broken is None


def broken(do: stages.Do, work: stages.Work) -> Any:
    """Done, and not written down that it is."""
    do(work)
    raise Broken


@pytest.mark.table
def test_words_written_meanwhile_stop_it_until_they_are_looked_at(found: Slipped) -> None:
    incident = ready(found)
    found.things["plain"].text = "Chép lại: vận chuyển mười hai thùng kíp quỳn dẻo"
    found.things["plain"].save()
    incident = removed(found, incident)
    assert incident.state == "HIDDEN" and "1 chỗ" in incident.problem
    place = incident.places.get(state="SUSPECT")
    assert place.thing_id == found.things["plain"].pk
    include(incident=incident, places=[place], by=found.cast.office, at=LATER)
    assert removed(found, Incident.objects.get(pk=incident.pk)).state == "REMOVED"


@pytest.mark.table
def test_a_line_of_the_journal_that_bore_words_loses_them_and_verifies(found: Slipped) -> None:
    from dondoc.journal.actions import write

    with transaction.atomic():
        line = write(
            "documents.file", found.entry, by=found.cast.clerk, at=LATER, unit=found.cast.root, said=found.duty.text
        )
    incident = ready(found)
    incident = removed(found, incident)
    assert incident.stages.get(name="journal").counts == {"lines": 1}
    assert scanner.in_database(RUNS) == {}
    assert (verify().broken, verify().erased) == (None, 1)
    assert not hasattr(type(line).objects.get(pk=line.pk), "payload")


def test_the_database_is_cleaned_again_where_something_stood_in_the_way(found: Slipped) -> None:
    incident = removed(found, ready(found))
    incident.stages.filter(name="database").update(notes=["Chưa làm được"])
    clean_again(incident=incident, by=found.cast.office, at=timezone.now())
    do_jobs("incidents.clean_again", at=timezone.now())
    assert incident.stages.get(name="database").notes == []


def test_the_scanner_unfolds() -> None:
    words = "vận chuyển mười hai thùng kíp"
    runs = ["van chuyen muoi hai thung"]
    assert shared_runs(words, set(runs))
    import gzip
    import json
    import unicodedata
    import zlib

    ways = [words.encode(), unicodedata.normalize("NFD", words).encode(), words.upper().encode(), words.encode("utf-16-le"),
            b"x" + words.encode("utf-16-be"), json.dumps(words).encode(), b"??" + zlib.compress(words.encode()),
            gzip.compress(words.encode()), b"van chuyen muoi hai thung"]  # fmt: skip
    assert [scanner.has_any(way, runs) for way in ways] == [set(runs)] * len(ways)
    assert scanner.has_any(b"van chuyen muoi ba thung", runs) == set()
