"""Trang cách làm hay."""
