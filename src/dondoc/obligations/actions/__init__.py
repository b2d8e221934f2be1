"""Hành vi nhiệm vụ — confirming what a paper lays down, and giving it."""

from dondoc.obligations.actions import assigning, confirming, settling  # noqa: F401 - discovery
