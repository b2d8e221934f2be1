"""Dữ liệu cá nhân ở nền — a form's token bears the number of an account."""

from __future__ import annotations

from dondoc.shared.subject import About

PERSONAL = {"accounts": {"Once": "token"}}
NOT_PERSONAL = {"Once": ("where_to", "an address with public ids")}
ABOUT: tuple[About, ...] = ()
