"""The parts that need no other app: the database answers, and the disk has room."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from foundation.health.parts import NotReadyError, register

MEGABYTE = 1024 * 1024


@register("database")
def database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@register("disk")
def disk_has_room() -> None:
    """Where the papers go; the folder itself is made with the first paper."""
    folder = Path(settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < settings.DISK_FREE_MB:
        raise NotReadyError(f"{free} MB free, {settings.DISK_FREE_MB} MB wanted")
