"""Ba điều một đoàn kiểm tra sẽ ghi — plain sentences computed from the figures, each with the rows it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.mirror import rules
from dondoc.mirror.rules import Found
from dondoc.mirror.words import NEWS_COMING

SLOW = "I1.slow"  # all plans are issued, and slowly


@dataclass(frozen=True, slots=True)
class Sentence:
    """Một điều — computed text, and which list shows what it says."""

    key: str
    text: str
    side: str


def sentence(found: Found) -> Sentence:
    """What would be written of one indicator; names of things and numbers alone, no judgement."""
    said = {
        "n": found.missed, "all": found.denominator,
        **{name: round(found.more.get(name, 0)) for name in ("gap", "oldest", "most", "issued_late", "not_issued")},
        "middle": round(found.value or 0),
    }  # fmt: skip
    if found.key == "I1" and not found.missed:  # all are there: what is beyond the threshold is how long they took
        return Sentence("I1", _text(SLOW) % said, "most")
    side = "silent" if found.key == "I4.silent" else "rest" if found.hit_is_good and found.missed else "hit"
    return Sentence(found.key.removesuffix(".silent"), _text(found.key) % said, side)


def _text(key: str) -> str:
    return {
        "I21.due": _("%(n)s trong %(all)s việc không có hạn: không nói được là muộn hay không."),
        "I21.owner": _("%(n)s trong %(all)s nhiệm vụ chưa giao cho đơn vị nào."),
        "I21.product": _("%(n)s trong %(all)s việc không ghi sản phẩm."),
        "I21.evidence": _("%(n)s trong %(all)s việc báo xong không có minh chứng."),
        "I1": _("%(n)s trong %(all)s kế hoạch phải có chưa ban hành; lâu nhất %(oldest)s ngày kể từ khi nhận văn bản."),
        SLOW: _(
            "%(all)s kế hoạch phải có đã ban hành, một nửa sau %(middle)s ngày trở lên kể từ khi nhận văn bản; lâu nhất %(most)s ngày."
        ),
        rules.OVER: _(
            "Trong %(all)s kế hoạch có hạn: %(issued_late)s ban hành muộn, %(not_issued)s quá hạn chưa ban hành."
        ),
        "I2": _("%(n)s trong %(all)s việc đã đến hạn là xong muộn hoặc quá hạn."),
        "I5": _("%(n)s trong %(all)s đơn vị được giao việc chưa có hoạt động nào được ghi."),
        "I4.silent": _("%(n)s trong %(all)s nội dung chưa đơn vị nào có hoạt động được ghi."),
        "I6": _(
            "%(n)s trong %(all)s tháng (tính từng đơn vị) không có hoạt động nào được ghi; lâu nhất %(gap)s ngày liền."
        ),
        "I11": _("%(n)s trong %(all)s tin đã đến hạn là muộn hoặc chưa có."),
        NEWS_COMING: _("%(n)s trong %(all)s kỳ tin muộn hoặc chưa có."),
        "I12.once": _("%(n)s trong %(all)s báo cáo đã đến hạn là muộn hoặc chưa có."),
        "I12": _("%(n)s trong %(all)s kỳ báo cáo muộn hoặc chưa báo cáo."),
        "I17": _("%(n)s trong %(all)s việc tự báo xong mà chưa được xác nhận."),
        "Q1": _("%(n)s trong %(all)s lượt đơn vị được yêu cầu chưa ghi là đã quán triệt."),
        "Q2": _("%(n)s trong %(all)s lượt đơn vị quán triệt muộn so với ngày văn bản nêu."),
        "Q3": _("%(n)s trong %(all)s lượt đảng viên phải dự chưa dự quán triệt, học bù."),
        "D1": _("%(n)s trong %(all)s lần đôn đốc trả lời muộn hoặc chưa trả lời."),
        "I8": _("%(n)s trong %(all)s bản cam kết phải nộp chưa ghi là đã nộp, hoặc nộp sau hạn."),
        "I8.review": _("%(n)s trong %(all)s bản cam kết đã nộp chưa được xem lại cuối năm."),
        "I7": _("%(n)s trong %(all)s hoạt động của một năm trước cuộc kiểm tra dồn vào 30 ngày cuối."),
        "I13": _("%(n)s trong %(all)s dòng đề cương chưa được trả lời, hoặc chỉ trả lời bằng lời."),
        "I13.files": _("%(n)s trong %(all)s yêu cầu tài liệu của đoàn quá hạn chưa được trả lời."),
        "I16": _("%(n)s trong %(all)s khuyết điểm đã công bố chưa được xác nhận khắc phục; lâu nhất %(oldest)s ngày."),
        "I18": _("%(n)s trong %(all)s khuyết điểm đã bị nêu từ kết luận trước."),
        "I19": _(
            "%(n)s trong %(all)s dòng chương trình kiểm tra, giám sát đã qua thời gian tiến hành mà chưa có kết luận."
        ),
        "I20": _("%(n)s trong %(all)s tài liệu hồ sơ kiểm tra, giám sát chưa có, cũng chưa ghi là không có."),
        "C1": _("%(n)s trong %(all)s chỉ tiêu chậm hoặc không đạt."),
    }[key]
