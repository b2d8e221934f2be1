"""python -m bench.accuracy [--show FIELD [--paper NAME]] [--keep] — the figures; exit 1 on a loss.

The held half is only counted: whoever tunes the rules sees its figures, never its papers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field

from bench.accuracy import compare, seeds
from bench.accuracy.compare import Pair
from bench.accuracy.marks import GOLD, Paper, papers

RELEASE = GOLD / "release.json"
SLACK = 0.0005  # of an F1: rounding, no more


@dataclass
class Score:
    """Điểm của một trường — hits, misses, false ones; the papers in which each stands."""

    hits: int = 0
    misses: int = 0
    false: int = 0
    by_paper: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, pair: Pair) -> None:
        marked, found = pair
        figures = [(marked & found).total(), (marked - found).total(), (found - marked).total()]
        self.hits, self.misses, self.false = (
            a + b for a, b in zip((self.hits, self.misses, self.false), figures, strict=True)
        )
        if any(figures):
            self.by_paper[name] = figures

    @property
    def f1(self) -> float | None:
        """None where nothing is marked and nothing found: unknown, neither good nor bad."""
        whole = 2 * self.hits + self.misses + self.false
        return 2 * self.hits / whole if whole else None


def ratio(part: int, rest: int) -> str:
    return f"{part / (part + rest):.3f}" if part + rest else "—"


def main() -> int:
    """Read the gold, print the table and what was gained and lost since the last release."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--show", help="the misses and false ones of a field, in the tuned half")
    asked.add_argument("--paper", default="")
    asked.add_argument("--keep", action="store_true", help="make these figures those of the release")
    options = asked.parse_args()
    read = list(papers())
    if options.show:
        _show([p for p in read if p.half == "tuned" and options.paper in p.name], options.show)
        return 0
    scores = _scores(read)
    _print(scores, read)
    _confusion([p for p in read if p.half == "tuned"])
    if options.keep:
        _keep(scores)
    return _against_release(scores)


def _scores(read: list[Paper]) -> dict[tuple[str, str], Score]:
    scores: dict[tuple[str, str], Score] = {}
    for paper in read:
        for name, pair in compare.fields(paper):
            scores.setdefault((name, paper.half), Score()).add(paper.name, pair)
    for name, article, pair in seeds.fields():
        scores.setdefault((name, "seeds"), Score()).add(article, pair)
    return scores


def _print(scores: dict[tuple[str, str], Score], read: list[Paper]) -> None:
    counts = Counter(p.half for p in read)
    print(f"Bộ mẫu: {counts['tuned']} văn bản đã dùng để chỉnh (tuned), {counts['held']} để dành (held).")
    if not any(half == "seeds" for _name, half in scores):
        print("Mẫu trên các bài gốc: CHƯA CHẠY, không có thư mục shared/gold cạnh dự án.")
    print(f"\n{'trường':28}{'nửa':>7}{'P':>8}{'R':>8}{'F1':>8}{'đúng':>7}{'sót':>6}{'thừa':>6}")
    for (name, half), s in sorted(scores.items()):
        f1 = "—" if s.f1 is None else f"{s.f1:.3f}"
        print(
            f"{name:28}{half:>7}{ratio(s.hits, s.false):>8}{ratio(s.hits, s.misses):>8}{f1:>8}{s.hits:7}{s.misses:6}{s.false:6}"
        )


def _confusion(read: list[Paper]) -> None:
    """Nhiệm vụ — the kind marked against the kind read, of passages both sides see; and passages only one sees."""
    table: Counter[tuple[str, str]] = Counter()
    for paper in read:
        found = {(o.start, o.end): o.kind for o in paper.reading.obligations}
        for mark in paper.marks.get("obligations", ()):
            for span in paper.spans(mark):
                table[mark.get("kind", "task"), found.pop(span, "(sót)")] += 1
        table.update(("(thừa)", kind) for kind in found.values())
    kinds = ["task", "standing", "execution", "ban", "power", "(sót)"]
    print("\nnhiệm vụ, nửa tuned: đánh dấu (dòng), đọc (cột)\n" + " " * 16 + "".join(f"{k:>11}" for k in kinds))
    for row in [*kinds[:-1], "(thừa)"]:
        print(f"{row:16}" + "".join(f"{table[row, k] or '·':>11}" for k in kinds))


def _keep(scores: dict[tuple[str, str], Score]) -> None:
    kept = {f"{name} / {half}": {"f1": s.f1, "papers": s.by_paper} for (name, half), s in sorted(scores.items())}
    RELEASE.write_text(json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def _against_release(scores: dict[tuple[str, str], Score]) -> int:
    """What was gained and lost, paper by paper; a field that fell below the release is a failure."""
    if not RELEASE.exists():
        print("\nChưa có số liệu của bản phát hành trước.")
        return 0
    before, lost = json.loads(RELEASE.read_text("utf-8")), 0
    for (name, half), score in sorted(scores.items()):
        was = before.get(f"{name} / {half}")
        if was is None or score.by_paper == was["papers"]:
            continue
        changed = [p for p in {*score.by_paper, *was["papers"]} if score.by_paper.get(p) != was["papers"].get(p)]
        fell = (score.f1 or 0) < (was["f1"] or 0) - SLACK
        lost += fell
        word = "MẤT" if fell else "thay đổi"
        print(f"\n{word}: {name} ({half}) {was['f1'] or 0:.4f} → {score.f1 or 0:.4f}: {', '.join(sorted(changed))}")
    return int(lost > 0)


def _show(read: list[Paper], wanted: str) -> None:
    for paper in read:
        for name, (marked, found) in compare.fields(paper):
            if name == wanted:
                for word, rows in (("sót ", marked - found), ("thừa", found - marked)):
                    for row in sorted(rows, key=str):
                        print(f"{paper.name[:20]:20} {word} {_words(paper, row)}")


def _words(paper: Paper, row: object) -> str:
    """A key with the words of its span."""
    if isinstance(row, tuple) and len(row) > 1 and all(isinstance(n, int) for n in row[:2]):
        text = " ".join((paper.reading.text or "")[row[0] : row[1]].split())
        return f"[{row[0]}:{row[1]}] {text[:200]!r} {row[2:]}"
    return str(row)


if __name__ == "__main__":
    sys.exit(main())
