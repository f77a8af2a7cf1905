"""Up to when a person has seen what concerns him or her; the notices themselves are no rows of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class NoticeMark(models.Model):
    """已读标记: what happened up to `seen_at` is no longer new to the person."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_mark", verbose_name="用户"
    )
    seen_at = models.DateTimeField("看到")

    class Meta:
        verbose_name = "已读标记"

    def __str__(self) -> str:
        return f"{self.user} {self.seen_at}"
