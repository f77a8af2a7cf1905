"""支出台账 of an accountant: the file as it came, what of it was accepted, and what its columns mean."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.figures.printing import file_size
from core.filing.form import AmountUnit


class LedgerScheme(models.Model):
    """台账对应关系 of a unit and data year: what a heading means, which money goes to which fund row.

    `columns`: heading → meaning (words.toml), empty for a column that is not read. `rows`: [SHA-256 of the
    form, source, nature, carried over, key of the fund row or empty]. `amount_unit`: of the file's amounts;
    `decimals`: of a sum, once it is in the unit of the form. `is_shared`: a department's, for those of its
    units that have none of their own for the year.
    """

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("数据年度")
    columns = models.JSONField("栏目对应", default=dict)
    rows = models.JSONField("资金对应", default=list)
    amount_unit = models.CharField("金额单位", max_length=2, default="元")
    decimals = models.PositiveSmallIntegerField("保留小数", default=2)
    is_shared = models.BooleanField("供所属单位使用", default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="修改人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "台账对应关系"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "is_shared"], name="ledger_scheme_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    @property
    def unit_of_amounts(self) -> AmountUnit:
        return "元" if self.amount_unit == "元" else "万元"


class LedgerFile(models.Model):
    """One file of a unit and year's work. `said`: its cells (foundation.intake.filled) until it is swept.

    `sheet`, `head`: where its headings stand. `written`: of what was accepted [evaluation, cell, text, rows].
    From the moment when something was accepted the row stays, with the file as it came.
    """

    cycle = models.ForeignKey(
        "cycles.Cycle", models.PROTECT, related_name="ledgers", verbose_name="年度自评工作"
    )
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="ledgers", verbose_name="单位")
    name = models.CharField("文件名", max_length=120)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField("校验值", max_length=64)
    stored = models.CharField("存储名", max_length=40)
    said = models.JSONField("文件内容", default=list)
    sheet = models.PositiveSmallIntegerField("工作表", default=0)
    head = models.PositiveSmallIntegerField("栏目名称行", default=0)
    written = models.JSONField("写入的内容", default=list)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    brought_at = models.DateTimeField("上传时间", auto_now_add=True)
    taken_at = models.DateTimeField("采用时间", null=True)

    class Meta:
        verbose_name = "支出台账"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def size_text(self) -> str:
        return file_size(self.size)
