"""Biểu mẫu kiểm tra, giám sát — one form an act, small; each says its facts as the act asks them."""
