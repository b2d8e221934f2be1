"""Bảng dữ liệu cá nhân — what the office said of a purpose, who looked at whom, what a person asked and how it went."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.access.models import Person
from dondoc.access.rights import inside, reaches
from dondoc.personal.lifecycle import State
from dondoc.regulations.models import Grounded
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import done_late, is_late
from dondoc.shared.models import Row, StepRow
from dondoc.units.models import Unit

ANSWER = "personal.answer"


def at_root(actor: Actor, act: str) -> bool:
    """Có quyền ở gốc — the post of a cell bears the same rights as that of the root, and answers for nobody's data."""
    return actor.is_setup or any(reach.path.count("/") == 1 for reach in reaches(actor, act))


class Basis(models.TextChoices):
    """Căn cứ xử lý (Luật 91/2025/QH15, Điều 19; chọn căn cứ nào là việc của cơ quan)."""

    CONSENT = "CONSENT", _("đồng ý của chủ thể dữ liệu")
    STATE = "STATE", _("phục vụ hoạt động của cơ quan theo quy định")
    CONTRACT = "CONTRACT", _("thực hiện hợp đồng, thỏa thuận")
    URGENT = "URGENT", _("bảo vệ tính mạng, sức khỏe trong trường hợp khẩn cấp")
    OTHER = "OTHER", _("căn cứ khác, nêu rõ")


class Purpose(Grounded):
    """Căn cứ của một mục đích — chosen by the office from a day, on a ground; `key` names it in data/purposes.toml.

    Until there is a row the basis of a purpose is unset, and pages say so.
    """

    key = models.CharField(max_length=40)
    basis = models.CharField(max_length=10, choices=Basis)
    words = models.CharField(max_length=500, blank=True)
    from_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "from_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="personal_one_basis_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(paper_number="") | ~models.Q(ground=""), name="personal_basis_on_a_ground"
            ),
            models.CheckConstraint(
                condition=~models.Q(basis="OTHER") | ~models.Q(words=""), name="personal_other_basis_in_words"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class LookQuerySet(models.QuerySet["Look"]):
    def visible_to(self, actor: Actor) -> LookQuerySet:
        """Looks at oneself; whoever protects data asks `of` a person, with a reason. What is held is told by `told`."""
        return self.filter(whose=actor.person_id or 0)

    def granted(self, actor: Actor, act: str) -> LookQuerySet:
        """All, for whoever may read them; the act asks for a reason and is itself told."""
        return self if at_root(actor, act) else self.none()


class Look(models.Model):
    """Lượt xem — who saw whose data, on which page, under which post, when; once a session and hour.

    `names` is of how many people the same page or file told. `under` is the case a look was made for: while that
    is open, or until `held_until`, the person looked at is not told.
    """

    id = models.BigAutoField(primary_key=True)
    whose = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    holding_id = models.BigIntegerField(null=True)
    door = models.CharField(max_length=10)
    what = models.CharField(max_length=60)
    names = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=300, blank=True)
    under_kind = models.CharField(max_length=60, blank=True)
    under_id = models.BigIntegerField(null=True)
    held_until = models.DateTimeField(null=True)
    session = models.CharField(max_length=16, blank=True)  # of the session's key, a digest: never the key
    hour = models.IntegerField()  # of the epoch
    at = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["whose", "hour", "account_id", "session", "what"], name="personal_one_look_an_hour"
            )
        ]
        indexes = [
            models.Index(fields=["whose", "-id"], name="personal_looks_at"),
            models.Index(fields=["person_id", "-id"], name="personal_looks_by"),
            models.Index(fields=["at"], name="personal_looks_when"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.whose_id} {self.what}"


class Kind(models.TextChoices):
    """Loại yêu cầu (Luật 91/2025/QH15: quyền của chủ thể dữ liệu)."""

    COPY = "COPY", _("cung cấp bản sao dữ liệu")
    CORRECT = "CORRECT", _("chỉnh sửa dữ liệu")
    RESTRICT = "RESTRICT", _("hạn chế xử lý")
    OBJECT = "OBJECT", _("phản đối xử lý")
    WITHDRAW = "WITHDRAW", _("rút lại sự đồng ý")
    DELETE = "DELETE", _("xóa dữ liệu")


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, actor: Actor) -> RequestQuerySet:
        """One's own, and those one answers."""
        return self.filter(
            models.Q(person=actor.person_id or 0) | models.Q(inside("unit__path", reaches(actor, ANSWER)))
        )

    def granted(self, actor: Actor, act: str) -> RequestQuerySet:
        return self.filter(inside("unit__path", reaches(actor, act)))

    def open(self) -> RequestQuerySet:
        return self.filter(state__in=(State.RECEIVED, State.ANSWERED))

    def for_list(self) -> RequestQuerySet:
        return self.select_related("person", "unit")

    def soonest_first(self) -> RequestQuerySet:
        """By what is due next: the reply while it is awaited, then the work; unknown days last."""
        return self.annotate(next_on=NEXT).order_by(models.F("next_on").asc(nulls_last=True), "id")


NEXT = models.Case(models.When(state=State.RECEIVED, then=models.F("reply_on")), default=models.F("due_on"))


class Request(Row):
    """Yêu cầu của chủ thể dữ liệu — asked by the person, or entered by the desk from a paper; answered, then done or refused.

    Each due day is kept with the rule and the calendar it was counted by; no day where no figure is known.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # whose desk answers
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    year = models.IntegerField()
    number = models.IntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    asked = models.CharField(_("nội dung yêu cầu"), max_length=1000, blank=True)
    is_entered = models.BooleanField(default=False)  # by the desk, for the person
    paper_number = models.CharField(_("số văn bản, đơn"), max_length=80, blank=True)
    paper_on = models.DateField(null=True)
    has_third_party = models.BooleanField(default=False)  # a processor or third party must act too: more days
    received_on = models.DateField(_("ngày nhận"))
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    reply_on = models.DateField(null=True)
    reply_by = models.CharField(max_length=200, blank=True)  # regulations.Figure.id
    reply_calendar = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(_("nội dung trả lời"), max_length=1000, blank=True)
    due_on = models.DateField(null=True)
    first_due_on = models.DateField(null=True)  # never overwritten
    due_by = models.CharField(max_length=200, blank=True)
    due_calendar = models.CharField(max_length=60, blank=True)
    extended = models.PositiveIntegerField(null=True)  # by so many, once
    extended_because = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(_("đã làm gì"), max_length=1000, blank=True)
    refused_because = models.CharField(_("căn cứ không thực hiện"), max_length=500, blank=True)
    counts = models.JSONField(default=dict)  # of an erasure: by purpose, how many rows went and stayed
    at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="personal_one_request_number"),
            models.CheckConstraint(
                condition=~models.Q(state="REFUSED") | ~models.Q(refused_because=""),
                name="personal_refused_on_a_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["DONE", "REFUSED"], closed_on__isnull=False)
                | models.Q(state__in=["RECEIVED", "ANSWERED"], closed_on__isnull=True),
                name="personal_closed_on_iff_closed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["ANSWERED", "DONE"]) | models.Q(answered_on__isnull=False),
                name="personal_answered_before_done",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="personal_requests_due"),
            models.Index(fields=["person", "-id"], name="personal_requests_of"),
        ]

    def __str__(self) -> str:
        return f"YC-{self.number}/{self.year}"

    @property
    def is_open(self) -> bool:
        return self.state in (State.RECEIVED, State.ANSWERED)

    def replied_late(self, now: datetime) -> bool | None:
        """Trả lời muộn — None where no reply day is known."""
        if self.answered_on is None or self.answered_at is None:
            return is_late(self.reply_on, self.closed_at or now)
        return done_late(self.reply_on, self.answered_on, self.answered_at)

    def done_late(self, now: datetime) -> bool | None:
        """Thực hiện muộn — None where no due day is known."""
        if self.closed_on is None or self.closed_at is None:
            return is_late(self.due_on, now)
        return done_late(self.due_on, self.closed_on, self.closed_at)


class RequestStep(StepRow):
    """Bước của yêu cầu."""

    thing = models.ForeignKey(Request, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


from dondoc.personal import assessments, breaching, exports, holding  # noqa: E402, F401 - their tables are this room's
