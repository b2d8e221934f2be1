"""Phối hợp ở cơ quan mẫu — lines of the year's programme as a matrix; requests answered in time, late, or not at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dondoc.coordinating.actions.answering import answer, receive
from dondoc.coordinating.actions.asking import ask
from dondoc.coordinating.actions.regulating import Words, add_line, enter
from dondoc.coordinating.matrix import Line
from dondoc.documents.models import Entry

if TYPE_CHECKING:
    from dondoc.demo.load import House

PROGRAMME, BEGUN, LAST = "03-CTr/ĐU", date(2026, 2, 10), date(2026, 11, 18)
DRAFT, DRAFT_SENT, DRAFT_DUE = (
    "Xin ý kiến về dự thảo mẫu phiếu theo dõi đảng viên ngoài nước",
    date(2026, 9, 28),
    date(2026, 10, 9),
)
ABROAD = ("dnn-a", "dnn-b", "dnn-c", "dnn-d")


def load_coordination(house: House, today: date) -> None:
    """Nạp ma trận và các đề nghị — where the programme was loaded and the last day told of is over."""
    entry = Entry.objects.standing().filter(paper__so_ky_hieu=PROGRAMME).for_list().order_by("id").first()
    if entry is None or today <= LAST:
        return
    appraise, meet = _matrix(house, entry)
    _draft(house)
    _appraisal(house, appraise)
    _agenda(house, meet)


def _matrix(house: House, entry: Entry) -> tuple[Line, Line]:
    """Three lines as the programme writes them; two of them name no time."""
    from dondoc.demo.load import moment

    by, at, units = house.actors["chanhvanphong"], moment(BEGUN, 16), house.units
    row = enter(unit=entry.unit, paper=entry.paper, from_on=BEGUN, by=by, at=at)
    abroad = tuple(units[key] for key in ABROAD)
    lines = (
        Words("Thẩm định hồ sơ kết nạp, chuyển đảng chính thức", responsible=units["btc"], partners=(units["dcq"], units["dsn"], *abroad),
              amount=10, time_unit="working_day", provision="mục III.4"),
        Words("Giao ban trực tuyến vào tuần đầu mỗi tháng", responsible=units["bnn"], partners=abroad, provision="mục III.6"),
        Words("Quy chế phối hợp với đơn vị chuyên môn tại địa bàn", responsible_words="các đảng ủy bộ phận ngoài nước",
              partners=(units["bnn"],), provision="mục IV, việc 6"),
    )  # fmt: skip
    made = [add_line(regulation=row, words=words, by=by, at=at) for words in lines]
    return made[0], made[1]


def _draft(house: House) -> None:
    """By a day given by hand: one in time, one late, one silent."""
    from dondoc.demo.load import moment

    asked = ask(
        unit=house.units["bnn"], kind="OPINION", text=DRAFT, units=[house.units[key] for key in ABROAD[:3]],
        due_on=DRAFT_DUE, due_reason="Trình Ban Thường vụ Đảng ủy chậm nhất ngày 15/10/2026", by=house.actors["truongban.bnn"],
        at=moment(DRAFT_SENT),
    )  # fmt: skip
    for key, who, day, said in (
        ("dnn-a", "bithu.nna", date(2026, 10, 6), "Thống nhất; đề nghị thêm cột nơi cư trú theo địa bàn."),
        ("dnn-b", "bithu.nnb", date(2026, 10, 14), "Đề nghị bỏ phần đã có ở báo cáo tháng."),
    ):
        reply = asked.replies.get(unit=house.units[key])
        answer(reply=reply, text=said, by=house.actors[who], at=moment(day, 10))


def _appraisal(house: House, line: Line) -> None:
    """Ten working days from receipt are over, and nothing was answered."""
    from dondoc.demo.load import moment

    sent, got = date(2026, 10, 30), date(2026, 11, 2)
    asked = ask(
        unit=house.units["dnn-a"], kind="COOPERATE", text="Đề nghị thẩm định hồ sơ kết nạp của Chi bộ NN-A03", line=line,
        units=[house.units["btc"]], by=house.actors["bithu.nna"], at=moment(sent),
    )  # fmt: skip
    receive(reply=asked.replies.get(), by=house.actors["chuyenvien.btc"], at=moment(got))


def _agenda(house: House, line: Line) -> None:
    """The programme names no time: nobody is late by it."""
    from dondoc.demo.load import moment

    asked = ask(
        unit=house.units["bnn"], kind="OPINION", text="Xin ý kiến về nội dung giao ban tháng 12", line=line,
        units=[house.units[key] for key in ABROAD], by=house.actors["truongban.bnn"], at=moment(date(2026, 11, 16)),
    )  # fmt: skip
    reply = asked.replies.get(unit=house.units["dnn-a"])
    said = "Đề nghị dành thời gian trao đổi việc chuyển sinh hoạt đảng dịp cuối năm."
    answer(reply=reply, text=said, received_on=date(2026, 11, 16), by=house.actors["bithu.nna"], at=moment(LAST))
