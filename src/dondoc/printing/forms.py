"""Thể thức — the dated measures of each official form, from forms.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Form = dict[str, Any]


@cache
def forms() -> tuple[Form, ...]:
    """Mọi thể thức — every form known, newest first."""
    text = files("dondoc.printing").joinpath("forms.toml").read_text(encoding="utf-8")
    found: list[Form] = tomllib.loads(text)["form"]
    return tuple(sorted(found, key=lambda form: form["from"], reverse=True))


def form_named(name: str) -> Form:
    """Thể thức theo tên — the form of that rule.

    Raises ValueError with the names known when there is none.
    """
    for form in forms():
        if form["id"] == name:
            return form
    known = ", ".join(form["id"] for form in forms())
    raise ValueError(f"Chưa có thể thức “{name}”; các thể thức đã có: {known}.")


def form_on(system: str, day: date) -> Form:
    """Thể thức vào ngày ấy — the form in use on `day`: 36-HD before 27/5/2026, 05-HD after.

    A day before the first form known gets that first form: old papers are only reprinted.
    """
    of_system = [form for form in forms() if form["system"] == system]
    if not of_system:
        raise ValueError(f"Chưa có thể thức của hệ “{system}”; dùng “party” hoặc “state”.")
    return next((form for form in of_system if form["from"] <= day), of_system[-1])
