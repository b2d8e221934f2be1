"""Chuyện nhiều tuần — acts of the small committee, each on its day; a page as read on an evening, or as of a past day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.urls import reverse
from lxml import html

from dondoc.documents.actions.directing import enter_direction
from dondoc.documents.actions.reviewing import link
from dondoc.documents.models import Entry
from dondoc.implementation.actions import closing, doing, extending, proving
from dondoc.implementation.models import Evidence, Extension, Proving
from dondoc.obligations.actions import assigning, confirming
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.rules import Due
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import HANOI
from dondoc.units.actions import rename
from dondoc.units.models import Holding
from tests.cast import Cast
from tests.making import fields

FIRST = date(2026, 11, 24)


@contextmanager
def clock(moment: datetime) -> Iterator[None]:
    """The door's clock; a session's own is left alone."""
    with patch("dondoc.web.middleware.timezone", SimpleNamespace(now=lambda: moment)):
        yield


@dataclass
class Story:
    """Chuyện — who does what on which day; what is refused on a day simply does not happen."""

    cast: Cast
    day: date = FIRST
    named: int = 0
    entries: list[Entry] = field(default_factory=list)

    def by(self, role: str) -> dict[str, Any]:
        return {"by": replace(self.cast.people[role], today=self.day, memo={}), "at": self.at()}

    def at(self) -> datetime:
        return datetime.combine(self.day, time(10, 0), HANOI)

    # what may be done on a day; `turn` chooses among the things there are
    def register(self, turn: int) -> None:
        from dondoc.documents.actions.registering import register

        number = str(20 + len(self.entries))
        said = fields(number, canonical=f"{number}-KL", issued_on=self.day)
        self.entries.append(register(register=self.cast.incoming, issuer=self.cast.khoi, fields=said, on=self.day,
                                     **self.by("clerk")))  # fmt: skip

    def confirm(self, turn: int) -> None:
        entry = self.entries[turn % len(self.entries)]
        confirming.confirm(
            entry=entry, text=f"Việc {turn}", due=Due(self.day + timedelta(days=turn)), **self.by("clerk")
        )

    def direct(self, turn: int) -> None:
        leader = Holding.objects.get(pk=self.cast.leader.holding_id)
        enter_direction(entry=self.entries[turn % len(self.entries)], leader=leader, text="Giao thực hiện",
                        on=self.day, lead=self.cast.branch, **self.by("clerk"))  # fmt: skip

    def link(self, turn: int) -> None:
        source, other = self.entries[turn % len(self.entries)], turn // 3 % len(self.entries)
        link(source=source.paper, unit=self.cast.root, surface=f"số {20 + other}-KL/ĐUK", relation="cites",
             canonical=f"{20 + other}-KL", **self.by("clerk"))  # fmt: skip

    def assign(self, turn: int) -> None:
        duty = self._pick(Obligation.objects, turn)
        unit = (self.cast.cell, self.cast.branch, self.cast.board)[turn % 3]
        due = None if turn % 4 == 3 else self.day + timedelta(days=turn % 5)
        assigning.assign(obligation=duty, unit=unit, due_on=due, due_reason="Theo yêu cầu", **self.by("leader"))

    def cascade(self, turn: int) -> None:
        share = self._pick(Assignment.objects.filter(unit=self.cast.branch), turn)
        assigning.assign(obligation=share.obligation, unit=self.cast.cell, parent=share, due_on=share.due_on,
                         due_reason="Theo cấp trên", **self.by("above"))  # fmt: skip

    def accept(self, turn: int) -> None:
        share, who = self._share(turn)
        assigning.accept(assignment=share, **who)

    def note(self, turn: int) -> None:
        share, who = self._share(turn)
        (doing.note if turn % 2 else doing.plan)(assignment=share, text=f"Đang làm {turn}", **who)

    def prove(self, turn: int) -> None:
        share, who = self._share(turn)
        held = Evidence.objects.filter(unit=share.unit)
        if turn % 4 == 3 and held:
            again = self._pick(held, turn)
            proving.reuse_evidence(assignment=share, evidence=again, **who)
            return
        proving.add_evidence(assignment=share, kind="WORDS", text=f"Báo cáo {turn}", keeper="Văn phòng", **who)

    def unprove(self, turn: int) -> None:
        row = self._pick(Proving.objects, turn)
        if turn % 3 == 0:
            proving.take_off_evidence(proving=row, reason="Nhầm việc", **self._doer(row.assignment))
        else:
            proving.withdraw_evidence(evidence=row.evidence, reason="Nhầm", **self._doer(row.assignment))

    def extend(self, turn: int) -> None:
        share, who = self._share(turn)
        extending.ask_extension(
            assignment=share, due_on=self.day + timedelta(days=9 + turn), reason="Chờ số liệu", **who
        )

    def answer(self, turn: int) -> None:
        row = self._pick(Extension.objects.filter(state="ASKED"), turn)
        giver = "above" if row.assignment.giver_id == self.cast.branch.pk else "leader"
        extending.decide_extension(extension=row, granted=turn % 3 > 0, answer="Đã xem", **self.by(giver))

    def submit(self, turn: int) -> None:
        share, who = self._share(turn)
        closing.submit(assignment=share, text="Đã xong", **who)

    def judge(self, turn: int) -> None:
        share, _who = self._share(turn)
        giver = self.by("above" if share.giver_id == self.cast.branch.pk else "leader")
        if turn > 5:
            closing.approve(assignment=share, **giver)
        else:
            closing.send_back(assignment=share, reason="Bổ sung số liệu", **giver)

    def hand_back(self, turn: int) -> None:
        share, who = self._share(turn)
        closing.hand_back(assignment=share, reason=f"Không thuộc chức năng {turn}", **who)

    def withdraw(self, turn: int) -> None:
        share, _who = self._share(turn)
        giver = self.by("above" if share.parent_id else "leader")
        assigning.withdraw_assignment(assignment=share, reason=f"Giao nơi khác {turn}", **giver)

    def amend(self, turn: int) -> None:
        duty, paper = self._pick(Obligation.objects, turn), self.entries[-1].paper
        changed = {"text": f"Việc {turn} đã sửa"} if turn % 2 else {"due_on": self.day + timedelta(days=turn)}
        confirming.amend(obligation=duty, paper=paper, from_on=self.day, **changed, **self.by("leader"))

    def end(self, turn: int) -> None:
        duty = self._pick(Obligation.objects, turn)
        confirming.end(obligation=duty, reason="Hết hiệu lực", on=self.day, **self.by("leader"))

    def rename(self, turn: int) -> None:
        self.named += 1
        unit = (self.cast.cell, self.cast.branch, self.cast.khoi)[turn % 3]
        unit.refresh_from_db()
        rename(unit=unit, name=f"Tên mới {self.named} của {unit.pk}", on=self.day, by=self.cast.setup, at=self.at())

    def _pick(self, rows: Any, turn: int) -> Any:
        found = list(rows.order_by("id"))
        return found[turn % len(found)]

    def _share(self, turn: int) -> tuple[Assignment, dict[str, Any]]:
        share = self._pick(Assignment.objects.select_related("unit", "giver", "obligation", "parent"), turn)
        return share, self._doer(share)

    def _doer(self, share: Assignment) -> dict[str, Any]:
        who = {self.cast.cell.pk: "doer", self.cast.branch.pk: "above", self.cast.board.pk: "head"}
        return self.by(who[share.unit_id])


DEEDS: tuple[Callable[[Story, int], None], ...] = (
    Story.register, Story.confirm, Story.direct, Story.link, Story.assign, Story.cascade, Story.accept, Story.note,
    Story.prove, Story.unprove, Story.extend, Story.answer, Story.submit, Story.judge, Story.hand_back, Story.withdraw,
    Story.amend, Story.end, Story.rename,
)  # fmt: skip


def pages(cast: Cast) -> list[str]:
    """The address of every page that looks back, for the things there are now."""
    found = [
        reverse("obligations") + f"?state={state}" for state in ("", "late", "new", "done", "done_late", "all", "week")
    ]
    found += [reverse("progress"), reverse("obligations") + f"?state=all&unit={cast.branch.public_id}"]
    found += [reverse("unit", args=[unit.public_id]) for unit in (cast.root, cast.branch, cast.cell, cast.khoi)]
    for entry in Entry.objects.select_related("paper").order_by("id"):
        found += [reverse(name, args=[entry.paper.public_id]) for name in ("paper", "paper_lineage")]
    found += [reverse("obligation", args=[code]) for code in Obligation.objects.values_list("public_id", flat=True)]
    shares = Assignment.objects.values_list("public_id", flat=True)
    return found + [reverse(name, args=[code]) for name in ("assignment", "cascade") for code in shares]


def read(client: Client, address: str, moment: datetime, day: date | None = None) -> str:
    """What a page says at a moment (as of a past day), without what one can do there."""
    if day is not None:
        address += ("&" if "?" in address else "?") + f"day={day:%d/%m/%Y}"
    with clock(moment):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return words(answer.content.decode())


def words(content: str) -> str:
    """The words of a page and its pictures; acts, filters and the moment of the figures left out."""
    tree = html.fromstring(content).get_element_by_id("content")
    for gone in tree.xpath(".//*[contains(@class,'actions') or contains(@class,'button') or self::form]"
                           "|.//a[contains(@class,'small')]"):  # fmt: skip
        gone.drop_tree()
    said = re.sub(r"tính đến hết ngày .*?,\s+theo số liệu đã nhập đến \S+ \S+", "", tree.text_content())
    return "".join(said.split())


def evening(day: date) -> datetime:
    return datetime.combine(day, time(23, 30), HANOI)


def an_actor(cast: Cast, role: str, day: date) -> Actor:
    return replace(cast.people[role], today=day, memo={})
