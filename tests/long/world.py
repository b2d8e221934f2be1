"""Nhà bị ngắt điện — built and looked over in processes of its own, on the database and folder the environment names.

python -m tests.long.world build | waiting | check FILE | columns — each prints JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")


def build() -> dict[str, Any]:
    """The cast, duties to be given, and shares to be accepted and reported."""
    from django.db import transaction

    from dondoc.cli.ready import prepare_place
    from tests.cast import a_house
    from tests.making import an_assignment, an_entry, an_obligation

    prepare_place()
    with transaction.atomic():
        cast = a_house()
        entry = an_entry(cast)
        duties = [an_obligation(cast, entry, text=f"Việc {n}") for n in range(400)]
        shares = [an_assignment(cast, obligation=duty) for duty in duties[:150]]
    return {"unit": cast.root.public_id, "doer": cast.cell.public_id, "duties": [d.public_id for d in duties[150:]],
            "shares": [s.public_id for s in shares]}  # fmt: skip


def waiting() -> int:
    """Uploads whose reading has not answered."""
    from dondoc.documents.models import Upload

    return Upload.objects.filter(state="QUARANTINED").count()


def columns() -> dict[str, dict[str, str]]:
    """Every column of the rooms' tables as the database now has them: the digest of each value under its row's key."""
    from django.apps import apps
    from django.db import connection

    rooms = tuple(f"{app.label}_" for app in apps.get_app_configs() if app.name.startswith("dondoc."))
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(rooms):
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
                names, rows = [column[0] for column in cursor.description], cursor.fetchall()
                for at, name in enumerate(names):
                    found[f"{table}.{name}"] = {str(row[0]): _digest(row[at]) for row in rows}
    return found


def _digest(value: Any) -> str:
    return sha256(repr(value).encode()).hexdigest()[:16]


def check(done: list[dict[str, str]]) -> list[str]:
    """What is wrong: a promise not kept, a thing without its trace, a trace without its thing, a file of nobody."""
    return [*_journal(), *_promises(done), *_traces(), *_files()]


def _journal() -> Iterator[str]:
    from dondoc.journal.queries import verify

    broken = verify().broken
    if broken:
        yield f"nhật ký: {broken}"


def _promises(done: list[dict[str, str]]) -> Iterator[str]:
    """Each act that was answered is there, once."""
    from dondoc.documents.models import Upload
    from dondoc.implementation.models import Evidence
    from dondoc.obligations.models import Assignment

    rows = Upload.objects.values_list("job_id", "public_id")
    there = {
        "upload": Counter(public_id for _job, public_id in rows),
        "assign": Counter(Assignment.objects.values_list("obligation__public_id", flat=True)),
        "evidence": Counter(Evidence.objects.values_list("text", flat=True)),
        "accept": Counter(Assignment.objects.filter(steps__step="accept").values_list("public_id", flat=True)),
        "submit": Counter(Assignment.objects.filter(steps__step="submit").values_list("public_id", flat=True)),
    }
    for deed in done:
        found = there[deed["kind"]][deed["key"]]
        if found != 1:
            yield f"{deed['kind']} {deed['key']}: đã trả lời, có {found} lần"
    uploads = sum(deed["kind"] == "upload" for deed in done)
    if uploads != len(rows):
        yield f"{uploads} lần tải lên được trả lời, {len(rows)} tệp được ghi"


def _traces() -> Iterator[str]:
    """Each thing has one line of each act done to it and one step; each line has its thing; each form sent its address."""
    from dondoc.documents.models import Upload
    from dondoc.implementation.models import Evidence
    from dondoc.journal.queries import Line
    from dondoc.obligations.models import Assignment, DueDay
    from dondoc.shared.models import Once

    lines = Counter(Line.objects.values_list("act", "thing_id"))
    wanted = Counter(("documents.upload", pk) for pk in Upload.objects.values_list("pk", flat=True))
    wanted += Counter(("implementation.add_evidence", pk) for pk in Evidence.objects.values_list("pk", flat=True))
    steps = Assignment.objects.values_list("steps__step", "pk")
    verbs = {"start": "obligations.assign", "accept": "obligations.accept", "submit": "implementation.submit"}
    wanted += Counter((verbs[step], pk) for step, pk in steps)
    kept = Counter({line: n for line, n in lines.items() if line[0] in {act for act, _pk in wanted}})
    yield from (
        f"{line}: {kept[line]} dòng nhật ký, {wanted[line]} việc"
        for line in {*kept, *wanted}
        if kept[line] != wanted[line]
    )
    states = {
        "QUARANTINED": "start",
        "READ": "read",
        "MARKED": "mark",
        "UNREAD": "fail",
        "NO_TEXT": "ask",
        "PICTURED": "picture",
    }
    for row in Upload.objects.prefetch_related("steps"):
        told = [step.step for step in sorted(row.steps.all(), key=lambda step: step.pk)]
        if told != ["start", states[row.state]]:
            yield f"tệp {row.public_id} ở {row.state}, các bước {told}"
    if DueDay.objects.count() != Assignment.objects.count():
        yield "việc giao và hạn không bằng số"
    if Once.objects.filter(where_to="").exists():
        yield "mã gửi một lần không có địa chỉ"


def _files() -> Iterator[str]:
    """The store holds what rows name and no more; quarantine, once swept, what waits there."""
    from django.conf import settings

    from dondoc.documents.actions.uploads import sweep
    from dondoc.documents.lifecycle import QUARANTINE
    from dondoc.documents.models import Upload
    from dondoc.implementation.models import Evidence
    from dondoc.shared.files import has, path_of

    sweep(datetime.fromtimestamp(datetime.now(UTC).timestamp() + 7200, UTC))
    store, place = Path(settings.DONDOC_DATA) / "files", Path(settings.DONDOC_DATA) / "quarantine"
    named = {*Upload.objects.values_list("sha256", flat=True), *Evidence.objects.values_list("sha256", flat=True)} - {
        ""
    }
    lie, should = {path.stem for path in store.glob("*/*")}, {path_of(name).stem for name in named}
    if lie != should or not all(map(has, named)):
        yield f"kho tệp: {lie ^ should or 'thiếu khóa'}"
    waits = {row.public_id for row in Upload.objects.filter(state__in=QUARANTINE)}
    if {path.stem for path in place.glob("*")} != waits:
        yield f"cách ly: {({path.stem for path in place.glob('*')}) ^ waits}"


if __name__ == "__main__":
    import django

    django.setup()
    verb, *rest = sys.argv[1:]
    verbs = {"build": build, "waiting": waiting, "columns": columns}
    said = verbs[verb]() if not rest else check(json.loads(Path(rest[0]).read_text()))
    print(json.dumps(said))
