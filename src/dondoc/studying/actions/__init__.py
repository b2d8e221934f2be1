"""Hành vi của phòng quán triệt — all named here, so that their plates are found."""

from dondoc.studying.actions import asking, calling, correcting, deciding, holding, reflecting  # noqa: F401
