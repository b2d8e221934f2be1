"""Hành vi dữ liệu cá nhân — by topic."""

from dondoc.personal.actions import bases, breaches, keeping, requesting, settling

__all__ = ["bases", "breaches", "keeping", "requesting", "settling"]
