from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "evaluations.cycles"
    verbose_name = "年度自评工作"

    def ready(self) -> None:
        from accounts.models import Membership
        from accounts.navigation import Entry, register
        from foundation.audit.immutability import protect

        protect("cycles_listrequest", open_while="OLD.decision = ''")
        administrators = frozenset({Membership.Role.ADMINISTRATOR.value})
        register(Entry(label="年度自评工作", url_name="cycles", roles=administrators, order=65))
