from django.apps import AppConfig


class LogsConfig(AppConfig):
    name = "foundation.logs"
    verbose_name = "运行日志"
