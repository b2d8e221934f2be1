"""Gửi thư — one letter through the configured host. A host that refuses one letter is not a host that is away."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from dondoc.reminding.models import Mailbox

log = logging.getLogger("dondoc.reminding")


class Away(Exception):
    """Máy chủ thư không trả lời — nothing was taken; whoever else waits need not be tried now."""


def mails() -> bool:
    """Whether an administrator configured a mail host: without one nothing leaves."""
    return bool(settings.EMAIL_HOST)


def link(name: str, *codes: str) -> str:
    """Địa chỉ một trang — as people open it, who then sign in as ever; "" where the installation was not told its own."""
    return settings.DONDOC_ADDRESS + reverse(name, args=codes) if settings.DONDOC_ADDRESS else ""


def send(box: Mailbox, subject: str, body: str, code: str) -> bool:
    """Whether the host took it; what it refuses is told in the log by the box's code. The same letter sent again bears
    the same name, by which a mail program knows it."""
    name = f"<{box.public_id}.{code}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('> ')}>"
    letter = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [box.email], headers={"Message-ID": name})
    try:
        letter.send()
    except SMTPException:
        log.exception("mail to box %s was not taken", box.public_id)
        return False
    except OSError as problem:
        log.exception("the mail host is away")
        raise Away from problem
    return True
