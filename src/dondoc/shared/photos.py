"""Ảnh — what a camera wrote beside the picture (place, device, owner) is left out of what is stored; the day it was taken is read first."""

from __future__ import annotations

import io
from datetime import date

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from dondoc.shared.acts import Refused

KNOWN = ("JPEG", "PNG", "WEBP")  # what phones and screens make, and every browser shows
LEFT = (
    b"ftypheic",
    b"ftypheix",
    b"ftypmif1",
    b"ftypheif",
    b"ftypavif",
)  # read by nothing here, so nothing is taken out
_EXIF, _TAKEN, _CHANGED = 0x8769, 0x9003, 0x0132
_A4 = 8.27  # inches
_QUALITY = 92  # of a picture written anew: a page of print stays readable


def is_photo(data: bytes) -> bool:
    """By its first bytes, never by its name; raises Refused for a kind from which the place cannot be taken out."""
    if data[4:12] in LEFT or data[:4] in (b"II*\0", b"MM\0*"):
        raise Refused(_("Ảnh loại này (HEIC, TIFF) chưa bỏ được vị trí chụp. Lưu thành JPEG rồi gửi lại."))
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def bare(data: bytes) -> bytes:
    """The picture alone, upright: written anew from its points, so that nothing else comes along."""
    picture = _opened(data)
    kind = picture.format or "PNG"
    upright = ImageOps.exif_transpose(picture)
    points = upright.convert("RGBA") if upright.mode == "P" else upright
    clean = Image.frombytes(points.mode, points.size, points.tobytes())
    out, options = io.BytesIO(), {"quality": _QUALITY} if kind != "PNG" else {}
    clean.save(out, kind, **options)
    return out.getvalue()


def on_a_page(data: bytes) -> bytes:
    """The picture as a PDF of one page, as wide as A4. Raises Refused for one that cannot be read."""
    picture, out = _opened(data).convert("RGB"), io.BytesIO()
    picture.save(out, "PDF", resolution=max(picture.size[0] / _A4, picture.size[1] / _A4 / 1.414))
    return out.getvalue()


def taken_on(data: bytes) -> date | None:
    """Ngày chụp — as the camera's clock wrote it, unknown where it wrote none."""
    if not is_photo(data):
        return None
    found = _opened(data).getexif()
    said = found.get_ifd(_EXIF).get(_TAKEN) or found.get(_CHANGED) or ""
    try:
        return date.fromisoformat(str(said)[:10].replace(":", "-"))
    except ValueError:
        return None


def _opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=KNOWN)
        picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as why:
        raise Refused(_("Không đọc được ảnh này. Mở xem trên máy rồi lưu lại thành JPEG.")) from why
    return picture
