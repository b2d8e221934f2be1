"""Tính đến ngày — the day a page looks at, asked in one way (`?day=`), kept in the links between such pages.

Pages of figures also keep the moment until which data count (`?known=`): the same address opened
next year says the same, whatever was entered since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.shared.calendar import HANOI, end_of, hanoi_day
from dondoc.web.days import FIRST_YEAR, understand_past
from dondoc.web.loading import actor_of, now_of

KEY, KNOWN = "day", "known"


@dataclass(frozen=True, slots=True)
class Look:
    """Tính đến ngày — `past` is D, None for today; `problem` says why the day asked was not taken.

    `known` is T, where the address holds the data at a moment: `now` is then T, and `past` may be today.
    """

    past: date | None
    now: datetime
    words: str = ""
    problem: str = ""
    kept: tuple[tuple[str, str], ...] = ()  # the address's other words, which go along
    known: datetime | None = None

    @property
    def moment(self) -> datetime:
        """The moment at which lateness is asked."""
        return end_of(self.past, self.now) if self.past else self.now

    @property
    def query(self) -> list[tuple[str, str]]:
        """The day, and the moment until which data count, as the address says them."""
        day = [(KEY, f"{self.past:%d/%m/%Y}")] if self.past else []
        return day + ([(KNOWN, self.known.isoformat())] if self.known else [])

    @property
    def told(self) -> list[str]:
        """What it is as of, in words, for the title of a file or a printed page."""
        said = [_("tính đến hết ngày %(day)s") % {"day": f"{self.past:%d/%m/%Y}"}] if self.past else []
        at = f"{self.known.astimezone(HANOI):%H:%M %d/%m/%Y}" if self.known else ""
        return said + ([_("theo số liệu đã nhập đến %(at)s") % {"at": at}] if at else [])

    def had_come(self, at: datetime | None) -> bool:
        """Whether what is noted with this moment had been by the day and the data looked at."""
        return at is not None and (self.past is None or at <= self.moment)

    def url(self, name: str, *args: Any, **query: str) -> str:
        """The address of a page that looks at the same day."""
        return address(name, *args, **query, **dict(self.query))

    def held(self, day: date, **more: str) -> str:
        """Địa chỉ giữ nguyên số liệu — this page's words, of this day by the data of now."""
        words = dict(self.kept) | more | {KEY: f"{day:%d/%m/%Y}", KNOWN: self.now.isoformat()}
        return "?" + urlencode({k: v for k, v in words.items() if v}, safe="/:")


def address(name: str, *args: Any, **query: str) -> str:
    """A page's address; what is empty is not said."""
    said = {k: v for k, v in query.items() if v}
    return reverse(name, args=args) + ("?" + urlencode(said, safe="/") if said else "")


class NotThen(Http404):
    """Vào ngày ấy chưa có — a thing one sees today that was not there on day D; `since` when it came."""

    def __init__(self, sentence: str, since: date | None) -> None:
        super().__init__(sentence)
        self.sentence, self.since = sentence, since


def looking(request: HttpRequest, *, by_entry: bool = False) -> Look:
    """The day this page looks at; a page that calls it shows the form. What is not understood is today, and says so.

    `by_entry`: all that the page says can be counted by what was entered until a moment.
    """
    today, words, now = actor_of(request).today, request.GET.get(KEY, "").strip()[:40], now_of(request)
    day, problem = _asked(words, today)
    rest = tuple((k, str(v)) for k, v in request.GET.items() if k not in (KEY, KNOWN, "page", "exact", "as"))
    known = _moment(request.GET.get(KNOWN, ""), now) if by_entry else None
    past = day if day and day < today else hanoi_day(known) if known else None
    look = Look(past, known or now, words, problem, rest, known)
    request.look = look  # type: ignore[attr-defined]
    return look


def _moment(words: str, now: datetime) -> datetime | None:
    """Theo số liệu nhập đến — a moment that has been."""
    try:
        at = datetime.fromisoformat(words[:40].replace(" ", "+"))
    except ValueError:
        return None
    return at if at.tzinfo is not None and at.year >= FIRST_YEAR and at <= now else None


def look_at(request: HttpRequest | None) -> Look | None:
    """The day looked at where the page looks back at all: for the frame, for links."""
    return getattr(request, "look", None)


def _asked(words: str, today: date) -> tuple[date | None, str]:
    if not words:
        return None, ""
    day = understand_past(words, today)
    if day is None:
        said = _("Không hiểu ngày “%(words)s”. Ghi như 01/03/2026, 15/12, hôm qua, cuối tháng trước.")
        return None, said % {"words": words}
    if day > today:
        said = _("Ngày %(day)s chưa tới. Chỉ xem được hôm nay hoặc một ngày đã qua.")
        return None, said % {"day": f"{day:%d/%m/%Y}"}
    return day, ""
