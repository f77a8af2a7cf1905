"""Who: units as a tree under a finance bureau, users, and what a user may be in a unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower, Substr
from django.utils import timezone

from accounts.validators import unit_code, written_text


class Unit(models.Model):
    """单位: a node of the tree whose root is a finance bureau (财政局)."""

    class Kind(models.TextChoices):
        BUREAU = "bureau", "财政部门"
        DIVISION = "division", "业务股室"
        DEPARTMENT = "department", "主管部门"
        UNIT = "unit", "预算单位"

    code = models.CharField(
        "单位代码",
        max_length=20,
        validators=[unit_code],
        help_text="数字、大写字母或短横，本财政部门内不重复。",
    )
    name = models.CharField("单位名称", max_length=100, validators=[written_text])
    kind = models.CharField("类别", max_length=12, choices=Kind, default=Kind.UNIT)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    path = models.CharField("树路径", max_length=255, unique=True, editable=False)
    department = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="department_units",
        verbose_name="主管部门",
        help_text="一级预算单位为本单位时，主管部门填本单位。",
    )
    division = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="division_units",
        verbose_name="归口业务股室",
    )
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="承继单位"
    )

    class Meta:
        verbose_name = "单位"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="bureau", parent__isnull=True) | Q(~Q(kind="bureau"), parent__isnull=False),
                name="unit_only_a_bureau_is_a_root",
                violation_error_message="只有财政部门没有上级单位。",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="unit_valid_from_before_valid_to",
                violation_error_message="停用日期不能早于启用日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep `path` (codes from the root, each closed by a slash) true, for the whole subtree."""
        old = (
            type(self).objects.filter(pk=self.pk).values_list("path", flat=True).first() if self.pk else None
        )
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "path"}
        super().save(*args, **kwargs)
        if old and old != self.path:
            below = type(self).objects.filter(path__startswith=old).exclude(pk=self.pk)
            below.update(path=Concat(Value(self.path), Substr("path", len(old) + 1)))

    @property
    def bureau_path(self) -> str:
        """The path of the finance bureau at the root of the tree."""
        return self.path.split("/", 1)[0] + "/"

    @property
    def depth(self) -> int:
        """0 for a finance bureau, 1 for what hangs directly under it."""
        return self.path.count("/") - 1

    @property
    def is_own_department(self) -> bool:
        return self.department_id in (None, self.pk)


class UserManager(BaseUserManager["User"]):
    """Makes users without a mail address, which this product does not keep."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """A person who signs in. What he or she may do follows from memberships alone."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = None  # type: ignore[assignment]
    full_name = models.CharField("姓名", max_length=50, validators=[written_text])
    phone = models.CharField("联系电话", max_length=30, blank=True, validators=[written_text])
    must_change_password = models.BooleanField("下次登录须修改密码", default=False)

    kept_posts: dict[date, list[Membership]] | None = None
    """Of the person of a request alone: the posts that were read in it (accounts.queries)."""

    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = "用户"
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_once_per_username",
                violation_error_message="已有相同的用户名（不区分大小写）。",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def posts(self, on: date | None = None) -> MembershipQuerySet:
        """Return what this person is on the day `on` (today if None), with units; nothing if deactivated."""
        if not self.is_active:
            return Membership.objects.none()
        return Membership.objects.filter(user=self).on(on or timezone.localdate()).select_related("unit")

    def clean(self) -> None:
        """Leave out the mail address that AbstractUser would tidy up."""
        self.username = self.normalize_username(self.username)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those that count on `day`; both ends are included."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Membership(models.Model):
    """What a user is in a unit, from a day to a day. Several per person."""

    class Role(models.TextChoices):
        FILER = "filer", "填报人"
        UNIT_HEAD = "unit_head", "单位负责人"
        DEPARTMENT_REVIEWER = "department_reviewer", "主管部门审核"
        FINANCE_REVIEWER = "finance_reviewer", "财政审核"
        ADMINISTRATOR = "administrator", "系统管理员"
        AUDITOR = "auditor", "查询用户（审计）"

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="用户")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="memberships",
        verbose_name="单位",
        help_text="财政审核：选财政局为绩效股，选业务股室则只审核归口单位。",
    )
    role = models.CharField("角色", max_length=20, choices=Role)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        ordering = ["unit__path", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role", "valid_from"],
                name="membership_once_from_a_day",
                violation_error_message="该用户在该单位已有此角色。",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(valid_from__isnull=True),
                name="membership_once_without_a_day",
                violation_error_message="该用户在该单位已有此角色。",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="membership_valid_from_before_valid_to",
                violation_error_message="止日不能早于起日。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}（{self.unit}）"

    @property
    def is_performance(self) -> bool:
        """Whether it is one in 绩效股: a finance reviewer of the bureau itself."""
        return self.role == self.Role.FINANCE_REVIEWER and self.unit.kind == Unit.Kind.BUREAU

    def is_current(self, day: date) -> bool:
        """Whether it counts on `day`; both ends are included."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)
