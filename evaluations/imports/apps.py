from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "evaluations.imports"
    verbose_name = "批量导入"

    def ready(self) -> None:
        from accounts.navigation import Entry, register
        from evaluations.imports.importers import OF_REVIEWERS

        register(Entry(label="批量导入", url_name="imports", roles=OF_REVIEWERS, order=75))
