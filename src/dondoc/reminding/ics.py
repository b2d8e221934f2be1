"""Tệp lịch — works due as whole-day events; number and title only, of a marked paper the number alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from dondoc.obligations.models import Assignment
from dondoc.reminding.queries import Coming


def feed(found: Iterable[Coming], name: str, stamp: datetime, url: Callable[[Assignment], str]) -> bytes:
    """RFC 5545 — an event a due day; the same works give the same events."""
    made = Calendar()
    made.add("prodid", "-//Don Doc//dondoc//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for one in found:
        made.add_component(_event(one, stamp, url))
    return bytes(made.to_ical())


def _event(one: Coming, stamp: datetime, url: Callable[[Assignment], str]) -> Event:
    row, event = one.assignment, Event()
    event.add("uid", f"{row.public_id}-{one.due_on:%Y%m%d}@dondoc")
    event.add("dtstamp", stamp)
    event.add("dtstart", one.due_on)
    event.add("dtend", one.due_on + timedelta(days=1))
    event.add("summary", said(one))
    event.add("url", url(row))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said(one))
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
