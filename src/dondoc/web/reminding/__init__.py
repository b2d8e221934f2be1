"""Lịch và nhắc việc — the year of what is due, one day of it, periods, the feed and the daily letter."""
