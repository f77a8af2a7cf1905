"""`manage.py verify_audit`: recompute every hash chain of the log and name the first broken row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from foundation.audit.models import AuditEvent
from foundation.audit.queries import broken_chains


class Command(BaseCommand):
    help = "Recompute the hash chains of the log and name the first broken row of each."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = broken_chains()
        if broken:
            raise CommandError("\n".join(str(link) for link in broken))
        self.stdout.write(f"操作日志完整，共{AuditEvent.objects.count()}条。")
