"""Gửi, nhận — signed packages between installations, by file: listed, checked, taken in by an act."""
