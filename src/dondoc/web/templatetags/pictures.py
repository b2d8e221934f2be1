"""Hình trong mẫu trang."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from dondoc.web import pictures

register = template.Library()


@register.simple_tag
def sign(standing: str) -> SafeString:
    """The sign of a state."""
    return pictures.sign(str(standing))
