"""`manage.py restore ARCHIVE [--replace] [--check]`: put a backup back, while the product is stopped."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from foundation.backup.exceptions import BackupError
from foundation.backup.manifest import Manifest
from foundation.backup.services import check, restore

BROKEN_LOG = 3


class Command(BaseCommand):
    help = "恢复：先核对备份文件，再恢复数据库和全部文件（系统必须停止）。没有做完时，一切保持原样。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="备份文件")
        parser.add_argument("--replace", action="store_true", help="替换现有的全部数据和文件")
        parser.add_argument("--check", action="store_true", help="只核对备份文件，不恢复")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self._tell(check(options["archive"]), "备份文件完好")
            else:
                self._restore(options["archive"], replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"数据库不能使用，未作任何改动：{error}") from error

    def _restore(self, archive: Path, *, replace: bool) -> None:
        began = time.monotonic()
        restored = restore(archive, replace=replace, say=self.stdout.write)
        self._tell(restored.manifest, f"恢复完成（用时{time.monotonic() - began:.0f}秒）")
        if restored.broken:
            why = "\n".join(restored.broken)
            raise CommandError(f"已经恢复，但操作日志在备份时就不完整：\n{why}", returncode=BROKEN_LOG)
        self.stdout.write("操作日志核对无误。现在可以启动系统；所有人需要重新登录。")

    def _tell(self, manifest: Manifest, done: str) -> None:
        made = f"{timezone.localtime(manifest.made_at):%Y-%m-%d %H:%M}"
        self.stdout.write(
            f"{done}：{made} 的备份（版本{manifest.version}，{len(manifest.tables)}张数据表、"
            f"{manifest.rows:,}行，{len(manifest.files):,}个文件）。"
        )
