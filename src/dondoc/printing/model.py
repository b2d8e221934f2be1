"""Tờ in — the values a printed paper is made of. Knows nothing of rooms or Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | date | None  # None prints as "chưa đủ dữ liệu"

ROLES = ("body", "basis", "heading", "subheading", "item", "note", "article", "centre", "blank")


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

    def __post_init__(self) -> None:
        width = len(self.columns)
        for row in (*self.rows, self.total or ("",) * width):
            if len(row) != width:
                raise ValueError(f"Bảng “{self.caption}” có {width} cột nhưng một hàng có {len(row)} ô.")


@dataclass(frozen=True, slots=True)
class Poured:
    """Bảng đổ dần — a table of any length: its rows are read once, one after another, and not kept."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    caption: str = ""
    total: None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Một đoạn — text and its role.

    `basis` is a căn cứ, `article` a Điều whose label is bold, `centre` a bold centred line
    ("QUYẾT ĐỊNH:"), `blank` is followed by dots to the margin, to be written on. With `numbering` the label that opens the text ("1.", "a)", "-") becomes
    Word's automatic numbering in DOCX; the words printed are the same.
    """

    text: str
    role: str = "body"
    numbering: bool = False

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"Không có vai đoạn “{self.role}”; chọn một trong: {', '.join(ROLES)}.")


@dataclass(frozen=True, slots=True)
class Signature:
    """Một bên ký biên bản — under which words, and the name beneath; "" leaves room to write it."""

    post: str
    name: str = ""


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
    number: str = ""  # "12-BC/ĐU"; "" or "-BC/ĐU" leaves the dotted blank
    place: str = ""
    issued_on: str = ""  # "2026-11-24" or "" for the dotted blank
    dated: str = ""  # place and day in words, instead of the line made of them
    system: str = "party"
    form: str = "05-HD/VPTW"
    addressees: tuple[str, ...] = ()
    body: tuple[Line | Table, ...] = ()
    authority: str = ""  # "T/M BAN THƯỜNG VỤ"
    signer_post: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    urgency: str = ""
    level: str = ""  # dấu chỉ độ mật: "MẬT", "TỐI MẬT"
    sample: bool = False
    signatures: tuple[Signature, ...] = ()  # minutes: all who sign, side by side, in place of the one block
    foot: tuple[str, ...] = field(default_factory=tuple)  # data day, journal head, hash of rows

    @property
    def lines(self) -> int:
        """How many rows its tables have."""
        return sum(len(part.rows) for part in self.body if isinstance(part, Table))
