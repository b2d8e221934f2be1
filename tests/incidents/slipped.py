"""Một nội dung đã lọt vào mọi ngả — a paper whose invented words passed every way the house has; all built through acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from dondoc.access import drafts
from dondoc.documents.actions.directing import direct
from dondoc.documents.actions.registering import issue, register
from dondoc.documents.actions.registers import open_register
from dondoc.documents.actions.reviewing import link, mark
from dondoc.documents.actions.uploads import take_reading, upload
from dondoc.documents.fields import fields_from, header_of
from dondoc.documents.models import Entry, Paper, Upload
from dondoc.documents.rules import Fields
from dondoc.implementation.actions import closing, doing, extending, proving
from dondoc.incidents.runs import runs_of
from dondoc.jobs.models import Job
from dondoc.jobs.queue import Task, finish, handler_of
from dondoc.obligations.actions.assigning import accept, assign
from dondoc.obligations.actions.confirming import amend, confirm
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.rules import Due
from dondoc.printing.docx import render_docx
from dondoc.printing.model import Line, Sheet
from dondoc.printing.pdf import render_pdf
from dondoc.reading import read
from dondoc.reports.actions import issue as issue_report
from dondoc.units.actions.handing import hand_over
from dondoc.units.models import Holding, Unit
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.papers import directive_docx

# Invented words: none stands in any other paper, so that each run found is of this one.
SUBJECT = "về việc bố trí trạm khoằm trạc tại đèo vỡn ngà trong mùa sương giá"
DUTY = "Giao Đảng ủy Cục Thử nghiệm vận chuyển mười hai thùng kíp quỳn dẻo qua hang phựt nộm, báo cáo trước ngày 15/12/2026."
ALSO = "Chi bộ NN-A03 canh cửa hầm trệu lậng suốt đêm rằm tháng chạp, gửi danh sách kẹn moòng trước ngày 10/12/2026."
DIRECTED = "Đồng chí nào sang lũng khuẩy chọp thì mang theo lừa thồ và đuốc"
PLANNED = "Sẽ chia ba tốp men theo khe nhoóng tạch rồi nghỉ ở lán"
NOTED = "Đã đưa được bảy thùng qua ngách xoẳn giụt trước khi trời mưa"
PROOF = "Biên bản giao nhận thùng thứ tám ở gốc dẻ ngoằm tại bến"
ATTACHED = "Sổ tay người gác ghi rằng chuông sập nhẳng kêu đúng nửa đêm"
ASKED = "Nhớ dặn người giữ chìa khóa kho vừng quạch không thắp đèn"
REPORTED = "Mười hai thùng đã nằm yên dưới sàn chòi ruộng phẹt lam"
WHY = "Lừa thồ sụt chân ở dốc nghẽo bưởng nên phải chờ thêm"
TYPED = "Định ghi thêm rằng nước suối lèng xuộc dâng quá đầu gối"
HANDED = "Xin xem giúp chuyện thùng kíp ở hang phựt nộm kẻo muộn"
QUOTED = "Nghe nói vận chuyển mười hai thùng kíp quỳn dẻo qua hang nên xin thêm người"
SAID = (SUBJECT, DUTY, ALSO, DIRECTED, PLANNED, NOTED, PROOF, ATTACHED, ASKED, REPORTED, WHY, TYPED, HANDED, QUOTED)
# Without the name of a unit and the days, which other papers have too.
_ALL = {run for words in SAID for run in runs_of(words)}
RUNS = frozenset(run for run in _ALL if "dang uy cuc thu" not in run and "12 2026" not in run)
LATER = AT + timedelta(hours=2)


@dataclass
class Slipped:
    """Nội dung đã lọt — the paper, its lines and what was made of it; `other` quotes it in a note of another paper's work."""

    cast: Cast
    entry: Entry
    paper: Paper
    duty: Obligation
    share: Assignment
    things: dict[str, Any] = field(default_factory=dict)


def sheet(number: str = "77") -> Sheet:
    """A conclusion of the outside superior with the words."""
    return Sheet(
        kind="KẾT LUẬN", subject=SUBJECT, issuer="ĐẢNG ỦY KHỐI THỬ NGHIỆM", number=f"{number}-KL/ĐUK", place="Hà Nội",
        issued_on="2026-11-10", authority="T/M BAN THƯỜNG VỤ", signer_post="Phó Bí thư", signer="Hoàng Mẫn Chi", sample=True,
        recipients=("Các đảng ủy trực thuộc",),
        body=(Line("I. NHIỆM VỤ", "heading"), Line(f"1. {DUTY}"), Line(f"2. {ALSO}")),
    )  # fmt: skip


def ordinary(cast: Cast) -> Entry:
    """An unlike paper, read before: its set phrases are nobody's secret."""
    row = read_now(unit=cast.root, data=directive_docx(), file_name="khac.docx", by=cast.clerk, at=AT)
    return _registered(cast, cast.incoming, row, cast.clerk, AT)


def slip(cast: Cast) -> Slipped:
    """By every way: two files of it in two registers, reading, review, direction, duties, work, report, draft, message."""
    other = ordinary(cast)
    word = read_now(unit=cast.root, data=render_docx(sheet()), file_name=f"{SUBJECT}.docx", by=cast.clerk, at=LATER)
    entry = _registered(cast, cast.incoming, word, cast.clerk, LATER)
    again = _at_the_cell(cast)
    duty, share = _laid(cast, entry)
    found = Slipped(cast, entry, entry.paper, duty, share, {"word": word, "again": again, "other": other})
    _done(found)
    _beside(found)
    return found


def read_now(*, unit: Unit, data: bytes, file_name: str, by: Any, at: datetime) -> Upload:
    """Upload and read, in this process: the reader is not what is tried here."""
    row = upload(unit=unit, data=data, file_name=file_name, by=by, at=at)
    take_reading(row=row, body=read(data, name=file_name).as_dict(), by=by, at=at)
    finish(Job.objects.get(public_id=row.job_id), {})
    row.refresh_from_db()
    return row


def _registered(cast: Cast, book: Any, row: Upload, by: Any, at: datetime) -> Entry:
    assert row.reading is not None, row.problem
    fields = fields_from(header_of(row.reading.body))
    return register(register=book, issuer=cast.khoi, fields=fields, by=by, at=at, on=TODAY, upload=row)


def _at_the_cell(cast: Cast) -> Entry:
    """The same paper as a PDF, in the register of the office's board: another file, another reading."""
    book = open_register(
        unit=cast.board, direction="IN", name="Sổ đến", series="2026", by=cast.setup, at=AT, from_on=BEGAN
    )
    row = read_now(unit=cast.board, data=render_pdf(sheet()), file_name="bản PDF.pdf", by=cast.setup, at=LATER)
    return _registered(cast, book, row, cast.setup, LATER)


def _laid(cast: Cast, entry: Entry) -> tuple[Obligation, Assignment]:
    reading = entry.paper.copies.order_by("id").first().reading
    mark(
        reading=reading,
        unit=cast.root,
        key="obligations.0",
        verdict="CORRECTED",
        value={"text": DUTY},
        by=cast.clerk,
        at=LATER,
    )
    direct(entry=entry, text=DIRECTED, by=cast.leader, at=LATER, on=TODAY, lead=cast.board)
    duty = confirm(entry=entry, text=DUTY, by=cast.clerk, at=LATER, due=Due(date(2026, 12, 15), "trước ngày 15/12/2026"),
                   reading=reading, start=0, end=20, actors="Đảng ủy Cục Thử nghiệm", product=ALSO)  # fmt: skip
    amend(obligation=duty, paper=entry.paper, from_on=TODAY, by=cast.office, at=LATER, text=f"{DUTY} {ALSO}")
    share = assign(obligation=duty, unit=cast.cell, due_on=date(2026, 12, 10), by=cast.leader, at=LATER, asked=ASKED)
    accept(assignment=share, by=cast.doer, at=LATER)
    return duty, share


def _done(found: Slipped) -> None:
    cast, share, by = found.cast, found.share, {"by": found.cast.doer, "at": LATER}
    doing.plan(assignment=share, text=PLANNED, **by)
    found.things["note"] = doing.note(assignment=share, text=NOTED, **by)
    found.things["proof"] = proving.add_evidence(assignment=share, kind="FILE", text=PROOF, data=render_docx(attached()),
                                               file_name="so-tay.docx", **by)  # fmt: skip
    extending.ask_extension(assignment=share, due_on=date(2026, 12, 14), reason=WHY, **by)
    hand_over(thing=share, asked="implementation.approve", unit=share.giver, label=share.obligation.nv, note=HANDED,
              post=Holding.objects.get(pk=cast.leader.holding_id).post, address=f"/assignments/{share.public_id}/approve/", **by)  # fmt: skip
    closing.submit(assignment=share, text=REPORTED, **by)
    found.things["issued"] = issue_report(unit=cast.root, day=TODAY, by=cast.leader, at=LATER)


def attached() -> Sheet:
    """The file of the evidence."""
    return Sheet(kind="BÁO CÁO", subject="sổ tay", issuer="CHI BỘ NN-A03", body=(Line(ATTACHED),))


def _beside(found: Slipped) -> None:
    """A draft on its page, a message in a session, and the words quoted in the work of quite another paper."""
    cast, other = found.cast, found.things["other"]
    drafts.keep(
        by=cast.doer, address=f"/assignments/{found.share.public_id}/note/", body={"text": [TYPED]}, token="", at=LATER
    )
    _message(f"Đã nhận tệp {SUBJECT}.docx")
    duty = confirm(
        entry=other, text="Rà soát danh sách đảng viên", by=cast.clerk, at=LATER, due=Due(date(2026, 12, 15))
    )
    share = assign(obligation=duty, unit=cast.cell, due_on=date(2026, 12, 10), by=cast.leader, at=LATER)
    accept(assignment=share, by=cast.doer, at=LATER)
    found.things["quote"] = doing.note(assignment=share, text=QUOTED, by=cast.doer, at=LATER)
    found.things["plain"] = doing.note(assignment=share, text="Đã rà soát xong danh sách", by=cast.doer, at=LATER)
    link(source=other.paper, unit=cast.root, surface=f"Kết luận số 77-KL/ĐUK {SUBJECT}", relation="cites", by=cast.clerk, at=LATER,
         target=found.paper)  # fmt: skip
    answer = Fields(kind="Kế hoạch", title="Kế hoạch kiểm tra thường kỳ của Đảng ủy", issued_on=TODAY)
    issue(register=cast.outgoing, fields=answer, by=cast.clerk, at=LATER, on=TODAY)


def _message(words: str) -> None:
    """As Django keeps a message that no page has shown yet."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    storage = SessionStorage(request)
    storage._store([Message(25, words)], None)
    request.session.save()


def do_jobs(kind: str | None = None, at: datetime = LATER) -> None:
    """Do what waits, as the worker does, in the order asked."""
    for job in Job.objects.filter(state="WAITING", **({"kind": kind} if kind else {})).order_by("id"):
        finish(job, handler_of(job.kind)(Task(job, at)))
