"""One year's work: who reviews in which order, on which forms, until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User


class Cycle(models.Model):
    """年度绩效自评工作 of a finance bureau. `chain` is a list of steps (core.workflow.Chain)."""

    class SigningMode(models.TextChoices):
        REVIEW_FIRST = "review_first", "先审后签"
        SIGN_FIRST = "sign_first", "先签后报"
        ONLINE = "online", "线上审签"

    bureau = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="cycles", verbose_name="财政部门"
    )
    name = models.CharField("名称", max_length=100)
    basis = models.CharField("通知文号", max_length=200, blank=True)
    data_year = models.PositiveSmallIntegerField("数据年度")
    work_year = models.PositiveSmallIntegerField("工作年度")
    chain = models.JSONField("审核环节")
    signing_mode = models.CharField(
        "签章方式", max_length=12, choices=SigningMode, default=SigningMode.REVIEW_FIRST
    )
    due_on = models.DateField("报送截止日")
    may_file_with_problems = models.BooleanField("允许带问题报送", default=True)
    asks_for_letter = models.BooleanField("要求随报送材料附函", default=False)
    exempt_reasons = models.JSONField("不纳入自评范围的理由", default=list)
    is_open = models.BooleanField("开放填报", default=True)

    class Meta:
        verbose_name = "年度自评工作"
        ordering = ["-data_year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"],
                name="cycle_name_once",
                violation_error_message="同名的年度自评工作已存在。",
            ),
            models.CheckConstraint(
                condition=Q(work_year__gte=F("data_year")),
                name="cycle_work_year_not_before_data_year",
                violation_error_message="工作年度不能早于数据年度。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportRule(models.TextChoices):
    """Who writes 自评报告, where the form asks for one. The word is that of `Identity.report`."""

    OWN = "", "每份自评表各写一份"
    UNIT = "unit", "写入本单位整体的自评报告"
    NONE = "none", "不要求写自评报告"


class CycleForm(models.Model):
    """The form that filings of one scope use in this year's work, and whether each has a report."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="forms")
    scope = models.CharField("类别", max_length=12)
    form_version = models.ForeignKey(
        "documents.FormVersion", models.PROTECT, related_name="+", verbose_name="自评表样"
    )

    report = models.CharField("自评报告", max_length=4, choices=ReportRule, blank=True, default="")

    class Meta:
        verbose_name = "使用的表样"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "scope", "form_version"], name="cycle_form_once")
        ]

    def __str__(self) -> str:
        return f"{self.cycle} {self.form_version}"


class DepartmentDate(models.Model):
    """主管部门要求: by when a department wants what its units file, before the bureau's own due date.

    It is shown and reminds; what is overdue is overdue by the bureau's date alone.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="department_dates")
    department = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="主管部门")
    due_on = models.DateField("要求报送日期")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("设定时间", auto_now=True)

    class Meta:
        verbose_name = "主管部门要求的报送日期"
        constraints = [models.UniqueConstraint(fields=["cycle", "department"], name="department_date_once")]

    def __str__(self) -> str:
        return f"{self.department}要求{self.due_on.isoformat()}前报送"


class ListRequest(models.Model):
    """核对清单申请: what a unit asks to be changed about what it has to file, and what finance decided.

    `code`, `name`: of a project to be added; `place`: in words, whose project it is (更正单位).
    """

    class Kind(models.TextChoices):
        ADD = "add", "新增"
        LEAVE_OUT = "leave_out", "不纳入"
        CONSOLIDATE = "consolidate", "合并填报"
        CHANGE_UNIT = "change_unit", "更正单位"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "同意"
        REFUSED = "refused", "不同意"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="list_requests")
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="单位")
    kind = models.CharField("申请事项", max_length=12, choices=Kind)
    project = models.ForeignKey(
        "projects.Project", models.PROTECT, null=True, related_name="+", verbose_name="项目"
    )
    code = models.CharField("新增项目的代码", max_length=40, blank=True)
    name = models.CharField("新增项目的名称", max_length=200, blank=True)
    place = models.CharField("应由哪个单位填报", max_length=100, blank=True)
    reason = models.CharField("理由", max_length=200)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间", auto_now_add=True)
    decision = models.CharField("核定", max_length=8, choices=Decision, blank=True, default="")
    answer = models.CharField("核定意见", max_length=200, blank=True, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("核定时间", null=True)

    class Meta:
        verbose_name = "核对清单申请"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="list_request_decided_or_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.project or self.name or '部门（单位）整体支出'}"

    def record_decision(self, decision: str, answer: str, by: User) -> None:
        self.decision, self.answer, self.decided_by, self.decided_at = decision, answer, by, timezone.now()
        self.save(update_fields=["decision", "answer", "decided_by", "decided_at"])
