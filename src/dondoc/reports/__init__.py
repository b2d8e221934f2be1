"""Báo cáo — one file an official report: query → rows → Sheet."""
