"""Hành vi thực hiện — doing, proving, asking for time, confirming."""

from dondoc.implementation.actions import closing, doing, extending, proving  # noqa: F401 - discovery
