"""Đôn đốc — the giver's list, one act of urging, what the urged unit does with it."""
