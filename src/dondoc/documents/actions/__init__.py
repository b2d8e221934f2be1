"""Hành vi văn bản — by topic: uploads, registers, registering, directing, reviewing."""

from dondoc.documents.actions import (  # noqa: F401 - discovery of the plates
    directing,
    registering,
    registers,
    reviewing,
    uploads,
)
