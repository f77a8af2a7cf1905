from django.apps import AppConfig


class SupervisorConfig(AppConfig):
    name = "foundation.supervisor"
    verbose_name = "进程"
