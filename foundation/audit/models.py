"""The log of who did what: one hash chain per finance bureau, rows of values without foreign keys (D13)."""

from __future__ import annotations

from django.db import models


class ChainHead(models.Model):
    """The last link of one chain. Locked last in a transaction, only as long as adding a link takes."""

    chain = models.BigIntegerField("财政部门编号", primary_key=True)
    number = models.BigIntegerField("序号", default=0)
    sha256 = models.CharField("校验值", max_length=64, blank=True)

    class Meta:
        verbose_name = "操作日志链"

    def __str__(self) -> str:
        return f"{self.chain}#{self.number}"


class AuditEvent(models.Model):
    """操作日志: one act or one refusal. Written once; the database refuses to change or delete it."""

    class Result(models.TextChoices):
        DONE = "done", "已办理"
        REFUSED = "refused", "已拒绝"

    chain = models.BigIntegerField("财政部门编号")
    number = models.BigIntegerField("序号")
    at = models.DateTimeField("时间")
    action = models.CharField("操作", max_length=60)
    result = models.CharField("结果", max_length=8, choices=Result)
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=150, blank=True)
    subject_type = models.CharField("对象类别", max_length=60)
    subject_id = models.CharField("对象编号", max_length=60, blank=True)
    subject_label = models.CharField("对象", max_length=300, blank=True)
    detail = models.JSONField("内容", default=dict)
    request_id = models.CharField("请求编号", max_length=32, blank=True)
    ip = models.CharField("来源地址", max_length=45, blank=True)
    previous_sha256 = models.CharField("上一条校验值", max_length=64, blank=True)
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "操作日志"
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_event_once_per_number")
        ]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_event_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_label}"
