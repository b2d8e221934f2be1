"""Phối hợp — who does what with whom: coordination regulations as matrices, requests to partner units and their answers.

Each regulation names its own time to answer; the software has none of its own. Silence is told as silence, never as consent.
"""
