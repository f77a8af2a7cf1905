"""`manage.py backup [TARGET]`: database and files in one archive, while the product runs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from foundation.backup.exceptions import BackupError
from foundation.backup.services import Made, back_up


class Command(BaseCommand):
    help = (
        "备份：把数据库和全部文件写成一个备份文件（系统不必停止）。未指明位置时，放在数据目录的 backups 下。"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", nargs="?", type=Path, help="目录，或备份文件的完整名称")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            made = back_up(_file(options["target"]), say=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"数据库不能读取，备份没有做成：{error}") from error
        self._report(made, seconds=time.monotonic() - began)

    def _report(self, made: Made, *, seconds: float) -> None:
        if made.left_out:
            self.stderr.write(f"下列数据表不属于本系统，没有备份：{'、'.join(made.left_out)}。")
        size = filesizeformat(made.path.stat().st_size)
        self.stdout.write(f"备份完成：{made.path}（{size}，用时{seconds:.0f}秒）")
        self.stdout.write(
            f"共{len(made.manifest.tables)}张数据表、{made.manifest.rows:,}行，{len(made.manifest.files):,}个文件。"
        )
        self.stdout.write(f"校验值（SHA-256）：{made.seal}")
        self.stdout.write("请把该文件复制到另一台机器上保存。密钥不在其中，请另行保管。")


def _file(target: Path | None) -> Path:
    """Where to write: a name that says when, in the folder given or in `var/backups`."""
    name = f"ziping-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
    if target is None:
        target = Path(settings.VAR_DIR) / "backups"
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    return target / name if target.is_dir() else target
