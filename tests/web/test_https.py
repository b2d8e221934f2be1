"""HTTPS — behind an HTTPS server cookies go nowhere else, and the browser is told to come by no other way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installed import Installed

ASK = (
    "import django; django.setup(); from django.test import Client;"
    " answer = Client().get('/accounts/login/', headers={'x-forwarded-proto': 'https', 'host': '127.0.0.1'});"
    " print(answer.status_code); print(answer.headers); print(answer.cookies.output())"
)


def _answer(installed: Installed, folder: Path, https: str) -> str:
    env = {**os.environ, "DONDOC_DATA": str(installed.copy(folder / "nha")), "DONDOC_DATABASE_URL": "", "DONDOC_HTTPS": https, "DJANGO_SETTINGS_MODULE": "dondoc.config.settings",
           "PYTHONWARNINGS": "ignore"}  # fmt: skip
    return subprocess.run([sys.executable, "-c", ASK], env=env, check=True, capture_output=True, text=True).stdout


@pytest.mark.wide
def test_cookies_are_bound_to_the_host_and_the_browser_stays_with_https(installed: Installed, tmp_path: Path) -> None:
    said = _answer(installed, tmp_path, "1")
    assert said.startswith("200")
    assert "'Strict-Transport-Security': 'max-age=31536000'" in said
    (cookie,) = (line for line in said.splitlines() if "__Host-csrftoken" in line)
    assert "Secure" in cookie
    assert "SameSite=Lax" in cookie
    for header in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"):
        assert f"'{header}'" in said


@pytest.mark.wide
def test_on_a_machine_alone_without_https_one_can_still_sign_in(installed: Installed, tmp_path: Path) -> None:
    said = _answer(installed, tmp_path, "")
    assert "__Host-" not in said
    assert "Strict-Transport-Security" not in said
