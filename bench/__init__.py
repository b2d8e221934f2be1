"""Đo — speed and memory, as medians and as ratios against a named peer in one run. Nothing is asserted."""
