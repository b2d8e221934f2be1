"""Trang nạp sổ sách — sheets of an office, looked at before anything is entered."""
