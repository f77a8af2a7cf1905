"""Job: one piece of slow work. The row is the truth, the broker's message only a doorbell (D12)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """任务. Whoever holds `owner` while it is running may publish its result; nobody else."""

    class State(models.TextChoices):
        QUEUED = "queued", "排队中"
        RUNNING = "running", "处理中"
        DONE = "done", "已完成"
        FAILED = "failed", "未完成"

    kind = models.CharField("类别", max_length=40)
    subject_id = models.BigIntegerField("对象编号")
    state = models.CharField("状态", max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    owner = models.CharField("办理者", max_length=32, blank=True)
    lease_until = models.DateTimeField("租约至", null=True)
    reason = models.CharField("原因", max_length=500, blank=True)
    asked_by_id = models.BigIntegerField("申请人编号", null=True)
    asked_by_name = models.CharField("申请人", max_length=50, blank=True)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    rung_at = models.DateTimeField("最近通知时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "任务"
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_state_lease"),
            models.Index(fields=["kind", "subject_id"], name="job_kind_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False) | ~Q(state="running"),
                name="job_running_has_a_lease",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(reason=""), name="job_failed_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}（{self.get_state_display()}）"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


class Heartbeat(models.Model):
    """One row: when a worker last heard beat. Whether somebody still does the jobs is read from it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    beat_at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = "心跳"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="heartbeat_is_one_row")]

    def __str__(self) -> str:
        return f"{self.beat_at:%Y-%m-%d %H:%M:%S}"
