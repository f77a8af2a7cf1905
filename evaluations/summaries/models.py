"""表样 of a bureau, and what was printed by them."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.summary import content
from core.summary.columns import DEFAULT, chosen

USUAL_NAME = "常用表样"
BETWEEN = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1000))]


class SummaryLayout(models.Model):
    """汇总表样: the columns of 自评结果汇总表, their order and titles; what counts as low."""

    bureau = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="summary_layouts", verbose_name="财政部门"
    )
    name = models.CharField("名称", max_length=40)
    columns = models.JSONField("列（代码和标题）", default=list)
    rate_below = models.DecimalField(
        "低执行率界限（%）",
        max_digits=6,
        decimal_places=2,
        default=Decimal(60),
        validators=BETWEEN,
        help_text="执行率低于此数的项目列入低执行率清单。",
    )
    score_below = models.DecimalField(
        "低得分界限（分）",
        max_digits=6,
        decimal_places=2,
        default=Decimal(80),
        validators=BETWEEN,
        help_text="自评得分低于此数的列入低得分清单。",
    )

    class Meta:
        verbose_name = "汇总表样"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"],
                name="summary_layout_name_once",
                violation_error_message="已有同名的表样，请换一个名称。",
            ),
            models.CheckConstraint(
                condition=Q(rate_below__gte=0, score_below__gte=0), name="summary_layout_limits"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def content(self) -> content.Layout:
        """What of it is frozen with a table."""
        return content.Layout(
            name=self.name,
            columns=tuple(content.Chosen(one["key"], one["title"]) for one in self.columns),
            rate_below=self.rate_below / 100,
            score_below=self.score_below,
        )


def usual() -> SummaryLayout:
    """The 表样 with which every bureau begins; not kept."""
    columns = [{"key": one.key, "title": one.title} for one in chosen(DEFAULT)]
    return SummaryLayout(name=USUAL_NAME, columns=columns)


class SummaryPrinting(models.Model):
    """汇总: tables over the filings below `place` as they stood on the day `on`. Never edited."""

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+")
    place = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+")
    frozen_set = models.OneToOneField("documents.FrozenSet", models.PROTECT, related_name="summary")
    on = models.DateField("截至")
    layout_name = models.CharField("表样", max_length=40)
    approved_only = models.BooleanField("只汇总审核通过的")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("首次生成时间", auto_now_add=True)

    class Meta:
        verbose_name = "汇总"

    def __str__(self) -> str:
        return f"{self.place} {self.on} {self.frozen_set}"
