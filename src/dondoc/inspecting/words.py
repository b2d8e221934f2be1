"""Chữ của kiểm tra, giám sát — roles, declarations, documents of a dossier, when a clock starts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Cấp của cơ quan quyết định — the same keys as the figures of the regulations."""

    CENTRAL = "central", _("Trung ương")
    PROVINCE = "province", _("cấp tỉnh và tương đương")
    ABOVE_BASE = "above_base", _("cấp trên trực tiếp cơ sở")
    BASE = "base", _("cấp cơ sở")


class Role(models.TextChoices):
    """Vai trong đoàn."""

    HEAD = "HEAD", _("trưởng đoàn")
    DEPUTY = "DEPUTY", _("phó trưởng đoàn")
    MEMBER = "MEMBER", _("thành viên")
    SECRETARY = "SECRETARY", _("thư ký")


class Conflict(models.TextChoices):
    """Điều thành viên khai trước khi làm việc với đối tượng."""

    NONE = "NONE", _("không có gì phải khai")
    KIN = "KIN", _("có quan hệ gia đình")
    POST = "POST", _("từng công tác ở đơn vị được kiểm tra")
    INTEREST = "INTEREST", _("có lợi ích liên quan")
    GIFT = "GIFT", _("đã nhận quà, tiền, hỗ trợ")


class Ruling(models.TextChoices):
    """Cơ quan quyết định nói gì về điều đã khai."""

    KEEP = "KEEP", _("vẫn tham gia đoàn")
    REPLACE = "REPLACE", _("thôi tham gia đoàn")


class Start(models.TextChoices):
    """Thời hạn tính từ — where the rule does not say, the decision may; else it is not known."""

    SIGNING = "SIGNING", _("ngày ký quyết định")
    DEPLOYMENT = "DEPLOYMENT", _("ngày triển khai quyết định")
    REPORT = "REPORT", _("ngày nhận báo cáo của đối tượng")


class Answered(models.TextChoices):
    """Ý kiến của đối tượng về một điểm, và đoàn xử lý thế nào."""

    ACCEPTED = "ACCEPTED", _("tiếp thu, bỏ khuyết điểm này")
    PARTLY = "PARTLY", _("tiếp thu một phần, sửa lại")
    KEPT = "KEPT", _("giữ nguyên")


class Sort(models.TextChoices):
    """Loại khuyết điểm — the faults that inspections of implementing papers find most often, in their own words; for what is
    none of these the sort stays empty."""

    PLAN = "PLAN", _("chậm xây dựng chương trình, kế hoạch")
    COVERAGE = "COVERAGE", _("triển khai chưa toàn diện")
    RHYTHM = "RHYTHM", _("triển khai chưa thường xuyên")
    PLEDGES = "PLEDGES", _("cam kết chung chung, hình thức")
    INFORMING = "INFORMING", _("thông tin chưa kịp thời")
    REPORTS = "REPORTS", _("báo cáo chậm, chưa đủ")
    STUDY = "STUDY", _("quán triệt, học tập chưa đầy đủ")
    REMEDY = "REMEDY", _("chậm khắc phục khuyết điểm đã kết luận")


class What(models.TextChoices):
    """Tài liệu trong hồ sơ — the fifteen of public sets of forms."""

    DECISION = "DECISION", _("Quyết định, kế hoạch")
    OUTLINE = "OUTLINE", _("Đề cương báo cáo")
    SCHEDULE = "SCHEDULE", _("Lịch làm việc, phân công")
    DEPLOYED = "DEPLOYED", _("Biên bản triển khai")
    SELF_REPORT = "SELF_REPORT", _("Báo cáo của đối tượng")
    OBJECT_FILES = "OBJECT_FILES", _("Tài liệu đối tượng gửi đoàn")
    WORKED = "WORKED", _("Biên bản làm việc với đối tượng")
    DRAFT = "DRAFT", _("Dự thảo báo cáo")
    HEARD = "HEARD", _("Biên bản hội nghị thông qua dự thảo")
    VERIFIED = "VERIFIED", _("Văn bản thẩm tra, xác minh")
    TEAM_MET = "TEAM_MET", _("Biên bản họp đoàn về dự thảo")
    REPORT = "REPORT", _("Báo cáo kết quả của đoàn")
    CONSIDERED = "CONSIDERED", _("Biên bản họp xem xét, kết luận")
    NOTICE = "NOTICE", _("Thông báo kết luận")
    ANNOUNCED = "ANNOUNCED", _("Biên bản công bố kết luận")


BOTH_SIDES = (What.DEPLOYED, What.WORKED, What.HEARD, What.ANNOUNCED)  # minutes that the inspected sign too


class Aspect(models.TextChoices):
    """Điều được thay đổi trong phạm vi một cuộc."""

    CONTENT = "CONTENT", _("nội dung")
    PERIOD = "PERIOD", _("mốc thời gian")
    OBJECT = "OBJECT", _("đối tượng")
