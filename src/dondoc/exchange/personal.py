"""Dữ liệu cá nhân của phòng gửi, nhận — none: installations, packages, and the numbers of papers in them."""

from __future__ import annotations

from dondoc.shared.subject import About, Columns

PERSONAL: Columns = {}
NOT_PERSONAL = {
    "Partner": ("name public_key fingerprint ground from_on ended_on ended_because", "an installation and its key"),
    "Package": ("way digest kind head", "a file between installations"),
    "PackageRow": ("key label digest outcome note", "a paper of a package, by its number"),
}
ABOUT: tuple[About, ...] = ()
