"""Từ dấu hiệu — the lists of words by which the reader knows things; apart from its patterns, which take seconds to make."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

MARKERS: dict[str, Any] = tomllib.loads((files("dondoc.reading") / "data" / "markers.toml").read_text("utf-8"))
