"""Hành vi dữ liệu cá nhân — by topic."""

from dondoc.personal.actions import assessing, bases, breaches, exporting, keeping, requesting, retaining, settling

__all__ = ["assessing", "bases", "breaches", "exporting", "keeping", "requesting", "retaining", "settling"]
