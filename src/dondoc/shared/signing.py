"""Khóa ký — the installation's Ed25519 key: made at its first signature, kept in the data folder, backed up with it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from dondoc.shared import whole

NAME = "signing.key"


def sign(data: bytes) -> bytes:
    """Ký — 64 bytes that only who holds this installation's key can make."""
    return _key().sign(data)


def public_key() -> bytes:
    """Khóa công khai — PEM; whoever has it can check a signature and make none."""
    return _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _key() -> Ed25519PrivateKey:
    path = Path(settings.DONDOC_DATA) / NAME
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path}: not an Ed25519 key")
    return key


def _make(path: Path) -> None:
    """Whole or not at all, readable by its owner alone; of two processes at once the first one's key stays."""
    made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    whole.write(path, made, fresh=True)


def fingerprint(key: bytes) -> str:
    """Dấu vân tay — SHA-256 of a public key, to be compared by telephone; ValueError for what is no Ed25519 key."""
    return hashlib.sha256(_public(key).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def check(data: bytes, signature: bytes, key: bytes) -> None:
    """Kiểm tra chữ ký — raises InvalidSignature."""
    _public(key).verify(signature, data)


def _public(key: bytes) -> Ed25519PublicKey:
    try:
        found = load_pem_public_key(key)
    except UnsupportedAlgorithm as problem:
        raise ValueError("not an Ed25519 public key") from problem
    if not isinstance(found, Ed25519PublicKey):
        raise ValueError("not an Ed25519 public key")
    return found
