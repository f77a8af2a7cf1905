"""盖章件: what came back signed, for one filing or, by its 送签单, for a whole set."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import FrozenSet, Stamp
from foundation.intake.kinds import ALL_KINDS, Kind


class SignedCopy(models.Model):
    """盖章件: a signed paper, as a scan or noted as received, known by the version code that it carries.

    Never edited, never deleted: `recorded_by` is 代录人, `signed_by` are the names on the paper.
    """

    class Way(models.TextChoices):
        SCAN = "scan", "扫描件"
        PAPER = "paper", "纸质件已收"

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    stamp = models.ForeignKey("documents.Stamp", models.PROTECT, null=True, related_name="signed_copies")
    frozen_set = models.ForeignKey(
        "documents.FrozenSet", models.PROTECT, null=True, related_name="signed_copies"
    )
    way = models.CharField("方式", max_length=5, choices=Way)
    signed_by = models.CharField("签字人", max_length=100)
    signed_on = models.DateField("签字日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    name = models.CharField("文件名", max_length=120, blank=True)
    extension = models.CharField("类型", max_length=5, blank=True)
    size = models.PositiveIntegerField("字节", default=0)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    stored = models.CharField("存储名", max_length=40, blank=True)

    class Meta:
        verbose_name = "盖章件"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stamp__isnull=True, frozen_set__isnull=False)
                | Q(stamp__isnull=False, frozen_set__isnull=True),
                name="signed_copy_of_one_paper",
            ),
            models.CheckConstraint(
                condition=Q(way="paper", stored="") | (Q(way="scan") & ~Q(stored="")),
                name="signed_copy_scan_has_a_file",
            ),
            models.UniqueConstraint(fields=["stored"], condition=~Q(stored=""), name="signed_copy_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.paper.code}"

    @property
    def is_void(self) -> bool:
        """Whether somebody took it back since (作废)."""
        return hasattr(self, "voiding")

    @property
    def paper(self) -> Stamp | FrozenSet:
        """What was signed: the stamp of one filing, or a 送签单."""
        found = self.stamp or self.frozen_set
        assert found is not None  # the database says so
        return found

    @property
    def kind(self) -> Kind:
        return ALL_KINDS[self.extension]


class Voiding(models.Model):
    """作废: a signed copy that was recorded by mistake counts no longer; it stays, with the reason."""

    copy = models.OneToOneField(SignedCopy, models.PROTECT, related_name="voiding")
    reason = models.CharField("作废原因", max_length=200)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    voided_at = models.DateTimeField("作废时间", auto_now_add=True)

    class Meta:
        verbose_name = "盖章件作废"

    def __str__(self) -> str:
        return f"{self.copy} 作废"
