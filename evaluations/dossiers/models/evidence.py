"""佐证材料: the files that a filing brings for its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.figures.printing import file_size
from evaluations.dossiers.models.filings import Evaluation
from foundation.intake.kinds import KINDS, Kind


class Evidence(models.Model):
    """佐证材料: one file for one indicator row, or for the whole filing where `row` is empty.

    From its first submission on (`filed_in`) row and file stay for ever; removing takes it off the list.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="evidence")
    row = models.CharField("指标行", max_length=60, blank=True)
    name = models.CharField("文件名", max_length=120)
    extension = models.CharField("类型", max_length=5)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField("校验值", max_length=64)
    stored = models.CharField("存储名", max_length=40, unique=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    filed_in = models.PositiveSmallIntegerField("首次随第几次报送", null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField("移除时间", null=True)

    class Meta:
        verbose_name = "佐证材料"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "row", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="evidence_once_per_row",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False, filed_in__isnull=False),
                name="evidence_removed_by_somebody_after_filing",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        return KINDS[self.extension]

    @property
    def is_shown(self) -> bool:
        """Whether a browser can show it."""
        return self.kind.shown

    @property
    def size_text(self) -> str:
        return file_size(self.size)
