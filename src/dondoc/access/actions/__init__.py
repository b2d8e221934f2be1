"""Hành vi phân quyền — persons and accounts; codes, factors and signing in beside it. Grants: by filling a post (units)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.actions import factors, identity, keys, linking, signing  # noqa: F401 - discovery of the plates
from dondoc.access.actions.codes import reset_password
from dondoc.access.keeping import require_kept
from dondoc.access.models import Grant, OneTimeCode, Person, User
from dondoc.access.rights import SEE, require, sees_house
from dondoc.access.sessions import close
from dondoc.journal.actions import drop_payload, write
from dondoc.journal.proof import Proof, proof_of
from dondoc.journal.queries import Line
from dondoc.reading.text import nfc
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act

__all__ = [
    "Namesakes", "change_password", "close_account", "correct_name", "erase_payload", "export_journal", "grant",
    "open_account", "register_person", "reopen_account", "reset_password",
]  # fmt: skip


class Namesakes(Refused):
    """Đã có người tên như thế — who they are, so that one person is not registered twice."""

    def __init__(self, people: list[Person]) -> None:
        super().__init__(_("Đã ghi tên người như thế. Nếu là người khác trùng họ tên thì đánh dấu vào ô bên dưới."))
        self.people = people


@act("access.register_person", gettext_lazy("Ghi tên người"))
def register_person(*, full_name: str, unit: Any, by: Actor, at: datetime, is_another: bool = False) -> Person:
    """Ghi tên người — registered once, by whoever keeps the people of `unit`.

    Raises Namesakes where someone is called so already, unless one says it is another person.
    """
    require(by, "access.register_person", unit)
    if not full_name.strip():
        raise Refused(_("Cần ghi họ và tên."))
    called = Person.objects.called(full_name)
    if called.exists() and not is_another:
        raise Namesakes(list(called.order_by("id")[:5]))
    person = Person.objects.create(full_name=full_name)
    write("access.register_person", person, by=by, at=at, unit=unit)
    return person


@act("access.correct_name", gettext_lazy("Sửa họ tên"))
def correct_name(*, person: Person, full_name: str, unit: Any, by: Actor, at: datetime) -> None:
    """Sửa họ tên — written wrongly; it is the same person, and counts as never so. The journal keeps no names."""
    require_kept(by, "access.correct_name", person, unit)
    if person.erased_on is not None:
        raise Refused(_("Người này đã được ẩn danh, không còn tên để sửa."))
    name = " ".join(nfc(full_name).split())
    if not name or name == person.full_name:
        raise Refused(_("Cần ghi họ và tên khác với hiện nay."))
    person.full_name = name
    person.save()
    write("access.correct_name", person, by=by, at=at, unit=unit, fields=["full_name"])


@act("access.open_account", gettext_lazy("Mở tài khoản"))
def open_account(*, person: Person, username: str, unit: Any, by: Actor, at: datetime, password: str = "") -> User:
    """Mở tài khoản — without a password: its owner sets one, after signing in with a one-time code.

    Only the installation itself, before it has people, gives one (the sample, the tests).
    """
    require_kept(by, "access.open_account", person, unit)
    name = username.strip().lower()
    if User.objects.filter(username=name).exists() or hasattr(person, "account"):
        raise Refused(_("Tên đăng nhập đã có, hoặc người này đã có tài khoản."))
    user = User(username=name, person=person)
    if by.is_setup and password:
        _set_password(user, password)
    else:
        user.set_unusable_password()
    user.save()
    write("access.open_account", user, by=by, at=at, unit=unit, person=person.pk)
    return user


@act("access.close_account", gettext_lazy("Khóa tài khoản"))
def close_account(*, user: User, unit: Any, by: Actor, at: datetime) -> None:
    """Khóa tài khoản — signs in no more; what it did stays."""
    require_kept(by, "access.close_account", user.person, unit)
    if user.pk == by.account_id:
        raise Refused(_("Không tự khóa tài khoản của mình được."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    close(user.sessions.all(), at=at)
    write("access.close_account", user, by=by, at=at, unit=unit)


@act("access.reopen_account", gettext_lazy("Mở lại tài khoản"))
def reopen_account(*, user: User, unit: Any, by: Actor, at: datetime) -> None:
    """Mở lại tài khoản — after it was closed."""
    require_kept(by, "access.reopen_account", user.person, unit)
    user.is_active = True
    user.save(update_fields=["is_active"])
    write("access.reopen_account", user, by=by, at=at, unit=unit)


@act("access.change_password", gettext_lazy("Đổi mật khẩu"))
def change_password(*, user: User, password: str, by: Actor, at: datetime, here: str = "") -> None:
    """Đổi mật khẩu — by the account's own holder; the other sessions end. `here` is the key of the one it is done in."""
    if user.pk != by.account_id:
        raise Refused(_("Chỉ chủ tài khoản đổi được mật khẩu của mình."))
    _set_password(user, password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    OneTimeCode.objects.filter(account=user).delete()
    close(user.sessions.exclude(key=here), at=at)
    write("access.change_password", user, by=by, at=at)


@act("journal.erase_payload", gettext_lazy("Xóa nội dung một dòng nhật ký"))
def erase_payload(*, entry: Line, ground: str, by: Actor, at: datetime) -> None:
    """Xóa nội dung dòng nhật ký — a secret that slipped in, or a right of a data subject.

    The line stays and still verifies; what it said is gone. Raises Refused without a ground.
    """
    if entry.unit is None:
        raise Refused(_("Dòng này của cả hệ thống, không có nội dung riêng để xóa."))
    require(by, "journal.erase_payload", entry.unit)
    if not ground.strip():
        raise Refused(_("Cần ghi căn cứ của việc xóa."))
    drop_payload(entry)
    write("journal.erase_payload", entry, by=by, at=at, unit=entry.unit, ground=ground.strip()[:300])


@act("journal.export", gettext_lazy("Xuất nhật ký"))
def export_journal(*, unit: Any, by: Actor, at: datetime) -> Proof:
    """Xuất nhật ký — a unit's chain as evidence, for whoever sees that unit; the line names the head given out."""
    require(by, SEE, unit)
    proof = proof_of(unit, whole=sees_house(by), at=at)
    write("journal.export", unit, by=by, at=at, unit=unit, seq=proof.seq, head=proof.hash)
    return proof


@act("journal.export_house", gettext_lazy("Xuất nhật ký chung"))
def export_house_journal(*, root: Any, by: Actor, at: datetime) -> Proof:
    """Xuất nhật ký chung — the chain of what belongs to no unit (titles' rights, sign-ins); asked at the root."""
    require(by, "journal.export_house", root)
    proof = proof_of(None, whole=sees_house(by), at=at)
    write("journal.export_house", None, by=by, at=at, seq=proof.seq, head=proof.hash)
    return proof


def grant(
    *, person: Person, act: str, unit: Any, below: bool, from_on: date, until_on: date | None,
    because: Any, delegation: Any = None,
) -> None:  # fmt: skip
    """Ghi một quyền — a row of a post's bundle; called by the acts that fill posts and delegate."""
    Grant.objects.create(
        person=person, act=act, unit=unit, below=below, from_on=from_on, until_on=until_on,
        because=because, delegation=delegation,
    )  # fmt: skip


def end_grants(*, because: Iterable[int], last: date, along: date | None = None) -> int:
    """Hết quyền — of these holdings on a day; what ended before stays ended, what was delegated ends then at the latest.

    `along` is the day they would have ended: rights that were to end with the post go with it. Returns how many closed.
    """
    rows = Grant.objects.filter(because__in=list(because))
    lasting = Q(until_on=None) | Q(until_on__gt=last)
    own = rows.filter(lasting | Q(until_on=along), delegation=None).update(until_on=last)
    rows.filter(delegation__isnull=False, until_on__gt=last).update(until_on=last)
    return own


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from problem
    user.set_password(password)
