"""Hành vi sự cố — by topic: opening, finding, removing, closing."""

from dondoc.incidents.actions import closing, finding, opening, removing  # noqa: F401 - discovery of the plates
