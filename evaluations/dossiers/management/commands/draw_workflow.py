"""Write docs/workflow.md from the table of transitions, or say that it is no longer what the table says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.workflow.drawing import drawing


class Command(BaseCommand):
    help = "由流程表生成 docs/workflow.md；--check 只核对是否一致"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="不写文件，不一致时报错")

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "workflow.md"
        if not options["check"]:
            page.write_text(drawing(), encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != drawing():
            raise CommandError("docs/workflow.md 与流程表不一致，请运行 manage.py draw_workflow。")
