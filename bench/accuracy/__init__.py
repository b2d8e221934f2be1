"""Độ chính xác — the reader against papers marked by hand (gold/guide.md): precision, recall, F1 a field."""
