from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    verbose_name = "任务"

    def ready(self) -> None:
        from foundation.jobs import health, worker  # noqa: F401  parts of /readyz; its signals
