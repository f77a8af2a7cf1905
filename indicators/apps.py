from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "自评表样"

    def ready(self) -> None:
        from accounts.models import Membership
        from accounts.navigation import Entry, register

        administrators = frozenset({Membership.Role.ADMINISTRATOR.value})
        register(Entry(label="自评表样", url_name="form_templates", roles=administrators, order=60))
