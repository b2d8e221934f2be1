"""NẠP SỔ SÁCH SẴN CÓ — an office's own sheets (registers, task lists) looked at cell by cell, then entered by the rooms' acts."""
