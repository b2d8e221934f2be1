"""Thư nhắc việc — a letter a day to who asked for it, and one at once for an urgent paper; through the office's own mail host."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import reaches
from dondoc.documents.models import Direction, Entry, EntryQuerySet
from dondoc.jobs.models import Job
from dondoc.jobs.queue import ask
from dondoc.journal.actions import write
from dondoc.regulations.queries import Places, places
from dondoc.reminding import rules
from dondoc.reminding.ics import said
from dondoc.reminding.models import Alert, Letter, Mailbox
from dondoc.reminding.queries import Coming, as_post, coming
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Holding, Unit

log = logging.getLogger("dondoc.reminding")
DAILY, ALERT = "reminding.daily", "reminding.alert"
BACK, AHEAD = timedelta(days=60), timedelta(days=7)
URGENT = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
TOLD_FOR = timedelta(days=2)  # an urgent paper entered longer ago is no news


@act("reminding.take_letters", gettext_lazy("Nhận thư nhắc việc"))
def take_letters(*, email: str, by: Actor, at: datetime) -> Mailbox:
    """Nhận thư nhắc việc — at an address one gives oneself; at most one letter a day."""
    rules.check_email(email.strip())
    if not mails():
        raise Refused(_("Cơ quan chưa cấu hình máy chủ thư."))
    assert by.account_id is not None, "a letter goes to an account"
    facts = {"email": email.strip(), "on": hanoi_day(at), "at": at}
    box, _made = Mailbox.objects.update_or_create(user_id=by.account_id, defaults=facts)
    write("reminding.take_letters", box, by=by, at=at)
    return box


@act("reminding.stop_letters", gettext_lazy("Thôi nhận thư nhắc việc"))
def stop_letters(*, mailbox: Mailbox, by: Actor, at: datetime) -> None:
    """Thôi nhận thư — the address is dropped."""
    if mailbox.user_id != by.account_id:
        raise Refused(_("Đây là hộp thư của người khác."))
    write("reminding.stop_letters", mailbox, by=by, at=at)
    mailbox.delete()


def mails() -> bool:
    """Whether an administrator configured a mail host: without one nothing leaves."""
    return bool(settings.EMAIL_HOST)


def ask_today(at: datetime) -> None:
    """Xếp việc của hôm nay — once a day, however often the worker starts."""
    _ask_once(DAILY, {"day": hanoi_day(at).isoformat()}, at)


def ask_alerts(at: datetime) -> None:
    """Xếp việc báo khẩn — only where an urgent paper waits to be told."""
    if mails() and _urgent(at).exists() and any(_untold(box, at).exists() for box in Mailbox.objects.all()):
        _ask_once(ALERT, {"minute": f"{at:%Y-%m-%dT%H:%M}"}, at)


def _ask_once(kind: str, asked: dict[str, str], at: datetime) -> None:
    if not Job.objects.filter(kind=kind, payload=asked).exists():
        ask(kind, asked, by=Actor.setup(hanoi_day(at)), at=at)


def write_today(at: datetime) -> int:
    """Gửi thư của ngày — to each who asked, where something is due; not on a day off of the place one serves at."""
    if not mails():
        return 0
    day, known = hanoi_day(at), places()
    return sum(_write_to(box, day, known, at) for box in Mailbox.objects.select_related("user").order_by("id"))


def _write_to(box: Mailbox, day: date, known: Places, at: datetime) -> int:
    found = _due(box, day, known, at)
    if not found or not box.user.is_active:
        return 0
    try:
        with transaction.atomic():
            letter = Letter.objects.create(mailbox=box, day=day, works=len(found), at=at)
    except IntegrityError:  # written already: never two in a day, whoever was killed when
        return 0
    sent = _send(box, _("Việc đến hạn ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}, _body(found, day))
    Letter.objects.filter(pk=letter.pk).update(sent_at=at if sent else None)
    return int(sent)


def _due(box: Mailbox, day: date, known: Places, at: datetime) -> list[Coming]:
    """What is late, due today and due within a week, of the units whose work the person does and that work today."""
    found: dict[tuple[int, date], Coming] = {}
    for actor, unit in _posts(box, day):
        if not known.rests(unit, at) and any(
            reach.holds(unit.path) for reach in reaches(actor, "implementation.submit")
        ):
            for one in coming(actor, day - BACK, day + AHEAD, unit):
                found[one.assignment.pk, one.due_on] = one
    return sorted(found.values(), key=lambda one: (one.due_on, one.assignment.pk))


def _posts(box: Mailbox, day: date) -> Iterator[tuple[Actor, Unit]]:
    rows = Holding.objects.on(day).filter(person_id=box.user.person_id or 0, post__ended_on__isnull=True)
    for holding in rows.select_related("post__unit"):
        yield as_post(holding, day), holding.post.unit


def _body(found: list[Coming], day: date) -> str:
    late = [one for one in found if one.due_on < day]
    today = [one for one in found if one.due_on == day]
    soon = [one for one in found if one.due_on > day]
    parts = [(_("Quá hạn"), late), (_("Đến hạn hôm nay"), today), (_("Đến hạn trong 7 ngày"), soon)]
    told = [
        f"{name} ({len(rows)})\n" + "\n".join(f"- {one.due_on:%d/%m/%Y} {said(one)}" for one in rows)
        for name, rows in parts
        if rows
    ]
    return "\n\n".join([*told, _("Mở phần mềm để xem và báo cáo. Thôi nhận thư: trang Lịch.")])


def _untold(box: Mailbox, at: datetime) -> EntryQuerySet:
    """Urgent papers that came in to a unit of a post that may handle them, entered lately, not yet told."""
    day, units = hanoi_day(at), set[int]()
    for actor, unit in _posts(box, day):
        if any(
            reach.holds(unit.path) for act in ("documents.direct", "documents.file") for reach in reaches(actor, act)
        ):
            units.add(unit.pk)
    told = Alert.objects.filter(mailbox=box, entry=OuterRef("pk"))
    return _urgent(at).filter(unit__in=units).exclude(Exists(told))


def _urgent(at: datetime) -> EntryQuerySet:
    """Urgent papers that came in and were entered lately."""
    rows = Entry.objects.standing().filter(register__direction=Direction.IN, at__gte=at - TOLD_FOR)
    return rows.filter(paper__urgency__in=[*URGENT, *map(str.capitalize, URGENT)])


def alert_now(at: datetime) -> int:
    """Báo ngay — number and title of each urgent paper; of a marked one the number alone."""
    sent = 0
    for box in Mailbox.objects.select_related("user").filter(user__is_active=True).order_by("id"):
        for entry in _untold(box, at).select_related("paper").order_by("id"):
            sent += _alert(box, entry, at)
    return sent


def _alert(box: Mailbox, entry: Entry, at: datetime) -> int:
    try:
        with transaction.atomic():
            row = Alert.objects.create(mailbox=box, entry=entry, at=at)
    except IntegrityError:
        return 0
    paper = entry.paper
    what = _("Văn bản %(urgency)s: %(paper)s") % {
        "urgency": paper.urgency.lower(),
        "paper": paper.so_ky_hieu or _("số đến %(n)s") % {"n": entry.number},
    }
    done = _send(box, what, what if paper.secrecy else f"{what}\n{paper.title}")
    Alert.objects.filter(pk=row.pk).update(sent_at=at if done else None)
    return int(done)


def _send(box: Mailbox, subject: str, body: str) -> bool:
    """Through the configured host; what it does not take is told in the log, by the box's code, and not tried again."""
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [box.email]).send()
    except (OSError, SMTPException):
        log.exception("mail to box %s was not taken", box.public_id)
        return False
    return True
