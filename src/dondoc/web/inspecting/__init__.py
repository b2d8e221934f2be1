"""Trang kiểm tra, giám sát — programmes and teams, the list of cases, one case with its way, what each may do of it."""
