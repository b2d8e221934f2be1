"""Tìm toàn văn — folded text in both engines: FTS5 on SQLite, tsvector on PostgreSQL.

Folding in Python (reading.text.fold) because neither engine finds "đảng" for "dang" by itself,
and PostgreSQL makes NQ/TW one token. Newest first; the table holds the latest text of a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from django.db import connection, models
from django.db.models.expressions import RawSQL

from dondoc.documents.models import Paper, PaperQuerySet
from dondoc.reading.text import fold

_TOKEN = re.compile(r"\w+")


def index(paper: Paper, text: str) -> None:
    """Lập chỉ mục — title, number, kind and text of a paper. Secret stubs are never indexed."""
    if paper.is_stub:
        return
    words = fold(f"{paper.so_ky_hieu} {paper.kind} {paper.title} {text}")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM documents_search WHERE rowid = %s", [paper.pk])
            cursor.execute("INSERT INTO documents_search (rowid, words) VALUES (%s, %s)", [paper.pk, words])
        else:
            cursor.execute(
                "INSERT INTO documents_search (paper_id, words) VALUES (%s, to_tsvector('simple', %s)) "
                "ON CONFLICT (paper_id) DO UPDATE SET words = EXCLUDED.words",
                [paper.pk, words[:900_000]],
            )


def drop(papers: Iterable[int]) -> None:
    """Bỏ khỏi chỉ mục — not found any more; what lies behind is cleaned by `clean`."""
    key = "rowid" if connection.vendor == "sqlite" else "paper_id"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM documents_search WHERE {key} = %s", [[pk] for pk in sorted(papers)])  # noqa: S608


def clean() -> None:
    """Dọn chỉ mục — SQLite keeps the words of what was dropped in its segments until they are merged into one.

    By small steps, each a transaction of its own, so that nobody's write waits long.
    """
    if connection.vendor != "sqlite":
        return
    step = -500  # below zero: even a segment that would not be merged by itself
    while True:
        with connection.cursor() as cursor:
            was = connection.connection.total_changes
            cursor.execute("INSERT INTO documents_search (documents_search, rank) VALUES ('merge', %s)", [step])
            if connection.connection.total_changes - was < 2:
                return
        step = 500


def matching(rows: PaperQuerySet, query: str, walked: bool = False) -> PaperQuerySet:
    """Of these papers, those that hold every word, the last one as a beginning; none for an empty query.

    `walked`: from the newest, asking each row, where the words are in many papers and no way to find fifty.
    """
    words = fold(query).split()[:12]
    if not words:
        return rows.none()
    if connection.vendor == "sqlite":
        ask = " ".join(f'"{word}"' for word in words) + "*"
        found = RawSQL("SELECT rowid FROM documents_search WHERE words MATCH %s", [ask])
        return rows.alias(own=models.F("pk") + 0).filter(own__in=found)  # the sum keeps the words from being the way
    ask = " & ".join([*words[:-1], words[-1] + ":*"])
    held = "FROM documents_search WHERE words @@ to_tsquery('simple', %s)"
    if not walked or not _is_often(held, ask):
        return rows.filter(pk__in=RawSQL(f"SELECT paper_id {held}", [ask]))  # noqa: S611 - folded letters, digits
    one = RawSQL(f"(SELECT true {held} AND paper_id = documents_paper.id)", [ask], models.BooleanField())  # noqa: S611
    return rows.alias(held=one).filter(held=True)


def _is_often(held: str, ask: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 {held} LIMIT 5001) AS found", [ask])  # noqa: S608
        return bool(cursor.fetchone()[0] > 5000)


def snippet(text: str, query: str, around: int = 90) -> tuple[str, str, str] | None:
    """Đoạn có từ tìm — (before, hit, after) where most words of the query stand in a row, the first such place."""
    words, tokens = fold(query).split()[:12], list(_TOKEN.finditer(text))
    places = [place for place, token in enumerate(tokens) if any(_folded(token[0]).startswith(w) for w in words)]
    if not places:
        return None
    first = max(places, key=lambda place: _run(tokens, place, words))  # of equals the first
    start, end = tokens[first].start(), tokens[first + _run(tokens, first, words) - 1].end()
    return text[max(0, start - around) : start], text[start:end], text[end : end + around]


def _run(tokens: list[re.Match[str]], place: int, words: list[str]) -> int:
    """How many words of the query follow one another from a place on, in their order; at least one."""
    best = 1
    for begin in range(len(words)):
        run = 0
        for token, word in zip(tokens[place : place + len(words)], words[begin:], strict=False):
            if not _folded(token[0]).startswith(word):
                break
            run += 1
        best = max(best, run)
    return best


@lru_cache(50_000)
def _folded(word: str) -> str:
    return fold(word)
