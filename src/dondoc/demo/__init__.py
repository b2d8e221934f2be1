"""Cơ quan mẫu — a fictional committee and its papers, to try the house with. No body is real."""
