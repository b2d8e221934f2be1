"""Quán triệt — the list, coverage of a paper, what a unit decides, its sessions."""
