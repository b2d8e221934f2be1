"""Hành vi phối hợp — all named here, so that their plates are found."""

from dondoc.coordinating.actions import answering, asking, regulating  # noqa: F401
