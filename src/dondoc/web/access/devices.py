"""Máy nào, từ đâu — a browser in words that its owner knows again, and the address of whoever asks."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

BROWSERS = (  # the first that is named; those that also call themselves Chrome or Safari come before these
    ("coc_coc", "Cốc Cốc"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(request: HttpRequest) -> str:
    """“Chrome trên Windows” — no version, nothing by which one machine is told from another of its kind."""
    said = request.META.get("HTTP_USER_AGENT", "")[:400]
    browser = next((name for sign, name in BROWSERS if sign in said), "")
    system = next((name for sign, name in SYSTEMS if sign in said), "")
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("máy không rõ loại")


def address_of(request: HttpRequest) -> str | None:
    """Địa chỉ — of the client; behind proxies of the office, the one the outermost of them saw.

    Only so many entries of X-Forwarded-For are believed as there are proxies: those before were typed by the client.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.DONDOC_PROXIES:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        said = hops[-settings.DONDOC_PROXIES] if len(hops) >= settings.DONDOC_PROXIES else said
    try:
        return str(ip_address(said))
    except ValueError:
        return None
