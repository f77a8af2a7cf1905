"""Workbooks that came back: the file as it came, what it would change, and what somebody accepted of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.figures.printing import file_size


class Arrival(models.Model):
    """One file of one delivery. Without an evaluation, or with a `problem`, nothing of it can be accepted.

    `stored` is empty where nothing was kept. From the moment when something was accepted the row stays.
    `team`: whose slip (股室填报单) it is. A workbook of several filings is a row for each, which
    share what is stored where there is no team.
    `beside`: what the slip says besides the cells (exchange.slips.Beside).
    """

    delivery = models.UUIDField("批次", db_index=True)
    evaluation = models.ForeignKey(
        "dossiers.Evaluation", models.PROTECT, null=True, related_name="arrivals", verbose_name="绩效自评"
    )
    name = models.CharField("文件名", max_length=120)
    size = models.PositiveIntegerField("字节", default=0)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    stored = models.CharField("存储名", max_length=40, blank=True)
    problem = models.TextField("不能导入的原因", blank=True)
    compared = models.JSONField("比对结果", default=dict)
    team = models.ForeignKey(
        "exchange.Team", models.PROTECT, null=True, related_name="arrivals", verbose_name="股室"
    )
    beside = models.JSONField("随附说明", default=dict, blank=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField("导入时间", auto_now_add=True)
    taken_at = models.DateTimeField("采用时间", null=True)
    taken = models.PositiveIntegerField("采用栏数", default=0)

    class Meta:
        verbose_name = "导回的离线填报表"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["brought_at"], condition=models.Q(taken_at=None), name="arrival_open")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def size_text(self) -> str:
        return file_size(self.size)


class Team(models.Model):
    """股室 inside a unit: people without accounts, who fill in their rows on a 股室填报单."""

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="teams", verbose_name="单位")
    name = models.CharField("股室名称", max_length=40)

    class Meta:
        verbose_name = "股室"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], name="team_once", violation_error_message="名单中已有这个股室。"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A row of a filing that a team fills in. `row`: the key of an indicator, or the address of a text.

    `arrival`: the file of which it was last accepted, with who brought it and when; `basis`, `materials`:
    数据来源及计算 and 佐证材料名称 as they stood in it.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="assignments", verbose_name="股室")
    evaluation = models.ForeignKey(
        "dossiers.Evaluation", models.CASCADE, related_name="assignments", verbose_name="绩效自评"
    )
    row = models.CharField("指标行", max_length=130)
    arrival = models.ForeignKey(
        Arrival, models.PROTECT, null=True, related_name="assignments", verbose_name="采用的文件"
    )
    basis = models.TextField("数据来源及计算", blank=True)
    materials = models.TextField("佐证材料名称", blank=True)

    class Meta:
        verbose_name = "股室填报的指标"
        constraints = [models.UniqueConstraint(fields=["evaluation", "row"], name="assignment_once")]

    def __str__(self) -> str:
        return self.row
