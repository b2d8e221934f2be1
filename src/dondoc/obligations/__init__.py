"""Nhiệm vụ — obligations confirmed from readings; assignments and the cascade.

Quy chế 08-QC/TW (05/11/2025): every assigned task is followed, with its paper, body and result.
"""
