"""Nhiệm vụ — what a named body is told to do: sentence, list item, or the part after "Giao X".

Reading contract, "Where things begin and end". The actor may stand in the item, in the heading
above it, or in the sentence before. Task tables are read row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.deadlines import find_due
from dondoc.reading.model import Header, Obligation, Provision, Reference, Value
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import bare, split
from dondoc.reading.shadow import Shadow
from dondoc.reading.text import fold

_NAME = r"[A-ZĐÀ-Ỹ][\wà-ỹđ]*"
_REST = r"(?:[ ,]+(?:và |, )?(?:[A-ZĐÀ-Ỹ][\wà-ỹđ./-]*|các|cấp|ủy|cơ|quan|đơn|vị|trực|thuộc|ngoài|nước|trong|trung|ương|khối|bộ|phận|chi|đảng|viên|cán|tổ|chức|đối|ngoại|địa|phương|giúp|việc|tham|mưu|có|liên|của|ở|và|kiểm|tra|tuyên|giáo|dân|vận|vụ|phòng|đứng|đầu|thường|trực))*"
_BODY = (
    r"(?:(?:Các |Mỗi |Từng |Toàn |Người đứng đầu |Tập thể |Lãnh đạo |Thường trực |Ban Thường vụ |Ban Chấp hành )?"
    r"(?:Đảng ủy|Đảng bộ|đảng ủy|đảng bộ|Chi bộ|chi bộ|Ban|ban|Văn phòng|Ủy ban|ủy ban|Bộ|Tổng cục|Cục|Vụ|Sở|Trung tâm|Học viện|Báo|Tạp chí|Hội đồng|Đoàn|Tổ|cấp ủy|"
    r"cơ quan|đơn vị|tổ chức đảng|cấp ủy viên|đảng viên|cán bộ|bí thư|Bí thư|UBKT|Công đoàn|Đoàn Thanh niên)"
    + rf"(?:\s+{_NAME}|\s+[a-zà-ỹđ]+(?=\s|,))?"
    + _REST
    + r")"
)
_GIVE = re.compile(rf"(?:(?<!\w)(?:Giao|giao|Phân công|phân công)(?: cho)?)\s+(?P<actor>{_BODY})")
_ASK = re.compile(
    rf"(?<!\w)(?:Yêu cầu|yêu cầu|Đề nghị|đề nghị)(?:,? (?:thời gian tới|trong thời gian tới))?,?\s+(?P<actor>{_BODY})"
)
_HAS = re.compile(
    rf"^(?P<actor>{_BODY})\s*,?\s*(?:(?:thường xuyên |định kỳ )?(?P<how>có trách nhiệm|chịu trách nhiệm|chủ trì|cần|phải|theo dõi|tiếp tục|tập trung|khẩn trương|"
    r"phối hợp|xây dựng|ban hành|tổ chức|rà soát|báo cáo|thực hiện|hoàn thành|tham mưu|hướng dẫn|kiểm tra|triển khai|duy trì|đưa|bố trí|bảo đảm|chuẩn bị|gửi|lập|cập nhật|trực tiếp|đôn đốc|giúp|quán triệt|căn cứ|nghiêm túc))\b"
)
_WORD = re.compile(r"[\w/.-]*\w")
_VERB = re.compile(
    r",?\s+(?:(?:thường xuyên|định kỳ|khẩn trương|nghiêm túc|tiếp tục|chủ động)\s+)?(?:có trách nhiệm|chịu trách nhiệm|chủ trì|cần|phải|theo dõi|"
    r"tiếp tục|tập trung|phối hợp|xây dựng|ban hành|tổ chức|rà soát|báo cáo|thực hiện|hoàn thành|tham mưu|hướng dẫn|kiểm tra|triển khai|duy trì|"
    r"đưa|bố trí|bảo đảm|chuẩn bị|gửi|lập|cập nhật|đôn đốc|giúp|quán triệt|tổng hợp|trình|thẩm định|nghiên cứu|sơ kết|giám sát)\b"
)
_PARTNER = re.compile(rf"phối hợp (?:chặt chẽ )?(?:với|cùng)\s+(?P<partner>{_BODY}(?:\s*,\s*{_BODY}|\s+và\s+{_BODY})*)")
_PRODUCT = re.compile(r"(?:sản phẩm|Sản phẩm)\s*(?:là|:)\s*([^.;,]{4,120})")
_STANDING = re.compile(
    r"có trách nhiệm|thường xuyên|định kỳ|hằng (?:năm|tháng|quý|tuần)|hàng (?:năm|tháng|quý|tuần)|duy trì"
)
_EXECUTION = re.compile(r"(?:chịu trách nhiệm|có trách nhiệm) (?:thi hành|thực hiện) [^.;]{0,40} này")
_BAN = re.compile(r"(?:nghiêm cấm|không được|cấm)\b", re.IGNORECASE)
_POWER = re.compile(r"\b(?:được quyền|có quyền|có thẩm quyền)\b")
_ASKS = re.compile(r"(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|có trách nhiệm|cần|phải)\s")
_PAST = re.compile(r"\b(?:đã|vừa qua|thời gian qua)\b")
_HEADS = {"nhiem vu": "deed", "noi dung": "deed", "noi dung cong viec": "deed", "noi dung nhiem vu": "deed", "cong viec": "deed", "ten nhiem vu": "deed",
          "chu tri": "actor", "don vi chu tri": "actor", "co quan chu tri": "actor", "don vi thuc hien": "actor", "phoi hop": "partner",
          "don vi phoi hop": "partner", "co quan phoi hop": "partner", "thoi han": "due", "thoi gian": "due", "thoi gian hoan thanh": "due",
          "thoi han hoan thanh": "due", "han hoan thanh": "due", "san pham": "product", "ket qua": "product", "san pham ket qua": "product"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Context:
    """Những gì mọi câu cùng dùng."""

    shadow: Shadow
    text: str
    day: str | None
    catalogue: Catalogue
    taken: tuple[tuple[int, int], ...]
    is_report: bool  # báo cáo, thông báo kết luận: says what was done; only what is asked is a duty


def find_obligations(
    text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision], header: Header,
    references: Sequence[Reference], catalogue: Catalogue,
) -> tuple[Obligation, ...]:  # fmt: skip
    """All obligations in the order of the text, with actors, partners, due and product."""
    day = header.issued_on.value if header.issued_on else None
    taken = tuple((r.full_start, r.full_end) for r in references)
    kind = header.kind.value if header.kind else ""
    told = kind == "Báo cáo" or (kind == "Thông báo" and "kiểm tra" in text[:1500])
    context = _Context(Shadow(text), text, day, catalogue, taken, told)
    places = tuple(_flat(outline))
    foot = next((p.start for p in paragraphs if fold(text[p.start : p.end]).startswith("noi nhan")), len(text))
    body = [p for p in paragraphs if p.table is None and p.start < foot and not _is_furniture(text, p, header)]
    rows = [*_prose(context, body, places), *_tables(context, paragraphs)]
    return tuple(sorted(rows, key=lambda o: o.start))


def _is_furniture(text: str, paragraph: Paragraph, header: Header) -> bool:
    line = text[paragraph.start : paragraph.end]
    head = max((v.end or 0 for v in (header.subject, header.issued_on) if v), default=0)
    return paragraph.end <= head or line.startswith(("Căn cứ", "- Căn cứ", "Kính gửi", "Nơi nhận"))


def _prose(context: _Context, body: Sequence[Paragraph], places: Sequence[Provision]) -> Iterator[Obligation]:
    above: Value | None = None
    for place, paragraph in enumerate(body):
        below = body[place + 1] if place + 1 < len(body) else None
        heading = _heading(context, paragraph, below)
        if heading is not None:
            above = heading
            continue
        if not _is_item(context, paragraph):
            above = None
        for start, end in split(
            context.shadow.text, context.shadow.here(paragraph.start), context.shadow.here(paragraph.end)
        ):
            found = _one(context, start, end, above if _is_item(context, paragraph) else None, places)
            if found is not None:
                yield found


def _heading(context: _Context, paragraph: Paragraph, below: Paragraph | None) -> Value | None:
    """A line that only names a body ("1. Văn phòng Đảng ủy"), or asks one and ends with a colon."""
    start, end = bare(context.shadow.text, context.shadow.here(paragraph.start), context.shadow.here(paragraph.end))
    line = context.shadow.text[start:end]
    asked = (_GIVE.match(line) or _ASK.match(line)) if context.text[paragraph.end - 1] == ":" else None
    if asked:
        return _value(context, start + asked.start("actor"), start + asked.end("actor"))
    if below is None or len(line) > 90 or not re.fullmatch(_BODY, line):
        return None
    return _value(context, start, end)


def _is_item(context: _Context, paragraph: Paragraph) -> bool:
    return bare(context.shadow.text, context.shadow.here(paragraph.start), context.shadow.here(paragraph.end))[
        0
    ] > context.shadow.here(paragraph.start)


def _one(
    context: _Context, start: int, end: int, above: Value | None, places: Sequence[Provision]
) -> Obligation | None:
    start, end = bare(context.shadow.text, start, end)
    line = context.shadow.text[start:end]
    if len(line) < 12 or fold(line) == "to chuc thuc hien":
        return None
    found = _told(line, context.catalogue)
    if found is None and (above is None or _PAST.search(line[:60]) or line.endswith(":")):
        return None
    if found is not None and line.rstrip().endswith(":"):
        return None
    actor = _value(context, start + found[0], start + found[1]) if found else above
    assert actor is not None
    begin = start + found[2] if found else start
    duty = _make(context, begin, end, (actor,), places, explicit=found is not None)
    if context.is_report and duty.due is None and not _ASKS.search(line):
        return None
    return duty


def _told(line: str, catalogue: Catalogue) -> tuple[int, int, int] | None:
    """(actor's start, actor's end, where the deed begins) of a sentence that tells a body to act."""
    for pattern in (_GIVE, _ASK):
        match = pattern.search(line)
        if match:
            start = match.start("actor")
            return start, _known_end(line, start, catalogue) or _end_of_actor(line, match), match.start()
    known = _known_end(line, 0, catalogue)
    if known and _VERB.match(line, known) and not _PAST.search(line[: known + 8]):
        return 0, known, 0
    match = _HAS.match(line)
    if match and not _PAST.search(line[: match.end() + 4]):
        return match.start("actor"), _end_of_actor(line, match), 0
    return None


def _known_end(line: str, start: int, catalogue: Catalogue) -> int | None:
    """Where the longest name of the catalogue that begins here ends; None where none does."""
    ends = [m.end() for m in _WORD.finditer(line, start, start + 140)][:16]
    return next((end for end in reversed(ends) if catalogue.body_named(line[start:end])), None)


def _end_of_actor(line: str, match: re.Match[str]) -> int:
    """Where the body's name ends: before its verb, a comma or a conjunction left at its end."""
    name = re.split(
        r",?\s+(?=chủ trì|phối hợp|tham mưu|xây dựng|tổ chức thực|có trách nhiệm|tiếp tục|chủ động|căn cứ|hướng dẫn|theo dõi|kiểm tra việc|rà soát|báo cáo|ban hành)|\s*,",
        match["actor"],
    )[0]
    return match.start("actor") + len(re.sub(r"\s+(?:và|có|các|của)$", "", name.rstrip(" ,")))


def _make(
    context: _Context, start: int, end: int, actors: tuple[Value, ...], places: Sequence[Provision], *, explicit: bool
) -> Obligation:
    begin, stop = context.shadow.at(start), context.shadow.at(end)
    line = context.shadow.text[start:end]
    partner = _PARTNER.search(line)
    partners = (_value(context, start + partner.start("partner"), start + partner.end("partner")),) if partner else ()
    product = _PRODUCT.search(line)
    due = find_due(context.shadow, begin, stop, issued_on=context.day, taken=context.taken)
    return Obligation(
        start=begin, end=stop, text=context.text[begin:stop], kind=_kind(line, due is not None and due.recurs is not None),
        deed=" ".join(line.split()), provision=_provision(places, begin), actors=actors, partners=partners,
        product=product[1].strip() if product else None, due=due,
        sure=explicit and actors[0].id is not None,
    )  # fmt: skip


def _kind(line: str, recurs: bool) -> str:
    if _EXECUTION.search(line):
        return "execution"
    if _BAN.search(line[:60]):
        return "ban"
    if _POWER.search(line):
        return "power"
    return "standing" if recurs or _STANDING.search(line) else "task"


def _value(context: _Context, start: int, end: int) -> Value:
    begin, stop = context.shadow.at(start), context.shadow.at(end)
    name = " ".join(context.shadow.text[start:end].split())
    known = context.catalogue.body_named(name)
    return Value(name, begin, stop, sure=known is not None, id=known.id if known else None)


def _tables(context: _Context, paragraphs: Sequence[Paragraph]) -> Iterator[Obligation]:
    """Bảng phân công — columns known by their heads, in any order; one obligation a row."""
    cells: dict[int, dict[int, dict[int, list[Paragraph]]]] = {}
    for paragraph in paragraphs:
        if paragraph.table is not None:
            table, row, column = paragraph.table
            cells.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(paragraph)
    for rows in cells.values():
        first = min(rows)
        heads = {c: _HEADS.get(fold(_words(context, ps))) for c, ps in rows[first].items()}
        roles = {role: column for column, role in heads.items() if role}
        if {"deed", "actor"} <= set(roles):
            yield from _rows(context, {r: c for r, c in rows.items() if r != first}, roles)


def _words(context: _Context, paragraphs: Sequence[Paragraph]) -> str:
    return " ".join(context.text[p.start : p.end] for p in paragraphs)


def _rows(
    context: _Context, rows: dict[int, dict[int, list[Paragraph]]], roles: dict[str, int]
) -> Iterator[Obligation]:
    for _number, row in sorted(rows.items()):
        deed, actor = row.get(roles["deed"]), row.get(roles["actor"])
        if not deed or not actor:
            continue
        start, end = bare(context.shadow.text, context.shadow.here(deed[0].start), context.shadow.here(deed[-1].end))
        base = _make(context, start, end, tuple(_cell(context, p) for p in actor), (), explicit=True)
        yield _with_cells(context, base, row, roles)


def _cell(context: _Context, paragraph: Paragraph) -> Value:
    return _value(context, context.shadow.here(paragraph.start), context.shadow.here(paragraph.end))


def _with_cells(
    context: _Context, base: Obligation, row: dict[int, list[Paragraph]], roles: dict[str, int]
) -> Obligation:
    from dataclasses import replace

    partners = tuple(_cell(context, p) for p in row.get(roles.get("partner", -1), []))
    product = row.get(roles.get("product", -1))
    when = row.get(roles.get("due", -1))
    due = base.due
    if when:
        due = find_due(context.shadow, when[0].start, when[-1].end, issued_on=context.day) or base.due
    return replace(
        base, partners=partners or base.partners, due=due,
        product=_words(context, product) if product else base.product,
        kind="standing" if due is not None and due.recurs else base.kind,
    )  # fmt: skip


def _flat(outline: Sequence[Provision]) -> Iterator[Provision]:
    for part in outline:
        yield part
        yield from _flat(part.children)


def _provision(places: Sequence[Provision], at: int) -> str | None:
    """The narrowest part of the outline that holds the passage."""
    inside = [p for p in places if p.start <= at < p.end]
    return inside[-1].label if inside else None
