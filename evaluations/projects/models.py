"""Projects, what was approved with their budget (批复绩效目标), and what became of it (预算变动)."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.filing.movements import Kind, Movement, with_decimals

POINTS: dict[str, Any] = {"max_digits": 9, "decimal_places": 4}


class Project(models.Model):
    """项目, carried out by one unit. `last_row_number`: the highest n of a row key r<n> ever given (D4)."""

    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="projects", verbose_name="实施单位"
    )
    code = models.CharField("项目代码", max_length=40)
    name = models.CharField("项目名称", max_length=200)
    last_row_number = models.PositiveIntegerField("已用指标序号", default=0, editable=False)

    class Meta:
        verbose_name = "项目"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                name="project_code_once_per_unit",
                violation_error_message="该单位已有此项目代码。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ApprovedTarget(models.Model):
    """批复绩效目标 of a project and year: initial, or adjusted during the year."""

    class Version(models.TextChoices):
        INITIAL = "initial", "年初批复"
        ADJUSTED = "adjusted", "年中调整"

    project = models.ForeignKey(Project, models.CASCADE, related_name="approved_targets")
    year = models.PositiveSmallIntegerField("年度")
    version = models.CharField("版本", max_length=8, choices=Version, default=Version.INITIAL)
    document_number = models.CharField("批复文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "批复绩效目标"
        ordering = ["year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "year", "version"], name="approved_target_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(version__in=["initial", "adjusted"]), name="approved_target_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.year}年{self.get_version_display()}"


class ApprovedGoal(models.Model):
    """One 年度总体目标 as approved."""

    approved = models.ForeignKey(ApprovedTarget, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField("顺序")
    text = models.TextField("预期目标")

    class Meta:
        verbose_name = "批复年度总体目标"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["approved", "position"], name="approved_goal_once")]

    def __str__(self) -> str:
        return self.text[:40]


class ApprovedRow(models.Model):
    """One third-level indicator as approved: “≥28%” is sign ≥, value 0.28, measure %; `group`: a form key."""

    approved = models.ForeignKey(ApprovedTarget, models.CASCADE, related_name="rows")
    key = models.CharField("代码", max_length=60)
    position = models.PositiveSmallIntegerField("顺序")
    group = models.CharField("二级指标", max_length=60)
    name = models.CharField("三级指标", max_length=300)
    text = models.CharField("指标值（原文）", max_length=300)
    sign = models.CharField("计算符号", max_length=4, blank=True)
    value = models.DecimalField("指标值", max_digits=15, decimal_places=6, null=True, blank=True)
    measure = models.CharField("计量单位", max_length=20, blank=True)
    points = models.DecimalField("分值", null=True, blank=True, **POINTS)
    rule = models.JSONField("评分规则", null=True, blank=True)

    class Meta:
        verbose_name = "批复指标"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["approved", "key"], name="approved_row_key_once")]

    def __str__(self) -> str:
        return self.name


class BudgetMovement(models.Model):
    """预算变动: what one document did to a project's budget of a year, in 万元. Never edited or deleted.

    `corrects`: the row in whose place this one stands, with its `reason`; an amount of 0 there says that it
    did not happen. `source`: of the money as fund rows call it (core.filing.movements), empty where unsaid.
    """

    class Kind(models.TextChoices):
        INITIAL = "initial", "年初"
        ADDED = "added", "追加"
        REDUCED = "reduced", "调减"
        RECOVERED = "recovered", "收回"
        CARRIED_OVER = "carried_over", "上年结转"

    project = models.ForeignKey(Project, models.PROTECT, related_name="movements", verbose_name="项目")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("类型", max_length=12, choices=Kind)
    amount = models.DecimalField("金额", max_digits=15, decimal_places=6)
    document_number = models.CharField("文号", max_length=60)
    dated_on = models.DateField("日期")
    source = models.CharField("资金来源", max_length=60, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="correction", verbose_name="更正的变动"
    )
    reason = models.CharField("更正原因", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "预算变动"
        ordering = ["pk"]
        indexes = [models.Index(fields=["project", "year"], name="movements_of_a_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["initial", "added", "reduced", "recovered", "carried_over"]),
                name="budget_movement_kind",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, corrects__isnull=True)
                | Q(amount__gte=0, corrects__isnull=False) & ~Q(reason=""),
                name="budget_movement_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.amount_text}万元（{self.document_number}）"

    @property
    def amount_text(self) -> str:
        """In 万元, with two decimals at least."""
        return with_decimals(self.amount)

    @property
    def is_corrected(self) -> bool:
        """Whether another row stands in the place of this one."""
        return hasattr(self, "correction")

    @property
    def figure(self) -> Movement:
        """As it is added up and told."""
        return Movement(cast(Kind, self.kind), self.amount, self.document_number, self.dated_on, self.source)
