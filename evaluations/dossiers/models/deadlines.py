"""延期: who let a filing be filed later than the year's work says, until when, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Extension(models.Model):
    """延期 of one filing, from one due date to a later one. Never edited, never deleted."""

    evaluation = models.ForeignKey(
        "dossiers.Evaluation", models.PROTECT, related_name="extensions", verbose_name="自评表"
    )
    before = models.DateField("原截止日")
    until = models.DateField("延期至")
    reason = models.CharField("延期原因", max_length=200)
    capacity = models.CharField("身份", max_length=14)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人"
    )
    granted_at = models.DateTimeField("办理时间", auto_now_add=True)

    class Meta:
        verbose_name = "延期"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("before")), name="extension_to_a_later_day")
        ]

    def __str__(self) -> str:
        return f"{self.evaluation}延期至{self.until.isoformat()}"
