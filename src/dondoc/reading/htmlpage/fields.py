"""Các trường của trang — what was read, beside the paper: each value leads to the words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from dondoc.reading.gathering import NOT_SEEN, Span, cautions, cited, facts, span, title_of
from dondoc.reading.htmlpage.elements import Marks, Node, el
from dondoc.reading.model import Obligation, Provision, Reading, Value
from dondoc.reading.saying import CATEGORY, KIND, RELATION, by_when, day, level, when
from dondoc.reading.saying import place as in_outline

UNSURE = "chưa chắc"


def read_fields(reading: Reading, marks: Marks) -> Iterator[HtmlElement]:
    """Obligations are marked first: where one passage is two things, it bears their colour."""
    duties = [*_obligations(reading.obligations, marks)]
    header = [*_facts(reading, marks)]
    if header:
        yield _section("the-thuc", "Thể thức", el("dl", *header))
    if duties:
        unsure = not any(row.sure for row in reading.obligations)
        note = el("p", "Mục nào cũng cần đối chiếu.", cls="soft") if unsure else None
        yield _section("nhiem-vu", "Nhiệm vụ", note, *duties, count=len(duties))
    if reading.findings:
        yield _section("nhan-xet", "Nhận xét, kết luận", *_findings(reading, marks), count=len(reading.findings))
    if reading.targets:
        yield _section("chi-tieu", "Chỉ tiêu", *_targets(reading, marks), count=len(reading.targets))
    papers = [*_papers(reading, marks)]
    if papers:
        yield _section("vien-dan", "Văn bản được viện dẫn", *papers, count=len(papers))
    if reading.outline:
        yield _section("bo-cuc", "Bố cục", _outline(reading.outline, reading.text or "", marks))


def _section(name: str, title: str, *parts: Node | None, count: int | None = None) -> HtmlElement:
    head = el("h2", title, *([" ", el("span", str(count), cls="soft")] if count else []))
    return el("section", head, *parts, id=name)


def _count(rows: Sequence[object]) -> HtmlElement:
    return el("span", str(len(rows)), cls="soft")


def _facts(reading: Reading, marks: Marks) -> Iterator[HtmlElement]:
    for fact in facts(reading):
        if fact.label:
            yield el("dt", fact.label)
        words: Node = marks.link(fact.words, fact.span, "h") if fact.words else el("span", NOT_SEEN, cls="unknown")
        unsure = bool(fact.words) and not fact.sure
        notes = "; ".join(part for part in (fact.note, UNSURE if unsure else "") if part)
        yield el("dd", words, el("span", f" ({notes})", cls="soft") if notes else None)


def _obligations(rows: Sequence[Obligation], marks: Marks) -> Iterator[HtmlElement]:
    some_sure = any(row.sure for row in rows)
    for place, row in enumerate(rows, 1):
        number = f"N{place}"
        said: list[tuple[str, Sequence[Node]]] = [
            ("Ai", _bodies(row.actors, marks) or [el("span", "không ghi", cls="unknown")]), ("Phối hợp", _bodies(row.partners, marks)),
            ("Hạn", [_due(row, marks)]), ("Sản phẩm", [row.product] if row.product else []),
            ("Loại", [] if row.kind == "task" else [KIND[row.kind]]), ("Vị trí", [in_outline(row.provision)] if row.provision else []),
        ]  # fmt: skip
        pairs = [node for label, parts in said if parts for node in (el("dt", label), el("dd", *parts))]
        doubt = el("span", UNSURE, cls="doubt") if some_sure and not row.sure else None
        deed = el("p", marks.link(number, (row.start, row.end), "o", number, "n"), " ", row.deed, " ", doubt)
        yield el("article", deed, el("dl", *pairs), id=number)


def _due(row: Obligation, marks: Marks) -> Node:
    if row.due is None:
        return el("span", when(None), cls="unknown")
    return marks.link(when(row.due), (row.due.start, row.due.end), "s")


def _bodies(values: Iterable[Value], marks: Marks) -> list[Node]:
    found: list[Node] = []
    for value in values:
        found += [*(["; "] if found else []), marks.link(value.value, span(value), "s")]
    return found


def _findings(reading: Reading, marks: Marks) -> Iterator[HtmlElement]:
    numbered = [*enumerate(reading.findings, 1)]
    for category, name in CATEGORY.items():
        mine = [(f"X{place}", row) for place, row in numbered if row.category == category]
        if mine:
            yield el("h3", name, " ", _count(mine))
        for number, row in mine:
            lead = marks.link(number, (row.start, row.end), "f", number, "n")
            yield el("p", lead, " ", " ".join(row.text.split()), id=number)


def _targets(reading: Reading, marks: Marks) -> Iterator[HtmlElement]:
    for place, row in enumerate(reading.targets, 1):
        number, by = f"C{place}", by_when(row)
        lead = marks.link(number, (row.start, row.end), "t", number, "n")
        yield el("p", lead, " ", row.measure, ": ", el("b", level(row)), f", {by}" if by else None, id=number)


def _papers(reading: Reading, marks: Marks) -> Iterator[HtmlElement]:
    for place, row in enumerate(cited(reading.references), 1):
        number = f"V{place}"
        for mention in row.mentions:
            marks.add(mention, "r", number)
        identity = row.canonical or " hoặc ".join(row.candidates) or "chưa rõ văn bản nào"
        said = (f"ngày {day(row.issued_on)}" if row.issued_on else "", ", ".join(RELATION[word] for word in row.relations),
                identity, "" if row.sure else UNSURE)  # fmt: skip
        about = el("span", " · ".join(part for part in said if part), cls="about")
        again = [node for count, mention in enumerate(row.mentions[1:], 2)
                 for node in (" ", marks.link(f"chỗ {count}", mention, "r", cls="go"))]  # fmt: skip
        yield el("p", marks.link(number, row.mentions[0], "r", cls="n"), " ", row.name, " ", about, *again, id=number)


def _outline(parts: Iterable[Provision], text: str, marks: Marks) -> HtmlElement:
    return el("ul", *(_part(part, text, marks) for part in parts))


def _part(part: Provision, text: str, marks: Marks) -> HtmlElement:
    """A part leads to its first line; marking all of it would colour the whole paper."""
    end = text.find("\n", part.start, part.end)
    lead = marks.link(title_of(part), (part.start, end if end > part.start else part.end), "p")
    return el("li", lead, _outline(part.children, text, marks) if part.children else None)


def warned(reading: Reading, marks: Marks) -> Iterator[HtmlElement]:
    """What should be looked at again; made last, when every field has its number."""
    rows = cautions(reading.warnings)
    if rows:
        items = (el("li", row.message, *_places(row.places, "w", marks)) for row in rows)
        head = el("h2", "Cần xem lại ", _count(rows))
        yield el("section", head, el("ul", *items), cls="cautions", aria_label="Cần xem lại")


def _places(places: Sequence[Span], kind: str, marks: Marks) -> Iterator[Node]:
    """Where it is said of: by the number of the field that stands there, else "chỗ 1, chỗ 2"."""
    for count, place in enumerate(places, 1):
        yield ", " if count > 1 else " "
        number = next(iter(marks.numbers.get(place, ())), None)
        yield marks.link(number or (f"chỗ {count}" if len(places) > 1 else "xem chỗ này"), place, kind, cls="go")
