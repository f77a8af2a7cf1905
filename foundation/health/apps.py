from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "foundation.health"
    verbose_name = "运行状况"

    def ready(self) -> None:
        from foundation.health import checks  # noqa: F401  database and disk; apps above register theirs
