from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "foundation.backup"
    verbose_name = "备份"
