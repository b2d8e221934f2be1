"""Chương trình của cơ quan mẫu — a term that is over with 5/6 targets met, and the one that runs, gathered from units."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from dondoc.documents.actions import registering
from dondoc.documents.actions.registers import open_register
from dondoc.documents.models import Entry, Reading
from dondoc.documents.rules import Fields
from dondoc.implementation.proving import Proof
from dondoc.obligations.models import Obligation
from dondoc.programmes.actions.adopting import add_item, adopt
from dondoc.programmes.actions.aiming import add_target
from dondoc.programmes.actions.carrying import link_obligation
from dondoc.programmes.actions.recording import record_value
from dondoc.programmes.members import counted
from dondoc.programmes.models import Item, Programme
from dondoc.programmes.numbers import understood
from dondoc.programmes.rules import Aim
from dondoc.programmes.words import Across, Direction, ItemKind, Precision, Way
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

OVER, RUNNING, YEAR = "06-NQ/ĐU", "02-NQ/ĐU", "03-CTr/ĐU"
# What was reached, by the number of the target in the paper: the years 2023, 2024, 2025.
REACHED = (
    ("95,2", "96,1", "96,4"),
    ("91", "92,5", "93"),
    ("8", "17", "27"),
    ("1,5", "0", "0"),
    ("4", "8", "12"),
    ("100", "98", "100"),
)
COMMITTEES = ("DANG_BO", "DANG_UY_BO_PHAN", "CHI_BO_TRUC_THUOC")  # who admits members: no office, no board
MATTERS = ("kiện toàn", "sinh hoạt chuyên đề", "kiểm tra, giám sát", "công nghệ")
_DIRECTIONS = {">=": Direction.AT_LEAST, "<=": Direction.AT_MOST, "=": Direction.EXACTLY}


def load_programmes(house: House, today: date) -> None:
    """Nạp các chương trình — where their papers were loaded: two of a term, the year's work, the leaders' work of the term."""
    _term_work(house, today)
    for number, play in ((OVER, _over), (RUNNING, _running), (YEAR, _year_work)):
        entry = Entry.objects.filter(paper__so_ky_hieu=number).for_list().first()
        if entry is not None:
            play(house, entry, today)


def _over(house: House, entry: Entry, today: date) -> None:
    """Three years, six targets as the reader found them, a figure of each year with its report."""
    programme = _adopt(house, entry, "Nghị quyết nâng cao chất lượng tổ chức đảng ở ngoài nước 2023–2025",
                       date(2023, 1, 1), date(2025, 12, 31), today)  # fmt: skip
    reading = _reading(entry)
    by, at = house.actors["chanhvanphong"], _at(today)
    registering.file(entry=entry, by=by, at=at)  # it lays nothing on anyone by itself
    for place, row in enumerate(reading.body["targets"]):
        yearly = "hằng năm" in reading.text[max(row["start"] - 20, 0) : row["start"]].lower()
        aim = Aim(row["measure"], _DIRECTIONS[row["direction"]], understood(row["value"]), word=row["unit"], is_yearly=yearly,
                  source="Báo cáo năm của các chi bộ")  # fmt: skip
        item = add_target(programme=programme, text=("Hằng năm, " if yearly else "") + row["text"], aim=aim, by=by, at=at,
                          reading=reading, start=row["start"], end=row["end"])  # fmt: skip
        for year, value in zip((2023, 2024, 2025), REACHED[place], strict=True):
            proof = Proof(
                "WORDS", f"Báo cáo công tác xây dựng Đảng năm {year}", keeper=f"Văn phòng Đảng ủy, cặp {year}"
            )
            record_value(
                item=item, year=year, on=date(year, 12, 31), value=understood(value), proof=proof, by=by, at=at
            )
    _items(house, programme, reading, today)
    for text in (
        "Đổi mới phương thức lãnh đạo",
        "Nâng cao năng lực bí thư chi bộ",
        "Ứng dụng công nghệ trong công tác đảng",
    ):
        add_item(programme=programme, kind=ItemKind.BREAKTHROUGH, text=text, by=by, at=at)


def _running(house: House, entry: Entry, today: date) -> None:
    """The term that runs: one target the office counts, two that the units below tell, some of them not yet."""
    programme = _adopt(
        house, entry, "Nghị quyết xây dựng Đảng ở ngoài nước 2026–2030", date(2026, 1, 20), date(2030, 12, 31), today
    )
    by, at = house.actors["chanhvanphong"], _at(today)
    reading, until = _reading(entry), date(2030, 12, 31)
    admitted = Aim("Đảng viên kết nạp ở ngoài nước", value=Decimal(25), word="đảng viên", base=Decimal(0), base_on=date(2025, 12, 31),
                   by_on=until, source="Báo cáo của các đảng ủy bộ phận", way=Way.SUM, across=Across.CHILDREN, kinds=COMMITTEES)  # fmt: skip
    present = Aim("Chi bộ sinh hoạt định kỳ", value=Decimal(100), word="%", is_yearly=True, way=Way.REACHED,
                  across=Across.CELLS, each_value=Decimal(6), each_direction=Direction.AT_LEAST)  # fmt: skip
    attending = Aim(
        "Đảng viên dự sinh hoạt",
        value=Decimal(95),
        word="%",
        by_on=date(2028, 12, 31),
        years=((2026, Decimal(93), None),),
    )
    found = {}
    for words, aim in (
        ("kết nạp", admitted),
        ("chi bộ ngoài nước sinh hoạt định kỳ", present),
        ("dự sinh hoạt vào năm 2028", attending),
    ):
        row = next(row for row in reading.body["targets"] if words in row["text"])
        found[aim.measure] = add_target(programme=programme, text=row["text"][:1].upper() + row["text"][1:], aim=aim, by=by, at=at,
                                        reading=reading, start=row["start"], end=row["end"])  # fmt: skip
    for aim in (admitted, present):
        _told(house, found[aim.measure], today)
    if today > date(2026, 7, 8):
        record_value(item=found[attending.measure], on=date(2026, 6, 30), value=Decimal("93.2"), by=by, at=at,
                     proof=Proof("WORDS", "Báo cáo 6 tháng số 37-BC/ĐU", keeper="Văn phòng Đảng ủy, cặp 2026"))  # fmt: skip
    _items(house, programme, _reading(entry), today)


def _year_work(house: House, entry: Entry, today: date) -> None:
    """Three things of the year's table, each with its month or quarter, who prepares it, which meeting considers it."""
    programme = _adopt(
        house,
        entry,
        "Chương trình công tác năm 2026 của Đảng ủy",
        date(2026, 1, 1),
        date(2026, 12, 31),
        today,
        "YEAR_WORK",
    )
    for text, on, precision, unit, meeting in (
        ("Báo cáo công tác 6 tháng", date(2026, 6, 10), Precision.DAY, "vp", "Hội nghị Ban Chấp hành giữa năm"),
        (
            "Giám sát chuyên đề về thực hành tiết kiệm",
            date(2026, 9, 30),
            Precision.QUARTER,
            "ubkt",
            "Ban Thường vụ, quý III",
        ),
        (
            "Thăm, tặng quà gia đình đảng viên công tác ngoài nước",
            date(2026, 12, 31),
            Precision.MONTH,
            "vp",
            "Hội nghị Ban Chấp hành cuối năm",
        ),
    ):
        add_item(programme=programme, kind=ItemKind.WORK, text=text, on=on, precision=precision, preparer=house.units[unit],
                 meeting=meeting, by=house.actors["chanhvanphong"], at=_at(today))  # fmt: skip


def _term_work(house: House, today: date) -> None:
    """The leaders' working programme of the term, from a paper kept in the folder: only its register line stands here."""
    from dondoc.demo.load import moment

    on = date(2026, 2, 25)
    if today <= on:
        return
    root = house.units["du"]
    book = open_register(unit=root, direction="OUT", name="Sổ đi: chương trình làm việc", series="2026", suffix="-CTr/BCH", starts_at=41,
                         from_on=date(2026, 1, 1), by=Actor.setup(on), at=moment(on))  # fmt: skip
    said = Fields(
        kind="Chương trình",
        title="Làm việc toàn khóa của Ban Chấp hành, nhiệm kỳ 2025–2030 (văn bản mẫu)",
        issued_on=on,
        series="2026",
    )
    entry = registering.issue(register=book, fields=said, by=house.actors["vanthu"], at=moment(on), on=on)
    programme = _adopt(
        house,
        entry,
        "Chương trình làm việc toàn khóa 2025–2030",
        date(2026, 1, 1),
        date(2030, 12, 31),
        today,
        "TERM_WORK",
        is_open=False,
    )
    for text, day, unit, meeting in (
        ("Sơ kết giữa nhiệm kỳ thực hiện Nghị quyết", date(2028, 6, 30), "vp", "Hội nghị Ban Chấp hành lần thứ 6"),
        (
            "Đề án nâng cao năng lực bí thư chi bộ ngoài nước",
            date(2026, 12, 31),
            "btc",
            "Hội nghị Ban Chấp hành lần thứ 3",
        ),
        ("Giám sát chuyên đề việc giữ chế độ sinh hoạt chi bộ", date(2027, 9, 30), "ubkt", "Ban Thường vụ, quý III"),
    ):
        add_item(programme=programme, kind=ItemKind.WORK, text=text, on=day, precision=Precision.QUARTER, preparer=house.units[unit],
                 meeting=meeting, by=house.actors["chanhvanphong"], at=_at(today))  # fmt: skip


def _told(house: House, item: Item, today: date) -> None:
    """All committees say their figure of the half year; of the cells every fifth has not yet."""
    version = item.versions.get()
    units = Unit.objects.filter(pk__in=counted(item.programme.unit, version, today)).order_by("path", "id")
    if today <= date(2026, 7, 8):
        return
    for turn, unit in enumerate(units):
        if turn % 5 == 4 and version.across == Across.CELLS:
            continue
        value = Decimal(turn % 3) if version.across == Across.CHILDREN else Decimal(6 - turn % 7 // 6)
        proof = Proof("WORDS", "Báo cáo 6 tháng đầu năm 2026", keeper=f"Văn phòng, cặp {unit.code or unit.name}")
        record_value(
            item=item,
            unit=unit,
            on=date(2026, 6, 30),
            value=value,
            proof=proof,
            by=house.actors["chanhvanphong"],
            at=_at(today),
        )


def _items(house: House, programme: Programme, reading: Reading, today: date) -> None:
    """The tasks that name nobody are the programme's own; those whose matter a given duty has are carried by it."""
    by, at = house.actors["chanhvanphong"], _at(today)
    duties = list(Obligation.objects.filter(paper=programme.paper).order_by("id"))
    for row in reading.body["obligations"]:
        if row["actors"]:
            continue
        text = row["text"][:1].upper() + row["text"][1:]
        kind = ItemKind.BREAKTHROUGH if text.startswith("Nâng cao năng lực") else ItemKind.TASK
        item = add_item(programme=programme, kind=kind, text=text, by=by, at=at, reading=reading,
                        start=row["start"], end=row["end"])  # fmt: skip
        matter = next((words for words in MATTERS if words in text.lower()), None)
        duty = next((d for d in duties if matter and matter in d.text.lower()), None)
        if duty is not None:
            link_obligation(item=item, obligation=duty, by=by, at=at)


def _adopt(
    house: House, entry: Entry, name: str, from_on: date, until_on: date, today: date, kind: str = "TERM", is_open: bool | None = None
) -> Programme:  # fmt: skip
    opened = until_on > today if is_open is None else is_open
    return adopt(entry=entry, kind=kind, name=name, from_on=from_on, until_on=until_on, is_open=opened,
                 by=house.actors["chanhvanphong"], at=_at(today))  # fmt: skip


def _reading(entry: Entry) -> Reading:
    return Reading.objects.filter(copies__paper=entry.paper).order_by("-id")[0]


def _at(day: date) -> datetime:
    """The day before: what was done in other years was entered afterwards, and is seen to be."""
    from dondoc.demo.load import moment

    return moment(day - timedelta(days=1))
