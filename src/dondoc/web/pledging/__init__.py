"""Trang cam kết."""
