"""Dữ liệu cá nhân — why each field is kept and until when, who saw whom, what a person asks and is answered.

Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP.
"""
