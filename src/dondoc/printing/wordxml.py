"""Mảnh WordprocessingML — paragraphs and tables as strings.

Strings, because a table of 500 rows through python-docx's objects takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dondoc.printing.wording import clean

TWIPS = 1440 / 25.4  # twentieths of a point in a millimetre
TAB = "<w:r><w:tab/></w:r>"
THIN = '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/>'


def twips(mm: float) -> int:
    return round(mm * TWIPS)


def run(text: str, size: float = 0, *, bold: bool = False, italic: bool = False,
        underline: bool = False, plain: bool = False) -> str:  # fmt: skip
    """Một lượt chữ — `plain` undoes the bold of the style it stands in."""
    marks = "<w:b/>" if bold else '<w:b w:val="0"/>' if plain else ""
    marks += "<w:i/>" if italic else ""
    marks += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    marks += '<w:u w:val="single"/>' if underline else ""
    words = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' for part in clean(text).split("\n")
    )
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{words}</w:r>"


def para(runs: str, style: str = "", *, align: str = "", before: float = 0, after: float = 0,
         left: float = 0, right: float = 0, keep: bool = False, number: int = 0,
         rule: bool = False, dotted_to: float = 0) -> str:  # fmt: skip
    """Một đoạn — measures in points (before, after) and millimetres (left, right, dotted_to: where a tab's dots end)."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += "<w:keepNext/>" if keep else ""
    props += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    props += f"<w:pBdr>{THIN}</w:pBdr>" if rule else ""
    if dotted_to:
        props += f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(dotted_to)}"/></w:tabs>'
    if before or after or rule:
        exact = ' w:line="40" w:lineRule="exact"' if rule else ""
        points = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        props += f"<w:spacing {points}{exact}/>"
    if left or right:
        props += f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"/>'
    props += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs}</w:p>"


def rule(width: float, column: float) -> str:
    """Đường kẻ — a line of `width` mm centred in a column of `column` mm."""
    side = max(0.0, (column - width) / 2)
    return para(run("", 2), "", left=side, right=side, rule=True, after=2)


def cell(content: str, width: float) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """Một hàng — never split between pages; a header row is repeated on each."""
    props = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{props}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[float], *, borders: bool = False) -> str:
    """Bảng — fixed widths in millimetres."""
    edges = ["top", "left", "bottom", "right", "insideH", "insideV"]
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>' for edge in edges)
    pad, high = (80, 30) if borders else (40, 0)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{lines}</w:tblBorders>' if borders else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{high}" w:type="dxa"/><w:left w:w="{pad}" w:type="dxa"/>'
        f'<w:bottom w:w="{high}" w:type="dxa"/><w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
