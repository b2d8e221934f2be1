"""Hợp đồng JSON — the shape of the object, and what a marked paper leaves out of it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

import pytest

from dondoc.reading import read
from dondoc.reading.model import Unreadable
from tests.reading.making import HEAD

TEXT = HEAD + (
    "Căn cứ Kết luận số 21-KL/TW ngày 25/10/2021,\n1. Giao Văn phòng Đảng ủy báo cáo trước ngày 15 hằng tháng.\n"
    "2. Phấn đấu đạt tối thiểu 95% chi bộ sinh hoạt đều.\nNơi nhận:\n- Lưu.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nTrần Văn Thử\n"
)
TOP = ["source", "sha256", "format", "chars", "text", "reader", "catalogue", "genre", "header", "outline",
       "references", "obligations", "findings", "targets", "people", "warnings"]  # fmt: skip


def _spans(value: Any) -> list[tuple[int, int]]:
    if isinstance(value, dict):
        own = [(value["start"], value["end"])] if value.get("start") is not None else []
        return own + [span for inner in value.values() for span in _spans(inner)]
    return [span for inner in value for span in _spans(inner)] if isinstance(value, list) else []


def test_the_object_has_the_contracts_keys_and_plain_json_values() -> None:
    body = read(TEXT.encode(), name="ket-luan.txt").as_dict()
    assert sorted(body) == sorted(TOP)
    assert json.loads(json.dumps(body, ensure_ascii=False)) == body
    assert (body["source"], body["sha256"]) == ("ket-luan.txt", hashlib.sha256(TEXT.encode()).hexdigest())
    assert body["chars"] == len(body["text"]) == len(TEXT)


def test_a_due_says_from_and_until_in_the_contracts_words() -> None:
    due = read(TEXT.encode()).as_dict()["obligations"][0]["due"]
    assert {"from", "until", "on", "recurs", "precision", "clock"} <= set(due)
    assert "from_" not in due


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_every_span_of_a_plain_text_counts_characters_of_the_file(form: str, line: str) -> None:
    given = unicodedata.normalize(form, TEXT).replace("\n", line)  # type: ignore[arg-type]
    body = read(given.encode()).as_dict()
    assert body["text"] == given
    spans = _spans(body)
    assert len(spans) > 12
    assert all(0 <= start < end <= len(given) for start, end in spans)
    assert all(given[row["start"] : row["end"]] == row["surface"] for row in body["references"])
    assert all(given[row["start"] : row["end"]] == row["text"] for row in body["obligations"])


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert (read(b"\xef\xbb\xbf" + TEXT.encode()).text or "").startswith("ĐẢNG ỦY")


def test_a_marked_paper_gives_only_its_mark() -> None:
    body = read(("TUYỆT MẬT\n" + TEXT).encode(), name="ten-rieng.txt").as_dict()
    assert sorted(body) == ["catalogue", "format", "header", "reader", "warnings"]
    assert list(body["header"]) == ["secrecy"]
    assert body["header"]["secrecy"]["value"] == "TUYỆT MẬT"
    assert body["header"]["secrecy"]["start"] is None
    assert [row["code"] for row in body["warnings"]] == ["SECRET_MARK"]


def test_only_the_isolated_profile_reads_a_marked_paper() -> None:
    data = ("MẬT\n" + TEXT).encode()
    whole = read(data, secret="read")
    assert whole.text is not None
    assert whole.header.secrecy
    assert read(data, secret="anything else").text is None


def test_no_error_of_a_library_leaves_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr("dondoc.reading.whole.find_outline", broken)
    with pytest.raises(Unreadable) as told:
        read(TEXT.encode())
    assert told.value.code == "UNREADABLE"
    assert told.value.message.endswith(".")
