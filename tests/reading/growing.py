"""Máy dò chậm — papers grown from pieces of official grammar, bred towards those a character of which costs more in a
longer paper. What costs eight times as much at eight times the length is linear; more is the beginning of a square.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from dondoc.reading import read
from dondoc.reading.model import Unreadable

SMALL, TIMES = 4_000, 8  # characters, and how many times as long the second turn is

_TEXT = [
    "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN", "*", "Số 21-KL/TW", "Số: 15/2025/NĐ-CP", "Số:",
    "Hà Nội, ngày 31 tháng 02 năm 2026", "ngày 15/12/2026", "ngày ", "tháng 6", "quý II", "năm 2026", "15/12", "KẾT LUẬN", "QUYẾT ĐỊNH",
    "về việc", "V/v", "Kính gửi:", "T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "Nơi nhận:", "- Như trên,", "(đã ký)", "Nguyễn Văn Thử", "HỎA TỐC",
    "I- MỤC", "II.", "1.1- x", "1.", "2.1.3.", "a) y", "đ)", "Điều 1.", "Khoản 2", "điểm a khoản 2 Điều 5", "Chương I", "Phần thứ nhất",
    "Một là,", "Hai là,", "-", "+", "–", "-----", "PHỤ LỤC I", "(kèm theo Kết luận số 21-KL/TW)",
    "Căn cứ Nghị quyết số 01-NQ/TW", "các Nghị định số 1/2020/NĐ-CP,", "2/2021/NĐ-CP,", "và số ", "Trung ương 4 khóa XI", "khóa XII",
    "Luật Đất đai năm 2024", "Luật ", "Bộ luật", "Nghị quyết Đại hội XIII", "(sau đây gọi tắt là Quy định 12)", "(gọi tắt là",
    "các văn bản trên", "Quy định này", "sửa đổi, bổ sung", "thay thế", "bãi bỏ", "của Bộ Chính trị", "của Ban Bí thư về",
    "Giao Văn phòng Đảng ủy", "Ban Tổ chức chủ trì, phối hợp với", "Các chi bộ", "báo cáo kết quả", "trước ngày", "trong vòng 30 ngày kể từ",
    "hằng quý", "định kỳ 6 tháng", "chậm nhất", "yêu cầu", "đề nghị", "có trách nhiệm", "xây dựng kế hoạch", "hoàn thành", "kiểm điểm",
    "còn hạn chế", "chưa thực hiện đúng", "vi phạm", "ưu điểm", "đạt ít nhất 95%", "tăng 12,5 %", "1.234.567 đồng", "tỷ lệ", "giảm còn",
    "|", "\t", "TT\tNhiệm vụ\tChủ trì\tThời hạn", "STT", "Nội dung", "(", ")", "[", "]", "“", "”", "\"", "«", ";", ":", ",", ".", "...", "…",
    "/", "//", "1", "12", "2026", "0", "Đ", "Ð", "ệ", "e\u0302\u0323", "A", "a", "X", "MẬT", "M", " ", "   ", "\u00a0", "\u200b", "\u2028", "\x0c",
    "đ/c", "đồng chí", "Bí thư", "TƯ", "T.Ư", "TW", "QĐ", "/TW", "-NQ", "%", "_", "=", "#", "http://", "@",
    "cấp ủy", "tổ chức đảng", "và", "hoặc", "do", "là", "nhiệm vụ", "triển khai",
]  # fmt: skip
_MARKUP = [
    "<p>", "</p>", "<br>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<td colspan=9>", "<td rowspan=9>", "<b>", "</b>", "<i>", "<div>",
    "</div>", "<ul>", "<li>", "</li>", "<ol>", "<!--", "-->", "<", ">", "&nbsp;", "&#225;", "&", "<script>", "</script>", "<style>", "<span style='x'>",
    "<h1>", "</h1>", "<a href=x>", "<center>", "</center>",
]  # fmt: skip
_RTF = [
    "{", "}", "\\par ", "\\b ", "\\'e1", "\\u7893?", "\\cell ", "\\row ", "\\trowd ", "\\cellx100", "\\intbl ", "\\tab ", "\\line ", "{\\*\\x", "\\f0 ",
    "\\f1 ", "\\uc2 ", "\\bin3 ", "{\\field", "{\\fldinst", "{\\listtext", "\\pard ", "\\", "\\page ", "{\\pict ", "a1b2", "{\\fonttbl", "{\\f9 .VnTime;}",
]  # fmt: skip
_ENDS = ["\n", "\n", "\n\n", " ", " ", "", "\t", "\r\n", ", ", "; ", ". "]

PIECES = {"txt": _TEXT, "html": [*_MARKUP, *_MARKUP, *_TEXT], "rtf": [*_RTF, *_RTF, *_TEXT]}
_AROUND = {
    "txt": ("", ""),
    "html": ("<html><body>", "</body></html>"),
    "rtf": ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}{\\f1 .VnTime;}}", "}"),
}


@dataclass(frozen=True)
class Recipe:
    """Công thức — runs, each of a few pieces said again and again: “((((…))))” is two of them."""

    form: str
    runs: tuple[tuple[str, ...], ...]
    numbered: bool = False  # no two alike: a 1 is another number each time

    def grown(self, chars: int) -> bytes:
        """The paper of about so many characters."""
        head, tail = _AROUND[self.form]
        each = max(1, chars // len(self.runs))
        return (head + "".join(self._run("".join(run), each) for run in self.runs) + tail).encode("utf-8")

    def _run(self, said: str, chars: int) -> str:
        turns = max(1, chars // max(1, len(said)))
        if not self.numbered:
            return said * turns
        return "".join(said.replace("1", str(turn)) for turn in range(turns))

    def seconds(self, chars: int) -> float:
        """Processor seconds of one reading, a byte. Raises AssertionError at a failure that has no name."""
        data = self.grown(chars)
        begin = time.process_time()
        try:
            read(data, name=f"x.{self.form}")
        except Unreadable as problem:
            assert problem.code != "UNREADABLE" or self.form != "txt", f"{self}: {problem.__cause__!r}"
        return (time.process_time() - begin) / len(data)

    def growth(self, small: int = SMALL) -> float:
        """What a character costs in a paper eight times as long, against one in the short paper: 1 is linear, 8 a square."""
        return self.seconds(small * TIMES) / max(self.seconds(small), 1e-9)


def alone() -> Iterator[Recipe]:
    """Each piece of the grammar by itself, again and again, on lines and on one line."""
    for form, pieces in PIECES.items():
        for piece in dict.fromkeys(pieces):
            for end in ("\n", " "):
                yield Recipe(form, ((piece + end,),), numbered="1" in piece)


def fresh(chance: Random) -> Recipe:
    """A recipe of one to three runs."""
    form = chance.choices(["txt", "html", "rtf"], [6, 1, 1])[0]
    runs = tuple(
        tuple(chance.choice(PIECES[form]) + chance.choice(_ENDS) for _piece in range(chance.choice([1, 1, 2, 2, 3, 5])))
        for _run in range(chance.choice([1, 1, 1, 2, 3]))
    )
    return Recipe(form, runs, chance.random() < 0.4)


def bred(one: Recipe, other: Recipe, chance: Random) -> Recipe:
    """A recipe with something of both and one change."""
    runs = [*one.runs, *(other.runs if other.form == one.form and chance.random() < 0.5 else ())]
    chance.shuffle(runs)
    runs = [list(run) for run in runs[: chance.randint(1, 3)]]
    run = chance.choice(runs)
    piece = chance.choice(PIECES[one.form]) + chance.choice(_ENDS)
    match chance.randrange(4):
        case 0:
            run.insert(chance.randint(0, len(run)), piece)
        case 1:
            run[chance.randrange(len(run))] = piece
        case 2 if len(run) > 1:
            run.pop(chance.randrange(len(run)))
        case _:
            runs.insert(chance.randint(0, len(runs)), [piece])
    return replace(one, runs=tuple(map(tuple, runs[:4])), numbered=one.numbered ^ (chance.random() < 0.1))
