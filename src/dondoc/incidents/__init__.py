"""Sự cố — a secret that slipped in is removed everywhere, and the proof that it was removed is kept."""
