"""Trang gửi, nhận — packages between installations."""
