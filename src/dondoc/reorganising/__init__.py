"""Sắp xếp — merge, split, move, dissolve: who inherits what a unit follows, owes and keeps."""
