"""Cửa dữ liệu cá nhân — what is held about me, what I ask, the desk that answers, the register of purposes."""
