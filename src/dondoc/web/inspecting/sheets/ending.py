"""Thông báo kết luận, khắc phục, mục lục hồ sơ — what a case ends with."""

from __future__ import annotations

from dondoc.inspecting.findings import Document, Finding
from dondoc.inspecting.kinds import dossier as listed
from dondoc.inspecting.words import What
from dondoc.printing.model import Table
from dondoc.web.inspecting.sheets.made import Asked, Slot, Slots, day, named, table
from dondoc.web.inspecting.sheets.opening import COMMON
from dondoc.web.inspecting.sheets.reporting import defects, own_name, strengths

REQUESTS = (
    ("TT", 6),
    ("Việc phải làm", 40),
    ("Đơn vị làm", 24),
    ("Thời hạn", 14),
    ("Sản phẩm", 22),
    ("Theo văn bản", 20),
)
REMEDIES = (("TT", 6), ("Hạn chế, khuyết điểm", 34), ("Việc phải làm", 30), ("Biện pháp", 30), ("Thời hạn", 14),
            ("Kết quả, minh chứng", 28), ("Xác nhận", 20))  # fmt: skip
DOSSIER = (("TT", 6), ("Tài liệu", 40), ("Số, ngày", 24), ("Nơi giữ bản giấy", 26), ("Ghi chú", 24))


def _last(what: What) -> Slot:
    """Ngày của tài liệu cuối cùng thuộc loại ấy."""

    def tell(asked: Asked) -> str:
        row = asked.case.dossier.filter(what=what).order_by("-id").first()
        return day(row.on if row else None)

    return Slot(tell)


def _defects(asked: Asked) -> tuple[str, ...]:
    return tuple(f"{one.body.unit.name}: {one.text}" for one in defects(asked.case))


def _requests(asked: Asked) -> Table:
    """Requests with who, what, by when, which product (§3.7)."""
    return table("Yêu cầu khắc phục", REQUESTS, (asked_of(one) for one in defects(asked.case)))


def asked_of(one: Finding) -> tuple[str | None, ...]:
    """Một yêu cầu của thông báo — as a row under `REQUESTS`."""
    cited = [row.paper.so_ky_hieu for row in one.cited.all()] + ([one.cites] if one.cites else [])
    return (
        one.ask or None,
        one.owner.name if one.owner else None,
        day(one.due_on),
        one.product or None,
        "; ".join(cited),
    )


def _owed(asked: Asked) -> list[Finding]:
    return list(asked.case.findings.standing().filter(body=asked.part, told_on__isnull=False).order_by("id"))


def _remedies(asked: Asked) -> Table:
    """Finding by finding, as planned, reported, confirmed (§3.8)."""
    return table("Khắc phục hạn chế, khuyết điểm", REMEDIES, (_put_right(one) for one in _owed(asked)))


def _plan_or_report(asked: Asked) -> str:
    return "báo cáo" if any(one.reported_on for one in _owed(asked)) else "kế hoạch"


def _follow(asked: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.name for unit in (asked.case.body, asked.case.monitor) if unit))


def _put_right(one: Finding) -> tuple[str | None, ...]:
    done = f"{day(one.reported_on)}: {one.evidence}" if one.reported_on else None
    seen = f"{day(one.closed_on)}: {one.opinion}" if one.closed_on else "chưa xác nhận"
    return one.text, one.ask or None, one.measure or None, day(one.due_on), done, seen


def _list(asked: Asked) -> Table:
    """The documents of the list in their order, what each case holds of them or why it does not (§3.9)."""
    case, held = asked.case, dict[str, list[Document]]()
    for one in case.dossier.select_related("paper", "body__unit").order_by("on", "id"):
        held.setdefault(one.what, []).append(one)
    order = [*listed(case.sort), *(key for key in held if key not in listed(case.sort))]
    rows = [line for key in order for line in (map(_held, held[key]) if key in held else [(str(What(key).label), "", "", "còn thiếu")])]  # fmt: skip
    return table("Tài liệu trong hồ sơ", DOSSIER, rows)


def _held(one: Document) -> tuple[str | None, ...]:
    label = f"{one.get_what_display()}" + (f" ({one.body.unit.name})" if one.body else "")
    if one.absent_because:
        return label, "", "", f"không có: {one.absent_because}"
    where = named(one.paper) if one.paper else one.words
    said = "" if one.paper and one.paper.issued_on == one.on else f" ({day(one.on)})"
    note = "hai bên đã ký" if one.signed_by_both else f"đối tượng chưa ký: {one.unsigned_because}" if one.unsigned_because else ""  # fmt: skip
    return label, f"{where}{said}", one.keeper, note


remedy_due = Slot(lambda asked: day(asked.case.remedy_report_on))
NOTICE: Slots = {
    **COMMON,
    "ngày báo cáo của đoàn": _last(What.REPORT),
    "ngày xem xét": _last(What.CONSIDERED),
    "ưu điểm": Slot(strengths, "several"),
    "khuyết điểm": Slot(_defects, "several"),
    "yêu cầu khắc phục": Slot(_requests, "table", REQUESTS),
    "hạn báo cáo khắc phục": remedy_due,
}
REMEDY: Slots = {
    **COMMON,
    "đơn vị báo cáo": Slot(own_name),
    "kế hoạch hay báo cáo": Slot(_plan_or_report),
    "thông báo kết luận": Slot(lambda asked: named(asked.case.notice)),
    "việc khắc phục": Slot(_remedies, "table", REMEDIES),
    "nơi nhận báo cáo khắc phục": Slot(_follow, "several"),
    "hạn báo cáo khắc phục": remedy_due,
}
DOSSIER_LIST: Slots = {
    **COMMON,
    "cuộc": Slot(lambda asked: str(asked.case)),
    "tài liệu trong hồ sơ": Slot(_list, "table", DOSSIER),
}
