"""Mẫu chung — the words of each paper from papers.toml, and a paper made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from dondoc.documents.models import Paper
from dondoc.printing.model import Line, Signature
from dondoc.printing.slots import Values, fill, fill_text, key, names
from dondoc.web.inspecting.sheets.made import Asked, Made, Slots


@dataclass(frozen=True, slots=True)
class Words:
    """Lời của một mẫu — with its slots."""

    kind: str
    subject: str
    body: tuple[Line, ...]
    issuer: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer_post: str = ""
    signer: str = ""
    signatures: tuple[tuple[str, str], ...] = ()

    def names(self) -> set[str]:
        """Các ô dùng trong mẫu."""
        said = [self.kind, self.subject, self.issuer, self.signer_post, self.signer, *self.addressees, *self.recipients]
        said += [text for pair in self.signatures for text in pair] + [line.text for line in self.body]
        return {key(name) for text in said for name in names(text)}


@cache
def words() -> dict[str, Words]:
    """Mọi mẫu chung, by the key of its paper; a frame others stand within is none."""
    read = tomllib.loads(Path(__file__).with_name("papers.toml").read_text(encoding="utf-8"))
    return {
        name: _words(form, read.get(form.get("within", ""), {})) for name, form in read.items() if "subject" in form
    }


def _words(form: dict[str, Any], frame: dict[str, Any]) -> Words:
    said = {**frame, **form}
    body = frame["body"].replace("within\n", form["body"]) if frame else form["body"]
    lines = (row.partition("|") for row in body.replace("«trích yếu»", said["subject"]).strip().splitlines())
    return Words(
        said["kind"], said["subject"], tuple(Line(text.strip(), role.strip()) for role, _bar, text in lines), said.get("issuer", ""),
        tuple(said.get("addressees", ())), tuple(said.get("recipients", ())), said.get("signer_post", ""), said.get("signer", ""),
        tuple((post, name) for post, name in said.get("signatures", ())),
    )  # fmt: skip


def made(what: str, slots: Slots, asked: Asked, paper: Paper | None) -> Made:
    """Một văn bản theo mẫu chung."""
    form, values = words()[what], Values({name: partial(slot.tell, asked) for name, slot in slots.items()})

    def one(text: str) -> str:
        return "".join(fill_text(text, values))

    def all_of(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(line for text in texts for line in fill_text(text, values))

    return Made(
        one(form.kind), one(form.subject), tuple(fill(form.body, values)), values, all_of(form.recipients), paper, one(form.signer_post),
        one(form.signer), all_of(form.addressees), people(slots, form.names(), asked), one(form.issuer),
        tuple(Signature(one(post), one(name)) for post, name in form.signatures),
    )  # fmt: skip


def people(slots: Slots, names: Iterable[str], asked: Asked) -> tuple[int, ...]:
    """Những ai được nêu tên — by the slots a form uses."""
    named = (slots[name].named for name in sorted(names) if name in slots)
    return tuple(dict.fromkeys(who for tell in named if tell for who in tell(asked)))
