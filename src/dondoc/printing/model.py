"""Tờ in — the values a printed paper is made of. Knows nothing of rooms or Django."""

from __future__ import annotations

from dataclasses import dataclass, field

Cell = str | int | None  # None prints as "chưa đủ dữ liệu"


@dataclass(frozen=True, slots=True)
class Column:
    """Một cột — heading, width in characters, and how its cells stand."""

    title: str
    width: int = 14
    align: str = "left"  # left | right | center


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng — columns and rows; `total` is a last row in bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Một đoạn — text and its role: căn cứ, heading, body, điểm…"""

    text: str
    role: str = "body"  # body | basis | heading | subheading | item | note


@dataclass(frozen=True, slots=True)
class Sheet:
    """Văn bản để in — a paper in the official form, as values.

    `system` picks the form: "party" (thể thức văn bản của Đảng) or "state" (Nghị định
    30/2020/NĐ-CP). `form` names the dated rule of the form ("36-HD/VPTW", "05-HD/VPTW",
    "30/2020/NĐ-CP"). `sample` prints "VĂN BẢN MẪU – KHÔNG CÓ GIÁ TRỊ" on every page.
    """

    kind: str  # "BÁO CÁO"; "" for a letter
    subject: str
    issuer: str
    parent_issuer: str = ""
    number: str = ""  # "12-BC/ĐU"; "" leaves the dotted blank
    place: str = ""
    issued_on: str = ""  # "2026-11-24" or "" for the dotted blank
    system: str = "party"
    form: str = "05-HD/VPTW"
    addressees: tuple[str, ...] = ()
    body: tuple[Line | Table, ...] = ()
    authority: str = ""  # "T/M BAN THƯỜNG VỤ"
    signer_post: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    urgency: str = ""
    sample: bool = False
    foot: tuple[str, ...] = field(default_factory=tuple)  # data day, journal head, hash of rows
