"""Gom để người đọc — a reading as a person looks at it: header facts in order, each cited paper once,
each warning once with its places. What the terminal and the exported page both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dondoc.reading.model import Provision, Reading, Reference, Signer, Value, Warning
from dondoc.reading.saying import BY, GENRE, RELATION, day, numbered

Span = tuple[int, int]
HEADER = (
    ("secrecy", "Độ mật"), ("urgency", "Độ khẩn"), ("parent_issuer", "Cơ quan cấp trên"),
    ("issuer", "Cơ quan ban hành"), ("so_ky_hieu", "Số, ký hiệu"), ("kind", "Loại văn bản"),
    ("place", "Nơi ban hành"), ("issued_on", "Ngày ban hành"), ("subject", "Trích yếu"),
)  # fmt: skip
REGISTERED = ("issuer", "so_ky_hieu", "kind", "issued_on", "subject")  # a văn thư looks for these in any paper
NOT_SEEN = "không thấy trong văn bản"


@dataclass(frozen=True, slots=True)
class Fact:
    """Một dòng thể thức — `words` None where an official paper should have it and none was seen."""

    label: str
    words: str | None
    span: Span | None = None
    note: str = ""  # where it comes from, when it is not printed there
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Cited:
    """Một văn bản được viện dẫn — its fullest name, and every place it is mentioned."""

    name: str
    canonical: str | None
    candidates: tuple[str, ...]
    issued_on: str | None
    relations: tuple[str, ...]  # strongest first; "cites" only where nothing more is said
    mentions: tuple[Span, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Caution:
    """Một điều cần xem lại — one sentence, and the places it is said of."""

    code: str
    message: str
    places: tuple[Span, ...]


def facts(reading: Reading) -> Iterator[Fact]:
    """The header in the order of a register, then who signed and who receives it."""
    header = reading.header
    if reading.genre not in (None, "official"):
        yield Fact("Thể loại", GENRE[str(reading.genre)])
    for name, label in HEADER:
        value: Value | None = getattr(header, name)
        if value is not None:
            words = day(value.value) if name == "issued_on" else value.value
            yield _fact(label, value, words)
        elif name in REGISTERED and reading.genre == "official":
            yield Fact(label, None, sure=False)
    for signer in header.signers:
        yield Fact("Người ký", signed(signer), (signer.start, signer.end), sure=signer.sure)
    for place, row in enumerate(header.recipients):
        yield _fact("" if place else "Nơi nhận", row, row.value)


def signed(signer: Signer) -> str:
    """ "Trần Văn Mẫu, Bí thư (T/M)"."""
    named = ", ".join(part for part in (signer.name, signer.post) if part)
    return f"{named} ({signer.authority})" if signer.authority else named


def _fact(label: str, value: Value, words: str) -> Fact:
    note = "" if value.by in ("text", "ocr") else BY.get(value.by, value.by)  # a scan says so once, at its head
    return Fact(label, words, span(value), note, value.sure)


def span(value: Value | Warning) -> Span | None:
    """Where a value is printed; None where it is not."""
    return None if value.start is None or value.end is None else (value.start, value.end)


def cited(references: Iterable[Reference]) -> list[Cited]:
    """Each paper once, in the order of first mention."""
    groups: dict[str, list[Reference]] = {}
    for row in references:
        groups.setdefault(row.canonical or " ".join(row.surface.casefold().split()), []).append(row)
    return [_cited(rows) for rows in groups.values()]


def _cited(rows: list[Reference]) -> Cited:
    best = next((row for row in rows if row.kind == "full"), rows[0])
    said = {row.relation for row in rows}
    relations = tuple(word for word in RELATION if word in said and (word != "cites" or len(said) == 1))
    return Cited(
        " ".join(best.surface.split()), best.canonical, best.candidates,
        next((row.issued_on for row in rows if row.issued_on), None), relations,
        tuple(dict.fromkeys((row.start, row.end) for row in rows)), all(row.sure for row in rows),
    )  # fmt: skip


def cautions(warnings: Iterable[Warning]) -> list[Caution]:
    """Each sentence once, in the order of the text."""
    groups: dict[tuple[str, str], list[Span]] = {}
    for row in warnings:
        found, place = groups.setdefault((row.code, row.message), []), span(row)
        found += [place] if place else []
    return [Caution(code, message, tuple(places)) for (code, message), places in groups.items()]


def title_of(part: Provision) -> str:
    """ "Điều 5. Trách nhiệm thi hành", "– Gửi báo cáo"."""
    title = " ".join(part.title.split())
    return f"– {title}" if part.level == "gạch" else ". ".join(w for w in (numbered(part.label), title) if w)
