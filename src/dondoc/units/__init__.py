"""Đơn vị — the tree of organisations, its dated names and placements, posts and who holds them."""
