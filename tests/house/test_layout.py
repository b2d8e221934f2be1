"""Cửa chỉ lấy cái được thấy — in web/ and cli/ a query starts from visible_to, granted or kept_by."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tracked import SOURCE, modules

FILTERS = {"visible_to", "gathered", "granted", "kept_by"}
DOORS = modules("web", "cli")

# file → functions that start a query elsewhere, and why nothing unseen leaves by them.
ELSEWHERE = {
    "cli/house.py": {
        "found_house": "the first unit and account of an empty installation, made by the setup actor",
    },
    "cli/ready.py": {"actor_named": "makes the actor of the command line; the filter needs it first"},
    "web/access/backends.py": {
        "OneTimeCodeBackend": "the account that signs in; there is nobody yet who sees",
        "DirectoryBackend": "the same",
    },
    "web/access/stepping.py": {
        "SecondStep": "which second steps the account that signs in has; asked by its own sign-in"
    },
    "web/accounts.py": {"MFA": "how many keys one has already, for the name of the next"},
    "web/access/throttling.py": {
        "Handler": "wrong tries of an account and an address: counted, never shown",
        "_written": "the account that is locked for a while; nothing of it is shown",
    },
    "web/access/views.py": {"people": "the posts held by persons already seen"},
    "web/access/watching.py": {"_factors": "one's own second factors, found by one's own id"},
    "web/desk/queries.py": {
        "_mine": "of one's own unit, where one may do the act waited for",
        "_to_confirm": "filtered by the reach of the act waited for, which is narrower than sight",
        "_extensions": "the same",
        "_returned": "the same",
        "_entries": "the same",
        "_uploads": "the same",
        "_to_direct": "a condition inside the query of _entries",
        "_to_assign": "a condition inside the query of _entries",
    },
    "web/documents/fields.py": {"IssueForm": "the free numbers of a register already seen"},
    "web/journal/filters.py": {
        "asked": "a condition on lines already seen: the code stands in them, no row of it is shown",
        "doer": "a condition on lines already seen: no row of it is shown, nor whether there is one",
    },
    "web/documents/registers.py": {"show": "a condition on the papers of lines already seen"},
    "web/documents/search.py": {"search": "a subquery of papers already seen"},
    "web/loading.py": {"latest_reading": "the reading of a paper already seen"},
    "web/pouring.py": {"read_once": "what rows already seen point at: their join, asked once for many"},
    "web/personal/mine.py": {"with_posts": "posts of those who looked, told to whom they looked at"},
    "web/story.py": {"sentences": "names beside journal lines already seen"},
    "web/units/views.py": {
        "PostForm": "kinds of post: words of the installation",
        "_changes": "a condition inside the query of a seen unit's changes",
        "_kin": "a condition inside the query of units, which asks sight",
    },
}


def starts(tree: ast.Module) -> list[tuple[str, str]]:
    """(top-level function or class, the chain) of every query that does not begin with a filter of sight."""
    return [(top.name, chain) for top in tree.body
            if isinstance(top, ast.FunctionDef | ast.ClassDef) for chain in _chains(top)]  # fmt: skip


def _chains(top: ast.AST) -> list[str]:
    """Chains like `Paper.objects.filter(…)`, innermost attribute first after the manager."""
    parents = {child: node for node in ast.walk(top) for child in ast.iter_child_nodes(node)}
    managers = [n for n in ast.walk(top) if isinstance(n, ast.Attribute) and _is_manager(n)]
    found = [(ast.unparse(n), _after(n, parents)) for n in managers]
    return [f"{name}.{'.'.join(calls)}" for name, calls in found if not FILTERS & set(calls)]


def _is_manager(node: ast.Attribute) -> bool:
    return node.attr in ("objects", "_default_manager", "_base_manager")


def _after(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> list[str]:
    """The methods called on it, in order."""
    calls: list[str] = []
    while (parent := parents.get(node)) and node is getattr(parent, "value", getattr(parent, "func", None)):
        if isinstance(parent, ast.Attribute):
            calls.append(parent.attr)
        elif not isinstance(parent, ast.Call):
            break
        node = parent
    return calls


@pytest.mark.parametrize("path", DOORS, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_door_starts_queries_from_what_is_seen(path: Path) -> None:
    found = starts(ast.parse(path.read_text("utf-8")))
    known = ELSEWHERE.get(str(path.relative_to(SOURCE)), {})
    assert {top for top, _ in found} == set(known), found


@pytest.mark.parametrize("path", DOORS, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_bare_model_is_fetched_or_404(path: Path) -> None:
    """get_object_or_404(Model) would say of a thing not seen that it exists; `one(visible rows)` does not."""
    names = {n.id for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Name)}
    assert not names & {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}


@pytest.mark.parametrize(
    ("source", "bites"),
    [
        ("Paper.objects.filter(pk=1)", True),
        ("Paper.objects.all().first()", True),
        ("list(Paper._default_manager.all())", True),
        ("Unit.objects.above(visible_to(Unit.objects))", True),
        ("Paper.objects.visible_to(actor).filter(pk=1)", False),
        ("Unit.objects.working().granted(actor, 'x.y')", False),
    ],
)
def test_the_rule_bites(source: str, bites: bool) -> None:
    assert bool(starts(ast.parse(f"def view():\n    return {source}"))) is bites


def test_pages_are_served_without_making_the_readers_patterns() -> None:
    """They take two seconds of every start, and only whoever reads a paper needs them."""
    asks = "import django, sys; django.setup(); import dondoc.web.urls; print('dondoc.reading.names' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
    assert done.stdout == "False\n", done.stderr
