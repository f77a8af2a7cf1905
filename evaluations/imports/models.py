"""Files that are imported: what one says until it is accepted or dropped, then only that it was."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.figures.printing import file_size


class Import(models.Model):
    """One workbook or pasted table. `said` is emptied when it is accepted: what was written is in the log.

    `made`: the units of new users by the users' keys, for slips that are printed again.
    """

    kind = models.CharField("类别", max_length=12)
    bureau = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="imports", verbose_name="财政部门"
    )
    name = models.CharField("文件名", max_length=120)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField("校验值", max_length=64)
    said = models.JSONField("文件内容", default=list)
    counts = models.JSONField("导入结果", default=dict)
    made = models.JSONField("新增的用户", default=dict)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人"
    )
    brought_at = models.DateTimeField("上传时间", auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    taken_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "批量导入"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_at=None, taken_by=None)
                | models.Q(taken_at__isnull=False, taken_by__isnull=False),
                name="import_taken_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def size_text(self) -> str:
        return file_size(self.size)
