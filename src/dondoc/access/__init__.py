"""Phân quyền — persons, accounts, grants and shares: who may do and see what, where."""
