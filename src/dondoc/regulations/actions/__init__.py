"""Hành vi quy định — an office sets what a rule leaves open, corrects the calendar, tells the days off of places abroad."""

from dondoc.regulations.actions.placing import set_place, withdraw_place
from dondoc.regulations.actions.setting import correct_calendar, set_figure, withdraw_correction, withdraw_figure

__all__ = [
    "correct_calendar",
    "set_figure",
    "set_place",
    "withdraw_correction",
    "withdraw_figure",
    "withdraw_place",
]
