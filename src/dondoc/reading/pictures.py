"""Hình ảnh — pictures at the head of a paper, which may be a stamped secret mark the reader cannot see."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw as pdf

from dondoc.reading.model import Provision, Warning
from dondoc.reading.numbering import W

# Thông tư 24/2020/TT-BCA has the stamps 8 mm high (Mật 20 mm wide) and their letters alone some 4 mm: below 3 mm
# either way a picture is a rule, a bullet or a dot, and no mark.
SMALLEST_MM = 3.0
POINT, EMU, PIXEL = 25.4 / 72, 1 / 36_000, 25.4 / 96  # in millimetres
_UNITS = {"pt": POINT, "px": PIXEL, "": PIXEL, "in": 25.4, "cm": 10.0, "mm": 1.0}
_GONE = (f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
             "{urn:schemas-microsoft-com:vml}imagedata")  # fmt: skip
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SIDE = re.compile(r"(?<![\w-])(width|height)\s*:\s*([\d.]+)\s*(pt|px|in|cm|mm)?")
_SEEN = Warning(
    "PICTURES",
    "Đầu văn bản có hình ảnh mà phần mềm không xem được; hình có thể là dấu chỉ mức độ mật. Mở tệp gốc xem trước khi vào sổ.",
)


def warn(pictures: Sequence[int], outline: Sequence[Provision]) -> tuple[Warning, ...]:
    """A picture that stands before the first article, where a mark is stamped; anywhere, where there is none."""
    first = min(_articles(outline), default=None)
    return (_SEEN,) if any(first is None or place <= first for place in pictures) else ()


def _articles(outline: Sequence[Provision]) -> Iterator[int]:
    """Where the parts of a paper begin; a dash alone ("- Căn cứ…") is none."""
    for part in outline:
        if part.level != "gạch":
            yield part.start
        yield from _articles(part.children)


def on_page(page: pdfium.PdfPage) -> bool:
    """Whether a page of a PDF bears a picture, or a stamp laid over it, large enough to be a mark."""
    shapes = [_box(shape) for shape in page.get_objects(max_depth=1) if _holds_image(shape.raw)]
    return any(_is_large(*box) for box in (*shapes, *_stamps(page)))


def _holds_image(shape: pdf.FPDF_PAGEOBJECT, depth: int = 0) -> bool:
    """A picture, or a group with one in it: the group's own place on the page is the picture's at most."""
    kind = pdf.FPDFPageObj_GetType(shape)
    if kind != pdf.FPDF_PAGEOBJ_FORM:
        return bool(kind == pdf.FPDF_PAGEOBJ_IMAGE)
    inner = range(pdf.FPDFFormObj_CountObjects(shape)) if depth < 15 else ()
    return any(_holds_image(pdf.FPDFFormObj_GetObject(shape, at), depth + 1) for at in inner)


def _box(shape: pdfium.PdfObject) -> tuple[float, float]:
    left, bottom, right, top = shape.get_bounds()
    return (right - left) * POINT, (top - bottom) * POINT


def _stamps(page: pdfium.PdfPage) -> Iterator[tuple[float, float]]:
    """Stamps of a PDF reader: their words, if any, are read elsewhere; their pictures cannot be."""
    for at in range(pdf.FPDFPage_GetAnnotCount(page.raw)):
        note, place = pdf.FPDFPage_GetAnnot(page.raw, at), pdf.FS_RECTF()
        if note and pdf.FPDFAnnot_GetSubtype(note) == pdf.FPDF_ANNOT_STAMP:
            pdf.FPDFAnnot_GetRect(note, ctypes.byref(place))
            yield abs(place.right - place.left) * POINT, abs(place.top - place.bottom) * POINT
        pdf.FPDFPage_CloseAnnot(note)


def in_part(element: Any) -> bool:
    """Whether a paragraph or a header of a Word file bears a picture large enough to be a mark."""
    return any(_is_large(*_drawn_size(drawn)) for drawn in _drawn(element))


def _drawn(element: Any) -> Iterator[Any]:
    """Drawings with a picture in them: none that was deleted, nor the double kept for an old Word."""
    for child in element:
        if child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            if any(True for _ in child.iter(*_PICTURES)):
                yield child
        elif child.tag not in _GONE:
            yield from _drawn(child)


def _drawn_size(drawn: Any) -> tuple[float, float]:
    """Width and height in millimetres; a side that is not said may be any size."""
    extent = next(drawn.iter(_EXTENT), None)
    if extent is not None:
        return _number(extent.get("cx")) * EMU, _number(extent.get("cy")) * EMU
    styles = " ; ".join(shape.get("style") or "" for shape in drawn.iter() if isinstance(shape.tag, str))
    sides: dict[str, float] = {}
    for name, size, unit in _SIDE.findall(styles):
        sides[name] = max(sides.get(name, 0.0), _number(size) * _UNITS[unit])
    return sides.get("width", SMALLEST_MM), sides.get("height", SMALLEST_MM)


def in_rtf(data: bytes) -> bool:
    """Whether an RTF file holds such a picture, wherever it stands."""
    return any(
        _is_large(*_rtf_size(data[match.end() : match.end() + 400])) for match in re.finditer(rb"\\pict\b", data)
    )


def _rtf_size(words: bytes) -> tuple[float, float]:
    sides = dict(re.findall(rb"\\pic(w|h)goal(\d+)", words))
    width, height = (int(sides[side][:9]) / 20 * POINT if side in sides else SMALLEST_MM for side in (b"w", b"h"))
    return width, height


def in_odt(root: Any) -> bool:
    """Whether a part of an ODT file holds such a picture, wherever it stands."""
    images = (image.getparent() for image in root.iter(f"{_DRAW}image"))
    return any(frame is not None and _is_large(_svg(frame, "width"), _svg(frame, "height")) for frame in images)


def _svg(frame: Any, side: str) -> float:
    found = re.fullmatch(r"([\d.]+)(pt|px|in|cm|mm)", frame.get(f"{_SVG}{side}") or "")
    return _number(found[1]) * _UNITS[found[2]] if found else SMALLEST_MM


def _number(words: str | None) -> float:
    try:
        return float(words or "")
    except ValueError:
        return float("inf")


def _is_large(width: float, height: float) -> bool:
    return width >= SMALLEST_MM and height >= SMALLEST_MM
