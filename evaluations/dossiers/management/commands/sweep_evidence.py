"""`manage.py sweep_evidence`: what beat does every six hours, at once."""

from typing import Any

from django.core.management.base import BaseCommand

from evaluations.dossiers.services.evidence import sweep_orphans


class Command(BaseCommand):
    help = "Delete uploaded files that no row names (an upload was killed), older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已清理{sweep_orphans()}个没有登记的文件。")
