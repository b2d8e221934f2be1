"""Hành vi văn bản — by topic: uploads, registers, registering, directing, reviewing, levels."""

from dondoc.documents.actions import (  # noqa: F401 - discovery of the plates
    directing,
    levels,
    registering,
    registers,
    reviewing,
    uploads,
)
