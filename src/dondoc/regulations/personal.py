"""Dữ liệu cá nhân của phòng quy định — none: figures and days of the whole house; who set them stands in the journal."""

from __future__ import annotations

from dondoc.shared.subject import About, Columns

_GROUND = "paper_number paper_on ground withdrawn_at withdrawn_because"
PERSONAL: Columns = {}
NOT_PERSONAL = {
    "OfficeFigure": (f"{_GROUND} key level given unit from_on withdrawn_from", "a figure that binds the house, and its ground"),
    "CalendarChange": (_GROUND, "a day of the calendar, and its ground"),
    "PlaceWeek": (f"{_GROUND} days from_on", "days off of the place of a unit, and their ground"),
    "PlaceDay": (_GROUND, "a day off of the place of a unit, and its ground"),
}  # fmt: skip
ABOUT: tuple[About, ...] = ()
