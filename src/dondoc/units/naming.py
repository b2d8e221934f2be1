"""Gọi chức danh — a title with *quyền* and *kiêm*. Plain values only."""

from __future__ import annotations

from django.utils.translation import gettext as _


def titled(title: str, *, is_acting: bool, is_concurrent: bool) -> str:
    """Chức danh như gọi — *Quyền Trưởng ban*; *Trưởng ban (kiêm)*."""
    said = _("Quyền %(title)s") % {"title": title} if is_acting else title
    return _("%(title)s (kiêm)") % {"title": said} if is_concurrent else said
