"""Tìm toàn văn — folded text in both engines: FTS5 on SQLite, tsvector on PostgreSQL.

Folding in Python (reading.text.fold) because neither engine finds "đảng" for "dang" by itself,
and PostgreSQL makes NQ/TW one token. Newest first; the table holds the latest text of a paper.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.db import connection, models

from dondoc.documents.models import Paper
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


def matching(query: str) -> models.QuerySet[Paper]:
    """Papers that hold every word, the last one as a beginning; none for an empty query."""
    words = fold(query).split()[:12]
    if not words:
        return Paper.objects.none()
    if connection.vendor == "sqlite":
        ask = " ".join(f'"{word}"' for word in words) + "*"
        sql = "SELECT rowid FROM documents_search WHERE words MATCH %s"
    else:
        ask = " & ".join([*words[:-1], words[-1] + ":*"])
        sql = "SELECT paper_id FROM documents_search WHERE words @@ to_tsquery('simple', %s)"
    inner = models.expressions.RawSQL(sql, [ask])  # noqa: S611 - words are folded: letters, digits
    return Paper.objects.filter(pk__in=inner)


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
