"""Đánh số tự động của Word — the labels that exist only in numbering.xml, as Word prints them.

ECMA-376 Part 1 §17.9: a paragraph's numPr (its own or its style's) names a num; the num an
abstractNum, whose levels hold format, start and text ("%1.%2"). A level restarts when a higher
one is counted; a num may override start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def attribute(element: Any, path: str, default: str = "") -> str:
    """`w:val` of a child, "" where it is not there."""
    child = element.find(path.replace("w:", W)) if element is not None else None
    return child.get(f"{W}val", default) if child is not None else default


LARGEST = 32767  # the greatest number Word counts to; a start beyond it is damage or an attack


def number_text(value: int, form: str) -> str:
    """A value in a numFmt: decimal, lowerLetter, upperRoman…; others print as decimal."""
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while value >= size:
            text, value = text + letters, value - size
    return text


@dataclass(frozen=True, slots=True)
class Level:
    """Một cấp của danh sách."""

    form: str = "decimal"
    start: int = 1
    text: str = ""
    style: str = ""
    is_legal: bool = False  # isLgl: every number of the label in decimal
    restarts: bool = True  # lvlRestart 0: counted on through the whole paper


@dataclass
class Numbering:
    """Các danh sách của một tệp và đang đếm tới đâu."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by abstractNum
    abstract_of: dict[str, str] = field(default_factory=dict)  # num → abstractNum
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # overrides
    shapes: dict[tuple[str, int], Level] = field(default_factory=dict)  # levels a num has of its own
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: Any) -> Numbering:
        """From the root of numbering.xml; an empty one where the file has none."""
        found = cls()
        if root is None:
            return found
        links, styles = {}, {}
        for abstract in root.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId")
            found.levels[key] = {_depth(lvl): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
            links[key] = attribute(abstract, "w:numStyleLink")
            styles[attribute(abstract, "w:styleLink")] = key
        for num in root.findall(f"{W}num"):
            found._add(num)
        for num_id, key in found.abstract_of.items():
            found.abstract_of[num_id] = styles.get(links.get(key) or "-", key)
        return found

    def _add(self, num: Any) -> None:
        key = num.get(f"{W}numId")
        self.abstract_of[key] = attribute(num, "w:abstractNumId")
        for over in num.findall(f"{W}lvlOverride"):
            start, shape = attribute(over, "w:startOverride"), over.find(f"{W}lvl")
            if shape is not None:
                self.shapes[key, _depth(over)] = _level(shape)
            if start.isdecimal():
                self.starts[key, _depth(over)] = counted(start)

    def depth_of(self, num: str, style: str) -> int:
        """How deep a style's paragraphs stand: the level of the list that names the style."""
        levels = self.levels.get(self.abstract_of.get(num, ""), {})
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def label(self, num: str, depth: int) -> str:
        """Count one more at a level and return what Word prints before the paragraph."""
        abstract = self.abstract_of.get(num, "")
        levels = {**self.levels.get(abstract, {})}
        levels |= {at: shape for (key, at), shape in self.shapes.items() if key == num}
        level = levels.get(depth)
        if level is None or num == "0":
            return ""
        counts = self.counts.setdefault(abstract, {})
        self._open(num, counts)
        start = self.starts.get((num, depth), level.start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [d for d in counts if d > depth and levels.get(d, level).restarts]:
            del counts[deeper]
        return self._print(levels, counts, depth)

    def _open(self, num: str, counts: dict[int, int]) -> None:
        """A num used for the first time applies its own starts."""
        if num in self.opened:
            return
        self.opened.add(num)
        for (key, depth), start in self.starts.items():
            if key == num:
                counts[depth] = start - 1

    def _print(self, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        level = levels[depth]
        if level.form in ("bullet", "none"):
            return (level.text if level.text in ("+", "*") else "-") if level.form == "bullet" else ""
        text = level.text
        for upper in range(depth + 1):
            shown = levels.get(upper, Level())
            form = "decimal" if level.is_legal else shown.form
            text = text.replace(f"%{upper + 1}", number_text(counts.get(upper, shown.start), form))
        return text.strip()


def _depth(element: Any) -> int:
    return counted(element.get(f"{W}ilvl", "0"))


def counted(printed: str) -> int:
    """A number a part prints, at most Word's own; 0 for what is none."""
    return min(int(printed[:9]), LARGEST) if printed.isdecimal() else 0


def _level(element: Any) -> Level:
    start, legal = attribute(element, "w:start", "1"), element.find(f"{W}isLgl")
    return Level(
        attribute(element, "w:numFmt", "decimal"), counted(start) if start.isdecimal() else 1,
        attribute(element, "w:lvlText"), attribute(element, "w:pStyle"),
        legal is not None and legal.get(f"{W}val") not in ("0", "false"),
        attribute(element, "w:lvlRestart") != "0",
    )  # fmt: skip
