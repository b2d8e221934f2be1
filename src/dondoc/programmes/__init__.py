"""Chương trình, chỉ tiêu — programmes of a term or a year, their tasks and breakthroughs, targets and their values."""
