"""Bản sao dữ liệu — everything held about one person as a ZIP: JSON for a machine, HTML to be read.

Written row by row into a file: the memory it takes is that of a few rows, however long the journal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from html import escape
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from dondoc.access.models import Person
from dondoc.personal.declared import Declared, abouts, purposes
from dondoc.personal.looking import page_words
from dondoc.personal.queries import bases, kept_for, rows_of, subject_of
from dondoc.regulations.figures import Figure
from dondoc.regulations.words import WORDS
from dondoc.shared.acts import plates
from dondoc.shared.calendar import HANOI, hanoi_day
from dondoc.shared.subject import About, Subject

JSON_FILE, HTML_FILE = "du-lieu.json", "du-lieu.html"
CHUNK = 500


def write_copy(person: Person, file: IO[bytes], at: datetime) -> None:
    """Ghi bản sao — both files into one ZIP."""
    who = subject_of(person)
    with ZipFile(file, "w") as zipped:
        for name, parts in ((JSON_FILE, _json(who, at)), (HTML_FILE, _html(who, at))):
            member = ZipInfo(name, at.astimezone(HANOI).timetuple()[:6])
            member.compress_type = ZIP_DEFLATED
            with zipped.open(member, "w", force_zip64=True) as out:
                for part in parts:
                    out.write(part.encode())


def cells(about: About, who: Subject) -> Iterator[tuple[Any, ...]]:
    """Các dòng của một bảng, từng dòng một; nothing of a table that is only counted."""
    if about.columns:
        names = [name for name, _label in about.columns]
        yield from rows_of(about, who).values_list(*names).iterator(CHUNK)


def said(about: About, name: str, value: Any) -> str:
    """Một ô, như người đọc — an act, a state, a page by its word; days as dd/mm/yyyy; nothing is “”."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, datetime):
        return f"{value.astimezone(HANOI):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if name == "act" and value in plates():
        return str(plates()[value].label)
    if name == "what":
        return str(page_words(value))
    return str(_choices(about, name).get(value, value))


@cache
def _choices(about: About, name: str) -> dict[Any, Any]:
    """The words of a column of choices: asked once, for a copy has thousands of lines."""
    model: type[models.Model] = about.rows(Subject(0, "", (), ())).model
    return {value: word for f in model._meta.fields if f.name == name for value, word in f.flatchoices}


def told_of(purpose: Declared, on: date) -> dict[str, str]:
    """Điều nói về một mục đích — from where, who sees, on which basis, until when: in words, the unset said."""
    basis, keep = bases(on).get(purpose.key), kept_for(purpose, on)
    if isinstance(keep, Figure):
        until = _("%(figure)s kể từ %(since)s") % {
            "figure": f"{keep.amount} {_(WORDS[keep.unit])}",
            "since": keep.subject.since,
        }
    else:
        until = purpose.ends or (_("chưa đặt; còn giữ") if keep else _("cùng văn bản"))
    return {
        "source": purpose.source, "sees": purpose.sees, "until": until,
        "basis": str(basis.words or basis.get_basis_display()) if basis else _("chưa xác định"),
    }  # fmt: skip


def _json(who: Subject, at: datetime) -> Iterator[str]:
    on = hanoi_day(at)
    yield json.dumps({"at": at, "person": who.full_name}, cls=DjangoJSONEncoder, ensure_ascii=False)[:-1]
    yield ', "purposes": '
    yield json.dumps({key: {"words": p.words, **told_of(p, on)} for key, p in purposes().items()}, ensure_ascii=False)
    yield ', "data": {'
    for n, about in enumerate(abouts().values()):
        yield f"{', ' if n else ''}{json.dumps(about.key)}: ["
        names = [name for name, _label in about.columns]
        for m, row in enumerate(cells(about, who)):
            yield (
                ("," if m else "")
                + "\n"
                + json.dumps(dict(zip(names, row, strict=True)), cls=DjangoJSONEncoder, ensure_ascii=False)
            )
        yield "]"
    yield "}}\n"


def _html(who: Subject, at: datetime) -> Iterator[str]:
    title = _("Dữ liệu về %(person)s") % {"person": who.full_name}
    yield f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(title)}</title><h1>{escape(title)}</h1>'
    yield f"<p>{escape(_('Lập lúc %(at)s.') % {'at': f'{at.astimezone(HANOI):%H:%M %d/%m/%Y}'})}</p>"
    for purpose in purposes().values():
        yield f"<h2>{escape(purpose.words)}</h2>"
        words = told_of(purpose, hanoi_day(at))
        labels = {
            "source": _("Từ đâu có"),
            "sees": _("Ai xem được"),
            "until": _("Giữ đến khi nào"),
            "basis": _("Căn cứ xử lý"),
        }
        yield "".join(f"<p>{escape(label)}: {escape(words[key])}</p>" for key, label in labels.items())
        for about in abouts().values():
            if about.purpose == purpose.key:
                yield from _section(about, who)


def _section(about: About, who: Subject) -> Iterator[str]:
    count = rows_of(about, who).count()
    yield f"<h3>{escape(str(about.label))}: {count}</h3>"
    if count and about.columns:
        yield (
            "<table border><tr>"
            + "".join(f"<th>{escape(str(label))}</th>" for _name, label in about.columns)
            + "</tr>\n"
        )
        for row in cells(about, who):
            pairs = zip(about.columns, row, strict=True)
            yield (
                "<tr>" + "".join(f"<td>{escape(said(about, name, v))}</td>" for (name, _label), v in pairs) + "</tr>\n"
            )
        yield "</table>"
