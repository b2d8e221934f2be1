"""Bảng đơn vị — Unit and its dated rows; Post, Holding; the bundles of grants a post carries."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models.functions import Length
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from vn_collate import collate_key

from dondoc.access.models import Grant, Person
from dondoc.access.rights import SEE, Reach, inside, reaches
from dondoc.reading.text import fold, nfc
from dondoc.shared.actor import Actor
from dondoc.shared.acts import right
from dondoc.shared.models import Row, StepRow
from dondoc.units import dated, delegations, takeovers  # noqa: F401 - their tables are this room's
from dondoc.units.lifecycle import HandOverState
from dondoc.units.naming import titled

SEE_TREE = "units.see_all"
right(SEE_TREE, _("Xem cây đơn vị"))
STEP = 5  # characters of one step of a path: four digits in base 36 and "/"


class Kind(models.TextChoices):
    """Loại đơn vị (Điều lệ Đảng, Điều 21 và 24; house: BEN_NGOAI for issuers and partners)."""

    DANG_BO = "DANG_BO", _("đảng bộ")
    DANG_UY_BO_PHAN = "DANG_UY_BO_PHAN", _("đảng ủy bộ phận")
    CHI_BO = "CHI_BO", _("chi bộ")
    CHI_BO_TRUC_THUOC = "CHI_BO_TRUC_THUOC", _("chi bộ trực thuộc")
    BAN = "BAN", _("ban")
    VAN_PHONG = "VAN_PHONG", _("văn phòng")
    CO_QUAN_NGOAI_DANG = "CO_QUAN_NGOAI_DANG", _("cơ quan ngoài Đảng")
    BEN_NGOAI = "BEN_NGOAI", _("bên ngoài")


class Tree(models.TextChoices):
    """Cây — units form a forest."""

    PARTY = "party", _("tổ chức đảng")
    ADMIN = "admin", _("chính quyền, chuyên môn")
    OUTSIDE = "outside", _("bên ngoài")


def sight(actor: Actor) -> list[Reach]:
    """Where one sees units and posts: where one sees the work, and where one keeps the tree."""
    return reaches(actor, SEE) + reaches(actor, SEE_TREE)


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, actor: Actor) -> UnitQuerySet:
        """Inside my paths; what stands outside the installation is known to all."""
        if actor.is_setup:
            return self
        return self.filter(inside("path", sight(actor)) | models.Q(tree=Tree.OUTSIDE))

    def granted(self, actor: Actor, act: str) -> UnitQuerySet:
        """Where this actor may do this act: the list form of `may`."""
        return self if actor.is_setup else self.filter(inside("path", reaches(actor, act)))

    def below(self, unit: Unit) -> UnitQuerySet:
        """The unit and all below it, by range."""
        return self.filter(path__gte=unit.path, path__lt=unit.end)

    def above(self, unit: Unit) -> UnitQuerySet:
        """The units above it, from the root down."""
        steps = range(STEP, len(unit.path), STEP)
        return self.filter(path__in=[unit.path[:n] for n in steps]).order_by(Length("path"), "id")

    def working(self) -> UnitQuerySet:
        """Units of the installation that have not ended."""
        return self.exclude(tree=Tree.OUTSIDE).filter(ended_on__isnull=True)

    def for_list(self) -> UnitQuerySet:
        return self.select_related("parent").order_by("path", "id")


class Unit(Row):
    """Đơn vị — an identity; name, kind, parent and path here are today's, dated rows beside."""

    tree = models.CharField(max_length=10, choices=Tree)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=30, blank=True)  # units abroad are listed by code
    search = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=900, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=250, unique=True)
    is_abroad = models.BooleanField(default=False)
    region = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=60, blank=True)  # only where the installation may hold it
    hours_from_hanoi = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    issuer_id_in_catalogue = models.CharField(max_length=30, blank=True)  # the reader's id: "TW"
    began_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("began_on")),
                name="units_end_after_beginning",
            )
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.name = nfc(self.name)
        self.search = fold(f"{self.name} {self.short} {self.code}")
        self.sort_key = str(collate_key(self.name))[:900]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Short, for a line of a list."""
        if self.is_abroad and self.code:
            return self.code if self.short else self.listed
        return self.short or self.name

    @property
    def listed(self) -> str:
        """Tên trong danh sách — a unit abroad goes by its kind and code: where it stands is not read off a list."""
        return f"{capfirst(self.get_kind_display())} {self.code}" if self.is_abroad and self.code else self.name

    @property
    def depth(self) -> int:
        return len(self.path) // STEP

    @property
    def system(self) -> str:
        """Hệ thể thức của văn bản đơn vị — "state" or "party"."""
        return "state" if self.tree == Tree.ADMIN else "party"

    @property
    def end(self) -> str:
        """Where the range of its subtree ends: "/" + 1 after its path."""
        return self.path[:-1] + "0"

    def is_inside(self, other: Unit) -> bool:
        """In the subtree of another unit (or that unit itself)."""
        return self.path.startswith(other.path)


class UnitName(models.Model):
    """Tên gọi theo ngày — a name and short form, from and until."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60, blank=True)
    search = models.CharField(max_length=300, editable=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    def save(self, *args: object, **kwargs: object) -> None:
        self.search = fold(f"{self.name} {self.short}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """Vị trí trong cây theo ngày — the path a unit had, so that a past day's subtree is one range."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    path = models.CharField(max_length=250, db_index=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.path


class PostKindQuerySet(models.QuerySet["PostKind"]):
    def visible_to(self, actor: Actor) -> PostKindQuerySet:
        """Words of the installation, and what a title carries: whoever signed in sees them."""
        return self


class PostKind(models.Model):
    """Loại chức danh — a title and the bundle of rights its holder is given."""

    key = models.CharField(max_length=30, primary_key=True)
    title = models.CharField(max_length=100)
    rank = models.IntegerField(default=50)

    objects = PostKindQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class PostRight(models.Model):
    """Quyền của loại chức danh — an act, over the unit alone or with all below it."""

    id = models.BigAutoField(primary_key=True)
    kind = models.ForeignKey(PostKind, models.PROTECT, related_name="rights")
    act = models.CharField(max_length=60)
    below = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "act"], name="units_one_right")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.act}"


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> PostQuerySet:
        """Posts of the units one sees."""
        if actor.is_setup:
            return self
        return self.filter(inside("unit__path", sight(actor)))


class Post(Row):
    """Chức danh — one place at a unit; the inbox and the grants are its, not the person's."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    kind = models.ForeignKey(PostKind, models.PROTECT, related_name="posts")
    ended_on = models.DateField(null=True)

    objects = PostQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind.title}, {self.unit}"


class HoldingQuerySet(models.QuerySet["Holding"]):
    def visible_to(self, actor: Actor) -> HoldingQuerySet:
        """Of the posts one sees; and the one that one acts in."""
        return self.filter(inside("post__unit__path", sight(actor)) | models.Q(pk=actor.holding_id or 0))

    def on(self, day: date) -> HoldingQuerySet:
        open_ended = models.Q(until_on__isnull=True) | models.Q(until_on__gte=day)
        return self.filter(open_ended, from_on__lte=day)


class Holding(Row):
    """Giữ chức danh — a person in a post, from and until; acting (quyền) or concurrent (kiêm)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    is_acting = models.BooleanField(default=False)
    is_concurrent = models.BooleanField(default=False)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="units_holding_end_after_beginning",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.called}"

    @property
    def styled(self) -> str:
        """Chức danh như gọi — with *quyền* and *kiêm*."""
        return titled(self.post.kind.title, is_acting=self.is_acting, is_concurrent=self.is_concurrent)

    @property
    def called(self) -> str:
        """Chức danh, đơn vị."""
        return f"{self.styled}, {self.post.unit}"


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def visible_to(self, actor: Actor) -> HandOverQuerySet:
        """What the post one acts in sent or was sent: nobody else's. By delegation what came for a delegated right."""
        if actor.is_setup:
            return self
        if actor.delegation_id is not None:
            return self._delegated(actor)
        mine = _posts_of(actor)
        return self.filter(models.Q(post__in=mine) | models.Q(sender__post__in=mine))

    def received(self, actor: Actor) -> HandOverQuerySet:
        """What came to the post one acts in, whoever held it then."""
        return self.filter(post__in=_posts_of(actor)) if actor.delegation_id is None else self._delegated(actor)

    def _delegated(self, actor: Actor) -> HandOverQuerySet:
        given = Grant.objects.of(actor)
        return self.filter(post__in=given.order_by().values("because__post"), asked__in=given.order_by().values("act"))

    def waiting(self) -> HandOverQuerySet:
        return self.filter(state=HandOverState.WAITING)

    def sent(self, actor: Actor, since: datetime) -> HandOverQuerySet:
        """What one's post sent that waits, or was declined since."""
        if actor.delegation_id is not None:
            return self.none()
        told = models.Q(state=HandOverState.WAITING) | models.Q(state=HandOverState.DECLINED, answered_at__gte=since)
        return self.filter(told, sender__post__in=_posts_of(actor))

    def for_list(self) -> HandOverQuerySet:
        return self.select_related("post__kind", "post__unit", "sender__post__kind", "sender__post__unit")


class HandOver(Row):
    """Chuyển người có quyền — a thing one may not do, handed to the post that may; no right goes with it.

    `label` is the thing's number (số ký hiệu, NV), never words of papers or people; `address` is
    the page where the act is done.
    """

    sender = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="handed")
    asked = models.CharField(max_length=60)  # the act
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # at which unit its right is asked
    kind = models.CharField(max_length=60)
    thing_id = models.BigIntegerField()
    label = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=HandOverState, default=HandOverState.WAITING)
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "asked", "kind", "thing_id"],
                condition=models.Q(state="WAITING"),
                name="units_handed_once_while_waiting",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="DECLINED") | ~models.Q(answer=""),
                name="units_declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} → {self.post}"


class HandOverStep(StepRow):
    """Bước của việc chuyển."""

    thing = models.ForeignKey(HandOver, models.PROTECT, related_name="steps")

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


def _posts_of(actor: Actor) -> models.QuerySet[Holding, int]:
    """The post one acts in, as ids; all one holds where one acts under none in particular."""
    held = Holding.objects.on(actor.today).filter(person_id=actor.person_id or 0)
    if actor.holding_id is not None:
        held = held.filter(pk=actor.holding_id)
    return held.order_by().values("post_id")  # type: ignore[return-value]
