"""Thẩm quyền ký — which line stands above the signer's post: T/M, K/T, T/L; TM., KT., TL., TUQ. Plain values only.

Party: thể thức văn bản của Đảng, Hướng dẫn 36-HD/VPTW ngày 03/4/2018 and 05-HD/VPTW ngày 27/5/2026 (`T/M`, `K/T`, `T/L`,
`Q.`; read at second hand). A committee decides as a body, so its deputy secretary signs *T/M*, not *K/T*; of *thừa ủy
quyền* neither gives a sign that we could confirm: it is left to whoever prepares the paper.
State: Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, mục II.7 (`TM.`, `KT.`, `TL.`, `TUQ.`, `Q.`).
"""

from __future__ import annotations

from dataclasses import dataclass

COMMITTEE = {"BI_THU", "PHO_BI_THU", "PHO_BI_THU_THUONG_TRUC"}
STANDING = "UY_VIEN_BAN_THUONG_VU"
CELLS = {"CHI_BO", "CHI_BO_TRUC_THUOC"}
BODIES = {"DANG_BO": ("BAN THƯỜNG VỤ", "ĐẢNG ỦY"), "DANG_UY_BO_PHAN": ("ĐẢNG ỦY BỘ PHẬN",)}
INSPECTORS = {"CHU_NHIEM_UBKT": "CHỦ NHIỆM", "PHO_CHU_NHIEM_UBKT": "PHÓ CHỦ NHIỆM"}
DEPUTIES = {"PHO_TRUONG_BAN": "TRƯỞNG BAN", "PHO_CHANH_VAN_PHONG": "CHÁNH VĂN PHÒNG"}
HEADS = {"BAN": {"TRUONG_BAN"}, "VAN_PHONG": {"CHANH_VAN_PHONG"}}


@dataclass(frozen=True, slots=True)
class Signer:
    """Người ký — the unit's system and kind, the key and title of the post, acting or not, by whose delegation."""

    system: str  # party | state
    unit_kind: str
    key: str
    title: str
    is_acting: bool = False
    giver: str = ""  # title of the post by whose delegation


@dataclass(frozen=True, slots=True)
class Block:
    """Khối ký — the authority lines that may stand (one: it follows; several: chosen; none: typed), and the post."""

    authorities: tuple[str, ...]
    post: str


def block(signer: Signer) -> Block:
    """Khối ký của một người — "" among the authorities is *ký trực tiếp*."""
    post = INSPECTORS.get(signer.key, signer.title.upper()) if signer.system == "party" else signer.title.upper()
    return Block(_authorities(signer), f"Q. {post}" if signer.is_acting else post)


def _authorities(signer: Signer) -> tuple[str, ...]:
    if signer.giver:
        return (f"TUQ. {signer.giver.upper()}",) if signer.system == "state" else ()
    mark = "K/T" if signer.system == "party" else "KT."
    if signer.key in DEPUTIES and signer.unit_kind in HEADS:
        return (f"{mark} {DEPUTIES[signer.key]}",)
    if signer.key in HEADS.get(signer.unit_kind, ()):
        return ("",)
    return _of_party(signer) if signer.system == "party" else ()


def _of_party(signer: Signer) -> tuple[str, ...]:
    """For the body; the chief of office of a committee by order of its standing committee."""
    if signer.key in INSPECTORS:
        return ("T/M ỦY BAN KIỂM TRA",)
    if signer.unit_kind in CELLS and signer.key in COMMITTEE:
        return ("T/M CHI BỘ",)
    if signer.unit_kind == "DANG_BO" and signer.key in (STANDING, "CHANH_VAN_PHONG"):
        return ("T/M BAN THƯỜNG VỤ",) if signer.key == STANDING else ("T/L BAN THƯỜNG VỤ",)
    return tuple(f"T/M {body}" for body in BODIES.get(signer.unit_kind, ()) if signer.key in COMMITTEE)
