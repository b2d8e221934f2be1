"""Thư nhắc việc — a letter a day to who asked for it, and one at once for an urgent paper, where it came and where work was given by it; through the office's own mail host.

A row is written before a try and says afterwards how it went. A letter of the day whose try was broken off is not
tried again: nobody gets two. An alert is: better told twice than never.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.models import Direction, Entry, EntryQuerySet
from dondoc.documents.urgency import DEGREES
from dondoc.jobs.queue import ask_once
from dondoc.journal.actions import write
from dondoc.obligations.lifecycle import OPEN
from dondoc.obligations.models import Assignment
from dondoc.regulations.queries import Places, places
from dondoc.reminding import rules
from dondoc.reminding.digest import DOES, body, digest, may_any, posts
from dondoc.reminding.models import Alert, Letter, Mailbox
from dondoc.reminding.posting import Away, link, mails, send
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day

log = logging.getLogger("dondoc.reminding")
DAILY, ALERT = "reminding.daily", "reminding.alert"
AGAIN = timedelta(minutes=10)  # a host that did not take a letter is asked again after so long
TOLD_FOR = timedelta(days=2)  # an urgent paper entered longer ago is no news
HANDLES = ("documents.direct", "documents.file")
TAKES_ON = ("obligations.accept", *DOES)
Tell = Callable[[str], None]


class Tally(NamedTuple):
    """Gửi được, còn phải gửi — of one run."""

    sent: int
    left: int


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
    """Thôi nhận thư — the address is dropped; that today's letter went, and which papers were told, is still known."""
    if mailbox.user_id != by.account_id:
        raise Refused(_("Đây là hộp thư của người khác."))
    write("reminding.stop_letters", mailbox, by=by, at=at)
    mailbox.email = ""
    mailbox.save(update_fields=["email"])
    mailbox.letters.filter(day__lt=hanoi_day(at)).delete()


def ask_today(at: datetime) -> None:
    """Xếp việc của hôm nay — once a day, however often the worker looks; again a while after it was not done whole."""
    day = hanoi_day(at)
    ask_once(DAILY, {"day": day.isoformat()}, by=Actor.setup(day), at=at, again=AGAIN)


def ask_alerts(at: datetime) -> None:
    """Xếp việc báo khẩn — only where an urgent paper waits to be told."""
    if mails() and _urgent(at).exists() and any(_untold(box, at).exists() for box in _boxes()):
        minute = {"minute": f"{at:%Y-%m-%dT%H:%M}"}
        ask_once(ALERT, minute, by=Actor.setup(hanoi_day(at)), at=at, again=AGAIN)


def write_today(at: datetime, tell: Tell = lambda _said: None) -> Tally:
    """Gửi thư của ngày — to each who asked, where something is due; not on a day off of the place one serves at."""
    if not mails():
        return Tally(0, 0)
    day, known = hanoi_day(at), places()
    gone = Letter.objects.filter(_GONE, mailbox=OuterRef("pk"), day=day)
    return _each(_boxes().exclude(Exists(gone)), lambda box: _write_to(box, day, known, at), tell)


def alert_now(at: datetime, tell: Tell = lambda _said: None) -> Tally:
    """Báo ngay — number and title of each urgent paper; of a marked one the number alone."""
    return _each(_boxes(), lambda box: _alert_all(box, at), tell)


def _boxes() -> QuerySet[Mailbox]:
    return Mailbox.objects.taking().select_related("user").filter(user__is_active=True).order_by("id")


def _each(boxes: QuerySet[Mailbox], write_to: Callable[[Mailbox], Tally], tell: Tell) -> Tally:
    """What fails for one is told in the log and left for the next run: the others get theirs."""
    sent = left = 0
    for box in boxes:
        tell(_("đang gửi thư"))
        try:
            done = write_to(box)
        except Away:
            return Tally(sent, left + 1)
        except Exception:
            log.exception("nothing was written to box %s", box.public_id)
            done = Tally(0, 1)
        sent, left = sent + done.sent, left + done.left
    return Tally(sent, left)


_GONE = Q(sent_at__isnull=False) | Q(tried_at__isnull=False)  # taken, or nobody knows


def _write_to(box: Mailbox, day: date, known: Places, at: datetime) -> Tally:
    found = digest(box, day, known, at)
    letter = _claimed(box, day, sum(total for _rows, total in found.values()), at) if found else None
    if letter is None:
        return Tally(0, 0)
    subject = _("Việc đến hạn ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}
    row = Letter.objects.filter(pk=letter.pk)
    try:
        taken = send(box, subject, body(found), f"{day:%Y%m%d}")
    except Exception:
        row.update(tried_at=None)
        raise
    row.update(**({"sent_at": at} if taken else {"tried_at": None}))
    return Tally(int(taken), int(not taken))


def _claimed(box: Mailbox, day: date, works: int, at: datetime) -> Letter | None:
    """The letter of the day, tried from now on; None where it is gone, or another worker tries it."""
    letter, made = Letter.objects.get_or_create(
        mailbox=box, day=day, defaults={"works": works, "at": at, "tried_at": at}
    )
    free = Letter.objects.filter(pk=letter.pk).exclude(_GONE)
    return letter if made or free.update(tried_at=at, works=works) else None


def _alert_all(box: Mailbox, at: datetime) -> Tally:
    entries = {entry.paper_id: entry for entry in _untold(box, at).select_related("paper").order_by("-id")}
    tried = [_alert(box, entry, at) for entry in reversed(entries.values())]
    return Tally(tried.count(True), tried.count(False))


def _untold(box: Mailbox, at: datetime) -> EntryQuerySet:
    """Urgent papers that came in to a unit of a post that may handle them, or gave work to one of a post that does it; not yet
    told, nor tried just now."""
    held = list(posts(box, hanoi_day(at)))
    handles, works = ({unit.pk for actor, unit in held if may_any(actor, acts, unit)} for acts in (HANDLES, TAKES_ON))
    told = Alert.objects.exclude(_free(at)).filter(mailbox=box, entry__paper=OuterRef("paper"))
    mine = _came(at) & Q(unit__in=handles) | Q(Exists(_given(at).filter(unit__in=works)))
    return _urgent(at).filter(mine).exclude(Exists(told))


def _free(at: datetime) -> Q:
    """To be tried: not taken, and not tried for a while."""
    return Q(sent_at__isnull=True) & (Q(tried_at__isnull=True) | Q(tried_at__lte=at - AGAIN))


def _urgent(at: datetime) -> EntryQuerySet:
    """Urgent papers that came in and were entered lately, or by which work was given lately."""
    rows = Entry.objects.standing().filter(paper__urgency__in=DEGREES)
    return rows.filter(_came(at) | Q(Exists(_given(at))))


def _came(at: datetime) -> Q:
    return Q(register__direction=Direction.IN, at__gte=at - TOLD_FOR)


def _given(at: datetime) -> QuerySet[Assignment]:
    """Việc giao theo văn bản của dòng sổ ấy — still open."""
    return Assignment.objects.filter(obligation__entry=OuterRef("pk"), at__gte=at - TOLD_FOR, state__in=OPEN)


def _alert(box: Mailbox, entry: Entry, at: datetime) -> bool | None:
    """Whether the host took it; None where another worker tries it."""
    row, made = Alert.objects.get_or_create(mailbox=box, entry=entry, defaults={"at": at, "tried_at": at})
    if not made and not Alert.objects.filter(_free(at), pk=row.pk).update(tried_at=at):
        return None
    paper = entry.paper
    what = _("Văn bản %(urgency)s: %(paper)s") % {
        "urgency": paper.urgency.lower(), "paper": paper.so_ky_hieu or _("số đến %(n)s") % {"n": entry.number},
    }  # fmt: skip
    lines = [what, "" if paper.secrecy else paper.title, link("paper", paper.public_id)]
    taken = send(box, what, "\n".join(filter(None, lines)), f"den.{entry.public_id}")
    Alert.objects.filter(pk=row.pk).update(sent_at=at if taken else None)
    return taken
