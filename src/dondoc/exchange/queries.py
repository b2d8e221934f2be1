"""Tra gói — what each row of a package is here, told before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from dondoc.access.rights import sees
from dondoc.documents import rules as documents
from dondoc.documents.actions.registering import known_paper
from dondoc.documents.models import Entry, Paper, Register
from dondoc.exchange.checking import Checked
from dondoc.exchange.models import Outcome, PackageRow, Way
from dondoc.exchange.rules import PaperRow
from dondoc.journal.chain import canonical
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.shared.profile import may_hold
from dondoc.units.queries import find_issuer


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng sẽ nhận — what it is, and what would become of it."""

    row: PaperRow
    outcome: str
    note: str = ""

    @property
    def label(self) -> str:
        """Số ký hiệu, or the kind where there is none."""
        if self.row.is_stub:
            return self.row.number or _("Văn bản mật")
        return self.row.so_ky_hieu or self.row.kind

    @property
    def said(self) -> str:
        return str(Outcome(self.outcome).label)

    @property
    def secrecy(self) -> str:
        return self.row.level


def listed(found: Checked, book: Register, actor: Actor) -> Iterator[Line]:
    """Từng dòng — new, there already, or of a number that stands here with other facts: said only of what one sees."""
    met = set(PackageRow.objects.filter(
        package__way=Way.IN, package__partner=found.partner, package__register=book,
        outcome__in=(Outcome.TAKEN, Outcome.WAITING),
    ).values_list("key", "digest"))  # fmt: skip
    for row in found.rows:
        if (row.key, digest_of(row)) in met:
            yield Line(row, Outcome.SAME, _("đã nhận ở một gói trước"))
        elif row.is_stub:
            yield Line(row, Outcome.NEW)
        elif not may_hold(row.level):
            yield Line(row, Outcome.LEFT, _("bản cài đặt này không được giữ độ mật ấy"))
        else:
            yield _against(row, book, actor)


def _against(row: PaperRow, book: Register, actor: Actor) -> Line:
    known = _known(row)
    if known is None:
        return Line(row, Outcome.NEW)
    fields = documents.clean(documents.Fields(kind=row.kind, title=row.title, issued_on=row.issued_on))
    try:
        documents.check_same(fields, title=known.title, issued_on=known.issued_on)
    except Refused:
        return Line(row, Outcome.CONFLICT, _facts(known) if sees(actor, known) else "")
    stands = Entry.objects.standing().filter(register=book, paper=known).exists()
    return Line(row, Outcome.SAME if stands else Outcome.NEW)


def _facts(known: Paper) -> str:
    on = f"{known.issued_on:%d/%m/%Y}" if known.issued_on else _("không ngày")
    return _("ở đây ghi: %(day)s, %(title)s") % {"day": on, "title": known.title[:200]}


def _known(row: PaperRow) -> Paper | None:
    issuer = find_issuer(row.issuer, row.issuer_id)
    if issuer is None:
        return None
    return known_paper(issuer, documents.clean(documents.Fields(
        kind=row.kind, title=row.title, number=row.number, series=row.series, issued_on=row.issued_on
    )))  # fmt: skip


def digest_of(row: PaperRow) -> str:
    """What a row said, as one value: the same row met again is known."""
    return hashlib.sha256(canonical(asdict(row)).encode()).hexdigest()
