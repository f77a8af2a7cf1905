"""本单位报送材料: what is kept of a set besides its filings, from which everything else is derived."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SetPrinting(models.Model):
    """全部打印: one order of all papers of a set, with its 送签单; seen by whoever sees all its filings."""

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    frozen_set = models.ForeignKey("documents.FrozenSet", models.PROTECT, related_name="printings")
    filings = models.ManyToManyField("dossiers.Evaluation", related_name="set_printings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("首次打印时间", auto_now_add=True)

    class Meta:
        verbose_name = "全部打印"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "unit", "frozen_set"], name="set_printing_once")
        ]

    def __str__(self) -> str:
        return str(self.frozen_set)
