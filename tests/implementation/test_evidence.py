"""Minh chứng là một thứ riêng — one proves several works and figures; what leaned on it says so when it is withdrawn."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from dondoc.implementation.actions import closing, proving
from dondoc.implementation.models import Evidence, Proving
from dondoc.implementation.past import evidence_as_of
from dondoc.implementation.proving import Proof
from dondoc.incidents.actions import opening
from dondoc.journal.models import Entry as Line
from dondoc.shared import files, photos
from dondoc.shared.acts import Refused
from dondoc.studying.proving import meeting_of, proof_of
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation
from tests.programmes.making import a_programme, a_target, a_value
from tests.studying.making import BEFORE, a_meeting, an_asking

pytestmark = pytest.mark.acts

LATER, NEXT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC), date(2026, 11, 26)
PLACE = b"21 deg 1' N"


def a_photo(kind: str = "JPEG", taken: str = "2026:11:20 08:15:00") -> bytes:
    """Lying on its side, as telephones write it, with a place."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Hang may anh"
    exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(out, kind, exif=exif)
    return out.getvalue()


def test_one_evidence_proves_several_and_its_withdrawal_leaves_each_of_them_without(cast: Cast) -> None:
    first = an_assignment(cast, upto="accepted")
    second = an_assignment(
        cast, upto="accepted", obligation=an_obligation(cast, an_entry(cast, "16"), text="Báo cáo quý")
    )
    row = proving.add_evidence(assignment=first, kind="WORDS", text="Biên bản", keeper="Văn phòng", by=cast.doer, at=AT)
    proving.reuse_evidence(assignment=second, evidence=row, by=cast.doer, at=LATER)
    with pytest.raises(Refused, match="ở việc ấy rồi"):
        proving.reuse_evidence(assignment=second, evidence=row, by=cast.doer, at=LATER)
    for share in (first, second):
        closing.submit(assignment=share, by=cast.doer, at=LATER)
    closing.approve(assignment=first, by=cast.leader, at=LATER)
    proving.withdraw_evidence(evidence=row, reason="Ghi nhầm biên bản", by=cast.doer, at=LATER)

    assert set(Proving.objects.values_list("withdrawn_on", "withdrawn_because")) == {(NEXT, "Ghi nhầm biên bản")}
    line = Line.objects.get(act="implementation.withdraw_evidence")
    assert line.payload.body["assignments"] == sorted([first.pk, second.pk])  # ids alone
    with pytest.raises(Refused, match="đã được rút"):
        closing.approve(assignment=second, by=cast.leader, at=LATER)
    with pytest.raises(Refused, match="đã được rút"):
        proving.reuse_evidence(assignment=second, evidence=row, by=cast.doer, at=LATER)
    first.refresh_from_db()
    assert first.state == "DONE"  # nothing ends or opens by itself
    proving.add_evidence(
        assignment=first, kind="WORDS", text="Biên bản đúng", keeper="Văn phòng", by=cast.doer, at=LATER
    )
    with pytest.raises(Refused, match="kết thúc"):  # proved again: then it is closed as before
        proving.add_evidence(assignment=first, kind="WORDS", text="Thêm", keeper="Văn phòng", by=cast.doer, at=LATER)


def test_taken_off_one_work_it_still_proves_the_other_and_stood_there_on_earlier_days(cast: Cast) -> None:
    first = an_assignment(cast, upto="accepted")
    second = an_assignment(
        cast, upto="accepted", obligation=an_obligation(cast, an_entry(cast, "16"), text="Báo cáo quý")
    )
    row = proving.add_evidence(assignment=first, kind="WORDS", text="Biên bản", keeper="VP", by=cast.doer, at=AT)
    link = proving.reuse_evidence(assignment=second, evidence=row, by=cast.doer, at=AT)
    proving.take_off_evidence(proving=link, reason="Không phải việc này", by=cast.doer, at=LATER)
    with pytest.raises(Refused, match="gỡ hoặc rút"):
        proving.take_off_evidence(proving=link, reason="Lần nữa", by=cast.doer, at=LATER)
    row.refresh_from_db()
    assert row.withdrawn_on is None
    assert list(first.provings.values_list("withdrawn_on", flat=True)) == [None]
    assert [one.withdrawn_on for one in evidence_as_of(second.provings.all(), TODAY)] == [None]
    assert [one.withdrawn_on for one in evidence_as_of(second.provings.all(), NEXT)] == [NEXT]


def test_what_is_withdrawn_later_is_told_on_earlier_days_as_it_was(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    row = proving.add_evidence(assignment=share, kind="WORDS", text="Biên bản", keeper="VP", by=cast.doer, at=AT)
    proving.withdraw_evidence(evidence=row, reason="Nhầm", by=cast.doer, at=LATER)
    for day, gone in ((TODAY, None), (NEXT, NEXT)):
        (shown,) = evidence_as_of(share.provings.select_related("evidence"), day)
        assert (shown.withdrawn_on, shown.evidence.withdrawn_on) == (gone, gone)


def test_another_unit_uses_none_of_it_and_withdraws_nothing(cast: Cast) -> None:
    row = proving.add_evidence(assignment=an_assignment(cast, upto="accepted"), kind="WORDS", text="Biên bản", keeper="VP",
                               by=cast.doer, at=AT)  # fmt: skip
    other = an_assignment(
        cast, unit=cast.home, obligation=an_obligation(cast, an_entry(cast, "16"), text="Việc chi bộ nhà")
    )
    with pytest.raises(Refused, match="Chỉ dùng lại minh chứng của đơn vị"):
        proving.reuse_evidence(assignment=other, evidence=row, by=cast.leader, at=AT)
    with pytest.raises(Refused, match="chưa được giao quyền"):
        proving.withdraw_evidence(evidence=row, reason="Nhầm", by=cast.stranger, at=AT)
    assert not Evidence.objects.visible_to(cast.stranger).exists()
    assert Evidence.objects.visible_to(cast.leader).get() == row


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_upright_without_its_place_and_has_the_day_it_was_taken(cast: Cast, kind: str) -> None:
    share = an_assignment(cast, upto="accepted", obligation=an_obligation(cast), on=date(2026, 11, 1))
    row = proving.add_evidence(assignment=share, kind="FILE", text="Ảnh hội nghị", data=a_photo(kind), file_name="anh.jpg",
                               by=cast.doer, at=AT)  # fmt: skip
    kept = files.load(row.sha256)
    assert (row.kind, row.on, row.was_entered_on, row.size) == ("PHOTO", date(2026, 11, 20), TODAY, len(kept))
    assert PLACE not in kept and b"Hang may" not in kept
    assert Image.open(io.BytesIO(kept)).size == (20, 40)
    assert not Image.open(io.BytesIO(kept)).getexif()


@pytest.mark.parametrize(("data", "said"), [
    (b"\x00\x00\x00\x18ftypheic" + b"0" * 40, "HEIC"), (b"II*\x00" + b"0" * 40, "TIFF"), (b"\xff\xd8\xff\xe0" + b"0" * 40, "Không đọc"),
])  # fmt: skip
def test_a_photo_whose_place_cannot_be_taken_out_is_not_kept(cast: Cast, data: bytes, said: str) -> None:
    share = an_assignment(cast, upto="accepted")
    with pytest.raises(Refused, match=said):
        proving.add_evidence(
            assignment=share, kind="FILE", text="Ảnh", data=data, file_name="a.jpg", by=cast.doer, at=AT
        )
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("taken", "day"), [("", None), ("0000:00:00 00:00:00", None), ("2026:11:20 08:15:00", date(2026, 11, 20))]
)
def test_the_day_of_a_photo_is_unknown_where_the_camera_wrote_none(taken: str, day: date | None) -> None:
    assert photos.taken_on(a_photo(taken=taken)) == day


def test_a_session_that_was_held_proves_work_by_its_own_day_and_the_figure_of_a_target_too(cast: Cast) -> None:
    meeting = a_meeting(cast, an_asking(cast))
    share = an_assignment(cast, upto="accepted", on=date(2026, 11, 10))
    proof = proof_of(meeting)
    row = proving.add_evidence(
        assignment=share, kind=proof.kind, text=proof.text, thing=proof.thing, on=proof.on, by=cast.doer, at=AT
    )
    assert (row.kind, row.on, meeting_of(row)) == ("SESSION", BEFORE, meeting)
    assert "61-KL/ĐUK" in row.text and "quản lý" not in row.text  # numbers, no titles
    target = a_target(cast, a_programme(cast))
    with pytest.raises(Refused, match="Số liệu cần minh chứng"):
        a_value(cast, target, 27, proof=Proof("WORDS"))
    value = a_value(cast, target, 27, proof=Proof("", again=row))
    assert (value.evidence, Evidence.objects.count()) == (row, 1)
    proving.withdraw_evidence(evidence=row, reason="Nhầm buổi", by=cast.doer, at=LATER)
    with pytest.raises(Refused, match="đã được rút"):
        a_value(cast, target, 28, 2024, proof=Proof("", again=row))


def test_an_incident_of_one_work_hides_its_evidence_wherever_it_is_used(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    row = proving.add_evidence(assignment=share, kind="WORDS", text="Lời kín", keeper="Tủ số 4", by=cast.doer, at=AT)
    value = a_value(cast, a_target(cast, a_programme(cast)), 27, proof=Proof("", again=row))
    opening.open_incident(unit=cast.root, things=[share.obligation.paper], level="MẬT", ground="Báo", found_on=TODAY,
                          found_by="Văn thư", by=cast.office, at=AT)  # fmt: skip
    row.refresh_from_db()
    value.refresh_from_db()
    assert "kín" not in row.text and "Tủ" not in row.keeper
    assert value.value == 27
