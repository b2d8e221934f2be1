"""Dựng phối hợp — a coordination regulation of the committee with its lines, and requests, built by acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.coordinating.actions.asking import ask
from dondoc.coordinating.actions.regulating import Words, add_line, enter
from dondoc.coordinating.matrix import Line, Regulation
from dondoc.coordinating.models import Reply, Request
from dondoc.documents.models import Entry
from dondoc.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.making import an_entry

FROM = date(2026, 11, 2)
CONTENT = "Giới thiệu đảng viên chuyển sinh hoạt ra ngoài nước"


def a_regulation(cast: Cast, entry: Entry | None = None, **over: Any) -> Regulation:
    """In force since the beginning of the month; kept by the committee."""
    paper = (entry or an_entry(cast, "81", kind="Quy chế", title="Quy chế phối hợp quản lý đảng viên ngoài nước")).paper
    return enter(paper=paper, at=AT, **{"unit": cast.root, "from_on": FROM, "by": cast.office, **over})


def words(cast: Cast, **over: Any) -> Words:
    """The board leads, the branch and the home cell join; five working days from receipt, by its Article 6."""
    facts = {
        "content": CONTENT, "level": "cấp cơ sở", "authority": cast.root, "responsible": cast.board,
        "partners": (cast.branch, cast.home), "amount": 5, "time_unit": "working_day", "counted_from": "RECEIVED",
        "provision": "khoản 2 Điều 6",
    }  # fmt: skip
    return Words(**{**facts, **over})


def a_line(cast: Cast, regulation: Regulation | None = None, **over: Any) -> Line:
    by, from_on = over.pop("by", cast.office), over.pop("from_on", None)
    return add_line(
        regulation=regulation or a_regulation(cast), words=words(cast, **over), by=by, at=AT, from_on=from_on
    )


def a_request(cast: Cast, *units: Unit, **over: Any) -> Request:
    """The board asks; by no line unless one is named."""
    facts = {
        "unit": cast.board, "kind": "OPINION", "text": "Đề nghị cho ý kiến về danh sách", "on": TODAY, "by": cast.head,
        "at": AT,
    }  # fmt: skip
    return ask(units=units or (cast.branch,), **{**facts, **over})


def reply_of(request: Request, unit: Unit) -> Reply:
    return request.replies.get(unit=unit)
