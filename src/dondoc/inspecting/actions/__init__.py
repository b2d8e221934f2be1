"""Hành vi kiểm tra, giám sát — all named here, so that their plates are found."""

from dondoc.inspecting.actions import (  # noqa: F401
    asking,
    concluding,
    deciding,
    exiting,
    finding,
    forming,
    freezing,
    giving,
    noting,
    preparing,
    programming,
    proposing,
    remedying,
    reporting,
    sharing,
    teaming,
    watching,
    working,
)
