"""What is kept of looking after many units: ticks of a department, its tables, and who was called when."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ReviewMark(models.Model):
    """已审核: a department has looked at a filing at `revision`; of any later revision it says nothing.

    No move: the filing stays where it stands until 汇总报送.
    """

    evaluation = models.ForeignKey("dossiers.Evaluation", models.PROTECT, related_name="review_marks")
    revision = models.PositiveIntegerField("修订号")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField("勾选时间", auto_now_add=True)

    class Meta:
        verbose_name = "已审核勾选"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "revision"], name="review_mark_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.marked_by}"


class DepartmentPrinting(models.Model):
    """部门汇总表 that somebody asked for; seen by whoever sees all its filings. Never edited."""

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+")
    department = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    frozen_set = models.ForeignKey("documents.FrozenSet", models.PROTECT, related_name="department_printings")
    filings = models.ManyToManyField("dossiers.Evaluation", related_name="department_printings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("首次生成时间", auto_now_add=True)

    class Meta:
        verbose_name = "部门汇总表"
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "department", "frozen_set"], name="department_printing_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.frozen_set)


class Call(models.Model):
    """催报记录: what was said when a unit was called about what it has not filed. Never edited or deleted."""

    class Way(models.TextChoices):
        PHONE = "phone", "电话"
        IN_PERSON = "in_person", "当面"
        MESSAGE = "message", "短信或工作群"
        LETTER = "letter", "书面"

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="calls")
    way = models.CharField("方式", max_length=10, choices=Way)
    called_on = models.DateField("催报日期")
    spoke_with = models.CharField("联系人", max_length=50)
    said = models.CharField("沟通情况", max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "催报记录"
        indexes = [models.Index(fields=["cycle", "unit", "id"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.called_on}"
