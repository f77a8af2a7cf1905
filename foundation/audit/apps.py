from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "foundation.audit"
    verbose_name = "操作日志"

    def ready(self) -> None:
        from foundation.audit import checks, immutability

        immutability.protect("audit_auditevent")
        immutability.protect("audit_chainhead", allow_columns=("number", "sha256"))
        post_migrate.connect(_lay_triggers, sender=self, dispatch_uid="lay append-only triggers")
        register(checks.append_only_tables_are_protected, Tags.database)


def _lay_triggers(**kwargs: object) -> None:
    from foundation.audit import immutability

    immutability.lay()
