"""What is asked: a form as an administrator edits it, in rows. `release` makes a FormVersion of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

POINTS: dict[str, Any] = {"max_digits": 9, "decimal_places": 4}


class FormTemplate(models.Model):
    """自评表样: draft → released → retired. `settings` holds what has no table of its own."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        RELEASED = "released", "启用"
        RETIRED = "retired", "停用"

    class Scope(models.TextChoices):
        PROJECT = "project", "项目支出"
        DEPARTMENT = "department", "部门整体支出"
        TRANSFER = "transfer", "转移支付"

    code = models.CharField("表样代码", max_length=60)
    name = models.CharField("表样名称", max_length=300)
    scope = models.CharField("类别", max_length=12, choices=Scope)
    place = models.CharField("地区", max_length=300)
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    source = models.CharField("依据", max_length=300)
    settings = models.JSONField("其他设置", default=dict)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    released = models.OneToOneField(
        "documents.FormVersion", models.PROTECT, null=True, editable=False, related_name="template"
    )

    class Meta:
        verbose_name = "自评表样"
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="form_template_once_per_version",
                violation_error_message="该表样的这一版本已存在。",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", released__isnull=True)
                | (~Q(status="draft") & Q(released__isnull=False)),
                name="form_template_released_has_its_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第{self.version}版）"


class Row(models.Model):
    """What every row of a draft has: its form, a key given once, a place."""

    key = models.CharField("代码", max_length=60)
    position = models.PositiveSmallIntegerField("顺序")

    class Meta:
        abstract = True
        ordering = ["position"]


class FundSource(Row):
    """资金来源: one row of 项目资金."""

    class Role(models.TextChoices):
        TOTAL = "total", "合计行"
        PART = "part", "分项行"
        MEMO = "memo", "“其中”行"

    template = models.ForeignKey(FormTemplate, models.CASCADE, related_name="fund_sources")
    label = models.CharField("名称", max_length=300)
    role = models.CharField("行别", max_length=5, choices=Role, default=Role.PART)

    class Meta(Row.Meta):
        verbose_name = "资金来源"
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="fund_source_key_once")]

    def __str__(self) -> str:
        return self.label


class FundColumn(Row):
    """One column of 项目资金: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分 …"""

    template = models.ForeignKey(FormTemplate, models.CASCADE, related_name="fund_columns")
    label = models.CharField("名称", max_length=300)
    role = models.CharField("含义", max_length=12)
    decimals = models.PositiveSmallIntegerField("小数位", null=True, blank=True)
    allow_negative = models.BooleanField("允许负数", default=False)
    only_total = models.BooleanField("只填合计行", default=False)

    class Meta(Row.Meta):
        verbose_name = "资金列"
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="fund_column_key_once")]

    def __str__(self) -> str:
        return self.label


class Indicator(Row):
    """绩效指标 of one to three levels. Third-level rows only where the form prescribes them."""

    template = models.ForeignKey(FormTemplate, models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    level = models.PositiveSmallIntegerField("级次")
    name = models.CharField("名称", max_length=300)
    points = models.DecimalField("分值", null=True, blank=True, **POINTS)
    target = models.CharField("年度指标值", max_length=300, blank=True)
    rule = models.JSONField("评分规则", null=True, blank=True)
    definition = models.TextField("指标解释", blank=True)
    scoring_note = models.TextField("指标说明", blank=True)

    class Meta(Row.Meta):
        verbose_name = "绩效指标"
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="indicator_key_once"),
            models.CheckConstraint(
                condition=Q(level=1, parent__isnull=True) | Q(level__in=[2, 3], parent__isnull=False),
                name="indicator_level_fits_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportSection(Row):
    """One heading of the 自评报告 outline."""

    template = models.ForeignKey(FormTemplate, models.CASCADE, related_name="report_sections")
    heading = models.CharField("标题", max_length=300)
    level = models.PositiveSmallIntegerField("级次", default=1)
    has_text = models.BooleanField("有正文", default=True)
    required = models.BooleanField("必填", default=True)
    max_length = models.PositiveIntegerField("字数上限", default=5000)
    guidance = models.TextField("填写提示", blank=True)

    class Meta(Row.Meta):
        verbose_name = "报告提纲"
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="report_section_key_once")]

    def __str__(self) -> str:
        return self.heading
