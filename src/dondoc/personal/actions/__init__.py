"""Hành vi dữ liệu cá nhân — by topic."""

from dondoc.personal.actions import bases, keeping, requesting, settling

__all__ = ["bases", "keeping", "requesting", "settling"]
