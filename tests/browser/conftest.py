"""Trình duyệt thật — Chromium at 1440 and 390 px, against a live server with its worker; nothing goes outside."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT as AXE
from axe_playwright_python.base import AxeResults
from django.conf import settings as configured
from django.db import connections
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, Playwright, Request, expect, sync_playwright

from dondoc.access.models import User
from dondoc.jobs.worker import work_once
from tests.cast import PASSWORD, Cast, the_house

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in this thread
expect.set_options(timeout=20_000)  # a busy machine is no fault of a page
# what is well is not told, and no stylesheet is fetched again: twice as fast
VIOLATIONS = "axe.run({resultTypes: ['violations'], preload: false}).then(found => found.violations)"
FLAGS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=os.environ["DONDOC_CHROMIUM"], args=FLAGS)


@pytest.fixture
def house(transactional_db: None) -> Cast:
    return the_house()


@pytest.fixture
def working(house: Cast, settings: Any) -> Iterator[None]:
    """The worker, beside the web server: a page waits a moment for it."""
    settings.DONDOC_WAIT_SECONDS = 2
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            if not work_once(timezone.now) and not work_once(timezone.now, is_long=True):
                stop.wait(0.1)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    stop.set()
    thread.join(30)


class Site:
    """Trang đang thử — a page of one person, signed in; what goes outside fails the test."""

    def __init__(self, browser: Browser, base: str, width: int) -> None:
        self.base, self.outside, self.broken = base, [], []  # type: ignore[var-annotated]
        self.context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 800 else 844}, locale="vi-VN"
        )
        self.context.on("request", self._only_here)  # heard, not stopped: what is stopped is not kept by the browser
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("console", self._console)

    def _only_here(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.outside.append(request.url)

    def _console(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.broken.append(message.text)

    def sign_in(self, role: str) -> Page:
        self.page.goto(f"{self.base}/accounts/login/")
        self.page.fill("#id_login", role)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("button.primary")
        return self.page

    def come_in(self, role: str) -> Page:
        """Signed in before: the main walk goes through the door, the others stand inside."""
        client = Client()
        client.force_login(User.objects.get(username=role), backend="django.contrib.auth.backends.ModelBackend")
        key = client.cookies[configured.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": key, "url": self.base}])
        self.page.goto(self.base)
        return self.page

    def cold(self) -> Page:
        """A page of the same person in a browser that has kept nothing."""
        browser = self.context.browser
        assert browser is not None
        return browser.new_page(storage_state=self.context.storage_state())

    def looks_well(self, name: str) -> None:
        """Axe finds nothing, nothing wider than the screen; the picture is kept where it is asked for."""
        self.page.evaluate(AXE)
        found = AxeResults({"violations": self.page.evaluate(VIOLATIONS)})
        assert not found.violations_count, f"{name}: {found.generate_report()}"
        over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{name} is {over} px too wide"
        folder = os.environ.get("DONDOC_SCREENSHOTS")
        if folder:
            self._picture(f"{folder}/{name}.png")

    def _picture(self, path: str) -> None:
        """The whole page on one screen, so that what stays at the foot of the screen covers nothing."""
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        self.page.set_viewport_size({**size, "height": self.page.evaluate("document.documentElement.scrollHeight")})
        self.page.screenshot(path=path, full_page=True)
        self.page.set_viewport_size(size)

    def close(self) -> None:
        self.context.close()
        assert not self.outside, self.outside
        assert not self.broken, self.broken


@pytest.fixture
def site(request: pytest.FixtureRequest, chromium: Browser, live_server: Any, house: Cast) -> Iterator[Any]:
    """A maker of signed-in pages: site("clerk", 1440)."""
    opened: list[Site] = []
    by_the_door = request.node.get_closest_marker("first") is not None

    def make(role: str, width: int = 1440) -> Site:
        one = Site(chromium, live_server.url, width)
        opened.append(one)
        (one.sign_in if by_the_door else one.come_in)(role)
        return one

    yield make
    for one in opened:
        one.close()
