from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "evaluations.oversight"
    verbose_name = "汇总与催报"

    def ready(self) -> None:
        from accounts.navigation import Entry, register
        from evaluations.dossiers.services.guard import follow
        from evaluations.oversight.queries import OVERSEERS
        from evaluations.oversight.services.marking import carry
        from foundation.audit.immutability import protect

        follow(carry)
        protect("oversight_call")
        register(Entry(label="主管部门", url_name="departments", roles=OVERSEERS, order=23))
        register(Entry(label="催报台", url_name="reminders", roles=OVERSEERS, order=24))
