"""Các bước xóa — each done once, again harmless, in this order; the key of what was sealed is destroyed last."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents import search
from dondoc.incidents import rules
from dondoc.incidents.database import clean
from dondoc.incidents.erasing import forget_messages
from dondoc.incidents.hands import list_hands
from dondoc.incidents.looking import left_over, look
from dondoc.incidents.models import Content, Incident, PlaceState, Stage
from dondoc.incidents.sealing import erase as erase_row
from dondoc.incidents.sealing import forget, holders, how_of, keep_contents, keep_places, scope_of
from dondoc.journal.actions import drop_payload, write
from dondoc.journal.queries import Line
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, Refused
from dondoc.shared.erasing import REMOVED, carrying, rooms

Tell = Callable[[str], None]
Done = tuple[dict[str, int], list[str]]  # what was counted, what could not be done
AN_HOUR = 3600


class Work:
    """Việc xóa — of which incident, by whom, when, and whom to tell how far it is."""

    def __init__(self, incident: Incident, by: Actor, at: datetime, tell: Tell) -> None:
        self.incident, self.by, self.at, self.tell = incident, by, at, tell


def _look(work: Work) -> Done:
    """Search once more: what came since is looked at by a person first."""
    rules.check_seen(look(work.incident, at=work.at, tell=work.tell))
    return {}, []


def _rows(work: Work) -> Done:
    """The words that stand in place of the hidden ones say that they are gone; what came since goes too."""
    scope, how = scope_of(work.incident), how_of(work.incident, REMOVED)
    left = set(work.incident.places.filter(state=PlaceState.LEFT).values_list("kind", "thing_id"))
    for room in rooms():
        if hasattr(room, "before"):
            room.before(scope, by=work.by, at=work.at)
    rows = (row for row in carrying(scope) if (row._meta.label_lower, row.pk) not in left)
    taken = [one for one in (erase_row(row, how) for row in rows) if one.was]
    keep_contents(work.incident, scope.digests, taken)
    keep_places(work.incident, taken, work.at)
    for room in rooms():
        if hasattr(room, "hidden"):
            room.hidden(scope)
    return {"rows": work.incident.places.filter(state=PlaceState.HIDDEN).count()}, []


def _files(work: Work) -> Done:
    """Each content whose name no row bears any more is destroyed; one that a person left elsewhere is told."""
    notes, count = [], 0
    for content in Content.objects.filter(incident=work.incident).exclude(sha256=""):
        others = len(holders(content.sha256))
        if others:
            notes.append(_("Một tệp còn %(n)s dòng khác giữ, đã được để nguyên: tệp không bị hủy.") % {"n": others})
        else:
            files.drop(content.sha256)
            Content.objects.filter(pk=content.pk).update(removed_at=work.at)
            count += 1
        Content.objects.filter(pk=content.pk).update(sha256="")
    return {"files": count}, notes


def _index(work: Work) -> Done:
    """The search table forgets; what it had taken apart is merged away."""
    search.drop(work.incident.papers)
    search.clean()
    return {"papers": len(work.incident.papers)}, []


def _leftovers(work: Work) -> Done:
    """Messages waiting in sessions; files that a broken upload left in the temporary folder, an hour old."""
    found = list(_abandoned(work.at))
    for path in found:
        path.unlink(missing_ok=True)
    return {"messages": forget_messages(), "temporary": len(found)}, []


def _abandoned(at: datetime) -> Iterator[Path]:
    place = Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir())
    for path in place.glob("tmp*.upload*"):
        told = path.stat()
        if told.st_uid == os.getuid() and told.st_mtime < at.timestamp() - AN_HOUR:
            yield path


def _journal(work: Work) -> Done:
    """Lines whose payload bore words of it: the payload goes, the line stands and says so."""
    places = work.incident.places.filter(kind="journal.payload", state=PlaceState.HIDDEN)
    gone = Line.objects.filter(pk__in=places.values("thing_id"), payload__isnull=False).select_related("unit")
    lines = list(gone.order_by("pk"))
    for line in lines:
        drop_payload(line)
        write("journal.erase_payload", line, by=work.by, at=work.at, unit=line.unit, incident=work.incident.pk)
    return {"lines": len(lines)}, []


def _database(work: Work) -> Done:
    """Both databases write anew what held the words."""
    done = clean(work.incident, work.tell)
    return {"tables": done.tables}, done.notes


def _check(work: Work) -> Done:
    """Every text column once more: not one run of five words may be left."""
    found = left_over(work.incident, work.tell)
    if found:
        tables = ", ".join(sorted({hit.kind for hit in found}))
        raise Refused(
            _("Dò lại còn thấy chữ ở %(n)s dòng (%(tables)s). Tìm thêm chỗ, xem rồi xóa hẳn lại.")
            % {"n": len(found), "tables": tables}
        )
    return {"left": 0}, []


def _hands(work: Work) -> Done:
    """What no software of ours reaches is listed for hands."""
    return {"items": list_hands(work.incident)}, []


def _key(work: Work) -> Done:
    """The key of what was sealed: nobody can give it back any more."""
    forget(work.incident)
    work.incident.places.filter(state=PlaceState.HIDDEN).update(state=PlaceState.REMOVED)
    return {"boxes": work.incident.boxes}, []


Do = Callable[[Work], Done]
STAGES: dict[str, tuple[Label, Do]] = {
    "look": (gettext_lazy("Dò lại mọi bảng tìm chữ trùng"), _look),
    "rows": (gettext_lazy("Xóa chữ ở các dòng"), _rows),
    "files": (gettext_lazy("Hủy khóa, xóa tệp"), _files),
    "index": (gettext_lazy("Dựng lại chỉ mục tìm kiếm"), _index),
    "journal": (gettext_lazy("Xóa nội dung dòng nhật ký có chữ"), _journal),
    "leftovers": (gettext_lazy("Bỏ lời nhắn, tệp tạm"), _leftovers),
    "check": (gettext_lazy("Dò lại sau khi xóa"), _check),
    "key": (gettext_lazy("Hủy khóa của nội dung đã niêm"), _key),
    "database": (gettext_lazy("Ghi lại cơ sở dữ liệu"), _database),
    "hands": (gettext_lazy("Lập danh sách việc làm bằng tay"), _hands),
}
ALONE = (
    "look",
    "database",
)  # each writes by itself: what is found is kept, and files are not written anew inside a transaction


def carry_out(work: Work) -> None:
    """Làm các bước còn lại — broken off anywhere, it goes on with the first that is not done."""
    done = set(work.incident.stages.values_list("name", flat=True))
    for name, (label, do) in STAGES.items():
        if name in done:
            continue
        work.tell(str(label))
        if name in ALONE:
            _keep(work, name, do(work))
        else:
            with transaction.atomic():
                _keep(work, name, do(work))


def _keep(work: Work, name: str, done: Done) -> None:
    counts, notes = done
    facts: dict[str, Any] = {"counts": counts, "notes": notes, "at": work.at}
    Stage.objects.update_or_create(incident=work.incident, name=name, defaults=facts)
