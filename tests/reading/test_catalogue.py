"""Danh mục — identity, terms, kinds and bodies as dated data."""

from __future__ import annotations

import pytest

from dondoc.reading.catalogue import default

KNOWN = default()


@pytest.mark.parametrize(
    ("issuer", "series", "so", "kind", "identity"),
    [
        ("TW", "khóa XIII", "21-KL/TW", None, "TW13:21-KL/TW"),
        ("TW", "khóa XIII", "5-QĐ/TW", None, "TW13:05-QĐ/TW"),
        ("TW", "khóa XII", "08-QĐ/TW", "Quy định", "TW12:08-QĐi/TW"),
        ("TW", "khóa XII", "08-QĐ/TW", "Quyết định", "TW12:08-QĐ/TW"),
        ("", "khóa XIII", "16-HD/VPTW", None, "VPTW13:16-HD/VPTW"),
        ("", "2025-2030", "07-NQ/ĐUK", None, "ĐUK2025:07-NQ/ĐUK"),
        ("unit:9", "2025-2030", "07-NQ/ĐUK", None, "ĐUK2025:07-NQ/ĐUK"),
        ("", "", "30/2020/NĐ-CP", None, "CP:30/2020/NĐ-CP"),
        ("", "2025", "106/NQ-CP", None, "CP:106/NQ-CP@2025"),
        ("", "", "106/NQ-CP", None, None),
        ("TW", "", "21-KL/TW", None, None),
        ("QH", "2024", "33/2024/QH15", None, "QH15:33/2024/QH15"),
        ("UBND-HN", "2025", "471/QĐ-UBND", None, "UBND-HN:471/QĐ-UBND@2025"),
        ("", "2026", "734/UBDP-VP", None, "UBDP:734/UBDP-VP@2026"),
        ("", "2026", "không số", None, None),
    ],
)
def test_an_identity_is_issuer_term_kind_and_number(
    issuer: str, series: str, so: str, kind: str | None, identity: str | None
) -> None:
    assert KNOWN.canonical(issuer, series, so, kind) == identity


@pytest.mark.parametrize(
    ("issuer", "day", "term"),
    [
        ("TW", "2016-05-15", "khóa XII"),
        ("TW", "2021-01-31", "khóa XII"),
        ("TW", "2021-02-01", "khóa XIII"),
        ("VPTW", "2018-04-03", "khóa XII"),
        ("ĐUK", "2026-03-18", "2025-2030"),
        ("ĐU", "2025-06-01", None),
        ("TW", "1980-01-01", None),
    ],
)
def test_a_term_follows_from_the_day_and_is_unknown_between_congresses(issuer: str, day: str, term: str | None) -> None:
    assert KNOWN.term_on(issuer, day) == term


def test_one_symbol_may_be_two_kinds() -> None:
    assert {kind.name for kind in KNOWN.kinds_of_symbol("QĐ", "party")} == {"Quyết định", "Quy định"}
    assert {kind.name for kind in KNOWN.kinds_of_symbol("TT", "state")} == {"Thông tư"}
    assert {kind.name for kind in KNOWN.kinds_of_symbol("TT", "party")} == {"Thông tri"}


def test_a_body_is_known_by_any_of_its_names_and_only_in_its_time() -> None:
    assert KNOWN.body_named("BAN ĐỐI NGOẠI TRUNG ƯƠNG").id == "BĐNTW"  # type: ignore[union-attr]
    assert KNOWN.body_named("Ban Đối ngoại Trung ương", "2026-01-01") is None
    assert KNOWN.body_of_symbol("ĐU") is None


def test_an_office_adds_its_units_and_its_short_names_stand_before_ours() -> None:
    office = KNOWN.with_bodies([{"id": "unit:1", "name": "Đảng ủy Khối Thử nghiệm", "aliases": ["ĐUK TN"]}])
    assert office.body_named("đuk tn").id == "unit:1"  # type: ignore[union-attr]
    assert office.body_named("Đảng ủy Khối") is None
    assert KNOWN.body_named("Đảng ủy Khối") is not None


def test_a_law_is_found_by_name_and_the_year_it_was_passed() -> None:
    assert [law.canonical for law in KNOWN.law("luật lưu trữ", "2024")] == ["QH15:33/2024/QH15"]
    assert len(KNOWN.law("Luật Lưu trữ")) == 2
    assert KNOWN.law("Luật Lưu trữ", "1999") == ()


def test_every_known_paper_has_a_term_and_every_replacement_a_day() -> None:
    assert [k for rows in KNOWN.papers.values() for k in rows if not k.term] == []
    assert all(row["on"] and row["new"] != row["old"] for row in KNOWN.replaced)
