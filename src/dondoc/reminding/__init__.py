"""Lịch và nhắc việc — recurring duties become occurrences; a calendar of what is due, a feed of it, a daily letter to who asked."""
