"""Hành vi của phòng kế hoạch — all named here, so that their plates are found."""

from dondoc.planning.actions import commenting, drafting, giving, issuing, rounds  # noqa: F401
