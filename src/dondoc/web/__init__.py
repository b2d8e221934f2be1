"""Cửa web — load what they may see → one act or one query → one page."""
