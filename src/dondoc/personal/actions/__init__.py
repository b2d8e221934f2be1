"""Hành vi bảo vệ dữ liệu cá nhân."""

from dondoc.personal.actions import breaches  # noqa: F401 - discovery
