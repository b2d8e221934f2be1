"""Hành vi của thư viện cách làm hay — all named here, so that their plates are found."""

from dondoc.practices.actions import deciding, proposing, using  # noqa: F401
