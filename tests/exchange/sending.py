"""Nơi gửi — another installation in the same test: what it registers is rolled back, its key is its own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from dondoc.documents.actions.registering import register
from dondoc.documents.intake import read_now
from dondoc.documents.models import Copy, Entry
from dondoc.exchange import rules
from dondoc.exchange.actions import make, trust
from dondoc.exchange.models import Partner
from dondoc.exchange.packing import MANIFEST, SIGNATURE, pack
from dondoc.shared import files, signing
from tests.cast import AT, TODAY, Cast
from tests.making import an_entry, fields

LINES = ("Báo cáo về công tác năm, bản một.", "Báo cáo về công tác năm, bản hai.")


class Undone(Exception):
    """Nothing of it stays."""


@contextmanager
def elsewhere() -> Iterator[None]:
    """Another installation: its own key, and a database of which nothing is here afterwards."""
    here, there = Path(settings.DONDOC_DATA) / signing.NAME, Path(settings.DONDOC_DATA) / "there.key"
    kept = here.read_bytes() if here.exists() else None
    if there.exists():
        here.write_bytes(there.read_bytes())
    else:
        here.unlink(missing_ok=True)
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass
    finally:
        if here.exists():
            there.write_bytes(here.read_bytes())
            here.unlink()
        if kept is not None:
            here.write_bytes(kept)


def papers(cast: Cast, **over: Any) -> list[Entry]:
    """Two papers with a file each, and one held on paper only."""
    found = []
    for number, line in enumerate(LINES, 41):
        row = read_now(unit=cast.root, data=line.encode(), file_name=f"bc-{number}.txt", by=cast.clerk, at=AT)
        found.append(register(register=cast.incoming, issuer=cast.khoi, fields=fields(str(number), **over),
                              by=cast.clerk, at=AT, on=TODAY, upload=row))  # fmt: skip
    found.append(register(register=cast.incoming, issuer=cast.khoi, fields=fields("43", **over), by=cast.clerk, at=AT,
                          on=TODAY))  # fmt: skip
    return found


def unread(cast: Cast) -> None:
    """The same, their files put into the store as they are: nothing waits for a reader."""
    for number, line in enumerate(LINES, 41):
        entry = an_entry(cast, str(number))
        Copy.objects.create(paper=entry.paper, unit=cast.root, sha256=files.store(line.encode()), size=len(line.encode()),
                            format="txt", file_name=f"bc-{number}.txt", at=AT)  # fmt: skip
    an_entry(cast, "43")


def package(cast: Cast, build: Callable[[Cast], Any] = papers, **how: Any) -> bytes:
    """A package made elsewhere, of what `build` registers there."""
    made = io.BytesIO()
    with elsewhere():
        build(cast)
        facts = {"unit": cast.root, "since": date(2026, 1, 1), "until": TODAY, "receiver": rules.NETWORKED,
                 "by": cast.clerk, "at": AT}  # fmt: skip
        pack(make(**{**facts, **how}), made)
    return made.getvalue()


def trusted(cast: Cast) -> Partner:
    """The other installation's key, trusted here."""
    with elsewhere():
        key = signing.public_key().decode()
    return trust(
        name="Đảng ủy Khối Thử nghiệm",
        key=key,
        seen=rules.fingerprint_said(signing.fingerprint(key.encode())),
        ground="Biên bản giao nhận khóa số 1",
        by=cast.office,
        at=AT,
    )


def parts(data: bytes) -> dict[str, bytes]:
    """The files of a package, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def rezipped(found: dict[str, bytes] | Sequence[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these files, whatever they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as zipped:
        for name, content in found.items() if isinstance(found, dict) else found:
            zipped.writestr(name, content)
    return made.getvalue()


def resigned(data: bytes, change: Callable[[dict[str, Any]], Any], **files: bytes) -> bytes:
    """Changed by who holds the key: a manifest signed again, files put in its place."""
    found = parts(data)
    manifest = json.loads(found[MANIFEST])
    change(manifest)
    told = json.dumps(manifest).encode()
    with elsewhere():
        signature = signing.sign(told)
    return rezipped({**found, MANIFEST: told, SIGNATURE: signature, **files})
