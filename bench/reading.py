"""Đọc — citations against eyecite at equal density, the whole reading against underthesea's word segmentation,
growth from 10,000 to 1,000,000 characters. A peer that is not installed is told, not left out."""

from __future__ import annotations

from collections.abc import Callable

from bench.measure import cpu, table
from dondoc.reading import Catalogue, catalogue, read
from dondoc.reading.model import Header
from dondoc.reading.references import find_references
from dondoc.reading.shadow import shadow_of

_PLAIN = (
    "Các cấp ủy, tổ chức đảng tiếp tục quán triệt sâu rộng, tổ chức nghiên cứu và triển khai nhiệm vụ được giao trong "
    "điều kiện công tác ở nước ngoài, bảo đảm chế độ thông tin, báo cáo, sinh hoạt chi bộ và quản lý đảng viên. "
)
_CITED = "Thực hiện Kết luận số {n}-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương, Văn phòng rà soát quy chế trước ngày 15/12/2026. "
_US_PLAIN = (
    "The court considered the record, the arguments of the parties and the terms of the agreement, and found that the "
    "obligations had been performed in the ordinary course and without objection by either side over the whole period. "
)
_US_CITED = (
    "The rule was stated in Smith v. Jones, {n} U.S. 100, 105 (1999), and has been followed since that time by all. "
)


def text(length: int, per_thousand: float = 1.45, plain: str = _PLAIN, cited: str = _CITED) -> str:
    """A text of that length with so many citations a thousand characters."""
    parts, size, made = [], 0, 0
    while size < length:
        part = cited.format(n=made % 300 + 1) if made < size * per_thousand / 1000 else plain
        made += part is not plain
        parts.append(part)
        size += len(part)
        if size % 7 == 0:
            parts.append("\n")
    return "".join(parts)


def _cited(words: str, known: Catalogue) -> object:
    shadow_of.cache_clear()  # a text met for the first time
    return find_references(words, (), Header(), known)


def _read(words: str) -> object:
    shadow_of.cache_clear()
    return read(words.encode(), name="x.txt")


def run() -> None:
    """Print the figures of the reader."""
    known = catalogue.default()
    rows: list[tuple[object, ...]] = []
    small, large = text(10_000), text(1_000_000)
    ours = cpu(lambda: _cited(small, known)) / len(small)
    rows.append(("citations, 10,000 characters", f"{1 / ours / 1e6:.2f} M characters/s", "—"))
    grown = cpu(lambda: _cited(large, known), 3) / len(large)
    rows.append(
        (
            "citations, 1,000,000 characters",
            f"{1 / grown / 1e6:.2f} M characters/s",
            f"{grown / ours:.2f} × a character of 10,000",
        )
    )
    whole = cpu(lambda: _read(small)) / len(small)
    rows.append(("whole reading, 10,000 characters", f"{1 / whole / 1e6:.2f} M characters/s", "—"))
    whole_large = cpu(lambda: _read(large), 1) / len(large)
    rows.append(
        (
            "whole reading, 1,000,000 characters",
            f"{1 / whole_large / 1e6:.2f} M characters/s",
            f"{whole_large / whole:.2f} × a character of 10,000",
        )
    )
    rows += [_peer("eyecite, default", _eyecite, ours, text(10_000, plain=_US_PLAIN, cited=_US_CITED)),
             _peer("eyecite, hyperscan", _hyperscan, ours, text(10_000, plain=_US_PLAIN, cited=_US_CITED)),
             _peer("underthesea word_tokenize (against the whole reading)", _underthesea, whole, small)]  # fmt: skip
    table("Reader (CPU time, one thread)", ("what", "speed", "ratio"), rows)


def _peer(name: str, make: Callable[[], Callable[[str], object]], ours: float, words: str) -> tuple[object, ...]:
    try:
        call = make()
    except ImportError:
        return name, "not run: not installed", "—"
    theirs = cpu(lambda: call(words)) / len(words)
    return name, f"{1 / theirs / 1e6:.2f} M characters/s", f"ours is {theirs / ours:.2f} × as fast"


def _eyecite() -> Callable[[str], object]:
    from eyecite import get_citations

    return get_citations


def _hyperscan() -> Callable[[str], object]:
    import hyperscan  # noqa: F401 - only to know that it is there
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer

    tokenizer = HyperscanTokenizer(cache_dir=".hyperscan")
    return lambda words: get_citations(words, tokenizer=tokenizer)


def _underthesea() -> Callable[[str], object]:
    from underthesea import word_tokenize

    return word_tokenize
