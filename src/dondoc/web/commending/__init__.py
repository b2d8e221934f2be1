"""Trang thi đua, khen thưởng."""
