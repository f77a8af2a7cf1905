"""修改意见: what a reviewer wants mended at one place of a filing, and what was said to it afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.filing.cells import CellRef
from core.workflow.remarks import Said


class Remark(models.Model):
    """A remark on one place (`ref`: a CellRef; empty for the whole filing).

    `said`: what stood there, printed. Without `move`, the 退回修改 with which it goes out, it is a note of
    its author, who alone sees it, changes it or throws it away; with it, it has its `number` for ever.
    `submission`: what it is about.
    """

    evaluation = models.ForeignKey("dossiers.Evaluation", models.PROTECT, related_name="remarks")
    number = models.PositiveSmallIntegerField("序号", null=True, editable=False)
    submission = models.ForeignKey("dossiers.Submission", models.PROTECT, related_name="remarks")
    ref = models.CharField("部位", max_length=130, blank=True)
    said = models.TextField("现填内容", blank=True)
    problem = models.TextField("问题")
    wanted = models.TextField("修改要求")
    basis = models.TextField("依据", blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField("草拟时间", auto_now_add=True)
    move = models.ForeignKey("dossiers.Move", models.PROTECT, null=True, related_name="remarks")

    class Meta:
        verbose_name = "修改意见"
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="remark_numbered_once"),
            models.CheckConstraint(
                condition=Q(move__isnull=True, number__isnull=True)
                | Q(move__isnull=False, number__isnull=False),
                name="remark_numbered_when_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"修改意见{self.number}" if self.number else "草拟的修改意见"

    @property
    def cell(self) -> CellRef | None:
        """What it is on; None for the whole filing."""
        return CellRef.parse(self.ref) if self.ref else None


class RemarkEntry(models.Model):
    """What was said to a remark: the unit's answer, 已确认 or 再次提出. Never edited, never deleted.

    `round`: of the submission with which an answer is filed, or which the reviewer looked at.
    """

    KINDS = tuple((kind.value, kind.label) for kind in Said)

    remark = models.ForeignKey(Remark, models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    text = models.TextField("内容", blank=True)
    round = models.PositiveSmallIntegerField("第几次报送")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "修改意见的办理"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["remark", "number"], name="remark_entry_numbered_once"),
            models.CheckConstraint(
                condition=Q(kind=Said.CONFIRMED.value) | ~Q(text=""), name="remark_entry_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remark} {self.get_kind_display()}"
