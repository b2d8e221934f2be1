"""Soi — what an inspector would see, counted from the rows of the rooms below; nothing is written, nobody is ranked."""
