"""Trường đọc được — a reading's header as the fields of a register line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.documents.office import house_catalogue
from dondoc.documents.rules import Fields, series_of


@dataclass(frozen=True, slots=True)
class Header:
    """Đầu văn bản — values only, "" or None where the paper does not give them."""

    kind: str = ""
    so_ky_hieu: str = ""
    number: str = ""
    issuer_name: str = ""
    issuer_id: str = ""
    title: str = ""
    issued_on: date | None = None
    urgency: str = ""


def header_of(body: dict[str, Any]) -> Header:
    """What the reader found at the head and foot of a paper."""
    header = body.get("header") or {}

    def value(name: str) -> str:
        return (header.get(name) or {}).get("value") or ""

    issued = value("issued_on")
    return Header(
        kind=value("kind"), so_ky_hieu=value("so_ky_hieu"), number=value("number"),
        issuer_name=value("issuer"), issuer_id=(header.get("issuer") or {}).get("id") or "",
        title=value("subject"), issued_on=date.fromisoformat(issued) if issued else None,
        urgency=value("urgency"),
    )  # fmt: skip


def number_in(so_ky_hieu: str) -> str:
    """The number before the symbol: "15" of 15-KL/ĐU and of 15/QĐ-BNV; "" where there is none."""
    digits = so_ky_hieu.replace("/", "-").split("-")[0].strip()
    return digits if digits[:1].isdigit() else ""


def identity(issuer_id: str, so_ky_hieu: str, issued_on: date | None) -> tuple[str, str]:
    """(series, canonical) — the term or year a number counts in, and the printed identity."""
    known = house_catalogue()
    state = so_ky_hieu.find("/") != -1 and so_ky_hieu.find("/") < (so_ky_hieu.find("-") % 99)
    owner = "" if issuer_id.startswith("unit:") else issuer_id
    term = known.term_on(owner, issued_on.isoformat()) if issued_on else None
    series = series_of("state" if state else "party", issued_on, term)
    return series, known.canonical(owner, series, so_ky_hieu) or ""


def fields_from(header: Header, secrecy: str = "") -> Fields:
    """The fields of `register`, as read."""
    series, canonical = identity(header.issuer_id, header.so_ky_hieu, header.issued_on)
    return Fields(
        kind=header.kind, title=header.title, number=header.number or number_in(header.so_ky_hieu),
        so_ky_hieu=header.so_ky_hieu, issued_on=header.issued_on, series=series,
        canonical=canonical, urgency=header.urgency, secrecy=secrecy,
    )  # fmt: skip
