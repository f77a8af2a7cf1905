"""函: the letter with which a unit hands its set in, or a department what its units filed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

LONGEST_BODY, LONGEST_ATTACHMENTS = 4000, 6000


class Letter(models.Model):
    """函 as it stands, to be written on; what was printed of it is frozen (`LetterPrinting`)."""

    class Kind(models.TextChoices):
        UNIT = "unit", "随本单位报送材料"
        DEPARTMENT = "department", "随部门汇总表"

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    kind = models.CharField("用途", max_length=10, choices=Kind, default=Kind.UNIT)
    number = models.CharField("发文字号", max_length=60, blank=True)
    addressee = models.CharField("主送机关", max_length=100)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", max_length=LONGEST_BODY)
    attachments = models.TextField("附件", max_length=LONGEST_ATTACHMENTS, blank=True)
    dated = models.DateField("成文日期", null=True, blank=True)
    revision = models.PositiveIntegerField("修订号", default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "函"
        constraints = [models.UniqueConstraint(fields=["cycle", "unit", "kind"], name="letter_once")]

    def __str__(self) -> str:
        return self.title


class LetterPrinting(models.Model):
    """函 that somebody printed, as it stood then. Never edited."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="printings")
    frozen_set = models.ForeignKey("documents.FrozenSet", models.PROTECT, related_name="letters")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("首次打印时间", auto_now_add=True)

    class Meta:
        verbose_name = "函的打印"
        constraints = [models.UniqueConstraint(fields=["letter", "frozen_set"], name="letter_printing_once")]

    def __str__(self) -> str:
        return str(self.frozen_set)
