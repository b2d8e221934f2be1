"""Trang đọc trên máy — a reading as a page an official can read in a terminal, 80 columns and more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dondoc.reading.gathering import NOT_SEEN, Cited, cautions, cited, facts, title_of
from dondoc.reading.model import Finding, Obligation, Provision, Reading, Target
from dondoc.reading.saying import CATEGORY, KIND, RELATION, by_when, day, level, numbered, when
from dondoc.reading.text import nfc

WIDE = 110  # columns from which partners stand in a column of their own
UNSURE = " ?"
_LEGEND = "“?” là chỗ máy chưa chắc, cần đối chiếu. Máy chỉ đọc và đếm; điều đưa vào sổ do người quyết định."


def show(reading: Reading, console: Console) -> None:
    """Print what was read, from the header to what should be looked at again; of a marked paper only its mark."""
    console.print(_words(reading.source or "Văn bản"), style="bold")
    _facts(reading, console)
    if reading.text is not None:
        _outline(reading.outline, console)
        _obligations(reading.obligations, console)
        _findings(reading.findings, console)
        _targets(reading.targets, console)
        _papers(cited(reading.references), console)
    _warnings(reading, console)
    if reading.text is not None:
        console.print(f"\n{_LEGEND}", style="dim", highlight=False)


def _facts(reading: Reading, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for fact in facts(reading):
        words = _words(fact.words or NOT_SEEN, style="" if fact.words else "dim")
        if fact.words and not fact.sure:
            words.append(UNSURE, "yellow")
        if fact.note:
            words.append(f" ({fact.note})", "dim")
        grid.add_row(fact.label, words)
    if grid.row_count:
        console.print(grid)


def _outline(parts: Sequence[Provision], console: Console) -> None:
    tree = Tree(_head("Bố cục"), guide_style="dim")
    _branch(tree, parts)
    if tree.children:
        console.print(tree)


def _branch(tree: Tree, parts: Iterable[Provision]) -> None:
    """Parts with a number; dashes are counted beside what they stand in, and what stands under one is not lost."""
    for part in parts:
        if part.level == "gạch":
            _branch(tree, part.children)
            continue
        dashes = sum(child.level == "gạch" for child in part.children)
        line = _words(title_of(part))
        line.append(f" ({dashes} gạch đầu dòng)" if dashes else "", "dim")
        line.no_wrap, line.overflow = True, "ellipsis"
        _branch(tree.add(line), part.children)


def _obligations(rows: Sequence[Obligation], console: Console) -> None:
    """Ai · việc · phối hợp · hạn; partners below the deed where the terminal is narrow."""
    if not rows:
        return
    wide = console.width >= WIDE and any(row.partners for row in rows)
    none_sure = not any(row.sure for row in rows)  # then it is said once, above
    title = f"Nhiệm vụ ({len(rows)}{', đều cần đối chiếu' if none_sure else ''})"
    table = _table(title, "Mục", "Ai", "Việc", *(["Phối hợp"] if wide else []), "Hạn", expand=True)
    for column, most in zip(table.columns, (8, 20, None, *([24] if wide else []), 20), strict=True):
        column.max_width, column.ratio = most, None if most else 1
    for row in rows:
        who = _words(_names(row.actors) or "không ghi", style="" if row.actors else "dim")
        who.append("" if row.sure or none_sure else UNSURE, "yellow")
        due = _words(when(row.due), style="" if row.due else "dim")
        partners = [_words(_names(row.partners))] if wide else []
        table.add_row(_words(numbered(row.provision or "")), who, _deed(row, wide), *partners, due)
    console.print(table)


def _deed(row: Obligation, wide: bool) -> Text:
    deed = _words(row.deed)
    for label, words in (("Phối hợp", "" if wide else _names(row.partners)), ("Sản phẩm", row.product or ""),
                         ("Loại", "" if row.kind == "task" else KIND[row.kind])):  # fmt: skip
        if words:
            deed.append("\n").append(f"{label}: ", "dim").append_text(_words(words))
    return deed


def _findings(rows: Sequence[Finding], console: Console) -> None:
    """By category, in the order an inspection's conclusion has them."""
    if not rows:
        return
    console.print(_head(f"\nNhận xét, kết luận ({len(rows)})"))
    for category, name in CATEGORY.items():
        mine = [row for row in rows if row.category == category]
        if mine:
            console.print(f" {name} ({len(mine)})", highlight=False)
            console.print(_list(_words(row.text) for row in mine))


def _targets(rows: Sequence[Target], console: Console) -> None:
    if not rows:
        return
    table = _table(f"Chỉ tiêu ({len(rows)})", "Chỉ tiêu", "Mức", "Đến")
    for row in rows:
        table.add_row(_words(row.measure), _words(level(row)), _words(by_when(row) or "không ghi"))
    console.print(table)


def _papers(rows: Sequence[Cited], console: Console) -> None:
    if not rows:
        return
    table = _table(f"Văn bản được viện dẫn ({len(rows)})", "Văn bản", "Ngày", "Quan hệ", "Mã")
    for row in rows:
        name = _words(row.name)
        name.append(f" ({len(row.mentions)} chỗ)" if len(row.mentions) > 1 else "", "dim")
        name.append("" if row.sure else UNSURE, "yellow")
        table.add_row(name, day(row.issued_on or ""), ", ".join(RELATION[word] for word in row.relations),
                      _words(row.canonical or " hoặc ".join(row.candidates) or "chưa rõ"))  # fmt: skip
    console.print(table)


def _warnings(reading: Reading, console: Console) -> None:
    """Each sentence once; with how often, and the words it first speaks of."""
    rows, text = cautions(reading.warnings), reading.text or ""
    if not rows:
        return
    console.print(_head(f"\nCần xem lại ({len(rows)})"))
    lines = []
    for row in rows:
        line = _words(row.message)
        if row.places:
            first = " ".join(text[slice(*row.places[0])].split())
            seen = f"“{first[:60]}{'…' if len(first) > 60 else ''}”"
            line.append(f" {f'{len(row.places)} chỗ, chỗ đầu: ' if len(row.places) > 1 else ''}", "dim")
            line.append_text(_words(seen, style="dim"))
        lines.append(line)
    console.print(_list(lines, sign="!"))


def _head(words: str) -> Text:
    return Text(words, style="bold")


def _table(title: str, *heads: str, expand: bool = False) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, leading=1,
                  padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False, expand=expand)  # fmt: skip
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _list(lines: Iterable[Text], sign: str = "–") -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="yellow" if sign == "!" else "dim")
    grid.add_column(overflow="fold")
    for line in lines:
        grid.add_row(f" {sign}", line)
    return grid


def _names(values: Iterable[object]) -> str:
    return "; ".join(getattr(value, "value", "") for value in values)


def _words(words: str, style: str = "") -> Text:
    """A paper's words as words: no markup of ours, no control signs of the terminal's, marks on their letters."""
    return Text(" ".join("".join(c if c.isprintable() else " " for c in nfc(words)).split()), style=style)
