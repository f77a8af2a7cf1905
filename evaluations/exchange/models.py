"""Workbooks that came back: the file as it came, what it would change, and what somebody accepted of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.figures.printing import file_size


class Arrival(models.Model):
    """One file of one delivery. Without an evaluation, or with a `problem`, nothing of it can be accepted.

    `stored` is empty where nothing was kept. From the moment when something was accepted the row stays.
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
