"""代填: who lets a unit's department fill in its filings, until when, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class FillingGrant(models.Model):
    """代填授权: `department` fills in what `unit` files in `cycle`, `evaluation` alone where one is named.

    Never edited, never deleted: it ends after `until`, when it is taken back, or when the unit has another
    department.
    """

    cycle = models.ForeignKey("cycles.Cycle", models.PROTECT, related_name="+", verbose_name="年度自评工作")
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="filling_grants", verbose_name="填报单位"
    )
    department = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="+", verbose_name="代填的主管部门"
    )
    evaluation = models.ForeignKey(
        "dossiers.Evaluation", models.PROTECT, null=True, related_name="filling_grants", verbose_name="自评表"
    )
    reason = models.CharField("授权原因", max_length=200)
    until = models.DateField("有效期至")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="授权人"
    )
    granted_at = models.DateTimeField("授权时间", auto_now_add=True)

    class Meta:
        verbose_name = "代填授权"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["department", "until"])]
        constraints = [
            models.CheckConstraint(condition=~Q(department=F("unit")), name="filling_grant_to_another_unit")
        ]

    def __str__(self) -> str:
        return f"{self.department}代{self.unit}填报"

    @property
    def is_revoked(self) -> bool:
        return hasattr(self, "revocation")


class Revocation(models.Model):
    """收回: nothing more is filled in by the grant; what was stays."""

    grant = models.OneToOneField(FillingGrant, models.PROTECT, related_name="revocation")
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField("收回时间", auto_now_add=True)

    class Meta:
        verbose_name = "收回代填授权"

    def __str__(self) -> str:
        return f"{self.grant} 收回"
