"""Cần xem lại — where a paper quarrels with itself or with the catalogue, in Vietnamese sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Header, Obligation, Reference, Warning


def find_warnings(
    header: Header, references: Sequence[Reference], obligations: Sequence[Obligation], catalogue: Catalogue
) -> tuple[Warning, ...]:
    """All that a person should look at, in the order of the text."""
    day = header.issued_on.value if header.issued_on else None
    found = [*_of_header(header, catalogue), *_dates(references), *_kinds(references, catalogue),
             *_later(references, day), *_replaced(references, day, catalogue), *_unsettled(references),
             *_unowned(obligations)]  # fmt: skip
    return tuple(sorted(found, key=lambda w: w.start or 0))


def _of_header(header: Header, catalogue: Catalogue) -> Iterator[Warning]:
    if header.kind is None or header.symbol is None:
        return
    kinds = catalogue.kinds_of_symbol(header.symbol.value.split("/")[0])
    if kinds and header.kind.value not in {k.name for k in kinds}:
        yield Warning(
            "TYPE_SYMBOL_MISMATCH",
            f"Tên loại “{header.kind.value}” không hợp với ký hiệu {header.symbol.value}. Kiểm tra lại.",
            header.symbol.start, header.symbol.end,
        )  # fmt: skip


def _dates(references: Sequence[Reference]) -> Iterator[Warning]:
    first: dict[str, Reference] = {}
    for row in references:
        if row.issued_on is None or row.canonical is None:
            continue
        known = first.setdefault(f"{row.canonical}", row)
        if known.issued_on != row.issued_on:
            yield Warning(
                "DATE_CONFLICT",
                f"{row.surface}: ghi hai ngày khác nhau trong văn bản này.",
                row.full_start,
                row.full_end,
            )


def _kinds(references: Sequence[Reference], catalogue: Catalogue) -> Iterator[Warning]:
    for row in references:
        if row.kind != "full" or not row.type or not row.symbol:
            continue
        kinds = catalogue.kinds_of_symbol(row.symbol.split("/")[0])
        if kinds and row.type not in {k.name for k in kinds}:
            yield Warning("TYPE_SYMBOL_MISMATCH", f"{row.surface}: tên loại không hợp với ký hiệu.", row.start, row.end)


def _later(references: Sequence[Reference], day: str | None) -> Iterator[Warning]:
    for row in references:
        if day and row.issued_on and row.issued_on > day:
            yield Warning(
                "CITED_AFTER_CITING",
                f"{row.surface}: ngày ghi ở đây sau ngày của chính văn bản này.",
                row.full_start,
                row.full_end,
            )


def _replaced(references: Sequence[Reference], day: str | None, catalogue: Catalogue) -> Iterator[Warning]:
    for row in references:
        known = catalogue.replaced_by(f"{row.number}-{row.symbol}") if row.number and row.symbol else None
        if known and day and day >= known["on"] and row.relation in ("based_on", "implements"):
            yield Warning("REPLACED_RULE", f"{row.surface} đã được thay bằng {known['new']}.", row.start, row.end)


def _unsettled(references: Sequence[Reference]) -> Iterator[Warning]:
    for row in references:
        if len(row.candidates) > 1:
            yield Warning("AMBIGUOUS", f"{row.surface}: có thể là {', '.join(row.candidates)}.", row.start, row.end)


def _unowned(obligations: Sequence[Obligation]) -> Iterator[Warning]:
    for duty in obligations:
        if duty.kind == "task" and not duty.actors:
            yield Warning("NO_ACTOR", "Nhiệm vụ này không ghi ai thực hiện.", duty.start, duty.end)
        if duty.kind == "task" and duty.due is None:
            yield Warning("NO_DUE", "Nhiệm vụ này không ghi thời hạn.", duty.start, duty.end)
