"""Bản thông báo vụ lộ, mất dữ liệu — what is known of a breach as a Sheet in the official form; what is not is named."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.personal.breach_clock import clock_of
from dondoc.personal.breaching import Breach, BreachAccount, Told, said
from dondoc.printing.model import Line, Sheet


def sheet(breach: Breach, *, sample: bool = False) -> Sheet:
    """Thông báo — neutral: no names of forms, no addressee that the office has not chosen."""
    return Sheet(
        kind=_("THÔNG BÁO"),
        subject=_("về vụ lộ, mất dữ liệu cá nhân"),
        issuer=breach.unit.name,
        parent_issuer=breach.unit.parent.name if breach.unit.parent else "",
        body=tuple(Line(text) for text in lines(breach)),
        foot=feet(breach),
        sample=sample,
    )


def lines(breach: Breach) -> list[str]:
    """One paragraph a known thing, numbered; the last names what is not known."""
    known = [(title, text) for title, text in _told(breach) if text]
    unknown = [title for title, text in _told(breach) if not text]
    found = [f"{number}. {title}: {text}" for number, (title, text) in enumerate(known, 1)]
    if unknown:
        told = _("Chưa đủ dữ liệu về: %(what)s.") % {
            "what": ", ".join(title[:1].lower() + title[1:] for title in unknown)
        }
        found.append(f"{len(found) + 1}. {told}")
    return found


def _told(breach: Breach) -> list[tuple[str, str]]:
    last = breach.last
    assert last is not None, "a breach is written with its first account"
    return [
        (_("Thời điểm phát hiện"), said(last.found_at)),
        (_("Sự việc"), last.what),
        (_("Mục đích xử lý bị ảnh hưởng"), "; ".join(last.purpose_words)),
        (_("Loại dữ liệu"), last.columns),
        (_("Số người có dữ liệu"), _people(last)),
        (_("Nguyên nhân"), last.cause),
        (_("Biện pháp đã thực hiện"), last.measures),
        (_("Việc báo người có dữ liệu"), _informed(breach)),
    ]


def _people(last: BreachAccount) -> str:
    return "" if last.persons is None else _("khoảng %(n)s người") % {"n": f"{last.persons:,}".replace(",", ".")}


def _informed(breach: Breach) -> str:
    rows = breach.notices.filter(to=Told.PERSONS).order_by("sent_at", "id")
    return "; ".join(f"{said(row.sent_at)}, {row.how}" for row in rows)


def feet(breach: Breach) -> tuple[str, ...]:
    """Until when it must be told, and by which figure; of which account the paper was made."""
    last, clock = breach.last, clock_of(breach, breach.found_at)
    assert last is not None, "a breach is written with its first account"
    rows = [_("Lập từ lần ghi lúc %(at)s, mã băm %(hash)s.") % {"at": said(last.at), "hash": last.hash}]
    if clock.ends_at is not None:
        rows.insert(0, _("Thời hạn báo: %(at)s.") % {"at": said(clock.ends_at)})
    return tuple(rows)
