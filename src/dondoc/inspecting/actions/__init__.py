"""Hành vi kiểm tra, giám sát — all named here, so that their plates are found."""

from dondoc.inspecting.actions import (  # noqa: F401
    concluding,
    deciding,
    exiting,
    finding,
    preparing,
    programming,
    proposing,
    remedying,
    reporting,
    teaming,
    working,
)
