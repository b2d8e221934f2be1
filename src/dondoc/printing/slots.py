"""Ô của biểu mẫu — «tên ô» in the words of a form, and what takes its place; the same for our forms and an office's own.

A slot holds words; or several, and its line is then printed once for each; or a table, whose slots «table: column» stand
in one row of a Word table; or a part of the paper, alone in its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dondoc.printing.model import Line, Table

Value = str | tuple[str, ...] | Table | tuple[Line | Table, ...] | None  # None: the line of its slot is not printed
SLOT = re.compile(r"«\s*([^«»\n]{1,90}?)\s*»")
NOTHING = "Không có."
_COUNTED = re.compile(r"^(\s*)1([.)])")


class Values(Mapping[str, Value]):
    """Giá trị các ô — each told only when a form asks for it, and once."""

    def __init__(self, tells: Mapping[str, Callable[[], Value]]) -> None:
        self._tells = {key(name): tell for name, tell in tells.items()}
        self._told: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        name = key(name)
        if name not in self._told:
            self._told[name] = self._tells[name]()
        return self._told[name]

    def also(self, told: Mapping[str, Value]) -> Values:
        """Cùng những ô khác — whose values are known already; what was told here is not asked for again."""
        mine = {name: partial(self.__getitem__, name) for name in self}
        return Values({**mine, **{name: (lambda value=value: value) for name, value in told.items()}})  # type: ignore[misc]

    def asked(self) -> set[str]:
        """Các ô đã được hỏi tới — by a form filled with these values."""
        return set(self._told)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tells)

    def __len__(self) -> int:
        return len(self._tells)


def key(name: str) -> str:
    """Tên ô để so — whatever its case, its spaces, its way of writing the marks."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def parted(name: str) -> tuple[str, str]:
    """«bảng: cột» — the keys of both; "" for the column of any other slot."""
    table, _colon, column = key(name).partition(":")
    return table.strip(), column.strip()


def names(text: str) -> list[str]:
    """Các ô của một dòng, as printed."""
    return SLOT.findall(text)


def spread(text: str, values: Mapping[str, Value]) -> list[Callable[[str], str]] | None:
    """Một dòng thành mấy dòng — for each line what stands for a slot of it; None: for several there are none.

    A line of a slot that says nothing is no line: the list is empty.
    """
    held = {name: values[name] for name in names(text)}
    if any(value is None for value in held.values()):
        return []
    many = next((name for name, value in held.items() if _is_many(value)), None)
    if many is None:
        return [lambda name: cased(name, held[name])]
    several = held[many]
    assert isinstance(several, tuple)  # `_is_many`
    if not several:
        return None
    return [lambda name, one=one: cased(name, one if name == many else held[name]) for one in several]  # type: ignore[misc]


def _is_many(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


def cased(name: str, value: Any) -> str:
    """A slot written in capitals is printed in capitals."""
    return str(value).upper() if name.isupper() else str(value)


def counted(text: str, place: int) -> str:
    """Số thứ tự — a repeated line that begins with 1 counts on."""
    return _COUNTED.sub(lambda found: f"{found[1]}{place}{found[2]}", text, count=1)


def fill_text(text: str, values: Mapping[str, Value]) -> list[str]:
    """Điền một dòng — as many lines as it becomes."""
    said = spread(text, values)
    if said is None:
        return [NOTHING]
    return [
        SLOT.sub(lambda found, tell=tell: tell(found[1]), counted(text, place))  # type: ignore[misc]
        for place, tell in enumerate(said, 1)
    ]


def fill(lines: Sequence[Line], values: Mapping[str, Value]) -> Iterator[Line | Table]:
    """Điền các dòng của biểu mẫu — an empty table, an empty several: "Không có."."""
    for line in lines:
        alone = SLOT.fullmatch(line.text.strip())
        value = values[alone[1]] if alone else None
        if isinstance(value, Table):
            yield value if value.rows else Line(NOTHING)
        elif value and isinstance(value, tuple) and not _is_many(value):
            yield from value  # type: ignore[misc]
        else:
            for text in fill_text(line.text, values):
                yield Line(NOTHING) if text == NOTHING else replace(line, text=text)
