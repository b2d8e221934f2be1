"""Tìm toàn văn — folded text in both engines: FTS5 on SQLite, tsvector on PostgreSQL.

Folding in Python (reading.text.fold) because neither engine finds "đảng" for "dang" by itself,
and PostgreSQL makes NQ/TW one token. Newest first; the table holds the latest text of a paper.
"""

from __future__ import annotations

from django.db import connection, models

from dondoc.documents.models import Paper
from dondoc.reading.text import fold


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
    """Đoạn có từ tìm — (before, hit, after) of the first place that holds a word of the query."""
    from dondoc.reading.shadow import find_folded

    for word in sorted(fold(query).split(), key=len, reverse=True):
        span = find_folded(text, word)
        if span:
            start, end = span
            return text[max(0, start - around) : start], text[start:end], text[end : end + around]
    return None
