"""Dữ liệu cá nhân của phòng văn bản — names in papers (signers, who is told to do what), a leader's words, who uploaded and reviewed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dondoc.documents.models import EntryStep, LeaderDirection, ReviewMark, Upload, UploadStep
from dondoc.shared.subject import About, acted, entered

_WHO = "account_id person_id holding_id"
PERSONAL = {
    "papers": {
        "Paper": "title keeper", "Reading": "text body", "LeaderDirection": "text", "PaperLink": "surface",
        "ReviewMark": "value", "Entry": "withdrawn_because", "RegisterNumber": "reason",
        "Copy": "file_name", "Upload": "file_name",
    },
    "acting": {
        "LeaderDirection": "leader", "Upload": "account_id", "UploadStep": _WHO, "EntryStep": _WHO,
        "ReviewMark": "account_id",
    },
}  # fmt: skip
NOT_PERSONAL = {
    "Paper": ("series kind number so_ky_hieu canonical issued_on urgency secrecy place", "the identity of a paper"),
    "Reading": ("reader catalogue format", "which version of the reader"),
    "Copy": ("kind format", "of a file"),
    "LevelChange": ("from_level to_level number", "the level of a paper, by which decision"),
    "Upload": ("secrecy problem_code problem job_id", "why a file was not read"),
    "Register": ("direction name series kinds suffix from_on until_on", "a book"),
    "LeaderDirection": ("due_on", "a due day of work"),
    "PaperLink": ("canonical relation", "between papers"),
    "ReviewMark": ("key verdict", "which value of a reading"),
}
_STEP = (("at", _("Lúc")), ("step", _("Bước")), ("to_state", _("Đến")))
ABOUT = (
    About("documents.leaderdirection", "acting", _("Ý kiến chỉ đạo"),
          lambda who: LeaderDirection.objects.filter(leader__person=who.person_id),
          (("on", _("Ngày")), ("entry__paper__so_ky_hieu", _("Văn bản")), ("text", _("Nội dung")))),
    About("documents.upload", "acting", _("Tệp đã tải lên"), entered(Upload), (("at", _("Lúc")), ("file_name", _("Tệp")), ("state", _("Trạng thái")))),
    About("documents.uploadstep", "acting", _("Bước của tệp tải lên"), acted(UploadStep), _STEP),
    About("documents.entrystep", "acting", _("Bước của dòng sổ"), acted(EntryStep), _STEP),
    About("documents.reviewmark", "acting", _("Dấu rà soát"), entered(ReviewMark), (("at", _("Lúc")), ("key", _("Mục")), ("verdict", _("Ý kiến")))),
)  # fmt: skip
