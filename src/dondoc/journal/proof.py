"""Bằng chứng nhật ký — one chain up to its head, the seals, a signed summary: a ZIP that checks without this software.

No line's words leave, only their hash. How a third party checks it: docs/journal.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from dondoc.journal import chain
from dondoc.journal.models import Entry, Head, Seal
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.shared.signing import public_key, sign

FORMAT = 1
HOUSE = 0  # the chain of what belongs to no unit
LINES, SEALS, HEAD, SIGNATURE, KEY, README = (
    "nhat-ky.jsonl", "niem-phong.jsonl", "dau.json", "dau.sig", "khoa.pem", "DOC-TRUOC.txt",
)  # fmt: skip

_README = """NHẬT KÝ KÈM BẰNG CHỨNG

Tệp này có nhật ký của một đơn vị (hoặc việc chung của bản cài đặt), từ dòng đầu tiên đến dòng cuối cùng lúc xuất.

  nhat-ky.jsonl     mỗi dòng một việc: ai, việc gì, trên cái gì, nhập lúc nào (at), ngày của việc (on)
  niem-phong.jsonl  mỗi dòng một ngày: đầu các chuỗi cuối ngày ấy
  dau.json          tóm tắt: số dòng, đầu chuỗi, niêm phong cuối, mã băm của hai tệp trên
  dau.sig           chữ ký Ed25519 của dau.json
  khoa.pem          khóa công khai của phần mềm đã xuất

Người và việc được ghi bằng mã số. Nội dung từng dòng không có ở đây, chỉ có mã băm của nó (payload_hash).

Cách tính, để ai cũng kiểm tra lại được:

  JSON    khóa xếp theo thứ tự, không dấu cách, UTF-8
  dòng    hash = SHA-256(previous + JSON của mọi trường trừ previous và hash); previous là hash của dòng trước,
          ở dòng đầu là 64 chữ số 0
  ngày    hash = SHA-256(previous + JSON của day và heads). Khi whole là false, người xuất không được xem mọi
          đơn vị: heads chỉ còn đầu của chuỗi này, mã băm của ngày ấy phải hỏi nơi có đủ

Mã băm chỉ nói các tệp này khớp với nhau. Để biết không ai làm lại cả bộ: so khoa.pem với khóa mà cơ quan đã
công bố rồi kiểm tra chữ ký, hoặc so niêm phong với giá trị in ở chân báo cáo đã lập.

Chương trình kiểm tra, vài dòng Python, ở tài liệu của Đôn Đốc: docs/journal.md. Đừng dùng chương trình kiểm tra
do chính người gửi tệp đưa.
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """Bằng chứng — which chain up to which head, which seals; `whole` when the heads of all chains may be shown."""

    chain: int
    unit: str
    seq: int
    hash: str
    sealed: date | None
    seal: str
    whole: bool
    at: datetime

    @property
    def file_name(self) -> str:
        return f"nhat-ky-{self.chain}-{self.seq}.zip"


def proof_of(unit: Any, *, whole: bool, at: datetime) -> Proof:
    """A unit's chain as it stands, the installation's own for None. Seals are read before the head, so that it reaches what they sealed."""
    seal = Seal.objects.order_by("-day").first()
    head = Head.objects.filter(chain=unit.pk if unit else HOUSE, seq__gt=0).first()
    if head is None:
        raise Refused(_("Chưa có dòng nhật ký nào để xuất."))
    sealed, value = (seal.day, seal.hash) if seal else (None, chain.GENESIS)
    name = unit.name if unit else _("Việc chung của bản cài đặt")
    return Proof(head.chain, name, head.seq, head.hash, sealed, value, whole, at)


def pack(proof: Proof, target: IO[bytes]) -> None:
    """Đóng gói — written after the act: what a proof names never changes, so no lock is held for it."""
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        digests = {
            name: _write(zipped, name, proof, rows) for name, rows in ((LINES, _lines(proof)), (SEALS, _seals(proof)))
        }
        head = _head(proof, digests)
        for name, data in (
            (HEAD, head), (SIGNATURE, sign(head)), (KEY, public_key()), (README, _README.encode()),
        ):  # fmt: skip
            zipped.writestr(_member(name, proof), data)


def _head(proof: Proof, digests: dict[str, str]) -> bytes:
    told = {
        "format": FORMAT, "chain": proof.chain, "unit": proof.unit, "seq": proof.seq, "hash": proof.hash,
        "seal": proof.seal, "at": proof.at, "files": digests,
    }  # fmt: skip
    return chain.canonical(told).encode()


def _lines(proof: Proof) -> Iterator[dict[str, Any]]:
    rows = Entry.objects.filter(chain=proof.chain, seq__lte=proof.seq).order_by("seq")
    for entry in rows.iterator(2000):
        yield {**chain.fixed_part(entry), "previous": entry.previous, "hash": entry.hash}


def _seals(proof: Proof) -> Iterator[dict[str, Any]]:
    """How busy other units were is not for who may not see them: then only this chain's head of each day."""
    rows = Seal.objects.filter(day__lte=proof.sealed) if proof.sealed else Seal.objects.none()
    for seal in rows.order_by("day").iterator(200):
        heads = {n: point for n, point in seal.heads.items() if proof.whole or n == str(proof.chain)}
        yield {"day": seal.day, "heads": heads, "whole": proof.whole, "previous": seal.previous, "hash": seal.hash}


def _write(zipped: ZipFile, name: str, proof: Proof, rows: Iterator[dict[str, Any]]) -> str:
    """Row by row, whatever the length of the chain. Returns the digest of the whole."""
    digest = hashlib.sha256()
    with zipped.open(_member(name, proof), "w", force_zip64=True) as file:
        for row in rows:
            line = (chain.canonical(row) + "\n").encode()
            digest.update(line)
            file.write(line)
    return digest.hexdigest()


def _member(name: str, proof: Proof) -> ZipInfo:
    """Dated by the export, in Hà Nội: the room reads no clock."""
    member = ZipInfo(name, proof.at.astimezone(HANOI).timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    return member
