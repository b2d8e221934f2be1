"""Cần xem lại — where a paper quarrels with itself or with the catalogue, in Vietnamese sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Header, Obligation, Reference, Warning


def find_warnings(
    header: Header, references: Sequence[Reference], obligations: Sequence[Obligation], catalogue: Catalogue
) -> tuple[Warning, ...]:
    """All that a person should look at, in the order of the text."""
    day = header.issued_on.value if header.issued_on else None
    official = header.so_ky_hieu is not None or header.kind is not None
    found = [*_of_header(header, catalogue), *_dates(references, catalogue), *_kinds(references, catalogue),
             *_later(references, day), *_replaced(references, day, catalogue), *_unsettled(references),
             *(_unowned(obligations) if official else ())]  # fmt: skip
    return tuple(sorted(found, key=lambda w: w.start or 0))


def _letters(symbol: str) -> str:
    """The kind's letters of a symbol: KL of KL/TW, QĐ of QĐ-UBND."""
    return re.split(r"[/-]", symbol)[0]


def _of_header(header: Header, catalogue: Catalogue) -> Iterator[Warning]:
    if header.kind is None or header.symbol is None:
        return
    kinds = {k.name for k in catalogue.kinds_of_symbol(_letters(header.symbol.value))}
    if kinds and header.kind.value not in kinds:
        yield Warning(
            "TYPE_SYMBOL_MISMATCH",
            f"Tên loại “{header.kind.value}” không hợp với ký hiệu {header.symbol.value}: hỏi lại cơ quan ban hành trước khi vào sổ.",
            header.symbol.start, header.symbol.end,
        )  # fmt: skip


def _dates(references: Sequence[Reference], catalogue: Catalogue) -> Iterator[Warning]:
    """Two days for one paper here, or another day than the catalogue has for it."""
    first: dict[str, str] = {}
    for row in references:
        if row.kind != "full" or row.issued_on is None or row.canonical is None:
            continue
        here = first.setdefault(row.canonical, row.issued_on)
        known = _known_day(row, catalogue)
        if here != row.issued_on:
            said = f"{row.surface}: văn bản này ghi hai ngày khác nhau ({_vn(here)} và {_vn(row.issued_on)}). Đối chiếu bản gốc."
        elif known is not None and known != row.issued_on:
            said = f"{row.surface}: ở đây ghi ngày {_vn(row.issued_on)}, danh mục ghi ngày {_vn(known)}. Đối chiếu bản gốc."
        else:
            continue
        yield Warning("DATE_CONFLICT", said, row.full_start, row.full_end)


def _known_day(row: Reference, catalogue: Catalogue) -> str | None:
    letters = (row.symbol or "").rsplit("/", 1)[-1]
    rows = catalogue.known(row.type, row.number or "", letters)
    return next((k.on for k in rows if k.canonical == row.canonical), None)


def _vn(day: str) -> str:
    year, month, date = day.split("-")
    return f"{date}/{month}/{year}"


def _kinds(references: Sequence[Reference], catalogue: Catalogue) -> Iterator[Warning]:
    bearing: dict[str, set[str]] = {}
    for row in references:
        if row.kind != "full" or not row.type or not row.symbol:
            continue
        if row.symbol not in bearing:
            bearing[row.symbol] = {k.name for k in catalogue.kinds_of_symbol(_letters(row.symbol))}
        kinds = bearing[row.symbol]
        if kinds and row.type not in kinds:
            yield Warning(
                "TYPE_SYMBOL_MISMATCH",
                f"{row.surface}: tên loại không hợp với ký hiệu. Đối chiếu bản gốc.",
                row.start,
                row.end,
            )


def _later(references: Sequence[Reference], day: str | None) -> Iterator[Warning]:
    for row in references:
        if day and row.kind in ("full", "titled", "unnumbered") and row.issued_on and row.issued_on > day:
            yield Warning(
                "CITED_AFTER_CITING",
                f"{row.surface}: ngày {_vn(row.issued_on)} sau ngày của chính văn bản này. Kiểm tra lại hai ngày.",
                row.full_start, row.full_end,
            )  # fmt: skip


def _replaced(references: Sequence[Reference], day: str | None, catalogue: Catalogue) -> Iterator[Warning]:
    for row in references:
        if row.canonical is None or day is None or row.relation not in ("based_on", "implements"):
            continue
        known = catalogue.replaced_by(row.canonical.partition(":")[2].partition("@")[0], row.term, on=day)
        if known and day >= known["on"]:
            yield Warning(
                "REPLACED_RULE",
                f"{row.surface} đã được thay bằng {known['new']} từ ngày {_vn(known['on'])}. Xem lại căn cứ.",
                row.start, row.end,
            )  # fmt: skip


def _unsettled(references: Sequence[Reference]) -> Iterator[Warning]:
    for row in references:
        if len(row.candidates) > 1:
            yield Warning(
                "AMBIGUOUS",
                f"{row.surface}: có thể là {' hoặc '.join(row.candidates)}. Chọn văn bản đúng.",
                row.start,
                row.end,
            )


def _unowned(obligations: Sequence[Obligation]) -> Iterator[Warning]:
    for duty in obligations:
        if duty.kind in ("task", "standing") and not duty.actors:
            yield Warning(
                "NO_ACTOR", "Nhiệm vụ này không ghi ai thực hiện. Chọn đơn vị khi giao.", duty.start, duty.end
            )
        if duty.kind == "task" and duty.due is None:
            yield Warning("NO_DUE", "Nhiệm vụ này không ghi thời hạn. Định hạn khi giao.", duty.start, duty.end)
