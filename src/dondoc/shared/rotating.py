"""Xoay khóa — everything locked by an old master key is locked by the new one; broken off anywhere, it goes on from there.

One key in the ring is rest; two are a rotation under way, during which both open. The old one is destroyed by a
word of its own, and only when nothing is locked by it any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.shared import files, keyring, sealed, sealing
from dondoc.shared.acts import Refused

Tell = Callable[[int], object]


@dataclass(frozen=True)
class Rotated:
    """Đã khóa lại — how many keys of files and values of people; and the key files nobody can open."""

    files: int
    values: int
    damaged: tuple[str, ...]


def under_way() -> bool:
    """Whether an earlier rotation has not ended yet."""
    return len(keyring.ring().keys) > 1


def lock_anew(tell: Tell = lambda _done: None) -> Rotated:
    """Khóa lại — all that an old key locks; asked again, only what is left."""
    done, values, damaged = 0, 0, []
    for path in files.key_files():
        with files.one_at_a_time():
            try:
                if path.exists() and sealing.locked_by(path) != keyring.ring().current.id:
                    sealing.relock(path, keyring.ring().current)
                    done += 1
            except sealing.Damaged:
                damaged.append(path.name)
        tell(done)
    for row, column in sealed.left_under_old():
        sealed.relock(row, column)
        values += 1
    return Rotated(done, values, tuple(damaged))


def destroy_old() -> None:
    """Hủy khóa cũ — Refused while anything is locked by it: that would be lost."""
    if not under_way():
        raise Refused(_("Vòng khóa chỉ có một khóa, không có khóa cũ để hủy."))
    with files.one_at_a_time():
        left = list(_left())
        if left:
            raise Refused(
                _("Còn %(number)s khóa tệp hoặc giá trị dưới khóa cũ (%(first)s…). Chạy: dondoc rotate-key")
                % {"number": len(left), "first": left[0]}
            )
        keyring.drop_old()


def _left() -> Iterator[str]:
    """What the old keys still lock."""
    old = {key.id for key in keyring.ring().keys[:-1]}
    for path in files.key_files():
        if sealing.key_id(path) in old:
            yield path.name
    yield from (f"{column.model.__name__}.{column.name}" for _row, column in sealed.left_under_old())
