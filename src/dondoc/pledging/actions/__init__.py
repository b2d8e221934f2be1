"""Hành vi cam kết — the list, what happens to a commitment, counts where no list is kept."""

from dondoc.pledging.actions import counting, happening, listing  # noqa: F401 - discovery
