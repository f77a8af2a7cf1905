"""试算: what a form would give filings of earlier years. The filings themselves are only read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse


class Trial(models.Model):
    """A form as it stood when somebody asked, and how far the worker has come. `bureau`: whose filings."""

    template = models.ForeignKey("indicators.FormTemplate", models.CASCADE, related_name="trials")
    definition = models.TextField("表样内容")
    bureau = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="财政部门")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间", auto_now_add=True)
    done = models.PositiveIntegerField("已算份数", default=0)

    class Meta:
        verbose_name = "试算"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.template}试算"

    def get_absolute_url(self) -> str:
        return reverse("trial", args=[self.pk])


class TrialFiling(models.Model):
    """One filing of a trial, as it was filed, and what came out (services.told); None until it was tried."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="filings")
    evaluation = models.ForeignKey("dossiers.Evaluation", models.PROTECT, related_name="+")
    frozen = models.ForeignKey("documents.FrozenFiling", models.PROTECT, related_name="+")
    result = models.JSONField("结果", null=True)

    class Meta:
        verbose_name = "试算的填报"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["trial", "evaluation"], name="trial_filing_once")]

    def __str__(self) -> str:
        return str(self.evaluation)
