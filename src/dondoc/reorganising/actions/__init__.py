"""Hành vi sắp xếp — asked in `merging`, `splitting`, `moving`, `undoing`; done by `carrying`, `standing`."""

from dondoc.reorganising.actions import carrying, merging, moving, splitting, undoing  # noqa: F401 - discovery
