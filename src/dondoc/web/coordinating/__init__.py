"""Cửa của phòng phối hợp."""
