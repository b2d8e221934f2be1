"""Mã công khai — random ids for addresses, exports and packages: 10 characters, no look-alikes."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 1 i l o


def public_id() -> str:
    """Ten random characters: 31¹⁰ values, so that an address tells nothing of how many there are."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
