"""Nhật ký — append-only entries, chained by unit; the only writer of them."""
