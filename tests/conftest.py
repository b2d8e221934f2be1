"""Nền của mọi kiểm thử — a data folder of its own, a fast hasher, the cast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cast import cast

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DONDOC_DATA = tmp_path / "data"
    settings.DONDOC_DATA.mkdir()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
