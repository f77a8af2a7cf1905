"""复核: registers beside the state of a filing. What was drawn, finished, issued, answered never changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.second.draw import WAYS
from core.second.opinion import LONGEST_TITLE, USUAL

USUAL_REASONS = (
    ("01", "完成值与佐证材料不符"),
    ("02", "没有佐证材料或佐证不足"),
    ("03", "未按期完成"),
    ("04", "未按评分标准计分"),
    ("05", "指标值明显偏低或方向有误"),
    ("06", "指标不具考核性"),
    ("07", "计算错误"),
    ("08", "自评漏计，复核补计"),
    ("99", "其他"),
)
LONGEST_REMARK, LONGEST_ANSWER, LONGEST_OPINION = 500, 1000, 4000


@dataclass(frozen=True)
class Reason:
    """Why a second score is another one: a code of the place, and what it means there."""

    code: str
    words: str

    def __str__(self) -> str:
        return f"{self.code} {self.words}"


class ReviewRules(models.Model):
    """复核口径 of a finance bureau. `reasons`: of a score other than the filed one, code and words.

    `opinion`: the text from which 意见书 are drafted (core.second.opinion).
    """

    bureau = models.OneToOneField(
        "accounts.Unit", models.PROTECT, related_name="review_rules", verbose_name="财政部门"
    )
    reasons = models.JSONField("评分不同的原因", default=list)
    opinion = models.TextField("复核意见书的文字", max_length=LONGEST_OPINION, default=USUAL)

    class Meta:
        verbose_name = "复核口径"

    def __str__(self) -> str:
        return str(self.bureau)

    @property
    def known(self) -> tuple[Reason, ...]:
        return tuple(Reason(**one) for one in self.reasons)


class Review(models.Model):
    """一次复核: what was drawn from a year's approved filings, and how. Never edited, never deleted.

    `candidates`: all from which it was drawn (编号, 金额, 问题数), so that the drawing can be done again.
    """

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField("第几次复核")
    way = models.CharField("抽取方式", max_length=10, choices=list(WAYS.items()))
    size = models.PositiveSmallIntegerField("抽取份数")
    seed = models.CharField("随机种子", max_length=40, blank=True)
    candidates = models.JSONField("抽取范围")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField("抽取时间", auto_now_add=True)

    class Meta:
        verbose_name = "复核"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="review_numbered_once")]

    def __str__(self) -> str:
        return f"{self.cycle}第{self.number}次复核"


class SampledFiling(models.Model):
    """抽中的自评表, as it was approved (`submission`). Never edited, never deleted."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="filings")
    evaluation = models.ForeignKey("dossiers.Evaluation", models.PROTECT, related_name="second_reviews")
    submission = models.OneToOneField("dossiers.Submission", models.PROTECT, related_name="second_review")
    position = models.PositiveSmallIntegerField("抽取顺序")

    class Meta:
        verbose_name = "抽中的自评表"
        ordering = ["review", "position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="sampled_filing_once_per_position")
        ]

    def __str__(self) -> str:
        return str(self.evaluation)


class SecondScore(models.Model):
    """复核完成值 and 复核得分 of one row. Closed once the 复核 of the filing is finished.

    `row`: the cell of the score (CellRef). `reason`: the code, `reason_words`: what it meant then.
    """

    filing = models.ForeignKey(SampledFiling, models.PROTECT, related_name="scores")
    row = models.CharField("位置", max_length=130)
    actual = models.CharField("复核完成值", max_length=300, blank=True)
    typed = models.CharField("复核得分", max_length=64, blank=True)
    score = models.DecimalField("复核得分（数值）", max_digits=15, decimal_places=6, null=True)
    reason = models.CharField("原因", max_length=10, blank=True)
    reason_words = models.CharField("原因含义", max_length=60, blank=True)
    remark = models.CharField("备注", max_length=LONGEST_REMARK, blank=True)
    evidence_seen = models.BooleanField("已核对佐证", default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "复核得分"
        constraints = [models.UniqueConstraint(fields=["filing", "row"], name="second_score_once")]

    def __str__(self) -> str:
        return self.row


class Completion(models.Model):
    """复核完成: what it came to, and who says so. Never edited, never deleted.

    `total_remark`: why 自评得分 is another one than its rows make; empty where it is theirs.
    """

    filing = models.OneToOneField(SampledFiling, models.PROTECT, related_name="completion")
    filed = models.DecimalField("自评得分", max_digits=15, decimal_places=6, null=True)
    total_remark = models.CharField("自评总分的说明", max_length=LONGEST_REMARK, blank=True)
    total = models.DecimalField("复核得分", max_digits=15, decimal_places=6)
    grade = models.CharField("复核等级", max_length=10, blank=True)
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField("完成时间", auto_now_add=True)

    class Meta:
        verbose_name = "复核完成"

    def __str__(self) -> str:
        return str(self.filing)


class Opinion(models.Model):
    """复核意见书, to be written on until the 复核 is issued; from then on the database keeps it as it is."""

    filing = models.OneToOneField(SampledFiling, models.PROTECT, related_name="opinion")
    number = models.CharField("发文字号", max_length=60, blank=True)
    title = models.CharField("标题", max_length=LONGEST_TITLE)
    body = models.TextField("正文", max_length=4 * LONGEST_OPINION)
    dated = models.DateField("成文日期", null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "复核意见书"

    def __str__(self) -> str:
        return self.title


class ReviewPrinting(models.Model):
    """底稿 or 意见书 that was printed, as it stood then. Never edited."""

    filing = models.ForeignKey(SampledFiling, models.PROTECT, related_name="printings")
    frozen_set = models.ForeignKey("documents.FrozenSet", models.PROTECT, related_name="review_printings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("首次打印时间", auto_now_add=True)

    class Meta:
        verbose_name = "复核文书的打印"
        constraints = [models.UniqueConstraint(fields=["filing", "frozen_set"], name="review_printing_once")]

    def __str__(self) -> str:
        return str(self.frozen_set)


class Issue(models.Model):
    """下发: from here on the unit sees the 复核 of its filing. Never edited, never deleted."""

    filing = models.OneToOneField(SampledFiling, models.PROTECT, related_name="issue")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("下发时间", auto_now_add=True)

    class Meta:
        verbose_name = "复核结果下发"

    def __str__(self) -> str:
        return str(self.filing)


class UnitAnswer(models.Model):
    """回执: whether the unit agrees, once. Never edited, never deleted."""

    filing = models.OneToOneField(SampledFiling, models.PROTECT, related_name="answer")
    agrees = models.BooleanField("同意复核结果")
    text = models.CharField("意见", max_length=LONGEST_ANSWER, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("回执时间", auto_now_add=True)

    class Meta:
        verbose_name = "复核回执"
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(text=""), name="unit_objection_says_why")
        ]

    def __str__(self) -> str:
        return "同意" if self.agrees else "有异议"


def usual_rules(bureau: int) -> ReviewRules:
    """The 复核口径 with which every bureau begins; not kept."""
    reasons = [{"code": code, "words": words} for code, words in USUAL_REASONS]
    return ReviewRules(bureau_id=bureau, reasons=reasons)
