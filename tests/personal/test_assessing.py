"""Hồ sơ đánh giá tác động — filled from what there really is, frozen, due again by the figure."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dondoc.access.models import Person
from dondoc.access.rights import NotAllowed
from dondoc.personal import measuring
from dondoc.personal.actions import assessing as acts
from dondoc.personal.assessing import hash_of, measured, upcoming
from dondoc.personal.assessments import Assessment, AssessmentText, Part
from dondoc.personal.breaching import Fixed
from dondoc.personal.measuring import measures
from dondoc.shared import files
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import hanoi_day
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.acts


def write_all(cast: Cast) -> None:
    for part in Part.values:
        acts.write_assessment(part=part, text=f"Phần {part}", by=cast.office, at=AT)


def measure(key: str) -> Any:
    return next(one for one in measures(AT) if one.key == key)


def test_it_counts_what_is_really_held(cast: Cast) -> None:
    sheet = measured(AT)
    people = next(one for one in sheet["purposes"] if one["key"] == "people")
    assert people["tables"][0]["rows"] == Person.objects.count()
    assert "full_name" in people["tables"][0]["columns"]
    assert (people["basis"], people["kept"]) == ("", "")  # unset is said, not filled in
    assert next(one for one in sheet["rights"] if one["act"] == "access.register_person")["persons"] == 1


def test_measures_follow_the_configuration_that_runs(cast: Cast, settings: Any) -> None:
    assert measure("https").holds is False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    assert measure("https").holds is True
    assert measure("factors").words == "0 trong 9 tài khoản đang dùng"
    assert measure("backup").holds is None
    settings.AUTH_PASSWORD_VALIDATORS = []
    assert measure("passwords").holds is False


def test_a_file_that_lies_there_as_it_is_is_told(cast: Cast) -> None:
    assert measure("files").holds is None
    files.store(b"noi dung")
    assert measure("files").holds is True
    plain = (
        measuring.Path(measuring.settings.DONDOC_DATA) / "files" / "aa" / files.digest(b"cu")
    )  # of an earlier version
    plain.parent.mkdir(exist_ok=True)  # the file stored above may lie there, one time in 256
    plain.write_bytes(b"cu")
    assert measure("files").holds is False


@pytest.mark.parametrize(("uuid", "holds"), [("CRYPT-LUKS2-abc", True), ("LVM-abc", False)])
def test_the_disk_is_asked_of_the_kernel(
    cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uuid: str, holds: bool
) -> None:
    import os

    monkeypatch.setattr(measuring, "_DEVICES", tmp_path)
    assert measure("disk").holds is None
    device = Path(settings.DONDOC_DATA).stat().st_dev
    place = tmp_path / f"{os.major(device)}:{os.minor(device)}"
    (place / "dm").mkdir(parents=True)
    (place / "dm" / "uuid").write_text(uuid)
    assert measure("disk").holds is holds


def test_it_is_frozen_only_whole_and_then_stands(cast: Cast) -> None:
    with pytest.raises(Refused, match="Còn phần chưa viết"):
        acts.freeze_assessment(by=cast.office, at=AT)
    write_all(cast)
    row = acts.freeze_assessment(by=cast.office, at=AT)
    assert (row.number, row.hash) == (1, hash_of(row.sheet))
    acts.write_assessment(part=Part.RISKS, text="Rủi ro khác", by=cast.office, at=AT)
    again = acts.freeze_assessment(by=cast.office, at=AT)
    assert (again.number, again.sheet["texts"]["RISKS"]) == (2, "Rủi ro khác")
    assert Assessment.objects.get(number=1).sheet["texts"]["RISKS"] == "Phần RISKS"
    assert AssessmentText.objects.filter(part=Part.RISKS).count() == 2
    with pytest.raises(Fixed):
        row.save()


def test_the_first_is_due_since_processing_began_the_next_since_the_last(cast: Cast) -> None:
    first = upcoming(AT)
    assert first.since == hanoi_day(AT)
    assert first.due_on == TODAY + timedelta(days=60)
    assert upcoming(AT + timedelta(days=61)).is_late
    write_all(cast)
    acts.freeze_assessment(by=cast.office, at=AT)
    assert upcoming(AT).due_on == date(2027, 5, 24)
    assert not upcoming(AT).is_late


def test_only_who_may_and_not_the_same_words_twice(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        acts.write_assessment(part=Part.RISKS, text="x", by=cast.clerk, at=AT)
    acts.write_assessment(part=Part.RISKS, text="x", by=cast.office, at=AT)
    with pytest.raises(Refused):
        acts.write_assessment(part=Part.RISKS, text="x ", by=cast.office, at=AT)
    with pytest.raises(NotAllowed):
        acts.freeze_assessment(by=cast.leader, at=AT)
