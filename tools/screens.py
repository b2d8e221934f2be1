"""Ảnh của sổ tay — the fictional house on one fixed day, photographed page by page as docs/vi/screens.toml lists.

    python tools/screens.py                     # every picture, from a house loaded anew in a temporary folder
    python tools/screens.py --data FOLDER bi-thu  # those whose file name begins so; the house in FOLDER is kept and used again

The same commit gives the same pictures: the clock of the house stands still, the window has one size.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "vi"
FOLDER = PAGES / "screens"
DAY = date(2026, 11, 25)
HEIGHTS = {1440: 900, 390: 844}
COLOURS, NEAR = (32, 24, 16, 12), 40  # how many a picture may have; how near two are one
LARGEST, WHOLE = 66_000, 1_700_000  # bytes of one picture, of all
LINK = re.compile(r"<a\b[^>]*\bhref=\"([^\"]+)\"[^>]*>(.*?)</a>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Screen:
    """Một ảnh — who is signed in, which address, the links followed from it by their first words, how wide (pixels).

    `paper`: not of the page that is reached but of the first leaf of a paper printed there, by its word in the address.
    """

    file: str
    user: str
    address: str
    width: int
    follow: tuple[str, ...] = ()
    paper: str = ""


def screens() -> list[Screen]:
    """Every picture of the handbook."""
    rows = tomllib.loads((PAGES / "screens.toml").read_text("utf-8"))["screen"]
    return [Screen(**{**row, "follow": tuple(row.get("follow", ()))}) for row in rows]


def link(html: str, words: str) -> str | None:
    """The address of the first link that begins with these words, else of the first in a row of a table that has them."""
    for address, inner in LINK.findall(html):
        if told(inner).startswith(words):
            return unescape(address)
    for row in ROW.findall(html):
        if words in told(row) and (found := LINK.search(row)):
            return unescape(found[1])
    return None


def told(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def reach(client: Any, screen: Screen) -> tuple[str, int]:
    """Where a picture is taken and what the page there answers; 0 where a link to follow is not on its page."""
    address, answer = screen.address, client.get(screen.address)
    for words in screen.follow:
        found = link(answer.content.decode(), words)
        if found is None:
            return f"{address} → {words}", 0
        address, answer = found, client.get(found)
    if screen.paper:
        found = re.search(rf'href="([^"]*/print/{screen.paper}/[^"]*)"', answer.content.decode())
        if found is None:
            return f"{address} → in {screen.paper}", 0
        address = unescape(found[1])
        address += f"{'&' if '?' in address else '?'}as=pdf"
        answer = client.get(address)
    return address, answer.status_code


def signed_in(username: str) -> Any:
    """A client of a person of the house."""
    from django.test import Client

    from dondoc.access.models import User

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )  # fmt: skip
    return client


def unreached() -> list[tuple[str, str, int]]:
    """Pictures whose page does not answer 200 for their user, with where it stopped."""
    clients = {name: signed_in(name) for name in {screen.user for screen in screens()}}
    found = [(screen.file, *reach(clients[screen.user], screen)) for screen in screens()]
    return [row for row in found if row[2] != 200]


def small(png: bytes) -> bytes:
    """A picture of few colours, each one that the page has: grounds and signs stay true, edges of letters go to the nearest."""
    from PIL import Image

    image, data = Image.open(io.BytesIO(png)).convert("RGB"), png
    for colours in COLOURS:
        out, palette = io.BytesIO(), Image.new("P", (1, 1))
        palette.putpalette([part for colour in commonest(image, colours) for part in colour])
        image.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        data = out.getvalue()
        if len(data) <= LARGEST:
            break
    return data


def commonest(image: Any, most: int) -> list[Any]:
    """The colours with the most dots, no two of them near each other."""
    counted = sorted(image.getcolors(image.width * image.height), key=lambda row: (-row[0], row[1]))
    found: list[Any] = []
    for dots, colour in counted:
        if all(
            sum(abs(a - b) for a, b in zip(colour, other, strict=True)) > NEAR or _is_ground(dots, image)
            for other in found
        ):
            found.append(colour)
        if len(found) == most:
            break
    return found


def _is_ground(dots: int, image: Any) -> bool:
    """A colour of a whole area, however near another: the page and the sheets on it."""
    return dots * 100 > image.width * image.height


@contextmanager
def served() -> Iterator[str]:
    """The house on a free port of this machine; its address."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)


def shoot(browser: Browser, base: str, screen: Screen) -> bytes:
    """One picture: the first screen of the page, in the light look."""
    from django.conf import settings

    client = signed_in(screen.user)
    address, status = reach(client, screen)
    if status != 200:
        raise SystemExit(f"{screen.file}: {address} trả {status}")
    if screen.paper:
        return small(leaf(client.get(address).content, screen.width))
    name = settings.SESSION_COOKIE_NAME
    size: Any = {"width": screen.width, "height": HEIGHTS[screen.width]}
    context = browser.new_context(viewport=size, locale="vi-VN", color_scheme="light", reduced_motion="reduce")
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    page = context.new_page()
    page.goto(base + address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    taken = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return small(taken)


def leaf(pdf: bytes, width: int) -> bytes:
    """The first leaf of a PDF as a picture so wide."""
    import pypdfium2

    page, out = pypdfium2.PdfDocument(pdf)[0], io.BytesIO()
    page.render(scale=width / page.get_width()).to_pil().save(out, "PNG")
    return out.getvalue()


def house(data: Path, now: datetime) -> None:
    """The fictional committee as it stands on the day, loaded once into a folder."""
    from dondoc.cli.ready import prepare_place
    from dondoc.demo.load import load

    loaded = data / "SCREENS"
    prepare_place()
    if not loaded.exists():
        load(now.date(), lambda said: print(f"  {said}", file=sys.stderr))
        loaded.touch()


def take(begins: str) -> None:
    """Every picture whose name begins so, written; what is not listed any more is removed."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    chromium = os.environ.get("DONDOC_CHROMIUM") or subprocess.check_output(
        ["bash", str(ROOT / "tools" / "chromium.sh")], text=True
    ).strip()  # fmt: skip
    wanted = [screen for screen in screens() if screen.file.startswith(begins)]
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu"],
        )
        for screen in wanted:
            data = shoot(browser, base, screen)
            (FOLDER / screen.file).write_bytes(data)
            print(f"{screen.file}: {len(data):,} B", file=sys.stderr)
        browser.close()
    for path in set(FOLDER.iterdir()) - {FOLDER / screen.file for screen in screens()}:
        path.unlink()


def main() -> None:
    """Chụp."""
    asked = argparse.ArgumentParser(description="Chụp ảnh cho sổ tay")
    asked.add_argument("--data", help="thư mục giữ cơ quan mẫu để dùng lại")
    asked.add_argument("begins", nargs="?", default="", help="chỉ những ảnh có tên bắt đầu như thế")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as fresh:
        data = Path(said.data or fresh).resolve()
        os.environ |= {"DONDOC_DATA": str(data), "DONDOC_IS_DEMO": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
                       "DONDOC_DATABASE_URL": ""}  # fmt: skip
        from dondoc.cli.ready import django_ready

        django_ready()
        from dondoc.demo.load import moment

        now = moment(DAY)
        with patch("django.utils.timezone.now", lambda: now):
            house(data, now)
            take(said.begins)


if __name__ == "__main__":
    main()
