"""Tệp lấy ra — every list gives its file, every file made of rows is told in the journal, and nothing leaves by another door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from lxml import html

from dondoc.importing.actions.exporting import ACT
from dondoc.journal.models import Entry
from dondoc.obligations.models import Assignment
from dondoc.web.journal.taken import PAGES
from tests.cast import TODAY
from tests.web.test_permissions import ROLES, TABLE, World, _client, _path, world

__all__ = ["world"]
WEB = Path(__file__).parents[2] / "src/dondoc/web"
OWN_DOOR = "taking.py"

# What goes out without the line of a file taken: why.
UNTOLD = {
    "documents/papers.py file_of": "the file of a paper, an evidence, a commitment: as it came, opened by who may",
    "inspecting/office_forms.py common": "a blank form: it tells of nothing",
    "journal/views.py export": "journal.export and journal.export_house are acts of their own",
    "exchange/views.py make": "exchange.make is an act of its own",
    "personal/mine.py copy_of": "personal.take_copy is an act of its own",
    "reminding/views.py feed": "a calendar program asks again all day: that the feed was opened is an act",
    "drafting.py answer": "one line of text that says a draft was kept",
}
# Where rows are listed and no file of them is given: why.
UNFILED = {
    "personal/mine.py my_rows": "a person's own rows leave whole, as the ZIP of his data",
    "inspecting/notebook.py notebook": "what a team writes for itself stays where its readers are told of",
    "obligations/settling.py settle_page": "what waits for one decision after another: a form",
    "programmes/items.py _page": "the units of a target: their file is made of other cells, by _units_file",
}
# Pages of no one thing that show a table and are no list: why.
NO_LIST = {
    "desk": "each tray opens as a list", "schedule": "each day opens as a list", "mirror": "each figure opens its rows",
    "inspection_kinds": "what the regulation says", "rules": "what the regulation says", "purposes": "what is declared",
    "inspection_forms": "forms to be laid", "post_kinds": "the matrix of rights, set here", "rights_review": "each list opens whole",
    "retention": "terms, each opening what falls due", "assessment": "a report: frozen, it is a file", "me": "one's own account",
    "my_data": "one's own data, leaving as a ZIP",
}  # fmt: skip


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for inner in node.body if isinstance(node, ast.Module | ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef):
                    yield f"{path.relative_to(WEB)} {inner.name}", inner


def _calls(node: ast.AST) -> set[str]:
    return {
        call.func.id for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }  # fmt: skip


def _hands_out(node: ast.AST) -> bool:
    """Whether it makes an answer that is no page."""
    words = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    kinds = {one.arg for one in ast.walk(node) if isinstance(one, ast.keyword)}
    return bool(
        _calls(node) & {"handed", "FileResponse", "StreamingHttpResponse"}
        or {"Content-Disposition", "Content-Type"} & words
        or "content_type" in kinds
    )  # fmt: skip


@pytest.mark.library
def test_a_file_leaves_by_the_one_door_that_tells_of_it() -> None:
    others = {name for name, node in _functions() if not name.startswith(OWN_DOOR) and _hands_out(node)}
    assert others == set(UNTOLD), "taken() of web.taking makes the answer and writes the line"


@pytest.mark.library
def test_whatever_lists_rows_gives_them_as_a_file() -> None:
    listing = {name: _calls(node) for name, node in _functions() if not name.startswith("lists.py")}
    silent = {
        name
        for name, calls in listing.items()
        if calls & {"bounded", "Listing"} and not calls & {"as_file", "work_file"}
    }
    assert silent == set(UNFILED), "as_file() of web.lists"


def _pages(world: World, role: str) -> Iterator[tuple[str, str]]:
    """Every page that this person gets, and what some rows are needed for."""
    yield from (
        (name, _path(world, name, things))
        for name, (things, got) in TABLE.items()
        if got[ROLES.index(role)] == 200
    )  # fmt: skip
    yield "search", reverse("search") + "?q=quan"
    yield "schedule_day", reverse("schedule_day", args=[TODAY.isoformat()]) + "?scope=all"
    yield "rights", reverse("rights") + "?act=obligations.accept"
    yield "units_compare", reverse("units_compare") + f"?first=01/01/2020&second={TODAY:%d/%m/%Y}"


def _shown(client: Client, path: str) -> Any:
    """The page, None where it is a file."""
    answer = client.get(path)
    return (
        html.fromstring(answer.content.decode()) if "html" in answer["Content-Type"] and not answer.streaming else None
    )


def _opening(found: Any, path: str) -> list[str]:
    """What a desk, the mirror, the review of rights open as lists."""
    links = dict.fromkeys(re.sub(r"#.*", "", link) for link in found.xpath("//main//a/@href"))
    lists = [link for link in links if re.search(r"[?&](tray|list)=|/mirror/rows/", link)]
    return [path + link if link.startswith("?") else link for link in lists[:4]]


def _files(found: Any, path: str) -> dict[str, str]:
    """By form, the files it offers."""
    links = [link for link in found.xpath("//main//a/@href") if re.search(r"[?&]as=", link)]
    shape = {re.search(r"[?&]as=([a-z-]+)", link)[1]: link for link in links}  # type: ignore[index]
    return {
        form: path.partition("?")[0] + link if link.startswith("?") else link
        for form, link in shape.items()
        if form != "print"
    }


@pytest.mark.wide
@pytest.mark.table
@pytest.mark.timeout(600)
def test_every_list_is_a_file_and_every_file_is_told(world: World) -> None:
    Assignment.objects.filter(pk=world.share.pk).update(due_on=TODAY)
    taken: dict[tuple[str, str], str] = {}
    for role in ("leader", "doer", "admin"):
        client, walked = _client(world, role), list(_pages(world, role))
        for name, path in walked:
            found = _shown(client, path)
            if found is None:
                continue
            if name in ("desk", "mirror", "rights_review") and "?" not in path:
                walked += [(resolve(link.partition("?")[0]).url_name or "", link) for link in _opening(found, path)]
            files = _files(found, path)
            _check_list(found, name, files)
            for form, link in files.items():
                taken[name, form] = taken.get((name, form)) or _taken(client, link)
    assert set(taken.values()) <= set(PAGES), "the words of a page in web.journal.taken"
    assert len(taken) > 120


def _check_list(found: Any, name: str, files: dict[str, str]) -> None:
    """Rows with a pager, or a page of no one thing that is a table, are to be had as XLSX and CSV."""
    tables = found.xpath(
        "//main//table[contains(@class,'cards') or contains(@class,'wide')] | //main//ul[contains(@class,'items')]"
    )
    rows = found.xpath("//div[@class='pager']/span") or (not TABLE[name][0] and tables and name not in NO_LIST)
    if rows and name not in ("my_data_rows", "settle"):
        assert {"xlsx", "csv"} <= set(files), name


def _taken(client: Client, link: str) -> str:
    """The page that the line of one file taken names; there is one line, and no more."""
    before = Entry.objects.filter(act=ACT).count()
    answer = client.get(link)
    assert answer.status_code == 200, link
    assert answer.get("Content-Disposition", "").startswith("attachment"), link
    lines = list(Entry.objects.filter(act=ACT).order_by("-id"))
    assert len(lines) == before + 1, link
    return str(lines[0].payload.body["page"])
