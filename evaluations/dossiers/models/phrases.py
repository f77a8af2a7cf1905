"""常用语: what the reviewers of a bureau ask for again and again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Phrase(models.Model):
    """What a reviewer of the bureau's filings may append to what is wanted; `used`: how often it was."""

    bureau = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    text = models.CharField("常用语", max_length=200)
    used = models.PositiveIntegerField("使用次数", default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        verbose_name = "常用语"
        ordering = ["-used", "pk"]
        constraints = [models.UniqueConstraint(fields=["bureau", "text"], name="phrase_once")]

    def __str__(self) -> str:
        return self.text
