"""Hành vi của chương trình — adopting, aiming, recording, carrying: one file a topic."""

from dondoc.programmes.actions import adopting, aiming, carrying, exempting, recording  # noqa: F401
