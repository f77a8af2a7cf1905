from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "evaluations.imports"
    verbose_name = "批量导入"

    def ready(self) -> None:
        from accounts.models import Membership
        from accounts.navigation import Entry, register

        administrators = frozenset({Membership.Role.ADMINISTRATOR.value})
        register(Entry(label="批量导入", url_name="imports", roles=administrators, order=75))
