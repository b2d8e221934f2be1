"""Văn bản — registers, every official paper with its stored reading, links between papers.

Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW (Party); Nghị định 30/2020/NĐ-CP (State).
"""
