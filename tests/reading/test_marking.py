"""Đánh dấu trong văn bản — no word of the paper is lost or doubled, and each mark holds exactly its words."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.htmlpage.marking import Fragment, Span, lines


def _words(fragment: Fragment) -> str:
    return "".join(part if isinstance(part, str) else _words(part) for part in fragment.parts)


def _held(fragment: Fragment, found: dict[Span, str]) -> None:
    for part in fragment.parts:
        if isinstance(part, Fragment):
            assert part.span is not None
            found[part.span] += _words(part)
            _held(part, found)


PLACES = st.integers(-2, 22)


@given(st.text("aăđ \n", min_size=16, max_size=20), st.lists(st.tuples(PLACES, PLACES), max_size=8))
def test_every_line_and_every_mark_keeps_its_words(text: str, spans: list[Span]) -> None:
    made = list(lines(text, spans))
    assert [_words(line) for line in made] == text.splitlines()
    found: dict[Span, str] = defaultdict(str)
    for line in made:
        _held(line, found)
    for start, end in spans:
        assert found[start, end] == text[max(start, 0) : max(end, 0)].replace("\n", "")


def test_the_end_of_a_line_is_no_part_of_it() -> None:
    assert [_words(line) for line in lines("một\r\nhai\r\n", [(0, 8)])] == ["một", "hai"]


def test_marks_that_cross_go_on_after_one_another() -> None:
    (line,) = lines("một hai ba", [(0, 7), (4, 10)])
    first, rest = line.parts
    assert isinstance(first, Fragment)
    assert isinstance(rest, Fragment)
    assert (_words(first), _words(rest)) == ("một hai", " ba")
    assert [part if isinstance(part, str) else part.span for part in first.parts] == ["một ", (4, 10)]
    assert rest.span == (4, 10)
