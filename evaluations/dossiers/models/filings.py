"""What is filed and decided. Only `services` writes a status; moves and submissions never change."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Membership
from evaluations.cycles.models import ReportRule

SCORE: dict[str, Any] = {"max_digits": 9, "decimal_places": 4}

LEADING_ROLES = (Membership.Role.FILER, Membership.Role.UNIT_HEAD, Membership.Role.DEPARTMENT_REVIEWER)
"""Who decides for the unit that leads a consolidated filing on what other units file of it."""

LISTS: tuple[tuple[str, ...], ...] = ((), ("status",), ("unit",), ("unit", "status"))
"""What a list may be chosen by; each has an index in the order of its rows."""


class Evaluation(models.Model):
    """绩效自评: one 自评表 with its report. Kept narrow (D20): what is filled in stands in `Cell`.

    `parent`: the consolidated filing (合并填报) of which this is one unit's part; that one `has_children`.
    `report`: why it has none of its own, as the year's work said at its issue. `office_mark`: of what is in
    its `OfficeFindings`; empty while that was never looked at.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "未填报"
        DRAFT = "draft", "填报中"
        IN_REVIEW = "in_review", "待审核"
        RETURNED = "returned", "被退回"
        APPROVED = "approved", "审核通过"
        ARCHIVED = "archived", "已归档"
        EXEMPT = "exempt", "不纳入"

    cycle = models.ForeignKey(
        "cycles.Cycle", models.PROTECT, related_name="evaluations", verbose_name="年度自评工作"
    )
    form_version = models.ForeignKey(
        "documents.FormVersion", models.PROTECT, related_name="+", verbose_name="自评表样"
    )
    form_code = models.CharField("表样代码", max_length=60, editable=False)
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="evaluations", verbose_name="填报单位"
    )
    project = models.ForeignKey(
        "projects.Project",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
        verbose_name="项目",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="合并填报"
    )
    has_children = models.BooleanField("由分单位自评汇总", default=False, editable=False)
    report = models.CharField("自评报告", max_length=4, choices=ReportRule, blank=True, default="")
    number = models.CharField("编号", max_length=60, unique=True, editable=False)
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.NOT_STARTED)
    step = models.CharField("环节", max_length=12, blank=True, default="")
    revision = models.PositiveIntegerField("修订号", default=0)
    goals = models.PositiveSmallIntegerField("年度总体目标数", default=1)
    due_on = models.DateField("报送截止日")
    first_due_on = models.DateField("延期前的截止日", null=True, editable=False)
    total_score = models.DecimalField("自评得分", null=True, **SCORE)
    execution_rate = models.DecimalField("执行率", max_digits=12, decimal_places=6, null=True)
    grade = models.CharField("自评等级", max_length=10, blank=True, default="")
    must_fix = models.PositiveSmallIntegerField("必改项", default=0)
    must_explain = models.PositiveSmallIntegerField("需说明项", default=0)
    hints = models.PositiveSmallIntegerField("提示项", default=0)
    office_mark = models.CharField(max_length=16, blank=True, default="", editable=False)
    created_at = models.DateTimeField("下达时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "绩效自评"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["status", "step", "due_on", "id"]),
            *(models.Index(fields=[*chosen, "due_on", "id"]) for chosen in LISTS),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "form_code", "unit", "project"],
                condition=Q(project__isnull=False, parent__isnull=True),
                name="evaluation_once_per_project",
                violation_error_message="该项目本年度的自评已存在。",
            ),
            models.UniqueConstraint(
                fields=["cycle", "form_code", "unit"],
                condition=Q(project__isnull=True),
                name="evaluation_once_per_unit",
                violation_error_message="该单位本年度的整体自评已存在。",
            ),
            models.UniqueConstraint(
                fields=["parent", "unit"],
                name="evaluation_once_per_child",
                violation_error_message="该单位在本合并填报中已有分单位自评。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(has_children=False, project__isnull=False),
                name="evaluation_one_floor_of_children",
            ),
            models.CheckConstraint(
                condition=Q(status="in_review") & ~Q(step="") | ~Q(status="in_review") & Q(step=""),
                name="evaluation_step_only_in_review",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "not_started",
                        "draft",
                        "in_review",
                        "returned",
                        "approved",
                        "archived",
                        "exempt",
                    ]
                ),
                name="evaluation_status_known",
            ),
        ]

    def __str__(self) -> str:
        name = self.project.name if self.project else f"{self.unit.name}整体支出"
        return f"{name}（{self.unit.name}实施部分）" if self.parent_id else name

    def get_absolute_url(self) -> str:
        return reverse("dossiers:overview", args=[self.pk])


class OfficeFindings(models.Model):
    """由财政局处理的问题 of one filing as it was last counted, which the list of a year reads (D20).

    `rows`: check, cells by their names, and the sentence (services.checking.Check.office).
    """

    evaluation = models.OneToOneField(
        Evaluation, models.CASCADE, primary_key=True, related_name="office_findings"
    )
    rows = models.JSONField("由财政局处理的问题", default=list)

    class Meta:
        verbose_name = "由财政局处理的问题"

    def __str__(self) -> str:
        return str(self.evaluation)


class IndicatorLine(models.Model):
    """A third-level indicator of one evaluation, from the form or from the 批复绩效目标 as it stood then."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="lines")
    key = models.CharField("代码", max_length=60)
    position = models.PositiveSmallIntegerField("顺序")
    group = models.CharField("所属指标", max_length=60)
    name = models.CharField("三级指标", max_length=300)
    approved_target = models.CharField("批复指标值", max_length=300, blank=True)
    approved_points = models.DecimalField("批复分值", null=True, **SCORE)
    rule = models.JSONField("评分规则", null=True)

    class Meta:
        verbose_name = "指标行"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "key"], name="indicator_line_key_once")]

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """What stands in one cell (`ref`: a CellRef), as typed and as a number, and where it came from.

    `quoted`: what the figures placed in a text were, by their cells, when it was last written or read again.
    """

    class Source(models.TextChoices):
        APPROVED = "approved", "批复"
        LAST_YEAR = "last_year", "上年"
        IMPORTED = "imported", "导入"
        TYPED = "typed", "手工"
        COMPUTED = "computed", "计算"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="cells")
    ref = models.CharField("位置", max_length=130)
    typed = models.TextField("填列内容", blank=True)
    value = models.DecimalField("数值", max_digits=15, decimal_places=6, null=True)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.TYPED)
    quoted = models.JSONField("写时引用的数", default=dict, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = "填列内容"
        constraints = [models.UniqueConstraint(fields=["evaluation", "ref"], name="cell_once")]

    def __str__(self) -> str:
        return self.ref


class Contribution(models.Model):
    """Who ever filled in or filed an evaluation. Whoever stands here never decides on it (D9)."""

    class Kind(models.TextChoices):
        EDITED = "edited", "填写"
        SUBMITTED = "submitted", "送审"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="contributions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contributions")
    kind = models.CharField("方式", max_length=10, choices=Kind)
    first_at = models.DateTimeField("首次时间", auto_now_add=True)

    class Meta:
        verbose_name = "经办记录"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "user", "kind"], name="contribution_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_kind_display()}"


class FindingAnswer(models.Model):
    """The answer to a 需说明项, by choice. Other figures have another fingerprint and need another answer.

    `question`: of the finding; other tables of the unit and year that are asked the same take the answer.
    """

    class Choice(models.TextChoices):
        VERIFIED = "verified", "经核实无误"
        OTHER_BASIS = "other_basis", "统计口径不同"
        SUPERIOR_DOCUMENT = "superior_document", "上级文件规定"
        HISTORICAL = "historical", "历史数据"
        OTHER = "other", "其他（请说明）"

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers")
    fingerprint = models.CharField("问题标识", max_length=64)
    question = models.CharField("所问标识", max_length=64, blank=True, default="")
    choice = models.CharField("说明", max_length=20, choices=Choice)
    text = models.CharField("补充说明", max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("说明时间", auto_now=True)

    class Meta:
        verbose_name = "问题说明"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "fingerprint"], name="answer_once_per_finding"),
            models.CheckConstraint(condition=~Q(choice="other", text=""), name="answer_other_says_what"),
        ]

    def __str__(self) -> str:
        return self.get_choice_display()


class Submission(models.Model):
    """第几次报送: one filing, frozen, with its findings and answers. Never edited, never deleted."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次报送")
    frozen = models.ForeignKey("documents.FrozenFiling", models.PROTECT, related_name="+")
    findings = models.JSONField("校验结果及说明")
    problems_reason = models.TextField("带问题报送的理由", blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("报送时间", auto_now_add=True)

    class Meta:
        verbose_name = "报送"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="submission_numbered_once")
        ]

    def __str__(self) -> str:
        return f"第{self.number}次报送稿"


class Printing(models.Model):
    """打印: papers that somebody asked for between two moves; they stay with the filing when it changes."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="printings")
    stamp = models.ForeignKey("documents.Stamp", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("首次打印时间", auto_now_add=True)

    class Meta:
        verbose_name = "打印"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "stamp"], name="printing_once_per_stamp")
        ]

    def __str__(self) -> str:
        return str(self.stamp)


class Move(models.Model):
    """办理记录: one row for each move, with the frozen filing it acted on. Never edited, never deleted.

    `scope`: of 退回修改, the parts to be mended (core.filing.returned), sorted; empty for the whole.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField("序号")
    action = models.CharField("办理", max_length=12)
    from_status = models.CharField("原状态", max_length=12)
    from_step = models.CharField("原环节", max_length=12, blank=True)
    to_status = models.CharField("现状态", max_length=12)
    to_step = models.CharField("现环节", max_length=12, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人"
    )
    capacity = models.CharField("身份", max_length=12)
    reason = models.TextField("审核意见", blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    scope = models.JSONField("退回范围", default=list, blank=True)
    frozen = models.ForeignKey("documents.FrozenFiling", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("办理时间", auto_now_add=True)

    class Meta:
        verbose_name = "办理记录"
        ordering = ["number"]
        indexes = [models.Index(fields=["made_at"], name="move_by_time")]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="move_numbered_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
