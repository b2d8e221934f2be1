"""Máy độc lập — a machine without a way out, and an installation isolated by act; shared by many tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dondoc.shared import network
from dondoc.shared.models import Isolation
from dondoc.units.actions.isolating import isolate
from tests.cast import AT, Cast

HEAD = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
LAN = "eth0\t000AA8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
WAY_OUT = "eth0\t00000000\t010AA8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"


def routes(folder: Path, patch: pytest.MonkeyPatch, *lines: str, six: str = "") -> None:
    """What the system says of its ways."""
    (folder / "route").write_text(HEAD + "".join(lines))
    (folder / "ipv6_route").write_text(six)
    patch.setattr(network, "V4", folder / "route")
    patch.setattr(network, "V6", folder / "ipv6_route")


@pytest.fixture
def no_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine in its own LAN; the test database's address is its own."""
    routes(tmp_path, monkeypatch, LAN)
    return tmp_path


def alone(cast: Cast) -> Isolation:
    """The installation isolated by a decision."""
    return isolate(
        number="12-QĐ/ĐU", decided_on=date(2026, 11, 20), issuer="Ban Thường vụ Đảng ủy",
        place="Phòng 101", by=cast.admin, at=AT,
    )  # fmt: skip
