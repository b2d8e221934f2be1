"""Kiểm tra gói — everything that can be wrong with a package is found before anything of it is written."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.exchange import rules
from dondoc.exchange.models import Partner
from dondoc.exchange.packing import FILES, KEY, MANIFEST, ROWS, SIGNATURE
from dondoc.exchange.rules import SHA256, Broken, PaperRow, fingerprint_said
from dondoc.shared.profile import is_isolated
from dondoc.shared.signing import check, fingerprint, public_key

PIECE = 1 << 20
# What a broken archive raises, in whichever of its parts it is broken.
_UNZIPPING = (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error, struct.error)


@dataclass(frozen=True, slots=True)
class Checked:
    """Gói đã kiểm tra — who signed it, what it says it holds, its rows."""

    digest: str
    partner: Partner
    kind: str
    sender: str
    unit: str
    head: str
    rows: tuple[PaperRow, ...]
    files: int


def checked(source: IO[bytes]) -> Checked:
    """Read and check a package; Broken, with one sentence, for what is not whole, not signed, not for here."""
    try:
        with ZipFile(source) as zipped:
            return _checked(zipped)
    except _UNZIPPING as problem:
        if isinstance(problem, Broken):
            raise
        raise Broken(
            _("Tệp này không phải gói, hoặc gói bị hỏng, bị cắt. Không ghi gì. Xin nơi gửi gửi lại.")
        ) from problem


def content(source: IO[bytes], sha256: str) -> bytes:
    """One file of a package that was checked, checked again as it is taken out."""
    with ZipFile(source) as zipped:
        data = _read(zipped, zipped.getinfo(FILES + sha256), settings.DONDOC_MAX_UPLOAD)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Broken(_broken())
    return data


def _checked(zipped: ZipFile) -> Checked:
    members = _members(zipped)
    told = _read(zipped, members[MANIFEST], rules.MOST_MANIFEST)
    manifest = _manifest(told)
    partner = _signed(told, _read(zipped, members[SIGNATURE], 64), manifest["key"])
    receiver = rules.ISOLATED if is_isolated() else rules.NETWORKED
    if manifest["to"] != receiver:
        raise Broken(_("Gói này gửi cho bản cài đặt ở chế độ khác. Không nhận."))
    rules.check_direction(manifest["from"], receiver, manifest["kind"])
    _whole(zipped, members, manifest["files"])
    rows = tuple(_rows(_read(zipped, members[ROWS], rules.MOST_ROWS), manifest["kind"]))
    _complete(rows, manifest)
    return Checked(hashlib.sha256(told).hexdigest(), partner, manifest["kind"], manifest["from"], manifest["unit"],
                   manifest["head"], rows, len(manifest["files"]) - 1)  # fmt: skip


def _members(zipped: ZipFile) -> dict[str, ZipInfo]:
    """Each name once, and only the names a package has: no folder, no way out of it."""
    found = zipped.infolist()
    names = [member.filename for member in found]
    if len(names) > rules.MOST_FILES or len(set(names)) != len(names) or not all(map(_is_ours, found)):
        raise Broken(_("Gói có tệp lạ, tệp trùng tên, hoặc quá nhiều tệp. Không nhận gói này."))
    if not {MANIFEST, SIGNATURE, KEY, ROWS} <= set(names):
        raise Broken(_("Gói thiếu bảng kê, chữ ký hoặc danh sách văn bản. Không nhận gói này."))
    return dict(zip(names, found, strict=True))


def _is_ours(member: ZipInfo) -> bool:
    name, is_plain = member.filename, member.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    own = name in (MANIFEST, SIGNATURE, KEY, ROWS)
    return is_plain and (own or (name.startswith(FILES) and SHA256.fullmatch(name[len(FILES) :]) is not None))


def _read(zipped: ZipFile, member: ZipInfo, most: int) -> bytes:
    """Never more than is allowed, whatever the archive says of its size."""
    with zipped.open(member) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Broken(_("Gói có tệp lớn hơn mức cho phép. Không nhận gói này."))
    return data


_TYPES = {"format": int, "kind": str, "from": str, "to": str, "unit": str, "key": str, "head": str, "at": str,
          "papers": int, "files": dict}  # fmt: skip


def _manifest(told: bytes) -> dict[str, Any]:
    try:
        body = json.loads(told)
    except (ValueError, RecursionError) as problem:
        raise Broken(_broken()) from problem
    if isinstance(body, dict) and body.get("format") not in (None, rules.FORMAT):
        raise Broken(
            _("Gói của một bản phần mềm khác (định dạng %(format)s). Nâng cấp rồi nhận lại.")
            % {"format": str(body["format"])[:20]}
        )
    if not isinstance(body, dict) or set(body) != set(_TYPES) or not all(type(body[n]) is t for n, t in _TYPES.items()):
        raise Broken(_broken())
    return body


def _signed(told: bytes, signature: bytes, key: str) -> Partner:
    """By whom one trusts: the key that came with the package says nothing."""
    if key == fingerprint(public_key()):
        raise Broken(_("Gói này do chính bản cài đặt này làm. Không nhận lại."))
    partner = Partner.objects.trusted().filter(fingerprint=key).first()
    if partner is None:
        said = _("Chưa tin chữ ký của nơi gửi (dấu vân tay %(key)s). So dấu vân tay qua điện thoại rồi ghi nơi gửi.")
        raise Broken(said % {"key": fingerprint_said(key[:64])})
    try:
        check(told, signature, partner.public_key.encode())
    except InvalidSignature as problem:
        raise Broken(_("Chữ ký của gói không đúng: gói đã bị sửa. Không ghi gì.")) from problem
    return partner


def _whole(zipped: ZipFile, members: dict[str, ZipInfo], files: dict[str, Any]) -> None:
    """Every file named is there, of its size and digest, and no other; together no more than a package may hold."""
    if set(files) != set(members) - {MANIFEST, SIGNATURE, KEY} or not all(map(_is_named, files.values())):
        raise Broken(_broken())
    if sum(told["size"] for told in files.values()) > rules.MOST_BYTES:
        raise Broken(_("Gói có tệp lớn hơn mức cho phép. Không nhận gói này."))
    for name, told in files.items():
        most = rules.MOST_ROWS if name == ROWS else settings.DONDOC_MAX_UPLOAD
        if told["size"] > most or name not in (ROWS, FILES + told["sha256"]):
            raise Broken(_("Gói có tệp lớn hơn mức cho phép. Không nhận gói này."))
        if _digest(zipped, members[name], told["size"]) != told["sha256"]:
            raise Broken(_broken())


def _is_named(told: Any) -> bool:
    return (isinstance(told, dict) and set(told) == {"sha256", "size"} and isinstance(told["sha256"], str)
            and type(told["size"]) is int and told["size"] >= 0)  # fmt: skip


def _digest(zipped: ZipFile, member: ZipInfo, size: int) -> str:
    """Of exactly so many bytes, a piece at a time; "" where there are more or fewer."""
    digest, left = hashlib.sha256(), size
    with zipped.open(member) as file:
        while piece := file.read(min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                return ""
            digest.update(piece)
    return digest.hexdigest() if left == 0 else ""


def _rows(data: bytes, kind: str) -> Iterator[PaperRow]:
    for line in data.decode().splitlines():
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as problem:
            raise Broken(_broken()) from problem
        if not isinstance(told, dict):
            raise Broken(_broken())
        yield rules.paper_row(told, kind)


def _complete(rows: tuple[PaperRow, ...], manifest: dict[str, Any]) -> None:
    """As many rows as were said, each once; every file belongs to a row, every row's files are there."""
    named = {FILES + copy.sha256 for row in rows for copy in row.copies}
    keys = {row.key for row in rows}
    if len(rows) != manifest["papers"] or len(keys) != len(rows) or named != set(manifest["files"]) - {ROWS}:
        raise Broken(_broken())


def _broken() -> str:
    return _("Gói không khớp với bảng kê của nó: đã bị sửa hoặc hỏng. Không ghi gì. Xin nơi gửi gửi lại.")
