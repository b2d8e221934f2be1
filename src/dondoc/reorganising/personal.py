"""Dữ liệu cá nhân của phòng sắp xếp — none of its own: units and ids; who asked stands in the journal."""

from __future__ import annotations

from dondoc.shared.subject import About, Columns

PERSONAL: Columns = {}
NOT_PERSONAL = {
    "Reorganisation": ("how plan began_at done_at problem", "which units, by ids, or by name where they are to come; posts to keep are named by the id of the holding"),
}  # fmt: skip
ABOUT: tuple[About, ...] = ()
