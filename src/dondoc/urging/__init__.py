"""Đôn đốc — a recorded ladder: reminded, urged by a paper, asked to explain, reported, proposed for inspection. Of work, never of persons.

Quy chế 08-QC/TW (05/11/2025) asks that tasks are followed and urged; how many days lie between two rungs is the office's own.
"""
