"""Chữ của chỉ báo — its name, how it is counted, what cannot be said of it and why, which threshold bears on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dondoc.mirror import rules
from dondoc.shared.acts import Label


@dataclass(frozen=True, slots=True)
class Words:
    """Lời của một chỉ báo — `sides` are the lists its figures open: address word → heading."""

    label: Label
    rule: Label
    why_unknown: Label
    threshold: str = ""
    leans: tuple[str, ...] = ()  # which of the data's own figures have to bear it
    unit: Label = "%"
    has_rest: bool = True  # the rows of the denominator alone are listed


NEWS_COMING = "I11.periods"
HEALTH: dict[str, Words] = {
    "I21.due": Words(_("Việc có hạn"), _("việc biết hạn, hoặc định kỳ có hạn từng kỳ / việc được giao trong kỳ"), "", "mirror.dated"),
    "I21.owner": Words(_("Nhiệm vụ có đơn vị chủ trì"), _("nhiệm vụ đã giao cho ít nhất một đơn vị / nhiệm vụ của phạm vi xác nhận trong kỳ"), "", "mirror.owned"),
    "I21.product": Words(_("Việc ghi sản phẩm"), _("việc mà nhiệm vụ ghi sản phẩm / việc được giao trong kỳ"), "", "mirror.product"),
    "I21.evidence": Words(_("Việc báo xong có minh chứng"), _("việc có minh chứng / việc đã báo xong, giao trong kỳ"), "", "mirror.evidence"),
}  # fmt: skip

INDICATORS: dict[str, Words] = {
    "I1": Words(
        _("Độ trễ kế hoạch"),
        _("từ ngày đơn vị nhận văn bản đến ngày ban hành kế hoạch, chưa ban hành thì đến ngày soi, trung vị; kế hoạch đã ban hành / kế hoạch phải có: việc yêu cầu ra kế hoạch, đơn vị đã bắt tay soạn, hoặc kế hoạch cấp trên giao; đơn vị không vào sổ văn bản ấy thì tính từ ngày được giao việc"),
        _("kế hoạch làm minh chứng không ghi ngày ban hành"),
        "mirror.plan_lag", leans=("I21.product",), unit=_("ngày"),
    ),
    rules.OVER: Words(
        _("Kế hoạch muộn"),
        _("kế hoạch ban hành sau hạn, hoặc quá hạn chưa ban hành / kế hoạch phải có mà biết hạn: hạn theo văn bản, theo kế hoạch cấp trên, không có thì theo số ngày đơn vị tự đặt"),
        _("không văn bản nào nêu hạn, đơn vị chưa đặt số ngày"), "mirror.late_share", leans=("I21.product",),
    ),
    "I2": Words(
        _("Tỷ lệ muộn"),
        _("việc xong muộn hoặc quá hạn / việc có hạn đến hết ngày tính, trong kỳ"),
        _("không có hạn, hoặc đã báo cáo mà chưa được xác nhận"),
        "mirror.late_share", leans=("I21.due",),
    ),
    "I3": Words(
        _("Thời gian giao qua các cấp"),
        _("từ ngày nơi giao có việc (ngày vào sổ, hoặc ngày được giao) đến ngày giao tiếp, trung vị của các lượt giao trong kỳ"),
        _("ngày giao ghi trước ngày vào sổ"), leans=("I21.owner",), unit=_("ngày"),
    ),
    "I4": Words(
        _("Nội dung đã làm ở từng đơn vị"),
        _("việc (một nội dung ở một đơn vị) có minh chứng ghi ngày / việc được giao trong kỳ"), "",
        leans=("I21.owner", "I21.evidence"),
    ),
    "I5": Words(
        _("Đơn vị đã triển khai"),
        _("đơn vị có kế hoạch, cập nhật, minh chứng hoặc báo cáo ghi ngày / đơn vị được giao việc trong kỳ"),
        "", "mirror.coverage", leans=("I21.owner",),
    ),
    "I6": Words(
        _("Tính thường xuyên"),
        _("tháng có ít nhất một hoạt động ghi ngày / tháng từ khi được giao việc đến khi xong hết việc, của từng đơn vị cộng lại, trong kỳ"),
        "", "mirror.regularity",
    ),
    "I11": Words(
        _("Tin kịp thời"),
        _("tin có đúng hạn / tin đã có hoặc đã qua hạn, trong kỳ; chỉ việc mà sản phẩm là thông tin, bản tin, tin bài, thông cáo, điểm báo"),
        _("không có hạn, hoặc đã báo cáo mà chưa được xác nhận"), "mirror.information", leans=("I21.due", "I21.product"),
    ),
    NEWS_COMING: Words(
        _("Tin định kỳ kịp thời"),
        _("kỳ tin có đúng hạn / kỳ tin đã có hoặc đã qua hạn, trong kỳ soi; chỉ việc định kỳ mà sản phẩm là thông tin, bản tin, tin bài, thông cáo, điểm báo"),
        _("việc định kỳ chưa mở kỳ nào, hoặc không hiểu cách lặp"), "mirror.information", leans=("I21.owner", "I21.product"),
    ),
    "I12": Words(
        _("Báo cáo định kỳ đúng hạn"),
        _("kỳ báo cáo đúng hạn / kỳ đã báo cáo hoặc đã qua hạn, trong kỳ soi"),
        _("việc định kỳ chưa mở kỳ nào, hoặc không hiểu cách lặp"),
        "mirror.on_time", leans=("I21.owner",),
    ),
    "I12.once": Words(
        _("Báo cáo một lần đúng hạn"),
        _("báo cáo xong đúng hạn / báo cáo đã xong hoặc đã qua hạn, trong kỳ; chỉ việc không định kỳ mà sản phẩm là báo cáo"),
        _("không có hạn, hoặc đã báo cáo mà chưa được xác nhận"), "mirror.on_time", leans=("I21.due", "I21.product"),
    ),
    "I17": Words(
        _("Tự báo xong, chưa được xác nhận"),
        _("việc đã báo xong mà chưa được xác nhận / việc đã báo xong, giao trong kỳ"),
        "", "mirror.unconfirmed", leans=("I21.evidence",),
    ),
    "Q1": Words(
        _("Đã quán triệt"),
        _("lượt đơn vị đã quán triệt, phổ biến / lượt đơn vị được đơn vị này và cấp trên yêu cầu trong kỳ, không kể lượt đơn vị đã quyết định không tổ chức, có lý do"), "", "mirror.study",
    ),
    "Q2": Words(
        _("Quán triệt muộn"),
        _("lượt tổ chức sau ngày văn bản nêu, hoặc đã quyết định mà chưa tổ chức khi hết ngày ấy / lượt xét được"),
        _("văn bản không nêu ngày, hoặc đơn vị chưa cho biết"),
    ),
    "Q3": Words(
        _("Đảng viên dự quán triệt"),
        _("lượt có mặt, kể cả học bù / lượt phải dự, của các buổi trong kỳ; không nêu số của đơn vị dưới 5 đảng viên"),
        _("buổi không ghi số, hoặc của đơn vị dưới 5 đảng viên"), has_rest=False,
    ),
    "D1": Words(
        _("Trả lời đôn đốc đúng hạn"),
        _("lần trả lời đúng hạn / lần đã trả lời hoặc đã qua hạn trả lời, trong kỳ; chưa trả lời không phải là đồng ý"),
        _("văn bản đôn đốc không nêu hạn trả lời"), "mirror.answers",
    ),
    "C1": Words(
        _("Chỉ tiêu đạt hoặc đúng tiến độ"),
        _("chỉ tiêu đạt, đúng tiến độ / chỉ tiêu xét được của các chương trình đơn vị ban hành, đang chạy trong kỳ"),
        _("chưa có số liệu, hoặc chương trình không nêu mốc"),
    ),
    "I8": Words(
        _("Cam kết nộp đúng hạn"),
        _("bản cam kết đã nộp đúng hạn, đơn vị chưa đặt ngày thì mọi bản đã nộp / bản phải nộp trong năm của ngày tính, cộng các chi bộ; mỗi năm trước cộng những chi bộ nay trong phạm vi mà năm ấy có số; không đọc nội dung, không tính theo người"),
        _("chi bộ chưa lập danh sách, chưa cho biết số, chỉ cho biết số sau hạn nộp, dưới 5 đảng viên (trong năm ấy, hoặc nay), hoặc chưa biết có bao nhiêu đảng viên"), "mirror.pledged",
    ),
    "I8.review": Words(
        _("Cam kết đã xem lại cuối năm"),
        _("bản đã xem lại cuối năm / bản đã nộp, của năm gần nhất đã hết hạn xem lại; mỗi năm trước cộng những chi bộ nay trong phạm vi mà năm ấy có số"),
        _("chi bộ chưa lập danh sách, chưa cho biết số, dưới 5 đảng viên (trong năm ấy, hoặc nay), hoặc chưa biết có bao nhiêu đảng viên"), "mirror.reviewed",
    ),
    "I7": Words(
        _("Hoạt động dồn trước khi kiểm tra"),
        _("lần cập nhật, minh chứng, báo cáo, kế hoạch diễn ra hoặc được ghi trong 30 ngày trước ngày triển khai / trong 365 ngày trước ngày ấy, của đối tượng những cuộc đồng chí được xem; đều nhịp thì khoảng 8%"),
        _("trong 365 ngày không có lần nào được ghi"), "mirror.campaign",
    ),
    "I13": Words(
        _("Báo cáo theo đủ đề cương, có số liệu, tài liệu"),
        _("dòng đề cương trả lời bằng số liệu lấy từ phần mềm, có tài liệu đã cung cấp, hoặc trả lời là không có / dòng đề cương, của đối tượng đã gửi báo cáo hoặc đã quá hạn gửi, trong những cuộc đồng chí được xem"),
        _("chưa đến hạn gửi báo cáo, hoặc quyết định không nêu hạn"), "mirror.outline",
    ),
    "I13.files": Words(
        _("Tài liệu đoàn yêu cầu đã cung cấp"),
        _("yêu cầu đã cung cấp tài liệu, hoặc đã báo không có / yêu cầu đã trả lời hoặc đã quá hạn, của đối tượng trong những cuộc đồng chí được xem"),
        _("đoàn không yêu cầu tài liệu nào, hoặc chưa đến hạn"), "mirror.supplied",
    ),
    "I16": Words(
        _("Khuyết điểm đã khắc phục"),
        _("khuyết điểm đã được xác nhận khắc phục / khuyết điểm đã công bố trong kỳ, trong những cuộc đồng chí được xem"), "",
        "mirror.remedied",
    ),
    "I18": Words(
        _("Khuyết điểm lặp lại"),
        _("khuyết điểm mà đơn vị ấy, hoặc đơn vị nay thành đơn vị ấy, đã bị nêu về cùng văn bản, cùng loại ở kết luận trước / khuyết điểm có nêu văn bản, đã công bố trong kỳ, trong những cuộc đồng chí được xem"),
        _("khuyết điểm không nêu văn bản nào"), "mirror.repeated",
    ),
    "I19": Words(
        _("Chương trình kiểm tra, giám sát đã thực hiện"),
        _("dòng chương trình đã có kết luận được công bố / dòng đã có kết luận hoặc đã qua thời gian tiến hành, của các chương trình đang chạy trong kỳ mà đồng chí được xem; không tính theo từng văn bản"), "",
        "mirror.executed",
    ),
    "I20": Words(
        _("Hồ sơ kiểm tra, giám sát đủ tài liệu"),
        _("tài liệu đã có, hoặc đã ghi là không có / tài liệu hồ sơ phải có, của những cuộc đã công bố kết luận trong kỳ mà đồng chí được xem từ bên trong"), "",
        "mirror.dossier",
    ),
}  # fmt: skip

WORDS = HEALTH | INDICATORS
OF_CASES = ("I16", "I18", "I19", "I20", "I7", "I13", "I13.files")  # of inspections: nothing for who has a part in none

# Những con số nói thêm — by figure, the further lists it opens: how many, and what they are
PARTS: dict[str, dict[str, Label]] = {
    "I1": {
        "fallback": _("%(n)s lượt tính từ ngày được giao việc"), "unasked": _("%(n)s lượt không phải ra kế hoạch"),
        "most": _("đã ban hành, lâu nhất %(n)s ngày"), "oldest": _("chưa ban hành, lâu nhất %(n)s ngày"),
    },
    rules.OVER: {"issued_late": _("%(n)s kế hoạch ban hành muộn"), "not_issued": _("%(n)s kế hoạch quá hạn chưa ban hành")},
    "I2": {
        "plan_due": _("%(n)s mục trong kế hoạch của đơn vị đã đến hạn"), "plan_late": _("%(n)s mục trong đó chưa xong, hoặc xong sau hạn của mục"),
    },
    "I6": {
        "gaps": _("%(n)s đơn vị có tháng không có hoạt động"), "plan": _("%(n)s trong %(of)s tháng có mục kế hoạch của đơn vị đến hạn là có hoạt động"),
    },
    "I3": {"most": _("lâu nhất %(n)s ngày"), "path": _("từ ngày vào sổ đến cấp cuối %(n)s ngày")},
    "I4": {"silent": _("%(n)s nội dung chưa đơn vị nào có hoạt động")},
    "Q1": {"left": _("%(n)s lượt không áp dụng, có lý do")},
    "D1": {"late": _("%(n)s trả lời muộn"), "never": _("%(n)s chưa trả lời")},
    "I8": {"late": _("%(n)s bản nộp sau hạn")},
    "I13": {"in_words": _("%(n)s dòng chỉ trả lời bằng lời"), "late": _("%(n)s đối tượng gửi báo cáo muộn")},
    "I13.files": {"late": _("%(n)s đối tượng cung cấp tài liệu muộn")},
    "I16": {"overdue": _("%(n)s khuyết điểm quá hạn khắc phục"), "oldest": _("còn mở: lâu nhất %(n)s ngày từ khi công bố")},
    "I19": {
        "extended": _("%(n)s cuộc được gia hạn"), "past_limit": _("%(n)s cuộc quá thời hạn"), "no_limit": _("%(n)s cuộc chưa biết thời hạn"),
    },
    "I18": {"untyped": _("%(n)s khuyết điểm chỉ so theo văn bản, vì chưa ghi loại")},
    "I20": {"archived_late": _("%(n)s hồ sơ nộp lưu muộn"), "no_figure": _("%(n)s cuộc chưa có con số ngày nộp lưu")},
}  # fmt: skip
IN_DAYS = ("most", "oldest", "path")  # these say days, not rows
IN_MONTHS = ("plan",)
OWN = ("plan", "plan_due", "plan_late")  # items of the unit's own plan
BAD = ("overdue", "not_issued", "archived_late", "past_limit")
VAGUE = ("no_limit", "no_figure", "untyped")
DAYS: dict[str, Label] = {
    "gap": _("lâu nhất %(n)s ngày liền không có"), "out": _("từ khi giao đến khi có tin: trung vị %(n)s ngày"),
    "worked": _("trung bình quá hạn nộp lưu %(n)s ngày làm việc"), "delay": _("trung bình muộn %(n)s ngày"), "middle": _("trung vị %(n)s ngày"),
}  # fmt: skip

CLASSES: dict[str, Label] = {
    rules.IN_TIME: _("xong đúng hạn"),
    rules.DONE_LATE: _("xong muộn"),
    rules.IN_TERM: _("còn trong hạn"),
    rules.OPEN_LATE: _("quá hạn"),
    rules.UNCONFIRMED: _("đã báo cáo, chưa có xác nhận"),
    rules.UNDATED: _("đang mở, không có hạn"),
    rules.DONE_UNDATED: _("xong, không có hạn"),
    rules.RECURRING: _("định kỳ, hạn theo từng kỳ"),
}
