"""Thông báo kết luận, khắc phục, mục lục hồ sơ — what a case ends with."""

from __future__ import annotations

from dondoc.inspecting.findings import Document, Finding
from dondoc.inspecting.kinds import dossier as listed
from dondoc.inspecting.words import What
from dondoc.printing.model import Line, Table
from dondoc.web.inspecting.sheets.made import Asked, Made, day, examined, heading, items, named, objects, table, verb
from dondoc.web.inspecting.sheets.reporting import defects, strengths

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


def notice(asked: Asked) -> Made:
    """Thông báo kết luận — grounds, strengths, defects, requests with who, what, by when, which product; who follows up (§3.7)."""
    case, rows = asked.case, defects(asked.case)
    considered = case.dossier.filter(what=What.CONSIDERED).order_by("-id").first()
    report = case.dossier.filter(what=What.REPORT).order_by("-id").first()
    follow = case.monitor.name if case.monitor else "…"
    body: list[Line | Table] = [
        Line(f"Thực hiện {named(case.decision)}, {named(case.plan)}; trên cơ sở báo cáo của Đoàn {verb(case)} ngày {day(report.on if report else None)}, "
             f"ngày {day(considered.on if considered else None)} {case.body.name} đã xem xét và kết luận về {case.content}, mốc thời gian {examined(case)}, đối với {'; '.join(objects(case))} như sau:"),
        heading("I. ƯU ĐIỂM"), *items(strengths(case)),
        heading("II. HẠN CHẾ, KHUYẾT ĐIỂM"), *items(f"{one.body.unit.name}: {one.text}" for one in rows),
        heading("III. YÊU CẦU"),
        table("Yêu cầu khắc phục", REQUESTS, (asked_of(one) for one in rows)) if rows else Line("Không có."),
        heading("IV. TỔ CHỨC THỰC HIỆN"),
        Line(f"1. {'; '.join(objects(case))} khắc phục theo các yêu cầu trên, báo cáo kết quả trước ngày {day(case.remedy_report_on)}.", "item"),
        Line(f"2. {follow} theo dõi, đôn đốc, xác nhận việc khắc phục.", "item"),
    ]  # fmt: skip
    recipients = (*objects(case), follow, "Văn phòng cấp ủy", "Lưu hồ sơ")
    return Made("THÔNG BÁO", f"kết luận {verb(case)} {'; '.join(objects(case))}", tuple(body), recipients, case.notice)


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


def remedy(asked: Asked) -> Made:
    """Kế hoạch, kết quả khắc phục — finding by finding, as planned, reported, confirmed (§3.8)."""
    case, part = asked.case, asked.part
    assert part is not None  # of one of the inspected: `PAPERS`
    rows = case.findings.standing().filter(body=part, told_on__isnull=False).order_by("id")
    lines: list[Line | Table] = [
        Line(f"Thực hiện {named(case.notice)}, {part.unit.name} báo cáo việc khắc phục như sau:"),
        table("Khắc phục hạn chế, khuyết điểm", REMEDIES, (_put_right(one) for one in rows)),
    ]
    kind = "BÁO CÁO" if rows.filter(reported_on__isnull=False).exists() else "KẾ HOẠCH"
    to = tuple(dict.fromkeys(unit.name for unit in (case.body, case.monitor) if unit))
    return Made(kind, f"khắc phục hạn chế, khuyết điểm sau {verb(case)}", tuple(lines), ("Lưu hồ sơ",), addressees=to)


def _put_right(one: Finding) -> tuple[str | None, ...]:
    done = f"{day(one.reported_on)}: {one.evidence}" if one.reported_on else None
    seen = f"{day(one.closed_on)}: {one.opinion}" if one.closed_on else "chưa xác nhận"
    return one.text, one.ask or None, one.measure or None, day(one.due_on), done, seen


def dossier(asked: Asked) -> Made:
    """Mục lục hồ sơ — the documents of the list in their order, what each case holds of them or why it does not (§3.9)."""
    case = asked.case
    held: dict[str, list[Document]] = {}
    for one in case.dossier.select_related("paper", "body__unit").order_by("on", "id"):
        held.setdefault(one.what, []).append(one)
    order = [*listed(case.sort), *(key for key in held if key not in listed(case.sort))]
    rows = [line for key in order for line in (map(_held, held[key]) if key in held else [(str(What(key).label), "", "", "còn thiếu")])]  # fmt: skip
    said = f"Cuộc {case}: {case.content}. Đối tượng: {'; '.join(objects(case))}."
    return Made("MỤC LỤC", f"hồ sơ {verb(case)}", (Line(said), table("Tài liệu trong hồ sơ", DOSSIER, rows)))


def _held(one: Document) -> tuple[str | None, ...]:
    label = f"{one.get_what_display()}" + (f" ({one.body.unit.name})" if one.body else "")
    if one.absent_because:
        return label, "", "", f"không có: {one.absent_because}"
    where = named(one.paper) if one.paper else one.words
    said = "" if one.paper and one.paper.issued_on == one.on else f" ({day(one.on)})"
    note = "hai bên đã ký" if one.signed_by_both else f"đối tượng chưa ký: {one.unsigned_because}" if one.unsigned_because else ""  # fmt: skip
    return label, f"{where}{said}", one.keeper, note
