"""Hành vi nạp sổ sách — take a sheet, say its columns, enter it, drop it."""

from dondoc.importing.actions import exporting, looking, taking, writing  # noqa: F401 - discovery of the plates
