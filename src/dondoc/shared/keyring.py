"""Vòng khóa chính — the keys that open every other key, in one file kept apart; the last seals, all of them open.

The file is an age identity file: `age -d -i FILE` reads what it locks without this software.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _
from pyrage import IdentityError, x25519

from dondoc.shared import whole
from dondoc.shared.acts import Refused

NAME, MARK = "master.key", "master.id"
_HEAD = """# Khóa chính của Đôn Đốc. Mất tệp này thì không ai đọc lại được tệp, số định danh đã mã hóa.
# Giữ một bản ở nơi khác với dữ liệu và bản sao lưu: docs/backup.md. Không sửa tay.
"""
_NAMES = "# dondoc-names: "


class KeyMissing(Refused):
    """Thiếu khóa chính — says which key and where it belongs; nothing is made or overwritten."""


@dataclass(frozen=True)
class Key:
    """Khóa chính — its id is a short digest of its public half: it names the key and tells nothing of it."""

    text: str

    @cached_property
    def identity(self) -> x25519.Identity:
        return x25519.Identity.from_str(self.text)

    @cached_property
    def id(self) -> str:
        return hashlib.sha256(str(self.identity.to_public()).encode()).hexdigest()[:8]

    @lru_cache(maxsize=64)  # noqa: B019 - a ring holds two keys at most, for as long as the process
    def derived(self, purpose: str) -> bytes:
        """Khóa dẫn xuất — 32 bytes for one purpose; none leads to another's or back."""
        return HKDF(SHA256(), 32, None, b"dondoc " + purpose.encode()).derive(self.text.encode())


@dataclass(frozen=True)
class Ring:
    """Vòng khóa — oldest first; `names` hides which contents lie in the store and outlives the keys."""

    keys: tuple[Key, ...]
    names: bytes

    @property
    def current(self) -> Key:
        return self.keys[-1]

    def key(self, name: str) -> Key:
        """The key of that id; KeyMissing names it when this ring does not hold it."""
        for key in self.keys:
            if key.id == name:
                return key
        raise _missing(name)


def place() -> Path:
    """Where the ring lies: DONDOC_MASTER_KEY_FILE, else beside the data it opens."""
    return Path(settings.DONDOC_MASTER_KEY_FILE or Path(settings.DONDOC_DATA) / NAME)


def ring() -> Ring:
    """The ring as it is in its file now; made once, on an installation that has sealed nothing yet."""
    path = place()
    if not path.exists():
        _make(path)
    told = path.stat()
    return _read(path, mark(), (told.st_mtime_ns, told.st_ino, told.st_size))


def mark() -> Path:
    """Beside the data, the id of the key that seals it: so that a lost or foreign key is noticed."""
    return Path(settings.DONDOC_DATA) / MARK


def add() -> Key:
    """Thêm khóa mới — from now on it seals; those before it still open."""
    held = ring()
    key = Key(str(x25519.Identity.generate()))
    _keep(Ring((*held.keys, key), held.names))
    return key


def drop_old() -> None:
    """Hủy khóa cũ — only the current one stays; the old file's bytes are overwritten."""
    held = ring()
    whole.write(mark(), held.current.id.encode())  # before the old one goes: an add broken off may have left its id
    whole.forget_halves(place().resolve())
    _keep(Ring((held.current,), held.names))


def parse(text: str) -> Ring:
    """The ring a file's text holds; ValueError when it holds none."""
    lines = [line.strip() for line in text.splitlines()]
    names = [line.removeprefix(_NAMES) for line in lines if line.startswith(_NAMES)]
    keys = tuple(Key(line) for line in lines if line and not line.startswith("#"))
    if len(names) != 1 or not keys or not all(key.id for key in keys):
        raise ValueError("no ring")
    return Ring(keys, bytes.fromhex(names[0]))


def _make(path: Path) -> None:
    if mark().exists():
        raise _missing(mark().read_text().strip())
    made = Ring((Key(str(x25519.Identity.generate())),), secrets.token_bytes(32))
    whole.write(path, _text(made), fresh=True)  # of two processes at once the first one's key stays


def _keep(changed: Ring) -> None:
    """Whole or not at all; the mark follows, so that at no moment it names a key the ring has not."""
    try:
        whole.replace(place().resolve(), _text(changed))
    except OSError as problem:
        raise Refused(_("Không ghi được tệp khóa chính %(path)s.") % {"path": place()}) from problem
    whole.write(mark(), changed.current.id.encode())


def _text(held: Ring) -> bytes:
    return (_HEAD + _NAMES + held.names.hex() + "\n" + "".join(f"{key.text}\n" for key in held.keys)).encode()


@lru_cache(maxsize=4)
def _read(path: Path, marked: Path, _told: tuple[int, int, int]) -> Ring:
    try:
        held = parse(path.read_text("utf-8"))
    except (ValueError, IdentityError, OSError) as problem:
        raise KeyMissing(
            _("Tệp khóa chính %(path)s không đọc được hoặc đã hỏng. Chép lại bản giữ ở nơi khác; chưa có gì bị ghi đè.")
            % {"path": path}
        ) from problem
    if marked.exists():
        held.key(marked.read_text().strip())
    else:
        whole.write(marked, held.current.id.encode())
    return held


def _missing(name: str) -> KeyMissing:
    return KeyMissing(
        _(
            "Thiếu khóa chính có mã %(id)s. Chép lại tệp khóa giữ ở nơi khác vào %(path)s, hoặc khôi phục từ bản sao lưu có khóa;"
            " chưa có gì bị ghi đè."
        )
        % {"id": name, "path": place()}
    )


def exposed() -> str:
    """What is unwise about where the ring lies, "" when nothing is: told by `dondoc check`."""
    path = place()
    if path.exists() and path.stat().st_mode & 0o077:
        return f"Tệp khóa chính {path} người khác trên máy đọc được. Chạy: chmod 600 {path}"
    if path.resolve().is_relative_to(Path(settings.DONDOC_DATA).resolve()):
        return (
            f"Khóa chính nằm ngay trong thư mục dữ liệu ({path}): ai chép cả thư mục thì mở được mọi tệp. "
            "Nên chuyển sang ổ khác và đặt DONDOC_MASTER_KEY_FILE."
        )
    if path.parent.stat().st_dev == Path(settings.DONDOC_DATA).stat().st_dev:
        return f"Khóa chính ({path}) cùng ổ đĩa với dữ liệu: mất ổ đĩa là mất cả hai. Giữ một bản ở nơi khác."
    return ""
