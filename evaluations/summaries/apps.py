from django.apps import AppConfig


class SummariesConfig(AppConfig):
    name = "evaluations.summaries"
    verbose_name = "汇总表"

    def ready(self) -> None:
        from accounts.navigation import Entry, register
        from evaluations.summaries.queries import READERS
        from foundation.audit.immutability import protect

        protect("summaries_summaryprinting")
        register(Entry(label="汇总表", url_name="summaries", roles=READERS, order=24))
