"""Hành vi lịch và nhắc việc — occurrences, feeds, letters."""

from dondoc.reminding.actions import feeding, occurring, writing

__all__ = ["feeding", "occurring", "writing"]
