"""Tệp lịch — works due as whole-day events; number and title only, of a marked paper the number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from dondoc.reminding.awaited import Awaited
from dondoc.reminding.queries import Coming


def feed(
    found: Iterable[Coming], name: str, stamp: datetime, url: Callable[[str, str], str], waits: Iterable[Awaited] = ()
) -> bytes:
    """RFC 5545 — an event a due day, of works and of what else the unit owes; the same give the same events."""
    made = Calendar()
    made.add("prodid", "-//Don Doc//dondoc//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for one in found:
        made.add_component(
            _event(one.assignment.public_id, said(one), one.due_on, url("assignment", one.assignment.public_id), stamp)
        )
    for other in waits:
        made.add_component(_event(other.key, other.said, other.due_on, url(other.page, other.code), stamp))
    return bytes(made.to_ical())


def _event(uid: str, words: str, on: date, url: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}-{on:%Y%m%d}@dondoc")
    event.add("dtstamp", stamp)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", words)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(hours=8))  # in the morning of the day
    event.add_component(alarm)
    return event


def said(one: Coming) -> str:
    """Số và trích yếu — nothing of the duty's own words."""
    duty = one.assignment.obligation
    if one.secrecy:
        return _("%(nv)s đến hạn") % {"nv": duty.nv}
    return _("%(nv)s đến hạn: %(paper)s, %(title)s") % {
        "nv": duty.nv,
        "paper": duty.paper,
        "title": duty.paper.title[:200],
    }
