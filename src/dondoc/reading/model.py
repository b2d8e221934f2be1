"""Kết quả đọc — the frozen values a reading is made of.

Every `start`/`end` counts code points of `Reading.text` and is never moved by
normalisation: `reading.text[v.start:v.end]` is what the paper prints. `by` says where a
value comes from: "text" (printed there), "antecedent" (earlier in this paper),
"catalogue" (dondoc's dated catalogue) or "rule" (computed). `sure` is true only where the
rule that found the value is right at least 99 times in 100 on the tuned gold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Value:
    """Một giá trị đọc được — a value and the words it came from (`start` None: not printed)."""

    value: str
    start: int | None = None
    end: int | None = None
    by: str = "text"
    sure: bool = False
    id: str | None = None  # identity in the catalogue: "TW", "ĐUBNG"; bodies only


@dataclass(frozen=True, slots=True)
class Signer:
    """Người ký — who signs, in which post, under which authority ("T/M", "TM.", "K/T", "TL.")."""

    name: str
    post: str | None
    authority: str | None
    start: int
    end: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """Thể thức đầu và cuối văn bản — what a văn thư enters in the register."""

    parent_issuer: Value | None = None
    issuer: Value | None = None
    number: Value | None = None
    symbol: Value | None = None
    so_ky_hieu: Value | None = None
    kind: Value | None = None
    place: Value | None = None
    issued_on: Value | None = None  # value: ISO date
    subject: Value | None = None
    bases: tuple[int, ...] = ()  # indices into Reading.references
    recipients: tuple[Value, ...] = ()
    signers: tuple[Signer, ...] = ()
    secrecy: Value | None = None  # value: "MẬT" | "TỐI MẬT" | "TUYỆT MẬT"
    urgency: Value | None = None  # value: "KHẨN" | "THƯỢNG KHẨN" | "HỎA TỐC"


@dataclass(frozen=True, slots=True)
class Provision:
    """Bố cục — one part of the outline and the parts inside it."""

    level: str  # phần | chương | mục | tiểu mục | điều | khoản | điểm | gạch
    label: str  # printed path: "II.3"
    title: str
    start: int
    end: int
    children: tuple[Provision, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Viện dẫn — a mention of another paper; see the contract for spans and identity."""

    start: int
    end: int
    surface: str
    full_start: int
    full_end: int
    canonical: str | None
    kind: str  # full alias_def alias_use session congress titled unnumbered anaphor descriptive
    candidates: tuple[str, ...] = ()
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    issuer: str | None = None
    term: str | None = None
    issued_on: str | None = None
    alias_of: str | None = None
    provision: str | None = None
    relation: str = "cites"  # implements | amends | replaces | repeals | based_on | cites
    by: dict[str, str] = field(default_factory=dict)
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """Thời hạn tương đối — a deadline counted from an event."""

    days: int
    unit: str  # calendar | working
    starts: str  # signing | receipt | event


@dataclass(frozen=True, slots=True)
class Due:
    """Thời hạn — when, as printed and as understood. A quarter stays a quarter."""

    text: str
    start: int
    end: int
    on: str | None = None
    from_: str | None = None
    until: str | None = None
    precision: str | None = None  # day | month | quarter | half | year | term
    recurs: str | None = None  # RRULE
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """Nhiệm vụ — what one passage asks of someone, by when."""

    start: int
    end: int
    text: str
    kind: str  # task | standing | execution | ban | power
    deed: str
    provision: str | None = None
    actors: tuple[Value, ...] = ()
    partners: tuple[Value, ...] = ()
    product: str | None = None
    due: Due | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Nhận xét, kết luận — a strength, limitation, cause, request or lesson."""

    start: int
    end: int
    text: str
    category: str  # strength | limitation | cause | request | lesson
    concerns: tuple[int, ...] = ()  # indices into Reading.references
    bodies: tuple[Value, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Chỉ tiêu — a measure with a direction and a value."""

    start: int
    end: int
    text: str
    measure: str
    direction: str  # ">=" | "<=" | "="
    value: str | None
    unit: str | None = None
    by: str | None = None
    met: str | None = None  # "5/6" where the paper says how many were reached
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Người — signers and bearers of a duty only; never joined across papers."""

    name: str
    post: str | None
    start: int
    end: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Warning:
    """Cảnh báo — something a person should look at, in a Vietnamese sentence."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Bản đọc — everything that was read from one file. `as_dict()` is the JSON contract."""

    source: str | None
    sha256: str | None
    format: str
    text: str | None  # None where a secret mark stopped the reading
    reader: str
    catalogue: str
    genre: str | None = None  # official | press | other
    header: Header = field(default_factory=Header)
    outline: tuple[Provision, ...] = ()
    references: tuple[Reference, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()
    targets: tuple[Target, ...] = ()
    people: tuple[Person, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON object: `from_` is spelled `from`, `chars` is added."""
        from dondoc.reading.contract import to_dict

        return to_dict(self)


class Unreadable(Exception):
    """Không đọc được — a named failure with a Vietnamese sentence that says what to do.

    `code` is one of UNREADABLE, EMPTY, NO_TEXT_LAYER, ENCRYPTED, TOO_LARGE, BOMB, MACROS,
    UNKNOWN_FORMAT, LEGACY_ENCODING_UNSURE (reading contract, "Failures are named").
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
